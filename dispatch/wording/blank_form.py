"""
What the blank form asks, section by section: the national form with this area's words.

Each question stands in a row of its own with its answer beside it, so that it is
easy to fill in, to hear read out, and to read back. A hint begins as an
instruction does ('Please …'), so that nobody's reader takes it for an answer.
The tag of an answer is its path in `rules.form.Form`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from dispatch.wording.form_headings import BY_DOMAIN, ELEMENTS
from rules.settings import Words


class Answer(Enum):
    """What may be filled in."""

    LINE = auto()
    TEXT = auto()
    DATE = auto()
    YES_NO = auto()
    TICKS = auto()
    CHOICE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and what answers it; `options` for ticks and choices."""

    tag: str
    label: str
    answer: Answer = Answer.LINE
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table to fill in: so many empty rows under these columns."""

    tag: str
    columns: tuple[Question, ...]
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading, what to bear in mind, and what is asked under it."""

    heading: str
    level: int = 2
    hint: str = ""
    questions: tuple[Question, ...] = ()
    grid: Grid | None = None


ETHNICITIES = (
    "White British",
    "White Irish",
    "Traveller of Irish Heritage",
    "Gypsy/Roma",
    "Any other White background",
    "Caribbean",
    "African",
    "Any other Black background",
    "Indian",
    "Pakistani",
    "Bangladeshi",
    "Any other Asian background",
    "White & Black Caribbean",
    "White & Black African",
    "White & Asian",
    "Any other Mixed background",
    "Chinese",
    "Any other ethnic group",
    "Not given",
)


def parts(words: Words) -> tuple[Part, ...]:
    """Return the whole form, in its order."""
    return (*_who(), *_around(), *_elements(words), *_conclusions(), *_consent(words))


def _q(tag: str, label: str, answer: Answer = Answer.LINE, *options: str) -> Question:
    return Question(tag=tag, label=label, answer=answer, options=options)


def _who() -> tuple[Part, ...]:
    return (
        Part(
            heading="Identifying details",
            hint="Use one form for each child or young person.",
            questions=(
                _q("child.given_names", "Given name(s)"),
                _q("child.family_name", "Family name"),
                _q("child.also_known_as", "AKA/previous names"),
                _q("child.sex", "Sex", Answer.TICKS, "Male", "Female", "Unknown"),
                _q("child.date_of_birth", "Date of birth or EDD", Answer.DATE),
                _q("child.address", "Address", Answer.TEXT),
                _q("child.postcode", "Postcode"),
                _q("child.telephone", "Contact tel. no."),
                _q("child.unique_reference", "Unique ref. no."),
                _q("child.nhs_number", "NHS number"),
                _q("child.upn", "Unique pupil number"),
                _q("child.ethnicity", "Ethnicity", Answer.CHOICE, *ETHNICITIES),
                _q("child.religion", "Religion"),
                _q("child.first_language", "Child’s first language"),
                _q("child.parents_first_language", "Parent’s first language"),
                _q("child.interpreter_required", "Is an interpreter or signer required?", Answer.YES_NO),
                _q("child.disability", "Is the child or young person disabled?", Answer.YES_NO),
                _q("child.special_requirements", "Details of any special requirements", Answer.TEXT),
                _q("child.school", "School, nursery or college"),
                _q("child.year_group", "Year group"),
            ),
        ),
        Part(
            heading="Assessment information",
            questions=(
                _q("assessment.date", "Date assessment started", Answer.DATE),
                _q("assessment.people_present", "People present at assessment"),
                _q(
                    "assessment.reason",
                    "What has led to this unborn baby, infant, child or young person being assessed?",
                    Answer.TEXT,
                ),
            ),
        ),
    )


def _parent(number: int) -> Part:
    path = f"parents_carers[{number - 1}]"
    return Part(
        heading=f"Parent or carer {number}",
        level=3,
        questions=(
            _q(f"{path}.name", "Name"),
            _q(f"{path}.relationship", "Relationship to unborn baby, infant, child or young person"),
            _q(f"{path}.address", "Address", Answer.TEXT),
            _q(f"{path}.postcode", "Postcode"),
            _q(f"{path}.telephone", "Contact tel. no."),
            _q(f"{path}.parental_responsibility", "Parental responsibility?", Answer.YES_NO),
        ),
    )


def _around() -> tuple[Part, ...]:
    return (
        Part(heading="Details of parents/carers"),
        _parent(1),
        _parent(2),
        Part(
            heading="Current family and home situation",
            questions=(_q("home_situation", "Current family and home situation", Answer.TEXT),),
        ),
        Part(
            heading="Household members",
            level=3,
            hint="Please list brothers, sisters and other people in the home, one a row.",
            grid=Grid(
                tag="household",
                rows=4,
                columns=(
                    _q("name", "Name"),
                    _q("relationship", "Relationship"),
                    _q("date_of_birth", "Date of birth", Answer.DATE),
                    _q("school", "School"),
                ),
            ),
        ),
        Part(
            heading="Details of person(s) undertaking assessment",
            questions=(
                _q("assessor.name", "Name"),
                _q("assessor.role", "Role"),
                _q("assessor.organisation", "Organisation"),
                _q("assessor.address", "Address", Answer.TEXT),
                _q("assessor.postcode", "Postcode"),
                _q("assessor.telephone", "Contact tel. no."),
                _q("assessor.email", "Email"),
            ),
        ),
        Part(
            heading="Lead professional",
            questions=(
                _q("lead_professional.name", "Name of lead professional (where applicable)"),
                _q("lead_professional.telephone", "Lead professional’s contact number"),
                _q("lead_professional.email", "Lead professional’s email"),
            ),
        ),
        Part(
            heading="Services working with this infant, child or young person",
            hint="Please list the GP, health visitor, school and any other service, one a row.",
            grid=Grid(
                tag="services",
                rows=5,
                columns=(
                    _q("service", "Service"),
                    _q("name", "Name"),
                    _q("organisation", "Organisation"),
                    _q("telephone", "Contact tel. no."),
                ),
            ),
        ),
    )


def _elements(words: Words) -> tuple[Part, ...]:
    head = Part(
        heading=f"{words.form} assessment summary: strengths and needs",
        hint=(
            "Please write about what matters for this child. You need not fill in every box. "
            "Say what you have seen or heard, and from whom."
        ),
    )
    domains = (
        Part(
            heading=f"{number}. {domain}",
            level=3,
            questions=tuple(
                _q(f"elements.{key}.text", label, Answer.TEXT) for key, label in labels if key not in BY_DOMAIN
            ),
        )
        for number, (domain, labels) in enumerate(ELEMENTS, start=1)
    )
    return (head, *domains)


def _conclusions() -> tuple[Part, ...]:
    return (
        Part(
            heading="Conclusions, solutions and actions",
            questions=(
                _q("conclusions.summary", "What are your conclusions?", Answer.TEXT),
                _q("conclusions.strengths", "Strengths and resources", Answer.TEXT),
                _q("conclusions.needs", "Needs", Answer.TEXT),
            ),
        ),
        Part(
            heading="Agreed actions",
            level=3,
            grid=Grid(
                tag="actions",
                rows=5,
                columns=(
                    _q("desired_outcome", "Desired outcomes", Answer.TEXT),
                    _q("action", "Action", Answer.TEXT),
                    _q("who", "Who will do this?"),
                    _q("by_when", "By when?"),
                ),
            ),
        ),
        Part(
            heading="Goals and review",
            level=3,
            questions=(
                _q("desired_outcomes", "How will you know that things have improved?", Answer.TEXT),
                _q("review_date", "Agreed review date", Answer.DATE),
            ),
        ),
        Part(
            heading="What the family says",
            questions=(
                _q(
                    "child_comment",
                    "Child or young person’s comment on the assessment and actions identified",
                    Answer.TEXT,
                ),
                _q("parent_comment", "Parent or carer’s comment on the assessment and actions identified", Answer.TEXT),
            ),
        ),
    )


def _consent(words: Words) -> tuple[Part, ...]:
    panel = words.panel
    return (
        Part(
            heading="Where should this form go?",
            questions=(
                _q("referral.route", "This form is for", Answer.TICKS, panel, "Single agency", "Local meeting"),
                _q("referral.services_requested", "Services requested", Answer.TEXT),
            ),
        ),
        Part(
            heading="Consent statement for information storage and information sharing",
            hint=(
                f"This section is for the parent or carer, or the young person. The {panel} ({words.panel_long}) is a "
                "group of services that plan help together. Only those who need this form to help you see it. "
                "You can change your mind at any time."
            ),
            questions=(
                _q(
                    "consent.store",
                    "I agree that the information on this form will be stored.",
                    Answer.YES_NO,
                ),
                _q(
                    "consent.share",
                    f"I agree to the sharing of information between the services of the {panel}.",
                    Answer.YES_NO,
                ),
                _q(
                    "consent.not_share_with",
                    "Are there any services that you do not want to be involved, or to see this form? Please list",
                    Answer.TEXT,
                ),
            ),
        ),
        Part(
            heading="Parent or carer’s signature",
            level=3,
            hint="Please type the name of who signs, and the date.",
            questions=(_q("consent.signed_by", "Signed"), _q("consent.signed_on", "Date", Answer.DATE)),
        ),
        Part(
            heading="Child or young person’s signature",
            level=3,
            questions=(_q("consent.signed_by_child", "Signed"), _q("signed_by_child.date", "Date", Answer.DATE)),
        ),
        Part(
            heading="Assessor’s signature",
            level=3,
            questions=(_q("assessor.signed", "Signed"), _q("consent.assessor_signed_on", "Date", Answer.DATE)),
        ),
        Part(
            heading="Exceptional circumstances: significant harm to infant, child or young person",
            hint=(
                "If at any time you think that a child has been harmed or abused, or is at risk of it, do not wait "
                "for this form: follow your safeguarding procedures, and call children’s social care, "
                "or 999 if the danger is now."
            ),
        ),
    )
