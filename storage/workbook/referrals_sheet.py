"""The sheet `Referrals`: one row for each child, to screen and to correct (process, sections 2.4 and 5)."""

from __future__ import annotations

from rules.referral import Screening
from storage.workbook.columns import Column, Kind, Sheet

CASE_OPEN, CASE_ON_HOLD, CASE_CLOSED = "Open", "On hold", "Closed"
CHECKED_HELP = "Yes: I have looked at the yellow cells of this row, and what stands there is right."

_TELLS = "What is on record"
_SCREEN = "Screen it"
_CHILD = "The child"
_REFERRER = "Referrer and consent"
_CASE = "Family and case"
_MORE_CHILD = "More about the child"
_ASSESSED = "The assessment"
_CONCLUDED = "Conclusions and wishes"
_CONSENT = "The consent statement"


def _leaf(path: str, heading: str, group: str, **more: object) -> Column:
    return Column(field=path, heading=heading, group=group, **more)  # type: ignore[arg-type]  # as Column takes them


def _tells(field: str, heading: str, width: int, text: str, *, watched: bool = True) -> Column:
    return Column(field=field, heading=heading, group=_TELLS, editable=False, watched=watched, width=width, help=text)


_SCREENING = (
    _tells("reference", "Reference", 12, "Keep it as it is."),
    _tells("to_do", "To do", 26, "What this referral waits for. It cannot be changed: do what it says.", watched=False),
    _tells("status", "Status", 13, "Where the referral stands now.", watched=False),
    Column(field="received", heading="Received", group=_TELLS, kind=Kind.DATE, editable=False, width=18, watched=False),
    Column(
        field="checked",
        heading="Checked",
        group=_SCREEN,
        kind=Kind.YES_NO,
        width=10,
        help=CHECKED_HELP,
    ),
    Column(
        field="screening",
        heading="Screening",
        group=_SCREEN,
        kind=Kind.CHOICE,
        choices=tuple(word.value for word in Screening),
        width=18,
        help="What becomes of it. Single agency and Direct allocation need a Screening service; "
        "More information and Not for this panel need a Screening reason, which the referrer is sent.",
    ),
    Column(
        field="screening_service",
        heading="Screening service",
        group=_SCREEN,
        kind=Kind.SERVICE,
        width=22,
        help="For Single agency and Direct allocation.",
    ),
    Column(
        field="screening_reason",
        heading="Screening reason",
        group=_SCREEN,
        kind=Kind.PARAGRAPHS,
        width=30,
        help="The referrer is sent these words.",
    ),
    Column(
        field="meeting",
        heading="Meeting",
        group=_SCREEN,
        kind=Kind.MEETING,
        width=18,
        help="At which meeting it is discussed. Choose another to move it. If that agenda has gone, it goes out as an "
        "addendum.",
    ),
)

_THE_CHILD = (
    _leaf("child.given_names", "Given names", _CHILD, person=True, width=18, names=("Given name(s)", "Given name")),
    _leaf("child.family_name", "Family name", _CHILD, person=True, width=18, names=("Surname",)),
    _leaf("child.date_of_birth", "Date of birth", _CHILD, kind=Kind.DATE, person=True, width=18),
    _leaf("child.address", "Address", _CHILD, person=True, width=28),
    _leaf("child.postcode", "Postcode", _CHILD, kind=Kind.POSTCODE, person=True, width=11),
    _leaf("child.school", "School", _CHILD, width=22),
)

_REFERRED = (
    Column(field="referrer", heading="Referrer", group=_REFERRER, width=20, help="Who sent the form."),
    Column(
        field="referrer_email",
        heading="Referrer email",
        group=_REFERRER,
        kind=Kind.EMAIL,
        width=28,
        help="Everything about this referral goes here. A new address is an address that you confirm.",
    ),
    _leaf(
        "consent.share",
        "Consent to share",
        _REFERRER,
        kind=Kind.YES_NO,
        width=12,
        help="Whether the family agrees that the panel's members see it.",
    ),
    Column(
        field="exclusions",
        heading="Not to be shared with",
        group=_REFERRER,
        kind=Kind.SERVICES,
        width=26,
        help="Names of services that the family does not want involved, separated by ; "
        "To take one away, say why under Reason for lifting.",
    ),
    Column(
        field="exclusion_reason",
        heading="Reason for lifting",
        group=_REFERRER,
        kind=Kind.PARAGRAPHS,
        width=24,
        help="Needed when a service is taken out of Not to be shared with: who agreed to it, and when.",
    ),
)

_THE_CASE = (
    Column(
        field="family",
        heading="Family",
        group=_CASE,
        width=14,
        help="Children with the same word here are one family. To link a child, write the reference of its brother or "
        "sister; to take it out of the family, empty the cell.",
    ),
    Column(
        field="case",
        heading="Case",
        group=_CASE,
        kind=Kind.CHOICE,
        choices=(CASE_OPEN, CASE_ON_HOLD, CASE_CLOSED),
        width=11,
        help="On hold and Closed need a Reason for hold or closing.",
    ),
    Column(
        field="case_reason",
        heading="Reason for hold or closing",
        group=_CASE,
        kind=Kind.PARAGRAPHS,
        width=24,
    ),
)

_FORM_OF_CHILD = (
    _leaf(
        "child.sex",
        "Sex",
        _MORE_CHILD,
        kind=Kind.CHOICE,
        choices=("Male", "Female", "Unborn", "Other"),
        width=10,
        names=("Male / Female / Unknown", "Gender"),
    ),
    _leaf(
        "child.expected_delivery_date",
        "Expected date of delivery",
        _MORE_CHILD,
        kind=Kind.DATE,
        width=18,
        names=("EDD",),
    ),
    _leaf("child.also_known_as", "AKA/previous names", _MORE_CHILD, person=True, width=18),
    _leaf("child.telephone", "Contact tel. no.", _MORE_CHILD, kind=Kind.TELEPHONE, width=17),
    _leaf("child.email", "Email", _MORE_CHILD, kind=Kind.EMAIL, width=24),
    _leaf("child.unique_reference", "Unique ref. no.", _MORE_CHILD, person=True, width=14),
    _leaf("child.nhs_number", "NHS number", _MORE_CHILD, person=True, width=14),
    _leaf("child.upn", "UPN", _MORE_CHILD, person=True, width=16),
    _leaf("child.ethnicity", "Ethnicity", _MORE_CHILD, width=18),
    _leaf("child.first_language", "Child's first language", _MORE_CHILD, width=16),
    _leaf("child.parents_first_language", "Parent's first language", _MORE_CHILD, width=16),
    _leaf(
        "child.interpreter_required",
        "Interpreter or signer required",
        _MORE_CHILD,
        kind=Kind.YES_NO,
        width=12,
        names=("Is an interpreter or signer required?",),
    ),
    _leaf(
        "child.disability",
        "Disabled",
        _MORE_CHILD,
        kind=Kind.YES_NO,
        width=10,
        names=("Is the child or young person disabled?",),
    ),
    _leaf(
        "child.special_requirements", "Details of any special requirements", _MORE_CHILD, kind=Kind.PARAGRAPHS, width=28
    ),
    _leaf("child.religion", "Religion", _MORE_CHILD, width=14),
    _leaf("child.year_group", "Year group", _MORE_CHILD, width=10),
)

_ASSESSMENT = (
    _leaf("assessment.date", "Date assessment started", _ASSESSED, kind=Kind.DATE, width=18),
    _leaf("assessment.people_present", "People present at assessment", _ASSESSED, kind=Kind.PARAGRAPHS, width=28),
    _leaf(
        "assessment.reason",
        "What has led to this assessment",
        _ASSESSED,
        kind=Kind.PARAGRAPHS,
        width=40,
        names=("What has led to this unborn baby, infant, child or young person being assessed?",),
    ),
    _leaf("home_situation", "Current family and home situation", _ASSESSED, kind=Kind.PARAGRAPHS, width=40),
    _leaf("assessor.name", "Assessor", _ASSESSED, width=20),
    _leaf("assessor.role", "Assessor's role", _ASSESSED, width=18),
    _leaf("assessor.organisation", "Assessor's organisation", _ASSESSED, width=20),
    _leaf("assessor.address", "Assessor's address", _ASSESSED, width=24),
    _leaf("assessor.postcode", "Assessor's postcode", _ASSESSED, kind=Kind.POSTCODE, width=11),
    _leaf("assessor.telephone", "Assessor's contact tel. no.", _ASSESSED, kind=Kind.TELEPHONE, width=17),
    _leaf("assessor.email", "Assessor's email", _ASSESSED, kind=Kind.EMAIL, width=24),
    _leaf(
        "lead_professional.name",
        "Lead professional",
        _ASSESSED,
        width=20,
        names=("Name of lead professional (where applicable)",),
    ),
    _leaf("lead_professional.role", "Lead professional's role", _ASSESSED, width=18),
    _leaf("lead_professional.organisation", "Lead professional's organisation", _ASSESSED, width=20),
    _leaf(
        "lead_professional.telephone", "Lead professional's contact number", _ASSESSED, kind=Kind.TELEPHONE, width=17
    ),
    _leaf("lead_professional.email", "Lead professional's email", _ASSESSED, kind=Kind.EMAIL, width=24),
)

_CONCLUSIONS = (
    _leaf(
        "conclusions.summary",
        "Conclusions",
        _CONCLUDED,
        kind=Kind.PARAGRAPHS,
        width=40,
        names=("What are your conclusions?",),
    ),
    _leaf("conclusions.strengths", "Strengths", _CONCLUDED, kind=Kind.PARAGRAPHS, width=34),
    _leaf("conclusions.needs", "Needs", _CONCLUDED, kind=Kind.PARAGRAPHS, width=34),
    _leaf("conclusions.significant_harm", "Significant harm", _CONCLUDED, kind=Kind.PARAGRAPHS, width=28),
    _leaf(
        "desired_outcomes",
        "Goals",
        _CONCLUDED,
        kind=Kind.PARAGRAPHS,
        width=34,
        names=("Goals e.g. How will you know that things have improved? What will things look like at review?",),
    ),
    _leaf("review_date", "Agreed review date", _CONCLUDED, kind=Kind.DATE, width=18),
    _leaf(
        "child_comment",
        "Child or young person's comment",
        _CONCLUDED,
        kind=Kind.PARAGRAPHS,
        width=30,
        names=("Child or young person's comment on the assessment and actions identified",),
    ),
    _leaf(
        "parent_comment",
        "Parent or carer's comment",
        _CONCLUDED,
        kind=Kind.PARAGRAPHS,
        width=30,
        names=("Parent or carer's comment on the assessment and actions identified",),
    ),
)

_STATEMENT = (
    _leaf(
        "referral.route",
        "Route asked for",
        _CONSENT,
        kind=Kind.CHOICE,
        choices=("Panel", "Single agency", "Local meeting"),
        width=14,
    ),
    _leaf("referral.services_requested", "Services asked for", _CONSENT, kind=Kind.SERVICES, width=24),
    _leaf("consent.store", "Consent to store", _CONSENT, kind=Kind.YES_NO, width=12),
    _leaf("consent.share_with", "To be shared with", _CONSENT, kind=Kind.SERVICES, width=24),
    _leaf("consent.signed_by", "Consent signed by", _CONSENT, width=20),
    _leaf("consent.signed_on", "Consent signed on", _CONSENT, kind=Kind.DATE, width=18),
    _leaf("consent.signed_by_child", "Consent signed by child", _CONSENT, width=20),
    _leaf("consent.assessor_signed_on", "Assessor signed on", _CONSENT, kind=Kind.DATE, width=18),
)

_FIRST = (*_SCREENING, *_THE_CHILD, *_REFERRED)

REFERRALS = Sheet(
    name="Referrals",
    subject="referral",
    columns=(*_FIRST, *_THE_CASE, *_FORM_OF_CHILD, *_ASSESSMENT, *_CONCLUSIONS, *_STATEMENT),
    key="reference",
    frozen=2,
    printed=len((*_SCREENING, *_THE_CHILD)),
    purpose="Screen each child, and correct what the form reader got wrong.",
)
