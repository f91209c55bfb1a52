"""What the embedded mail server reads and writes, for any names, numbers and bytes."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from demo.mailserver.imap_session import Command
from demo.mailserver.imap_syntax import literal, numbers, quoted, read_time, text, words_of, written_set, written_time

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"))


@given(st.binary())
@example(b"a (" * 1000)
@example(b'a "unfinished')
@example(b"a FETCH 1 {5}\r\nab")
def test_any_line_is_read_or_refused(line: bytes) -> None:
    """Whatever a client writes is a command, known or not, and never an accident."""
    assert isinstance(Command.read(line), Command)


@given(NAMES)
def test_a_quoted_name_comes_back(name: str) -> None:
    """A name that was quoted is read as it was, whatever is in it."""
    assert words_of(b"LIST " + quoted(name).encode())[1:] == [name]


@given(st.binary())
def test_a_literal_comes_back(content: bytes) -> None:
    """A literal is read byte for byte, line ends and parentheses included."""
    assert words_of(b"APPEND INBOX (\\Seen) " + literal(content))[1:] == ["INBOX", ["\\Seen"], content]


@given(st.sets(st.integers(min_value=1, max_value=500)))
def test_a_set_of_numbers_comes_back(chosen: set[int]) -> None:
    """A set that was written means the numbers it was written from, and no others."""
    known = range(1, 501)
    if chosen:
        assert numbers(written_set(sorted(chosen)), known) == sorted(chosen)
    assert numbers("1:*", sorted(chosen)) == sorted(chosen)


@given(st.datetimes(min_value=dt.datetime(1970, 1, 1), timezones=st.just(dt.UTC)))  # noqa: DTZ001 - Hypothesis adds the zone
def test_a_time_comes_back(at: dt.datetime) -> None:
    """A time that INTERNALDATE writes is one that APPEND takes, to the second."""
    (word,) = words_of(written_time(at).encode())
    assert read_time(text(word)) == at.replace(microsecond=0)
