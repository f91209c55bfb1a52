"""The panel workbook by mail and by command, on real servers: asked for, corrected, mailed back, answered."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.e2e.area import EXCEL, Area, File, attachment
from tests.e2e.test_main_job import REFERRER, SIGNED, TUESDAY, word_form
from tests.integration.panel_office import fill, saved, shown
from tests.servers.mailbox import MailboxServer
from tests.servers.smtp import SmtpSink

ASKED = "2026-01-06T11:00:00+00:00"
SENT = "2026-01-06T12:00:00+00:00"
MONDAY = "2026-01-12T09:00:00+00:00"


@pytest.fixture
def area(tmp_path: Path, embedded_server: MailboxServer, smtp_sink: SmtpSink) -> Area:
    """Two panels on the embedded IMAP server."""
    return Area(tmp_path, embedded_server, smtp_sink, panels=("N", "M"))


def asked_for(area: Area, code: str = "N", now: str = ASKED) -> bytes:
    """An administrator has asked a panel for its workbook and got it."""
    area.mail_in(area.administrator(code), panel=code, subject="Workbook", text="")
    assert area.once(now).exit_code == 0
    return attachment(area.got(area.administrator(code), "workbook")[-1], ".xlsx")[1]


def corrected(book: openpyxl.Workbook) -> None:
    """An administrator corrects the child's name and excludes CAMHS."""
    fill(book, "Referrals", "N26-0001", {"Family name": "Testwirth", "Not to be shared with": "CAMHS"})


@pytest.mark.requirement("X5", "X14", "E4")
def test_a_workbook_is_asked_for_corrected_and_mailed_back(area: Area) -> None:
    """The answer says what was taken and what was not, with a fresh workbook; Monday's packs follow the corrections."""
    area.mail_in(REFERRER, word_form())
    assert area.once(TUESDAY).exit_code == 0
    workbook = asked_for(area)

    def edit(book: openpyxl.Workbook) -> None:
        corrected(book)
        fill(book, "Referrals", "N26-0001", {"Date of birth": "31/02/2016"})

    area.mail_in(area.administrator(), File("renamed.xlsx", saved(workbook, edit), EXCEL), subject="Here it is")
    assert area.once(SENT).exit_code == 0
    (answer,) = area.got(area.administrator(), "workbook-result")
    body = answer.get_body(("plain",))
    assert body is not None
    said = " ".join(body.get_content().split())
    assert "2 changes taken" in said
    assert "31/02/2016" in said
    assert "is not a date" in said
    fresh = attachment(answer, ".xlsx")[1]
    assert shown(fresh, "Referrals", "N26-0001", "Family name") == "Testwirth"
    assert len(area.server.folder(area.mailbox(), "Processed")) == 3
    area.once(MONDAY)
    camhs = "".join(one.as_string() for one in area.got(area.representative("camhs"), "agenda"))
    police = "".join(one.as_string() for one in area.got(area.representative("police"), "agenda"))
    assert "N26-0001" not in camhs
    assert "N26-0001" in police


@pytest.mark.requirement("X6", "X5")
@pytest.mark.parametrize("case", ["stranger", "spoofed", "representative", "another panel"])
def test_a_workbook_counts_only_from_its_own_panels_administrator(area: Area, case: str) -> None:
    """From anybody else, unproven, or of another panel, it changes nothing, and that is reported."""
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    changed = File("workbook.xlsx", saved(asked_for(area), corrected), EXCEL)
    sender = {"stranger": "x@elsewhere.example", "representative": area.representative("police")}
    code = "M" if case == "another panel" else "N"
    area.mail_in(
        sender.get(case, area.administrator(code)), changed, panel=code, subject="Here", spoofed=case == "spoofed"
    )
    area.once(SENT)
    if case == "another panel":
        body = area.got(area.administrator("M"), "workbook-result")[0].get_body(("plain",))
        assert body is not None
        assert "another panel" in " ".join(body.get_content().split())
    else:
        assert area.got(area.administrator(), "attention")
        assert not area.got(area.administrator(), "workbook-result")
    assert shown(exported(area), "Referrals", "N26-0001", "Family name") == "Testworth"


def exported(area: Area) -> bytes:
    """The workbook, exported on the server."""
    path = area.folder / "exported.xlsx"
    finished = area.service.run("workbook", "export", "N", str(path))
    assert finished.exit_code == 0, finished.errors
    return path.read_bytes()


@pytest.mark.requirement("X5")
def test_a_workbook_is_exported_and_imported_by_command(area: Area) -> None:
    """A dry run says what would be taken and takes nothing; the import takes it; a second one finds nothing."""
    area.mail_in(REFERRER, word_form(consent=SIGNED))
    area.once(TUESDAY)
    path = area.folder / "back.xlsx"
    path.write_bytes(saved(exported(area), corrected))
    for options, taken in ((("--dry-run",), 2), (("--as", area.administrator()), 2), ((), 0)):
        finished = area.service.run("workbook", "import", str(path), "--json", *options)
        assert finished.exit_code == 0, finished.errors
        assert len(json.loads(finished.output)["taken"]) == taken
    assert shown(exported(area), "Referrals", "N26-0001", "Family name") == "Testwirth"
    history = area.service.run("status", "--referral", "N26-0001", "--json")
    changed = [line for line in json.loads(history.output) if line["field"] == "child.family_name"]
    assert [(line["who"], line["before"], line["after"]) for line in changed] == [
        (area.administrator(), "Testworth", "Testwirth")
    ]


@pytest.mark.requirement("E1", "X5")
def test_panels_that_share_a_mailbox_each_take_their_own_workbook(
    tmp_path: Path, embedded_server: MailboxServer, smtp_sink: SmtpSink
) -> None:
    """A workbook mailed to the mailbox of two panels is the one's whose it is, whatever the subject says."""
    area = Area(tmp_path, embedded_server, smtp_sink, panels=("N", "M"))
    text = area.config.read_text(encoding="utf-8")
    shared = text.replace(f'"{area.mailbox("M")}"', f'"{area.mailbox("N")}"')
    shared = shared.replace(f'username = "{area.tag}m"', f'username = "{area.tag}n"')
    area.config.write_text(shared.replace(area.administrator("M"), area.administrator("N")), encoding="utf-8")
    area.mail_in(REFERRER, word_form(), subject="Referral to Mid")
    area.once(TUESDAY)
    path = area.folder / "mid.xlsx"
    assert area.service.run("workbook", "export", "M", str(path)).exit_code == 0

    def edit(book: openpyxl.Workbook) -> None:
        fill(book, "Referrals", "M26-0001", {"Family name": "Testwirth"})

    area.mail_in(area.administrator(), File("mid.xlsx", saved(path.read_bytes(), edit), EXCEL), subject="Here it is")
    area.once(SENT)
    (answer,) = area.got(area.administrator(), "workbook-result")
    assert shown(attachment(answer, ".xlsx")[1], "Referrals", "M26-0001", "Family name") == "Testwirth"
