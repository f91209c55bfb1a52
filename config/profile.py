"""
Profiles: one area's way of working, read from `profiles/NAME.toml`.

A council puts its own beside its `service.toml`, in a folder `profiles`; the
five that come with the service stand in `config/profiles` (X13).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from config.files import find, read_toml
from config.kinds import ClockTime, Due, Line, ListedName, OptionalLine, is_profile_name
from config.mistakes import ConfigurationError, Mistake
from config.shape import Section
from config.translation import Places, mistakes_in
from rules.settings import Profile, Words

OWN_PROFILES = Path(__file__).with_name("profiles")

NO_PROFILE = "profile"
"""The place of the mistake that there is no such profile."""

FormKind = Literal["caf", "eha", "csf", "letter"]

_PLAIN = Profile(name="")
_WORDS = _PLAIN.words


class WordsSection(Section):
    """`[words]`: what things are called here."""

    panel: Line = _WORDS.panel
    panel_long: Line = _WORDS.panel_long
    form: Line = _WORDS.form
    form_long: Line = _WORDS.form_long
    decision_sheet: Line = _WORDS.decision_sheet
    lead_professional: Line = _WORDS.lead_professional
    administrator: Line = _WORDS.administrator
    manager: Line = _WORDS.manager
    team_meeting: Line = _WORDS.team_meeting
    team_meeting_long: Line = _WORDS.team_meeting_long


class ProfileFile(Section):
    """The whole of a profile's file; a key that is left out is as in Bedfordshire."""

    title: OptionalLine = _PLAIN.title
    organisation: OptionalLine = _PLAIN.organisation
    words: WordsSection = WordsSection()
    screening: Literal["automatic", "required"] = "automatic"
    consent_scope: Literal["panel", "listed"] = "panel"
    without_form: Literal["blank_form", "administrator"] = "blank_form"
    single_service: Literal["panel", "service"] = "panel"
    originals: bool = _PLAIN.originals
    protective_marking: OptionalLine = _PLAIN.protective_marking
    agenda: Due = _PLAIN.agenda
    decision_sheets: Due = _PLAIN.decision_sheets
    reminder_time: ClockTime = _PLAIN.reminder_time
    every_weeks: Annotated[int, Field(ge=1, le=26)] = _PLAIN.every_weeks
    slot_minutes: Annotated[int, Field(ge=5, le=120)] = _PLAIN.slot_minutes
    time_slots: bool = _PLAIN.time_slots
    arranges_team_meeting: Line = _PLAIN.arranges_team_meeting
    oldest_age: Annotated[int, Field(ge=0, le=25)] = _PLAIN.oldest_age
    review_weeks: Annotated[int, Field(ge=1, le=52)] = _PLAIN.review_weeks
    quarterly_feedback: bool = _PLAIN.quarterly_feedback
    closed_at_panel: Annotated[list[ListedName], Field(default_factory=list)]
    retention_years: Annotated[int, Field(ge=1, le=100)] = _PLAIN.retention_years
    refused_retention_months: Annotated[int, Field(ge=1, le=120)] = _PLAIN.refused_retention_months
    questions_to: OptionalLine = _PLAIN.questions_to
    other_formats: OptionalLine = _PLAIN.other_formats
    forms: Annotated[list[FormKind], Field(min_length=1, default_factory=lambda: ["caf"])]
    panel_names: Annotated[list[Line], Field(default_factory=list)]


def profile_names(folders: Iterable[Path] = ()) -> tuple[str, ...]:
    """Every profile that `load_profile` would find, in alphabetical order."""
    found = {file.stem for folder in (*folders, OWN_PROFILES) for file in folder.glob("*.toml")}
    return tuple(sorted(found))


def load_profile(name: str, folders: Iterable[Path] = ()) -> Profile:
    """
    Return the profile *name*, from the first of *folders* that has it, or from our own.

    Raises:
        ConfigurationError: There is none, or it has mistakes: all of them.
    """
    places = [*folders, OWN_PROFILES]
    path = find(f"{name}.toml", places) if is_profile_name(name) else None
    if path is None:
        known = ", ".join(profile_names(places))
        raise ConfigurationError(
            places[0] / f"{name}.toml", [Mistake(NO_PROFILE, f'no profile "{name}"', f"write one of: {known}")]
        )
    document = read_toml(path)
    try:
        file = ProfileFile.model_validate(document)
    except ValidationError as error:
        raise ConfigurationError(path, mistakes_in(error, ProfileFile, Places(document))) from None
    return _profile(name, file)


def _profile(name: str, file: ProfileFile) -> Profile:
    plain = file.model_dump(exclude={"words", "agenda", "decision_sheets", "forms", "closed_at_panel", "panel_names"})
    return Profile(
        name=name,
        words=Words(**file.words.model_dump()),
        agenda=file.agenda,
        decision_sheets=file.decision_sheets,
        forms=tuple(file.forms),
        closed_at_panel=tuple(file.closed_at_panel),
        panel_names=tuple(file.panel_names),
        **plain,
    )
