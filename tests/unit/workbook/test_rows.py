"""A form as rows of the panel workbook, and corrected rows as a form again."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from rules.form import Element, Evidence, Form, FormReading, HouseholdMember, PlannedAction, Problem, leaves
from storage.workbook.columns import Column, Kind
from storage.workbook.corrections import concerns_form, corrected_form, leaf_of, reference_of
from storage.workbook.fields import ELEMENTS, LEAF_FIELDS, as_answer, as_cell
from storage.workbook.outcome import Added, Change, Comparison, Struck
from storage.workbook.panel_sheets import NEEDS, PANEL_SHEETS, PEOPLE
from storage.workbook.referrals_sheet import REFERRALS
from storage.workbook.rows import doubts_of, need_rows, people_rows, referral_row
from storage.workbook.values import Lists, canonical, read_cell
from tests.unit.workbook.samples import entry, form

pytestmark = pytest.mark.requirement("X5")


def change(sheet: str, subject: str, field: str, new: str) -> Change:
    """A change of one cell."""
    kind = {"Referrals": "referral", "People": "person"}.get(sheet, "need")
    return Change(
        sheet=sheet, cell="A1", heading="", subject_kind=kind, subject_id=subject, field=field, old="", new=new
    )


@pytest.mark.requirement("X1")
def test_what_is_doubtful_names_what_the_form_says_and_where() -> None:
    """An unsure leaf, and one that the form should have had, each with its note; corrected and settled ones not."""
    read = form(1)
    reading = FormReading(
        file="f.docx",
        kind="caf",
        readable=True,
        form=read,
        evidence=(
            Evidence(field="child.family_name", certainty=0.6, place="Identifying details", written="Broadhvrst"),
            Evidence(field="child.school", certainty=0.6, place="Table 1"),
            Evidence(field="child.given_names", certainty=1.0, place="Table 1"),
            Evidence(field="parents_carers[0].telephone", certainty=0.3, place="Table 2", written="O7700"),
        ),
        problems=(Problem(code="missing", message="“Date of birth” is empty.", field="child.expected_delivery_date"),),
    )
    corrected = dataclasses.replace(read, child=dataclasses.replace(read.child, school="Another"))
    found = doubts_of(reading, corrected, settled=("child.given_names",))
    assert set(found) == {"child.family_name", "child.expected_delivery_date", "parents_carers[0].telephone"}
    assert "60%" in found["child.family_name"].why
    assert "Broadhvrst" in found["child.family_name"].note()
    assert "Identifying details" in found["child.family_name"].note()
    assert found["child.expected_delivery_date"].why == "“Date of birth” is empty."
    rows = [*people_rows(dataclasses.replace(entry(1), doubts=found))]
    assert set(rows[0].doubts) == {"telephone"}
    assert set(referral_row(dataclasses.replace(entry(1), doubts=found)).doubts) == {
        *("child.family_name", "child.expected_delivery_date"),
    }


def test_every_answer_of_a_form_stands_on_some_sheet() -> None:
    """No leaf is lost between the form and the workbook: each can be corrected somewhere."""
    one = entry(1)
    shown = {canonical(value) for value in referral_row(one).values.values()}
    for row in (*people_rows(one), *need_rows(one)):
        shown |= {canonical(value) for value in row.values.values()}
    said = {canonical(as_cell(path, value)) for path, value in leaves(one.form).items()}
    assert said <= shown


def test_every_leaf_field_is_an_answer_of_the_form() -> None:
    """A correction on `Referrals` finds its place, is the right type, and says the same when it is shown again."""
    samples = {Kind.DATE: "2015-02-01", Kind.YES_NO: "Yes", Kind.SERVICES: "CAMHS; Police", Kind.EMAIL: "a@b.example"}
    for column in (c for c in REFERRALS.columns if c.field in LEAF_FIELDS):
        text = column.choices[0] if column.choices else samples.get(column.kind, "07700 900123")
        text = "MK42 9AP" if column.kind is Kind.POSTCODE else text
        comparison = Comparison(changes=(change("Referrals", "N26-0001", column.field, text),))
        corrected = corrected_form(Form(), "N26-0001", comparison)
        assert corrected != Form(), column.field
        row = referral_row(dataclasses.replace(entry(1), form=corrected))
        assert canonical(row.values[column.field]) == text
        assert read_cell(column, row.values[column.field], Lists()) == text


def test_people_and_needs_are_corrected_added_and_struck() -> None:
    """Each change lands on its own person or row, and striking one does not move another's change."""
    comparison = Comparison(
        changes=(
            change("People", "N26-0001/parents_carers/0", "parental_responsibility", "No"),
            change("Needs and actions", "N26-0001/elements/basic_care", "needs", ""),
            change("Needs and actions", "N26-0001/actions/0", "by_when", "next TAC"),
            change("Needs and actions", "N26-0001/other/0", "text", ""),
            change("Referrals", "N26-0002", "child.school", "Somebody else's"),
            change("Referrals", "N26-0001", "screening", "Panel"),
            change("People", "N26-0001/parents_carers/0", "checked", "Yes"),
        ),
        added=(
            Added(
                sheet="People",
                row=9,
                subject_kind="person",
                values={"reference": "n26-0001", "list": "Household", "name": "New", "date_of_birth": "2020-01-01"},
                cells={},
            ),
            Added(
                sheet="Needs and actions",
                row=9,
                subject_kind="need",
                values={
                    "reference": "N26-0001",
                    "list": "Strengths and needs",
                    "heading": "wider family",
                    "text": "Gran",
                },
                cells={},
            ),
            Added(
                sheet="Needs and actions",
                row=10,
                subject_kind="need",
                values={"reference": "N26-0001", "list": "Action on the form", "action": "Swim"},
                cells={},
            ),
        ),
        struck=(
            Struck(sheet="People", cell="N5", subject_kind="person", subject_id="N26-0001/household/0", values={}),
            Struck(sheet="People", cell="N6", subject_kind="person", subject_id="N26-0001/services/0", values={}),
        ),
    )
    corrected = corrected_form(form(1), "N26-0001", comparison)
    assert corrected.parents_carers[0].parental_responsibility is False
    assert corrected.elements["basic_care"] == Element(strengths="Mum asks for help early.", needs=None)
    assert corrected.elements["wider_family"] == Element(text="Gran")
    assert [action.by_when for action in corrected.actions] == ["next TAC", None]
    assert corrected.actions[1] == PlannedAction(action="Swim")
    assert corrected.other[0].text == ""
    assert corrected.household == (HouseholdMember(name="New", date_of_birth=dt.date(2020, 1, 1)),)
    assert corrected.services == ()
    assert corrected.child == form(1).child
    assert corrected_form(form(1), "N26-0009", comparison) == form(1)


def test_changes_know_their_leaf_and_reference() -> None:
    """The audit trail names a leaf as the form's reader does."""
    assert leaf_of("N26-0001", "child.school") == "child.school"
    assert leaf_of("N26-0001/parents_carers/1", "name") == "parents_carers[1].name"
    assert leaf_of("N26-0001/elements/basic_care", "needs") == "elements.basic_care.needs"
    assert reference_of("N26-0001/elements/basic_care") == "N26-0001"
    assert not concerns_form(change("Referrals", "N26-0001", "screening", "Panel"))
    assert not concerns_form(change("People", "N26-0001/household/0", "checked", "Yes"))
    assert concerns_form(change("People", "N26-0001/household/0", "name", "X"))


def test_coded_answers_are_shown_in_words() -> None:
    """Sex and route are codes in the form and words in the cell, and an unknown code is shown as it is."""
    assert as_cell("child.sex", "unborn") == "Unborn"
    assert as_answer("child.sex", Kind.CHOICE, "Unborn") == "unborn"
    assert as_cell("referral.route", "elsewhere") == "elsewhere"
    assert as_answer("consent.share_with", Kind.SERVICES, "") == ()


def test_the_declaration_agrees_with_itself() -> None:
    """Fields and headings are unique on their sheet, keys are columns, helps fit, and every sheet is wide enough."""
    for sheet in PANEL_SHEETS:
        columns: tuple[Column, ...] = sheet.columns
        headings = [heading.casefold() for column in columns for heading in (column.heading, *column.names)]
        assert len(set(headings)) == len(headings), sheet.name
        assert len({column.field for column in columns}) == len(columns), sheet.name
        assert {sheet.key, *sheet.identity, *sheet.needed} - {""} <= {column.field for column in columns}
        assert all(column.width >= 6 for column in columns)
        assert len(sheet.name) <= 31
    assert len(ELEMENTS) == 22
    assert PEOPLE.adds
    assert NEEDS.adds
