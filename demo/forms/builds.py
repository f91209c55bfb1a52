"""
One form in the shapes in which referrers send it.

Each build lays out the same questions in its own way: label and answer in one
cell with Word's form fields; content controls beside the label; boxes ticked by
hand. Bedfordshire's own print is in `demo.forms.bedfordshire`, the panel's own
blank form, filled in, in `demo.forms.filling`.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from demo.forms.answers import Answers
from demo.forms.markup import (
    GRID,
    Cell,
    ControlNumbers,
    check_field,
    document,
    line_break,
    paragraph,
    run,
    table,
    text_field,
)
from demo.forms.national import Ask, Block, Grid, Heading, Line, national_form
from rules.form import Form

_LABEL = 3
_WIDE_LABEL = 4
_TITLE = "Common Assessment Framework for children and young people"


class Build(ABC):
    """A way to lay out the national form: labels to the left, answers beside them, unless a build says otherwise."""

    @abstractmethod
    def field(self, text: str, label: str) -> str:
        """Return the runs of a place with *text* in it."""

    @abstractmethod
    def box(self, label: str, *, ticked: bool) -> str:
        """Return the runs of a box."""

    def __init__(self, form: Form) -> None:
        self.answers = Answers(form)
        self._form = form

    def write(self) -> bytes:
        """Return the Word file."""
        body = [paragraph(run(_TITLE), style="Heading1"), paragraph(run("CAF form"), style="Heading2")]
        body.extend(self._tables(national_form()))
        return document(body, header="Common Assessment Framework", footer="CAF form")

    def text(self, ask: Ask) -> str:
        """Return what answers *ask*, in words."""
        match ask.path:
            case "born":
                child = self._form.child
                return self.answers.text(
                    "child.date_of_birth" if child.date_of_birth else "child.expected_delivery_date"
                )
            case "assessor_signed":
                return self.answers.text("assessor.name") if self._form.consent.assessor_signed_on else ""
            case path:
                return self.answers.text(path) if path else ""

    def _tables(self, blocks: Sequence[Block]) -> Iterator[str]:
        rows: list[Sequence[Cell]] = []
        for block in blocks:
            match block:
                case Line():
                    rows.append(self.line(block.asks))
                    continue
                case Heading() | Grid():
                    if rows:
                        yield table(rows)
                    rows = []
            yield self._heading(block) if isinstance(block, Heading) else self._grid(block)
        if rows:
            yield table(rows)

    def line(self, asks: Sequence[Ask]) -> tuple[Cell, ...]:
        """Return the cells of one row of questions."""
        span = GRID // len(asks)
        cells = []
        for ask in asks:
            label = min(_LABEL, span // 2) if len(asks) > 1 or not ask.wide else _WIDE_LABEL
            printed = paragraph(run(ask.label, bold=True)) + (
                paragraph(run(ask.prompt, small=True)) if ask.prompt else ""
            )
            cells += [Cell(printed, label, shaded=True), Cell(paragraph(self.answer(ask)), span - label)]
        return tuple(cells)

    def answer(self, ask: Ask) -> str:
        """Return the runs of what answers *ask*."""
        if not ask.options:
            return self.field(self.text(ask), ask.label)
        return "".join(
            self.box(option, ticked=self.answers.says(ask.path, value)) + run(f" {option}    ")
            for option, value in ask.options.items()
        )

    @staticmethod
    def _heading(heading: Heading) -> str:
        note = paragraph(run(heading.note, small=True)) if heading.note else ""
        return paragraph(run(heading.text), style="Heading3") + note

    def _grid(self, grid: Grid) -> str:
        span = GRID // len(grid.columns)
        head = [Cell(paragraph(run(column.label, bold=True)), span, shaded=True) for column in grid.columns]
        count = max(grid.rows, self.answers.rows(grid.path))
        lines = (
            [Cell(self._entry(f"{grid.path}[{row}].{column.path}", column.label), span) for column in grid.columns]
            for row in range(count)
        )
        return table([head, *lines])

    def _entry(self, path: str, label: str) -> str:
        return paragraph(self.field(self.answers.text(path), label))


class FormFields(Build):
    """The national print of 2005: label and answer share a cell, each answer in a form field."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._numbers = itertools.count(1)

    def field(self, text: str, label: str) -> str:  # noqa: ARG002 - Word numbers these fields
        """Return a text field."""
        return text_field(text, f"Text{next(self._numbers)}")

    def box(self, label: str, *, ticked: bool) -> str:  # noqa: ARG002 - as above
        """Return a tick box."""
        return check_field(f"Check{next(self._numbers)}", checked=ticked)

    def line(self, asks: Sequence[Ask]) -> tuple[Cell, ...]:
        """Return a cell for each question, its answer behind or beneath its label."""
        return tuple(Cell(self._question(ask), GRID // len(asks)) for ask in asks)

    def _question(self, ask: Ask) -> str:
        label = run(f"{ask.label} " if ask.label else "", bold=True) + run(ask.prompt and f"{ask.prompt} ", small=True)
        if ask.wide and not ask.options:
            return paragraph(label) + paragraph(self.answer(ask))
        return paragraph(label, self.answer(ask))


class ContentControls(Build):
    """The print of 2009: a content control for every answer."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._controls = ControlNumbers()

    def field(self, text: str, label: str) -> str:
        """Return a content control."""
        return self._controls.text(text, label)

    def box(self, label: str, *, ticked: bool) -> str:
        """Return a check box."""
        return self._controls.box(label, checked=ticked)


class TickBoxes(Build):
    """A print without any fields: people type beside the labels, and put a ticked box in place of an empty one."""

    def field(self, text: str, label: str) -> str:  # noqa: ARG002 - nothing names the place
        """Return plain words."""
        return line_break().join(run(line) for line in text.split("\n"))

    def box(self, label: str, *, ticked: bool) -> str:  # noqa: ARG002 - as above
        """Return the box as a letter."""
        return run("\u2612" if ticked else "\u2610")
