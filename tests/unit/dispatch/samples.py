"""Views for the composers' tests, full and minimal. Every person in them is invented."""

from __future__ import annotations

import datetime as dt

from dispatch.compose import Stationery
from dispatch.composed import EXCEL, WORD, Attached
from dispatch.views import (
    AcknowledgedChild,
    Acknowledging,
    ActionLine,
    AgendaItem,
    AllocatedPart,
    Coming,
    Contact,
    DecisionView,
    Filed,
    FormCopyView,
    MeetingFacts,
    Missing,
    OpenAction,
    ServiceDecisionView,
)
from rules.form import (
    Assessment,
    Assessor,
    Child,
    Conclusions,
    ConsentStatement,
    Element,
    Form,
    HouseholdMember,
    LeadProfessional,
    OtherAnswer,
    ParentCarer,
    PlannedAction,
    Route,
    ServiceInvolved,
)
from rules.referral import DecisionWord
from rules.settings import ImapSettings, MeetingPattern, PanelSettings, Profile

STAMP = dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC)
START = dt.datetime(2026, 12, 10, 9, 30, tzinfo=dt.UTC)
NEW_START = dt.datetime(2026, 12, 15, 14, tzinfo=dt.UTC)
SHEETS = dt.datetime(2026, 12, 11, 9, tzinfo=dt.UTC)
MEETING = MeetingFacts(id=17, starts_at=START, ends_at=START + dt.timedelta(hours=2), place="Riverside Centre, Bedford")
BARE_MEETING = MeetingFacts(id=17, starts_at=START)

GIVEN, FAMILY = "Albertina", "Brackenridge"
PERSONAL = (GIVEN, FAMILY, "12 Mill Lane", "MK42 9AP", "07700 900123", "4 March 2018", "9990000000", "Jocasta")
"""What no subject and no file name may hold, whatever the view."""


def a_panel(*, marking: str = "", **changes: str) -> PanelSettings:
    """A Bedfordshire panel; *changes* are made to its profile."""
    profile = Profile(
        name="bedfordshire",
        organisation="Bedfordshire Children’s Services",
        protective_marking=marking,
        **changes,  # type: ignore[arg-type]  # text alone is changed here
    )
    return PanelSettings(
        code="N",
        name="North",
        profile=profile,
        mailbox="maagnorth@beds.example",
        username="maagnorth",
        imap=ImapSettings(),
        chair="chair@beds.example",
        chair_name="Ruth Ashby",
        manager="manager@beds.example",
        meeting=MeetingPattern(weekday=3, time=dt.time(9, 30), every_weeks=2, first=dt.date(2026, 1, 8)),
    )


PAPER = Stationery(panel=a_panel())


def a_form() -> Form:
    """A form with something in every section."""
    return Form(
        child=Child(
            given_names=GIVEN,
            family_name=FAMILY,
            sex="female",
            date_of_birth=dt.date(2018, 3, 4),
            address="12 Mill Lane, Bedford",
            postcode="MK42 9AP",
            telephone="07700 900123",
            nhs_number="9990000000",
            interpreter_required=False,
            school="Ashdown Primary School",
        ),
        parents_carers=(ParentCarer(name=f"Jocasta {FAMILY}", relationship="Mother", parental_responsibility=True),),
        household=(HouseholdMember(name=f"Sam {FAMILY}", relationship="Brother"),),
        home_situation="She lives with her mother.\nHer grandmother helps.",
        assessment=Assessment(date=dt.date(2026, 11, 2), reason="School is worried about attendance."),
        assessor=Assessor(name="Kim Lowther", role="Health visitor", organisation="Ashdown Surgery"),
        lead_professional=LeadProfessional(name="Kim Lowther"),
        services=(ServiceInvolved(service="GP", name="Dr Vale"),),
        elements={"general_health": Element(text="Well."), "basic_care": Element(strengths="Warm.", needs="Routine.")},
        conclusions=Conclusions(summary="She needs help with worry."),
        desired_outcomes="She sleeps.",
        actions=(PlannedAction(action="Sleep clinic", who="Mother", by_when="2027-01-15"),),
        review_date=dt.date(2027, 3, 4),
        child_comment="I want to sleep.",
        other=(
            OtherAnswer(heading="Immigration status", text="British"),
            OtherAnswer(heading="Anyone you do not want to see this form?", text="The quarrelsome service"),
        ),
        referral=Route(route="panel", services_requested=("CAMHS",)),
        consent=ConsentStatement(
            store=True,
            share=True,
            share_with=("Education",),
            not_share_with=("The unwanted service",),
            signed_by=f"Jocasta {FAMILY}",
            signed_on=dt.date(2026, 11, 2),
        ),
    )


def a_copy(reference: str = "N26-0042", **changes: object) -> FormCopyView:
    """The clean copy of `a_form`."""
    values: dict[str, object] = {"reference": reference, "form": a_form(), "received": dt.date(2026, 11, 23)}
    return FormCopyView(**(values | changes))  # type: ignore[arg-type]  # a test names the fields it changes


def an_item(number: int = 1, reference: str = "N26-0042", **changes: object) -> AgendaItem:
    """An item with everything; *changes* override one thing."""
    values: dict[str, object] = {
        "number": number,
        "reference": reference,
        "initials": "A.B.",
        "age": "8 years",
        "slot": START,
        "referrer": "Health visitor, Ashdown Surgery",
        "why": "Poor attendance",
        "asked": "Family Support",
        "coming": Coming.RE_PRESENTED,
        "reason": "School is worried.",
        "strengths": "Close family.",
        "needs": "Help with sleep.",
        "desired_outcomes": "Goes to school.",
        "risks": "None known.",
        "form": a_copy(reference),
        "originals": (Attached(f"{reference} original.docx", WORD, b"PK"),),
    }
    return AgendaItem(**(values | changes))  # type: ignore[arg-type]  # a test names the fields it changes


BARE_ITEM = AgendaItem(number=1, reference="N26-0042", initials="A.B.")
ACTIONS = (
    OpenAction(reference="N26-0031", initials="E.F.", what="Ask the school", who="Education", overdue=True),
    OpenAction(reference="N26-0032", initials="G.H.", what="Visit", by_when=dt.date(2026, 11, 30)),
    OpenAction(reference="N26-0033", initials="I.J.", what="Call", by_when_written="next TAC"),
)
WORKBOOK = Attached("MAAG North decisions 2026-12-10.xlsx", EXCEL, b"PK")
CONTACT = Contact(
    name="Kim Lowther",
    role="Health visitor",
    organisation="Ashdown Surgery",
    telephone="01632 960111",
    email="kim@ashdown.example",
)
FILED = Filed(name="Sue Hart", service="Education", text="Attendance is low.\nTwo meetings.", received_at=START)
MISSING = (
    Missing(heading="Date of birth or EDD", message="Nothing is written here"),
    Missing(heading="Religion", message="Nothing is written here", holds=False),
    Missing(message="Consent is not signed"),
)


def a_child(state: Acknowledging = Acknowledging.ACCEPTED, **changes: object) -> AcknowledgedChild:
    """One child of an acknowledged message."""
    values: dict[str, object] = {"reference": "N26-0042", "initials": "A.B.", "state": state}
    return AcknowledgedChild(**(values | changes))  # type: ignore[arg-type]  # a test names the fields it changes


def a_decision(word: DecisionWord = DecisionWord.ALLOCATE, **changes: object) -> DecisionView:
    """A whole decision with two services."""
    values: dict[str, object] = {
        "reference": "N26-0042",
        "initials": "A.B.",
        "meeting": MEETING,
        "word": word,
        "child_name": f"{GIVEN} {FAMILY}",
        "allocations": (
            AllocatedPart(service="CAMHS", role="Assessment of worry", named_worker="Noor Vale"),
            AllocatedPart(service="Family Support", role="Six sessions", named_worker="Jo Tamworth", lead_agency=True),
        ),
        "actions": (
            ActionLine(what="Ask the school", who="Education", by_when=dt.date(2027, 1, 8)),
            ActionLine(what="Sleep clinic", by_when_written="next TAC"),
        ),
        "lead_professional": "Kim Lowther",
        "temporary_lead": True,
        "review_date": dt.date(2027, 3, 4),
        "notes": "The panel thanks the school.",
    }
    return DecisionView(**(values | changes))  # type: ignore[arg-type]  # a test names the fields it changes


def a_part(**changes: object) -> ServiceDecisionView:
    """One allocated service's part."""
    values: dict[str, object] = {
        "reference": "N26-0042",
        "initials": "A.B.",
        "meeting": MEETING,
        "part": AllocatedPart(
            service="Family Support", role="Six sessions", named_worker="Jo Tamworth", lead_agency=True
        ),
        "contact": CONTACT,
        "child_name": f"{GIVEN} {FAMILY}",
        "actions": a_decision().actions,
        "lead_professional": "Kim Lowther",
        "review_date": dt.date(2027, 3, 4),
        "start_by": dt.date(2026, 12, 24),
        "form": a_copy(),
    }
    return ServiceDecisionView(**(values | changes))  # type: ignore[arg-type]  # a test names the fields it changes
