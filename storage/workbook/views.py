"""What the writer is given: rows of values, with what is doubtful about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.workbook.values import Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """
    Why a person is asked about a cell.

    `said`: what stood in the form; `place`: where, as a person would find it;
    `why`: what makes it doubtful, as a sentence.
    """

    said: str = ""
    place: str = ""
    why: str = ""

    def note(self) -> str:
        """Return the note that the cell carries."""
        parts = (
            self.why or "The reader is not sure of this.",
            f"The form says: “{self.said}”" if self.said else "The form says nothing that can be read here.",
            f"Where: {self.place}" if self.place else "",
            "Correct the cell, or leave it and set Checked to Yes.",
        )
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """
    One row to be written.

    Attributes:
        id: What a change in the row is about (`Change.subject_id`); "" for an empty row without one.
        values: Field to value; an absent field is an empty cell.
        doubts: Field to the reason why its cell stands out.
        notes: Field to a note that is no doubt.
        unoffered: Codes of services that this row's list leaves out.
        opens: Whether the row begins a block (an item, a family), which a line above it shows.
        shaded: Whether the row lies in a shaded block.
        blank: Whether nobody has filled the row in yet.
    """

    id: str
    values: Mapping[str, Raw]
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    unoffered: frozenset[str] = frozenset()
    opens: bool = False
    shaded: bool = False
    blank: bool = False
