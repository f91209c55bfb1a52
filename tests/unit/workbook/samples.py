"""A panel of invented children, as large as one likes, for the workbooks' tests and measurements."""

from __future__ import annotations

import datetime as dt

from rules.form import (
    Assessment,
    Assessor,
    Child,
    Conclusions,
    ConsentStatement,
    Element,
    Form,
    HouseholdMember,
    OtherAnswer,
    ParentCarer,
    PlannedAction,
    ServiceInvolved,
)
from rules.referral import Service
from storage.workbook.decisions import DecisionItem, DecisionWorkbookView, RecordedRow
from storage.workbook.rows import ReferralEntry, need_rows, people_rows, referral_row
from storage.workbook.snapshot import HistoryLine, PanelWorkbookView
from storage.workbook.values import Lists, Raw
from storage.workbook.views import Doubt, RowView

KEY = b"the key of the samples, 32 bytes"
TODAY = dt.date(2026, 11, 30)
MEETINGS = (dt.date(2026, 12, 10), dt.date(2026, 12, 22), dt.date(2027, 1, 7))

SERVICES = (
    Service(code="camhs", name="CAMHS", aliases=("Child and Adolescent Mental Health Service",)),
    Service(code="police", name="Police", aliases=("Bedfordshire Police",)),
    Service(code="family", name="Family Support"),
    Service(code="health", name="Health Visiting", aliases=("Health visitors",)),
    Service(code="yot", name="Youth Offending Team", aliases=("YOT",)),
)

_GIVEN = ("Ava", "Kian", "Maisie", "Oluwaseun", "Zofia", "Reuben", "Imogen", "Dafydd", "Noor", "Theo")
_FAMILY = ("Asante", "Broadhurst", "Czerny", "Delacourt", "Eastwood-Lane", "Fairbairn", "Grzybowska", "Hallworth")
_REASON = (
    "School has noticed over the autumn term that {name} is often late and very tired, and has stopped going to the "
    "breakfast club.\nMum has asked for help with routines at home since the move in August."
)


def lists(count: int = 3) -> Lists:
    """Return what the drop-downs of the sample panel offer."""
    return Lists(services=SERVICES, meetings=MEETINGS, references=tuple(reference(n) for n in range(1, count + 1)))


def reference(number: int) -> str:
    """Return the reference of the *number*-th sample."""
    return f"N26-{number:04}"


def form(number: int) -> Form:
    """Return an invented form."""
    given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[number % len(_FAMILY)]
    born = dt.date(2012, 1, 1) + dt.timedelta(days=number * 37 % 3650)
    return Form(
        child=Child(
            given_names=given,
            family_name=family,
            date_of_birth=born,
            sex="female" if number % 2 else "male",
            address=f"{number % 97 + 1} Kiln Lane, Eastmere",
            postcode="MK42 9AP",
            telephone="01632 960123",
            school="Eastmere Lower School",
            ethnicity="White British",
            first_language="English",
            disability=False,
            nhs_number="9990000018",
        ),
        parents_carers=(
            ParentCarer(
                name=f"Jo {family}", relationship="Mother", parental_responsibility=True, telephone="07700 900123"
            ),
        ),
        household=(HouseholdMember(name=f"Sam {family}", relationship="Brother", school="Eastmere Lower School"),),
        services=(ServiceInvolved(service="GP", name="Dr Pell", organisation="Eastmere Surgery"),),
        home_situation="Mum and the two children rent a flat above the shop.",
        assessment=Assessment(
            date=dt.date(2026, 11, 2), people_present="Mum, teacher", reason=_REASON.format(name=given)
        ),
        assessor=Assessor(name="P. Quill", role="Family worker", organisation="Eastmere Lower School"),
        elements={
            "general_health": Element(text="Asthma, inhaler at school."),
            "basic_care": Element(strengths="Mum asks for help early.", needs="Mornings are hard."),
        },
        conclusions=Conclusions(summary="Early help will do.", strengths="Close family.", needs="Routines; sleep."),
        actions=(
            PlannedAction(
                desired_outcome="In school on time", action="Breakfast club", who="School", by_when="2026-12-18"
            ),
        ),
        other=(OtherAnswer(heading="Immigration status", text="British"),),
        parent_comment="+ I want this to work",
        consent=ConsentStatement(store=True, share=True, signed_by=f"Jo {family}", signed_on=dt.date(2026, 11, 2)),
    )


def entry(number: int, *, doubtful: bool = False) -> ReferralEntry:
    """Return a sample referral."""
    doubt = Doubt(said="I4/03/2014", place="Identifying details, table 1, row 4", why="This is not a date.")
    return ReferralEntry(
        reference=reference(number),
        child=f"{_GIVEN[number % len(_GIVEN)][0]}.{_FAMILY[number % len(_FAMILY)][0]}.",
        form=form(number),
        doubts={"child.date_of_birth": doubt, "parents_carers[0].telephone": doubt} if doubtful else {},
        to_do="Check 2 yellow cells. Screen it." if doubtful else "",
        status="screening" if doubtful else "ready",
        received=dt.date(2026, 11, 27),
        meeting=MEETINGS[0],
        referrer="P. Quill",
        referrer_email="p.quill@school.example",
        exclusions=("Police",) if number % 5 == 2 else (),
        family="F1" if number in {1, 2} else "",
    )


def view(
    count: int = 3, *, export: str = "export-1", entries: tuple[ReferralEntry, ...] | None = None
) -> PanelWorkbookView:
    """Return a panel of *count* referrals with a row or more on every sheet."""
    entries = entries or tuple(entry(n, doubtful=n % 3 == 1) for n in range(1, count + 1))
    barred = {e.reference: frozenset({"police"}) if e.exclusions else frozenset[str]() for e in entries}
    rows = {
        "Referrals": tuple(referral_row(e, unoffered=barred[e.reference]) for e in entries),
        "People": tuple(row for e in entries for row in people_rows(e)),
        "Needs and actions": tuple(row for e in entries for row in need_rows(e)),
        "Meetings": tuple(_meeting(n, day) for n, day in enumerate(MEETINGS, start=1)),
        "Agenda": tuple(_item(n, e) for n, e in enumerate(entries[:20], start=1)),
        "Decisions": tuple(_decision(e, barred[e.reference]) for e in entries[:2]),
        "Reviews": tuple(_review(e) for e in entries[:2]),
        "Contacts": tuple(_contact(n, service) for n, service in enumerate(SERVICES, start=1)),
        "Undelivered": _undelivered(),
    }
    history = HistoryLine(
        at=dt.datetime(2026, 11, 27, 9, 30),  # noqa: DTZ001 - wall time, as people read it
        who="admin@beds.example",
        reference=reference(1),
        what="Family name",
        before="Asant",
        after="Asante",
        through="workbook",
    )
    return PanelWorkbookView(
        panel="N",
        panel_title="MAAG North",
        export=export,
        made_on=TODAY,
        lists=lists(len(entries)),
        rows=rows,
        first="1 referral to check, 1 to screen, 1 mail that we did not understand",
        history=(history,),
        reply_to="maagnorth@beds.example",
        marking="OFFICIAL-SENSITIVE",
    )


def decision_view() -> DecisionWorkbookView:
    """Return a meeting of three children, the first with a recorded row, the second with an exclusion."""
    recorded = RecordedRow(
        id="N26-0001/1",
        decision="Allocate",
        service="Family Support",
        role="Six sessions of family work",
        named_worker="Jo Tamworth",
        lead_agency=True,
        lead_professional="Jo Tamworth",
        action="=HYPERLINK(A1)",
        who="@school",
        by_when="next TAC",
        review_date=dt.date(2027, 3, 4),
        notes="-and more\n+44 7700 900123",
    )
    return DecisionWorkbookView(
        panel="N",
        panel_title="MAAG North",
        meeting=17,
        meeting_on=MEETINGS[0],
        services=SERVICES,
        reply_to="maagnorth@beds.example",
        marking="OFFICIAL-SENSITIVE",
        items=(
            DecisionItem(reference=reference(1), item=1, child="K.B.", recorded=(recorded,)),
            DecisionItem(reference=reference(2), item=2, child="M.C.", excluded=frozenset({"police"})),
            DecisionItem(reference=reference(3), item=3, child="unborn baby"),
        ),
    )


def _meeting(number: int, day: dt.date) -> RowView:
    values: dict[str, Raw] = {
        "planned_for": day,
        "held_on": day,
        "time": dt.time(9, 30),
        "state": "Planned",
        "agenda_goes": "Monday 7 December 2026 at 9am",
        "sheets_go": "Friday 11 December 2026 at 9am",
        "children": 3,
    }
    return RowView(id=str(number), values=values)


def _item(number: int, one: ReferralEntry) -> RowView:
    values: dict[str, Raw] = {
        "meeting": one.meeting,
        "order": number,
        "reference": one.reference,
        "child": one.child,
        "slot": dt.time(9 + (30 + 10 * number) // 60, (30 + 10 * number) % 60),
        "attending": "Yes",
    }
    return RowView(id=f"1/{one.reference}", values=values)


def _decision(one: ReferralEntry, barred: frozenset[str]) -> RowView:
    values: dict[str, Raw] = {
        "reference": one.reference,
        "item": 1,
        "child": one.child,
        "decision": "Allocate",
        "service": "Family Support",
        "role": "Family work",
        "meeting": MEETINGS[0],
    }
    return RowView(id=f"{one.reference}/1", values=values, unoffered=barred)


def _review(one: ReferralEntry) -> RowView:
    values: dict[str, Raw] = {
        "reference": one.reference,
        "child": one.child,
        "due": dt.date(2027, 3, 4),
        "state": "Not asked yet",
    }
    return RowView(id=one.reference, values=values)


def _contact(number: int, service: Service) -> RowView:
    values: dict[str, Raw] = {
        "service": service.name,
        "code": service.code,
        "name": f"Member {number}",
        "email": f"{service.code}@partners.example",
        "aliases": "; ".join(service.aliases),
    }
    return RowView(id=f"r{number}", values=values)


def _undelivered() -> tuple[RowView, ...]:
    values: dict[str, Raw] = {
        "number": 7,
        "at": "Friday 27 November 2026 at 9:12am",
        "kind": "Not understood",
        "address": "p.quill@school.example",
        "what": "They wrote: “Can it wait until after half term?”",
    }
    return (RowView(id="attention-7", values=values),)
