"""What a data protection officer would try: chairs shut out from an item, words and files about another child."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from rules.form import Child, ConsentStatement
from tests.e2e.area import EXCEL, Area, File, attachment
from tests.e2e.people import fill_in, heading_row, references_in
from tests.e2e.test_main_job import AFTERNOON, FRIDAY, MONDAY, REFERRER, REMINDED, TUESDAY, allocate, word_form
from tests.property.test_finished_messages import everything_in
from tests.servers.mailbox import MailboxServer
from tests.servers.smtp import SmtpSink

ACTING = "acting@beds.example"
ANOTHER = Child(
    given_names="Zephyrine",
    family_name="Quillfeather",
    date_of_birth=dt.date(2015, 3, 2),
    address="7 Quill Lane, Bedford",
    postcode="MK40 1ZZ",
)
NOT_THE_POLICE = ConsentStatement(
    store=True, share=True, not_share_with=("Police",), signed_by="Pat Quillfeather", signed_on=dt.date(2025, 12, 20)
)
CANARIES = ("zephyrine", "quillfeather", "n26-0002", "z.q.", "quill lane")


@pytest.fixture
def area(tmp_path: Path, embedded_server: MailboxServer, smtp_sink: SmtpSink) -> Area:
    """A panel whose chair is of the police, with an acting chair for what the police must not see."""
    area = Area(tmp_path, embedded_server, smtp_sink)
    chair = f'chair = "{area.chair()}"\n'
    settings = area.config.read_text(encoding="utf-8")
    assert chair in settings
    ruling_8 = f'{chair}chair_service = "police"\nacting_chair = "{ACTING}"\n'
    area.config.write_text(settings.replace(chair, ruling_8), encoding="utf-8")
    return area


def traces(area: Area, address: str) -> list[str]:
    """Which canaries stand in anything that the address got."""
    texts = [text for raw in area.sink.messages_for(address) for text in everything_in(raw)]
    return [canary for canary in CANARIES if any(canary in text for text in texts)]


def two_children_on_the_agenda(area: Area) -> None:
    """Ava, of whom everybody may know, is item 1; Zephyrine, of whom the police may not, is item 2."""
    area.mail_in(REFERRER, word_form())
    area.mail_in("gp@surgery.example", word_form(ANOTHER, NOT_THE_POLICE))
    area.once(TUESDAY)
    area.once(MONDAY)


@pytest.mark.requirement("E4", "B10")
def test_the_acting_chair_decides_the_item_that_the_chair_may_not_see(area: Area) -> None:
    """Each sends back the workbook of their own pack; both decisions are taken, and the chair learns nothing (8)."""
    two_children_on_the_agenda(area)
    for sender in (area.chair(), ACTING):
        _name, workbook = attachment(area.got(sender, "chair-pack")[0], ".xlsx")
        filled = fill_in(workbook, {reference: [allocate()] for reference in references_in(workbook)})
        area.mail_in(sender, File("decisions.xlsx", filled, EXCEL), subject="Decisions")
    area.once(AFTERNOON)
    area.once(FRIDAY)
    assert len(area.got("gp@surgery.example", "decision-sheet")) == 1
    assert len(area.got("sam@school.example", "decision-sheet")) == 1
    assert traces(area, ACTING)
    assert not traces(area, area.chair())
    assert not traces(area, area.representative("police"))


@pytest.mark.requirement("E4", "B8")
@pytest.mark.parametrize(
    ("text", "reaches_chair"),
    [
        ("N26-0001 and N26-0002: we know both.", False),
        ("We know Zephyrine well.", False),
        ("Apologies, I cannot come. Ask Jo about Zephyrine Quillfeather.", False),
        ("N26-0001: we know Ava well.", True),
        ("Apologies, I cannot come.", True),
    ],
)
def test_words_about_an_item_kept_back_do_not_reach_the_chair(area: Area, text: str, reaches_chair: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """What may speak of the item that the chair's service is shut out from goes to the administrator to pass on."""
    two_children_on_the_agenda(area)
    pack = area.got(area.representative("camhs"), "agenda")[0]
    area.mail_in(
        area.representative("camhs"),
        subject=f"Re: {pack['Subject']}",
        text=text,
        headers={"In-Reply-To": str(pack["Message-ID"])},
    )
    area.once("2026-01-13T10:00:00+00:00")
    assert bool(area.got(area.chair(), "forwarded")) == reaches_chair
    assert bool(area.got(area.administrator(), "attention")) != reaches_chair
    assert not traces(area, area.chair())


@pytest.mark.requirement("E4", "E5")
def test_the_chair_of_a_child_at_risk_does_not_get_the_other_forms_of_the_mail(area: Area) -> None:
    """One mail, two families: the chair is told of the child at risk, without the message that brought both."""
    at_risk = File("first.docx", with_harm(word_form().data))
    other = File("second.docx", word_form(ANOTHER, NOT_THE_POLICE).data)
    area.mail_in(REFERRER, at_risk, other)
    area.once(TUESDAY)
    (told,) = area.got(area.chair(), "attention")
    assert not list(told.iter_attachments())
    assert not traces(area, area.chair())
    assert any(list(one.iter_attachments()) for one in area.got(area.administrator(), "attention"))


@pytest.mark.requirement("B10")
def test_a_reminder_numbers_the_items_as_the_pack_did(area: Area) -> None:
    """When the first item is decided, the second is not called the first; the chair's third, with one kept back."""
    third = Child(
        given_names="Kim",
        family_name="Third",
        date_of_birth=dt.date(2014, 1, 2),
        address="3 Third Street",
        postcode="MK41 3ZZ",
    )
    area.mail_in(REFERRER, word_form())
    area.mail_in("gp@surgery.example", word_form(ANOTHER, NOT_THE_POLICE))
    area.mail_in("nurse@surgery.example", word_form(third))
    area.once(TUESDAY)
    area.once(MONDAY)
    _name, workbook = attachment(area.got(area.chair(), "chair-pack")[0], ".xlsx")
    assert numbers_in(workbook) == {"N26-0001": 1, "N26-0003": 2}
    decided = fill_in(workbook, {"N26-0001": [{"Decision": "No further action", "Notes": "All is well."}]})
    area.mail_in(area.chair(), File("decisions.xlsx", decided, EXCEL), subject="Decisions")
    area.once(REMINDED)
    _name, reminder = attachment(area.got(area.chair(), "reminder")[0], ".xlsx")
    assert numbers_in(reminder) == {"N26-0003": 2}
    _name, for_office = attachment(area.got(area.administrator(), "reminder")[0], ".xlsx")
    assert numbers_in(for_office) == {"N26-0002": 2, "N26-0003": 3}


def numbers_in(workbook: bytes) -> dict[str, int]:
    """Reference to item number, of a decision workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))["Decisions"]
    columns = heading_row(sheet)
    rows = range(columns[""] + 1, sheet.max_row + 1)
    found = ((sheet.cell(row, columns["Reference"]).value, sheet.cell(row, columns["Item"]).value) for row in rows)
    return {str(reference): int(str(item)) for reference, item in found if reference and item is not None}


@pytest.mark.requirement("E5", "B3")
def test_a_form_signed_after_the_agenda_went_is_on_the_next(area: Area) -> None:
    """Held while the agenda went, it waits for no meeting that cannot have it; its referrer is told which can."""
    area.mail_in(REFERRER, word_form(consent=ConsentStatement(store=True, share=True)))
    area.once(TUESDAY)
    area.once(MONDAY)
    first = area.got("sam@school.example", "acknowledgement")[0]
    area.mail_in(REFERRER, word_form(), headers={"In-Reply-To": str(first["Message-ID"])})
    area.once("2026-01-13T10:00:00+00:00")
    body = area.got("sam@school.example", "acknowledgement")[1].get_body(("plain",))
    assert body is not None
    assert "29 January 2026" in " ".join(body.get_content().split())
    area.once("2026-01-26T09:00:00+00:00")
    packs = [one.as_string() for one in area.got(area.representative("camhs"), "agenda")]
    assert ["N26-0001" in pack for pack in packs] == [False, True]


@pytest.mark.requirement("B1", "X2")
def test_a_form_without_a_sender_is_put_before_the_administrator(area: Area) -> None:
    """Nobody can be told of the decision unless somebody finds out who sent it."""
    sent = area.mail_in(REFERRER, word_form())
    (raw,) = area.server.folder(area.mailbox())
    assert sent.encode() in raw
    lines = [line for line in raw.split(b"\n") if not line.lower().startswith(b"from:")]
    area.server.deliver(b"\n".join(lines).replace(sent.encode(), b"<nobody.1@school.example>"), "", [area.mailbox()])
    area.once(TUESDAY)
    assert len(area.got("sam@school.example", "acknowledgement")) == 1
    told = area.got(area.administrator(), "attention")
    assert any("who sent it" in one.as_string() for one in told)


def with_harm(form: bytes) -> bytes:
    """The Word form with a question about significant harm at its end, answered."""
    source, target = zipfile.ZipFile(io.BytesIO(form)), io.BytesIO()
    cells = ("Is the child at risk of significant harm?", "Yes, we fear for her.")
    row = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in cells)
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    table = f"<w:tbl><w:tblPr/>{grid}<w:tr>{row}</w:tr></w:tbl>".encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "word/document.xml":
                before, found, after = data.rpartition(b"<w:sectPr")
                data = before + table + found + after
            out.writestr(member, data)
    return target.getvalue()
