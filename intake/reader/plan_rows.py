"""
Rows of a plan: what is to be done, by whom, by when, and what for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.reader.answers import Column, Rows, row_of
from intake.reader.labels import Label, clean

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_ASKED = ("action", "who", "by_when", "measure", "desired_outcome")
_OTHER_DAYS = frozenset({"date", "date_completed", "review"})
_MAY_BE_ACTION = frozenset({"", "service", "services_requested"})
_PLAN = {
    "action": "action",
    "outcome": "desired_outcome",
    "who": "who",
    "when": "by_when",
    "measure": "measure",
    "edd": "by_when",
    "date_completed": "by_when",
    "date": "by_when",
    "review": "by_when",
    "worker": "who",
    "name": "who",
    "strengths": "",
    "needs": "_needs",
}


def with_steps(columns: list[Column]) -> list[Column]:
    """The columns with 'Next steps', beside who takes them and by when, as the actions that they are."""
    asked = {c.asks for c in columns}
    if "action" in asked or "route" not in asked or not asked & {"who", "when"}:
        return columns
    return [Column(c.start, c.end, c.text, Label("action", score=0.93)) if c.asks == "route" else c for c in columns]


def plan_rows(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Every row that says something becomes an action; what its columns ask besides is kept as a remark."""
    draft.plan_listed = True
    names = _asked_of_actions(columns)
    sure = "action" in names.values() or all(c.means is not None and c.asks in _PLAN for c in columns)
    _find_actions(columns, names)
    _call_outcomes_actions(names)
    for index, column in enumerate(columns):
        if names[index]:
            draft.headings.setdefault(f"actions.{names[index]}", column.text)
    draft.actions[:] = [a for a in draft.actions if any(not f.answer.blank for f in a.values())]
    for record in rows:
        row = row_of(columns, record, names)
        if any(n in row and not row[n].answer.blank for n in _ASKED):
            for found in row.values():
                found.score = found.score if sure else min(found.score, 0.7)
            draft.actions.append(row)
        for index, answer in enumerate(record):
            if not names[index] and columns[index].text and not answer.blank:
                draft.keep_other(columns[index].text, answer)


def _asked_of_actions(columns: list[Column]) -> dict[int, str]:
    """What each column tells of an action; of two that tell the same, the first."""
    names: dict[int, str] = {}
    timed = any(column.asks == "when" for column in columns)
    for index, column in enumerate(columns):
        if timed and column.asks in _OTHER_DAYS:
            names[index] = ""  # 'Date' beside 'By when': the day on which it was agreed
            continue
        name = _PLAN.get(column.asks, "desired_outcome" if column.asks == "comment" and index == 0 else "")
        if column.means is not None and not name and column.means.about in ("lead", "assessor"):
            name = "who"
        names[index] = "" if name in names.values() else name
    return _with_by_whom(columns, names)


def _with_by_whom(columns: list[Column], names: dict[int, str]) -> dict[int, str]:
    """What each column tells of an action, 'By' beside 'Deadline' or 'Date' as by whom."""
    by = [i for i, c in enumerate(columns) if clean(c.text) == "by"]
    days = [i for i, c in enumerate(columns) if i not in by and _PLAN.get(c.asks) == "by_when"]
    if not by or not days or "who" in names.values():
        return names
    return names | dict.fromkeys(days[:1], "by_when") | {by[0]: "who"}


def _find_actions(columns: list[Column], names: dict[int, str]) -> None:
    """In a plan with outcomes or days, the one column that was not understood, or asks for help, has the actions."""
    if "action" in names.values() or not {"desired_outcome", "by_when"} & set(names.values()):
        return
    left = [i for i, name in names.items() if not name and columns[i].text and columns[i].asks in _MAY_BE_ACTION]
    if len(left) == 1:
        names[left[0]] = "action"


def _call_outcomes_actions(names: dict[int, str]) -> None:
    """A plan without a column of actions has them where it asks for outcomes."""
    if "action" not in names.values():
        first = next((i for i, name in names.items() if name == "desired_outcome"), None)
        if first is not None:
            names[first] = "action"
