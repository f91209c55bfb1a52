"""
Tables that say themselves what stands where: 'Question | Answer' over a question and its answer in every row.

Exports of case systems and of web forms print them so, each cell as plain as the other. What stands in the second
column is never a question there, and what stands in the first is never an answer. Without such a row on top, the rows
of a table show it where nearly all have a question and its answer: then what only resembles a label answers, too.
"""

from __future__ import annotations

from intake.reader.labels import clean, is_phrase, recognise
from intake.reader.part import Part
from intake.reader.views import View, starts_bold

_QUESTIONS = frozenset(
    {"question", "questions", "field", "field name", "item", "data item", "prompt", "form field", "question asked"}
)
_ANSWERS = frozenset(
    {
        "answer",
        "answers",
        "your answer",
        "answer given",
        "response",
        "responses",
        "value",
        "entry",
        "reply",
        "recorded answer",
        "details recorded",
        "information recorded",
    }
)
_SIDES, _FEWEST = 2, 3


def with_questions(rows: list[list[View]]) -> None:
    """Make the first cells labels and the second answers, if the first row says or most rows show that they are."""
    first = next((number for number, row in enumerate(rows) if any(not v.blank for v in row)), None)
    if first is None or not _names_sides(rows[first]):
        for row in _resembling(rows):
            _as_question(row[0], row[1])
        return
    for row in rows[first:]:
        if _names_sides(row):
            for view in row:
                view.text, view.parts, view.blank = "", [], True
        elif len(row) == _SIDES and not any(v.nested for v in row):
            _as_question(row[0], row[1])


def _names_sides(row: list[View]) -> bool:
    return len(row) == _SIDES and clean(row[0].text) in _QUESTIONS and clean(row[1].text) in _ANSWERS


def _resembling(rows: list[list[View]]) -> list[list[View]]:
    """The rows of a question and an answer that resembles a label, in a table of questions and their answers."""
    pairs = [row for row in rows if len(row) == _SIDES and not row[0].blank]
    if len(pairs) <= _FEWEST or not any(row[1].is_label for row in pairs):
        return []
    told = [row for row in pairs if _asks(row[0]) and not row[1].is_label]
    if len(told) < _FEWEST or len(told) * 4 < len(pairs) * 3:
        return []
    return [row for row in pairs if _asks(row[0]) and row[1].is_label and not _is_question(row[1])]


def _asks(view: View) -> bool:
    return view.is_label and view.means is not None and bool(view.means.asks)


def _is_question(view: View) -> bool:
    """True for a label that stands out, or has the words of the vocabulary."""
    return view.cell.shaded or starts_bold(view.cell) or is_phrase(view.text)


def _as_question(asked: View, told: View) -> None:
    """Make one label of *asked*, and of *told* an answer without labels; small forms with boxes stay as they are."""
    if asked.blank or asked.marks or told.marks:
        return
    asked.parts = [Part(asked.text, recognise(asked.text), [], styled=True)]
    if not told.blank:
        told.parts = [Part("", None, [block.pieces for block in told.cell.paragraphs() if block.pieces])]
