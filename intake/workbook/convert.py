"""A workbook that was saved in another format (`.xls`, `.ods`, `.xlsb`), as `.xlsx`: by LibreOffice, if it is here."""

from __future__ import annotations

from intake.reader.convert import convert, find_converter
from intake.reader.package import Unreadable
from intake.workbook.decisions import WorkbookRefused
from intake.workbook.package import OLE

_LARGEST = 40 * 1024 * 1024
_SAVE_AS = "Open it in Excel or LibreOffice, save it as Excel workbook (.xlsx), and send that."


def as_xlsx(data: bytes, *, seconds: float = 60.0) -> bytes | WorkbookRefused:
    """
    Return the workbook in *data* (one that `what_workbook` calls convertible) as `.xlsx`, or why it cannot be had.

    What comes back is to be read like any other: its hidden marks and checks
    survive the conversion, and are proven then.
    """
    if find_converter() is None:
        return WorkbookRefused(f"The file is not an Excel workbook (.xlsx). {_SAVE_AS}")
    if len(data) > _LARGEST:
        return WorkbookRefused("The workbook is too large to be one of ours.")
    try:
        return convert(data, _suffix(data), seconds=seconds, target="xlsx:Calc MS Excel 2007 XML")
    except Unreadable:
        return WorkbookRefused(f"The file could not be converted. {_SAVE_AS}")


def _suffix(data: bytes) -> str:
    if data.startswith(OLE):
        return ".xls"
    return ".xlsb" if b"xl/workbook.bin" in data else ".ods"
