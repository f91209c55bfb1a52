"""Word's content controls: places to fill in that say what they are for, and cannot be deleted by mistake."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from markupsafe import escape

WRITE_HERE = "Click or tap here to write"
CHOOSE_HERE = "Choose from the list"
DATE_HERE = "Day, month and year"

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_GREY = "595959"


class Controls:
    """Adds controls to one document, numbering them in their order."""

    def __init__(self) -> None:
        self._count = 0

    def text(self, paragraph: Paragraph, tag: str, title: str, *, long: bool = False) -> None:
        """A place for words; a *long* one takes several lines."""
        kind = '<w:text w:multiLine="1"/>' if long else "<w:text/>"
        self._add(paragraph, tag, title, kind, WRITE_HERE)

    def date(self, paragraph: Paragraph, tag: str, title: str) -> None:
        """A place for a date, with Word's calendar."""
        kind = (
            '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
        self._add(paragraph, tag, title, kind, DATE_HERE)

    def choice(self, paragraph: Paragraph, tag: str, title: str, options: Sequence[str]) -> None:
        """A list to choose one of *options* from."""
        items = "".join(f'<w:listItem w:displayText="{escape(o)}" w:value="{escape(o)}"/>' for o in options)
        self._add(paragraph, tag, title, f"<w:dropDownList>{items}</w:dropDownList>", CHOOSE_HERE)

    def ticks(self, paragraph: Paragraph, tag: str, title: str, options: Sequence[str]) -> None:
        """A box to tick before each of *options*."""
        for index, option in enumerate(options):
            if index:
                paragraph.add_run("     ")
            self._box(paragraph, f"{tag}={option}", f"{title}: {option}")
            paragraph.add_run(f" {option}")

    def _box(self, paragraph: Paragraph, tag: str, title: str) -> None:
        box = (
            f'<w14:checkbox {_W14}><w14:checked w14:val="0"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        run = (
            '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/>'
            "</w:rPr><w:t>\u2610</w:t></w:r>"
        )
        self._append(paragraph, tag, title, box, run, placeholder=False)

    def _add(self, paragraph: Paragraph, tag: str, title: str, kind: str, hint: str) -> None:
        run = f'<w:r><w:rPr><w:color w:val="{_GREY}"/></w:rPr><w:t>{hint}</w:t></w:r>'
        self._append(paragraph, tag, title, kind, run, placeholder=True)

    def _append(self, paragraph: Paragraph, tag: str, title: str, kind: str, run: str, *, placeholder: bool) -> None:
        self._count += 1
        control: BaseOxmlElement = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr>"
            f'<w:alias w:val="{escape(title[:60])}"/><w:tag w:val="{escape(tag[:60])}"/>'
            f'<w:id w:val="{1000 + self._count}"/>'
            f'<w:lock w:val="sdtLocked"/>{"<w:showingPlcHdr/>" if placeholder else ""}{kind}'
            f"</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
        )
        paragraph._p.append(control)  # noqa: SLF001 - python-docx writes no content controls
