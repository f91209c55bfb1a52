"""Which messages a SEARCH means (RFC 3501 section 6.4.4)."""

from __future__ import annotations

import datetime as dt
import email.policy
from collections.abc import Callable, Iterator, Sequence
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime

from demo.mailserver.imap_syntax import BadCommandError, Word, numbers, read_day, text
from demo.mailserver.mailboxes import Message

Matches = Callable[[int, Message], bool]
"""Whether the message with that sequence number is meant."""

_FLAGS = {
    "ANSWERED": "\\Answered",
    "DELETED": "\\Deleted",
    "DRAFT": "\\Draft",
    "FLAGGED": "\\Flagged",
    "SEEN": "\\Seen",
}
_HEADERS = ("BCC", "CC", "FROM", "SUBJECT", "TO")


class Search:
    """The criteria of one SEARCH, read; *sequence* and *uids* are the numbers that the session knows."""

    def __init__(self, criteria: Sequence[Word], *, sequence: Sequence[int], uids: Sequence[int]) -> None:
        self._sequence = sequence
        self._uids = uids
        words = iter(criteria[2:] if criteria and text_or_none(criteria[0]) == "CHARSET" else criteria)
        self._all = list(self._every(words))

    def matches(self, number: int, message: Message) -> bool:
        """Whether the message meets every criterion."""
        return all(meets(number, message) for meets in self._all)

    def _every(self, words: Iterator[Word]) -> Iterator[Matches]:
        for word in words:
            yield self._one(word, words)

    def _one(self, word: Word, rest: Iterator[Word]) -> Matches:
        if isinstance(word, list):
            inner = list(self._every(iter(word)))
            return lambda number, message: all(meets(number, message) for meets in inner)
        key = text(word).upper()
        try:
            return self._combined(key, rest) or _by_flag(key, rest) or _by_day(key, rest) or _by_content(key, rest)
        except StopIteration:
            raise BadCommandError("a search key lacks its argument") from None

    def _combined(self, key: str, rest: Iterator[Word]) -> Matches | None:
        match key:
            case "ALL":
                return lambda _number, _message: True
            case "NOT":
                inner = self._one(next(rest), rest)
                return lambda number, message: not inner(number, message)
            case "OR":
                first, second = self._one(next(rest), rest), self._one(next(rest), rest)
                return lambda number, message: first(number, message) or second(number, message)
            case "UID":
                wanted = set(numbers(text(next(rest)), self._uids))
                return lambda _number, message: message.uid in wanted
            case _ if key[0].isdigit() or key[0] == "*":
                in_sequence = set(numbers(key, self._sequence))
                return lambda number, _message: number in in_sequence
        return None


def text_or_none(word: Word) -> str | None:
    """The word in capitals, or None if it is a list."""
    return None if isinstance(word, list) else text(word).upper()


def _by_flag(key: str, rest: Iterator[Word]) -> Matches | None:
    if key in {"RECENT", "NEW"}:
        return lambda _number, _message: False
    if key == "OLD":
        return lambda _number, _message: True
    wanted = not key.startswith("UN")
    name = key.removeprefix("UN")
    flag = text(next(rest)) if name == "KEYWORD" else _FLAGS.get(name)
    if flag is None:
        return None
    return lambda _number, message: (flag in message.flags) is wanted


def _by_day(key: str, rest: Iterator[Word]) -> Matches | None:
    comparison = {"BEFORE": int.__lt__, "ON": int.__eq__, "SINCE": int.__ge__}.get(key.removeprefix("SENT"))
    if comparison is None:
        return None
    day = read_day(text(next(rest))).toordinal()
    of_message = _day_sent if key.startswith("SENT") else _day_received
    return lambda _number, message: comparison(of_message(message).toordinal(), day)


def _day_received(message: Message) -> dt.date:
    return message.received_at.date()


def _day_sent(message: Message) -> dt.date:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except ValueError:
        return dt.date.min


def _by_content(key: str, rest: Iterator[Word]) -> Matches:
    if key in {"LARGER", "SMALLER"}:
        size = int(text(next(rest)))
        return lambda _number, message: (len(message.raw) > size) if key == "LARGER" else (len(message.raw) < size)
    if key in {"BODY", "TEXT"}:
        needle = text(next(rest)).encode("utf-8", "surrogateescape").lower()
        return lambda _number, message: needle in _part(message, key).lower()
    if key not in {"HEADER", *_HEADERS}:
        raise BadCommandError("an unknown search key")
    name = text(next(rest)) if key == "HEADER" else key
    wanted = text(next(rest)).lower()
    return lambda _number, message: wanted in _header(message, name).lower()


def _part(message: Message, key: str) -> bytes:
    return message.raw if key == "TEXT" else message.raw.partition(b"\r\n\r\n")[2]


def _header(message: Message, name: str) -> str:
    """All values of the header field, encoded words decoded, one a line; a field that is not there matches nothing."""
    values = BytesHeaderParser(policy=email.policy.compat32).parsebytes(message.raw).get_all(name, [])
    return "\n".join(_decoded(str(value)) for value in values) if values else "\0"


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError):
        return value
