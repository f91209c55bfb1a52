"""The other sheets of the panel workbook, in their order (process, section 5)."""

from __future__ import annotations

from storage.workbook.columns import Column, Kind, Sheet
from storage.workbook.decisions import DECISION_COLUMNS
from storage.workbook.referrals_sheet import CHECKED_HELP, REFERRALS

PARENT_OR_CARER, HOUSEHOLD, PROFESSIONAL = "Parent or carer", "Household", "Service involved"
ELEMENT, PLANNED_ACTION, OTHER_ANSWER = "Strengths and needs", "Action on the form", "Other answer"
SEND_AGAIN, NEW_ADDRESS, FILE_IT, NEW_REFERRAL, ANSWER_IT, IGNORE = (
    "Send again",
    "Send to new address",
    "File under reference",
    "Take as a new referral",
    "Answer",
    "Ignore",
)

_REFERENCE = Column(field="reference", heading="Reference", editable=False, width=12, help="Keep it as it is.")
_NEW_ROW_REFERENCE = Column(
    field="reference",
    heading="Reference",
    editable=False,
    width=12,
    help="Keep it as it is. A new row beneath needs the reference of its child.",
)
_CHILD = Column(field="child", heading="Child", editable=False, watched=False, width=12, help="Initials.")
_CHECKED = Column(field="checked", heading="Checked", kind=Kind.YES_NO, width=10, help=CHECKED_HELP)


def _remove(what: str) -> Column:
    return Column(field="remove", heading="Remove", kind=Kind.CHOICE, choices=("Yes",), width=10, help=what)


PEOPLE = Sheet(
    name="People",
    subject="person",
    adds=True,
    identity=("name", "list", "service"),
    needed=("reference", "list"),
    frozen=2,
    purpose="Parents, carers, household and services already involved. Write beneath the last row to add somebody.",
    columns=(
        _NEW_ROW_REFERENCE,
        _CHILD,
        Column(
            field="list",
            heading="Who they are",
            kind=Kind.CHOICE,
            choices=(PARENT_OR_CARER, HOUSEHOLD, PROFESSIONAL),
            width=18,
        ),
        Column(field="name", heading="Name", person=True, width=24),
        Column(field="relationship", heading="Relationship", width=20),
        Column(field="parental_responsibility", heading="Parental responsibility", kind=Kind.YES_NO, width=14),
        Column(field="date_of_birth", heading="Date of birth", kind=Kind.DATE, person=True, width=18),
        Column(field="address", heading="Address", width=30),
        Column(field="postcode", heading="Postcode", kind=Kind.POSTCODE, width=11),
        Column(field="telephone", heading="Contact tel. no.", kind=Kind.TELEPHONE, width=18),
        Column(field="school", heading="School", width=22),
        Column(field="service", heading="Service", width=22, help="For somebody of a service already involved."),
        Column(field="organisation", heading="Organisation", width=22),
        _remove("Yes strikes this person from the record and from everything that goes out."),
        _CHECKED,
    ),
)

NEEDS = Sheet(
    name="Needs and actions",
    subject="need",
    adds=True,
    identity=("list", "heading", "action"),
    needed=("reference", "list"),
    frozen=2,
    purpose="What the form says under each element, its own action plan, and answers without a column of their own.",
    columns=(
        _NEW_ROW_REFERENCE,
        _CHILD,
        Column(
            field="list",
            heading="What it is",
            kind=Kind.CHOICE,
            choices=(ELEMENT, PLANNED_ACTION, OTHER_ANSWER),
            width=20,
        ),
        Column(field="heading", heading="Heading", width=30, help="The element, or the form's own heading."),
        Column(field="text", heading="Text", kind=Kind.PARAGRAPHS, width=46),
        Column(field="strengths", heading="Strengths", kind=Kind.PARAGRAPHS, width=34),
        Column(field="needs", heading="Needs", kind=Kind.PARAGRAPHS, width=34),
        Column(field="desired_outcome", heading="Desired outcome", kind=Kind.PARAGRAPHS, width=30),
        Column(field="action", heading="Action", kind=Kind.PARAGRAPHS, width=34),
        Column(field="who", heading="Who", width=18),
        Column(field="by_when", heading="By when", kind=Kind.DATE_OR_WORDS, width=18),
        Column(field="measure", heading="How we will know", kind=Kind.PARAGRAPHS, width=26),
        _remove("Yes strikes this row from the record and from everything that goes out."),
        _CHECKED,
    ),
)

MEETINGS = Sheet(
    name="Meetings",
    subject="meeting",
    adds=True,
    needed=("held_on", "time"),
    frozen=1,
    purpose="Move or cancel a meeting here, or write beneath the last row to add an extra one. Members are told.",
    columns=(
        Column(
            field="planned_for",
            heading="Planned for",
            kind=Kind.DATE,
            editable=False,
            width=19,
            help="The day by the panel's calendar. Leave it empty for an extra meeting.",
        ),
        Column(
            field="held_on", heading="Held on", kind=Kind.DATE, width=19, help="Another day here moves the meeting."
        ),
        Column(field="time", heading="Time", kind=Kind.TIME, width=9),
        Column(field="state", heading="State", kind=Kind.CHOICE, choices=("Planned", "Cancelled"), width=12),
        Column(field="why", heading="Reason", width=34, help="Members and referrers are sent these words."),
        Column(field="agenda_goes", heading="Agenda goes", editable=False, watched=False, width=28),
        Column(field="sheets_go", heading="Decision sheets go", editable=False, watched=False, width=28),
        Column(field="children", heading="Children", kind=Kind.NUMBER, editable=False, watched=False, width=10),
    ),
)

AGENDA = Sheet(
    name="Agenda",
    subject="agenda item",
    key="reference",
    frozen=3,
    purpose="Order the agenda, set time slots, invite guests for one child.",
    columns=(
        Column(
            field="meeting",
            heading="Meeting",
            kind=Kind.MEETING,
            width=18,
            help="Choose another to move the child there.",
        ),
        Column(
            field="order", heading="Item", kind=Kind.NUMBER, width=7, help="Numbers order the agenda: 1 comes first."
        ),
        _REFERENCE,
        _CHILD,
        Column(
            field="slot", heading="Time slot", kind=Kind.TIME, width=11, help="When the child is discussed, like 10:20."
        ),
        Column(
            field="guests",
            heading="Guests",
            kind=Kind.EMAILS,
            width=36,
            help="Email addresses, separated by ; They get this child's papers and nothing else.",
        ),
        Column(
            field="acting_chair",
            heading="Acting chair",
            kind=Kind.EMAIL,
            width=28,
            help="Who takes the chair for this child, where the chair's own service is not to be involved.",
        ),
        Column(field="attending", heading="Referrer attends", editable=False, watched=False, width=16),
        Column(field="information", heading="Information so far", editable=False, watched=False, width=44),
    ),
)

PANEL_DECISIONS = Sheet(
    name="Decisions",
    subject="decision",
    adds=True,
    needed=("reference",),
    frozen=3,
    purpose="What the panel decided, as recorded. A row beneath the last one adds a service or an action.",
    columns=(
        *DECISION_COLUMNS,
        Column(
            field="meeting",
            heading="Meeting",
            kind=Kind.MEETING,
            width=18,
            help="Of which meeting. Empty: the last one that had this child on its agenda.",
        ),
    ),
)

REVIEWS = Sheet(
    name="Reviews",
    subject="review",
    key="reference",
    frozen=2,
    purpose="When each child is reviewed, and who is asked.",
    columns=(
        _REFERENCE,
        _CHILD,
        Column(field="due", heading="Review due", kind=Kind.DATE, width=18),
        Column(field="lead_professional", heading="Lead professional", width=24),
        Column(
            field="lead_professional_email",
            heading="Lead professional's email",
            kind=Kind.EMAIL,
            width=30,
            help="An address that you write here is an address that you confirm: the review form goes there.",
        ),
        Column(field="state", heading="State", editable=False, watched=False, width=26),
        Column(
            field="meeting",
            heading="Put on meeting",
            kind=Kind.MEETING,
            width=18,
            help="Choose a meeting to put the review on its agenda.",
        ),
        Column(field="outcome", heading="What came of it", kind=Kind.PARAGRAPHS, width=40),
        Column(
            field="close",
            heading="Close case",
            kind=Kind.CHOICE,
            choices=("Yes",),
            width=11,
            help="Yes closes the case. Say why under What came of it.",
        ),
    ),
)

CONTACTS = Sheet(
    name="Contacts",
    subject="representative",
    adds=True,
    needed=("code",),
    frozen=1,
    purpose="Who sits on the panel. A row beneath the last adds a representative; a new Code adds a service.",
    columns=(
        Column(
            field="service",
            heading="Service",
            subject="service",
            width=28,
            help="The service's name as everybody here writes it. A change holds for all its rows.",
        ),
        Column(field="code", heading="Code", editable=False, width=14, help="A short word for the service. Keep it."),
        Column(field="name", heading="Representative", width=24),
        Column(
            field="email",
            heading="Email",
            kind=Kind.EMAIL,
            width=32,
            help="Agendas and papers go here. Check it letter by letter.",
        ),
        Column(field="deputy", heading="Deputy", width=24),
        Column(field="deputy_email", heading="Deputy email", kind=Kind.EMAIL, width=32),
        Column(
            field="aliases",
            heading="Also called",
            subject="service",
            width=36,
            help="Other names by which forms call this service, separated by ;",
        ),
        Column(
            field="remove",
            heading="Remove",
            kind=Kind.CHOICE,
            choices=("Representative", "Service"),
            width=15,
            help="Representative strikes this person; Service strikes the service with everybody in it.",
        ),
    ),
)

UNDELIVERED = Sheet(
    name="Undelivered",
    subject="undelivered mail",
    key="number",
    frozen=1,
    purpose="Mail that did not arrive, or that we did not understand. Choose under What to do.",
    columns=(
        Column(field="number", heading="Number", kind=Kind.NUMBER, editable=False, width=9),
        Column(field="at", heading="When", editable=False, watched=False, width=22),
        Column(field="kind", heading="Kind", editable=False, watched=False, width=18),
        Column(field="address", heading="To or from", editable=False, watched=False, width=30),
        Column(field="what", heading="What happened", editable=False, watched=False, width=46),
        Column(
            field="action",
            heading="What to do",
            kind=Kind.CHOICE,
            choices=(SEND_AGAIN, NEW_ADDRESS, FILE_IT, NEW_REFERRAL, ANSWER_IT, IGNORE),
            width=24,
            help="Send to new address needs the address; File under reference needs the Reference; Answer needs the "
            "Answer; Ignore needs the Reason.",
        ),
        Column(field="new_address", heading="New address", kind=Kind.EMAIL, width=30),
        Column(field="reference", heading="Reference", width=13),
        Column(
            field="answer", heading="Answer", kind=Kind.PARAGRAPHS, width=40, help="The sender is sent these words."
        ),
        Column(field="why", heading="Reason", width=30),
    ),
)

PANEL_SHEETS = (REFERRALS, PEOPLE, NEEDS, MEETINGS, AGENDA, PANEL_DECISIONS, REVIEWS, CONTACTS, UNDELIVERED)
"""Every sheet whose cells are read back."""

HISTORY_HEADINGS = ("When", "Who", "Reference", "What", "Before", "After", "Through")


def panel_sheet(name: str) -> Sheet:
    """Return the declared sheet of that name; `KeyError` if there is none."""
    return _BY_NAME[name]


_BY_NAME = {sheet.name: sheet for sheet in PANEL_SHEETS}
