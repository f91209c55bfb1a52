"""
What one row of the decision workbook says, and what is wrong with it (process, 2.7; ruling 14; B10).

The workbook's reader has typed the cells (`rules.decisions_rows`); here they are
judged. A row is taken as far as it is good: each cell that is not is a
`CellRefusal` with what stands there and what would be right. `rules.decisions`
makes the panel's decisions of the rows of one item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rules.decisions_rows import DecisionRow
from rules.exclusions import Ambiguous, Match, Matched, NobodyExcluded, Unmatched, match_service
from rules.referral import AgreedAction, Allocation, DecisionWord, Service
from rules.wording import long_date


class DecisionProblem(StrEnum):
    """What is wrong with a cell, or worth a warning; each has its sentence in `rules.reasons`."""

    REFERENCE_MISSING = "decision_reference_missing"
    REFERENCE_UNKNOWN = "decision_reference_unknown"
    WORD_MISSING = "decision_word_missing"
    WORD_CONTRADICTS = "decision_word_contradicts"
    SERVICE_MISSING = "decision_service_missing"
    SERVICE_UNKNOWN = "decision_service_unknown"
    SERVICE_AMBIGUOUS = "decision_service_ambiguous"
    SERVICE_EXCLUDED = "decision_service_excluded"
    SERVICE_NOT_ALLOCATED = "decision_service_not_allocated"
    SERVICE_CONTRADICTS = "decision_service_contradicts"
    REASON_MISSING = "decision_reason_missing"
    ACTION_MISSING = "decision_action_missing"
    LEAD_AGENCY_TWICE = "decision_lead_agency_twice"
    REVIEW_DATE_PAST = "decision_review_date_past"
    ITEM_WAITS = "decision_item_waits"
    BY_WHEN_MISSING = "decision_by_when_missing"
    BY_WHEN_PAST = "decision_by_when_past"
    WHO_MISSING = "decision_who_missing"
    SAID_TWICE = "decision_said_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRefusal:
    """
    A cell that is not taken (or, as a warning, taken with a remark).

    Attributes:
        sheet: The sheet's name.
        cell: Its name ('E7'), or 'row 7' where the column is not known.
        heading: Its column's heading.
        found: What stands there.
        why: The code; `rules.reasons.sentence` has the words.
        what_would_be_right: A sentence that says what to write instead.
    """

    sheet: str
    cell: str
    heading: str
    found: str
    why: str
    what_would_be_right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBefore:
    """
    What is known of an item before its rows are read.

    Attributes:
        barred: Codes of the services that may not be allocated, the family's exclusions included
            (`audience.barred_services`).
        allocated: Codes of the services that have work already; only these can be withdrawn.
        withdrawn: Codes of those whose work this meeting has taken back: a row that says so again is right.
        decisions: How many decisions there are already: one more is an amendment.
    """

    barred: frozenset[str] = frozenset()
    allocated: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    decisions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """The meeting whose decisions are read: its id, its local day, its items by reference."""

    meeting: int
    day: dt.date
    items: Mapping[str, ItemBefore]


@dataclass(slots=True)
class RowReading:
    """What one row gives: the word and allocation if they are good, its action, and what is refused or remarked."""

    row: DecisionRow
    word: DecisionWord | None = None
    allocation: Allocation | None = None
    action: AgreedAction | None = None
    refused: list[CellRefusal] = field(default_factory=list)
    warnings: list[CellRefusal] = field(default_factory=list)


class RowReader:
    """Reads rows against the panel's services and one meeting."""

    def __init__(self, services: Sequence[Service], sitting: Sitting) -> None:
        self._services = services
        self._names = {service.code: service.name for service in services}
        self._sitting = sitting

    def read(self, row: DecisionRow, item: ItemBefore, notes: str) -> RowReading:
        """
        Read one row that is not blank; *notes* are those of the whole item.

        `word` is set only where the decision can be carried out as it stands.
        A row whose decision or service could not be read from its cell gives
        nothing: it means something that nobody knows.
        """
        reading = RowReading(row)
        if {"decision", "service"} & row.refused:
            return reading
        word = self._word(reading)
        match word:
            case DecisionWord.ALLOCATE | DecisionWord.SINGLE_AGENCY | DecisionWord.WITHDRAW:
                self._with_service(reading, word, item, notes)
            case DecisionWord.RE_PRESENT | DecisionWord.NO_FURTHER_ACTION | DecisionWord.CLOSE:
                self._without_service(reading, word, notes)
            case None:
                pass
        self._action(reading)
        return reading

    def refusal(self, row: DecisionRow, heading: str, why: DecisionProblem, right: str = "") -> CellRefusal:
        """A refusal of the cell under *heading*, with what stands there."""
        name = heading.lower().replace(" ", "_")
        return CellRefusal(
            sheet=row.sheet,
            cell=row.cells.get(name, f"row {row.row}"),
            heading=heading,
            found=_shown(getattr(row, name)),
            why=why,
            what_would_be_right=right,
        )

    def _word(self, reading: RowReading) -> DecisionWord | None:
        row = reading.row
        if row.decision is None and row.service:
            right = f"Write {DecisionWord.ALLOCATE} if {row.service} is to have work, or empty Service."
            reading.refused.append(self.refusal(row, "Decision", DecisionProblem.WORD_MISSING, right))
        return row.decision

    def _with_service(self, reading: RowReading, word: DecisionWord, item: ItemBefore, notes: str) -> None:
        row = reading.row
        if not row.service:
            if word is DecisionWord.SINGLE_AGENCY and notes:
                reading.word = word
            elif word is DecisionWord.SINGLE_AGENCY:
                self._needs_reason(reading, word)
            else:
                why = DecisionProblem.SERVICE_MISSING
                reading.refused.append(self.refusal(row, "Service", why, self._choices(item, word)))
            return
        code = self._service(reading, word, item)
        if code is not None:
            reading.word = word
            reading.allocation = Allocation(
                service=code,
                role=row.role,
                named_worker=row.named_worker,
                lead_agency=bool(row.lead_agency),
                withdrawn=word is DecisionWord.WITHDRAW,
            )

    def _without_service(self, reading: RowReading, word: DecisionWord, notes: str) -> None:
        if reading.row.service:
            right = f"Empty Service, or write {DecisionWord.ALLOCATE} under Decision."
            why = DecisionProblem.SERVICE_CONTRADICTS
            reading.refused.append(self.refusal(reading.row, "Service", why, right))
        elif notes or word is DecisionWord.CLOSE:
            reading.word = word
        else:
            self._needs_reason(reading, word)

    def _service(self, reading: RowReading, word: DecisionWord, item: ItemBefore) -> str | None:
        """The code of the row's service, if it is known and may be used for *word*; else the cell is refused."""
        found = match_service(reading.row.service, self._services)
        problem = _service_problem(found, word, item)
        if problem is None and isinstance(found, Matched):
            return found.code
        right = self._choices(item, word)
        reading.refused.append(self.refusal(reading.row, "Service", problem or DecisionProblem.SERVICE_UNKNOWN, right))
        return None

    def _choices(self, item: ItemBefore, word: DecisionWord) -> str:
        if word is DecisionWord.WITHDRAW:
            names = [self._names.get(code, code) for code in sorted(item.allocated)]
        else:
            names = [service.name for service in self._services if service.code not in item.barred]
        return f"Choose one of: {', '.join(names)}." if names else "There is no service to choose for this item."

    def _needs_reason(self, reading: RowReading, word: DecisionWord) -> None:
        right = {
            DecisionWord.RE_PRESENT: "Write what is needed before the panel sees it again.",
            DecisionWord.SINGLE_AGENCY: "Name the service under Service, or say under Notes which agency it is.",
        }.get(word, "Write the reason.")
        reading.refused.append(self.refusal(reading.row, "Notes", DecisionProblem.REASON_MISSING, right))

    def _action(self, reading: RowReading) -> None:
        row = reading.row
        if not row.action:
            if (row.who or row.by_when or row.by_when_written) and "action" not in row.refused:
                right = "Write what is to be done, or empty Who and By when."
                reading.refused.append(self.refusal(row, "Action", DecisionProblem.ACTION_MISSING, right))
            return
        reading.action = AgreedAction(
            what=row.action, who=row.who, by_when=row.by_when, by_when_written=row.by_when_written
        )
        if not row.who and "who" not in row.refused:
            reading.warnings.append(self.refusal(row, "Who", DecisionProblem.WHO_MISSING, "Write who does it."))
        if row.by_when is None:
            if not row.by_when_written and "by_when" not in row.refused:
                right = "Write the date by which it is done."
                reading.warnings.append(self.refusal(row, "By when", DecisionProblem.BY_WHEN_MISSING, right))
        elif row.by_when < self._sitting.day:
            right = f"Write a date from {long_date(self._sitting.day)} on."
            reading.warnings.append(self.refusal(row, "By when", DecisionProblem.BY_WHEN_PAST, right))


def is_blank(row: DecisionRow) -> bool:
    """Whether nobody has written anything beside what the workbook came with (reference, item, child)."""
    words = (row.service, row.role, row.named_worker, row.lead_professional, row.action, row.who, row.notes)
    rest = (row.decision, row.lead_agency, row.by_when, row.by_when_written, row.review_date)
    return not any(words) and not any(rest) and not row.refused


def _service_problem(found: Match, word: DecisionWord, item: ItemBefore) -> DecisionProblem | None:
    match found:
        case Matched(code) if word is DecisionWord.WITHDRAW:
            return None if code in item.allocated | item.withdrawn else DecisionProblem.SERVICE_NOT_ALLOCATED
        case Matched(code):
            return DecisionProblem.SERVICE_EXCLUDED if code in item.barred else None
        case Ambiguous():
            return DecisionProblem.SERVICE_AMBIGUOUS
        case Unmatched() | NobodyExcluded():
            return DecisionProblem.SERVICE_UNKNOWN


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return long_date(value)
    return "" if value is None else str(value)
