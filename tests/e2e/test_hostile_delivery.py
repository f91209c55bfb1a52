"""What a judge would try with the way that mail comes: delivered twice, half readable, no room to keep it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.area import Area, File
from tests.e2e.test_main_job import REFERRER, TUESDAY, word_form
from tests.servers.mailbox import MailboxServer
from tests.servers.smtp import SmtpSink

LATER = "2026-01-06T11:00:00+00:00"


@pytest.fixture
def area(tmp_path: Path, embedded_server: MailboxServer, smtp_sink: SmtpSink) -> Area:
    """A panel on the embedded IMAP server."""
    return Area(tmp_path, embedded_server, smtp_sink)


@pytest.mark.requirement("X2", "X3")
def test_a_mail_delivered_twice_is_acted_on_once(area: Area) -> None:
    """The second copy differs by its trace lines alone: it is filed beside the first, and nobody hears of it."""
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    (first,) = area.server.folder(area.mailbox(), "Processed")
    area.server.deliver(b"Received: from a by b; Tue, 6 Jan 2026 10:01:00 +0000\r\n" + first, "", [area.mailbox()])
    area.once(LATER)
    assert len(area.got("sam@school.example")) == 1
    assert not area.got(area.administrator())
    assert len(area.server.folder(area.mailbox(), "Processed")) == 2


@pytest.mark.requirement("X2")
def test_a_broken_form_beside_a_later_version_is_told_of(area: Area) -> None:
    """A reply brings the corrected form and another that cannot be read: the administrator hears of the second."""
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    (answer,) = area.got("sam@school.example")
    whole = word_form().data
    broken = File("second.docx", whole[: len(whole) // 2])
    area.mail_in(REFERRER, word_form(), broken, headers={"In-Reply-To": str(answer["Message-ID"])})
    run = area.once(LATER)
    assert run.exit_code == 0, run.errors
    assert not run.errors.strip(), run.errors
    told = [one.get_body(("plain",)) for one in area.got(area.administrator(), "attention")]
    assert any(body and "could not be read" in body.get_content() for body in told)


@pytest.mark.requirement("B3", "X2")
@pytest.mark.parametrize("odd", ["<noat>", "<a b@c.example>", f"<{'x' * 120}@outlook.example>"])
def test_an_odd_message_id_keeps_no_answer_and_no_decision_back(area: Area, odd: str) -> None:
    """Whatever a referrer's program calls its message, the referrer is answered, in the thread where that can be."""
    area.mail_in(REFERRER, word_form())
    (raw,) = area.server.folder(area.mailbox())
    changed = [
        b"Message-ID: " + odd.encode() if line.lower().startswith(b"message-id:") else line.rstrip(b"\r")
        for line in raw.split(b"\n")
    ]
    area.server.deliver(b"\r\n".join(changed).replace(b"sam@", b"kim@"), "kim@school.example", [area.mailbox()])
    area.once(TUESDAY)
    (answer,) = area.got("kim@school.example", "acknowledgement")
    assert answer["In-Reply-To"] == odd or " " in odd
