"""How a sheet is declared: its columns, what each takes, who may change it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    PARAGRAPHS = "paragraphs"
    DATE = "date"
    DATE_OR_WORDS = "date or words"
    TIME = "time"
    NUMBER = "number"
    YES_NO = "yes or no"
    CHOICE = "choice"
    SERVICE = "service"
    SERVICES = "services"
    MEETING = "meeting"
    EMAIL = "email"
    EMAILS = "emails"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"


YES_NO = ("Yes", "No")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    One column of a sheet.

    Attributes:
        field: What a change in it changes; for a form's answer, the leaf's path (`child.given_names`).
        heading: What stands above it; the reader finds it by this (interfaces, "The workbooks").
        kind: What its cells hold.
        choices: The words that a `Kind.CHOICE` takes.
        editable: Whether a changed cell is a change; if not, it is refused.
        watched: False for what the service tells the person (`To do`): a change there is passed over.
        person: Whether it identifies somebody, so that a column sorted apart from its rows is noticed.
        width: In characters.
        help: One or two sentences, shown when the cell is selected.
        group: The band above the headings that it belongs to.
        subject: What kind of record the field belongs to, where not the row's own.
        names: Other headings by which it is known.
    """

    field: str
    heading: str
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    editable: bool = True
    watched: bool = True
    person: bool = False
    width: int = 16
    help: str = ""
    group: str = ""
    subject: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    One sheet of a workbook.

    Attributes:
        name: On its tab.
        subject: What kind of record a row is (`referral`, `person`, …).
        columns: In the order in which they are written; returned ones may stand in any.
        key: The field by which a row is known when its hidden id is lost; empty if there is none.
        identity: Fields that say who or what a row is, where its id is no more than a place in a list.
        adds: Whether a row without an id adds a record.
        needed: Fields without which a row cannot be added.
        frozen: How many columns stay in view.
        printed: How many columns are printed; 0 prints all.
        purpose: What one does here, in a sentence, for the banner.
    """

    name: str
    subject: str
    columns: tuple[Column, ...]
    key: str = ""
    identity: tuple[str, ...] = ()
    adds: bool = False
    needed: tuple[str, ...] = ()
    frozen: int = 0
    printed: int = 0
    purpose: str = ""

    def column(self, field: str) -> Column:
        """Return the column of *field*; `KeyError` if the sheet has none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)
