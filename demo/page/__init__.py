"""
The page on which everything can be looked at as its receiver sees it: by person and by day.

One HTML file with everything in it but the pictures of documents and the files
themselves, which lie beside it. It loads nothing from anywhere else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

from demo.area import Member
from demo.page.pictures import render
from demo.page.sheets import workbook_as_html
from demo.page.word import word_as_html
from demo.record import MAILBOXES, Attachment, Delivery, Told
from demo.selfcheck import Finding

_HERE = Path(__file__).parent
_AS_HTML: Mapping[str, Callable[[bytes], str]] = {".docx": word_as_html, ".xlsx": workbook_as_html}
_MOST_TEXT = 6_000
_TEXT = frozenset({".ics", ".txt", ".eml"})


@dataclass(frozen=True, slots=True)
class Story:
    """
    What the page is written from.

    Attributes:
        title: What the page is called.
        members: Everybody, in the order in which they are listed.
        told: What happened.
        folders: Where each message to a panel's mailbox lies now, by its number.
        findings: What was looked for at the end.
    """

    title: str
    members: Sequence[Member]
    told: Sequence[Told]
    folders: Mapping[int, str]
    findings: Sequence[Finding]


def write_page(folder: Path, story: Story) -> Path:
    """Return the page, written into *folder* beside the messages and documents."""
    documents = {_key(one.data): one for one in _attachments(story.told)}
    pages = render(dict(_to_draw(story.told)), folder / "pictures")
    data = {
        "title": story.title,
        "findings": [{"sentence": one.sentence, "holds": one.holds} for one in story.findings],
        "people": list(_people(story)),
        "scenes": [_scene(told) for told in story.told],
        "messages": [
            _message(one, story.folders.get(one.number, "")) for told in story.told for one in told.deliveries
        ],
        "documents": {key: _document(one, pages.get(key, ()), folder) for key, one in documents.items()},
    }
    page = folder / "index.html"
    page.write_text(_filled(data), "utf-8")
    return page


def _filled(data: Mapping[str, object]) -> str:
    """The page with its style, its script and what it shows; nothing in the data can end the script it stands in."""
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    page = (_HERE / "page.html").read_text("utf-8")
    for mark, text in (
        ("/* style */", (_HERE / "page.css").read_text("utf-8")),
        ("/* script */", (_HERE / "page.js").read_text("utf-8")),
        ("/* data */", written),
    ):
        page = page.replace(mark, text)
    return page


def _to_draw(told: Sequence[Told]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Every Word document, and of the workbooks, which come daily and take long, the first of each kind of mail."""
    kinds = set()
    for delivery in (delivery for one in told for delivery in one.deliveries):
        for file in delivery.attachments:
            ending = file.path.suffix
            if ending == ".docx" or (ending == ".xlsx" and delivery.kind not in kinds):
                if ending == ".xlsx":
                    kinds.add(delivery.kind)
                yield _key(file.data), (ending, file.data)


def _attachments(told: Sequence[Told]) -> Iterator[Attachment]:
    return (attachment for one in told for delivery in one.deliveries for attachment in delivery.attachments)


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _people(story: Story) -> Iterator[dict[str, str]]:
    """Everybody who got something, in the area's order."""
    reached = {delivery.to for one in story.told for delivery in one.deliveries}
    for member in story.members:
        if member in reached:
            yield {"email": member.email, "name": member.name, "role": member.role, "group": member.group}


def _scene(told: Told) -> dict[str, object]:
    return {
        "at": _iso(told.at),
        "who": told.who,
        "what": told.what,
        "messages": [delivery.number for delivery in told.deliveries],
    }


def _message(delivery: Delivery, folder: str) -> dict[str, object]:
    name, address = delivery.sender
    return {
        "id": delivery.number,
        "at": _iso(delivery.at),
        "to": delivery.to.email,
        "from": name or address,
        "address": address,
        "incoming": delivery.to.group == MAILBOXES,
        "subject": delivery.subject,
        "kind": delivery.kind,
        "folder": folder,
        "html": _body(delivery.message, "html"),
        "text": _body(delivery.message, "plain"),
        "headers": [[key, " ".join(str(value).split())] for key, value in delivery.message.items()],
        "eml": _href(delivery.path),
        "files": [
            {"name": one.name, "href": _href(one.path), "size": len(one.data), "document": _key(one.data)}
            for one in delivery.attachments
        ],
    }


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _document(one: Attachment, pictures: Sequence[Path], folder: Path) -> dict[str, object]:
    ending = one.path.suffix
    readable = ending in _TEXT or one.content_type.startswith("text/")
    text = one.data.decode("utf-8", "replace")[:_MOST_TEXT] if readable else ""
    return {
        "pictures": [_href(path.relative_to(folder)) for path in pictures],
        "html": _AS_HTML[ending](one.data) if ending in _AS_HTML else "",
        "text": text,
    }


def _href(path: Path) -> str:
    return quote(path.as_posix())


def _iso(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"
