"""
Content-Type and Content-Disposition: a value and its parameters (RFC 2045, 2183, 2231).

Lenient, since senders are: a parameter may be quoted or not, continued in
numbered pieces, percent-encoded, or, against the rules, an encoded word.
"""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass, field

from intake.message import charsets
from intake.message.headers import decode_words

_PARAMETER = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_PIECE = re.compile(r"(?P<name>[^*]+)(?:\*(?P<number>\d{1,3}))?(?P<encoded>\*)?$")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MOST_PARAMETERS = 200
_LONGEST = 8_192


@dataclass(frozen=True, slots=True)
class Parameterised:
    """`text/plain; charset=utf-8`: the value in small letters, and its parameters by name in small letters."""

    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return the parameter *name*; an empty text where there is none."""
        return self.parameters.get(name, "")


def parse_parameters(written: str) -> Parameterised:
    """Read one such header value; never raises."""
    value, semicolon, rest = written[:_LONGEST].partition(";")
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for count, match in enumerate(_PARAMETER.finditer(semicolon + rest)):
        piece = _PIECE.match(match.group(1).lower())
        if count < _MOST_PARAMETERS and piece:
            number = int(piece.group("number") or 0)
            pieces.setdefault(piece.group("name"), []).append(
                (number, bool(piece.group("encoded")), _unquoted(match.group(2).strip()))
            )
    return Parameterised(value.strip().lower(), {name: _joined(found) for name, found in pieces.items()})


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value.strip("'") if value[:1] == value[-1:] == "'" else value
    # Only a quote or a backslash is taken as escaped: some senders write Windows paths as they stand.
    inside = value[1:-1] if value.endswith('"') and len(value) > 1 else value[1:]
    return _ESCAPED.sub(lambda match: match.group(1) if match.group(1) in '"\\' else match.group(0), inside)


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    ordered = sorted(pieces, key=lambda piece: (piece[0], not piece[1]))
    if not any(encoded for _, encoded, _ in ordered):
        # The same parameter twice, unnumbered: the first counts, as in most readers.
        numbers = [number for number, _, _ in ordered]
        parts = ordered if len(set(numbers)) == len(numbers) else ordered[:1]
        return decode_words("".join(text for _, _, text in parts))
    return _percent_decoded(ordered)


def _percent_decoded(pieces: list[tuple[int, bool, str]]) -> str:
    charset, raw, seen = "", [], set()
    for position, (number, encoded, written) in enumerate(pieces):
        if number in seen:
            continue
        seen.add(number)
        text = written
        if encoded and position == 0 and text.count("'") >= 2:  # noqa: PLR2004 - charset'language'text (RFC 2231)
            charset, _, text = text.split("'", 2)
        raw.append(urllib.parse.unquote_to_bytes(text) if encoded else text.encode("utf-8", "replace"))
    return charsets.decode(b"".join(raw), charset)
