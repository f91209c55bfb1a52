"""Two administrators change cells at random, each in their own workbook: the records are as a model says (X5)."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.form import Child, leaves
from rules.referral import ConsentState, Status
from storage.workbook.columns import Kind
from storage.workbook.referrals_sheet import REFERRALS
from tests.builders import a_form, a_reading
from tests.integration.panel_office import PanelOffice, fill, saved

A_FEW = max(1, settings().max_examples // 20)
CHILDREN = 6
EDITS = 50
SERVICES = ("Police", "CAMHS", "Health visiting", "Family Support")
TEXT = ("child.school", "child.ethnicity", "home_situation", "conclusions.summary", "assessor.role", "parent_comment")
"""Leaves that can be changed by themselves to any words."""

Edits = dict[tuple[str, str], str]


@pytest.mark.requirement("X5", "X9")
@settings(max_examples=A_FEW, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_a_hundred_random_edits_by_two_administrators(seed: int) -> None:
    """What one changed is on record; what both changed is the first one's, and the second is told of each."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        office = PanelOffice(Path(folder))
        references = _some_children(office)
        workbook = office.export()
        first, second = (_random_edits(chance, references) for _ in range(2))
        one = office.give_back(saved(workbook, lambda book: _type(book, first)), by="one@beds.example")
        two = office.give_back(saved(workbook, lambda book: _type(book, second)), by="two@beds.example")
        clashes = {key for key in second if key in first and first[key] != second[key]}
        assert not one.conflicts
        assert (one.refused, two.refused) == ((), ())
        assert {(c.conflict.subject_id, c.conflict.field) for c in two.conflicts} == clashes
        assert {c.changed_by for c in two.conflicts} <= {"one@beds.example"}
        expected = {**second, **first}
        _as_expected(office, references, expected)
        assert office.give_back(saved(workbook, lambda book: _type(book, first))).taken == ()


def _some_children(office: PanelOffice) -> list[str]:
    references = []
    for number in range(CHILDREN):
        child = Child(
            given_names=f"Child{number}",
            family_name=f"Family{number}",
            date_of_birth=a_form().child.date_of_birth,
            address=f"{number + 1} Sample Road, Bedford",
            postcode="MK42 9AP",
            school="A School",
        )
        references += office.receive(a_reading(a_form(child=child)), sender=f"r{number}@school.example")
    return references


def _random_edits(chance: random.Random, references: list[str]) -> Edits:
    edits: Edits = {}
    for _ in range(EDITS):
        reference, field = chance.choice(references), chance.choice((*TEXT, "consent.share", "exclusions"))
        if field == "consent.share":
            edits[reference, field] = "No"
        elif field == "exclusions":
            edits[reference, field] = chance.choice(SERVICES)
        else:
            edits[reference, field] = f"words {chance.randrange(5)}"
    return edits


def _type(book: openpyxl.Workbook, edits: Mapping[tuple[str, str], str]) -> None:
    for (reference, field), value in edits.items():
        fill(book, "Referrals", reference, {REFERRALS.column(field).heading: value})


def _as_expected(office: PanelOffice, references: list[str], expected: Edits) -> None:
    for reference in references:
        referral = office.referral(reference)
        said = leaves(referral.form)
        for (about, field), value in expected.items():
            if about != reference:
                continue
            if field == "exclusions":
                codes = {one.service for one in referral.exclusions if not one.lifted}
                assert codes == {value.split()[0].casefold()}
            elif REFERRALS.column(field).kind is Kind.YES_NO:
                assert said[field] is (value == "Yes")
            else:
                assert said[field] == value
        refused = expected.get((reference, "consent.share")) == "No"
        assert referral.status is (Status.CONSENT_REFUSED if refused else Status.READY)
        assert referral.consent is (ConsentState.REFUSED if refused else ConsentState.GIVEN)
