"""What happens to packs that are made, and may not go any more as they were made."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from rules.form import Child, ConsentStatement
from tests.builders import a_form
from tests.e2e.area import Area, File
from tests.e2e.test_main_job import MONDAY, TUESDAY
from tests.forms import a_word_form
from tests.property.test_finished_messages import everything_in
from tests.servers.mailbox import MailboxServer
from tests.servers.smtp import SmtpSink


@pytest.fixture
def area(tmp_path: Path, embedded_server: MailboxServer, smtp_sink: SmtpSink) -> Area:
    """A panel whose mail server takes one megabyte at most."""
    area = Area(tmp_path, embedded_server, smtp_sink)
    settings = area.config.read_text(encoding="utf-8")
    area.config.write_text(settings.replace("[service]", "[service]\nmax_message_mb = 1"), encoding="utf-8")
    return area


@pytest.mark.requirement("E4", "X3")
def test_a_split_pack_that_may_not_go_is_made_anew_once(area: Area) -> None:
    """An exclusion arrives while the mail server is down: the service gets one pack in the end, without the child."""
    children = [a_long_form(number) for number in range(4)]
    for number, form in enumerate(children):
        area.mail_in(f"referrer{number}@school.example", form)
    area.once(TUESDAY)
    area.sink.stop()
    assert area.once(MONDAY).exit_code == 1
    consent = ConsentStatement(
        store=True, share=True, not_share_with=("CAMHS",), signed_by="Jo", signed_on=dt.date(2025, 12, 20)
    )
    changed = File("again.docx", a_word_form(a_form(child=a_child(0), consent=consent)))
    area.mail_in("referrer0@school.example", changed, subject="N26-0001")
    area.once("2026-01-12T10:00:00+00:00")
    area.sink.start()
    area.once("2026-01-12T11:00:00+00:00")
    subjects = [str(one["Subject"]) for one in area.got(area.representative("camhs"), "agenda")]
    assert len(subjects) == len(set(subjects))
    parts = [str(one["Subject"]) for one in area.got(area.representative("police"), "agenda")]
    assert len(parts) > 1
    texts = [text for raw in area.sink.messages_for(area.representative("camhs")) for text in everything_in(raw)]
    assert any("n26-0002" in text for text in texts)
    assert not any("n26-0001" in text for text in texts)


def a_child(number: int) -> Child:
    """A child of a family of its own."""
    return Child(
        given_names=f"Kim{number}",
        family_name=f"Sampleby{number}",
        date_of_birth=dt.date(2016, 5, 4),
        address=f"{number} Sample Street",
        postcode=f"MK4{number} 1AA",
    )


def a_long_form(number: int) -> File:
    """A form of a few hundred kilobytes: words that do not compress."""
    letters = random.Random(number)
    words = ("".join(letters.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(30_000))
    return File("caf.docx", a_word_form(a_form(child=a_child(number), parent_comment=" ".join(words))))
