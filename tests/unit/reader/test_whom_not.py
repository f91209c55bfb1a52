"""Where somebody was unsure whom the family does not want involved, a person is asked (ruling 7)."""

from __future__ import annotations

import datetime as dt

import pytest

from intake.reader import read_form
from rules.consent import judge_consent
from rules.form import ConsentStatement
from rules.referral import ConsentState
from tests.builders import a_form
from tests.forms import a_word_form


def judged(written: str) -> ConsentState:
    """What consent amounts to on a signed form with *written* under whom not to involve."""
    consent = ConsentStatement(
        store=True,
        share=True,
        not_share_with=(written,),
        signed_by="Jo Testworth",
        signed_on=dt.date(2025, 12, 20),
    )
    (reading,) = read_form(a_word_form(a_form(consent=consent)), "caf.docx")
    return judge_consent(reading).state


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("written", ["?", "??", "not known", "Don't know yet", "TBC", "see attached letter", "Yes"])
def test_an_uncertain_answer_is_asked_about(written: str) -> None:
    """A question mark or 'see attached' may stand for a name: consent is not clear until somebody says."""
    assert judged(written) is ConsentState.UNCLEAR


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("written", ["None", "N/A", "-", "Police"])
def test_a_plain_answer_is_not(written: str) -> None:
    """'None', a dash or a service's name leaves no doubt."""
    assert judged(written) is ConsentState.GIVEN
