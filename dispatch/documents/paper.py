"""A Word document on a panel's letterhead: opened, filled with blocks, and saved as bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from dispatch.documents.blocks import write_blocks
from dispatch.documents.package import repack
from dispatch.wording.blocks import Block
from dispatch.wording.errors import TemplateBroken


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What header, footer and properties of one document say; *reference* is a reference or a meeting's day."""

    title: str
    reference: str
    panel: str
    organisation: str = ""
    marking: str = ""


def write_document(letterhead: bytes, sheet: Sheet, blocks: Iterable[Block]) -> bytes:
    """Return the .docx with *blocks* on *letterhead*; the same bytes for the same values."""
    document = open_paper(letterhead, sheet)
    write_blocks(document, blocks)
    return save(document, sheet)


def open_paper(letterhead: bytes, sheet: Sheet) -> WordDocument:
    """
    Return the letterhead with header and footer filled in, for a writer that lays out for itself.

    Raises:
        TemplateBroken: the letterhead is no Word document.
    """
    try:
        document = Document(io.BytesIO(letterhead))
    except (BadZipFile, KeyError, ValueError, OpcError, etree.XMLSyntaxError) as err:
        raise TemplateBroken("documents/letterhead.docx: this is not a Word document (.docx) that can be used") from err
    _fill_in(document, sheet)
    return document


def save(document: WordDocument, sheet: Sheet) -> bytes:
    """Return *document* as bytes, its properties set: a title, no author but the panel, no time of writing."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = sheet.title, sheet.panel, sheet.panel
    properties.language, properties.comments, properties.revision = "en-GB", "", 1
    properties.subject = properties.keywords = properties.category = ""
    core = document.part.package.core_properties._element  # noqa: SLF001 - python-docx cannot unset a date
    for name in ("created", "modified"):
        for element in core.findall(qn(f"dcterms:{name}")):
            core.remove(element)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _fill_in(document: WordDocument, sheet: Sheet) -> None:
    values = {
        "{panel}": sheet.panel,
        "{organisation}": sheet.organisation,
        "{marking}": sheet.marking,
        "{reference}": sheet.reference,
        "{title}": sheet.title,
    }
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                for paragraph in part.paragraphs:
                    for name, value in values.items():
                        _replace(paragraph, name, value)
                    _trim_start(paragraph)


def _trim_start(paragraph: Paragraph) -> None:
    """No space where an empty value stood first."""
    first = next(paragraph._p.iter(qn("w:t")), None)  # noqa: SLF001 - runs inside fields and controls count too
    if first is not None and first.text:
        first.text = first.text.lstrip(" ")


def _replace(paragraph: Paragraph, name: str, value: str) -> None:
    """Put *value* for *name*, which Word may have cut into several runs."""
    texts = list(paragraph._p.iter(qn("w:t")))  # noqa: SLF001 - runs inside fields and controls count too
    while (start := "".join(text.text or "" for text in texts).find(name)) >= 0:
        end, place, put = start + len(name), 0, value
        for text in texts:
            said = text.text or ""
            left, right = max(start - place, 0), max(end - place, 0)
            if left < len(said) and right > 0:
                text.text, put = said[:left] + put + said[right:], ""
                text.set(qn("xml:space"), "preserve")
            place += len(said)
