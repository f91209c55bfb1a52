"""Word documents written by hand, part by part, so that a test decides every element of them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def run(text: str, look: str = "") -> str:
    """A run; *look* is the inside of its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{properties}{inner}</w:r>"


def bold(text: str) -> str:
    """A bold run."""
    return run(text, "<w:b/>")


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph of runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def lines(*texts: str) -> tuple[str, ...]:
    """Plain paragraphs."""
    return tuple(paragraph(run(text)) for text in texts)


def heading(text: str, level: int = 2) -> str:
    """A heading that shows its level in its outline."""
    return f'<w:p><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>{bold(text)}</w:p>'


def cell(*blocks: str, shaded: bool = False, span: int = 1) -> str:
    """A cell of paragraphs."""
    fill = '<w:shd w:val="clear" w:fill="D9E2F3"/>' if shaded else ""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{wide}{fill}</w:tcPr>{''.join(blocks) or '<w:p/>'}</w:tc>"


def row(*cells: str) -> str:
    """A row of cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def text_field(text: str) -> str:
    """A legacy form field with its answer; empty ones show five wide spaces."""
    shown = run(text) if text else run("\u2002" * 5)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def check_field(*, ticked: bool) -> str:
    """A legacy box to tick."""
    state = "<w:checked/>" if ticked else '<w:default w:val="0"/>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(text: str) -> str:
    """A content control with its answer, or its placeholder showing."""
    if text:
        return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    shown = run("Click or tap here to enter text.")
    return f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def check_control(*, ticked: bool) -> str:
    """A Word 2010 box to tick."""
    state, glyph = ("1", "☒") if ticked else ("0", "☐")
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>"
    )


def document(*blocks: str) -> bytes:
    """A .docx of blocks."""
    body = f"<w:document {NAMES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    return package({"word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{body}'})


def package(parts: dict[str, str | bytes]) -> bytes:
    """A .docx of parts; the content types and the first relationship are added."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def label(text: str, span: int = 1) -> str:
    """A label cell."""
    return cell(paragraph(bold(text)), shaded=True, span=span)


def answer(text: str, span: int = 1) -> str:
    """An answer cell, a paragraph for each line."""
    return cell(*(paragraph(run(line)) for line in text.split("\n")), span=span)
