"""What one cell says, whatever a spreadsheet program left in it."""

# ruff: noqa: DTZ001 - spreadsheets know no time zones

from __future__ import annotations

import datetime as dt

import pytest

from storage.workbook.columns import Column, Kind
from storage.workbook.text import LONGEST_TEXT, TOO_LONG, escape, fit, looks_like_a_formula, tidy, unescape
from storage.workbook.values import Broken, Formula, Lists, Raw, Unreadable, canonical, parse_date, read_cell, shown
from tests.unit.workbook.samples import MEETINGS, SERVICES

TEN_DECEMBER = dt.date(2026, 12, 10)
LISTS = Lists(services=SERVICES, meetings=MEETINGS)


def column(kind: Kind) -> Column:
    """A column of that kind."""
    return Column(field="x", heading="X", kind=kind, choices=("Panel", "Single agency") if kind is Kind.CHOICE else ())


@pytest.mark.requirement("X5")
@pytest.mark.parametrize(
    "raw",
    [
        TEN_DECEMBER,
        dt.datetime(2026, 12, 10),
        dt.datetime(2026, 12, 10, 0, 0),
        46366,
        46366.0,
        "10/12/2026",
        "10.12.26",
        "10-12-2026",
        " 10 December 2026 ",
        "Thursday 10 December 2026",
        "Thu, 10th Dec 2026",
        "10-Dec-26",
        "2026-12-10",
        "2026-12-10T00:00:00",
    ],
)
def test_a_date_is_read_however_a_program_left_it(raw: Raw) -> None:
    """Dates, their numbers and their texts are the same day, day before month."""
    assert parse_date(raw) == TEN_DECEMBER


@pytest.mark.parametrize(
    "raw", ["31/02/2027", "12/25/2026", "2012", 2012, 12, 0.5, True, "soon", "10 Dezember 2026", 1e9]
)
def test_what_is_no_day_is_no_date(raw: Raw) -> None:
    """An impossible day, a year alone or a small number is not taken for a date."""
    assert parse_date(raw) is None


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        (Kind.TEXT, "  Asante ", "Asante"),
        (Kind.TEXT, "first\r\nsecond\rthird", "first\nsecond\nthird"),
        (Kind.TEXT, "\u00a0 ", ""),
        (Kind.TEXT, 7.0, "7"),
        (Kind.TEXT, None, ""),
        (Kind.YES_NO, True, "Yes"),
        (Kind.YES_NO, "n", "No"),
        (Kind.YES_NO, 1, "Yes"),
        (Kind.CHOICE, " single  AGENCY.", "Single agency"),
        (Kind.SERVICE, "the camhs", "CAMHS"),
        (Kind.SERVICE, "Bedfordshire Police", "Police"),
        (Kind.SERVICES, "camhs;  YOT\npolice", "CAMHS; Youth Offending Team; Police"),
        (Kind.SERVICES, "Aunt Vi; police", "Aunt Vi; Police"),
        (Kind.MEETING, dt.datetime(2026, 12, 10), "2026-12-10"),
        (Kind.DATE_OR_WORDS, "next TAC", "next TAC"),
        (Kind.DATE_OR_WORDS, "10/12/2026", "2026-12-10"),
        (Kind.TIME, dt.time(9, 30), "09:30"),
        (Kind.TIME, 0.5, "12:00"),
        (Kind.TIME, dt.timedelta(hours=14, minutes=5), "14:05"),
        (Kind.TIME, "2.15pm", "14:15"),
        (Kind.TIME, "12:05am", "00:05"),
        (Kind.NUMBER, "3", "3"),
        (Kind.NUMBER, 3.0, "3"),
        (Kind.EMAIL, " a.b@council.example ", "a.b@council.example"),
        (Kind.EMAILS, "a@x.example, b@y.example", "a@x.example; b@y.example"),
        (Kind.POSTCODE, "mk429ap", "MK42 9AP"),
        (Kind.TELEPHONE, 7700900123, "07700900123"),
        (Kind.TELEPHONE, "01632 960123 (mum)", "01632 960123 (mum)"),
    ],
)
def test_a_cell_is_read_by_its_column(kind: Kind, raw: Raw, said: str) -> None:
    """Each kind of column has one canonical text for all the ways to write the same."""
    assert read_cell(column(kind), raw, LISTS) == said


@pytest.mark.parametrize(
    ("kind", "raw", "names"),
    [
        (Kind.TEXT, Formula("=1+1"), "formula"),
        (Kind.TEXT, Broken("#REF!"), "#REF!"),
        (Kind.YES_NO, "perhaps", "perhaps"),
        (Kind.CHOICE, "Pannel", "Panel, Single agency"),
        (Kind.SERVICE, "Aunt Vi", "Aunt Vi"),
        (Kind.DATE, "31/02/2027", "31/02/2027"),
        (Kind.DATE_OR_WORDS, "31/02/2027", "31/02/2027"),
        (Kind.MEETING, "11/12/2026", "Friday 11 December 2026"),
        (Kind.TIME, "25:00", "25:00"),
        (Kind.TIME, "soon", "soon"),
        (Kind.NUMBER, "1.5", "1.5"),
        (Kind.EMAIL, "a@b@c.example", "a@b@c.example"),
        (Kind.EMAIL, "a@\u0430dmin.example", "a@"),
        (Kind.EMAILS, "a@x.example; nobody", "nobody"),
        (Kind.POSTCODE, "Eastmere", "Eastmere"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_stands_there(kind: Kind, raw: Raw, names: str) -> None:
    """The reason names what stands in the cell, or what would be right."""
    read = read_cell(column(kind), raw, LISTS)
    assert isinstance(read, Unreadable)
    assert names in read.reason


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])
def test_text_that_a_spreadsheet_may_take_for_a_formula_is_known(text: str) -> None:
    """The leaders of formulas are known, full-width forms too."""
    assert looks_like_a_formula(text)
    assert not looks_like_a_formula(f"a{text}")


@pytest.mark.parametrize("text", ["a\rb", "_x000D_", "_x005F_x000D_", "plain", "tab\there", "_x00G0_", "__x0041_"])
def test_escaped_text_is_the_same_again(text: str) -> None:
    """What Excel escapes is escaped, what only looks escaped too, and both come back."""
    assert unescape(escape(text)) == text
    assert "\r" not in escape(text)


def test_characters_that_no_cell_can_hold_are_left_out() -> None:
    """NUL, other controls, half surrogates and non-characters never reach a sheet."""
    assert escape("a\x00b\x1fc\ud800d\uffffe") == tidy("a\x00b\x1fc\ud800d\uffffe") == "abcde"


def test_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    """A cell holds 32,767 characters; what escapes add counts."""
    assert fit("short") == "short"
    for letter in ("a", "\r", "_x0041_"):
        cut = fit(letter * 40_000)
        assert cut.endswith(TOO_LONG)
        assert len(escape(cut)) <= LONGEST_TEXT


def test_dates_are_quoted_in_words() -> None:
    """People read dates in words, and long text cut."""
    assert shown("2026-12-10") == "Thursday 10 December 2026"
    assert shown("x" * 500).endswith("…")
    assert canonical(dt.datetime(2026, 12, 10, 9, 30)) == "2026-12-10 09:30"
