"""
Mail that no person wrote: automatic replies, lists, delivery reports, and our own (RFC 3834, RFC 3464).

What is said here decides one thing only: whether a message may be answered,
and whether it reports on one of ours. A form that comes by an automatic mail,
from a scanner or a list, is a form all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from intake.message import charsets
from intake.message.addresses import parse_addresses, same_address, small_letters
from intake.message.headers import split_header
from intake.message.mail import Mail

MOST_HOPS = 50
"""A message that has passed more servers is going round in circles."""

_MAIL_SYSTEMS = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mailerdaemon", "mdaemon"})
_NOBODY = re.compile(r"(?:no|do-?not|never)[-_.]?reply|owner-.*|.*-(?:request|owner|bounces?|noreply)", re.IGNORECASE)
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_LIST_HEADERS = ("list-id", "list-unsubscribe", "list-post", "list-help", "mailing-list", "x-mailing-list")
_AUTOMATIC_HEADERS = ("x-autoreply", "x-autorespond", "x-auto-reply-from", "x-mail-autoreply", "x-fc-machinegenerated")
_AUTOMATIC_SUBJECT = re.compile(
    r"^\s*(?:automatic\s+reply|auto(?:matic)?[-\s]?(?:reply|response|responder)|out\s+of\s+(?:the\s+)?office"
    r"|read:\s|not\s+read:\s|delivered:\s|ooo\b)",
    re.IGNORECASE,
)


class Outcome(StrEnum):
    """What became of a message for one recipient (RFC 3464, section 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedRecipient:
    """One recipient of a report: status is `5.1.1`, diagnostic what the server said."""

    address: str
    outcome: Outcome
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """
    A mail server says what became of a message.

    `original_message_id` is the id of the message of ours that it is most
    likely about; empty when it is about none. `mentioned` are all ids in it
    that may be ours, that one first: which of them is, the outbox knows.
    Anybody can forge a report: it may call a person's attention, and never
    cancels or redirects anything by itself.
    """

    recipients: tuple[ReportedRecipient, ...] = ()
    mentioned: tuple[str, ...] = ()
    original_message_id: str = ""

    @property
    def has_failed(self) -> bool:
        """Whether the message did not reach somebody; a delay is no failure."""
        return any(recipient.outcome is Outcome.FAILED for recipient in self.recipients)


@dataclass(frozen=True, slots=True)
class AutomaticReply:
    """An out-of-office note, a read receipt, a machine's message."""


@dataclass(frozen=True, slots=True)
class ListMail:
    """Sent to a list, or in bulk."""


@dataclass(frozen=True, slots=True)
class OwnMail:
    """A message of ours that came back to us."""


AutomaticNature = AutomaticReply | ListMail | DeliveryReport | OwnMail


def automatic_nature(mail: Mail, own_addresses: Collection[str], own_domain_token: str) -> AutomaticNature | None:
    """
    Return what kind of automatic mail this is; None for a person's.

    Args:
        mail: the message.
        own_addresses: the panels' mailboxes.
        own_domain_token: what stands right of the @ in the Message-IDs that we make.
    """
    if is_own(mail, own_addresses):
        return OwnMail()
    report = _delivery_report(mail, own_addresses, own_domain_token)
    if report is not None:
        return report
    if _is_list(mail):
        return ListMail()
    return AutomaticReply() if _is_automatic(mail) else None


def may_be_answered(mail: Mail, own_addresses: Collection[str] = ()) -> bool:
    """Whether RFC 3834 lets us answer: only a person, once it is known who, and never ourselves or in a circle."""
    if mail.sender is None or mail.received_lines > MOST_HOPS:
        return False
    if _from_mail_system(mail) or _NOBODY.fullmatch(mail.sender.local) or _is_own_address(mail, own_addresses):
        return False
    return not (_is_automatic(mail) or _is_list(mail) or _has_null_return_path(mail))


# ------------------------------------------------------------------------------------------------ what the headers say


def is_own(mail: Mail, own_addresses: Collection[str]) -> bool:
    """
    Whether we sent it: from our address, with our mark.

    The address alone, or an id of the council's domain, is not enough: an
    administrator may write from the panel's own mailbox.
    """
    return _is_own_address(mail, own_addresses) and mail.headers.has("x-panelpost-kind")


def _is_own_address(mail: Mail, own_addresses: Collection[str]) -> bool:
    return any(same_address(mail.sender_address, own) for own in own_addresses)


def _is_automatic(mail: Mail) -> bool:
    submitted = mail.headers.first("auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if any(mail.headers.has(name) for name in _AUTOMATIC_HEADERS) or _AUTOMATIC_SUBJECT.match(mail.subject):
        return True
    return any(kind == "message/disposition-notification" for kind, _ in mail.reports)


def _is_list(mail: Mail) -> bool:
    precedence = mail.headers.first("precedence").strip().lower()
    return precedence in _BULK or any(mail.headers.has(name) for name in _LIST_HEADERS)


def _has_null_return_path(mail: Mail) -> bool:
    return mail.headers.has("return-path") and mail.headers.first("return-path").replace(" ", "") in {"<>", ""}


def _from_mail_system(mail: Mail) -> bool:
    return mail.sender is not None and small_letters(mail.sender.local) in _MAIL_SYSTEMS


# ---------------------------------------------------------------------------------------------------- delivery reports

_STATUS_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_BOUNCE_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|delivery\s+(?:status\s+notification|has\s+failed|failure|failed|incomplete|delayed)"
    r"|failure\s+notice|returned\s+mail|returned\s+to\s+sender|mail\s+delivery\s+(?:failed|system|failure)"
    r"|mail\s+system\s+error|could\s+not\s+send\s+message|message\s+(?:could\s+not|not|can't)\s+be\s+delivered"
    r"|rejected:|unzustellbar",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"\bdelayed\b|could\s+not\s+send\s+message\s+for\s+past|will\s+(?:keep|continue)\s+(?:on\s+)?trying"
    r"|will\s+be\s+(?:re)?tried|not\s+yet\s+been\s+delivered|you\s+do\s+not\s+need\s+to\s+re-?send",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_QUOTED_RECIPIENT = re.compile(r"^\s*<?([^\s<>@:;,()]{1,64}@[A-Za-z0-9.-]{1,253})>?:?\s*$", re.MULTILINE)
_BLOCKS = re.compile(r"\n[ \t]*\n")
_ORIGINAL_BELOW = re.compile(
    r"^-{3,}.{0,40}(?:original|copy of the message|below this line)", re.IGNORECASE | re.MULTILINE
)
_ID_LINE = re.compile(r"^[>\s]*message-id:\s*(<[^<>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE)
_MOST_BLOCKS = 500
_MOST_IDS = 50
_LONGEST_DIAGNOSTIC = 500
_LOOKED_THROUGH = 200_000


def _delivery_report(mail: Mail, own_addresses: Collection[str], own_domain_token: str) -> DeliveryReport | None:
    statuses = [text for kind, text in mail.reports if kind in _STATUS_REPORTS]
    if statuses:
        recipients = tuple(_recipients(statuses))
    elif _looks_like_bounce(mail):
        recipients = _guessed_recipients(mail)
    else:
        return None
    mentioned = _mentioned_ids(mail, own_addresses, own_domain_token)
    return DeliveryReport(recipients=recipients, mentioned=mentioned, original_message_id=next(iter(mentioned), ""))


def _recipients(statuses: Iterable[str]) -> Iterable[ReportedRecipient]:
    for status in statuses:
        for block in _BLOCKS.split(status)[:_MOST_BLOCKS]:
            headers, _ = split_header(block.strip().encode())
            written = headers.first("final-recipient") or headers.first("original-recipient")
            action = headers.first("action").partition("(")[0].strip().lower()
            if written and action in set(Outcome):
                found = _STATUS.search(headers.first("status"))
                yield ReportedRecipient(
                    address=_recipient(headers.first("original-recipient")) or _recipient(written),
                    outcome=Outcome(action),
                    status=found.group(1) if found else "",
                    diagnostic=charsets.clean_line(headers.first("diagnostic-code"), _LONGEST_DIAGNOSTIC),
                )


def _recipient(written: str) -> str:
    """'rfc822; jo@partners.example': the address without its type."""
    kind, semicolon, address = written.partition(";")
    found = parse_addresses((address if semicolon else kind).strip())
    return found.addresses[0].email if len(found.addresses) == 1 and not found.doubt else ""


def _looks_like_bounce(mail: Mail) -> bool:
    """No proper report, but from a mail system or from nobody, and it says that something did not arrive."""
    if mail.headers.has("x-failed-recipients"):
        return True
    if not (_from_mail_system(mail) or _has_null_return_path(mail) or _is_exchange(mail)):
        return False
    return bool(_BOUNCE_SUBJECT.search(mail.subject) or _BOUNCE_SUBJECT.search(mail.text[:2_000]))


def _is_exchange(mail: Mail) -> bool:
    return mail.sender is not None and small_letters(mail.sender.local).startswith("microsoftexchange")


def _guessed_recipients(mail: Mail) -> tuple[ReportedRecipient, ...]:
    said = _ORIGINAL_BELOW.split(mail.text[:_LOOKED_THROUGH])[0]
    delayed = bool(_DELAY.search(mail.subject) or _DELAY.search(said))
    outcome = Outcome.DELAYED if delayed else Outcome.FAILED
    status = _STATUS.search(said)
    named = [address.email for address in parse_addresses(mail.headers.first("x-failed-recipients")).addresses]
    found = named or [small_letters(address) for address in _QUOTED_RECIPIENT.findall(said)] or [""]
    return tuple(
        ReportedRecipient(address=address, outcome=outcome, status=status.group(1) if status else "")
        for address in list(dict.fromkeys(found))[:_MOST_BLOCKS]
    )


def _mentioned_ids(mail: Mail, own_addresses: Collection[str], own_domain_token: str) -> tuple[str, ...]:
    """Return the ids that end like ours: from the header that came back first, then from anywhere in the words."""
    if not own_domain_token:
        return ()
    ours = re.compile(rf"<([^\s<>@]{{1,400}}@{re.escape(own_domain_token)})>", re.IGNORECASE)
    places = [
        *(enclosed.message_id for enclosed in mail.enclosed),
        *mail.answers_to,
        *_ID_LINE.findall(mail.text[:_LOOKED_THROUGH]),
        mail.text[:_LOOKED_THROUGH],
        *(enclosed.text[:_LOOKED_THROUGH] for enclosed in mail.enclosed),
        *(text for _, text in mail.reports),
    ]
    found = [match for place in places for match in ours.findall(place)]
    # An address in angle brackets looks just like an id: `Return-Path: <maagnorth@beds.example>`.
    ids = [f"<{one}>" for one in found if not any(same_address(one, own) for own in own_addresses)]
    return tuple(dict.fromkeys(ids))[:_MOST_IDS]
