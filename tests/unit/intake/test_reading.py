"""What is read from a message's bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata

import pytest

from intake.message import Kind, Mail, Note, read_mail
from intake.message.structure import MOST_PARTS
from tests.unit.intake.mails import PANEL, REFERRER, WORD, a_mail, a_mail_of, a_package, a_part, parts


@pytest.mark.requirement("B1")
def test_a_plain_referral_mail_is_read() -> None:
    """Sender, subject, date, text and the attached form come out as they were sent."""
    form = a_package("word/document.xml")
    mail = read_mail(a_mail_of(a_part("Dear panel,\r\nplease see attached."), a_part(form, WORD, name="CAF A.B.docx")))
    assert mail.sender_address == REFERRER
    assert mail.sender is not None
    assert mail.sender.name == "Jo Tamworth"
    assert mail.subject == "A form for you"
    assert mail.date == dt.datetime(2026, 12, 7, 9, 30, tzinfo=dt.UTC)
    assert mail.text == "Dear panel,\nplease see attached."
    (attachment,) = mail.attachments
    assert (attachment.name, attachment.kind, attachment.data) == ("CAF A.B.docx", Kind.DOCX, form)
    assert attachment.sha256 == hashlib.sha256(form).hexdigest()
    assert [address.email for address in mail.to] == [PANEL]


def test_of_alternatives_the_plain_text_is_taken() -> None:
    """Plain text goes before HTML; a picture within the alternative is still an attachment."""
    content_type, related = parts(
        a_part("<p>Hello <b>panel</b></p>", "text/html"), a_part(b"\x89PNG\r\n\x1a\nx", "image/png"), boundary="inner"
    )
    inner = f"Content-Type: {content_type}\r\n\r\n".encode() + related
    mail = read_mail(a_mail_of(a_part("Hello panel"), inner, subtype="alternative"))
    assert (mail.text, mail.from_html) == ("Hello panel", False)
    assert [attachment.kind for attachment in mail.attachments] == [Kind.IMAGE]


@pytest.mark.parametrize("plain", ["", " \r\n\r\n", "\xa0"])
def test_html_is_taken_where_the_plain_alternative_says_nothing(plain: str) -> None:
    """Some programs send an empty plain part."""
    html = a_part("<html><body><p>I will attend.</p></body></html>", "text/html; charset=utf-8")
    mail = read_mail(a_mail_of(a_part(plain, "text/plain; charset=utf-8"), html, subtype="alternative"))
    assert (mail.text, mail.from_html) == ("I will attend.", True)


def test_text_after_an_attachment_is_joined() -> None:
    """Apple Mail writes text, file, text."""
    mail = read_mail(a_mail_of(a_part("above"), a_part(b"%PDF-1.4", "application/pdf", name="x.pdf"), a_part("below")))
    assert mail.text == "above\n\nbelow"


def test_a_forwarded_message_gives_its_files_with_where_they_lay() -> None:
    """A form forwarded as an enclosed message is found, and it is told that it came from within."""
    innermost = a_mail_of(
        a_part("for you"),
        a_part(a_package("word/document.xml"), WORD, name="form.docx"),
        Message_ID="<inner@gp.example>",
    )
    middle = a_mail_of(a_part("see below"), a_part(innermost, "message/rfc822", encoding=""), Subject="Fwd: form")
    mail = read_mail(a_mail_of(a_part("FYI"), a_part(middle, "message/rfc822", encoding="")))
    (attachment,) = mail.attachments
    assert attachment.provenance == "forwarded message 1.1"
    assert [(enclosed.provenance, enclosed.text) for enclosed in mail.enclosed] == [
        ("forwarded message 1", "see below"),
        ("forwarded message 1.1", "for you"),
    ]
    assert mail.enclosed[1].message_id == "<inner@gp.example>"
    assert mail.text == "FYI"


def test_two_forwarded_messages_are_numbered_apart() -> None:
    """Each enclosed message has its own number."""
    one = a_part(a_mail("one"), "message/rfc822", encoding="")
    two = a_part(a_mail("two"), "message/rfc822")
    mail = read_mail(a_mail_of(one, two))
    assert [enclosed.provenance for enclosed in mail.enclosed] == ["forwarded message 1", "forwarded message 2"]
    assert [enclosed.text for enclosed in mail.enclosed] == ["one", "two"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\jo\Desktop\CAF.docx", "CAF.docx"),
        ("form\x00.docx", "form.docx"),
        ("form\u202excod.exe", "formxcod.exe"),
        ("=?utf-8?B?Rm9ybXVsYXIgw6QuZG9jeA==?=", "Formular ä.docx"),
        ("Ame\u0301lie.docx", "Amélie.docx"),
        ("..", "attachment 1.pdf"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("x" * 5000 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names_are_fit_to_be_shown(written: str, shown: str) -> None:
    """A name is never a path, hides nothing, and is short."""
    raw = a_mail(a_part(b"x", "x/y").partition(b"\r\n\r\n")[2], Content_Type="application/pdf",
                 Content_Disposition=f'attachment; filename="{written}"')  # fmt: skip
    (attachment,) = read_mail(raw).attachments
    assert attachment.name == shown
    assert len(attachment.name) <= 120
    assert unicodedata.is_normalized("NFC", attachment.name)


def test_a_name_in_numbered_percent_encoded_pieces_is_put_together() -> None:
    """RFC 2231, in whatever order the pieces come."""
    disposition = "attachment; filename*1*=%C3%A9%20plan; filename*0*=utf-8''Caf; filename*2=.docx"
    (attachment,) = read_mail(
        a_mail("x", Content_Type="application/octet-stream", Content_Disposition=disposition)
    ).attachments
    assert attachment.name == "Café plan.docx"


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("utf-8", "naïve".encode(), "naïve"),
        ("iso-8859-1", b"it\x92s", "it’s"),
        ("windows-1252", b"\x93hi\x94", "“hi”"),
        ("no-such-charset", "naïve".encode(), "naïve"),
        ("", b"caf\xe9", "café"),
        ("utf-16", "hello".encode("utf-16"), "hello"),
        ("idna", b"xn--caf-dma", "xn--caf-dma"),
        ("punycode", b"abc-def", "abc-def"),
        ("unicode_escape", rb"\u0041", r"\u0041"),
        ("us-ascii\x00", b"plain", "plain"),
        ("utf-8", b"nul\x00byte\x1b", "nulbyte"),
    ],
)
def test_text_is_read_whatever_its_charset_claims(charset: str, raw: bytes, text: str) -> None:
    """Unknown, wrong and dangerous charsets fall back; NUL and control characters are gone."""
    content_type = f'text/plain; charset="{charset}"' if charset else "text/plain"
    assert read_mail(a_mail(raw, Content_Type=content_type)).text == text


def test_an_unknown_charset_is_noted() -> None:
    """A person may want to look at the original."""
    assert Note.UNKNOWN_CHARSET in read_mail(a_mail("x", Content_Type="text/plain; charset=x-klingon")).notes


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", b"SGVsbG8sIHBhbmVsIQ=="),
        ("BASE64", b"SGVsbG8s\r\n IHBh*bmVsIQ"),
        ("base64", b"SGVsbG8=LCBwYW5lbCE="),
        ("quoted-printable", b"Hello=2C pan=\r\nel!"),
        ("quoted-printable ", b"Hello=2c panel!"),
        ("8bit", b"Hello, panel!"),
        ("x-unknown", b"Hello, panel!"),
        ("x-uuencode", b"begin 644 x\r\n-2&5L;&\\L('!A;F5L(0``\r\n`\r\nend\r\n"),
    ],
)
def test_transfer_encodings_are_undone(encoding: str, body: bytes) -> None:
    """Encodings are read as far as they go, however they were written."""
    assert read_mail(a_mail(body, Content_Transfer_Encoding=encoding)).text == "Hello, panel!"


def test_a_message_cut_short_gives_what_there_is() -> None:
    """The closing boundary is missing: the last part goes to the end."""
    content_type, body = parts(a_part("words"), a_part(b"%PDF-1.4 rest", "application/pdf", name="a.pdf"), closed=False)
    mail = read_mail(a_mail(body, Content_Type=content_type))
    assert mail.text == "words"
    assert mail.attachments[0].data.startswith(b"%PDF-1.4")


def test_a_multipart_without_boundary_is_read_by_its_first_line() -> None:
    """A boundary that is not declared is the one that stands there."""
    _, body = parts(a_part("words"), a_part(b"GIF89a", "image/gif", name="a.gif"))
    mail = read_mail(a_mail(body, Content_Type="multipart/mixed"))
    assert (mail.text, [attachment.kind for attachment in mail.attachments]) == ("words", [Kind.IMAGE])


def test_a_boundary_that_begins_another_is_told_apart() -> None:
    """`--here` does not end at `--here-inner`."""
    inner_type, inner = parts(a_part("inner"), boundary="here-inner")
    _, outer = parts(
        f"Content-Type: {inner_type}\r\n\r\n".encode() + inner, a_part(b"x", name="x.txt"), boundary="here"
    )
    mail = read_mail(a_mail(outer, Content_Type='multipart/mixed; boundary="here"'))
    assert (mail.text, [attachment.name for attachment in mail.attachments]) == ("inner", ["x.txt"])


def test_what_stands_behind_the_last_boundary_is_not_read() -> None:
    """Whatever follows on its line, unless it makes another boundary."""
    _, body = parts(a_part("words"), boundary="b")
    ended = body.replace(b"--b--", b"--b-->\r\nmore")
    assert read_mail(a_mail(ended, Content_Type="multipart/mixed; boundary=b")).text == "words"
    not_ended = a_mail(b"--b\r\n\r\nwords\r\n--b--c\r\nmore", Content_Type="multipart/mixed; boundary=b")
    assert read_mail(not_ended).text == "words\n--b--c\nmore"


def test_a_multipart_that_cannot_be_told_apart_is_noted() -> None:
    """Its words are given as they stand, and a person is told."""
    mail = read_mail(a_mail("no boundary here", Content_Type="multipart/mixed; boundary=x"))
    assert (mail.text, mail.notes) == ("no boundary here", (Note.BROKEN_MULTIPART,))


@pytest.mark.requirement("X2")
def test_two_thousand_nested_parts_are_harmless() -> None:
    """Depth is limited, and what lies below comes out as one closed part."""
    content = a_part("deep down")
    for level in range(2000):
        content_type, body = parts(content, boundary=f"b{level}")
        content = f"Content-Type: {content_type}\r\n\r\n".encode() + body
    mail = read_mail(b"From: jo@school.example\r\n" + content)
    assert Note.TOO_DEEP in mail.notes
    assert len(mail.attachments) == 1
    assert b"--b1975" in mail.attachments[0].data


@pytest.mark.requirement("X2")
def test_endlessly_enclosed_messages_are_harmless() -> None:
    """Enclosed messages are opened to a set depth."""
    raw = a_mail("innermost")
    for _ in range(200):
        raw = a_mail(raw, Content_Type="message/rfc822")
    mail = read_mail(raw)
    assert len(mail.enclosed) == 6
    assert Note.TOO_DEEP in mail.notes


@pytest.mark.requirement("X2")
def test_a_hundred_thousand_parts_are_harmless() -> None:
    """The number of parts is limited, and it is noted."""
    mail = read_mail(a_mail(b"--b\r\n\r\nx\r\n" * 100_000, Content_Type="multipart/mixed; boundary=b"))
    assert len(mail.text.split()) <= MOST_PARTS
    mail = read_mail(a_mail_of(*[a_part(b"x", "x/y", name="f") for _ in range(1000)]))
    assert len(mail.attachments) == MOST_PARTS
    assert Note.TOO_MANY_PARTS in mail.notes


def test_a_message_too_large_is_read_by_its_header() -> None:
    """Nothing of its body is opened, and it says so."""
    mail = read_mail(a_mail("x" * 2000), largest=1000)
    assert (mail.sender_address, mail.text, mail.notes) == (REFERRER, "", (Note.OVERSIZED,))


@pytest.mark.parametrize(
    "content_type",
    [
        'multipart/encrypted; protocol="application/pgp-encrypted"; boundary="here"',
        "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
        "application/x-microsoft-rpmsg-message; name=message.rpmsg",
    ],
)
def test_an_encrypted_message_is_noted(content_type: str) -> None:
    """It cannot be read, and must not look like an empty mail."""
    _, body = parts(a_part("Version: 1", "application/pgp-encrypted"), boundary="here")
    assert Note.ENCRYPTED in read_mail(a_mail(body, Content_Type=content_type)).notes


def test_an_armoured_text_is_noted_as_encrypted() -> None:
    """PGP in plain text is as unreadable."""
    assert Note.ENCRYPTED in read_mail(a_mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n")).notes


@pytest.mark.parametrize(
    ("content_type", "note"),
    [
        ("message/partial; id=x; number=1; total=2", Note.PARTIAL),
        ("message/external-body; access-type=URL", Note.ELSEWHERE),
    ],
)
def test_what_is_not_all_here_is_noted(content_type: str, note: Note) -> None:
    """Pieces of messages, and parts kept elsewhere, are never fetched or guessed."""
    assert note in read_mail(a_mail("x", Content_Type=content_type)).notes


def test_a_signature_file_is_no_attachment() -> None:
    """A clear-signed message reads like the message itself."""
    content_type, body = parts(
        a_part("signed words"), a_part(b"0\x80", "application/pkcs7-signature", name="smime.p7s")
    )
    mail = read_mail(a_mail(body, Content_Type=content_type.replace("mixed", "signed")))
    assert (mail.text, mail.attachments) == ("signed words", ())


def test_a_logo_belongs_to_the_text() -> None:
    """A picture that the HTML shows is inline; one that was attached is not."""
    shown = a_part(b"\x89PNG\r\n\x1a\n", "image/png", Content_ID="<logo>")
    attached = a_part(b"\xff\xd8\xff\xe0", "image/jpeg", name="scan.jpg", Content_ID="<scan>")
    mail = read_mail(a_mail_of(a_part("hello"), shown, attached))
    assert [attachment.inline for attachment in mail.attachments] == [True, False]


def test_a_button_pressed_on_an_invitation_is_read() -> None:
    """Accepting or declining an invitation in Outlook sends a calendar reply."""
    calendar = (
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:meeting-17@panel.beds.ex\r\n ample\r\n"
        "ATTENDEE;CN=Police;PARTSTAT=DECLINED:mailto:police@partners.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    mail = read_mail(a_mail_of(a_part("Declined"), a_part(calendar, "text/calendar; method=REPLY; charset=utf-8")))
    assert mail.calendar_answer is not None
    assert (mail.calendar_answer.uid, mail.calendar_answer.status) == ("meeting-17@panel.beds.example", "DECLINED")


def test_an_invitation_itself_is_no_answer() -> None:
    """Only METHOD:REPLY answers."""
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nUID:x\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\n"
    assert read_mail(a_mail(calendar, Content_Type="text/calendar")).calendar_answer is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n",
        b"\x00" * 100,
        b"From",
        b"From: ",
        b": nameless\r\n\r\n",
        b"Subject: =?utf-8?B?====?= =?x?q?=ZZ?=\r\n\r\n",
        b"Date: Thu, 99 Foo 99999 25:61:61 +99999\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n--\r\n",
        b'Content-Type: ;;;===;"\r\n\r\n',
        b"Content-Type: text/plain; charset*0*=x'y; charset*1*=%ZZ\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n\xff\xff\xff\r\n",
        b"From: " + b"(" * 100_000 + b"\r\n\r\n",
        b"To: " + b"a@b.example," * 100_000 + b"\r\n\r\n",
        b"X: y\r\n" * 100_000,
        b"References: " + b"<a@b> " * 100_000 + b"\r\n\r\n",
        b"Content-Type: text/html\r\n\r\n" + b"<div>" * 100_000,
        b"Content-Type: text/html\r\n\r\n" + b"<!--" * 100_000,
        b"Content-Type: text/html\r\n\r\n" + b"<a " * 100_000,
        b"Content-Type: x/y; " + b"a=b;" * 100_000 + b"\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + b"--B" * 300_000,
        b"Subject: " + b"=?a?q?" * 10_000 + b"\r\n\r\n",
    ],
    ids=range(23),
)
@pytest.mark.requirement("X2")
def test_hostile_bytes_give_a_mail(raw: bytes) -> None:
    """Whatever the bytes are, a message comes back."""
    assert isinstance(read_mail(raw), Mail)


def test_a_subject_cannot_smuggle_header_lines() -> None:
    """An encoded line end in a subject becomes a space (CVE-2024-6923)."""
    subject = read_mail(a_mail(Subject="=?UTF-8?Q?x=0D=0ABcc:_evil@evil.example?=")).subject
    assert subject == "x Bcc: evil@evil.example"


def test_encoded_words_split_within_a_letter_are_joined() -> None:
    """Programs cut words at a byte, not at a letter."""
    assert read_mail(a_mail(Subject="=?utf-8?Q?caf=C3?=\r\n =?utf-8?Q?=A9_two?= three")).subject == "café two three"


def test_a_header_line_that_is_none_ends_the_header() -> None:
    """A forgotten empty line loses no words."""
    assert read_mail(b"From: jo@school.example\r\nSubject: x\r\nDear panel,\r\nhello\r\n").text == "Dear panel,\nhello"


def test_a_parameter_that_is_not_indented_belongs_to_its_header() -> None:
    """Some programs wrap without indenting."""
    raw = b'From: jo@school.example\r\nContent-Type: application/pdf;\r\nname="a.pdf"\r\n\r\n%PDF-1.4'
    (attachment,) = read_mail(raw).attachments
    assert (attachment.name, attachment.data) == ("a.pdf", b"%PDF-1.4")


def test_ids_are_read_in_order() -> None:
    """The message answered comes first, then those before it, the last one first."""
    mail = read_mail(
        a_mail(In_Reply_To="<b@x.example>", References="<a@x.example>\r\n <b@x.example> junk <c@x.example>")
    )
    assert mail.answers_to == ("<b@x.example>", "<c@x.example>", "<a@x.example>")
    assert read_mail(a_mail(Message_ID="bare@id.example")).message_id == "<bare@id.example>"
