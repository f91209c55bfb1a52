"""Bedfordshire's own print: first name and surname on one line, the wrong word of "Yes/No" struck out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from demo.forms.answers import Answers
from demo.forms.markup import GRID, Cell, document, line_break, paragraph, run, tab, table
from demo.forms.national import YES_NO, Line, national_form
from rules.form import Form, Leaf

_SEX: Mapping[str, Leaf] = {"Female": "female", "Male": "male", "Unknown": "unborn"}
_ROUTES: Mapping[str, str] = {
    "Referral to the Multi Agency Allocation Group (MAAG)": "panel",
    "Referral to a single agency": "single_agency",
    "Further meeting with the family and appropriate professionals": "local_meeting",
}
_HALF = GRID // 2


class Bedfordshire:
    """Lays out one form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._answers = Answers(form)

    def write(self) -> bytes:
        """Return the Word file."""
        return document(
            self._body(),
            header="CONFIDENTIAL",
            footer="CAF / MAAG referral form - Bedfordshire Children & Young People’s Strategic Partnership",
        )

    def _body(self) -> Iterator[str]:
        yield paragraph(run("Bedfordshire county council", bold=True))
        yield paragraph(run("Common Assessment Framework and Multi Agency Referral Form"), style="Heading1")
        yield paragraph(run("This form is being used as:"))
        yield paragraph(run("a) An Assessment Form "), self._struck({"Yes": True, "No": False}, chosen="Yes"))
        yield paragraph(
            run("b) Multi Agency Referral Form "),
            self._struck(YES_NO, chosen="Yes"),
            run(" (e.g. MAAG, Single Agency)"),
        )
        yield from self._child()
        yield from self._family()
        yield from self._people()
        yield from self._assessment()
        yield from self._next_steps()
        yield from self._consent()

    def _child(self) -> Iterator[str]:
        yield _heading("Details of unborn baby, infant, child or young person")
        name = self._pair("Name (first) : ", "child.given_names", "(Surname) : ", "child.family_name")
        born = self._said("Date of birth or EDD: ", "child.date_of_birth")
        gender = paragraph(run("Gender (Female/Male/Unknown): ", bold=True), self._choice("child.sex", _SEX))
        yield table(
            [
                [Cell(name, GRID)],
                [Cell(self._said("A.K.A / previous names: ", "child.also_known_as"), _HALF), Cell(gender, _HALF)],
                [
                    Cell(self._said("Address: ", "child.address") + self._said("Postcode: ", "child.postcode"), _HALF),
                    Cell(born + self._said("Phone Number: ", "child.telephone"), _HALF),
                ],
                self._two(("School / nursery: ", "child.school"), ("Year group: ", "child.year_group")),
                self._two(("NHS number: ", "child.nhs_number"), ("UPN: ", "child.upn")),
                self._two(("Ethnicity: ", "child.ethnicity"), ("Religion: ", "child.religion")),
                self._two(
                    ("Child’s first language: ", "child.first_language"),
                    ("Parent’s first language: ", "child.parents_first_language"),
                ),
                self._choices(
                    ("Does the child have a disability? ", "child.disability"),
                    ("Is an interpreter or signer required? ", "child.interpreter_required"),
                ),
                [Cell(self._said("Details of any special requirements: ", "child.special_requirements"), GRID)],
            ]
        )
        yield _heading("Assessment information")
        yield table(
            [
                [Cell(self._said("Date of Completion: ", "assessment.date"), GRID)],
                self._beside("People present at assessment", "assessment.people_present"),
                self._beside(
                    "What has led to this unborn baby, infant, child or young person being assessed?",
                    "assessment.reason",
                ),
            ]
        )

    def _family(self) -> Iterator[str]:
        yield _heading("Details of parents / carers")
        for number in range(max(1, self._answers.rows("parents_carers"))):
            yield table(self._parent(f"parents_carers[{number}]"))
        yield _heading("Current family and home situation")
        yield paragraph(
            run(
                "e.g. family structure including siblings, other significant adults etc; who lives with the child",
                small=True,
            )
        )
        yield table([[Cell(paragraph(self._written("home_situation")), GRID)]])
        columns = {
            "Name": "name",
            "Relationship to child": "relationship",
            "Date of birth": "date_of_birth",
            "School / nursery": "school",
        }
        yield self._rows("household", columns)

    def _parent(self, path: str) -> list[Sequence[Cell]]:
        given, _, family = self._answers.text(f"{path}.name").rpartition(" ")
        name = paragraph(
            run("Name (first) : ", bold=True), run(given), tab(), run("(Surname) : ", bold=True), run(family)
        )
        responsible = paragraph(
            run("Parental Responsibility? ", bold=True), self._choice(f"{path}.parental_responsibility", YES_NO)
        )
        address = self._said("Address: ", f"{path}.address") + self._said("Postcode: ", f"{path}.postcode")
        return [
            [Cell(name, GRID)],
            self._two(
                ("Relationship to child: ", f"{path}.relationship"), ("Date of birth: ", f"{path}.date_of_birth")
            ),
            [Cell(address, _HALF), Cell(self._said("Phone Number: ", f"{path}.telephone") + responsible, _HALF)],
        ]

    def _people(self) -> Iterator[str]:
        yield _heading("Details of person(s) undertaking assessment")
        yield table(
            [
                self._two(("Name: ", "assessor.name"), ("Phone Number: ", "assessor.telephone")),
                self._two(("Role: ", "assessor.role"), ("Organisation: ", "assessor.organisation")),
                [
                    Cell(
                        self._said("Address: ", "assessor.address") + self._said("Postcode: ", "assessor.postcode"),
                        _HALF,
                    ),
                    Cell(self._said("E-mail: ", "assessor.email"), _HALF),
                ],
                self._two(
                    ("Name of lead professional (where applicable): ", "lead_professional.name"),
                    ("Lead professional’s contact number: ", "lead_professional.telephone"),
                ),
            ]
        )
        yield _heading("Services working with this infant, child or young person")
        columns = {
            "Service": "service",
            "Named person": "name",
            "Organisation": "organisation",
            "Phone Number": "telephone",
        }
        yield self._rows("services", columns)

    def _assessment(self) -> Iterator[str]:
        yield _heading("CAF assessment summary: strengths and needs")
        elements = [
            (ask.label, ask.path)
            for block in national_form()
            if isinstance(block, Line)
            for ask in block.asks
            if ask.path.startswith("elements.")
        ]
        yield table([self._beside(label, path) for label, path in elements])
        yield _heading("Conclusions, solutions and actions")
        yield table(
            [
                self._beside("What are your conclusions?", "conclusions.summary"),
                self._beside("Is the child at risk of significant harm?", "conclusions.significant_harm"),
            ]
        )
        columns = {
            "Desired outcomes": "desired_outcome",
            "Action": "action",
            "Who will do this?": "who",
            "By when?": "by_when",
        }
        yield self._rows("actions", columns)
        yield table(
            [
                self._beside("How will you know that things have improved?", "desired_outcomes"),
                self._beside("Agreed review date", "review_date"),
                self._beside(
                    "Child or young person’s comment on the assessment and actions identified", "child_comment"
                ),
                self._beside("Parent or carer’s comment on the assessment and actions identified", "parent_comment"),
            ]
        )

    def _next_steps(self) -> Iterator[str]:
        yield _heading("Next steps")
        yield table(
            [
                *(
                    self._agreed_to(label, self._struck(YES_NO, chosen=self._chosen_route(value)))
                    for label, value in _ROUTES.items()
                ),
                self._beside("Services requested from MAAG (please list):", "referral.services_requested"),
            ]
        )

    def _chosen_route(self, value: str) -> str:
        if not self._answers.answered("referral.route"):
            return ""
        return "Yes" if self._answers.says("referral.route", value) else "No"

    def _consent(self) -> Iterator[str]:
        yield _heading("Consent statement for information storage and information sharing")
        yield table(
            [
                self._agreed("I agree that the information on this form will be stored.", "consent.store"),
                self._agreed(
                    "I agree to the sharing of information between the services of the MAAG.", "consent.share"
                ),
                self._beside(
                    "Are there any services that you do not want to be involved? Please list", "consent.not_share_with"
                ),
            ]
        )
        yield table(
            [
                self._signature("Child or young person", "consent.signed_by_child", ""),
                self._signature("Parent / carer", "consent.signed_by", "consent.signed_on"),
                self._signature("Assessor", self._assessor_path(), "consent.assessor_signed_on"),
            ]
        )

    def _assessor_path(self) -> str:
        return "assessor.name" if self._form.consent.assessor_signed_on else ""

    def _signature(self, who: str, name: str, day: str) -> tuple[Cell, ...]:
        signed = run("on paper copy" if name and self._answers.answered(name) else "")
        return (
            Cell(paragraph(run(who, bold=True)), 2, shaded=True),
            Cell(paragraph(run("Signed: ", bold=True), signed), 3),
            Cell(self._said("Name: ", name), 4),
            Cell(self._said("Date: ", day), 3),
        )

    # ------------------------------------------------------------------------------------------------------- pieces

    def _written(self, path: str) -> str:
        text = self._answers.text(path) if path else ""
        return line_break().join(run(line) for line in text.split("\n"))

    def _said(self, label: str, path: str) -> str:
        return paragraph(run(label, bold=True), self._written(path))

    def _pair(self, label: str, path: str, second: str, second_path: str) -> str:
        return paragraph(
            run(label, bold=True), self._written(path), tab(), tab(), run(second, bold=True), self._written(second_path)
        )

    def _two(self, left: tuple[str, str], right: tuple[str, str]) -> tuple[Cell, ...]:
        return tuple(Cell(self._said(*one), _HALF) for one in (left, right))

    def _beside(self, label: str, path: str) -> tuple[Cell, ...]:
        return (Cell(paragraph(run(label, bold=True)), 4, shaded=True), Cell(paragraph(self._written(path)), 8))

    def _choices(self, *asked: tuple[str, str]) -> tuple[Cell, ...]:
        return tuple(
            Cell(paragraph(run(label, bold=True), self._choice(path, YES_NO)), GRID // len(asked))
            for label, path in asked
        )

    def _agreed(self, sentence: str, path: str) -> tuple[Cell, ...]:
        return self._agreed_to(sentence, self._choice(path, YES_NO))

    @staticmethod
    def _agreed_to(sentence: str, choice: str) -> tuple[Cell, ...]:
        return (Cell(paragraph(run(sentence)), 9), Cell(paragraph(choice), 3))

    def _choice(self, path: str, options: Mapping[str, Leaf]) -> str:
        chosen = next((option for option, value in options.items() if self._answers.says(path, value)), "")
        return self._struck(options, chosen=chosen)

    @staticmethod
    def _struck(options: Mapping[str, Leaf], *, chosen: str) -> str:
        """The options side by side; once one is chosen the others are struck out."""
        words = [run(option, struck=bool(chosen) and option != chosen) for option in options]
        return run("/").join(words)

    def _rows(self, path: str, columns: Mapping[str, str]) -> str:
        span = GRID // len(columns)
        head = [Cell(paragraph(run(label, bold=True)), span, shaded=True) for label in columns]
        count = max(2, self._answers.rows(path))
        lines = (
            [Cell(paragraph(self._written(f"{path}[{row}].{field}")), span) for field in columns.values()]
            for row in range(count)
        )
        return table([head, *lines])


def _heading(text: str) -> str:
    return paragraph(run(text), style="Heading3")
