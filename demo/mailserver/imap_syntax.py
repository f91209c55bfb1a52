"""How IMAP writes things down (RFC 3501 section 9): commands into words, sets of numbers, strings into answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

Word = str | bytes | list["Word"]
"""An atom or quoted string, a literal, or a list in parentheses."""

_DEEPEST = 50
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n")
_ATOM = re.compile(rb"(?:\[[^\]]*\]|[^\s()\"\[{])+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class BadCommandError(Exception):
    """The client wrote what IMAP does not allow, or what this server does not know: answer BAD."""


def words_of(line: bytes) -> list[Word]:
    """The words of one command, literals included in *line* where they stand."""
    words, end = _words_from(line, 0, _DEEPEST)
    if line[end:].strip():
        raise BadCommandError("unbalanced parenthesis")
    return words


def _words_from(line: bytes, at: int, depth: int) -> tuple[list[Word], int]:
    if depth == 0:
        raise BadCommandError("lists too deep")
    words: list[Word] = []
    while at < len(line) and line[at : at + 1] != b")":
        if line[at : at + 1].isspace():
            at += 1
        elif line[at : at + 1] == b"(":
            inner, at = _words_from(line, at + 1, depth - 1)
            if line[at : at + 1] != b")":
                raise BadCommandError("unbalanced parenthesis")
            words.append(inner)
            at += 1
        else:
            word, at = _one_word(line, at)
            words.append(word)
    return words, at


def _one_word(line: bytes, at: int) -> tuple[Word, int]:
    if quoted := _QUOTED.match(line, at):
        return re.sub(rb"\\(.)", rb"\1", quoted[1]).decode("utf-8", "surrogateescape"), quoted.end()
    if literal := _LITERAL.match(line, at):
        end = literal.end() + int(literal[1])
        return line[literal.end() : end], end
    if atom := _ATOM.match(line, at):
        return atom[0].decode("utf-8", "surrogateescape"), atom.end()
    raise BadCommandError("cannot read the command")


def text(word: Word) -> str:
    """The word as text, whichever way it was written."""
    if isinstance(word, list):
        raise BadCommandError("a list where a string belongs")
    return word if isinstance(word, str) else word.decode("utf-8", "surrogateescape")


def texts(word: Word) -> list[str]:
    """The words of a list; a single word is a list of one."""
    return [text(inner) for inner in word] if isinstance(word, list) else [text(word)]


def numbers(written: str, known: Sequence[int]) -> list[int]:
    """The *known* numbers, rising, that a set such as `1:3,7,9:*` means; `*` is the last of them."""
    last = known[-1] if known else 0
    ends = [_range(part, last) for part in written.split(",")]
    single = {low for low, high in ends if low == high}
    ranges = [(low, high) for low, high in ends if low != high]
    return [n for n in known if n in single or any(low <= n <= high for low, high in ranges)]


def _range(part: str, last: int) -> tuple[int, int]:
    low, _, high = part.partition(":")
    try:
        ends = [last if end == "*" else int(end) for end in (low, high or low)]
    except ValueError:
        raise BadCommandError("not a set of numbers") from None
    return min(ends), max(ends)


def written_set(known: Iterable[int]) -> str:
    """The numbers as a set, runs joined: `1:3,7`."""
    runs: list[list[int]] = []
    for number in known:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(low) if low == high else f"{low}:{high}" for low, high in runs)


def quoted(name: str) -> str:
    """*name* as a quoted string."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def literal(content: bytes) -> bytes:
    """*content* as a literal."""
    return b"{%d}\r\n%b" % (len(content), content)


def written_time(at: dt.datetime) -> str:
    """A time as INTERNALDATE writes it."""
    return f'"{at.day:2d}-{_MONTHS[at.month - 1]}-{at.year} {at:%H:%M:%S %z}"'


def read_time(written: str) -> dt.datetime:
    """The time that APPEND gives: `17-Jul-1996 02:44:25 -0700`."""
    day, _, rest = written.strip().partition(" ")
    clock, _, offset = rest.partition(" ")
    try:
        return dt.datetime.strptime(f"{read_day(day).isoformat()} {clock} {offset}", "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        raise BadCommandError("not a time") from None


def read_day(written: str) -> dt.date:
    """The day that SEARCH gives: `1-Feb-1994`. Months are English whatever the machine speaks."""
    try:
        day, month, year = written.split("-")
        return dt.date(int(year), _MONTHS.index(month.title()) + 1, int(day))
    except ValueError:
        raise BadCommandError("not a day") from None
