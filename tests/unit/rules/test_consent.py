"""What a consent section amounts to: doubt never ends in consent (B1, E5, H9)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.consent import ConsentReason, is_signed, judge_consent
from rules.form import SURE, ConsentStatement, Evidence, FormReading, Problem, leaves
from rules.referral import ConsentState
from tests.unit.rules.builders import COMPLETE, a_form, a_reading

CHILD_SIGNED = {"signed_by": None, "signed_by_child": "Kian Asante"}


@pytest.mark.requirement("B1")
def test_a_signed_yes_is_consent() -> None:
    """A sure and signed agreement needs no reason."""
    judgement = judge_consent(a_reading())
    assert judgement.state is ConsentState.GIVEN
    assert judgement.reasons == ()


@pytest.mark.requirement("E5")
@pytest.mark.parametrize(
    ("said", "state", "reason"),
    [
        ({"share": False}, ConsentState.REFUSED, ConsentReason.SHARE_REFUSED),
        ({"share": None}, ConsentState.UNCLEAR, ConsentReason.SHARE_NOT_ANSWERED),
        ({"store": False}, ConsentState.UNCLEAR, ConsentReason.STORE_REFUSED),
        ({"store": None}, ConsentState.GIVEN, None),
        ({"signed_by": None, "signed_on": None}, ConsentState.UNSIGNED, ConsentReason.NOT_SIGNED),
        ({"signed_by": "  "}, ConsentState.UNSIGNED, ConsentReason.NOT_SIGNED),
        ({"signed_on": None}, ConsentState.GIVEN, None),
        ({"share": False, "share_with": ("School",)}, ConsentState.UNCLEAR, ConsentReason.CONTRADICTION),
        (
            {"share_with": ("The Police",), "not_share_with": ("police",)},
            ConsentState.UNCLEAR,
            ConsentReason.CONTRADICTION,
        ),
    ],
)
def test_what_the_section_says_decides(
    said: dict[str, object], state: ConsentState, reason: ConsentReason | None
) -> None:
    """Refused, unanswered, unsigned and contradictory sections are told apart, each with its reason."""
    judgement = judge_consent(a_reading(a_form(consent=said)))
    assert judgement.state is state
    assert judgement.reasons == (() if reason is None else (reason,))


@pytest.mark.requirement("E5")
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("consent.share", ConsentReason.SHARE_UNSURE),
        ("consent.signed_by", ConsentReason.SIGNATURE_UNSURE),
        ("consent.signed_on", ConsentReason.SIGNATURE_UNSURE),
        ("consent.store", ConsentReason.SECTION_UNSURE),
    ],
)
def test_what_the_reader_is_not_sure_of_is_asked_about(path: str, reason: ConsentReason) -> None:
    """An unsure tick or signature is no consent, whichever way it was read."""
    judgement = judge_consent(a_reading(unsure=(path,)))
    assert (judgement.state, judgement.reasons) == (ConsentState.UNCLEAR, (reason,))


@pytest.mark.requirement("E5")
def test_a_refusal_in_doubt_is_asked_about() -> None:
    """A misread tick must not turn a family away: an unsure 'No' is unclear, not refused."""
    refusal = a_form(consent={"share": False})
    assert judge_consent(a_reading(refusal, unsure=("consent.share",))).state is ConsentState.UNCLEAR
    problem = Problem(code="both_ticked", message="Both are ticked.", field="consent.share")
    judgement = judge_consent(a_reading(refusal, problems=(problem,)))
    assert judgement.state is ConsentState.UNCLEAR
    assert ConsentReason.SHARE_UNSURE in judgement.reasons


@pytest.mark.parametrize("field", ["consent", "consent.share", "consent.share_with[1]", "consent.signed_by"])
def test_a_problem_in_the_section_is_never_consent(field: str) -> None:
    """Whatever the reader could not make fit in the consent section, a person looks at."""
    problem = Problem(code="odd", message="Odd.", field=field)
    assert judge_consent(a_reading(problems=(problem,))).state is ConsentState.UNCLEAR


def test_a_problem_elsewhere_does_not_touch_consent() -> None:
    """A bad postcode says nothing about consent."""
    problem = Problem(code="postcode", message="Odd.", field="child.postcode")
    assert judge_consent(a_reading(problems=(problem,))).state is ConsentState.GIVEN


def test_verbal_consent_is_unsigned() -> None:
    """'Consent gained verbally' is no name: the reader reports it, and the consent is unsigned."""
    unsigned = a_form(consent={"signed_by": None, "signed_on": None})
    problem = Problem(code="not_a_name", message="No name.", field="consent.signed_by")
    judgement = judge_consent(a_reading(unsigned, problems=(problem,)))
    assert (judgement.state, judgement.reasons) == (ConsentState.UNSIGNED, (ConsentReason.NOT_SIGNED,))


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("born", "state"),
    [
        (dt.date(2010, 10, 1), ConsentState.GIVEN),  # 16 on the day of the form
        (dt.date(2010, 10, 2), ConsentState.UNSIGNED),
        (None, ConsentState.UNSIGNED),
    ],
)
def test_a_young_persons_own_signature_counts_from_sixteen(born: dt.date | None, state: ConsentState) -> None:
    """Below sixteen at the form's date, or at an unknown age, a parent or carer must sign too."""
    form = a_form(consent=CHILD_SIGNED, child={"date_of_birth": born})
    assert judge_consent(a_reading(form)).state is state
    assert is_signed(form) is (state is ConsentState.GIVEN)


def test_an_unsure_date_of_birth_does_not_make_sixteen() -> None:
    """Whether the young person could consent must be as sure as the signature itself."""
    form = a_form(consent=CHILD_SIGNED, child={"date_of_birth": dt.date(2008, 1, 1)})
    judgement = judge_consent(a_reading(form, unsure=("child.date_of_birth",)))
    assert judgement.reasons == (ConsentReason.SIGNED_BY_CHILD_AGE_UNKNOWN,)


@pytest.mark.requirement("E4")
def test_unsure_exclusion_words_are_reported_apart() -> None:
    """Words that may name an excluded service are handed on as written, and the consent is not taken as given."""
    form = a_form(consent={"not_share_with": ("Police", "Hou ing")})
    judgement = judge_consent(a_reading(form, unsure=("consent.not_share_with[1]",)))
    assert judgement.unsure_exclusions == ("Hou ing",)
    assert (judgement.state, judgement.reasons) == (ConsentState.UNCLEAR, (ConsentReason.EXCLUSION_UNSURE,))


def test_an_unreadable_form_says_nothing() -> None:
    """Without a form there is no consent."""
    assert judge_consent(a_reading(None)).reasons == (ConsentReason.UNREADABLE,)
    assert judge_consent(replace(a_reading(), readable=False)).state is ConsentState.UNCLEAR


def test_a_leaf_without_evidence_is_unsure() -> None:
    """Nobody is sure of a tick that nobody saw."""
    assert judge_consent(replace(a_reading(), evidence=())).state is ConsentState.UNCLEAR


names = st.lists(st.sampled_from(["Police", "CAMHS", "Gran"]), max_size=2).map(tuple)
statements = st.builds(
    ConsentStatement,
    store=st.sampled_from([None, True, True, False]),
    share=st.sampled_from([None, True, True, True, False]),
    share_with=names,
    not_share_with=names,
    signed_by=st.sampled_from([None, "Abena Asante", "Abena Asante"]),
    signed_on=st.sampled_from([None, dt.date(2026, 10, 1)]),
    signed_by_child=st.sampled_from([None, "Kian Asante"]),
    assessor_signed_on=st.sampled_from([None, dt.date(2026, 10, 1)]),
)


@st.composite
def readings(draw: st.DrawFn) -> FormReading:
    """Readings whose every leaf of the section has a certainty of its own, and sometimes a problem."""
    form = replace(COMPLETE, consent=draw(statements))
    certainties = st.sampled_from([0.0, 0.5, 0.79, 0.8, 0.9, 1.0, 1.0, 1.0])
    evidence = tuple(
        Evidence(field=path, certainty=draw(certainties) if path.startswith("consent") else 1.0, place="p")
        for path in leaves(form)
    )
    fields = draw(st.lists(st.sampled_from(["consent.share", "consent.signed_by", "child.upn"]), max_size=1))
    problems = tuple(Problem(code="x", message="x", field=field) for field in fields)
    return FormReading(file="f", kind="caf", readable=True, form=form, evidence=evidence, problems=problems)


@pytest.mark.requirement("B1", "E5")
@given(reading=readings())
def test_no_doubt_ends_in_consent(reading: FormReading) -> None:
    """Consent is given only where every leaf of the section is sure, sharing is agreed, signed and unproblematic."""
    judgement = judge_consent(reading)
    if judgement.state is ConsentState.GIVEN:
        assert reading.form is not None
        consent = reading.form.consent
        assert all(row.certainty >= SURE for row in reading.evidence if row.field.startswith("consent."))
        assert not any((problem.field or "").startswith("consent") for problem in reading.problems)
        assert consent.share is True
        assert consent.store is not False
        assert consent.signed_by
        assert not judgement.reasons
    else:
        assert judgement.reasons


@given(reading=readings())
def test_only_a_sure_no_is_a_refusal(reading: FormReading) -> None:
    """A family is turned away only where the form surely says no."""
    if judge_consent(reading).state is ConsentState.REFUSED:
        assert reading.form is not None
        assert reading.form.consent.share is False
        assert [row.certainty >= SURE for row in reading.evidence if row.field == "consent.share"] == [True]
