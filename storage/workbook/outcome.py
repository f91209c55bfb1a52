"""What comes of a returned workbook: changes, conflicts, refusals, each by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.decisions_rows import DecisionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCell:
    """
    One cell (or row) of a returned workbook that was not taken.

    `cell` is as the person sees it (`D7`); `heading` its column; `found` what
    stands there; `reason` what is wrong and what would be right.
    """

    sheet: str
    cell: str
    heading: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    A cell that the person changed, and nobody else since: to be applied, and put in the audit trail.

    Attributes:
        subject_kind: `referral`, `person`, `need`, `meeting`, `agenda item`, `decision`, `review`,
            `representative`, `service` or `undelivered mail`.
        subject_id: The row's id, as the view gave it; for a service, its code.
        field: As declared; docs/workbook.md says what each means and what follows from it.
        old: Canonical text, as exported.
        new: Canonical text; "" strikes the field.
    """

    sheet: str
    cell: str
    heading: str
    subject_kind: str
    subject_id: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell that this person and somebody else changed differently: reported with both values, never overwritten."""

    sheet: str
    cell: str
    heading: str
    subject_kind: str
    subject_id: str
    field: str
    exported: str
    current: str
    returned: str
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A row that somebody wrote: a record to be added. `values` are canonical texts by field, empty ones left out."""

    sheet: str
    row: int
    subject_kind: str
    values: Mapping[str, str]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A row whose `Remove` somebody set; `values` are what stood there."""

    sheet: str
    cell: str
    subject_kind: str
    subject_id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    """A row of the sheet `Decisions` that is new or changed, for `rules.decisions`; `meeting` is a date or ""."""

    meeting: str
    row: DecisionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """
    What a returned panel workbook asks for.

    Changes on the sheet `Decisions` are in `changes` for the audit trail and
    the answer; what is applied are the whole rows in `decisions`.
    """

    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusals: tuple[RefusedCell, ...] = ()
    added: tuple[Added, ...] = ()
    struck: tuple[Struck, ...] = ()
    decisions: tuple[DecidedRow, ...] = ()

    @property
    def taken(self) -> int:
        """How many changes are taken, for "12 changes taken"."""
        return len(self.changes) + len(self.added) + len(self.struck)
