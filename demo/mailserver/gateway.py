"""Where a message goes that the embedded server took: a local mailbox, the spool, or back as a delivery report."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from demo.mailserver.boundary import Delivery, Verdict, author_domain, delivery_report, stamped
from demo.mailserver.mailboxes import INBOX, Accounts


@dataclass(frozen=True, slots=True)
class Accepted:
    """One message that came over SMTP: when, in whose name, for whom, and its bytes."""

    at: dt.datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Gateway:
    """
    The rules of delivery. Nothing is sent on: an address without a mailbox is kept in the spool as delivered.

    Attributes:
        accounts: The local mailboxes.
        domains: Registered domains besides those of the mailboxes: mail from them passes DMARC.
        bouncing: Addresses whose mail is taken and then reported undeliverable.
        refused: Addresses that SMTP refuses, with the reply.
        accepted: Every message that came over SMTP, in order.
    """

    def __init__(self, accounts: Accounts, *, clock: Callable[[], dt.datetime], hostname: str) -> None:
        self.accounts = accounts
        self.domains: set[str] = set()
        self.bouncing: set[str] = set()
        self.refused: dict[str, str] = {}
        self.accepted: list[Accepted] = []
        self._clock = clock
        self._hostname = hostname
        self._delivered: defaultdict[str, list[bytes]] = defaultdict(list)
        self._numbers = itertools.count(1)

    def accept(self, raw: bytes, sender: str, recipients: Iterable[str]) -> None:
        """A message that came over SMTP is noted and delivered."""
        recipients = tuple(recipients)
        self.accepted.append(Accepted(self._clock(), sender, recipients, raw))
        self.deliver(raw, sender, recipients)

    def deliver(self, raw: bytes, sender: str, recipients: Iterable[str], *, spoofed: bool = False) -> None:
        """The message has reached every recipient, or the sender has a report that it did not."""
        for recipient in recipients:
            delivery = Delivery(sender=sender, recipient=recipient, at=self._clock(), reference=self._reference())
            if recipient.lower() not in self.bouncing:
                self._store(
                    stamped(raw, delivery, hostname=self._hostname, dmarc=self._verdict(raw, spoofed)), delivery
                )
            elif sender:  # a report about a report would go round for ever (RFC 5321 section 4.5.5)
                self.deliver(delivery_report(raw, delivery, hostname=self._hostname), "", [sender])

    def delivered_to(self, address: str) -> list[bytes]:
        """Every message that has reached the address, in order, whatever became of it in the mailbox."""
        return list(self._delivered[address.lower()])

    def _store(self, message: bytes, delivery: Delivery) -> None:
        self._delivered[delivery.recipient.lower()].append(message)
        account = self.accounts.at(delivery.recipient)
        if account is not None:
            account.folders[INBOX].add(message, delivery.at)

    def _verdict(self, raw: bytes, spoofed: bool) -> Verdict:  # noqa: FBT001 - private, and named at its one call
        if spoofed:
            return "fail"
        known = self.domains | self.accounts.domains() | {self._hostname}
        return "pass" if author_domain(raw) in known else "none"

    def _reference(self) -> str:
        return f"{next(self._numbers):08d}"


class Reception:
    """What aiosmtpd asks during a conversation."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name and arguments
        self, _server: SMTP, _session: SmtpSession, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take every recipient but those that are to be refused."""
        refusal = self._gateway.refused.get(address.lower())
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802
        """Take the message."""
        content = envelope.content
        assert isinstance(content, bytes), "aiosmtpd decodes only when asked to"  # noqa: S101 - for the type checker
        self._gateway.accept(content, envelope.mail_from or "", envelope.rcpt_tos)
        return "250 OK taken"
