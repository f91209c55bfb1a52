"""How a form's answers stand in cells, and what a cell says as an answer: field and leaf, both ways."""

from __future__ import annotations

import datetime as dt
import re

from rules.form import Leaf
from storage.workbook.columns import Kind
from storage.workbook.referrals_sheet import REFERRALS
from storage.workbook.values import Raw

ELEMENTS = {
    "general_health": "General health",
    "physical_development": "Physical development",
    "speech_language_communication": "Speech, language and communication",
    "emotional_social_development": "Emotional and social development",
    "behavioural_development": "Behavioural development",
    "identity": "Identity, self-esteem, self-image and social presentation",
    "family_social_relationships": "Family and social relationships",
    "self_care": "Self-care skills and independence",
    "understanding": "Understanding, reasoning and problem solving",
    "participation_in_learning": "Participation in learning, education and employment",
    "progress_achievement": "Progress and achievement in learning",
    "aspirations": "Aspirations",
    "basic_care": "Basic care, ensuring safety and protection",
    "emotional_warmth": "Emotional warmth and stability",
    "guidance_boundaries": "Guidance, boundaries and stimulation",
    "family_history": "Family history, functioning and well-being",
    "wider_family": "Wider family",
    "housing_employment_finance": "Housing, employment and financial considerations",
    "community_resources": "Social and community elements and resources, including education",
    "child_development": "Development of the child (whole section)",
    "parents_carers": "Parents and carers (whole section)",
    "family_environment": "Family and environment (whole section)",
}
"""Keys of `Form.elements` and the national form's headings for them."""

_CODED: dict[str, dict[str, str]] = {
    "child.sex": {"male": "Male", "female": "Female", "unborn": "Unborn", "other": "Other"},
    "referral.route": {"panel": "Panel", "single_agency": "Single agency", "local_meeting": "Local meeting"},
}

LEAF_FIELDS = frozenset(
    column.field
    for column in REFERRALS.columns
    if "." in column.field
    or column.field in {"home_situation", "desired_outcomes", "review_date", "child_comment", "parent_comment"}
)
"""Fields of the sheet `Referrals` that are leaves of the form, each by its path."""

Answer = Leaf | tuple[str, ...]


def as_cell(field: str, answer: Answer) -> Raw:
    """Return a form's answer as its cell shows it."""
    if isinstance(answer, tuple):
        return "; ".join(answer)
    if isinstance(answer, str) and field in _CODED:
        return _CODED[field].get(answer, answer)
    return answer


def as_answer(field: str, kind: Kind, text: str) -> Answer:
    """Return what a cell's canonical *text* says as an answer of the form; an empty cell is no answer."""
    if kind is Kind.SERVICES:
        return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())
    if not text:
        return None
    if kind is Kind.YES_NO:
        return text == "Yes"
    if kind is Kind.DATE:
        return dt.date.fromisoformat(text)
    if field in _CODED:
        return next((code for code, word in _CODED[field].items() if word == text), text)
    return text
