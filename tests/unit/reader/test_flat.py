"""Word's XML read as text says what it says read as a tree; what is not usual is left to the tree."""

from __future__ import annotations

import random

import pytest

from intake.reader.compact import compact
from intake.reader.document import Block, Paragraph, Table
from intake.reader.ooxml import BODY, W_NS
from intake.reader.package import Package, parse_xml
from intake.reader.word_flat import FlatWalk
from intake.reader.word_grammar import Unusual
from intake.reader.word_marks import UsedStyles
from intake.reader.word_tree import TreeWalk
from tests.unit.reader.made_forms import make_form
from tests.unit.reader.word_xml import NAMES, package


def main_of(inner: str) -> bytes:
    """A main part with *inner* in its body."""
    return f"<w:document {NAMES}><w:body>{inner}</w:body></w:document>".encode()


def styles() -> UsedStyles:
    """The styles of a package that has none."""
    return UsedStyles(Package(package({"word/document.xml": main_of("")})), "word/styles.xml")


def as_text(raw: bytes) -> list[Block]:
    """The blocks of a part read as text."""
    return FlatWalk(styles()).part(raw, main=True)


def as_tree(raw: bytes) -> list[Block]:
    """The blocks of a part read as a tree."""
    looks = compact(raw)
    return TreeWalk(styles(), looks).blocks(parse_xml(looks.raw).find(BODY), [])


@pytest.mark.parametrize("seed", range(40))
def test_made_forms_read_as_text_as_they_do_as_trees(seed: int) -> None:
    """The two ways through a document never differ."""
    opened = Package(make_form(random.Random(seed))[0])
    raw = opened.read(opened.main_part())
    assert as_text(raw) == as_tree(raw)


RUN = "<w:r><w:t>a</w:t></w:r>"


def field(kind: str) -> str:
    """A paragraph with a legacy form field."""
    data = f'<w:ffData><w:name w:val="n"/><w:enabled/>{kind}</w:ffData>'
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORM </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Ann &amp; Bob</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


USUAL = {
    "references": "<w:p><w:r><w:t>Tom &amp; &lt;Ann&gt; &#x2019; &#65;</w:t></w:r></w:p>",
    "marks": '<w:p><w:r><w:t>a</w:t><w:tab/><w:br/><w:t>☒ b</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>',
    "hidden": "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>",
    "text field": field("<w:textInput/>"),
    "box": field('<w:checkBox><w:size w:val="20"/><w:default w:val="1"/></w:checkBox>'),
    "list": field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="x"/><w:listEntry w:val="y"/></w:ddList>'),
    "control": f"<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>",
    "placeholder": f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>",
    "day": '<w:p><w:sdt><w:sdtPr><w:date w:fullDate="2009-02-01T00:00:00Z"><w:dateFormat w:val="d"/></w:date></w:sdtPr>'
    f"<w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>",
    "control round paragraphs": f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{RUN}</w:p><w:p/></w:sdtContent></w:sdt>",
    "control round a cell": "<w:tbl><w:tr><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f"<w:tc><w:p>{RUN}</w:p></w:tc></w:sdtContent></w:sdt><w:tc><w:p>{RUN}</w:p></w:tc></w:tr></w:tbl>",
    "inserted": f'<w:p><w:ins w:author="x">{RUN}</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>',
    "table in a cell": f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{RUN}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",  # noqa: E501 - a sample stands on one line
    "cells below each other": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
    f"<w:p>{RUN}</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
    "text box": '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"<w:p>{RUN}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "namespaces on a paragraph": f'<w:p xmlns:x="urn:nobody" xmlns:w="{W_NS[1:-1]}">{RUN}</w:p><w:p>{RUN}</w:p>',
    "words like a namespace": '<w:p xmlns:x="urn:y"><w:r><w:t>&lt;w:p xmlns:x="urn:z"&gt;</w:t></w:r></w:p>',
    "white space": f"<w:p>\r\n  {RUN}\r\n</w:p>\r\n",
}


@pytest.mark.parametrize("name", USUAL)
def test_everything_usual_is_read_as_text(name: str) -> None:
    """What a form is made of is never left to the tree, and says the same."""
    raw = main_of(USUAL[name])
    assert as_text(raw) == as_tree(raw)


UNUSUAL = {
    "a comment": f"<w:p><!-- x -->{RUN}</w:p>",
    "an instruction": f"<w:p><?x y?>{RUN}</w:p>",
    "an entity": "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
    "a reference to no character": "<w:p><w:r><w:t>&#0;</w:t></w:r></w:p>",
    "an end tag too few": f"<w:p>{RUN}",
    "an end tag too many": f"<w:p>{RUN}</w:p></w:p>",
    "ends that cross": "<w:tbl><w:tr><w:tc><w:p></w:tc></w:p></w:tr></w:tbl>",
    "an attribute without quotes": "<w:p w:x=1/>",
    "a prefix that nobody declared": "<w:p><x:y/></w:p>",
    "a prefix that a paragraph turns round": f'<w:p xmlns:w="urn:nobody">{RUN}</w:p>',
    "a prefix that a paragraph alone declares": f'<w:p xmlns:x="urn:nobody"><x:y/>{RUN}</w:p>',
    "a character that XML has not": "<w:p><w:r><w:t>\x01</w:t></w:r></w:p>",
    "the end of a CDATA section": "<w:p><w:r><w:t>]]></w:t></w:r></w:p>",
    "a cell outside a row": f"<w:tc><w:p>{RUN}</w:p></w:tc>",
    "tables too deep": "<w:tbl><w:tr><w:tc>" * 30 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 30,
    "tracked formatting": "<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_whatever_is_not_usual_is_left_to_the_tree(name: str) -> None:
    """Which also refuses what is no XML."""
    with pytest.raises(Unusual):
        as_text(main_of(UNUSUAL[name]))


def test_a_long_file_without_an_end_is_given_up_at_once() -> None:
    """No expression goes back over what it has read."""
    with pytest.raises(Unusual):
        as_text(main_of("")[:-28] + b"<w:p><w:r><w:rPr><w:b/>" * 60_000)


def test_a_table_keeps_its_shape() -> None:
    """Rows and cells stand where they stood, with their columns."""
    raw = main_of(f"<w:tbl><w:tr><w:tc><w:p>{RUN}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>{RUN}</w:p>")
    table, paragraph = as_text(raw)
    assert isinstance(table, Table)
    assert isinstance(paragraph, Paragraph)
    assert [[cell.column for cell in row] for row in table.rows] == [[0, 1]]
    assert paragraph.text == "a"
