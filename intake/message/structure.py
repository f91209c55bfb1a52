"""
A message taken apart into its leaves: the parts that have no parts.

Step by step with a list of what is still to be opened, never by recursion, and
with a limit on depth and on the number of parts: a message of two thousand
nested parts is as harmless as any other. What lies beyond a limit is handed
out as one closed part, so that nothing is silently left out.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from intake.message.headers import Headers, from_base64, looks_like_base64, split_header
from intake.message.parameters import Parameterised, parse_parameters
from intake.message.signed import signed_content

DEEPEST = 24
MOST_PARTS = 400
DEEPEST_FORWARD = 6

_FIRST_BOUNDARY = re.compile(rb"(?:\A|\n)--([^\r\n]{1,200})\r?\n")
_LOOK_FOR_BOUNDARY = 64 * 1024
_LONGEST_BOUNDARY_LINE = 300
# What may go on a boundary (RFC 2046, section 5.1.1): `--b--c` does not end `--b`, `--b-->` does.
_BOUNDARY_CHARACTERS = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=?"
_MOST_BOUNDARY_LINES = 100_000
_MOST_UU_LINES = 1_000_000
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+", re.ASCII)
_SIGNED_OR_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_ENCLOSED = frozenset({"message/rfc822", "message/global", "message/news"})
_PROTECTED = frozenset({"application/x-microsoft-rpmsg-message"})


class Note(StrEnum):
    """What a person should know about how a message came."""

    OVERSIZED = "too large, only its header was read"
    HEADER_CUT = "header too long"
    BROKEN_MULTIPART = "parts that cannot be told apart"
    TOO_DEEP = "nested too deeply"
    TOO_MANY_PARTS = "too many parts"
    ENCRYPTED = "encrypted message"
    PARTIAL = "one piece of a message sent in pieces"
    ELSEWHERE = "a part that is kept elsewhere"
    UNKNOWN_CHARSET = "unknown character set"
    TEXT_CUT = "text too long"


@dataclass(frozen=True, slots=True)
class Leaf:
    """
    One part without parts, decoded from its transfer encoding.

    `within`: numbers of the enclosed messages it lies in, () for the message
    itself. `choice`: number of the multipart/alternative it is one choice of,
    0 for none. `closed`: a limit was reached, so it was not opened.
    """

    headers: Headers
    content_type: Parameterised
    disposition: Parameterised
    data: bytes
    within: tuple[int, ...] = ()
    choice: int = 0
    closed: bool = False


@dataclass(slots=True)
class Structure:
    """The leaves in their order, the header of each enclosed message, and what is to be noted."""

    leaves: list[Leaf] = field(default_factory=list)
    enclosed: dict[tuple[int, ...], Headers] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def note(self, what: Note) -> None:
        """Record *what*, once."""
        if what not in self.notes:
            self.notes.append(what)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that is still to be opened."""

    headers: Headers
    body: bytes
    depth: int = 0
    within: tuple[int, ...] = ()
    choice: int = 0
    default_type: str = "text/plain"


def take_apart(headers: Headers, body: bytes) -> Structure:
    """Return every leaf of the message; never raises, and takes time in proportion to its size."""
    found = Structure()
    to_open = [_Part(headers, body)]
    while to_open:
        part = to_open.pop()
        if len(found.leaves) >= MOST_PARTS:
            found.note(Note.TOO_MANY_PARTS)
            break
        to_open.extend(reversed(_open(part, found)))
    return found


def _open(part: _Part, found: Structure) -> list[_Part]:
    """Return the parts of *part*; one that has none becomes a leaf."""
    kind = _content_type(part)
    main = kind.value.partition("/")[0]
    if part.depth >= DEEPEST and (main == "multipart" or kind.value in _ENCLOSED | _SIGNED_OR_SEALED):
        return _close(part, kind, found)
    if main == "multipart":
        return _open_multipart(part, kind, found)
    if kind.value in _ENCLOSED:
        return _open_enclosed(part, kind, found)
    leaf = _leaf(part, kind)
    if kind.value in _SIGNED_OR_SEALED or leaf.disposition.get("filename").lower() == "smime.p7m":
        return _open_signed(part, leaf, found)
    _note_what_is_not_here(kind, found)
    found.leaves.append(leaf)
    return []


def _content_type(part: _Part) -> Parameterised:
    kind = parse_parameters(part.headers.first("content-type"))
    if not _TYPE.fullmatch(kind.value):
        return replace(kind, value=part.default_type)
    return kind


def _leaf(part: _Part, kind: Parameterised) -> Leaf:
    disposition = parse_parameters(part.headers.first("content-disposition"))
    data = _transfer_decoded(part.headers, part.body)
    return Leaf(part.headers, kind, disposition, data, part.within, part.choice)


def _close(part: _Part, kind: Parameterised, found: Structure) -> list[_Part]:
    found.note(Note.TOO_DEEP)
    found.leaves.append(replace(_leaf(part, kind), closed=True))
    return []


def _note_what_is_not_here(kind: Parameterised, found: Structure) -> None:
    if kind.value == "message/partial":
        found.note(Note.PARTIAL)
    elif kind.value == "message/external-body":
        found.note(Note.ELSEWHERE)
    elif kind.value in _PROTECTED:
        found.note(Note.ENCRYPTED)


# -------------------------------------------------------------------------------------------------------- multipart


def _open_multipart(part: _Part, kind: Parameterised, found: Structure) -> list[_Part]:
    if kind.value == "multipart/encrypted":
        found.note(Note.ENCRYPTED)
    body = part.body
    boundary = kind.get("boundary").encode("utf-8", "replace").rstrip() or _guess_boundary(body)
    bodies = list(_split(body, boundary)) if boundary else []
    if not bodies:
        body = _transfer_decoded(part.headers, body)  # against the rules, and done all the same
        bodies = list(_split(body, boundary)) if boundary else []
    if not bodies:
        found.note(Note.BROKEN_MULTIPART)
        found.leaves.append(_leaf(part, Parameterised("text/plain", kind.parameters)))
        return []
    return [_child(part, kind, raw, len(found.leaves)) for raw in bodies]


def _child(part: _Part, kind: Parameterised, raw: bytes, so_far: int) -> _Part:
    headers, body = split_header(raw)
    choice = part.choice
    if kind.value == "multipart/alternative" and not choice:
        choice = 1 + so_far
    default = "message/rfc822" if kind.value == "multipart/digest" else "text/plain"
    return _Part(headers, body, part.depth + 1, part.within, choice, default)


def _guess_boundary(body: bytes) -> bytes:
    found = _FIRST_BOUNDARY.search(body[:_LOOK_FOR_BOUNDARY])
    return found.group(1).rstrip() if found else b""


def _split(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """Yield what lies between the boundary lines (RFC 2046, section 5.1.1); a missing last line ends at the end."""
    delimiter = b"--" + boundary
    start, count = -1, 0
    for at, after, last in _boundary_lines(body, delimiter):
        if start >= 0:
            yield body[start : _without_line_end(body, start, at)]
            count += 1
        if last or count > MOST_PARTS:
            return
        start = after
    if 0 <= start < len(body):
        yield body[start:]


def _boundary_lines(body: bytes, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield where each boundary line begins, where the next line begins, and whether it is the last one."""
    at = 0 if body.startswith(delimiter) else _next_line_with(body, delimiter, 0)
    for _ in range(_MOST_BOUNDARY_LINES):
        if at < 0:
            return
        end = at + len(delimiter)
        last = body[end : end + 2] == b"--"
        # Only so far: a boundary on a line without end would be looked for again and again.
        newline = body.find(b"\n", end, end + _LONGEST_BOUNDARY_LINE)
        line_end = newline if newline >= 0 else len(body)
        rest = body[end + 2 * last : min(line_end, end + _LONGEST_BOUNDARY_LINE)]
        if not rest.strip() or (last and rest[0] not in _BOUNDARY_CHARACTERS):
            yield at, min(line_end + 1, len(body)), last
        at = _next_line_with(body, delimiter, end)


def _next_line_with(body: bytes, begins: bytes, after: int) -> int:
    newline = body.find(b"\n" + begins, after)
    return newline + 1 if newline >= 0 else -1


def _without_line_end(body: bytes, start: int, end: int) -> int:
    if end > start and body[end - 1 : end] == b"\n":
        end -= 1
    if end > start and body[end - 1 : end] == b"\r":
        end -= 1
    return end


# --------------------------------------------------------------------------------------------------------- enclosed


def _open_enclosed(part: _Part, kind: Parameterised, found: Structure) -> list[_Part]:
    if len(part.within) >= DEEPEST_FORWARD:
        return _close(part, kind, found)
    number = 1 + sum(1 for within in found.enclosed if within[:-1] == part.within)
    within = (*part.within, number)
    headers, body = split_header(_transfer_decoded(part.headers, part.body))
    found.enclosed[within] = headers
    return [_Part(headers, body, part.depth + 1, within)]


def _open_signed(part: _Part, leaf: Leaf, found: Structure) -> list[_Part]:
    content = signed_content(leaf.data)
    if content is None:
        found.note(Note.ENCRYPTED)
        found.leaves.append(leaf)
        return []
    headers, body = split_header(content)
    return [_Part(headers, body, part.depth + 1, part.within, part.choice)]


# ------------------------------------------------------------------------------------------------ transfer encoding


def _transfer_decoded(headers: Headers, body: bytes) -> bytes:
    words = headers.first("content-transfer-encoding").lower().split()
    match words[0].strip("\"';") if words else "":
        case "base64":
            return from_base64(body) if looks_like_base64(body) else body
        case "quoted-printable":
            return binascii.a2b_qp(body)
        case "uuencode" | "x-uuencode" | "x-uue" | "uue":
            return _from_uuencode(body)
        case _:
            return body


def _from_uuencode(body: bytes) -> bytes:
    if body.count(b"\n") > _MOST_UU_LINES:
        return body
    out: list[bytes] = []
    for line in body.splitlines():
        if line.startswith((b"begin ", b"begin-")) or not line.strip():
            continue
        if line.strip() == b"end":
            break
        out.append(_uu_line(line))
    return b"".join(out)


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders count wrongly: take as many characters as the line says it has.
        wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:wanted])
        except binascii.Error:
            return b""
