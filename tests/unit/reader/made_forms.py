"""
Forms made at random, with their answers: other layouts, other wordings, other builds than any real form has.

`make_form(random)` gives the bytes of a Word document and what a reader should
find in it, leaf by leaf. The wordings are written as councils write them, not
copied from the reader's vocabulary.
"""

from __future__ import annotations

import random as chance

from tests.unit.reader.made_layouts import (
    AGENCIES,
    ASKED,
    ELEMENT_WORDS,
    FAMILY,
    GIVEN,
    PEOPLE,
    POSTCODES,
    RELATIONS,
    ROLES,
    SERVICES,
    STREETS,
    TOWNS,
    WHEN,
    Leaves,
    Made,
    lay_out,
    note_leaf,
    put_choice,
    put_fields,
    put_records,
    write_day,
    write_text,
)
from tests.unit.reader.word_xml import (
    bold,
    cell,
    document,
    heading,
    paragraph,
    row,
    run,
    table,
)


def make_form(pick: chance.Random) -> tuple[bytes, Leaves]:
    """Return a form and the leaves that stand in it."""
    made = Made(pick)
    made.label_look = pick.choice(("bold", "bold", "bold", "plain"))
    made.shaded = pick.random() < 0.6 or made.label_look == "plain"
    made.colon = pick.random() < 0.4
    made.build = pick.choice(("plain", "plain", "control", "field"))
    made.yes_no = pick.choice(
        (
            "ticks-after",
            "ticks-before",
            "legacy",
            "control",
            "strike",
            "bold",
            "underline",
            "highlight",
            "deleted",
            "typed",
            "x-after",
        )
    )
    made.section_look = pick.choice(("heading", "row", "plain"))
    made.numbered = pick.random() < 0.5
    made.blocks.append(
        heading(
            pick.choice(
                ("Early Help Assessment", "Common Assessment Framework (CAF)", "Early Help Assessment form", "CAF form")
            ),
            1,
        )
    )
    made.blocks.append(
        paragraph(run("Please complete all the sections that apply. Boxes will expand as you type.", "<w:i/>"))
    )
    name = (pick.choice(GIVEN), pick.choice(FAMILY))
    _child(made, name)
    order = [_people, _assessment]
    pick.shuffle(order)
    for part in order:
        part(made, name)
    _services(made)
    _elements(made, name[0])
    _plan(made, name[0])
    _views(made)
    _consent(made, name)
    return document(*made.blocks), made.leaves


def _child(made: Made, name: tuple[str, str]) -> None:  # noqa: C901 - one question after another, as a person would ask them
    pick = made.pick
    made.title("child")
    day, month, year = pick.randint(1, 28), pick.randint(1, 12), pick.randint(2008, 2021)
    iso = f"{year}-{month:02}-{day:02}"
    postcode = pick.choice(POSTCODES)
    address = (pick.choice(STREETS), pick.choice(TOWNS))
    values = {
        "given_names": name[0],
        "family_name": name[1],
        "date_of_birth": write_day(pick, iso),
        "address": "\n".join(address),
        "postcode": pick.choice((postcode, postcode.lower(), postcode.replace(" ", ""))),
    }
    typed: Leaves = {"date_of_birth": iso, "address": ", ".join(address), "postcode": postcode}
    optional = {
        "also_known_as": "Bean",
        "telephone": "07700 900" + str(pick.randint(100, 999)),
        "nhs_number": pick.choice(("999 104 4175", "9995182122")),
        "ethnicity": pick.choice(("White British", "Pakistani", "Black African")),
        "first_language": pick.choice(("English", "Polish", "Urdu")),
        "religion": pick.choice(("None", "Muslim", "Church of England")),
        "school": pick.choice(AGENCIES),
        "year_group": pick.choice(("Year 4", "9", "Reception")),
        "special_requirements": "Ground floor room please; Mum uses a stick.",
    }
    for key, value in optional.items():
        if pick.random() < 0.75:
            values[key] = "" if pick.random() < 0.2 else value
    if values.get("nhs_number"):
        typed["nhs_number"] = values["nhs_number"].replace(" ", "")
    if "year_group" in values and "school" not in values:
        values.pop("year_group")
    put_fields(made, "child", values, typed)
    questions = [(pick.choice(words), path) for path, words in ASKED.items() if pick.random() < 0.7]
    rows = []
    for question, path in questions:
        answer = pick.choice((True, False, None))
        if answer is not None:
            made.leaves[path] = answer
        rows.append(
            row(
                cell(paragraph(made.label(question)), shaded=made.shaded),
                cell(
                    paragraph(put_choice(made, ("Yes", "No"), None if answer is None else ("Yes" if answer else "No")))
                ),
            )
        )
    if rows:
        made.blocks.append(table(*rows))
    sex = pick.choice(("Male", "Female", None))
    if sex is not None:
        made.leaves["child.sex"] = sex.lower()
    made.blocks.append(
        table(
            row(
                cell(paragraph(made.label(pick.choice(("Gender", "Sex")))), shaded=made.shaded),
                cell(paragraph(put_choice(made, ("Male", "Female"), sex))),
            )
        )
    )


def _assessment(made: Made, name: tuple[str, str]) -> None:
    pick = made.pick
    made.title("assessment")
    iso = f"2026-0{pick.randint(1, 6)}-{pick.randint(10, 28)}"
    put_fields(
        made,
        "assessment",
        {
            "date": write_day(pick, iso),
            "people_present": f"{name[0]}, Mum and the class teacher",
            "reason": write_text(made, name[0], 2),
        },
        {"date": iso},
    )
    made.title("assessor")
    values = {
        "name": f"{pick.choice(GIVEN).split()[0]} {pick.choice(FAMILY)}",
        "role": pick.choice(ROLES),
        "organisation": pick.choice(AGENCIES),
        "telephone": f"01632 960{pick.randint(100, 999)}",
        "email": "worker@setting.example",
    }
    put_fields(made, "assessor", values, {})
    if pick.random() < 0.5:
        put_fields(
            made,
            "lead_professional",
            {"name": "Sam " + pick.choice(FAMILY), "telephone": "01632 960" + str(pick.randint(100, 999))},
            {},
        )


def _people(made: Made, name: tuple[str, str]) -> None:  # noqa: C901 - one question after another, as a person would ask them
    pick = made.pick
    records: list[dict[str, str]] = [
        {
            "name": f"Dana {name[1]}",
            "relationship": "Mother",
            "telephone": "07700 900" + str(pick.randint(100, 999)),
            "parental_responsibility": pick.choice(("Y", "Yes")),
        }
    ]
    typed: list[Leaves] = [{"parental_responsibility": True}]
    if pick.random() < 0.6:
        records.append(
            {
                "name": f"Rob {pick.choice(FAMILY)}",
                "relationship": "Father",
                "parental_responsibility": pick.choice(("N", "No")),
            }
        )
        typed.append({"parental_responsibility": False})
    if pick.random() < 0.7:
        titled = pick.random() < 0.4
        if not titled:
            made.title("parents")
        put_records(made, "parents", records, typed, titled=titled)
    else:
        made.title("parents")
        for index, record in enumerate(records):
            values = {k: v for k, v in record.items() if k != "parental_responsibility"}
            for key, value in values.items():
                made.leaves[f"parents_carers[{index}].{key}"] = value
            lay_out(made, [(pick.choice(PEOPLE["parents"][k]), v) for k, v in values.items()])
    others: list[dict[str, str]] = []
    plain: list[Leaves] = []
    for _ in range(pick.randint(0, 3)):
        iso = f"{pick.randint(2009, 2023)}-0{pick.randint(1, 9)}-{pick.randint(10, 28)}"
        others.append(
            {
                "name": f"{pick.choice(GIVEN)} {name[1]}",
                "relationship": pick.choice(RELATIONS),
                "date_of_birth": write_day(pick, iso),
                "school": pick.choice((*AGENCIES, "")),
            }
        )
        plain.append({"date_of_birth": iso})
    if others:
        titled = pick.random() < 0.4
        if not titled:
            made.title("household")
        put_records(made, "household", others, plain, titled=titled)


def _services(made: Made) -> None:
    pick = made.pick
    records = [
        {
            "service": service,
            "name": f"{pick.choice(('Dr', 'Ms', 'Mr'))} {pick.choice(FAMILY)}",
            "organisation": pick.choice(AGENCIES),
            "telephone": f"01632 960{pick.randint(100, 999)}",
        }
        for service in pick.sample(SERVICES, pick.randint(1, 3))
    ]
    titled = pick.random() < 0.4
    if not titled:
        made.title("services")
    put_records(made, "services", records, [{} for _ in records], titled=titled)


def _elements(made: Made, who: str) -> None:
    pick = made.pick
    made.title("elements")
    chosen = [k for k in ELEMENT_WORDS if pick.random() < 0.7]
    way = pick.choice(("rows", "columns", "headings", "inside"))
    rows = []
    if way == "columns":
        rows.append(
            row(
                *(
                    cell(paragraph(bold(t)), shaded=True)
                    for t in (
                        pick.choice(("Area", "")),
                        pick.choice(("Strengths", "What is working well?")),
                        pick.choice(("Needs", "What are we worried about?")),
                    )
                )
            )
        )
    for key in chosen:
        label = pick.choice(ELEMENT_WORDS[key])
        text = write_text(made, who, pick.randint(1, 3)) if pick.random() < 0.8 else ""
        if way == "columns":
            strengths = write_text(made, who, 1) if pick.random() < 0.8 else ""
            rows.append(
                row(
                    cell(paragraph(bold(label)), shaded=made.shaded),
                    cell(paragraph(made.answer(strengths))),
                    cell(paragraph(made.answer(text))),
                )
            )
            note_leaf(made, f"elements.{key}.strengths", strengths)
            note_leaf(made, f"elements.{key}.needs", text)
            continue
        note_leaf(made, f"elements.{key}.text", text)
        if way == "rows":
            rows.append(row(cell(paragraph(bold(label)), shaded=made.shaded), cell(paragraph(made.answer(text)))))
        elif way == "inside":
            rows.append(row(cell(paragraph(bold(label)), paragraph(made.answer(text)))))
        else:
            made.blocks.append(paragraph(bold(label)))
            made.blocks.append(paragraph(made.answer(text)) if text else paragraph())
    if rows:
        made.blocks.append(table(*rows))


def _plan(made: Made, who: str) -> None:
    pick = made.pick
    made.title("plan")
    records, typed = [], []
    for _ in range(pick.randint(1, 4)):
        iso = f"2026-0{pick.randint(7, 9)}-{pick.randint(10, 28)}"
        dated = pick.random() < 0.6
        records.append(
            {
                "desired_outcome": f"{who} is happier at school",
                "action": pick.choice(("Refer to the school nurse", "Weekly visit at home", "Breakfast club place")),
                "who": pick.choice(("Mum", "School", "Family support worker")),
                "by_when": write_day(pick, iso) if dated else pick.choice(WHEN),
            }
        )
        typed.append({"by_when": iso} if dated else {})
    put_records(made, "plan", records, typed)
    iso = f"2026-1{pick.randint(0, 2)}-{pick.randint(10, 28)}"
    made.leaves["review_date"] = iso
    lay_out(
        made,
        [
            (
                pick.choice(
                    ("Review date", "Date of next review", "Agreed review date", "When will this plan be reviewed?")
                ),
                write_day(pick, iso),
            )
        ],
    )


def _views(made: Made) -> None:
    pick = made.pick
    made.title("views")
    child, parent = "I want my own room and to see Dad.", "We would be glad of some help."
    made.leaves["child_comment"], made.leaves["parent_comment"] = child, parent
    lay_out(
        made,
        [
            (
                pick.choice(
                    (
                        "Child's views",
                        "Child or young person's comments",
                        "What does the child say?",
                        "Voice of the child",
                    )
                ),
                child,
            ),
            (pick.choice(("Parent/carer's views", "Parents' comments", "Parent or carer's comments")), parent),
        ],
    )


def _consent(made: Made, name: tuple[str, str]) -> None:
    pick = made.pick
    made.title("consent")
    made.blocks.append(
        paragraph(
            run("We will only share information where we need to, unless somebody is at risk of significant harm.")
        )
    )
    statements = {
        "consent.store": pick.choice(
            (
                "I agree to this information being stored",
                "I agree that the information on this form may be recorded and held",
            )
        ),
        "consent.share": pick.choice(
            (
                "I agree to this information being shared with other services",
                "I consent to the information in this form being shared with the services that can help",
                "I agree to the sharing of this information with panel members",
            )
        ),
    }
    inside = pick.random() < 0.5
    rows = []
    for path, text in statements.items():
        value = pick.choice((True, True, False, None))
        if value is not None:
            made.leaves[path] = value
        chosen = None if value is None else ("Yes" if value else "No")
        if inside:
            made.blocks.append(paragraph(run(text + ".   "), put_choice(made, ("Yes", "No"), chosen)))
        else:
            rows.append(row(cell(paragraph(run(text))), cell(paragraph(put_choice(made, ("Yes", "No"), chosen)))))
    if rows:
        made.blocks.append(table(*rows))
    shared = ["School", "Health visiting"] if pick.random() < 0.7 else []
    kept = ["Police"] if pick.random() < 0.5 else []
    for path, services in (("consent.share_with", shared), ("consent.not_share_with", kept)):
        for index, service in enumerate(services):
            made.leaves[f"{path}[{index}]"] = service
    lay_out(
        made,
        [
            (
                pick.choice(
                    (
                        "Who may see this assessment?",
                        "Share with",
                        "Services that may see this form",
                        "Who would you like to receive a copy?",
                    )
                ),
                pick.choice((", ", "; ")).join(shared),
            ),
            (
                pick.choice(
                    (
                        "Is there anyone you do not want to see this assessment?",
                        "Do not share with",
                        "Services not to be involved",
                        "Are there any services you do not want us to share with?",
                    )
                ),
                "; ".join(kept),
            ),
        ],
    )
    iso = f"2026-06-{pick.randint(10, 28)}"
    signed, worker = f"Dana {name[1]}", "Kim " + pick.choice(FAMILY)
    made.leaves["consent.signed_by"], made.leaves["consent.signed_on"], made.leaves["consent.assessor_signed_on"] = (
        signed,
        iso,
        iso,
    )
    rows = [
        row(
            cell(paragraph(made.label(who)), shaded=made.shaded),
            cell(paragraph(made.answer(person))),
            cell(paragraph(made.label("Date")), shaded=made.shaded),
            cell(paragraph(made.answer(write_day(pick, iso)))),
        )
        for who, person in (
            (pick.choice(("Signed (parent/carer)", "Parent/carer signature", "Signature of parent/carer")), signed),
            (pick.choice(("Signed (practitioner)", "Assessor's signature", "Signature of practitioner")), worker),
        )
    ]
    made.blocks.append(table(*rows))
