"""A panel's paper: its templates, and what they may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dispatch.wording.links import AnswerLinks
from dispatch.wording.templates import Templates, templates
from rules.settings import PanelSettings, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFacts:
    """What a template may know of a panel: nothing of its servers and secrets."""

    title: str
    code: str
    name: str
    organisation: str
    mailbox: str
    chair: str
    chair_name: str
    manager: str
    marking: str
    questions_to: str
    other_formats: str
    arranges_team_meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """One panel's paper; *local*: a folder of the council's own templates, which win (X13)."""

    panel: PanelSettings
    local: Path | None = None

    @property
    def templates(self) -> Templates:
        """The templates, the council's own in front."""
        return templates(self.local)

    @property
    def facts(self) -> PanelFacts:
        """What templates may know of the panel."""
        panel, profile = self.panel, self.panel.profile
        return PanelFacts(
            title=panel.title,
            code=panel.code,
            name=panel.name,
            organisation=profile.organisation,
            mailbox=panel.mailbox,
            chair=panel.chair,
            chair_name=panel.chair_name,
            manager=panel.manager,
            marking=profile.protective_marking,
            questions_to=profile.questions_to,
            other_formats=profile.other_formats,
            arranges_team_meeting=profile.arranges_team_meeting,
        )

    @property
    def words(self) -> Words:
        """The field's own words in this area."""
        return self.panel.profile.words

    def values(self, view: object) -> dict[str, Any]:
        """What a template of this panel is given: `v`, `panel`, `words` and `links`."""
        links = AnswerLinks(self.panel.mailbox, self.panel.title)
        return {"v": view, "panel": self.facts, "words": self.words, "links": links}
