"""Files that are no workbooks, or are meant to do harm: refused with a reason, in bounded time (reliability 2.6)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from dispatch.workbook import write_decision_workbook
from intake.workbook import WorkbookRefused, read_decision_workbook, read_panel_workbook, what_workbook
from intake.workbook.cells import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Formats, rows_of, strings_of
from storage.workbook.marker import WorkbookKind
from storage.workbook.values import Broken, Formula
from tests.unit.workbook.editing import read_decisions
from tests.unit.workbook.samples import KEY, decision_view

pytestmark = pytest.mark.requirement("X2")

WORKBOOK = write_decision_workbook(decision_view(), KEY)
FIRST_SHEET = "xl/worksheets/sheet1.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def rebuilt(change: Callable[[str, bytes], bytes] | None = None, more: Mapping[str, bytes] | None = None) -> bytes:
    """The sample workbook with its parts changed, or with more of them."""
    saved = BytesIO()
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as source, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, change(name, part) if change else part)
        for name, part in (more or {}).items():
            target.writestr(name, part)
    return saved.getvalue()


def in_first_sheet(old: bytes, new: bytes) -> bytes:
    """The sample workbook with bytes of its first sheet replaced."""
    return rebuilt(lambda name, part: part.replace(old, new, 1) if name == FIRST_SHEET else part)


def refused(data: bytes) -> str:
    """Why the workbook is refused; both readers must agree that it is."""
    decision, panel = read_decision_workbook(data, KEY), read_panel_workbook(data, KEY)
    assert isinstance(decision, WorkbookRefused)
    assert isinstance(panel, WorkbookRefused)
    return decision.reason


def twice(name: str) -> bytes:
    """The sample workbook with one member twice."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        return rebuilt(more={name: b"<worksheet/>"})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        WORKBOOK[: len(WORKBOOK) // 2],
        WORKBOOK.replace(b"workbook.xml", b"wurkbook.xml"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(data: bytes) -> None:
    """Empty, truncated, damaged and foreign files give a reason and no exception."""
    assert what_workbook(data) is WorkbookKind.NOT_A_WORKBOOK
    assert refused(data)


def test_a_document_with_a_doctype_is_not_opened() -> None:
    """Entities are never expanded, in whatever encoding the DOCTYPE is written."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert "DOCTYPE" in refused(in_first_sheet(b"<worksheet", bomb + b"<worksheet"))
    wide = rebuilt(lambda n, p: ("\ufeff" + p.decode()).encode("utf-16") if n == FIRST_SHEET else p)
    assert read_decision_workbook(wide, KEY) is not None
    hidden = '<!DOCTYPE x [<!ENTITY a "a">]><worksheet/>'.encode("utf-16")
    assert "DOCTYPE" in refused(rebuilt(lambda n, p: hidden if n == FIRST_SHEET else p))
    ebcdic = b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE x><worksheet/>".encode("cp037")
    assert "DOCTYPE" in refused(rebuilt(lambda n, p: ebcdic if n == FIRST_SHEET else p))


def test_members_that_no_spreadsheet_program_writes_are_refused() -> None:
    """Two members of one name, names that differ in case alone, and paths that lead outside."""
    for data in (
        twice(FIRST_SHEET),
        rebuilt(more={FIRST_SHEET.upper(): b"<x/>"}),
        rebuilt(more={"../evil.xml": b"<x/>"}),
        rebuilt(more={"/etc/evil.xml": b"<x/>"}),
    ):
        assert "spreadsheet program" in refused(data)


def test_overlapping_members_are_refused() -> None:
    """Members that share their bytes make a bomb that Python 3.11 does not see."""
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as archive:
        first, second = archive.infolist()[:2]
    central = WORKBOOK.rindex(b"PK\x01\x02", 0, WORKBOOK.index(second.filename.encode(), second.header_offset + 100))
    moved = WORKBOOK[: central + 42] + first.header_offset.to_bytes(4, "little") + WORKBOOK[central + 46 :]
    assert refused(moved)


def test_what_inflates_without_end_is_refused() -> None:
    """A part that is far larger than what was sent is not read."""
    assert "too large" in refused(rebuilt(lambda n, p: b"<x>" + b" " * 30_000_000 if n == FIRST_SHEET else p))
    many = rebuilt(more={f"xl/more{number}.xml": b"<x/>" for number in range(2_100)})
    assert "too large" in refused(many)
    one_row = b"<sheetData><row>" + b'<c t="b"><v>1</v></c>' * 250_000
    random = zlib.compress(WORKBOOK * 30)
    padded = b"<!--" + random.hex().encode() + b"-->"
    assert "too large" in refused(in_first_sheet(b"<sheetData>", padded + one_row))


def test_more_cells_than_any_workbook_of_ours_has_are_refused() -> None:
    """Rows that are each small enough, and too many together, stop the reading."""
    row = b"<row>" + b"<c/>" * 16_000 + b"</row>"
    many = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (MAIN, row * (MOST_CELLS // 16_000 + 1))
    with pytest.raises(ValueError, match="more cells"):
        list(rows_of(many, [], Formats()))


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing() -> None:
    """Cells beyond what a workbook of ours has are passed over."""
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    assert len(read_decisions(in_first_sheet(b"</sheetData>", far)).rows) == 1
    named = b'<c r="A400" t="inlineStr"><is><t>N26-0002</t></is></c>'
    wide = b'<row r="400">' + named + b'<c r="XFD400"><v>1</v></c></row></sheetData>'
    assert len(read_decisions(in_first_sheet(b"</sheetData>", wide)).rows) == 1


def test_broken_parts_are_refused_and_not_raised() -> None:
    """Whatever openpyxl or lxml would raise is a reason for the sender."""
    for name, part in {
        FIRST_SHEET: b"<worksheet><sheetData><row>",
        "xl/workbook.xml": b"<workbook/>",
        "xl/styles.xml": b"<styleSheet><cellXfs>",
        "[Content_Types].xml": b"<Types/>",
    }.items():
        data = rebuilt(lambda n, p, name=name, part=part: part if n == name else p)  # type: ignore[misc]
        assert refused(data)


def test_macros_links_and_objects_stay_behind_and_are_reported() -> None:
    """They are neither run nor followed nor kept, and the workbook is read all the same."""
    data = rebuilt(
        more={
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/embeddings/oleObject1.bin": b"x",
        }
    )
    read = read_decisions(data)
    assert len(read.rows) == 1
    assert [word for note in read.notes for word in ("macros", "links", "objects") if word in note] == [
        *("macros", "links", "objects"),
    ]


def test_a_strict_workbook_is_read() -> None:
    """Excel's "Strict Open XML" has other namespaces and is the same otherwise."""
    strict = rebuilt(
        lambda _, part: part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    )
    assert len(read_decisions(strict).rows) == 1


def test_every_way_to_write_a_cell_is_read() -> None:
    """Shared, inline and rich text, numbers, dates, truth values, errors, formulas, missing references."""
    part = b"""<worksheet %s><sheetData><row r="3">
        <c r="A3" t="s"><v>1</v></c><c r="B3" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>
        <c r="C3" s="1"><v>46366</v></c><c r="D3"><v>1.5</v></c><c r="E3" t="b"><v>1</v></c>
        <c r="F3" t="e"><v>#REF!</v></c>
        <c r="G3" t="str"><f>A1</f><v>x</v></c><c r="H3" t="d"><v>2026-12-10T00:00:00</v></c><c r="I3"/>
        <c r="J3" t="str"><v>plain</v></c><c><v>7</v></c></row>
        <row><c t="inlineStr"><is><t> </t></is></c><c><v>8</v></c></row>
        <row r="%d"><c r="A1"><v>1</v></c></row></sheetData></worksheet>""" % (MAIN, MOST_ROWS + 1)
    strings = strings_of(b"<sst %s><si><t>zero</t></si><si><t>_x000D_one</t><rPh><t>wun</t></rPh></si></sst>" % MAIN)
    rows = dict(rows_of(part, strings, Formats(dates=frozenset({1}))))
    assert list(rows) == [3, 4]
    cells = rows[3]
    assert cells[0] == "\rone"
    assert cells[1] == "two runs"
    assert str(cells[2]).startswith("2026-12-10")
    assert (cells[3], cells[4], cells[5], cells[6]) == (1.5, True, Broken("#REF!"), Formula("=A1"))
    assert str(cells[7]).startswith("2026-12-10")
    assert (8 not in cells, cells[9], cells[10]) == (True, "plain", 7)
    assert rows[4] == {1: 8}
    assert max(cells) < MOST_COLUMNS
