"""
Cells that are small forms of their own: a bold title, and below it labels with their answers.
"""

from __future__ import annotations

from intake.reader.document import Paragraph
from intake.reader.part import Part
from intake.reader.statements import read_statement
from intake.reader.views import View, all_bold

_FEWEST_LINES = 2
_TITLE_AND_LINES = 2


def are_cards(row: list[View]) -> bool:
    """True for cards side by side, with nothing but gaps between them."""
    if len(row) < 2:
        return False
    live = [v for v in row if not v.blank]
    if any(len(v.cell.blocks) < _FEWEST_LINES for v in live):
        return False  # as nearly always: asked of every row
    return all(map(_is_titled, live)) and any(map(_is_card, live))


def _title(view: View) -> Paragraph | None:
    """The first line of a cell of several, if it stands out and is a title alone."""
    lines = (b for b in view.cell.paragraphs() if b.pieces and (b.text.strip() or len(b.pieces) > 1))
    first = next(lines, None)
    if first is None or view.nested or ":" in first.text or not all_bold(first.pieces):
        return None
    return first if next(lines, None) is not None else None


def _is_titled(view: View) -> bool:
    if len(view.cell.blocks) < _FEWEST_LINES or not view.parts or not view.parts[0].label:
        return False
    title = _title(view)
    return title is not None and view.parts[0].label == title.text.strip(" :?\n\t")


def _is_card(view: View) -> bool:
    """True for a title that asks for nothing, over two labels at least, each on a line of its own."""
    if not _is_titled(view) or not view.parts[0].blank:
        return False
    means = view.parts[0].means
    asked = [p for p in view.parts[1:] if p.label and p.means is not None]
    return (means is None or not means.asks) and len(asked) > 1


def is_consent_beside_title(live: list[View]) -> bool:
    """True for 'Consent' beside a cell with several sentences to agree to: what stands there is no one answer."""
    if len(live) != _TITLE_AND_LINES or not live[0].is_label or live[1].nested:
        return False
    means = live[0].means
    if means is None or means.section != "consent" or means.asks:
        return False
    lines = [block for block in live[1].cell.paragraphs() if block.text.strip()]
    return len(lines) > 1 and any(read_statement(line.text) is not None for line in lines)


def with_title_apart(view: View) -> list[Part]:
    """The parts of a cell; the title 'Our consent' is none of the label of the sentences below it."""
    parts = view.parts
    means = parts[0].means if parts and _is_titled(view) and not parts[0].blank else None
    if means is None or means.section != "consent" or means.is_field:
        return parts
    return [Part(parts[0].label, means, [], styled=True), Part("", None, parts[0].lines), *parts[1:]]
