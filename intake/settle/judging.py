"""What the rules make of a reading, with what the store knows of the panel and the family."""

from __future__ import annotations

from dataclasses import dataclass

from intake.settle.desk import Office
from rules.audience import chair_for, reader_for
from rules.consent import ConsentJudgement, judge_consent
from rules.eligibility import missing_for_panel, reports_significant_harm, single_service_asked, unsure_identity
from rules.exclusions import Matched, exclusions_from, listed_from
from rules.form import Form, FormReading
from rules.lifecycle import Findings, Settled, settle_referral
from rules.referral import Case, ConsentState, Exclusion, ReaderKind, Status
from storage.placing import next_open_meeting
from storage.referrals import referrals_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """
    A reading judged: its consent, the exclusions it makes, the services it lists, and where that leaves it.

    `straight_to`: code of the one service that the form asks for, where the profile sends it there (E10).
    """

    consent: ConsentJudgement
    exclusions: tuple[Exclusion, ...]
    listed: frozenset[str]
    settled: Settled
    straight_to: str | None = None


def judge(
    office: Office,
    reading: FormReading,
    family: str | None,
    known: tuple[Exclusion, ...] = (),
    *,
    family_lifted: bool = False,
    acting_chair: str = "",
) -> Judged:
    """
    Judge a reading by the rules (process, 2.3; rulings 6 to 8, 20).

    *known* are exclusions that the referral has already: a new version adds to
    them and takes none away. *family_lifted*: an administrator said that the
    other children's exclusions do not cover this one. *acting_chair* is the one
    named for this item, if any.
    """
    form = reading.form or Form()
    consent = judge_consent(reading)
    exclusions = (*known, *_fresh(exclusions_from(form.consent, office.services), known))
    listed, _unknown = listed_from(form.consent, office.services)
    of_family = () if family_lifted else _family_exclusions(office, family)
    findings = Findings(
        judgement=consent,
        exclusions=(*exclusions, *of_family),
        missing=missing_for_panel(form, headings=reading.headings),
        unsure=unsure_identity(reading),
        screening=office.panel.profile.screening,
        significant_harm=reports_significant_harm(form),
        chair_excluded=_chair_is_excluded(office, (*exclusions, *of_family), acting_chair),
        no_meeting=next_open_meeting(office.unit, office.panel.code) is None,
        straight_to=_straight_to(office, form),
    )
    settled = settle_referral(findings)
    return Judged(
        consent=consent, exclusions=exclusions, listed=listed, settled=settled, straight_to=findings.straight_to
    )


def _fresh(found: tuple[Exclusion, ...], known: tuple[Exclusion, ...]) -> tuple[Exclusion, ...]:
    had = {(old.service, old.written.casefold()) for old in known} | {(old.service, "") for old in known if old.service}
    return tuple(
        new
        for new in found
        if (new.service, new.written.casefold()) not in had and not (new.service and (new.service, "") in had)
    )


def _family_exclusions(office: Office, family: str | None) -> tuple[Exclusion, ...]:
    if family is None:
        return ()
    return tuple(ex for relative in referrals_of(office.unit, family_id=family) for ex in relative.exclusions)


def _chair_is_excluded(office: Office, exclusions: tuple[Exclusion, ...], acting_chair: str) -> bool:
    """Whether neither the chair nor an acting chair may have the item (ruling 8)."""
    panel, people = office.panel, office.representatives
    case = Case(reference="", consent=ConsentState.UNCLEAR, status=Status.HELD, exclusions=exclusions)
    chair = reader_for(ReaderKind.CHAIR, panel.chair, people, panel.chair_service)
    stands_in = acting_chair or panel.acting_chair
    acting = reader_for(ReaderKind.ACTING_CHAIR, stands_in, people) if stands_in else None
    return chair_for(case, chair, acting) is None


def _straight_to(office: Office, form: Form) -> str | None:
    if office.panel.profile.single_service != "service":
        return None
    match single_service_asked(form, office.services):
        case Matched(code):
            return code
        case _:
            return None
