"""The panel workbook: the administrators' screen (process, section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.workbook.guide import guide, write_guide, write_marker_sheet
from dispatch.workbook.lists import NamedLists
from dispatch.workbook.looks import Look, banner_cell, data_cell, heading_cell, title_cell
from dispatch.workbook.sheet import Frame, write_sheet
from dispatch.workbook.stream import save
from rules.wording import long_date
from storage.workbook.columns import Kind, Sheet
from storage.workbook.marker import HISTORY_SHEET, Marker, WorkbookKind
from storage.workbook.panel_sheets import HISTORY_HEADINGS, PANEL_SHEETS
from storage.workbook.referrals_sheet import REFERRALS
from storage.workbook.snapshot import HistoryLine, PanelWorkbookView
from storage.workbook.text import escape
from storage.workbook.views import RowView

_GUIDE = guide(
    """
What this is: Everything that the panel keeps, as it stood when this workbook was made. Change what is wrong, decide
    what is open, save, and mail the workbook back as an attachment to the address that it came from. The file may have
    any name.
What happens then: Only the cells that you changed are taken. If somebody else changed the same cell meanwhile, nothing
    is overwritten: you are told both values. A cell that cannot be taken is named, with the reason; the others are
    taken. You get an answer with a list, and a fresh workbook.
Yellow cells: The form could not be read with certainty. The note on the cell says what stood there, and where. Correct
    the cell; or, if it is right, set Checked to Yes in that row.
Grey cells: These only tell you something. They cannot be changed here.
Screening: Choose under Screening what becomes of a referral. Single agency and Direct allocation need a Screening
    service. More information and Not for this panel need a Screening reason, which the referrer is sent. Safeguarding
    stops everything else.
Another meeting: Choose it under Meeting, on the sheet Referrals or Agenda.
Families: Children of one family have the same word under Family. Write the reference of a brother or sister to link a
    child; empty the cell to take it out.
Services that are not wanted: Not to be shared with has their names, separated by ; They learn nothing of the child. To
    take one out, write under Reason for lifting who agreed to it and when.
People: Write beneath the last row to add somebody, with the Reference of the child. Remove set to Yes strikes a person
    from everything.
Decisions: One row for each service or action. Change a row to amend it; write beneath the last row to add one. The
    decision sheet then goes out again, marked as amended.
Meetings: Another day under Held on moves a meeting; State set to Cancelled cancels it. A row without Planned for is an
    extra meeting. Members are told.
Contacts: One row for each representative. The new list goes to the panel's members.
Undelivered: Choose under What to do what becomes of each message.
Sorting and filtering: Do as you like. Select the whole table when you sort, not one column. Rows that you delete or
    filter away are left as they are on record.
Dates: Type them as 10/12/2026.
Formulas: They are not taken. Type the value itself.
Please leave alone: References, and the hidden columns and sheets: they tell us which row is which.
History: A hidden sheet says who changed what, and when. To see it, right-click a sheet's tab and choose Unhide.
"""
)


def write_panel_workbook(view: PanelWorkbookView, key: bytes) -> bytes:
    """
    Return the panel workbook (`.xlsx`) for *view*; *key* makes the checks that tell altered ids on return.

    `snapshot_of(view)` is what it holds, and is to be kept under `view.export`.
    """
    book = Workbook(write_only=True)
    frame = Frame(
        panel_title=view.panel_title,
        scope=(view.panel,),
        key=key,
        lists=view.lists,
        named=NamedLists(),
        marking=view.marking,
    )
    for sheet in PANEL_SHEETS:
        rows = view.rows.get(sheet.name, ())
        write_sheet(book, sheet, rows, banner=_banner(view, sheet, rows), frame=frame)
    write_guide(book, f"How to use this workbook: {view.panel_title}", _GUIDE)
    _write_history(book, view)
    frame.named.write(book)
    write_marker_sheet(book, Marker(kind=WorkbookKind.PANEL, panel=view.panel, export=view.export), key)
    book.properties.creator, book.properties.title = "Panelpost", f"Panel workbook: {view.panel_title}"
    return save(book, frame.rows)


_KEY = " Yellow: please check. Grey: cannot be changed here."


def _banner(view: PanelWorkbookView, sheet: Sheet, rows: Sequence[RowView]) -> tuple[str, ...]:
    first = _first(view, sheet, rows)
    back = f" Change cells, save, and mail it back to {view.reply_to}." if view.reply_to else ""
    return (
        f"{view.panel_title}: {sheet.name}",
        first or sheet.purpose,
        f"{sheet.purpose + ' ' if first else ''}As it stood on {long_date(view.made_on)}.{back}{_KEY}",
    )


def _first(view: PanelWorkbookView, sheet: Sheet, rows: Sequence[RowView]) -> str:
    """What needs doing first: the whole panel's on the first sheet, the sheet's own on the others."""
    if sheet is REFERRALS and view.first:
        return f"First: {view.first}."
    doubtful = sum(1 for row in rows for _ in row.doubts)
    if not doubtful:
        return ""
    return f"First: {doubtful} yellow {'cell' if doubtful == 1 else 'cells'} to check. Their notes say why."


_HISTORY_WIDTHS = (20, 30, 12, 30, 40, 40, 22)


def _write_history(book: Workbook, view: PanelWorkbookView) -> None:
    page = book.create_sheet(HISTORY_SHEET)
    page.sheet_state = "hidden"
    page.freeze_panes = "A4"
    for letter, width in zip("ABCDEFG", _HISTORY_WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.append([title_cell(page, f"{view.panel_title}: History")])
    page.append([banner_cell(page, "Who changed what, newest first. Nothing on this sheet is read back.")])
    page.append([heading_cell(page, heading, editable=False) for heading in HISTORY_HEADINGS])
    pattern = data_cell(page, Look(kind=Kind.PARAGRAPHS))
    for line in view.history:
        page.append([_plain(page, text, pattern) for text in _texts(line)])
    page.auto_filter.ref = f"A3:G{len(view.history) + 3}"


def _texts(line: HistoryLine) -> tuple[str, ...]:
    at = f"{line.at:%Y-%m-%d %H:%M}"
    return (at, line.who, line.reference, line.what, line.before, line.after, line.through)


def _plain(page: Worksheet, text: str, pattern: Cell) -> Cell:
    cell = WriteOnlyCell(page, escape(text))
    cell.data_type = "s"
    cell._style = pattern._style  # type: ignore[attr-defined]  # noqa: SLF001 - copying styles is slow
    return cell
