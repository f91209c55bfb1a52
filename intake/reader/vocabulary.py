"""
The words of the forms, from the tables beside this file (`words/*.toml`).

What a label asks for, which section a heading opens, the elements of the
assessment, the words one can choose among. A new layout or wording is a new
row in a table, not new code. Sources: forms, sections 1 and 2.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).parent / "words"


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_WORDS / name).read_text(encoding="utf-8"))


def _phrases(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(phrases) for name, phrases in table.items()}


_LABELS, _ELEMENTS, _OPTIONS = _load("labels.toml"), _load("elements.toml"), _load("options.toml")

ATTRIBUTES = _phrases(_LABELS["attributes"])
"""What a label asks for, whoever it is about."""
QUESTIONS = _phrases(_LABELS["questions"])
"""Labels that say by themselves what they ask for."""
SECTIONS = _phrases(_load("sections.toml")["sections"])
"""Headings, by the section that they open."""
ELEMENTS = _phrases(_ELEMENTS["elements"])
"""Headings of the elements of the assessment, in the national form's order, then the three domains."""
ELEMENT_KEYWORDS = _phrases(_ELEMENTS["keywords"])
"""Words that tell an element among the areas of an assessment; those after "!" tell more."""
DOMAINS = ("child_development", "parents_carers", "family_environment")
BARE_ELEMENTS = {
    "progress": "progress_achievement",
    "guidance": "guidance_boundaries",
    "where i live": "community_resources",
}
"""What names an element among the elements; elsewhere what became of an action, how to fill the form in, an address."""
PROMPTS: tuple[str, ...] = tuple(_ELEMENTS["prompts"]["printed"])
"""The small print inside the boxes of blank forms."""

CHOICE_WORDS = frozenset(_OPTIONS["choices"])
YES_WORDS = frozenset(_OPTIONS["yes"])
NO_WORDS = frozenset(_OPTIONS["no"])
SEX_WORDS: dict[str, str] = _OPTIONS["sex"]
ETHNICITIES: tuple[str, ...] = tuple(_OPTIONS["ethnicities"])
ETHNIC_GROUPS: tuple[str, ...] = tuple(_OPTIONS["ethnic_groups"])
PARTS: dict[str, dict[str, list[str]]] = _load("parts.toml")
"""Attributes by the words that labels put together for them."""
SMALL_WORDS = frozenset(_OPTIONS["small"])
"""Words that change nothing of what a label asks for."""
