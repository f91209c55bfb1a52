"""
What in a file could act or carry hidden matter: macros, links to outside, embedded objects, hidden text.

Asked before an original is passed on (process, section 2.5). A file that cannot
be looked into is never said to be clean.
"""

from __future__ import annotations

import io
import re

import olefile

from intake.reader.package import Package, Unreadable
from intake.reader.sniff import sniff

_OUTSIDE_FIELD = re.compile(rb"\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON)\b")
_VANISH = re.compile(rb"<w:vanish(?:\s+w:val=\"(?:1|true|on)\")?\s*/>")
_PDF = (
    ("macros", re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia)\b")),
    ("embedded objects", re.compile(rb"/(?:EmbeddedFiles?|FileAttachment)\b")),
    ("external links", re.compile(rb"/(?:URI|GoToR|SubmitForm|ImportData)\b")),
)
UNKNOWN = "cannot be checked"


def active_content(data: bytes) -> tuple[str, ...]:
    """
    Return the names of what is active or hidden in *data*; empty if there is nothing.

    Names: macros, external links, embedded objects, hidden text, tracked changes, comments, cannot be checked.
    """
    try:
        kind = sniff(data)
        if kind == "docx":
            return _sorted(_word(Package(data)))
        if kind == "pdf":
            return _sorted(
                {name for name, pattern in _PDF if pattern.search(data)}
                | ({UNKNOWN} if b"/ObjStm" in data or b"/Encrypt" in data else set())
            )
        if kind == "doc":
            return _sorted(_old_word(data) | {UNKNOWN})
        if kind == "odt":
            return _sorted(_open_document(Package(data)))
        if kind == "rtf":
            return _sorted(_rich_text(data))
        if kind == "picture":
            return ()
    except (Unreadable, OSError, ValueError):
        return (UNKNOWN,)
    return (UNKNOWN,)


def _sorted(found: set[str]) -> tuple[str, ...]:
    order = ("macros", "external links", "embedded objects", "hidden text", "tracked changes", "comments", UNKNOWN)
    return tuple(name for name in order if name in found)


def _word(package: Package) -> set[str]:
    found: set[str] = set()
    for name in package.names:
        folded = name.lower()
        if "vbaproject" in folded or "vbadata" in folded or "activex" in folded or folded.endswith("/customui.xml"):
            found.add("macros")
        if "/embeddings/" in folded or (
            folded.endswith((".bin", ".exe", ".ole")) and "vba" not in folded and "printersettings" not in folded
        ):
            found.add("embedded objects")
        if folded.endswith(".rels"):
            found |= _relations(package, name)
        if folded.startswith("word/") and folded.endswith(".xml") and "/theme" not in folded:
            found |= _part(package.read(name), folded)
    return found


def _relations(package: Package, name: str) -> set[str]:
    found = set()
    for relation in package.relations(name):
        if relation.get("TargetMode") == "External" and not relation.get("Target", "").lower().startswith("mailto:"):
            found.add("external links")
        if relation.get("Type", "").endswith(("/oleObject", "/package", "/aFChunk", "/control", "/subDocument")):
            found.add("embedded objects")
    return found


def _part(raw: bytes, name: str) -> set[str]:
    found = set()
    if b"instrText" in raw and any(_OUTSIDE_FIELD.search(i) for i in re.findall(rb"<w:instrText[^>]*>([^<]*)<", raw)):
        found.add("external links")
    if _VANISH.search(raw) and not name.endswith(("styles.xml", "numbering.xml", "stylesWithEffects.xml")):
        found.add("hidden text")
    if name.endswith("styles.xml") and re.search(
        rb'<w:style\b[^>]*w:customStyle="1"(?:(?!</w:style>).)*<w:vanish', raw, re.DOTALL
    ):
        found.add("hidden text")
    if re.search(rb"<w:(?:ins|del|moveFrom|moveTo)\b", raw):
        found.add("tracked changes")
    if name.endswith("comments.xml") and b"<w:comment " in raw:
        found.add("comments")
    return found


def _old_word(data: bytes) -> set[str]:
    found = set()
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        for entry in ole.listdir(streams=True, storages=True):
            folded = "/".join(entry).lower()
            if "macros" in folded or "_vba_project" in folded:
                found.add("macros")
            if "objectpool/" in folded or "package" in folded or "\x01ole10native" in folded:
                found.add("embedded objects")
    return found


def _open_document(package: Package) -> set[str]:  # noqa: C901 - one question after another, as a person would ask them
    found = set()
    for name in package.names:
        if name.startswith(("Basic/", "Scripts/")):
            found.add("macros")
        if name.startswith("Object "):
            found.add("embedded objects")
    content = package.read_if_there("content.xml") + package.read_if_there("styles.xml")
    if re.search(rb'xlink:href="(?!mailto:)(?:https?|file|ftp|\.\./|//)', content):
        found.add("external links")
    if b'text:display="none"' in content or b"text:hidden-" in content:
        found.add("hidden text")
    if b"<text:tracked-changes" in content:
        found.add("tracked changes")
    if b"<office:annotation" in content:
        found.add("comments")
    if b"<office:event-listeners" in content or b"<script:" in content:
        found.add("macros")
    return found


def _rich_text(data: bytes) -> set[str]:
    found = set()
    if re.search(rb"\\obj(?:data|class|ect|emb|link|autlink|update|ocx)\b|\\object\b", data):
        found.add("embedded objects")
    if _OUTSIDE_FIELD.search(b" ".join(re.findall(rb"\\fldinst[^}]{0,300}", data))) or re.search(
        rb"\\\*\\template\b", data
    ):
        found.add("external links")
    if re.search(rb"\\v(?:1)?[ \\{}\r\n]", data):
        found.add("hidden text")
    if re.search(rb"\\(?:revised|deleted)\b", data):
        found.add("tracked changes")
    if b"\\annotation" in data:
        found.add("comments")
    return found
