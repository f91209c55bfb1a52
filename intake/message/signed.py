"""
The content of an S/MIME message that is signed and not encrypted (`smime.p7m`, signed-data, RFC 8551).

Only the envelope is opened (CMS, RFC 5652, in BER or DER); the signature is
not checked and proves nothing here: who sent a message is proven by
`intake.message.authenticity` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_PLAIN_DATA = bytes.fromhex("2a864886f70d010701")

_SEQUENCE, _OBJECT_ID, _OCTETS, _OCTETS_IN_PIECES, _EXPLICIT = 0x30, 0x06, 0x04, 0x24, 0xA0
_INDEFINITE = 0x80
_LONGEST_LENGTH = 4
_DEEPEST = 16
_MOST_PIECES = 100_000


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of the encoding: its tag, and where its content lies; *end* is -1 while its length is not known."""

    tag: int
    start: int
    end: int


def signed_content(raw: bytes) -> bytes | None:
    """Return the MIME entity that *raw* signs; None if it is encrypted, compressed, detached or broken."""
    try:
        return _content(raw)
    except (IndexError, ValueError):
        return None


def _content(raw: bytes) -> bytes:
    # ContentInfo > [0] > SignedData > version, digests, EncapsulatedContentInfo > [0] > OCTET STRING
    outer = _expect(raw, 0, _SEQUENCE)
    kind = _expect(raw, outer.start, _OBJECT_ID)
    _require(raw[kind.start : kind.end] == _SIGNED_DATA)
    signed = _expect(raw, _expect(raw, kind.end, _EXPLICIT).start, _SEQUENCE)
    version = _element(raw, signed.start)
    digests = _element(raw, version.end)
    content = _expect(raw, _skip(raw, digests), _SEQUENCE)
    kind = _expect(raw, content.start, _OBJECT_ID)
    _require(raw[kind.start : kind.end] == _PLAIN_DATA)
    octets = _element(raw, _expect(raw, kind.end, _EXPLICIT).start)
    if octets.tag == _OCTETS:
        return raw[octets.start : octets.end]
    _require(octets.tag == _OCTETS_IN_PIECES)
    return b"".join(_pieces(raw, octets))


def _pieces(raw: bytes, whole: _Element) -> list[bytes]:
    pieces: list[bytes] = []
    at, open_ends = whole.start, [whole.end]
    while open_ends:
        if at == open_ends[-1]:
            open_ends.pop()
            continue
        if raw[at : at + 2] == b"\0\0" and open_ends[-1] < 0:
            open_ends.pop()
            at += 2
            continue
        found = _element(raw, at)
        if found.tag == _OCTETS_IN_PIECES:
            open_ends.append(found.end)
            at = found.start
        else:
            _require(found.tag == _OCTETS)
            pieces.append(raw[found.start : found.end])
            at = found.end
        _require(len(open_ends) <= _DEEPEST and len(pieces) <= _MOST_PIECES)
    return pieces


def _skip(raw: bytes, element: _Element) -> int:
    """Return where *element* ends; one of unknown length ends at the two zero bytes of its own level."""
    if element.end >= 0:
        return element.end
    at, depth = element.start, 1
    for _ in range(_MOST_PIECES):
        if raw[at : at + 2] == b"\0\0":
            at, depth = at + 2, depth - 1
            if depth == 0:
                return at
            continue
        found = _element(raw, at)
        depth += found.end < 0
        at = found.start if found.end < 0 else found.end
    raise ValueError


def _expect(raw: bytes, at: int, tag: int) -> _Element:
    found = _element(raw, at)
    _require(found.tag == tag)
    return found


def _element(raw: bytes, at: int) -> _Element:
    tag, first = raw[at], raw[at + 1]
    if first < _INDEFINITE:
        return _bounded(raw, _Element(tag, at + 2, at + 2 + first))
    if first == _INDEFINITE:
        return _Element(tag, at + 2, -1)
    count = first & 0x7F
    _require(count <= _LONGEST_LENGTH)
    start = at + 2 + count
    return _bounded(raw, _Element(tag, start, start + int.from_bytes(raw[at + 2 : start], "big")))


def _bounded(raw: bytes, element: _Element) -> _Element:
    _require(element.end <= len(raw))
    return element


def _require(holds: bool) -> None:  # noqa: FBT001 - it is the question itself
    if not holds:
        raise ValueError
