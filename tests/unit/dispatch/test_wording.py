"""Dates, markup and plain text: the parts that every template stands on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.wording import dates
from dispatch.wording.as_html import as_html
from dispatch.wording.as_text import WIDTH, as_text
from dispatch.wording.blocks import Facts, Heading, Paragraph, Span, Table, words
from dispatch.wording.errors import TemplateBroken
from dispatch.wording.markup import read_markup


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(9, 30, "9:30am"), (14, 0, "2pm"), (12, 0, "midday"), (0, 0, "12am"), (12, 5, "12:05pm"), (23, 59, "11:59pm")],
)
def test_times_are_said_as_people_say_them(hour: int, minute: int, said: str) -> None:
    """9:30am, 2pm, midday; never 14:00."""
    assert dates.time(dt.datetime(2026, 12, 10, hour, minute, tzinfo=dates.LONDON)) == said


def test_days_are_the_panels_own() -> None:
    """An instant late in the evening of UTC is the next day in a British summer."""
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert dates.day(late) == "Wednesday 1 July 2026"
    assert dates.time(late) == "12:30am"
    assert dates.short_day(dt.date(2026, 12, 10)) == "Thursday 10 December"


@given(st.dates(min_value=dt.date(1900, 1, 1)))
def test_every_day_can_be_read_back(day: dt.date) -> None:
    """No day is written in two ways, and none with figures for its month."""
    assert dt.datetime.strptime(dates.day(day), "%A %d %B %Y").date() == day  # noqa: DTZ007 - a day has no zone


def test_lists_and_counts() -> None:
    """One, several, and none."""
    assert dates.listed(["A", "", "B", "C"]) == "A, B and C"
    assert dates.listed(["A"]) == "A"
    assert dates.listed([]) == ""
    assert dates.count(1, "child", "children") == "1 child"
    assert dates.count_in_words(2, "child", "children") == "two children"
    assert dates.count_in_words(12, "item") == "12 items"


def test_what_is_empty_is_left_out() -> None:
    """Empty paragraphs, facts, list items and columns leave nothing behind."""
    source = (
        "<p> <b></b> </p><ul><li></li></ul><dl><dt>A</dt><dd></dd><dt>B</dt><dd>b</dd></dl>"
        "<table widths='1 2 3'><tr><th>X</th><th>Y</th><th>Z</th></tr><tr><td>1</td><td></td><td>3</td></tr></table>"
    )
    facts, table = read_markup(source, "x").blocks
    assert facts == Facts(((words("B"), words("b")),))
    assert table == Table((words("X"), words("Z")), ((words("1"), words("3")),), "", (1, 3))


def test_spaces_are_folded_and_initials_keep_one_full_stop() -> None:
    """A template's line ends are no line breaks, and 'A.B..' is 'A.B.'."""
    (paragraph,) = read_markup("<p>\n  for <b>A.B.</b>\n and C.D..  <br/>  next </p>", "x").blocks
    assert paragraph == Paragraph((Span("for "), Span("A.B.", bold=True), Span(" and C.D.\nnext")))


@pytest.mark.parametrize("source", ["<p>a & b</p>", "<p>", "<font>x</font>", "<p><i>x</i></p>", "<ul><p>x</p></ul>"])
def test_wrong_markup_is_refused_by_name(source: str) -> None:
    """What is not allowed, or not closed, is an error that names the template."""
    with pytest.raises(TemplateBroken, match=r"mail/x\.html"):
        read_markup(source, "mail/x.html")


_SAID = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: " ".join(text.split()))


@given(_SAID.filter(bool))
def test_no_line_is_cut_and_no_word_lost(said: str) -> None:
    """Plain text keeps every word, and wraps at 72 unless one word is longer."""
    shown = as_text([Paragraph(words(said))])
    assert shown.split() == said.split()
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in shown.split("\n"))


@given(_SAID.filter(bool))
def test_nothing_said_becomes_html(said: str) -> None:
    """Whatever is said, the page has the elements that we wrote and no others."""
    shown = as_html([Heading(1, words(said)), Table((words("A"),), ((words(said),),), said)])
    assert shown.count("<") == as_html([Heading(1, words("x")), Table((words("A"),), ((words("x"),),), "x")]).count("<")


def test_a_link_can_be_followed_by_hand() -> None:
    """Plain text says whom to write to, with which subject and words."""
    link = "mailto:a@b.example?subject=Start%20date%3A%20N26-0042&body=We%20start%20on%3A%20%0D%0AOur%20worker%3A%20"
    shown = " ".join(as_text([Paragraph((Span("We start", href=link),))]).split())
    assert shown == (
        'We start (write to a@b.example with the subject "Start date: N26-0042" '
        'and the text "We start on: ; Our worker:")'
    )
