"""What every mail has in common: its marking, its lateness, its footer, its two forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dispatch.composed import Attached, Composed
from dispatch.views import Late
from dispatch.wording.as_html import as_html
from dispatch.wording.as_text import as_text
from dispatch.wording.blocks import Block, Paragraph, Rule, words
from dispatch.wording.stationery import Stationery


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """
    One mail to write.

    Attributes:
        kind: `X-Panelpost-Kind`.
        template: The file under `templates/mail/`, without its ending.
        subject: Its name in `subjects.toml`, and the only values it may show.
    """

    kind: str
    template: str
    subject: str
    subject_values: Mapping[str, str]
    view: object
    late: Late | None = None
    attachments: tuple[Attached, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def write(letter: Letter, paper: Stationery) -> Composed:
    """
    Return *letter* on *paper*: text and HTML that say the same.

    Raises:
        TemplateBroken: a template is missing or cannot be used.
    """
    subject = _subject(letter, paper)
    blocks = _blocks(letter, paper)
    page = {"subject": subject, "panel": paper.facts, "content": as_html(blocks)}
    return Composed(
        kind=letter.kind,
        subject=subject,
        text=as_text(blocks),
        html=paper.templates.page("mail/letter.html", page),
        attachments=letter.attachments,
    )


def _subject(letter: Letter, paper: Stationery) -> str:
    values = {"panel": paper.panel.title, "form": paper.words.form, "sheet": paper.words.decision_sheet}
    said = paper.templates.subject(letter.subject, values | dict(letter.subject_values))
    marking = paper.facts.marking
    return " ".join(f"{marking}: {said}".split()) if marking else " ".join(said.split())


def _blocks(letter: Letter, paper: Stationery) -> tuple[Block, ...]:
    values = paper.values(letter.view) | dict(letter.more)
    written = paper.templates.written(f"mail/{letter.template}.html", values)
    first, *others = written.blocks
    marking = (Paragraph(words(paper.facts.marking, bold=True)),) if paper.facts.marking else ()
    footer = paper.templates.written("mail/footer.html", values | {"why": written.why}).blocks
    return (*marking, first, *_late(letter, paper), *others, Rule(), *footer)


def _late(letter: Letter, paper: Stationery) -> tuple[Block, ...]:
    if letter.late is None:
        return ()
    return paper.templates.written("mail/late.html", {"late": letter.late}).blocks
