"""
What is looked for first lets through all that may speak against sharing (process, section 2.3).

The patterns that find a refusal are slow, so that words are looked for before
them. A word left out there is a refusal that nobody sees.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from intake.reader.consent_doubts import (
    _AGAINST,
    _FAR,
    _MAY_SHARE,
    _OPTS_OUT,
    _OUTRIGHT,
    _REFUSED_ITEM,
    _SAID,
    _WRITTEN,
    _beginning,
    _is_written,
    _may_be_refused,
    _may_hold,
    _may_opt_out,
    _may_speak,
    _speaks,
)
from intake.reader.decisions import _MARKS, is_mark
from intake.reader.document import Document, Lines, Paragraph, Piece
from intake.reader.guard import _ASKS, _MAY_REFUSE
from intake.reader.label_rules import RULES
from intake.reader.labels import clean, recognise
from intake.reader.phrases import PHRASES
from intake.reader.statements import (
    _AGREES,
    _SHARE,
    _STORE,
    _STORED_ALONE,
    _may_agree,
    _small,
    _speaks_of_sharing,
    _statement,
    read_statement,
)
from tests.unit.reader.spellings import branches, shortened, spellings

pytestmark = pytest.mark.requirement("E4")

FEW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
LETTERS = st.sampled_from(string.ascii_letters + "15 .,:;=-–—()[]?/&*'’\t\u00a0İıſ\u212a✓✔✗✘☒☑•")
BETWEEN = st.sampled_from([" ", "  ", "\u00a0", " it ", " the ", " of it, "])
MOST, MOST_TO_RETOUCH = 80_000, 6000
"""Of more spellings than the first some are left out; more than the second stay in plain letters."""
RETOUCHES: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda text: text.replace("i", "İ"),
    lambda text: text.replace("i", "ı"),
    lambda text: text.replace("s", "ſ"),
    lambda text: text.replace("k", "\u212a"),
    lambda text: text.replace("'", "’"),
    lambda text: text.replace(" ", "\u00a0"),
)
"""Other letters for the same ones, as keyboards, fonts and Word make them."""


@dataclass(frozen=True, slots=True)
class Looked:
    """
    A pattern, and what is looked for before it.

    Attributes:
        folds: What becomes of a line before the pattern is looked for in it.
        lets_through: Whether the pattern is looked for in a line at all.
        examples: Lines in the field's words, at least one for each alternative of the pattern.
        how: Where in a line the pattern must stand.
        by_words: Lines are put together from the pattern's words: few that are made letter by letter would match.
    """

    name: str
    pattern: re.Pattern[str]
    folds: Callable[[str], str]
    lets_through: Callable[[str], bool]
    examples: tuple[str, ...]
    how: str = "search"
    by_words: bool = False

    def finds(self, line: str) -> bool:
        """Whether the pattern finds something in *line*."""
        return getattr(self.pattern, self.how)(self.folds(line)) is not None


def in_small(line: str) -> str:
    """The line as it is looked at for what speaks against sharing."""
    return Lines([line]).folded[0].replace("’", "'").strip()


def of_one_space(line: str) -> str:
    """The line as a sentence of consent is looked for in it."""
    return _small(" ".join(line.split()))


def as_label(line: str) -> str:
    """The line as the guard looks at it."""
    return line.strip().casefold().replace("’", "'")


def is_looked_at(line: str) -> bool:
    """Whether a line near the agreement is looked at for what speaks against it."""
    return _may_speak(in_small(line)) and _speaks(in_small(line))


def is_looked_at_anywhere(line: str) -> bool:
    """Whether a line is looked at for it that stands anywhere in the form."""
    return is_looked_at(line) and Lines([line]).holding(_FAR) == [0]


def may_refuse(line: str) -> bool:
    """Whether the guard looks at a line."""
    return Lines([line]).holding(_MAY_REFUSE) == [0]


def may_ask(line: str) -> bool:
    """Whether a line is looked at for a sentence of consent to share or to store."""
    return Lines([line]).holding(_MAY_SHARE) == [0] and _speaks_of_sharing(line)


def one_against(number: int, *examples: str) -> Looked:
    """One of the patterns for what is against it, in the part about consent."""
    pattern, words = _AGAINST[number]
    return Looked(
        f"against it, {number}",
        pattern,
        in_small,
        lambda line: is_looked_at(line) and _may_hold(in_small(line), words),
        examples,
    )


AGAINST = (
    one_against(0, "Mum does not want the police to be told", "Dad has refused to let us contact the school"),
    one_against(1, "Share with all services except housing", "I consent to it being sent, not to the school"),
    one_against(2, "Consent for the police was withdrawn on 3 May"),
    one_against(3, "The family has refused its consent"),
    one_against(4, "All agencies other than the school"),
    one_against(
        5,
        *("Please keep the school out of it", "Everybody except for the police", "All on the panel (not housing)"),
        "Dad must not be told",
    ),
    one_against(6, "Yes: school, health. No: police", "Yes to all, bar: police"),
    Looked(
        "outright",
        _OUTRIGHT,
        in_small,
        is_looked_at_anywhere,
        (
            *("I don’t want this shared with the school", "Shared with everybody apart from the police"),
            *("Do not share", "Housing: not to share with", "The grandparents are not told"),
        ),
    ),
    Looked(
        "a box to opt out",
        _OPTS_OUT,
        in_small,
        lambda line: is_looked_at_anywhere(line) and _may_opt_out(in_small(line)),
        ("Tick here if you do not want this form shared", "Cross the box if you object to it being shared"),
        by_words=True,
    ),
    Looked("said", _SAID, str.strip, is_looked_at, ("We do NOT agree to this", "Mum does not want it"), "match"),
    Looked(
        "an item refused",
        _REFUSED_ITEM,
        str.strip,
        lambda line: is_looked_at(line) and _may_be_refused(line.strip().casefold()),
        ("Police - No", "Housing: N.", "School—n", "CAMHS – declined", "Health visitor = not", "Youth worker  no"),
        "fullmatch",
    ),
    Looked(
        "written later",
        _WRITTEN,
        str,
        _is_written,
        (
            *("Mum rang on Friday", "Dad phoned", "She telephoned", "They e-mailed us", "Mum later said no"),
            *("The family has since moved", "She changed her mind"),
        ),
    ),
)
SENTENCES = (
    Looked(
        "agrees",
        _AGREES,
        _small,
        lambda line: _may_agree(_small(line)),
        (
            *("I agree to this form being shared", "Do you consent to it being stored?", "The mother consented to it"),
            *("May we share this form?", "You may pass it on to health", "The form can be kept for six years"),
            *("OK to share with the school", "Consent to share has been obtained", "Mum consents that it is stored"),
            *("Permission to share this form", "Dad has not consented to it", "Agreement to this being kept"),
            "Dale Council may share this form",
        ),
    ),
    Looked(
        "shares", _SHARE, of_one_space, may_ask, ("It will be shared", "Passed  on to health", "To be seen by the GP")
    ),
    Looked("stores", _STORE, of_one_space, may_ask, ("It is stored", "We keep this form", "The form is on file")),
    Looked(
        "stored alone",
        _STORED_ALONE,
        of_one_space,
        may_ask,
        ("It may be stored but not shared", "For your records only, not to be sharable"),
        by_words=True,
    ),
)
QUESTIONS = tuple(
    Looked(f"asks whom not, {number}", pattern, as_label, may_refuse, examples)
    for number, (pattern, examples) in enumerate(
        zip(
            _ASKS,
            (
                ("Which agencies may not have access to our story?", "People who shouldn’t be told"),
                ("Do not share with any other professional",),
                ("Please don’t contact these teams:",),
                ("Do not tell Grandad",),
                ("Must not see it",),
                ("Services that must not:",),
                ("Services the household would like excluded", "Excluded agencies"),
                ("Shall we leave anyone out?", "Keep people off"),
                ("Should anybody be kept from this?",),
                ("People who have not said yes", "Services never given permission"),
                ("Do you object to any agency being told?",),
                ("Unhappy about these services", "To be kept in the dark"),
                ("Services unaware of this", "People we are against"),
                ("Limit who sees it", "Not permitted"),
            ),
            strict=True,
        )
    )
)
WHOLE_QUESTIONS = tuple(
    Looked(f"a whole question, {number}", pattern, clean, may_refuse, (example,), by_words=True)
    for number, (pattern, example) in enumerate(
        zip(
            [pattern for asks, pattern in RULES if asks == "not_share_with"],
            (
                "Who must it not go to?",
                "Agencies or people excluded by the family",
                "Is there anyone the parent does not agree to?",
                "Is there anybody you dont want us to speak to",
                "Anybody it must not go to",
                "Anyone who should not be given it",
                "Agencies that we must not",
                "Agencies or people it may not be passed to",
                "I dont want this shared with the following",
                "Those not to be told",
                "Services you dont want involved",
                "Copies must not go to",
                "Please do not share it with or contact",
                "Agencies for which consent was not given",
                "Tick any that must not be told",
                "Tick here if you object to this being shared",
                "The family has asked us not to contact",
                "The parents dont agree to this being sent to",
                "You can't share this with",
                "Nobody at these agencies is to see it",
            ),
            strict=True,
        )
    )
)
ALL = (
    *(*AGAINST, *SENTENCES, *QUESTIONS, *WHOLE_QUESTIONS),
    Looked("a mark", _MARKS, str, is_mark, ("[X]", "✓", "no", "HV", "ok", "refused"), "fullmatch"),
)
each = pytest.mark.parametrize("looked", ALL, ids=lambda looked: looked.name)


@each
def test_each_alternative_has_an_example_that_is_let_through(looked: Looked) -> None:
    """Whatever a pattern is made of, a line in the field's words is found by it and looked at."""
    assert [line for line in looked.examples if not looked.finds(line) or not looked.lets_through(line)] == []
    lines = [looked.folds(line) for line in looked.examples]
    assert [b.pattern for b in branches(looked.pattern) if not any(b.search(line) for line in lines)] == []


@each
def test_every_spelling_is_let_through(looked: Looked) -> None:
    """Every word that a pattern may take is looked at beside every other, and in other letters unless they are many."""
    spelt = spellings(looked.pattern)[:: 1 + len(spellings(looked.pattern)) // MOST]
    assert spelt
    lines = spelt if len(spelt) > MOST_TO_RETOUCH else {retouch(line) for retouch in RETOUCHES for line in spelt}
    assert [line for line in lines if looked.finds(line) and not looked.lets_through(line)] == []


@each
@given(st.data())
@FEW
def test_whatever_a_pattern_finds_is_let_through(looked: Looked, data: st.DataObject) -> None:
    """No line that a pattern finds something in is passed over before."""
    line = data.draw(lines_of_words(looked) if looked.by_words else lines_of_letters(looked))
    assume(looked.finds(line))
    assert looked.lets_through(line)


def lines_of_letters(looked: Looked) -> st.SearchStrategy[str]:
    """Lines in which the pattern finds something, of any letters."""
    return st.from_regex(shortened(looked.pattern), fullmatch=looked.how != "search", alphabet=LETTERS)


@st.composite
def lines_of_words(draw: st.DrawFn, looked: Looked) -> str:
    """Lines of the words that the pattern looks for, with something between them and in other letters."""
    spelt = spellings(looked.pattern)
    words = spelt[draw(st.integers(0, len(spelt) - 1))].split(" ")
    line = words[0] + "".join(draw(BETWEEN) + word for word in words[1:])
    return draw(st.sampled_from(RETOUCHES))(line)


# ------------------------------------------------------------------------------------- the vocabulary, and what is kept

REFUSING = sorted(phrase for phrase, senses in PHRASES.items() if ("asks", "not_share_with") in senses)


@pytest.mark.parametrize("frame", ["{}", "{}:", "Please state {}?", "Section 4. {} (if any)"])
def test_the_guard_looks_at_every_question_of_the_vocabulary(frame: str) -> None:
    """Whatever the vocabulary knows as a question of whom not to involve, the guard sees it in every frame."""
    assert REFUSING
    assert [phrase for phrase in REFUSING if not may_refuse(frame.format(phrase))] == []


@given(st.sampled_from(REFUSING), st.sampled_from(RETOUCHES), st.sampled_from(["{}:", "1. {}", "Which {}?"]))
@FEW
def test_the_guard_looks_at_whatever_is_recognised(phrase: str, retouch: Callable[[str], str], frame: str) -> None:
    """A question of whom not to involve that is recognised, in whatever letters, is one that the guard looks at."""
    line = retouch(frame.format(phrase))
    means = recognise(line)
    assume(means is not None and means.asks == "not_share_with")
    assert may_refuse(line)


@given(st.lists(st.sampled_from([line for looked in ALL for line in looked.examples]), min_size=1, max_size=4))
@FEW
def test_what_is_kept_of_a_line_is_what_it_says(lines: list[str]) -> None:
    """A line that was read before is read as the first time, be it short enough to be kept or not."""
    line = " ".join(lines)
    for _ in range(2):
        assert read_statement(line) == _statement(line)
        assert _beginning(line) == clean(line)[:60]


@given(st.lists(st.sampled_from([line for looked in ALL for line in looked.examples]), min_size=1, max_size=9))
@FEW
def test_a_line_is_found_wherever_it_stands(lines: list[str]) -> None:
    """Of the lines of a document those are looked at that would be looked at alone, wherever they stand."""
    document = Document([Paragraph([Piece(line)]) for line in lines])
    for words in (_FAR, _MAY_SHARE, _MAY_REFUSE):
        alone = [number for number, line in enumerate(lines) if Lines([line]).holding(words)]
        assert document.said.shown.holding(words) == alone
