"""Decisions from the rows of a workbook: good rows are taken, bad cells are refused (B10, ruling 14)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.decision_cells import DecisionProblem
from rules.decisions import CheckedDecisions, ItemBefore, Sitting, check_decision_rows, rows_together
from rules.decisions_rows import DecisionRow
from rules.referral import AgreedAction, Allocation, DecisionWord, Service

ALLOCATE, WITHDRAW = DecisionWord.ALLOCATE, DecisionWord.WITHDRAW
MEETING_DAY = dt.date(2026, 12, 10)
TODAY = dt.date(2026, 12, 11)
SERVICES = (
    Service(code="camhs", name="CAMHS", aliases=("Child mental health",)),
    Service(code="police", name="Police"),
    Service(code="fs", name="Family Support"),
    Service(code="hn", name="Housing (North)"),
    Service(code="hs", name="Housing (South)"),
)
ONE, TWO = "N26-0001", "N26-0002"
FIELDS = ("reference", "decision", "service", "lead_agency", "action", "who", "by_when", "review_date", "notes")


def row(number: int, reference: str = ONE, /, **said: Any) -> DecisionRow:
    """A row as the workbook's reader gives it, its cells named by column letters in a fixed order."""
    cells = {name: f"{chr(65 + index)}{number}" for index, name in enumerate(FIELDS)}
    return DecisionRow(row=number, reference=reference, cells=cells, **said)


def check(*rows: DecisionRow, **items: ItemBefore) -> CheckedDecisions:
    """Check rows of a meeting with two items."""
    before = {ONE: items.get("one", ItemBefore()), TWO: items.get("two", ItemBefore(decisions=1))}
    return check_decision_rows(rows, SERVICES, Sitting(meeting=7, day=MEETING_DAY, items=before), TODAY)


def problems(checked: CheckedDecisions) -> list[tuple[str, str]]:
    """Cell and code of every refusal."""
    return [(refusal.cell, refusal.why) for refusal in checked.refused]


@pytest.mark.requirement("B10", "H11", "S4")
def test_several_rows_of_one_item_are_one_decision() -> None:
    """Services with roles, workers and a lead, actions with who and by when, and what concerns the whole item."""
    checked = check(
        row(
            5,
            decision=ALLOCATE,
            service="camhs",
            role="Assessment",
            named_worker="Jo Tamworth",
            lead_agency=True,
            lead_professional="Pat Ames (temporary)",
            review_date=dt.date(2027, 3, 4),
            notes="Family agrees.",
        ),
        row(6, decision=ALLOCATE, service="Family support", role="Six sessions"),
        row(7, action="Write to school", who="Jo", by_when=dt.date(2026, 12, 18)),
        row(8, action="Home visit", who="Sam", by_when_written="next TAC"),
    )
    (decision,) = checked.taken
    assert [*checked.refused, *checked.warnings, *checked.undecided] == []
    assert (decision.reference, decision.meeting, decision.number, decision.word) == (ONE, 7, 1, ALLOCATE)
    assert decision.allocations == (
        Allocation(service="camhs", role="Assessment", named_worker="Jo Tamworth", lead_agency=True),
        Allocation(service="fs", role="Six sessions"),
    )
    assert decision.actions == (
        AgreedAction(what="Write to school", who="Jo", by_when=dt.date(2026, 12, 18)),
        AgreedAction(what="Home visit", who="Sam", by_when_written="next TAC"),
    )
    assert decision.lead_professional == "Pat Ames (temporary)"
    assert decision.review_date == dt.date(2027, 3, 4)
    assert decision.notes == "Family agrees."
    assert not decision.amended


@pytest.mark.requirement("B10", "X5")
@pytest.mark.parametrize(
    ("said", "cell", "problem"),
    [
        ({"decision": ALLOCATE}, "C5", DecisionProblem.SERVICE_MISSING),
        ({"decision": ALLOCATE, "service": "Camhz"}, "C5", DecisionProblem.SERVICE_UNKNOWN),
        ({"decision": ALLOCATE, "service": "None"}, "C5", DecisionProblem.SERVICE_UNKNOWN),
        ({"decision": ALLOCATE, "service": "Housing"}, "C5", DecisionProblem.SERVICE_AMBIGUOUS),
        ({"decision": ALLOCATE, "service": "Police"}, "C5", DecisionProblem.SERVICE_EXCLUDED),
        ({"decision": DecisionWord.SINGLE_AGENCY, "service": "police"}, "C5", DecisionProblem.SERVICE_EXCLUDED),
        ({"decision": DecisionWord.SINGLE_AGENCY}, "I5", DecisionProblem.REASON_MISSING),
        ({"decision": DecisionWord.RE_PRESENT}, "I5", DecisionProblem.REASON_MISSING),
        ({"decision": DecisionWord.NO_FURTHER_ACTION}, "I5", DecisionProblem.REASON_MISSING),
        ({"decision": DecisionWord.CLOSE, "service": "CAMHS"}, "C5", DecisionProblem.SERVICE_CONTRADICTS),
        ({"decision": WITHDRAW}, "C5", DecisionProblem.SERVICE_MISSING),
        ({"decision": WITHDRAW, "service": "CAMHS"}, "C5", DecisionProblem.SERVICE_NOT_ALLOCATED),
        ({"service": "CAMHS"}, "B5", DecisionProblem.WORD_MISSING),
        ({"who": "Jo"}, "E5", DecisionProblem.ACTION_MISSING),
        ({"notes": "Talked for long."}, "B5", DecisionProblem.ITEM_WAITS),
    ],
)
def test_a_row_that_cannot_be_carried_out_is_refused_by_cell(
    said: dict[str, Any], cell: str, problem: DecisionProblem
) -> None:
    """Nothing is recorded of the item, the cell is named with what would be right, and the item stays undecided."""
    checked = check(row(5, **said), one=ItemBefore(barred=frozenset({"police"})))
    assert problems(checked) == [(cell, problem)]
    assert checked.refused[0].what_would_be_right
    assert checked.taken == ()
    assert checked.undecided == (ONE,)


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"decision": DecisionWord.RE_PRESENT, "notes": "School report needed."}, DecisionWord.RE_PRESENT),
        ({"decision": DecisionWord.NO_FURTHER_ACTION, "notes": "Settled."}, DecisionWord.NO_FURTHER_ACTION),
        ({"decision": DecisionWord.SINGLE_AGENCY, "notes": "Home-Start"}, DecisionWord.SINGLE_AGENCY),
        ({"decision": DecisionWord.SINGLE_AGENCY, "service": "CAMHS"}, DecisionWord.SINGLE_AGENCY),
        ({"decision": DecisionWord.CLOSE}, DecisionWord.CLOSE),
        ({"action": "Ask the GP", "who": "Jo", "by_when_written": "soon"}, ALLOCATE),
    ],
)
def test_a_service_an_action_or_a_reason_is_enough(said: dict[str, Any], word: DecisionWord) -> None:
    """Every item has one of the three; actions alone decide an item too."""
    checked = check(row(5, **said))
    assert checked.refused == ()
    assert [decision.word for decision in checked.taken] == [word]


@pytest.mark.requirement("B10", "E4")
def test_good_rows_are_taken_beside_bad_ones() -> None:
    """A refused service does not lose the item's other services, nor another item's decision."""
    checked = check(
        row(5, decision=ALLOCATE, service="CAMHS"),
        row(6, decision=ALLOCATE, service="Police", action="Visit", who="PC", by_when=dt.date(2027, 1, 4)),
        row(7, TWO, decision=DecisionWord.CLOSE),
        row(8, "N26-0099", decision=DecisionWord.CLOSE),
        row(9, "", action="Ring"),
        one=ItemBefore(barred=frozenset({"police"})),
    )
    assert [(d.reference, [a.service for a in d.allocations]) for d in checked.taken] == [(ONE, ["camhs"]), (TWO, [])]
    assert problems(checked) == [
        ("A8", DecisionProblem.REFERENCE_UNKNOWN),
        ("A9", DecisionProblem.REFERENCE_MISSING),
        ("C6", DecisionProblem.SERVICE_EXCLUDED),
    ]


@pytest.mark.requirement("B10", "E4")
def test_the_choices_offered_leave_out_excluded_services() -> None:
    """What would be right never suggests a service that the family does not want."""
    checked = check(row(5, decision=ALLOCATE, service="?"), one=ItemBefore(barred=frozenset({"police"})))
    assert "CAMHS" in checked.refused[0].what_would_be_right
    assert "Police" not in checked.refused[0].what_would_be_right


def test_the_only_decision_refused_leaves_the_actions_waiting() -> None:
    """Nobody is sent half a decision: rows that are good themselves wait, and their sender is told so."""
    checked = check(
        row(5, decision=ALLOCATE, service="Camhz"),
        row(6, action="Ring school", who="Jo", by_when_written="soon"),
    )
    assert checked.taken == ()
    assert problems(checked) == [("E6", DecisionProblem.ITEM_WAITS), ("C5", DecisionProblem.SERVICE_UNKNOWN)]


def test_a_row_whose_decision_could_not_be_read_does_not_become_an_action() -> None:
    """'Alocate CAMHS' beside an action is no decision by actions alone."""
    checked = check(
        row(5, service="CAMHS", refused=frozenset({"decision"})),
        row(6, action="Ring", who="Jo", by_when_written="soon"),
    )
    assert checked.taken == ()
    assert checked.undecided == (ONE,)


def test_actions_alone_do_not_decide_an_item_with_a_row_that_nobody_understood() -> None:
    """The refused row may have named the service: the item waits until it is put right."""
    action = row(6, action="Ring", who="Jo", by_when_written="soon")
    sitting = Sitting(meeting=7, day=MEETING_DAY, items={ONE: ItemBefore()})
    assert len(check_decision_rows([action], SERVICES, sitting, TODAY).taken) == 1
    checked = check_decision_rows([action], SERVICES, sitting, TODAY, doubtful=[ONE])
    assert checked.taken == ()
    assert problems(checked) == [("E6", DecisionProblem.ITEM_WAITS)]


def test_blank_rows_say_nothing() -> None:
    """What the workbook came with, and nobody filled in, is neither taken nor refused."""
    assert check(row(5), row(6, "")) == CheckedDecisions(undecided=(ONE,))


@pytest.mark.requirement("B10")
def test_a_second_decision_is_an_amendment() -> None:
    """An item decided before gets the next number, and says that it is amended."""
    (decision,) = check(row(5, TWO, decision=ALLOCATE, service="CAMHS")).taken
    assert (decision.number, decision.amended) == (2, True)


@pytest.mark.requirement("B10", "B11")
def test_an_allocation_is_taken_back() -> None:
    """Withdraw takes back what the referral has, also an excluded service's, and leaves the rest as it was."""
    before = ItemBefore(allocated=frozenset({"police", "camhs"}), barred=frozenset({"police"}), decisions=1)
    (decision,) = check(row(5, decision=WITHDRAW, service="Police"), one=before).taken
    assert decision.word is WITHDRAW
    assert decision.allocations == (Allocation(service="police", withdrawn=True),)


@pytest.mark.requirement("B10")
def test_rows_count_in_their_order() -> None:
    """What an earlier row allocates a later one takes back, and may be allocated anew; all back is a withdrawal."""
    given_then_taken = check(row(5, decision=ALLOCATE, service="CAMHS"), row(6, decision=WITHDRAW, service="CAMHS"))
    assert given_then_taken.refused == ()
    assert given_then_taken.taken[0].word is WITHDRAW
    assert given_then_taken.taken[0].allocations == (Allocation(service="camhs", withdrawn=True),)
    other = check(
        row(5, decision=ALLOCATE, service="CAMHS", lead_agency=True),
        row(6, decision=WITHDRAW, service="CAMHS"),
        row(7, decision=ALLOCATE, service="Police", lead_agency=True),
    )
    assert other.refused == ()
    assert other.taken[0].word is ALLOCATE
    assert [(a.service, a.withdrawn, a.lead_agency) for a in other.taken[0].allocations] == [
        ("camhs", True, False),
        ("police", False, True),
    ]


def test_a_withdrawal_said_again_is_right() -> None:
    """A workbook sent twice does not complain about what the first one did."""
    again = check(row(5, decision=WITHDRAW, service="CAMHS"), one=ItemBefore(withdrawn=frozenset({"camhs"})))
    assert again.refused == ()


@pytest.mark.requirement("X5")
def test_a_later_row_cannot_contradict_an_earlier_one() -> None:
    """Two decisions on one item: the first counts, the second is refused where it stands; so with the lead agency."""
    checked = check(
        row(5, decision=ALLOCATE, service="CAMHS", lead_agency=True),
        row(6, decision=DecisionWord.CLOSE),
        row(7, decision=ALLOCATE, service="Police", lead_agency=True),
    )
    assert problems(checked) == [("B6", DecisionProblem.WORD_CONTRADICTS), ("D7", DecisionProblem.LEAD_AGENCY_TWICE)]
    assert [(a.service, a.lead_agency) for a in checked.taken[0].allocations] == [("camhs", True), ("police", False)]


@pytest.mark.requirement("P8", "H5")
@pytest.mark.parametrize("day", [dt.date(2026, 12, 9), MEETING_DAY])
def test_a_review_date_in_the_past_is_refused_alone(day: dt.date) -> None:
    """The decision is taken without it."""
    checked = check(row(5, decision=ALLOCATE, service="CAMHS", review_date=day))
    assert problems(checked) == [("H5", DecisionProblem.REVIEW_DATE_PAST)]
    assert checked.refused[0].found
    assert checked.taken[0].review_date is None


@pytest.mark.requirement("H11")
def test_what_could_be_better_is_taken_with_a_warning() -> None:
    """No name, no date, a date before the meeting, a second lead professional: taken, and remarked upon."""
    checked = check(
        row(5, decision=ALLOCATE, service="CAMHS", lead_professional="Pat", action="Ring"),
        row(6, action="Write", who="Jo", by_when=dt.date(2026, 12, 1), lead_professional="Sam"),
    )
    assert checked.refused == ()
    assert {(warning.why, warning.cell) for warning in checked.warnings} == {
        (DecisionProblem.WHO_MISSING, "F5"),
        (DecisionProblem.BY_WHEN_MISSING, "G5"),
        (DecisionProblem.BY_WHEN_PAST, "G6"),
        (DecisionProblem.SAID_TWICE, "row 6"),
    }
    assert checked.taken[0].lead_professional == "Pat"


def test_two_rows_of_one_service_are_one_allocation() -> None:
    """Both roles and both workers are kept."""
    checked = check(
        row(5, decision=ALLOCATE, service="CAMHS", role="Assessment", named_worker="Jo"),
        row(6, decision=ALLOCATE, service="child mental health", role="Therapy", named_worker="Jo"),
    )
    assert checked.taken[0].allocations == (Allocation(service="camhs", role="Assessment; Therapy", named_worker="Jo"),)


@pytest.mark.requirement("X5")
def test_a_row_sent_again_replaces_what_it_said_before() -> None:
    """Rows are known by their ids; others stay, new ones are added, and blank ones take nothing back (ruling 14)."""
    before = (row(5, id="a", service="CAMHS"), row(6, id="b", service="Police"))
    sent = (row(5, id="a", service="Family Support"), row(6, id="b"), row(7, id="c", action="Ring"), row(8, notes="x"))
    together = rows_together(before, sent)
    assert [(r.id, r.service, r.action, r.notes) for r in together] == [
        ("a", "Family Support", "", ""),
        ("b", "Police", "", ""),
        ("c", "", "Ring", ""),
        ("", "", "", "x"),
    ]
    assert rows_together(together, sent[:2]) == together


texts = st.sampled_from(["", "CAMHS", "Police", "Camhz", "Housing", "x"])
some_rows = st.lists(
    st.builds(
        DecisionRow,
        row=st.integers(2, 99),
        reference=st.sampled_from([ONE, ONE, TWO, "N26-0099", ""]),
        decision=st.none() | st.sampled_from(DecisionWord),
        service=texts,
        action=texts,
        lead_agency=st.sampled_from([None, True, False]),
        review_date=st.none() | st.dates(dt.date(2026, 11, 1), dt.date(2027, 3, 1)),
        notes=texts,
        refused=st.sampled_from([frozenset(), frozenset(), frozenset({"decision"})]),
    ),
    max_size=8,
)


@pytest.mark.requirement("B10", "E4")
@given(rows=some_rows, barred=st.frozensets(st.sampled_from(["camhs", "police"])))
def test_whatever_is_written_no_excluded_service_is_allocated(rows: list[DecisionRow], barred: frozenset[str]) -> None:
    """Each item has at most one decision, with a service, an action or a reason, and none of a barred service."""
    checked = check(*rows, one=ItemBefore(barred=barred), two=ItemBefore(barred=barred))
    decided = [decision.reference for decision in checked.taken]
    assert len(decided) == len(set(decided))
    assert set(decided).isdisjoint(checked.undecided)
    for decision in checked.taken:
        assert not {a.service for a in decision.allocations if not a.withdrawn} & barred
        has_reason = bool(decision.notes) or decision.word in {DecisionWord.CLOSE, WITHDRAW}
        assert decision.allocations or decision.actions or has_reason
        assert sum(allocation.lead_agency for allocation in decision.allocations) <= 1
    for refusal in checked.refused:
        assert refusal.what_would_be_right
