"""The envelope: headers, structure, size, and that nothing can get into it that does not belong there."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch import compose
from dispatch.composed import INVITATION, WORD, Attached, Composed
from dispatch.envelope import BadEnvelope, TooLarge, build_message, encoded_size, message_id_for, split_pack
from dispatch.views import AgendaView, MeetingChange, MeetingChangeView
from tests.unit.dispatch.samples import MEETING, NEW_START, PAPER, STAMP, a_panel, an_item

PANEL = a_panel()
PLAIN = Composed(kind="attention", subject="Hello", text="One.\n", html="<!--start--><p>One.</p>\n")
WHEN = dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC)
_LINE = st.text(st.characters(codec="utf-8"), max_size=200)


def _build(composed: Composed = PLAIN, recipient: str = "jo@p.example", **changes: object) -> bytes:
    values: dict[str, object] = {
        "panel": PANEL,
        "recipient": recipient,
        "message_id": message_id_for("agenda/N/meeting-17", recipient, "beds.example"),
        "date": WHEN,
        "in_reply_to": None,
        "references": (),
        "auto_submitted": "auto-generated",
        "hop_token": "1.abc",
    }
    return build_message(composed, **(values | changes))  # type: ignore[arg-type]  # a test names what it changes


def _read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_the_headers_are_those_promised() -> None:
    """From, Reply-To, one recipient, ids, and what says that a machine wrote it."""
    first, second = "<a@p.example>", "<b@p.example>"
    message = _read(_build(in_reply_to=second, references=(first, second), auto_submitted="auto-replied"))
    assert message["From"] == message["Reply-To"] == "MAAG North <maagnorth@beds.example>"
    assert message["To"] == "jo@p.example"
    assert message["In-Reply-To"] == second
    assert message["References"] == f"{first} {second}"
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["X-Panelpost-Panel"] == "N"
    assert message["X-Panelpost-Kind"] == "attention"
    assert message["X-Panelpost-Hop"] == "1.abc"
    assert message["Date"].datetime == WHEN
    assert "Cc" not in message
    assert "Bcc" not in message


@pytest.mark.requirement("X3")
def test_the_same_message_is_the_same_bytes() -> None:
    """Built twice, a pack with attachments is equal to the last byte."""
    view = AgendaView(meeting=MEETING, attendee="jo@p.example", items=(an_item(),))
    built = [_build(compose.agenda(view, PAPER, stamp=STAMP)) for _ in range(2)]
    assert built[0] == built[1]


def test_a_pack_is_words_twice_and_files() -> None:
    """Plain text and HTML as alternatives, then each file with its name and type; a pack is no invitation."""
    view = AgendaView(meeting=MEETING, attendee="jo@p.example", items=(an_item(),))
    mail = compose.agenda(view, PAPER, stamp=STAMP)
    message = _read(_build(mail))
    assert message.get_content_type() == "multipart/mixed"
    words, *files = message.iter_parts()
    assert [part.get_content_type() for part in words.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_filename() for part in files] == [attached.filename for attached in mail.attachments]
    calendar = files[1]
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert files[0].get_content() == mail.attachments[0].data
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.text  # type: ignore[union-attr]


def test_an_invitation_stands_beside_the_words() -> None:
    """A mail that is nothing but an invitation has it as an alternative too: Outlook then shows its buttons."""
    view = MeetingChangeView(change=MeetingChange.MOVED, meeting=MEETING, attendee="jo@p.example", now_at=NEW_START)
    message = _read(_build(compose.meeting_change(view, PAPER, stamp=STAMP)))
    words = next(message.iter_parts())
    kinds = [part.get_content_type() for part in words.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]


@given(subject=_LINE, name=_LINE)
def test_nobody_can_inject_a_header(subject: str, name: str) -> None:
    """Whatever stands in a subject or file name, there is one of each header, seven bits wide, lines within limits."""
    composed = replace(PLAIN, subject=subject, attachments=(Attached(f"x{name}", WORD, b"PK"),))
    raw = _build(composed)
    message = _read(raw)
    assert raw.isascii()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    for header in ("From", "To", "Subject", "Message-ID", "X-Panelpost-Kind"):
        assert len(message.get_all(header, [])) == 1
    assert set(message.keys()) == {
        "From", "Reply-To", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
        "X-Panelpost-Panel", "X-Panelpost-Kind", "X-Panelpost-Hop", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert len(list(message.iter_attachments())) == 1


@given(_LINE.filter(lambda text: not text.isspace()))
def test_every_word_arrives(text: str) -> None:
    """Any text survives the way there and back."""
    clean = " ".join(text.split()) + "\n"
    message = _read(_build(replace(PLAIN, text=clean)))
    assert message.get_body(("plain",)).get_content().split() == clean.split()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "jo",
        "jo@",
        "@p.example",
        "jo@p.example\r\nBcc: x@y.example",
        "a@b.example, c@d.example",
        "jö@p.example",
        "a b@p.example",
    ],
)
def test_an_address_that_is_none_is_refused(recipient: str) -> None:
    """An address that could not be one recipient is an error that does not repeat it."""
    with pytest.raises(BadEnvelope) as refused:
        _build(recipient=recipient)
    assert "example" not in str(refused.value)


def test_a_domain_of_another_script_is_written_in_ascii() -> None:
    """The domain goes out as its A-label."""
    assert _read(_build(recipient="jo@münchen.example"))["To"] == "jo@xn--mnchen-3ya.example"


@pytest.mark.parametrize("wrong", ["no id", "<a b@c>", "<a@b>\r\nX: y", "a@b"])
def test_a_message_id_that_is_none_is_left_out(wrong: str) -> None:
    """Ids from outside carry nothing else into a header, and do not keep the answer from going."""
    message = _read(_build(in_reply_to=wrong, references=(wrong, "<good@y.example>")))
    assert message["In-Reply-To"] is None
    assert message["References"] == "<good@y.example>"
    assert message["X"] is None


@pytest.mark.parametrize("odd", ["<noat>", f"<{'x' * 300}@y.example>", "<a@b@c.example>"])
def test_an_odd_message_id_is_answered_as_it_is(odd: str) -> None:
    """What a header can carry keeps the thread together, whether it is made as it should be or not."""
    assert "".join(_build(in_reply_to=odd).decode().split()).count(f"In-Reply-To:{odd}") == 1


def test_message_ids_are_stable_and_name_nobody() -> None:
    """The same matter for the same reader has one id, whatever the case of the address; another has another."""
    mine = message_id_for("agenda/N/meeting-17", "Jo@P.example ", "Beds.example")
    assert mine == message_id_for("agenda/N/meeting-17", "jo@p.example", "beds.example")
    assert mine != message_id_for("agenda/N/meeting-18", "jo@p.example", "beds.example")
    assert mine != message_id_for("agenda/N/meeting-17", "al@p.example", "beds.example")
    assert mine.endswith("@beds.example>")
    assert "jo" not in mine.partition("@")[0]


def _pack(*sizes: int) -> Composed:
    files = tuple(Attached(f"N26-{n:04} form.docx", WORD, b"x" * size) for n, size in enumerate(sizes))
    return replace(PLAIN, attachments=files)


def test_a_pack_that_fits_stays_one() -> None:
    """Nothing is numbered that need not be."""
    assert split_pack(_pack(1000), 100_000) == (_pack(1000),)


@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=8), st.integers(40_000, 120_000))
def test_parts_stay_within_the_limit_and_lose_nothing(sizes: list[int], limit: int) -> None:
    """Every file is in one part or reported, every part is within the limit when built, the order is kept."""
    pack = _pack(*sizes)
    found = split_pack(pack, limit)
    parts = [part for part in found if isinstance(part, Composed)]
    reported = [part.filename for part in found if isinstance(part, TooLarge)]
    sent = [attached.filename for part in parts for attached in part.attachments]
    assert sorted(sent + reported) == [attached.filename for attached in pack.attachments]
    assert sent == sorted(sent)
    for part in parts:
        assert len(_build(part)) <= encoded_size(part) <= limit


def test_each_part_says_what_the_others_hold() -> None:
    """'Part 2 of 3' in the subject and the first line, then what every part has."""
    parts = split_pack(_pack(30_000, 30_000, 30_000), 60_000)
    assert [part.subject for part in parts if isinstance(part, Composed)] == [
        f"Hello (Part {n} of 3)" for n in (1, 2, 3)
    ]
    second = parts[1]
    assert isinstance(second, Composed)
    assert second.text.startswith("Part 2 of 3.")
    assert "Part 1 has: N26-0000 form.docx." in second.text
    assert "This part has: N26-0001 form.docx." in second.text
    assert "Part 3 has: N26-0002 form.docx." in second.html


def test_a_file_too_large_is_reported_and_the_rest_goes() -> None:
    """One file over the limit does not keep the others back, and the reader learns of it."""
    rest, report = split_pack(_pack(1000, 200_000), 60_000)
    assert isinstance(rest, Composed)
    assert isinstance(report, TooLarge)
    assert (report.filename, report.size, report.limit) == ("N26-0001 form.docx", 200_000, 60_000)
    assert "Too large for email, so not sent: N26-0001 form.docx." in rest.text
    assert rest.subject == "Hello"


def test_a_calendar_counts_twice() -> None:
    """An invitation may stand in the body and beside it, and is counted so."""
    entry = replace(PLAIN, attachments=(Attached("x.ics", INVITATION, b"BEGIN:VCALENDAR\r\n" * 500),))
    assert len(_build(entry)) <= encoded_size(entry)
