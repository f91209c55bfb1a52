"""
One pass over one mailbox: take in what is there, settle what was taken in, file what was settled.

Each of the three steps can be repeated after a crash at any point (X2). The
ledger says what was done, never the mailbox; one message that cannot be dealt
with is left for the next pass and never stands in the way of another.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from intake.mailbox.errors import MailboxUnavailable
from intake.mailbox.port import Filed, Mailbox
from intake.message.reading import LARGEST
from storage.crashpoints import crashpoint
from storage.errors import StorageError
from storage.received import Taken

_log = logging.getLogger(__name__)

_MOST_FAILURES_IN_A_ROW = 12


class Intake(Protocol):
    """What a sweep asks of the records; each method is a transaction of its own, committed when it returns."""

    def known(self, mailbox: str, uidvalidity: int, uid: int) -> Taken | None:
        """Return what is known of the message at this place of the mailbox."""

    def take_in(
        self, mailbox: str, uidvalidity: int, uid: int, raw: bytes, at: dt.datetime, *, cut_from: int | None = None
    ) -> str:
        """
        Save the message and return its id; the same bytes seen before keep the outcome they had.

        *cut_from*: the message has so many bytes that *raw* is its header alone.
        """

    def settle_next(self, mailbox: str) -> bool:
        """
        Settle one message that was taken in from *mailbox*; False when none is left.

        The try is counted before the work, so that a message that raises is
        set aside after its tries.
        """

    def folder_for(self, message_id: str) -> str | None:
        """Return the folder where a settled message belongs; None while it is not settled."""

    def filed(self, message_id: str) -> None:
        """Write down that the message lies in its folder on the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepReport:
    """What one pass did, in counts; `stuck` are UIDs that the server or the records declined to deal with."""

    mailbox: str
    found: int = 0
    taken_in: int = 0
    settled: int = 0
    filed: int = 0
    left_in_place: int = 0
    failed_to_settle: int = 0
    stuck: tuple[int, ...] = ()

    @property
    def went_well(self) -> bool:
        """Whether nothing had to be left for the next pass."""
        return not self.stuck and not self.failed_to_settle


@dataclass(slots=True)
class _Tally:
    taken_in: int = 0
    settled: int = 0
    filed: int = 0
    left_in_place: int = 0
    failed_to_settle: int = 0
    stuck: set[int] = field(default_factory=set)


def sweep(
    mailbox: Mailbox,
    intake: Intake,
    *,
    now: dt.datetime,
    stop: threading.Event | None = None,
    largest: int = LARGEST,
) -> SweepReport:
    """
    Do one pass, and stop after the message in hand when *stop* is set.

    Messages of more than *largest* bytes are taken in by their header alone.

    Raises:
        MailboxUnavailable: the connection broke; what was taken in stays so.
        StorageError: the store broke; nothing is lost, since the mailbox still has it.
    """
    stop = stop or threading.Event()
    tally = _Tally()
    mailbox.connect()
    uidvalidity = mailbox.uidvalidity()
    uids = mailbox.list_uids()
    here: dict[int, str] = {}
    for uid in uids:
        if stop.is_set():
            break
        with _set_aside(uid, tally):
            message_id = _take_in(mailbox, intake, uidvalidity, uid, now, largest, tally)
            if message_id:
                here[uid] = message_id
    _settle_all(mailbox.name, intake, stop, tally)
    for uid, message_id in here.items():
        if stop.is_set():
            break
        with _set_aside(uid, tally):
            _file(mailbox, intake, uid, message_id, tally)
    return _report(mailbox.name, len(uids), tally)


@contextlib.contextmanager
def _set_aside(uid: int, tally: _Tally) -> Iterator[None]:
    try:
        yield
    except (MailboxUnavailable, StorageError):
        raise
    except Exception as err:  # noqa: BLE001 - whatever is wrong with this message, the next one must get its turn
        tally.stuck.add(uid)
        _log.warning("message_set_aside", extra={"uid": uid, "error": type(err).__name__})


def _take_in(
    mailbox: Mailbox, intake: Intake, uidvalidity: int, uid: int, now: dt.datetime, largest: int, tally: _Tally
) -> str:
    """Return the id under which the message is saved; an empty text if it is gone meanwhile."""
    known = intake.known(mailbox.name, uidvalidity, uid)
    if known is not None:
        return known.id
    size = mailbox.size(uid)
    cut_from = size if size is not None and size > largest else None
    raw = mailbox.fetch(uid) if cut_from is None else mailbox.fetch_header(uid)
    if raw is None:
        return ""
    crashpoint("intake.before-taken")
    message_id = intake.take_in(mailbox.name, uidvalidity, uid, raw, now, cut_from=cut_from)
    crashpoint("intake.taken")
    tally.taken_in += 1
    return message_id


def _settle_all(mailbox: str, intake: Intake, stop: threading.Event, tally: _Tally) -> None:
    failures_in_a_row = 0
    while not stop.is_set() and failures_in_a_row < _MOST_FAILURES_IN_A_ROW:
        try:
            if not intake.settle_next(mailbox):
                return
            tally.settled += 1
            failures_in_a_row = 0
        except StorageError:
            raise
        except Exception as err:  # noqa: BLE001 - its try is counted and its tries are few: the next must get its turn
            failures_in_a_row += 1
            tally.failed_to_settle += 1
            _log.warning("message_not_settled", extra={"mailbox": mailbox, "error": type(err).__name__})


def _file(mailbox: Mailbox, intake: Intake, uid: int, message_id: str, tally: _Tally) -> None:
    folder = intake.folder_for(message_id)
    if folder is None:
        return
    if mailbox.file(uid, folder) is Filed.LEFT_IN_PLACE:
        tally.left_in_place += 1
        return
    crashpoint("intake.filed-on-server")
    intake.filed(message_id)
    crashpoint("intake.filed")
    tally.filed += 1


def _report(mailbox: str, found: int, tally: _Tally) -> SweepReport:
    return SweepReport(
        mailbox=mailbox,
        found=found,
        taken_in=tally.taken_in,
        settled=tally.settled,
        filed=tally.filed,
        left_in_place=tally.left_in_place,
        failed_to_settle=tally.failed_to_settle,
        stuck=tuple(sorted(tally.stuck)),
    )
