"""
The paper that every Word document is written on: `templates/documents/letterhead.docx`.

A council changes fonts, colours, header and footer in Word and puts its file
into the local folder. `{panel}`, `{organisation}`, `{marking}`, `{reference}` and
`{title}` in header and footer are filled in. `default_letterhead` makes the
project's own file; a test holds the two equal.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from dispatch.documents.package import repack

_FONT = "Arial"
_INK = RGBColor(0x0B, 0x0C, 0x0C)
_BLUE = RGBColor(0x1D, 0x4F, 0x91)
TEXT_WIDTH = Cm(17)
_UNUSED_PARTS = ("/thumbnail", "/stylesWithEffects", "/customXml")
_STYLES = frozenset(
    {
        "normal",
        "default paragraph font",
        "normal table",
        "no list",
        "header",
        "footer",
        "title",
        "heading 1",
        "heading 2",
        "heading 3",
        "list bullet",
        "list number",
        "caption",
    }
)


def default_letterhead() -> bytes:
    """Return the project's own letterhead: A4, Arial 11 pt, British English, pages numbered in the footer."""
    document = Document()
    _drop_what_we_do_not_use(document)
    _page(document)
    _styles(document)
    _language(document)
    _header_and_footer(document)
    _current_word(document)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _drop_what_we_do_not_use(document: WordDocument) -> None:
    """The library's own template carries a picture, a second copy of the styles and 150 styles for tables."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED_PARTS)]:
            del relations[key]
    styles = document.styles.element
    for style in [element for element in styles if element.tag == qn("w:style")]:
        if style.find(qn("w:name")).get(qn("w:val")).lower() not in _STYLES:
            styles.remove(style)
    for style in styles.iter(qn("w:style")):
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def _styles(document: WordDocument) -> None:
    _style(document, "Normal", 11, after=6, line=1.15)
    _style(document, "Title", 22, bold=True, after=4)
    _style(document, "Heading 1", 20, bold=True, after=8)
    _style(document, "Heading 2", 15, bold=True, before=16, after=6)
    _style(document, "Heading 3", 12, bold=True, before=12, after=4)
    _style(document, "List Bullet", 11, after=3)
    _style(document, "List Number", 11, after=3)
    _style(document, "Header", 11)
    _style(document, "Footer", 11)
    _style(document, "Caption", 11, bold=True, before=6, after=4)
    for name, after in (("Table Text", 3), ("Inset Text", 8)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _style(document, name, 11, before=3 if name == "Table Text" else 0, after=after)
    _inset(document)


def _style(
    document: WordDocument,
    name: str,
    size: int,
    *,
    bold: bool = False,
    before: int = 0,
    after: int = 0,
    line: float = 1.1,
) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - narrows the type for the checker
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = _BLUE if name in {"Heading 1", "Heading 2", "Title"} else _INK
    style.font.italic = False
    _one_font(style)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
    shape.widow_control = True
    if name.startswith("Heading"):
        shape.keep_with_next = True
    _no_borders(style)


def _one_font(style: ParagraphStyle) -> None:
    """The theme's fonts would win over the named one."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _no_borders(style: ParagraphStyle) -> None:
    shape = style.element.get_or_add_pPr()
    for border in shape.findall(qn("w:pBdr")):
        shape.remove(border)


def _inset(document: WordDocument) -> None:
    style = document.styles["Inset Text"]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - narrows the type for the checker
    style.paragraph_format.left_indent = Cm(0.5)
    _border(style.element.get_or_add_pPr(), "left", size=36, space=10)


def _border(shape: Any, side: str, *, size: int, space: int) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", "1D4F91")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    shape.insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )


def _language(document: WordDocument) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    properties = document.core_properties
    properties.language, properties.author, properties.comments = "en-GB", "", ""


def _header_and_footer(document: WordDocument) -> None:
    section = document.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    _tabs(header)
    _tabs(footer)
    header.add_run("{panel}").bold = True
    header.add_run("\t{organisation}")
    _border(header._p.get_or_add_pPr(), "bottom", size=12, space=4)  # noqa: SLF001 - python-docx has no borders
    footer.add_run("{marking} {reference}\tPage ")
    _number(footer, "PAGE")
    footer.add_run(" of ")
    _number(footer, "NUMPAGES")


def _tabs(paragraph: Paragraph) -> None:
    style = paragraph.style
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - narrows the type for the checker
    for stop in list(style.paragraph_format.tab_stops):
        style.paragraph_format.tab_stops.clear_all()
        del stop
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _number(paragraph: Paragraph, name: str) -> None:
    holder = OxmlElement("w:fldSimple")
    holder.set(qn("w:instr"), f" {name} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    holder.append(run)
    paragraph._p.append(holder)  # noqa: SLF001 - python-docx has no fields


def _current_word(document: WordDocument) -> None:
    """Word would else open the document in compatibility mode."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")
