"""The headings of the national form, for writing it: every leaf of `rules.form.Form`, in the form's order."""

from __future__ import annotations

from typing import Final

Labels = tuple[tuple[str, str], ...]

CHILD: Final[Labels] = (
    ("given_names", "Given name(s)"),
    ("family_name", "Family name"),
    ("also_known_as", "Also known as or previous names"),
    ("sex", "Sex"),
    ("date_of_birth", "Date of birth"),
    ("expected_delivery_date", "Expected date of delivery"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("telephone", "Contact tel. no."),
    ("email", "Email"),
    ("unique_reference", "Unique ref. no."),
    ("nhs_number", "NHS number"),
    ("upn", "Unique pupil number"),
    ("ethnicity", "Ethnicity"),
    ("first_language", "Child’s first language"),
    ("parents_first_language", "Parent’s first language"),
    ("interpreter_required", "Is an interpreter or signer required?"),
    ("disability", "Is the child or young person disabled?"),
    ("special_requirements", "Details of any special requirements"),
    ("religion", "Religion"),
    ("school", "School, nursery or college"),
    ("year_group", "Year group"),
)
ASSESSMENT: Final[Labels] = (
    ("date", "Date assessment started"),
    ("people_present", "People present at assessment"),
    ("reason", "What has led to this assessment?"),
)
PARENT: Final[Labels] = (
    ("name", "Name"),
    ("relationship", "Relationship to the child"),
    ("parental_responsibility", "Parental responsibility?"),
    ("date_of_birth", "Date of birth"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("telephone", "Contact tel. no."),
)
HOUSEHOLD: Final[Labels] = (
    ("name", "Name"),
    ("relationship", "Relationship"),
    ("date_of_birth", "Date of birth"),
    ("school", "School"),
)
ASSESSOR: Final[Labels] = (
    ("name", "Name"),
    ("role", "Role"),
    ("organisation", "Organisation"),
    ("address", "Address"),
    ("postcode", "Postcode"),
    ("telephone", "Contact tel. no."),
    ("email", "Email"),
)
LEAD: Final[Labels] = (
    ("name", "Name of lead professional"),
    ("role", "Role"),
    ("organisation", "Organisation"),
    ("telephone", "Lead professional’s contact number"),
    ("email", "Email"),
)
SERVICE: Final[Labels] = (
    ("service", "Service"),
    ("name", "Name"),
    ("organisation", "Organisation"),
    ("telephone", "Contact tel. no."),
)
ELEMENTS: Final[tuple[tuple[str, Labels], ...]] = (
    (
        "Development of the child or young person",
        (
            ("general_health", "General health"),
            ("physical_development", "Physical development"),
            ("speech_language_communication", "Speech, language and communication"),
            ("emotional_social_development", "Emotional and social development"),
            ("behavioural_development", "Behavioural development"),
            ("identity", "Identity, self-esteem, self-image and social presentation"),
            ("family_social_relationships", "Family and social relationships"),
            ("self_care", "Self-care skills and independence"),
            ("understanding", "Understanding, reasoning and problem solving"),
            ("participation_in_learning", "Participation in learning, education and employment"),
            ("progress_achievement", "Progress and achievement in learning"),
            ("aspirations", "Aspirations"),
            ("child_development", "Development of the child"),
        ),
    ),
    (
        "Parents and carers",
        (
            ("basic_care", "Basic care, ensuring safety and protection"),
            ("emotional_warmth", "Emotional warmth and stability"),
            ("guidance_boundaries", "Guidance, boundaries and stimulation"),
            ("parents_carers", "Parents and carers"),
        ),
    ),
    (
        "Family and environmental",
        (
            ("family_history", "Family history, functioning and well-being"),
            ("wider_family", "Wider family"),
            ("housing_employment_finance", "Housing, employment and financial considerations"),
            ("community_resources", "Social and community elements and resources, including education"),
            ("family_environment", "Family and environment"),
        ),
    ),
)
BY_DOMAIN: Final = frozenset({"child_development", "parents_carers", "family_environment"})
CONCLUSIONS: Final[Labels] = (
    ("summary", "What are your conclusions?"),
    ("strengths", "Strengths and resources"),
    ("needs", "Needs"),
    ("significant_harm", "Risk of significant harm"),
)
ACTION: Final[Labels] = (
    ("desired_outcome", "Desired outcome"),
    ("action", "Action"),
    ("who", "Who will do this?"),
    ("by_when", "By when?"),
    ("measure", "How will we know?"),
)
"""Columns of the action table; the last is shown where the form has it."""

CONSENT: Final[Labels] = (
    ("store", "I agree that the information will be stored"),
    ("share", "I agree to the sharing of information"),
    ("share_with", "With these services"),
    ("not_share_with", "Not with these services"),
    ("signed_by", "Signed by (parent or carer)"),
    ("signed_on", "Signed on"),
    ("signed_by_child", "Signed by the child or young person"),
    ("assessor_signed_on", "Assessor signed on"),
)
ROUTES: Final = {
    "panel": "To the panel",
    "single_agency": "To a single agency",
    "local_meeting": "To a local meeting",
}
