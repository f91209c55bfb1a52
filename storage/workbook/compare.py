"""
What a returned panel workbook asks for: three-way, cell by cell (requirement X5).

A cell is a change where it differs from what was exported. If somebody else has
changed it meanwhile to something else, it is a conflict; if it stands on record
so already, it is nothing: so a workbook that is sent twice changes nothing the
second time, and an unchanged cell never undoes anything. A row that is missing,
hidden or filtered away asks for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from storage.workbook.checks import check_row
from storage.workbook.columns import Column, Sheet
from storage.workbook.decisions import decision_row
from storage.workbook.matching import Refuser, RowMatcher, as_it_stands
from storage.workbook.outcome import Added, Change, Comparison, Conflict, DecidedRow, RefusedCell, Struck
from storage.workbook.panel_sheets import PANEL_DECISIONS, panel_sheet
from storage.workbook.returned import ReturnedRow, ReturnedSheet
from storage.workbook.snapshot import PanelWorkbookView, SheetSnapshot, Snapshot, snapshot_of
from storage.workbook.surroundings import Surroundings
from storage.workbook.text import TOO_LONG, fold
from storage.workbook.values import Raw, Unreadable, read_cell, shown

_SORTED_APART_FROM = 4
"""So many cells of a column that only changed places: the column was sorted without its rows."""
_CARRY_THE_ROW = frozenset({"decision", "service", "reference", "list", "code", "held_on", "time", "email"})
"""Without these a new row means something else than its author meant: a refused one refuses the row."""


def compare(exported: Snapshot, returned: Iterable[ReturnedSheet], current: PanelWorkbookView) -> Comparison:
    """
    Return what *returned* asks for, given what it held when it was *exported* and what is on record now.

    *current* is the view as a workbook would be written from it today: its rows
    are what is on record, its lists what is allowed.
    """
    now = snapshot_of(current)
    surroundings = Surroundings(current, now)
    found = _Found()
    for sheet in returned:
        if sheet.name in exported.sheets:
            held = exported.sheets[sheet.name]
            _SheetComparison(panel_sheet(sheet.name), sheet, held, now, surroundings, found).run()
    return found.comparison()


@dataclass(slots=True)
class _Found:
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refusals: list[RefusedCell] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    struck: list[Struck] = field(default_factory=list)
    decisions: list[DecidedRow] = field(default_factory=list)

    def comparison(self) -> Comparison:
        return Comparison(
            changes=tuple(dict.fromkeys(self.changes)),
            conflicts=tuple(self.conflicts),
            refusals=tuple(dict.fromkeys(self.refusals)),
            added=tuple(self.added),
            struck=tuple(self.struck),
            decisions=tuple(sorted(self.decisions, key=lambda decided: decided.row.row)),
        )


@dataclass(frozen=True, slots=True)
class _Edited:
    """A row of ours with the cells that differ from what was exported."""

    row: ReturnedRow
    id: str
    before: Mapping[str, str]
    edits: dict[str, str]


class _SheetComparison:
    def __init__(
        self,
        sheet: Sheet,
        returned: ReturnedSheet,
        held: SheetSnapshot,
        now: Snapshot,
        surroundings: Surroundings,
        found: _Found,
    ) -> None:
        self.sheet, self.returned, self.held, self.found = sheet, returned, held, found
        self.now = now.sheets[sheet.name]
        self.lists = surroundings.lists
        self.columns = [c for c in sheet.columns if c.field in returned.columns and c.field in held.fields]
        self.surroundings = surroundings
        self.refuse = Refuser(sheet, returned, found.refusals)
        self.matcher = RowMatcher(sheet, returned, held, self.columns, self.refuse)

    def run(self) -> None:
        """Compare every row, then put what was found in its place."""
        edited = list(self._edited())
        self._refuse_sorted_apart(edited)
        self._refuse_contradictions(edited)
        for row in edited:
            self._settle(row)

    def _edited(self) -> Iterator[_Edited]:
        for row in self.returned.rows:
            row_id = self.matcher.known_id(row)
            if row_id == "":
                self._add(row)
            elif row_id is not None and (found := self._differences(row, row_id)):
                yield found

    # ------------------------------------------------------------------------------------------- what did they change?

    def _differences(self, row: ReturnedRow, row_id: str) -> _Edited | None:
        before = self.held.row(row_id)
        edits: dict[str, str] = {}
        for column in self.columns:
            raw = row.cells.get(column.field)
            if as_it_stands(raw) == before[column.field]:
                continue
            said = self._said(row, column, raw, before[column.field])
            if said is not None and said != before[column.field]:
                edits[column.field] = said
        if not edits:
            return None
        self._check(row, before, edits)
        return _Edited(row, row_id, before, edits) if edits else None

    def _said(self, row: ReturnedRow, column: Column, raw: Raw, before: str) -> str | None:
        """The cell's canonical text; None if it is refused."""
        reason = ""
        if not column.editable:
            reason = "This cannot be changed here. Please put back what stood there."
        elif before.endswith(TOO_LONG):
            reason = "The text is too long for a cell, so it cannot be corrected here."
        said = read_cell(column, raw, self.lists)
        if isinstance(said, Unreadable) or reason:
            self.refuse.cell(row, column.field, reason or str(getattr(said, "reason", "")))
            return None
        return said

    def _check(self, row: ReturnedRow, before: Mapping[str, str], edits: dict[str, str]) -> None:
        context = self.surroundings.of(self.sheet, before.get("reference", ""))
        for name, reason in check_row(self.sheet.name, before, edits, context).items():
            self.refuse.cell(row, name, reason)
            del edits[name]

    def _refuse_sorted_apart(self, edited: Sequence[_Edited]) -> None:
        for column in (c for c in self.columns if c.person):
            moved = [one for one in edited if column.field in one.edits]
            old = Counter(one.before[column.field] for one in moved)
            if len(moved) < _SORTED_APART_FROM or old != Counter(one.edits[column.field] for one in moved):
                continue
            for one in moved:
                reason = "Many cells of this column only changed places. Was it sorted without the other columns?"
                self.refuse.cell(one.row, column.field, reason)
                del one.edits[column.field]

    def _refuse_contradictions(self, edited: Sequence[_Edited]) -> None:
        """Two rows of one service that give it two names: neither is taken."""
        for column in (c for c in self.columns if c.subject):
            changed = [one for one in edited if column.field in one.edits]
            said: dict[str, set[str]] = defaultdict(set)
            for one in changed:
                said[one.before["code"]].add(one.edits[column.field])
            for one in (one for one in changed if len(said[one.before["code"]]) > 1):
                self.refuse.cell(
                    one.row, column.field, "The rows of this service say different things. Make them agree."
                )
                del one.edits[column.field]

    # ------------------------------------------------------------------------------------- what is on record meanwhile?

    def _settle(self, edited: _Edited) -> None:
        one = self._where_it_is_now(edited)
        now = self.now.row(one.id) if one.id in self.now.rows else None
        if now is not None and self._is_another(one, now):
            now = None
        if one.edits.get("remove"):
            self._strike(one, now)
            return
        conflicts = [self._conflict(one, name, now) for name in one.edits if self._conflicts(one, name, now)]
        self.found.conflicts.extend(conflicts)
        for name, new in one.edits.items():
            if now is not None and now.get(name, "") == one.before[name] != new:
                self.found.changes.append(self._change(one, name, new))
        if self.sheet is PANEL_DECISIONS and not conflicts and now is not None:
            self._decide(one, now)

    def _conflicts(self, one: _Edited, name: str, now: Mapping[str, str] | None) -> bool:
        return now is None or now.get(name, "") not in (one.before[name], one.edits[name])

    def _is_another(self, one: _Edited, now: Mapping[str, str]) -> bool:
        """Whether, since the export, somebody else's record has come to stand in this row's place."""
        after = {**one.before, **one.edits}
        stood = ((now.get(name, ""), one.before.get(name, ""), after.get(name, "")) for name in self.sheet.identity)
        return any(current not in (before, wanted) for current, before, wanted in stood)

    def _where_it_is_now(self, one: _Edited) -> _Edited:
        """The same row under the id that its record has today: a person struck above moves the others up."""
        if not self.sheet.identity or (one.id in self.now.rows and not self._is_another(one, self.now.row(one.id))):
            return one
        near = one.id.rpartition("/")[0] + "/"
        ids = [
            other
            for other in self.now.rows
            if other.startswith(near) and not self._is_another(one, self.now.row(other))
        ]
        return _Edited(one.row, ids[0], one.before, one.edits) if len(ids) == 1 else one

    def _decide(self, one: _Edited, now: Mapping[str, str]) -> None:
        if any(now.get(name, "") != new for name, new in one.edits.items()):
            self._decided(one.row, one.id, {**now, **one.edits})

    def _decided(self, row: ReturnedRow, row_id: str, said: Mapping[str, str]) -> None:
        typed = decision_row(said["reference"], row_id, row, said, frozenset(), self.returned)
        self.found.decisions.append(DecidedRow(meeting=said.get("meeting", ""), row=typed))

    def _strike(self, one: _Edited, now: Mapping[str, str] | None) -> None:
        if now is None:
            return
        kind = "service" if one.edits["remove"] == "Service" else self.sheet.subject
        self.found.struck.append(
            Struck(
                sheet=self.sheet.name,
                cell=self.returned.cell("remove", one.row),
                subject_kind=kind,
                subject_id=one.before["code"] if kind == "service" else one.id,
                values={name: text for name, text in now.items() if text},
            )
        )

    def _change(self, one: _Edited, name: str, new: str) -> Change:
        column = self.sheet.column(name)
        return Change(
            sheet=self.sheet.name,
            cell=self.returned.cell(name, one.row),
            heading=column.heading,
            subject_kind=column.subject or self.sheet.subject,
            subject_id=one.before["code"] if column.subject == "service" else one.id,
            field=name,
            old=one.before[name],
            new=new,
        )

    def _conflict(self, one: _Edited, name: str, now: Mapping[str, str] | None) -> Conflict:
        change = self._change(one, name, one.edits[name])
        return Conflict(
            sheet=change.sheet,
            cell=change.cell,
            heading=change.heading,
            subject_kind=change.subject_kind,
            subject_id=change.subject_id,
            field=name,
            exported=change.old,
            current="" if now is None else now.get(name, ""),
            returned=change.new,
            gone=now is None,
        )

    # --------------------------------------------------------------------------------------------------------- new rows

    def _add(self, row: ReturnedRow) -> None:
        if not self.sheet.adds:
            self.refuse.row(row, "Rows cannot be added on this sheet. Change the rows that we sent.")
            return
        values, refused = self._values(row)
        if not refused and (not values or self._stands_in_now(values)):
            return
        missing = [name for name in self.sheet.needed if not values.get(name) and name not in refused]
        for name in missing:
            self.refuse.cell(row, name, f"A new row needs {self.sheet.column(name).heading}.")
        context = self.surroundings.of(self.sheet, values.get("reference", ""), is_new=True)
        wrong = check_row(self.sheet.name, {}, values, context) | self._unknown_reference(values)
        for name, reason in wrong.items():
            self.refuse.cell(row, name, reason)
        if (
            missing
            or set(wrong) & {"reference", "list", "code", "held_on", *_CARRY_THE_ROW}
            or refused & _CARRY_THE_ROW
        ):
            return
        self._take_new(row, {name: text for name, text in values.items() if name not in wrong})

    def _values(self, row: ReturnedRow) -> tuple[dict[str, str], set[str]]:
        values: dict[str, str] = {}
        refused: set[str] = set()
        for column in self.columns:
            if column.field not in row.cells or column.field == "remove":
                continue
            said = read_cell(column, row.cells[column.field], self.lists)
            if isinstance(said, Unreadable):
                refused.add(column.field)
                self.refuse.cell(row, column.field, said.reason)
            elif said:
                values[column.field] = said
        return values, refused

    def _unknown_reference(self, values: Mapping[str, str]) -> dict[str, str]:
        said = values.get("reference", "")
        if not said or fold(said) in self.surroundings.references:
            return {}
        return {"reference": f"“{shown(said)}” is not a reference of this panel."}

    def _take_new(self, row: ReturnedRow, values: Mapping[str, str]) -> None:
        if self._stands_in_now(values):
            return
        if self.sheet is PANEL_DECISIONS:
            self._decided(row, "", values)
        cells = {name: self.returned.cell(name, row) for name in values}
        self.found.added.append(
            Added(sheet=self.sheet.name, row=row.number, subject_kind=self.sheet.subject, values=values, cells=cells)
        )

    def _stands_in_now(self, values: Mapping[str, str]) -> bool:
        """Whether the record has been added already: the same workbook came before."""
        places = [(self.now.fields.index(name), text) for name, text in values.items()]
        return any(all(row[place] == text for place, text in places) for row in self.now.rows.values())
