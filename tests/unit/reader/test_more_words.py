"""What labels ask for in words that no list has: numbers, questions known by their words, elements with an aspect."""

from __future__ import annotations

import pytest

from intake.reader.labels import recognise
from intake.reader.plausible import plausible
from rules.form import SURE


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("printed", "asks"),
    [
        ("Child's NHS number (health referrers only)", "nhs"),
        ("NHS no. of child being referred", "nhs"),
        ("Young person's unique pupil number", "upn"),
        ("Pupil identifier", "upn"),
        ("Would you like us to book an interpreter?", "interpreter"),
        ("Is an interpreting service needed for the family?", "interpreter"),
        ("EDD confirmed by midwife", "edd"),
        ("When is the baby due if not yet born here? Estimated date of delivery", "edd"),
        ("Does this carer have parental responsibility?", "pr"),
        ("Relationship to the child being assessed", "relationship"),
        ("Send to: panel / single agency / local meeting", "route"),
        ("Recommended referral pathway", "route"),
        ("What made you ask for an early help assessment?", "reason"),
        ("What are you hoping the request will achieve?", "outcome"),
        ("Name of practitioner signing", "print_name"),
        ("Extra needs of the baby or parents (access, reading, signing)", "requirements"),
        ("Contact details (address)", "address"),
        ("Tell us about home. Who lives where, and who helps?", "home"),
        ("So what? Your conclusions", "conclusions"),
        ("A5* Birthday (or due date)", "dob"),
    ],
)
def test_a_question_known_by_its_words(printed: str, asks: str) -> None:
    """Whatever stands around them, these words ask for one thing."""
    means = recognise(printed)
    assert means is not None
    assert means.asks == asks


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("printed", "not_asked"),
    [
        ("NHS.net email address", "nhs"),
        ("Name of interpreter booked", "interpreter"),
        ("Date of birth, or due date", "edd"),
        ("Name of person with parental responsibility", "pr"),
        ("Quality of relationship with the child", "relationship"),
        ("I agree to it being shared with the panel or one agency", "route"),
    ],
)
def test_a_question_that_only_sounds_like_it(printed: str, not_asked: str) -> None:
    """The same words in another question."""
    means = recognise(printed)
    assert means is None or means.asks != not_asked


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("printed", "element", "asks"),
    [
        ("General health - strengths", "general_health", "strengths"),
        ("Behaviour: what are we worried about?", "behavioural_development", "needs"),
        ("Family and social relationships – needs", "family_social_relationships", "needs"),
        ("Pupil's behaviour", "behavioural_development", ""),
    ],
)
def test_an_element_and_what_is_asked_of_it(printed: str, element: str, asks: str) -> None:
    """Of which element, and whether its strengths or its needs."""
    means = recognise(printed)
    assert means is not None
    assert (means.element, means.asks) == (element, asks)


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("printed", "about"),
    [
        ("Patient surname", "child"),
        ("CYP date of birth", "child"),
        ("Surname of child being referred", "child"),
        ("Referring agency", "assessor"),
        ("Organisation making the referral", "assessor"),
        ("Role of TAF lead", "lead"),
        ("Full name of parent 2", "parent"),
        ("Name of person with parental responsibility", "parent"),
    ],
)
def test_whom_a_label_is_about(printed: str, about: str) -> None:
    """The words of health services, schools and councils for the same people."""
    means = recognise(printed)
    assert means is not None
    assert means.about == about


@pytest.mark.requirement("B6")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("actions[0].by_when", "Bev Tanner"),
        ("actions[0].who", "14/2/2014"),
        ("actions[0].action", "9"),
        ("services[0].service", "Referrer"),
        ("services[0].service", "Lead professional"),
        ("parents_carers[0].relationship", "Refer to Portage"),
        ("parents_carers[0].telephone", "ask at the office"),
        ("child.address", "Smelterham"),
        ("child.address", "ann@home.example"),
        ("elements.general_health.text", "84%"),
        ("elements.general_health.text", "B224518"),
    ],
)
def test_what_no_such_answer_can_be_is_asked_about(path: str, said: str) -> None:
    """A neighbouring column's words, a number for a story: a person looks."""
    assert plausible(path, said) < SURE


@pytest.mark.requirement("B6")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("actions[0].by_when", "when she is ready"),
        ("actions[0].by_when", "a.s.a.p"),
        ("actions[0].by_when", "before Xmas hols"),
        ("actions[0].who", "Mr Birks and the Y8 tutor"),
        ("actions[0].action", "Refer to Portage"),
        ("services[0].service", "Playgroup leader"),
        ("parents_carers[0].relationship", "Nan's ex-partner"),
        ("parents_carers[0].telephone", "101"),
        ("child.address", "HMP Fordham"),
        ("elements.general_health.text", "Asthma."),
    ],
)
def test_what_people_write_is_believed(path: str, said: str) -> None:
    """Short answers that are none the less answers."""
    assert plausible(path, said) == 1.0
