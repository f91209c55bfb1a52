"""What FETCH answers about one message (RFC 3501 section 6.4.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from demo.mailserver.imap_syntax import BadCommandError, Word, literal, texts, written_time
from demo.mailserver.mailboxes import Message

_BODY = re.compile(r"BODY(?P<peek>\.PEEK)?\[(?P<section>[^\]]*)\](?:<(?P<start>\d+)\.(?P<count>\d+)>)?$")
_FIELDS = re.compile(r"HEADER\.FIELDS(?P<no>\.NOT)? \((?P<names>[^)]*)\)$")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*\n?")
_SHORT = {
    "ALL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
    "FAST": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
    "RFC822": ("RFC822",),
}


def items_of(word: Word, *, with_uid: bool) -> list[str]:
    """The data items that a FETCH asks for, in capitals; UID FETCH always answers the UID."""
    asked = [item.upper() for written in texts(word) for item in _SHORT.get(written.upper(), (written,))]
    return ["UID", *(item for item in asked if item != "UID")] if with_uid else asked


def marks_seen(items: Iterable[str]) -> bool:
    """Whether answering *items* counts as reading the message."""
    return any(item in {"RFC822", "RFC822.TEXT"} or item.startswith("BODY[") for item in items)


def answer(message: Message, items: list[str]) -> bytes:
    """The answer to a FETCH of *items*, between its parentheses."""
    return b" ".join(part for item in items for part in _pair(message, item))


def flags_written(flags: Iterable[str]) -> bytes:
    """Flags as a list."""
    return b"(" + " ".join(sorted(flags)).encode() + b")"


def _pair(message: Message, item: str) -> Iterator[bytes]:
    if body := _BODY.match(item):
        yield from _body(message, body)
        return
    yield item.encode()
    match item:
        case "UID":
            yield b"%d" % message.uid
        case "FLAGS":
            yield flags_written(message.flags)
        case "INTERNALDATE":
            yield written_time(message.received_at).encode()
        case "RFC822.SIZE":
            yield b"%d" % len(message.raw)
        case "RFC822" | "RFC822.HEADER" | "RFC822.TEXT":
            yield literal(_section(message.raw, item.removeprefix("RFC822").removeprefix(".")))
        case _:
            raise BadCommandError("an unknown data item")


def _body(message: Message, asked: re.Match[str]) -> Iterator[bytes]:
    content = _section(message.raw, asked["section"])
    name = f"BODY[{asked['section']}]"
    if asked["start"] is not None:
        start = int(asked["start"])
        content = content[start : start + int(asked["count"])]
        name += f"<{start}>"
    yield name.encode()
    yield literal(content)


def _section(raw: bytes, section: str) -> bytes:
    head, gap, body = raw.partition(b"\r\n\r\n")
    if section == "":
        return raw
    if section == "HEADER":
        return head + gap
    if section == "TEXT":
        return body
    if fields := _FIELDS.match(section):
        names = {name.strip('"').lower().encode() for name in fields["names"].split()}
        chosen = [m[0] for m in _FIELD.finditer(head + b"\r\n") if (m[1].lower() in names) is not bool(fields["no"])]
        return b"".join(chosen) + b"\r\n"
    raise BadCommandError("an unknown section")
