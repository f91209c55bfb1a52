"""Whatever bytes come, a message is read, judged and named; and what was written well is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.message import Mail, read_mail, sniff
from intake.message.authenticity import Unproven, parse_results, prove_sender
from intake.message.automatic import automatic_nature, may_be_answered
from intake.message.classify import Facts, classify
from intake.message.headers import decode_words
from intake.message.plain_text import html_to_text, own_words
from intake.message.signed import signed_content
from tests.unit.intake.mails import PANEL, a_mail, a_mail_of, a_part, parts

pytestmark = pytest.mark.requirement("X2")

TOKEN = "panelpost.beds.example"

HEADER_NAMES = st.sampled_from(
    (
        *("From", "To", "Subject", "Date", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition"),
        *("Received", "Message-ID", "References", "Authentication-Results", "Auto-Submitted", "Return-Path"),
    )
)
ODD_VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        (
            *("multipart/mixed; boundary=b", "multipart/alternative", "message/rfc822", "message/delivery-status"),
            *("text/html; charset=utf-7", "text/plain; charset=idna", "application/pkcs7-mime", "base64", "x-uuencode"),
            *("attachment; filename*0*=utf-8''%; filename*2=x", "=?utf-8?B?w?=", "<a@b.example", '"a" <a@b.example>'),
            *("mx.beds.example; dmarc=pass header.from=b.example", "Thu, 1 Jan 0000 00:00:00 +9999", "auto-replied"),
        )
    ),
)
PIECES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"--b\r\n", b"--b--\r\n", b"\r\n\r\n", b"begin 644 x\r\n", b"<p>", b"\x30\x80", b"=?utf-8?q?"]),
    st.builds(lambda name, value: f"{name}: {value}\r\n".encode("utf-8", "replace"), HEADER_NAMES, ODD_VALUES),
)
MESSAGES = st.lists(PIECES, max_size=40).map(b"".join)


def understood(raw: bytes) -> Mail:
    """Everything that intake asks of a message has been asked of this one."""
    mail = read_mail(raw)
    assert isinstance(prove_sender(mail, "", 0), Unproven)
    prove_sender(mail, "mx.beds.example", 1)
    may_be_answered(mail, [PANEL])
    facts = Facts(nature=automatic_nature(mail, [PANEL], TOKEN), knows_reference=lambda _: True)
    classify(mail, facts)
    for attachment in mail.attachments:
        assert attachment.name == attachment.name.strip()
        assert 0 < len(attachment.name) <= 120
        assert not set(attachment.name) & set('/\\\x00\r\n<>:"|?*\u202e')
    for words in (mail.subject, mail.text):
        assert "\x00" not in words
        words.encode("utf-8")
    return mail


@given(st.binary(max_size=3000))
def test_any_bytes_give_a_mail(raw: bytes) -> None:
    """No bytes make reading fail."""
    understood(raw)


@given(MESSAGES)
def test_any_pieces_of_messages_give_a_mail(raw: bytes) -> None:
    """Nor do bytes that look like mail."""
    understood(raw)


@given(st.data())
def test_a_message_damaged_anywhere_gives_a_mail(data: st.DataObject) -> None:
    """A real message with bytes changed, cut out and put in."""
    raw = bytearray(
        a_mail_of(a_part("words"), a_part(a_mail("x"), "message/rfc822", encoding=""), a_part("<p>", "text/html"))
    )
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    understood(bytes(raw))


@given(st.binary(max_size=500))
def test_any_bytes_are_some_kind_of_file(raw: bytes) -> None:
    """Looking at a file never fails, nor at what may be an envelope."""
    sniff(raw)
    sniff(b"PK\x03\x04" + raw + b"PK\x05\x06" + raw)
    signed_content(raw)


@given(st.text(max_size=500))
def test_any_text_is_read(text: str) -> None:
    """As HTML, as a reply, as an encoded header, as results."""
    html_to_text(text)
    own_words(text)
    decode_words(text)
    parse_results(text)


SAFE_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Cn", "Co"]), min_size=1
)


@given(st.lists(st.binary(min_size=1, max_size=200), max_size=5), SAFE_WORDS)
def test_files_and_words_come_back_as_they_were_sent(files: list[bytes], words: str) -> None:
    """Byte for byte, in their order."""
    attached = [a_part(raw, "application/octet-stream", name=f"f{at}") for at, raw in enumerate(files)]
    mail = understood(a_mail_of(a_part(words, "text/plain; charset=utf-8"), *attached))
    assert [attachment.data for attachment in mail.attachments] == files
    assert mail.text == words


@given(st.integers(1, 30))
def test_parts_within_parts_are_found_to_the_limit(depth: int) -> None:
    """Words at any depth are found, or the message says that it goes too deep."""
    content = a_part("deep words")
    for _ in range(depth):
        content_type, body = parts(content)
        content = f"Content-Type: {content_type}\r\n\r\n".encode() + body
    mail = understood(b"From: jo@school.example\r\n" + content)
    assert (mail.text == "deep words") != bool(mail.notes)
