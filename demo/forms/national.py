"""
The national assessment form, in its order: what is printed, and which value answers it.

The labels are those of the national print; how a question and its answer are
laid out is a build's business (`demo.forms.builds`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.form import Leaf

YES_NO: Mapping[str, Leaf] = {"Yes": True, "No": False}
_SEX: Mapping[str, Leaf] = {"Male": "male", "Female": "female", "Unknown": "unborn"}
_ETHNICITIES = (
    "White British",
    "White Irish",
    "Any other White background",
    "Caribbean",
    "African",
    "Indian",
    "Pakistani",
    "Bangladeshi",
    "White & Black Caribbean",
    "White & Asian",
    "Chinese",
    "Not given",
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: its label, the value that answers it, what there is to tick, the small print beneath it."""

    label: str
    path: str = ""
    options: Mapping[str, Leaf] = field(default_factory=dict)
    prompt: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and what is explained beneath it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Questions that stand beside each other."""

    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of rows: the list at *path*, under its columns, with empty rows to spare."""

    path: str
    columns: tuple[Ask, ...]
    rows: int


Block = Heading | Line | Grid


def national_form() -> tuple[Block, ...]:
    """Return the form from its first line to its last."""
    return (*_identity(), *_family(), *_people(), *_elements(), *_conclusions(), *_consent())


def _line(*asks: Ask) -> Line:
    return Line(asks)


def _identity() -> tuple[Block, ...]:
    return (
        _line(Ask("Date assessment started", "assessment.date")),
        Heading(
            "Identifying details",
            "Record details of unborn baby, infant, child or young person being assessed. If unborn, state name as "
            "'unborn baby' and mother's name, e.g. unborn baby of Ann Smith.",
        ),
        _line(Ask("Given name(s)", "child.given_names"), Ask("Family name", "child.family_name")),
        _line(Ask("", "child.sex", _SEX), Ask("AKA/previous names", "child.also_known_as")),
        _line(Ask("Address", "child.address", wide=True)),
        _line(Ask("Postcode", "child.postcode"), Ask("Contact tel. no.", "child.telephone")),
        _line(Ask("Date of birth or EDD", "born"), Ask("Unique ref. no.", "child.unique_reference")),
        _line(Ask("NHS number", "child.nhs_number"), Ask("Version no.")),
        _line(Ask("Ethnicity", "child.ethnicity", {name: name for name in _ETHNICITIES}, wide=True)),
        _line(
            Ask("Child's first language", "child.first_language"),
            Ask("Parent's first language", "child.parents_first_language"),
        ),
        _line(Ask("Is the child or young person disabled?", "child.disability", YES_NO), Ask("If 'yes' give details")),
        _line(
            Ask(
                "Details of any special requirements",
                "child.special_requirements",
                prompt="(for child and/or their parent) e.g. signing, interpretation or access needs",
                wide=True,
            )
        ),
        Heading("Assessment information"),
        _line(Ask("People present at assessment", "assessment.people_present", wide=True)),
        _line(
            Ask(
                "What has led to this unborn baby, infant, child or young person being assessed?",
                "assessment.reason",
                wide=True,
            )
        ),
    )


def _family() -> tuple[Block, ...]:
    columns = (
        Ask("Name", "name"),
        Ask("Relationship", "relationship"),
        Ask("DoB", "date_of_birth"),
        Ask("School", "school"),
    )
    return (
        Heading("Details of parents/carers"),
        *_parent(0),
        *_parent(1),
        Heading(
            "Current family and home situation",
            "(e.g. family structure including siblings, other significant adults etc; who lives with the child and "
            "who does not live with the child)",
        ),
        _line(Ask("", "home_situation", wide=True)),
        Grid("household", columns, 3),
    )


def _parent(number: int) -> tuple[Block, ...]:
    path = f"parents_carers[{number}]"
    return (
        _line(Ask("Name", f"{path}.name"), Ask("Contact tel. no.", f"{path}.telephone")),
        _line(
            Ask("Relationship to unborn baby, infant, child or young person", f"{path}.relationship"),
            Ask("Parental responsibility?", f"{path}.parental_responsibility", YES_NO),
        ),
        _line(Ask("Address", f"{path}.address"), Ask("Postcode", f"{path}.postcode")),
    )


def _people() -> tuple[Block, ...]:
    columns = (Ask("Service", "service"), Ask("Name", "name"), Ask("Contact tel. no.", "telephone"))
    return (
        Heading("Details of person(s) undertaking assessment"),
        _line(Ask("Name", "assessor.name"), Ask("Contact tel. no.", "assessor.telephone")),
        _line(Ask("Role", "assessor.role"), Ask("Organisation", "assessor.organisation")),
        _line(Ask("Address", "assessor.address"), Ask("Postcode", "assessor.postcode")),
        _line(Ask("E-mail", "assessor.email")),
        _line(
            Ask("Name of lead professional (where applicable)", "lead_professional.name"),
            Ask("Lead professional's contact number", "lead_professional.telephone"),
        ),
        Heading("Services working with this infant, child or young person"),
        Grid("services", columns, 3),
    )


def _elements() -> tuple[Block, ...]:
    return (
        Heading(
            "CAF assessment summary: strengths and needs",
            "Consider each of the elements to the extent they are appropriate in the circumstances. You do not need "
            "to comment on every element. Wherever possible, base comments on evidence, not just opinion.",
        ),
        Heading("1. Development of unborn baby, infant, child or young person"),
        _element("general_health", "General health", "Conditions and impairments; immunisations; hospital admissions"),
        _element("physical_development", "Physical development", "Nourishment; activity; vision and hearing"),
        _element("speech_language_communication", "Speech, language and communication", "Listening; responding"),
        _element(
            "emotional_social_development",
            "Emotional and social development",
            "Early attachments; risking/actual self-harm; confidence; relationships with peers",
        ),
        _element(
            "behavioural_development", "Behavioural development", "Lifestyle, self-control; substance misuse; offending"
        ),
        _element("identity", "Identity, self-esteem, self-image and social presentation", "Perceptions of self"),
        _element("family_social_relationships", "Family and social relationships", "Friendships; helping others"),
        _element("self_care", "Self-care skills and independence", "Boundaries, rules, asking for help"),
        _element("understanding", "Understanding, reasoning and problem solving", "Making connections"),
        _element(
            "participation_in_learning", "Participation in learning, education and employment", "Access and engagement"
        ),
        _element("progress_achievement", "Progress and achievement in learning", "Progress in basic and key skills"),
        _element("aspirations", "Aspirations", "Ambition; motivation, perseverance"),
        Heading("2. Parents and carers"),
        _element("basic_care", "Basic care, ensuring safety and protection", "Provision of food, warmth, shelter"),
        _element("emotional_warmth", "Emotional warmth and stability", "Praise and encouragement; secure attachments"),
        _element("guidance_boundaries", "Guidance, boundaries and stimulation", "Encouraging self-control"),
        Heading("3. Family and environmental"),
        _element("family_history", "Family history, functioning and well-being", "Illness, bereavement, violence"),
        _element("wider_family", "Wider family", "Formal and informal support networks"),
        _element(
            "housing_employment_finance", "Housing, employment and financial considerations", "Income/benefits; work"
        ),
        _element(
            "community_resources",
            "Social and community elements and resources, including education",
            "Transport; leisure facilities; crime in area",
        ),
    )


def _element(key: str, label: str, prompt: str) -> Line:
    return _line(Ask(label, f"elements.{key}.text", prompt=prompt, wide=True))


def _conclusions() -> tuple[Block, ...]:
    columns = (
        Ask("Desired outcomes (as agreed with child, young person and/or family)", "desired_outcome"),
        Ask("Action", "action"),
        Ask("Who will do this?", "who"),
        Ask("By when?", "by_when"),
    )
    return (
        Heading(
            "Conclusions, solutions and actions",
            "Now the assessment is completed you need to record conclusions, solutions and actions.",
        ),
        _line(
            Ask(
                "What are your conclusions?",
                "conclusions.summary",
                prompt="(strengths, resources, no additional needs, additional needs, complex needs)",
                wide=True,
            )
        ),
        Grid("actions", columns, 3),
        _line(
            Ask(
                "Goals",
                "desired_outcomes",
                prompt="e.g. How will you know that things have improved? What will things look like at review?",
                wide=True,
            )
        ),
        _line(Ask("Agreed review date", "review_date")),
        _line(
            Ask("Child or young person's comment on the assessment and actions identified", "child_comment", wide=True)
        ),
        _line(Ask("Parent or carer's comment on the assessment and actions identified", "parent_comment", wide=True)),
    )


def _consent() -> tuple[Block, ...]:
    return (
        Heading(
            "Consent statement for information storage and information sharing",
            "We need to collect the information in this form so that we can understand what help you may need. "
            "We treat it as confidential and share the least that is needed.",
        ),
        _line(
            Ask(
                "I understand that the information recorded on this form will be stored.",
                "consent.store",
                YES_NO,
                wide=True,
            )
        ),
        _line(
            Ask(
                "I agree to the sharing of information, as agreed, between the services listed below.",
                "consent.share",
                YES_NO,
                wide=True,
            )
        ),
        _line(Ask("", "consent.share_with", wide=True)),
        _line(
            Ask(
                "Are there any agencies you do not want us to share information with? Please list",
                "consent.not_share_with",
                wide=True,
            )
        ),
        Heading("Child or young person's signature"),
        _line(Ask("Name", "consent.signed_by_child"), Ask("Date")),
        Heading("Parent or carer's signature"),
        _line(Ask("Name", "consent.signed_by"), Ask("Date", "consent.signed_on")),
        Heading("Assessor's signature"),
        _line(Ask("Name", "assessor_signed"), Ask("Date", "consent.assessor_signed_on")),
        Heading(
            "Exceptional circumstances: significant harm to infant, child or young person",
            "If at any time during the course of this assessment you feel that an infant, child or young person has "
            "been harmed or abused or is at risk of being harmed or abused, you must follow your Local Safeguarding "
            "Children Board procedures.",
        ),
    )
