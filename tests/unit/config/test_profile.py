"""The five areas as data, and a council's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from config.mistakes import ConfigurationError
from config.profile import load_profile, profile_names
from rules.settings import DueRule, Profile
from tests.unit.config.samples import ENVIRON, GOOD, changed, mistakes_of, settings_of

FIVE = ("bedfordshire", "essex", "hackney", "peterborough", "sheffield")


def test_five_profiles_come_with_the_service() -> None:
    """Each of the five systems is there, in alphabetical order."""
    assert profile_names() == FIVE


@pytest.mark.requirement("B3")
def test_bedfordshire_is_the_default_in_every_key() -> None:
    """What a profile leaves out is as in Bedfordshire: agenda on Monday, decision sheets on Friday."""
    profile = load_profile("bedfordshire")
    plain = Profile(name="bedfordshire")
    assert profile.agenda == DueRule(weekday=0, time=dt.time(9))
    assert profile.decision_sheets == DueRule(weekday=4, time=dt.time(9))
    told = ("title", "organisation", "questions_to", "other_formats", "panel_names")
    for key in Profile.__dataclass_fields__:
        if key not in told:
            assert getattr(profile, key) == getattr(plain, key), key
        else:
            assert getattr(profile, key), key


@pytest.mark.parametrize("name", FIVE)
def test_every_profile_says_whom_to_ask(name: str) -> None:
    """Every message says whom to ask, and that there are other formats (E11, E12)."""
    profile = load_profile(name)
    assert profile.questions_to.endswith(".")
    assert profile.other_formats.endswith(".")
    assert profile.organisation
    assert profile.panel_names


@pytest.mark.requirement("E10")
def test_essex_sends_a_form_for_one_service_straight_there() -> None:
    """A CAF for a single service need not come to the weekly MAAG."""
    profile = load_profile("essex")
    assert (profile.words.panel, profile.every_weeks, profile.single_service) == ("MAAG", 1, "service")


@pytest.mark.requirement("P3", "P4", "P8")
def test_peterborough_screens_and_gives_time_slots() -> None:
    """The co-ordinator screens, the referrer gets a time, and twelve weeks after the last review outcomes are asked."""
    profile = load_profile("peterborough")
    assert profile.words.panel == "MASG"
    assert (profile.screening, profile.time_slots, profile.review_weeks) == ("required", True, 12)
    assert profile.forms == ("eha", "caf")


@pytest.mark.requirement("H2", "H5", "H7")
def test_hackney_is_for_children_up_to_eleven() -> None:
    """Children up to eleven, reviewed within six weeks; the family practitioner's cases close at the MAT only."""
    profile = load_profile("hackney")
    assert profile.words.form == "CSF"
    assert (profile.oldest_age, profile.review_weeks) == (11, 6)
    assert profile.closed_at_panel == ("Family practitioner",)


@pytest.mark.requirement("S1", "S2")
def test_sheffield_takes_letters_and_requests() -> None:
    """A GP's letter or a direct request is screened like a form, for the weekly MAAM."""
    profile = load_profile("sheffield")
    assert profile.words.panel == "MAAM"
    assert (profile.without_form, profile.screening, profile.every_weeks) == ("administrator", "required", 1)


@pytest.mark.requirement("X13")
def test_a_council_writes_its_own(tmp_path: Path) -> None:
    """A file in `profiles` beside service.toml is a profile; what it leaves out is as in Bedfordshire."""
    own = tmp_path / "profiles"
    own.mkdir()
    (own / "rutland.toml").write_text('title = "Rutland"\nagenda = "Tuesday 8:15"\n[words]\npanel = "MAP"\n')
    settings = settings_of(tmp_path, changed('"bedfordshire"', '"rutland"'))
    profile = settings.panels[0].profile
    assert settings.panels[0].title == "MAP North"
    assert profile.agenda == DueRule(weekday=1, time=dt.time(8, 15))
    assert profile.retention_years == 5
    assert "rutland" in profile_names([own])


def test_a_councils_own_goes_before_ours(tmp_path: Path) -> None:
    """A council may change Bedfordshire's words under Bedfordshire's name."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "bedfordshire.toml").write_text('[words]\npanel = "Panel"\n')
    assert settings_of(tmp_path).panels[0].title == "Panel North"


@pytest.mark.parametrize("name", ["nowhere", "../service", "/etc/passwd", "", "Bedfordshire"])
def test_an_unknown_profile_lists_the_known(name: str) -> None:
    """No name leads out of the folder of profiles."""
    with pytest.raises(ConfigurationError) as caught:
        load_profile(name)
    assert caught.value.mistakes[0].right == f"write one of: {', '.join(FIVE)}"


PROFILE_MISTAKES = [
    ('agenda = "Monday"', 'agenda: "Monday"; write a weekday and a time, such as "Monday 09:00"'),
    ('agenda = "Moonday 09:00"', 'agenda: "Moonday 09:00"; write a weekday and a time, such as "Monday 09:00"'),
    ("agenda = 9", 'agenda: 9; write a weekday and a time, such as "Monday 09:00"'),
    ('screening = "sometimes"', 'screening: "sometimes"; write "automatic" or "required"'),
    ('originals = "no"', 'originals: "no"; write true or false'),
    ('forms = ["pdf"]', 'forms[0]: "pdf"; write a list of "caf", "eha", "csf", "letter"'),
    ("forms = []", 'forms: an empty list; write a list of "caf", "eha", "csf", "letter"'),
    ("review_weeks = 0", "review_weeks: 0; write a whole number from 1 to 52"),
    ("retention_years = 0", "retention_years: 0; write a whole number from 1 to 100"),
    ('agendas = "Monday 09:00"', 'agendas: nothing has that key; write "agenda", or take it out'),
    ('[words]\npanel = ""', "words.panel: empty; write the words that people here use, on one line"),
    ('[words]\npannel = "x"', 'words.pannel: nothing has that key; write "panel", or take it out'),
    ('name = "x"', "name: nothing has that key; take it out, or see docs/configuration.md"),
]


@pytest.mark.requirement("X13")
@pytest.mark.parametrize(("text", "line"), PROFILE_MISTAKES)
def test_a_mistake_in_a_profile_is_told_like_any_other(tmp_path: Path, text: str, line: str) -> None:
    """The place names the panel that asks for the profile, the file, and the key in it; and once for all panels."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "own.toml").write_text(text)
    found = mistakes_of(tmp_path, changed('"bedfordshire"', '"own"'))
    assert [str(mistake) for mistake in found] == [f"panel[0].profile (panel N): own.toml: {line}"]


def test_a_profile_of_several_panels_is_told_once(tmp_path: Path) -> None:
    """Three panels with one bad profile are one mistake."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "bedfordshire.toml").write_text("review_weeks = 0")
    second = GOOD[GOOD.index("[[panel]]") :].replace('code = "N"', 'code = "M"', 1)
    found = mistakes_of(tmp_path, GOOD + second, {**ENVIRON, "PANELPOST_M_PASSWORD": "x"})
    assert len(found) == 1
