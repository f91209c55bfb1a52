"""Single values as people write them: dates, postcodes, numbers, names, labels."""

from __future__ import annotations

import datetime as dt

import pytest

from intake.reader.labels import recognise
from intake.reader.prompts import is_prompt
from intake.reader.typed import find_date, find_nhs_number, find_postcode, find_upn, find_yes_no, is_answer, split_name
from rules.form import SURE

NEAR = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("14/05/2015", "2015-05-14"),
        ("14.5.15", "2015-05-14"),
        ("14-05-2015", "2015-05-14"),
        ("140515", "2015-05-14"),
        ("14 May 2015", "2015-05-14"),
        ("14th of May, 2015", "2015-05-14"),
        ("Thursday 14 May 2015", "2015-05-14"),
        ("2015-05-14", "2015-05-14"),
        ("14 May '15", "2015-05-14"),
        ("01/03/2000 - Year 9", "2000-03-01"),
        ("29/02/2015", None),
        ("31/11/15", None),
        ("2015", None),
        ("May 2015", None),
        ("approx 4 yrs", None),
        ("  /  /  ", None),
        ("", None),
    ],
)
def test_dates_are_read_day_first(text: str, wanted: str | None) -> None:
    """Every shape that forms hold; a year, a month, an age and an impossible day are none."""
    found = find_date(text, born="child", near=NEAR)
    assert (found.value.isoformat() if found else None) == wanted


@pytest.mark.parametrize(("born", "wanted"), [("child", 2011), ("adult", 1911 + 100)])
def test_two_figures_for_a_year_are_read_by_age(born: str, wanted: int) -> None:
    """A child is 0 to 25 at the form's date."""
    found = find_date("1/1/11", born=born, near=NEAR)
    assert found is not None
    assert found.value.year in (wanted, 1911)


def test_a_parent_born_in_87_is_not_born_in_2087() -> None:
    """A parent is grown up."""
    found = find_date("2.11.87", born="adult", near=NEAR)
    assert found is not None
    assert found.value == dt.date(1987, 11, 2)


@pytest.mark.parametrize(
    ("text", "wanted", "sure"),
    [
        ("mk42 9ap", "MK42 9AP", True),
        ("SG189YZ", "SG18 9YZ", True),
        ("London N16 9ZZ", "N16 9ZZ", True),
        ("EC1A 1BB", "EC1A 1BB", True),
        ("P01 3AX", "PO1 3AX", False),
        ("LU1 OZB", "LU1 0ZB", False),
        ("MK4", None, False),
        ("not known", None, False),
        ("prefers not to say", None, False),
    ],
)
def test_postcodes_are_mended_only_where_one_reading_is_possible(text: str, wanted: str | None, *, sure: bool) -> None:
    """A slip of O for 0 is mended, and is not sure."""
    found = find_postcode(text)
    assert (found.value if found else None) == wanted
    assert found is None or (found.trust >= SURE) == sure


def test_check_digits_are_checked() -> None:
    """An NHS number and a pupil number whose check fails are not sure."""
    numbers = [
        find_nhs_number("943 476 5919"),
        find_nhs_number("943 476 5918"),
        find_upn("B801200005001"),
        find_upn("B801200005002"),
    ]
    assert [n is not None and n.trust >= SURE for n in numbers] == [True, False, True, False]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Y", True), ("no", False), ("Yes – mother", True), ("Not known", None), ("Yes/No", None), ("", None)],
)
def test_yes_and_no_as_words(text: str, wanted: object) -> None:
    """Letters and words; a pair is no answer."""
    found = find_yes_no(text)
    assert (found.value if found else None) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ifra NADEEM", ("Ifra", "NADEEM")),
        ("Tom Lee Weir", ("Tom Lee", "Weir")),
        ("WEIR, Tom", ("Tom", "WEIR")),
        ("Unborn baby of Jade Silcox", ("Unborn baby of Jade Silcox", None)),
    ],
)
def test_the_last_word_of_a_name_is_the_family_name(text: str, wanted: tuple[str, str | None]) -> None:
    """One box for the whole name."""
    assert split_name(text).value == wanted


@pytest.mark.parametrize(
    "text", ["N/A", "n/k", "-", "??", "tbc", "don't know", "to be confirmed", "......", "dd/mm/yyyy", "Choose an item."]
)
def test_no_answers(text: str) -> None:
    """What stands in a box and says nothing."""
    assert not is_answer(text)


@pytest.mark.parametrize(
    ("text", "asks", "about"),
    [
        ("Child’s/Young Person’s first name*", "given", "child"),
        ("AKA1/previous names", "aka", ""),
        ("D.O.B", "dob", ""),
        ("Relationship to unborn baby, infant, child or young person", "relationship", ""),
        ("Mother's full name", "name", "mother"),
        ("Lead professional's contact number", "telephone", "lead"),
        ("3. What has led to this assessment?", "reason", ""),
        ("Are there any agencies you would not like us to tell?", "not_share_with", ""),
        ("Telehpone number", "telephone", ""),
        ("What do the parents/carers think?", "comment", "parent"),
    ],
)
def test_labels_mean_what_they_say(text: str, asks: str, about: str) -> None:
    """Numbering, footnotes, examples and typing errors do not matter; who it is about does."""
    found = recognise(text)
    assert found is not None
    assert (found.asks, found.about) == (asks, about)


@pytest.mark.parametrize(
    "text", ["He is never late.", "She said: I hate school and the teachers. Nobody listens to me.", "Banana"]
)
def test_answers_are_no_labels(text: str) -> None:
    """Sentences and strange words ask for nothing."""
    assert recognise(text) is None


def test_the_small_print_of_blank_forms_is_no_answer() -> None:
    """The elements' prompts speak of violence and self-harm on every blank form."""
    assert is_prompt(
        "Illness, bereavement, violence, parental substance misuse, criminality, anti-social behaviour; culture, size and composition of household; absent parents, relationship breakdown; physical disability and mental health; abusive behaviour"  # noqa: E501 - a sample stands on one line
    )
    assert not is_prompt("His father was violent, and there was substance misuse in the household.")
