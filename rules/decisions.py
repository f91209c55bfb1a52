"""
The panel's decisions, made of the rows of the decision workbook (process, 2.7; ruling 14; B10, H11, S4).

Several rows of one reference are one decision. What is good is taken, what is
not is refused by cell; an item of which no decision can be carried out as it
stands is left undecided as a whole, so that nobody is sent half of it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rules.decision_cells import (
    CellRefusal,
    DecisionProblem,
    ItemBefore,
    RowReader,
    RowReading,
    Sitting,
    is_blank,
)
from rules.decisions_rows import DecisionRow
from rules.exclusions import fold
from rules.references import parse_reference
from rules.referral import Allocation, Decision, DecisionWord, Service
from rules.wording import long_date

__all__ = [
    "CellRefusal",
    "CheckedDecisions",
    "DecisionProblem",
    "DecisionRow",
    "ItemBefore",
    "Sitting",
    "check_decision_rows",
    "rows_together",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDecisions:
    """
    What a decision workbook gives.

    Attributes:
        taken: The decisions, one for each item, in the order of the rows.
        refused: Cells that are not taken.
        warnings: Cells that are taken, and could be better.
        undecided: References of the meeting's items that have no decision, before or now.
    """

    taken: tuple[Decision, ...] = ()
    refused: tuple[CellRefusal, ...] = ()
    warnings: tuple[CellRefusal, ...] = ()
    undecided: tuple[str, ...] = ()


def check_decision_rows(
    rows: Sequence[DecisionRow],
    services: Sequence[Service],
    sitting: Sitting,
    today: dt.date,
    doubtful: Collection[str] = (),
) -> CheckedDecisions:
    """
    Take what is good in *rows*, and say by cell what is not (B10; ruling 14).

    Args:
        rows: The sheet's rows in order, blank ones included.
        services: The panel's services.
        sitting: The meeting and its items.
        today: The council's day: a review date must not lie before it, nor before the meeting.
        doubtful: References of items of which the workbook's reader refused a whole row: nobody knows what it meant,
            so actions alone do not decide such an item.
    """
    reader = RowReader(services, sitting)
    refused: list[CellRefusal] = []
    warnings: list[CellRefusal] = []
    taken: list[Decision] = []
    for reference, item_rows in _by_item(rows, sitting, reader, refused).items():
        item = _ItemReading(reader, sitting, reference, today, is_doubtful=reference in doubtful)
        decision = item.decide(item_rows, refused, warnings)
        if decision is not None:
            taken.append(decision)
    decided = {decision.reference for decision in taken}
    return CheckedDecisions(
        taken=tuple(taken),
        refused=tuple(refused),
        warnings=tuple(warnings),
        undecided=tuple(
            reference for reference, item in sitting.items.items() if not item.decisions and reference not in decided
        ),
    )


def rows_together(before: Sequence[DecisionRow], sent: Sequence[DecisionRow]) -> tuple[DecisionRow, ...]:
    """
    What the rows say once *sent* has come in: a row sent again replaces what it said before (ruling 14).

    A blank row takes nothing back, since an older copy of the workbook has
    blank rows too: `Withdraw` does that.
    """
    fresh = [row for row in sent if not is_blank(row)]
    replaced = {row.id: row for row in fresh if row.id}
    kept = [replaced.pop(row.id, row) for row in before]
    return (*kept, *(row for row in fresh if not row.id or row.id in replaced))


def _by_item(
    rows: Sequence[DecisionRow], sitting: Sitting, reader: RowReader, refused: list[CellRefusal]
) -> dict[str, list[DecisionRow]]:
    """Rows that say something, by reference; those whose item cannot be told are refused."""
    found: dict[str, list[DecisionRow]] = {}
    for row in rows:
        if is_blank(row):
            continue
        reference = _known_reference(row.reference, sitting)
        if reference is not None:
            found.setdefault(reference, []).append(row)
            continue
        missing = not row.reference.strip()
        why = DecisionProblem.REFERENCE_MISSING if missing else DecisionProblem.REFERENCE_UNKNOWN
        right = f"Write the reference of an item of this meeting: {', '.join(sitting.items)}."
        refused.append(reader.refusal(row, "Reference", why, right))
    return found


def _known_reference(written: str, sitting: Sitting) -> str | None:
    parsed = parse_reference(written)
    reference = str(parsed) if parsed else written.strip()
    return reference if reference in sitting.items else None


class _ItemReading:
    """Makes one decision of the rows of one item."""

    def __init__(
        self, reader: RowReader, sitting: Sitting, reference: str, today: dt.date, *, is_doubtful: bool
    ) -> None:
        self._reader = reader
        self._sitting = sitting
        self._reference = reference
        self._item: ItemBefore = sitting.items[reference]
        self._today = today
        self._is_doubtful = is_doubtful

    def decide(
        self, rows: Sequence[DecisionRow], refused: list[CellRefusal], warnings: list[CellRefusal]
    ) -> Decision | None:
        """The item's decision, or None; what is refused or remarked is added to the two lists."""
        notes = "\n".join(dict.fromkeys(row.notes for row in rows if row.notes))
        readings = self._read(rows, notes)
        self._refuse_contradictions(readings)
        decision = self._decision(readings, notes, refused, warnings)
        for reading in readings:
            refused.extend(reading.refused)
            warnings.extend(reading.warnings if decision is not None else [])
        return decision

    def _read(self, rows: Sequence[DecisionRow], notes: str) -> list[RowReading]:
        """Read the rows in order: what an earlier one allocates, a later one can withdraw."""
        item = self._item
        readings = []
        for row in rows:
            reading = self._reader.read(row, item, notes)
            if reading.allocation is not None:
                item = dataclasses.replace(item, allocated=item.allocated | {reading.allocation.service})
            readings.append(reading)
        return readings

    def _decision(
        self, readings: list[RowReading], notes: str, refused: list[CellRefusal], warnings: list[CellRefusal]
    ) -> Decision | None:
        allocations = _merged([reading.allocation for reading in readings if reading.allocation is not None])
        word = self._word_of_item(readings, allocations)
        if word is None:
            refused.extend(self._rows_that_wait(readings))
            return None
        return Decision(
            reference=self._reference,
            meeting=self._sitting.meeting,
            number=self._item.decisions + 1,
            word=word,
            allocations=allocations,
            actions=tuple(dict.fromkeys(reading.action for reading in readings if reading.action is not None)),
            lead_professional=self._lead_professional(readings, warnings),
            review_date=self._review_date(readings, refused, warnings),
            notes=notes,
            amended=self._item.decisions > 0,
        )

    def _word_of_item(self, readings: Sequence[RowReading], allocations: Sequence[Allocation]) -> DecisionWord | None:
        """
        The decision as a whole; None where no decision can be carried out.

        An item that has actions and nothing else is decided (B10: a service or
        an action), as an allocation without services; but not where a row
        named a decision that is refused. Where every allocation is taken back,
        the decision is that.
        """
        words = {reading.word for reading in readings if reading.word is not None}
        has_action = any(reading.action is not None for reading in readings)
        if words <= {DecisionWord.ALLOCATE, DecisionWord.WITHDRAW} and words:
            if any(not allocation.withdrawn for allocation in allocations):
                return DecisionWord.ALLOCATE
            return DecisionWord.WITHDRAW
        main = next(iter(words - {DecisionWord.WITHDRAW}), None)
        meant_more = self._is_doubtful or any(_means_a_decision(reading.row) for reading in readings)
        return main or (DecisionWord.ALLOCATE if has_action and not meant_more else None)

    def _rows_that_wait(self, readings: Sequence[RowReading]) -> list[CellRefusal]:
        """Refusals for rows that are good themselves (an action, a note) but whose item is not decided."""
        right = "Write a decision that can be taken for this item, and send these rows again."
        problem = DecisionProblem.ITEM_WAITS
        return [
            self._reader.refusal(reading.row, "Action" if reading.action else "Decision", problem, right)
            for reading in readings
            if not reading.refused
        ]

    def _refuse_contradictions(self, readings: Sequence[RowReading]) -> None:
        """What a later row says against an earlier one of the same item is refused there."""
        main: RowReading | None = None
        lead: RowReading | None = None
        for reading in readings:
            if reading.word not in (None, DecisionWord.WITHDRAW):
                main = main or reading
                self._refuse_other_word(reading, main)
            if reading.allocation is None:
                continue
            if lead is not None and _takes_back(reading, lead):
                lead = None
            if reading.allocation.lead_agency:
                lead = self._refuse_second_lead(reading, lead)

    def _refuse_other_word(self, reading: RowReading, first: RowReading) -> None:
        if reading.word is first.word:
            return
        right = f"Row {first.row.row} says {first.word} for the same item; write the same, or send the other alone."
        reading.refused.append(self._reader.refusal(reading.row, "Decision", DecisionProblem.WORD_CONTRADICTS, right))
        reading.word = reading.allocation = None

    def _refuse_second_lead(self, reading: RowReading, lead: RowReading | None) -> RowReading:
        assert reading.allocation is not None  # noqa: S101 - narrows the type for the checker
        if lead is None or lead.allocation is None or lead.allocation.service == reading.allocation.service:
            return reading
        right = f"Row {lead.row.row} has the lead agency of this item; leave it empty here."
        reading.refused.append(
            self._reader.refusal(reading.row, "Lead agency", DecisionProblem.LEAD_AGENCY_TWICE, right)
        )
        reading.allocation = dataclasses.replace(reading.allocation, lead_agency=False)
        return lead

    def _lead_professional(self, readings: Sequence[RowReading], warnings: list[CellRefusal]) -> str:
        named = [reading.row for reading in readings if reading.row.lead_professional]
        if not named:
            return ""
        first, *others = named
        differing = (row for row in others if fold(row.lead_professional) != fold(first.lead_professional))
        warnings.extend(self._said_twice(row, "Lead professional", first) for row in differing)
        return first.lead_professional

    def _review_date(
        self, readings: Sequence[RowReading], refused: list[CellRefusal], warnings: list[CellRefusal]
    ) -> dt.date | None:
        dated = [reading.row for reading in readings if reading.row.review_date]
        if not dated:
            return None
        first, *others = dated
        differing = (row for row in others if row.review_date != first.review_date)
        warnings.extend(self._said_twice(row, "Review date", first) for row in differing)
        earliest = max(self._today, self._sitting.day)
        if first.review_date is not None and first.review_date >= earliest:
            return first.review_date
        right = f"Write a date from {long_date(earliest)} on."
        refused.append(self._reader.refusal(first, "Review date", DecisionProblem.REVIEW_DATE_PAST, right))
        return None

    def _said_twice(self, row: DecisionRow, heading: str, first: DecisionRow) -> CellRefusal:
        right = f"Row {first.row} counts, as the first of this item; leave it empty here."
        return self._reader.refusal(row, heading, DecisionProblem.SAID_TWICE, right)


def _means_a_decision(row: DecisionRow) -> bool:
    return row.decision is not None or bool(row.service) or bool({"decision", "service"} & row.refused)


def _takes_back(reading: RowReading, earlier: RowReading) -> bool:
    return (
        reading.allocation is not None
        and earlier.allocation is not None
        and reading.allocation.withdrawn
        and reading.allocation.service == earlier.allocation.service
    )


def _merged(allocations: Sequence[Allocation]) -> tuple[Allocation, ...]:
    """
    What the rows say of each service in the end, in the order in which they first name it.

    Two rows that allocate one service have both roles and both workers; a
    later `Withdraw` takes back what stands before it, and may itself be
    followed by a new allocation.
    """
    merged: dict[str, Allocation] = {}
    for allocation in allocations:
        before = merged.get(allocation.service)
        same_kind = before is not None and before.withdrawn is allocation.withdrawn
        merged[allocation.service] = _joined(before, allocation) if before and same_kind else allocation
    return tuple(merged.values())


def _joined(first: Allocation, second: Allocation) -> Allocation:
    return dataclasses.replace(
        first,
        role="; ".join(dict.fromkeys(filter(None, (first.role, second.role)))),
        named_worker="; ".join(dict.fromkeys(filter(None, (first.named_worker, second.named_worker)))),
        lead_agency=first.lead_agency or second.lead_agency,
    )
