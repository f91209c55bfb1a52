"""The blank form, to be filled in with Word: real headings, a content control for every answer."""

from __future__ import annotations

from pathlib import Path

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from dispatch.documents.agenda import LETTERHEAD
from dispatch.documents.blocks import fill_cell, mark_header, new_table, shade
from dispatch.documents.controls import Controls
from dispatch.documents.paper import Sheet, open_paper, save
from dispatch.wording.blank_form import Answer, Grid, Part, Question, parts
from dispatch.wording.blocks import words
from dispatch.wording.templates import templates
from rules.settings import Profile

_LABEL_SHARE = 36


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
    document.add_paragraph(sheet.title, style="Heading 1")
    document.add_paragraph(
        f"Fill this in with Word and email it to your {profile.words.panel}. Write in the grey places: they grow with "
        "what you write. Leave empty what you do not know. Please set no password.",
        style="Inset Text",
    )
    controls = Controls()
    for part in parts(profile.words):
        _part(document, part, controls)
    return save(document, sheet)


def _part(document: WordDocument, part: Part, controls: Controls) -> None:
    document.add_paragraph(part.heading, style=f"Heading {part.level}")
    if part.hint:
        document.add_paragraph(part.hint).paragraph_format.keep_with_next = bool(part.questions or part.grid)
    if part.questions:
        _questions(document, part.questions, controls)
    if part.grid:
        _grid(document, part.grid, controls)


def _questions(document: WordDocument, questions: tuple[Question, ...], controls: Controls) -> None:
    table = new_table(document, len(questions), (_LABEL_SHARE, 100 - _LABEL_SHARE))
    for row, question in zip(table.rows, questions, strict=True):
        label, answer = row.cells
        shade(label)
        fill_cell(label, words(question.label), bold=True)
        fill_cell(answer, ())
        _control(answer.paragraphs[0], question, question.tag, question.label, controls)


def _grid(document: WordDocument, grid: Grid, controls: Controls) -> None:
    table = new_table(document, 1 + grid.rows, (1,) * len(grid.columns))
    head, *lines = table.rows
    mark_header(head)
    for cell, column in zip(head.cells, grid.columns, strict=True):
        shade(cell)
        fill_cell(cell, words(column.label), bold=True)
    for index, line in enumerate(lines):
        for cell, column in zip(line.cells, grid.columns, strict=True):
            fill_cell(cell, ())
            tag = f"{grid.tag}[{index}].{column.tag}"
            _control(cell.paragraphs[0], column, tag, f"{column.label}, row {index + 1}", controls)


def _control(paragraph: Paragraph, question: Question, tag: str, title: str, controls: Controls) -> None:
    match question.answer:
        case Answer.LINE | Answer.TEXT:
            controls.text(paragraph, tag, title, long=question.answer is Answer.TEXT)
        case Answer.DATE:
            controls.date(paragraph, tag, title)
        case Answer.CHOICE:
            controls.choice(paragraph, tag, title, question.options)
        case Answer.YES_NO:
            controls.ticks(paragraph, tag, title, ("Yes", "No"))
        case Answer.TICKS:
            controls.ticks(paragraph, tag, title, question.options)
