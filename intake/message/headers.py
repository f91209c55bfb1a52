"""
The header lines of a message or part: in their order, unfolded, decoded when asked.

Written out rather than taken from `email`, whose header objects raise on what
senders really write (reliability 2.5), and which forgets where a line stood:
that an Authentication-Results line stands above every Received line is what
makes it worth believing (RFC 8601, section 5).
"""

from __future__ import annotations

import binascii
import datetime as dt
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.message import charsets

_LONGEST_BLOCK = 512 * 1024
_MOST_LINES = 2_000
_LONGEST_VALUE = 32 * 1024
_MOST_IDS = 200
_LONGEST_ID = 998

_NAME = re.compile(r"([!-9;-~]+)[ \t]*:", re.ASCII)
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_GAP_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")


@dataclass(frozen=True, slots=True)
class Headers:
    """Header lines from the top down, as (name in small letters, unfolded value as written)."""

    lines: tuple[tuple[str, str], ...] = ()
    cut: bool = False

    def all(self, name: str) -> list[str]:
        """Return every value of *name*, from the top down."""
        return [value for found, value in self.lines if found == name]

    def first(self, name: str) -> str:
        """Return the topmost value of *name*; an empty text where there is none."""
        return next((value for found, value in self.lines if found == name), "")

    def has(self, name: str) -> bool:
        """Whether there is a line *name*, whatever it says."""
        return any(found == name for found, _ in self.lines)

    def text(self, name: str, longest: int = 1_000) -> str:
        """Return the topmost value of *name* as people read it: encoded words decoded, on one line."""
        return charsets.clean_line(decode_words(self.first(name)), longest)


def split_header(raw: bytes) -> tuple[Headers, bytes]:
    """
    Part *raw* into its header and what follows.

    The header ends at the first empty line, or at the first line that cannot
    be part of one: some senders forget the empty line.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    lines: list[tuple[str, str]] = []
    end, cut = 0, False
    for start, stop, line in _lines(raw):
        if not line:
            end = stop
            break
        # Some programs forget to indent a parameter: `Content-Type: x/y;` and `name="z"` on a line of its own.
        if line[:1] in (" ", "\t") or (lines and lines[-1][1].endswith(";") and not _NAME.match(line)):
            _continue(lines, line)
        elif match := _NAME.match(line):
            lines.append((match.group(1).lower(), line[match.end() :].strip()))
        elif not (start == 0 and line.startswith(("From ", ">From "))):
            end = start
            break
        end = stop
        if len(lines) >= _MOST_LINES or stop > _LONGEST_BLOCK:
            cut = True
            end = _end_of_block(raw, stop)
            break
    return Headers(tuple(lines), cut), raw[end:]


def _lines(raw: bytes) -> Iterator[tuple[int, int, str]]:
    start = 0
    while start < len(raw):
        newline = raw.find(b"\n", start, start + _LONGEST_BLOCK)
        stop = newline + 1 if newline >= 0 else min(len(raw), start + _LONGEST_BLOCK)
        yield start, stop, charsets.decode(raw[start : min(stop, start + _LONGEST_VALUE)]).rstrip("\r\n")
        start = stop


def _continue(lines: list[tuple[str, str]], line: str) -> None:
    if lines and len(lines[-1][1]) < _LONGEST_VALUE:
        name, value = lines[-1]
        lines[-1] = (name, f"{value} {line.strip()}")


def _end_of_block(raw: bytes, start: int) -> int:
    found = re.compile(rb"\n\r?\n").search(raw, max(0, start - 2))
    return found.end() if found else len(raw)


def decode_words(value: str) -> str:
    """*value* with its encoded words (RFC 2047) decoded; what is not decodable stands as written."""
    if "=?" not in value:
        return value
    value = _GAP_BETWEEN_WORDS.sub(r"\1", value)
    out: list[str] = []
    pending: list[bytes] = []
    pending_charset, end = "", 0
    for match in _ENCODED_WORD.finditer(value):
        charset = match.group(1).partition("*")[0].lower()
        if pending and (match.start() > end or charset != pending_charset):
            out.append(charsets.decode(b"".join(pending), pending_charset))
            pending = []
        out.append(value[end : match.start()])
        pending.append(_word(match.group(2), match.group(3)))
        pending_charset, end = charset, match.end()
    out.append(charsets.decode(b"".join(pending), pending_charset))
    return "".join([*out, value[end:]])


def _word(encoding: str, written: str) -> bytes:
    raw = written.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return from_base64(raw)


_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_BASE64_AND_LINE_ENDS = bytes(set(range(256)) - set(_NOT_BASE64)) + b"\r\n"
_MOST_RUNS = 1_000


def from_base64(raw: bytes) -> bytes:
    """*raw* decoded as far as it goes: strange characters are passed over, padding inside begins afresh."""
    wanted = raw.translate(None, _NOT_BASE64)
    runs = wanted.split(b"=") if wanted.count(b"=") <= _MOST_RUNS else [wanted.replace(b"=", b"")]
    return b"".join(_run(run) for run in runs if run)


def looks_like_base64(raw: bytes) -> bool:
    """Whether *raw* may be what its encoding claims: in plain words, every sixth character or so is a space."""
    strange = len(raw.translate(None, _BASE64_AND_LINE_ENDS))
    return strange <= 2 or strange * 20 <= len(raw)  # noqa: PLR2004 - a slip or two


def _run(run: bytes) -> bytes:
    if len(run) % 4 == 1:  # six bits alone are no byte
        run = run[:-1]
    return binascii.a2b_base64(run + b"=" * (-len(run) % 4))


def message_ids(value: str) -> tuple[str, ...]:
    """Return the message ids in *value* with their angle brackets, in order, each once."""
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(value)[:_MOST_IDS]))


def own_message_id(value: str) -> str:
    """Return the one id in *value*; a sender's id without brackets is given them."""
    found = message_ids(value)
    if found:
        return found[0]
    words = value.split()
    return f"<{words[0][:_LONGEST_ID].strip('<>')}>" if words and words[0].strip("<>") else ""


def sent_at(value: str) -> dt.datetime | None:
    """Return the Date that *value* gives, in UTC; None for no date or an impossible one."""
    try:
        found = email.utils.parsedate_to_datetime(value[:200])
        if found.tzinfo is None:
            found = found.replace(tzinfo=dt.UTC)
        return found.astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None
