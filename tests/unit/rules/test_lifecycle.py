"""What becomes of a referral: settled, screened, decided (process, sections 2 to 4)."""

from __future__ import annotations

import itertools

import pytest

from rules.audience import ENDED
from rules.consent import ConsentJudgement, ConsentReason
from rules.eligibility import Missing
from rules.lifecycle import (
    TRANSITIONS,
    Findings,
    Refusal,
    RefusalReason,
    Tell,
    after_decision,
    apply_screening,
    may_become,
    settle_referral,
)
from rules.referral import ConsentState, DecisionWord, Exclusion, Hold, Screening, Status

GIVEN = ConsentJudgement(ConsentState.GIVEN)
UNCLEAR = ConsentJudgement(ConsentState.UNCLEAR, (ConsentReason.SHARE_UNSURE,))
UNSIGNED = ConsentJudgement(ConsentState.UNSIGNED, (ConsentReason.NOT_SIGNED,))
REFUSED = ConsentJudgement(ConsentState.REFUSED, (ConsentReason.SHARE_REFUSED,))
UNSURE_WORDS = ConsentJudgement(ConsentState.UNCLEAR, (ConsentReason.EXCLUSION_UNSURE,), ("Pol ce",))
UNREADABLE = ConsentJudgement(ConsentState.UNCLEAR, (ConsentReason.UNREADABLE,))
NO_NAME = (Missing("child.given_names", "Given name(s)"),)
UNKNOWN = (Exclusion(written="Gran", service=None),)


@pytest.mark.requirement("B3")
def test_a_complete_form_with_consent_goes_on() -> None:
    """Automatic screening: ready at once, the referrer is told (ruling 6)."""
    settled = settle_referral(Findings(judgement=GIVEN))
    assert (settled.status, settled.holds, settled.tell) == (Status.READY, (), frozenset({Tell.REFERRER}))


@pytest.mark.requirement("P3", "S2")
def test_where_screening_is_required_it_waits() -> None:
    """Required screening: it waits for the administrator, who is told."""
    settled = settle_referral(Findings(judgement=GIVEN, screening="required"))
    assert settled.status is Status.SCREENING
    assert settled.tell == {Tell.REFERRER, Tell.ADMINISTRATOR}


@pytest.mark.requirement("E5", "B1")
@pytest.mark.parametrize(
    ("findings", "holds"),
    [
        (Findings(judgement=UNCLEAR), (Hold.CONSENT_UNCLEAR,)),
        (Findings(judgement=UNSIGNED), (Hold.CONSENT_UNSIGNED,)),
        (Findings(judgement=UNSURE_WORDS), (Hold.EXCLUSION_UNSURE,)),
        (Findings(judgement=UNREADABLE, missing=NO_NAME), (Hold.UNREADABLE,)),
        (Findings(judgement=GIVEN, exclusions=UNKNOWN), (Hold.EXCLUSION_UNMATCHED,)),
        (Findings(judgement=GIVEN, missing=NO_NAME), (Hold.INCOMPLETE,)),
        (Findings(judgement=GIVEN, unsure=NO_NAME), (Hold.UNSURE,)),
        (Findings(judgement=GIVEN, chair_excluded=True), (Hold.CHAIR_EXCLUDED,)),
        (Findings(judgement=GIVEN, no_meeting=True), (Hold.NO_MEETING,)),
        (Findings(judgement=UNSIGNED, missing=NO_NAME), (Hold.CONSENT_UNSIGNED, Hold.INCOMPLETE)),
        (Findings(judgement=UNSIGNED, missing=(Missing("consent.signed_by", "Signed"),)), (Hold.CONSENT_UNSIGNED,)),
    ],
)
def test_doubt_holds_a_referral(findings: Findings, holds: tuple[Hold, ...]) -> None:
    """Each doubt has its hold, and the referrer and the administrator are told (ruling 7)."""
    settled = settle_referral(findings)
    assert (settled.status, settled.holds) == (Status.HELD, holds)
    assert settled.tell == {Tell.REFERRER, Tell.ADMINISTRATOR}


def test_a_lifted_exclusion_holds_nothing() -> None:
    """What an administrator has settled does not come up again."""
    lifted = (Exclusion(written="Gran", service=None, lifted=True),)
    assert settle_referral(Findings(judgement=GIVEN, exclusions=lifted)).status is Status.READY


@pytest.mark.requirement("E5")
def test_refused_consent_ends_it() -> None:
    """Nothing goes to a panel; the referrer is told what is needed."""
    settled = settle_referral(Findings(judgement=REFUSED, missing=NO_NAME, exclusions=UNKNOWN))
    assert (settled.status, settled.tell) == (Status.CONSENT_REFUSED, frozenset({Tell.REFERRER}))


@pytest.mark.requirement("E5", "H9")
@pytest.mark.parametrize("judgement", [GIVEN, UNCLEAR, UNSIGNED, REFUSED, UNREADABLE])
def test_significant_harm_goes_before_everything(judgement: ConsentJudgement) -> None:
    """Administrator and chair are told and decide; nobody else hears of it by itself, whatever consent says."""
    settled = settle_referral(Findings(judgement=judgement, significant_harm=True, screening="required"))
    assert settled.status is Status.HELD
    assert settled.holds[0] is Hold.SIGNIFICANT_HARM
    assert settled.tell == {Tell.ADMINISTRATOR, Tell.CHAIR}


@pytest.mark.requirement("E10")
def test_a_form_for_a_single_service_goes_straight_there() -> None:
    """Where the profile says so; not if the family excludes that very service, and not past required screening."""
    straight = settle_referral(Findings(judgement=GIVEN, straight_to="camhs", no_meeting=True))
    assert (straight.status, straight.tell) == (Status.SINGLE_AGENCY, frozenset({Tell.REFERRER, Tell.SERVICE}))
    against = Findings(judgement=GIVEN, straight_to="camhs", exclusions=(Exclusion(written="CAMHS", service="camhs"),))
    assert settle_referral(against).status is Status.HELD
    assert settle_referral(Findings(judgement=GIVEN, straight_to="camhs", screening="required")).status is (
        Status.SCREENING
    )


@pytest.mark.requirement("X8")
def test_a_withdrawn_consent_stays_withdrawn() -> None:
    """A correction of other cells does not bring a withdrawn referral back."""
    withdrawn = ConsentJudgement(ConsentState.WITHDRAWN)
    assert settle_referral(Findings(judgement=withdrawn)).status is Status.WITHDRAWN


@pytest.mark.requirement("P3", "S2")
@pytest.mark.parametrize(
    ("screening", "service", "reached"),
    [
        (Screening.PANEL, None, Status.READY),
        (Screening.DIRECT_ALLOCATION, "camhs", Status.DIRECT_ALLOCATION),
        (Screening.SINGLE_AGENCY, "camhs", Status.SINGLE_AGENCY),
        (Screening.MORE_INFORMATION, None, Status.MORE_INFORMATION),
        (Screening.NOT_FOR_THIS_PANEL, None, Status.NOT_ACCEPTED),
        (Screening.SAFEGUARDING, None, Status.SAFEGUARDING),
    ],
)
def test_screening_has_six_ways(screening: Screening, service: str | None, reached: Status) -> None:
    """Each word of the workbook's list leads to its state, from screening and from an automatic 'ready'."""
    assert apply_screening(Status.SCREENING, screening, service) is reached
    assert apply_screening(Status.READY, screening, service) is reached


@pytest.mark.requirement("P3")
@pytest.mark.parametrize("screening", [Screening.SINGLE_AGENCY, Screening.DIRECT_ALLOCATION])
def test_a_service_must_be_named_and_wanted(screening: Screening) -> None:
    """Single agency and direct allocation need `Screening service` (ruling 15), and not one that is excluded."""
    for nothing in (None, ""):
        refused = apply_screening(Status.SCREENING, screening, nothing)
        assert refused == Refusal(RefusalReason.NEEDS_SERVICE)
    barred = apply_screening(Status.SCREENING, screening, "police", barred=frozenset({"police"}))
    assert barred == Refusal(RefusalReason.SERVICE_EXCLUDED)


@pytest.mark.requirement("E5")
@pytest.mark.parametrize("screening", [Screening.PANEL, Screening.SINGLE_AGENCY, Screening.DIRECT_ALLOCATION])
@pytest.mark.parametrize("hold", Hold)
def test_only_some_holds_are_the_administrators_to_pass_over(screening: Screening, hold: Hold) -> None:
    """Consent, exclusions and the chair need their answer first; the rest the administrator decides by screening."""
    outcome = apply_screening(Status.HELD, screening, "camhs", holds=[hold])
    needs_answer = {
        Hold.CONSENT_UNCLEAR,
        Hold.CONSENT_UNSIGNED,
        Hold.EXCLUSION_UNMATCHED,
        Hold.EXCLUSION_UNSURE,
        Hold.CHAIR_EXCLUDED,
    }
    assert (outcome == Refusal(RefusalReason.STILL_HELD)) is (hold in needs_answer)


@pytest.mark.requirement("E5")
def test_nothing_goes_on_without_consent() -> None:
    """Whatever the state, only a given consent lets a referral go on; safeguarding needs none (H9)."""
    states = [state for state in ConsentState if state is not ConsentState.GIVEN]
    for status, consent in itertools.product(Status, states):
        for screening in (Screening.PANEL, Screening.SINGLE_AGENCY, Screening.DIRECT_ALLOCATION):
            assert isinstance(apply_screening(status, screening, "camhs", consent=consent), Refusal)
    assert (
        apply_screening(Status.HELD, Screening.SAFEGUARDING, None, holds=list(Hold), consent=ConsentState.REFUSED)
        is Status.SAFEGUARDING
    )


def test_ended_cases_are_not_screened_again() -> None:
    """A withdrawn or refused case needs a new form; one that was not accepted may be taken up after all."""
    for status in (Status.WITHDRAWN, Status.CONSENT_REFUSED):
        for screening in set(Screening) - {Screening.SAFEGUARDING, Screening.PANEL}:
            assert apply_screening(status, screening, "camhs") == Refusal(RefusalReason.NOT_FROM_HERE)
    assert apply_screening(Status.WITHDRAWN, Screening.PANEL, None) == Refusal(RefusalReason.NOT_FROM_HERE)
    assert apply_screening(Status.NOT_ACCEPTED, Screening.PANEL, None) is Status.READY


@pytest.mark.requirement("B10", "B11")
def test_each_decision_leads_to_its_state() -> None:
    """Decided, back on an agenda, or closed; taking back an allocation changes nothing for the whole."""
    assert after_decision(Status.READY, DecisionWord.ALLOCATE) is Status.DECIDED
    assert after_decision(Status.READY, DecisionWord.SINGLE_AGENCY) is Status.DECIDED
    assert after_decision(Status.READY, DecisionWord.RE_PRESENT) is Status.READY
    assert after_decision(Status.READY, DecisionWord.NO_FURTHER_ACTION) is Status.CLOSED
    assert after_decision(Status.DECIDED, DecisionWord.CLOSE) is Status.CLOSED
    for status in Status:
        assert after_decision(status, DecisionWord.WITHDRAW) is status


def test_every_state_has_its_row_in_the_table() -> None:
    """The table knows every state, and what the rules reach is in it."""
    assert set(TRANSITIONS) == set(Status)
    for status in (Status.READY, Status.DECIDED):
        for word in DecisionWord:
            assert may_become(status, after_decision(status, word))


@pytest.mark.requirement("X8")
def test_withdrawal_is_possible_in_every_live_state() -> None:
    """Consent can be taken back at any time."""
    for status in set(Status) - ENDED:
        assert may_become(status, Status.WITHDRAWN)
    assert may_become(Status.CLOSED, Status.WITHDRAWN)
