"""What the log says, and what it withholds."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from dispatch.journal import EventLines

CANARY = "Zephyrine Quillfeather"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What two loggers, one of ours and one of a library, have written in the journal's form."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(EventLines())
    loggers = [logging.getLogger("dispatch.for_a_test"), logging.getLogger("aiosmtplib.for_a_test")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)
        logger.propagate = True


def test_an_event_is_a_line_of_its_name_and_its_ids(written: io.StringIO) -> None:
    """What we log is the event's name and what belongs to it, as key=value."""
    logging.getLogger("dispatch.for_a_test").info("outbox_recorded", extra={"outgoing": "4f00ab", "code": 250})
    assert written.getvalue().endswith("Z INFO outbox_recorded outgoing=4f00ab code=250\n")


@pytest.mark.requirement("X7")
@pytest.mark.parametrize(
    ("logger", "message", "more"),
    [
        pytest.param("dispatch.for_a_test", "sent to %s", {}, id="a sentence of ours"),
        pytest.param("dispatch.for_a_test", "mail_sent", {"reader": CANARY}, id="a value that is no id"),
        pytest.param("dispatch.for_a_test", "mail_sent", {"reader": "zephyrine@school.example"}, id="an address"),
        pytest.param("aiosmtplib.for_a_test", "response for %s", {}, id="a library's message"),
        pytest.param("aiosmtplib.for_a_test", f"response for {CANARY}", {}, id="a library's message, put together"),
    ],
)
def test_what_could_name_somebody_is_withheld(
    written: io.StringIO, logger: str, message: str, more: dict[str, str]
) -> None:
    """Neither a sentence, nor a value that does not look like an id, nor a library's words get into the log."""
    arguments = (CANARY,) if "%s" in message else ()
    logging.getLogger(logger).warning(message, *arguments, extra=more)
    assert "zephyrine" not in written.getvalue().casefold()
    assert written.getvalue().count("\n") == 1


@pytest.mark.requirement("X7")
def test_an_exception_is_its_kind_and_place_without_its_words(written: io.StringIO) -> None:
    """A traceback is one word in the line: what was raised, and where; never what it says."""
    nothing: dict[str, str] = {}
    try:
        nothing[CANARY]
    except KeyError:
        logging.getLogger("dispatch.for_a_test").exception("part_died")
    line = written.getvalue()
    assert "raised=KeyError@test_journal.py:" in line
    assert CANARY not in line
    assert line.count("\n") == 1
