"""
PDF with form fields or a text layer into the neutral document, by geometry.

Reading order misleads (forms, section 2.3), so ruled tables are rebuilt from
their lines, form fields stand as answers in the row that they are drawn in,
labels and answers in columns become tables, and columns of a newspaper are
read one after the other. A page without text is a scan.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from intake.reader.document import TEXT, Block, Document, Paragraph
from intake.reader.package import Unreadable
from intake.reader.pdf_levels import set_levels
from intake.reader.pdf_pages import PageRead, join_page, page_areas, read_page, running_lines
from intake.reader.pdf_styles import mark_labels
from intake.reader.pdf_tables import Area
from intake.reader.pdf_words import style_of

_MOST_PAGES = 80
_FEWEST_LETTERS = 40


def read_pdf(data: bytes, passwords: Sequence[str]) -> Document:
    """
    Return what the PDF in *data* says.

    Raises:
        Unreadable: It is a scan, broken, locked or far too long.
    """
    with _opened(data, passwords) as file:
        if len(file.pages) > _MOST_PAGES:
            raise Unreadable("too_large")
        pages, pictures = _read_pages(file)
    mark_labels([page.words for page in pages])
    running = running_lines(pages)
    document = Document([], by_geometry=True, pictures=pictures)
    areas: list[Area] = []
    for number, page in enumerate(pages, 1):
        found, head, foot = page_areas(page, running)
        _add_new(document.headers, head)
        _add_new(document.footers, foot)
        areas = join_page(areas, found, number)
    set_levels(areas, [w.size for page in pages for w in page.words if w.kind == TEXT])
    document.blocks = [area.block for area in areas]
    return document


def _read_pages(file: Any) -> tuple[list[PageRead], int]:
    """Every page's words and drawings, and how many pictures there are; what the library keeps of a page is let go."""
    style = style_of(file.pages[:6])
    pages: list[PageRead] = []
    letters = pictures = 0
    for page in file.pages:
        letters += len(page.chars)
        pictures += len(page.images)
        read = read_page(page, style)
        letters += sum(len(w.text) for w in read.words if w.is_field)
        pages.append(read)
        page.close()
    if letters < _FEWEST_LETTERS:
        raise Unreadable("scan" if pictures or letters == 0 else "not_a_form")
    return pages, pictures


def _add_new(blocks: list[Block], more: list[Block]) -> None:
    """Add what is not there yet: a running head says the same on every page."""
    known = {b.text for b in blocks if isinstance(b, Paragraph)}
    blocks += [b for b in more if not isinstance(b, Paragraph) or b.text not in known]


def _opened(data: bytes, passwords: Sequence[str]) -> Any:
    for password in ("", *passwords):
        try:
            return pdfplumber.open(io.BytesIO(data), password=password)
        except PDFPasswordIncorrect:
            continue
        except PdfminerException as err:
            if err.args and isinstance(err.args[0], PDFPasswordIncorrect):
                continue
            raise Unreadable("broken") from err
    raise Unreadable("encrypted")
