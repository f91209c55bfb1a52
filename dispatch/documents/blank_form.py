"""The blank form, to be filled in with Word: real headings, a content control for every answer."""

from __future__ import annotations

from pathlib import Path

from dispatch.documents.agenda import LETTERHEAD
from dispatch.documents.controls import Controls
from dispatch.documents.paper import Sheet, open_paper, save
from dispatch.documents.word_xml import Cell, Row, WordText, run, table
from dispatch.wording.blank_form import Answer, Grid, Part, Question, parts
from dispatch.wording.blocks import words
from dispatch.wording.templates import templates
from rules.settings import Profile

_SHARES = (36, 64)
_ROOM_TO_WRITE = 680
"""At least 1.2 cm for an answer of several lines, in twentieths of a point."""


def blank_form_docx(profile: Profile, local: Path | None = None) -> bytes:
    """Return *profile*'s blank form; *local*: the folder with the council's own letterhead."""
    sheet = Sheet(
        title=f"{profile.words.form_long} ({profile.words.form})",
        reference=f"{profile.words.form} form",
        panel=profile.words.panel_long,
        organisation=profile.organisation,
        marking=profile.protective_marking,
    )
    document = open_paper(templates(local).file(LETTERHEAD), sheet)
    writer = _BlankForm(WordText(document))
    writer.begin(sheet.title, profile.words.panel)
    for part in parts(profile.words):
        writer.add(part)
    writer.text.finish()
    return save(document, sheet)


class _BlankForm:
    """The form's parts on their way into one document."""

    def __init__(self, text: WordText) -> None:
        self.text, self._controls = text, Controls()

    def begin(self, title: str, panel: str) -> None:
        self.text.add(self.text.paragraph("Heading 1", run(title)))
        how = (
            f"Please fill this in with Word and email it to your {panel}. Write in the grey places: they grow with "
            "what you write. Leave empty what you do not know. Please set no password."
        )
        self.text.add(self.text.paragraph("Inset Text", run(how)))

    def add(self, part: Part) -> None:
        self.text.add(self.text.paragraph(f"Heading {part.level}", run(part.heading), keep_next=True))
        if part.hint:
            asked = bool(part.questions or part.grid)
            self.text.add(self.text.paragraph("Normal", run(part.hint), keep_next=asked))
        if part.questions:
            self.text.add(table(_SHARES, (self._question(question) for question in part.questions)), table=True)
        if part.grid:
            self.text.add(table((1,) * len(part.grid.columns), self._grid(part.grid)), table=True)

    def _question(self, question: Question) -> Row:
        label = self.text.cell(words(question.label), bold=True, shaded=True)
        answer = self._answer(question, question.tag, question.label)
        return Row((label, answer), whole=True, height=_ROOM_TO_WRITE if question.answer is Answer.TEXT else 0)

    def _grid(self, grid: Grid) -> tuple[Row, ...]:
        head = Row(tuple(self.text.cell(words(c.label), bold=True, shaded=True) for c in grid.columns), head=True)
        lines = (
            tuple(self._answer(c, f"{grid.tag}[{n}].{c.tag}", f"{c.label}, row {n + 1}") for c in grid.columns)
            for n in range(grid.rows)
        )
        return (head, *(Row(line, whole=True) for line in lines))

    def _answer(self, question: Question, tag: str, title: str) -> Cell:
        return Cell(self.text.paragraph("Table Text", self._controls.answer(question, tag, title)))
