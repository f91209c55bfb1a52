"""What kind of workbook a file is, cheaply, before anything is believed of it."""

from __future__ import annotations

from intake.workbook.opening import open_workbook
from intake.workbook.package import STRANGERS, NotReadable, is_convertible
from storage.workbook.marker import WorkbookKind, said_kind, said_panel


def what_workbook(data: bytes) -> WorkbookKind:
    """
    Return what *data* claims to be; *data* may be anything.

    The claim is enough to route the file to a reader, which proves it: nothing
    is to be acted on because of it. `CONVERTIBLE` is a spreadsheet in another
    format (`.xls`, `.ods`, `.xlsb`).
    """
    if is_convertible(data):
        return WorkbookKind.CONVERTIBLE
    book = open_workbook(data, STRANGERS)
    if isinstance(book, NotReadable):
        return WorkbookKind.NOT_A_WORKBOOK
    return said_kind(book.claim()) or WorkbookKind.FOREIGN


def whose_workbook(data: bytes) -> str:
    """Return the code of the panel whose workbook *data* claims to be; "" where it claims nothing."""
    book = open_workbook(data, STRANGERS)
    return "" if isinstance(book, NotReadable) else said_panel(book.claim())
