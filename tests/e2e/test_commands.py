"""The command line as somebody at the keyboard has it: what each command prints, leaves behind and exits with."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from demo.mailserver import MailServer
from rules.form import Child
from tests.builders import a_form
from tests.crash import CHECKOUT, Finished, Service
from tests.e2e.area import Area, File
from tests.forms import a_word_form
from tests.servers.process import free_port
from tests.servers.smtp import SmtpSink

TUESDAY = "2026-01-06T10:00:00+00:00"
MONDAY = "2026-01-12T09:00:00+00:00"
CANARIES = ("Zephyrine", "Quillfeather", "zq.referrer@school.example")


@pytest.fixture
def area(tmp_path: Path, embedded_server: MailServer, smtp_sink: SmtpSink) -> Area:
    """Two panels on the embedded mail server."""
    return Area(tmp_path, embedded_server, smtp_sink, panels=("N", "S"))


def refer(area: Area) -> None:
    """Mail in a complete form about a child whose name stands nowhere else."""
    form = a_form(
        child=Child(
            given_names=CANARIES[0],
            family_name=CANARIES[1],
            date_of_birth=dt.date(2016, 5, 4),
            address="1 Sample Way",
            postcode="MK42 9AP",
        )
    )
    area.mail_in(CANARIES[2], File("form.docx", a_word_form(form)))


def valid(printed: str, schema: str) -> Any:
    """The JSON that was printed, which keeps to its schema."""
    value = json.loads(printed)
    jsonschema.validate(value, json.loads((CHECKOUT / "docs" / "schemas" / schema).read_text()))
    return value


def one_line(finished: Finished) -> str:
    """The one line of an error."""
    (line,) = finished.errors.splitlines()
    return line


# ---------------------------------------------------------------------------------------------------------- the service


@pytest.mark.requirement("X11")
def test_once_tells_a_line_for_each_mailbox_and_job(area: Area) -> None:
    """What waits is taken in, what is due done, what can go sent; each mailbox and job has its line, and exit is 0."""
    refer(area)
    done = area.once(TUESDAY)
    assert done.exit_code == 0, done.errors
    assert re.search(r"^Mailbox N: 1 taken in, 1 settled, 1 filed$", done.output, re.MULTILINE)
    assert re.search(r"^Mailbox S: nothing new$", done.output, re.MULTILINE)
    assert re.search(r"^acknowledgement/N26-0001/v1: done$", done.output, re.MULTILINE)
    assert len(area.got(CANARIES[2], "acknowledgement")) == 1
    assert done.errors == ""


@pytest.mark.requirement("X2", "X11")
def test_a_mail_server_that_is_away_is_told_and_the_rest_is_done(area: Area) -> None:
    """With no mail server mail is taken in and answers are written; exit is 1, and the next run sends them, once."""
    refer(area)
    there = area.config.read_text()
    area.config.write_text(there.replace(f"port = {area.sink.port}", f"port = {free_port()}"), encoding="utf-8")
    away = area.once(TUESDAY)
    assert away.exit_code == 1
    assert "Mailbox N: 1 taken in" in away.output
    assert "Mail server: it does not answer" in away.output
    area.config.write_text(there, encoding="utf-8")
    assert area.once(TUESDAY).exit_code == 0
    assert len(area.got(CANARIES[2], "acknowledgement")) == 1


def test_a_mailbox_that_is_away_is_told_and_the_others_are_done(area: Area) -> None:
    """One mailbox with a wrong password is one line and exit 1; the mail of the others is dealt with."""
    refer(area)
    text = area.config.read_text()
    area.config.write_text(text.replace(f'username = "{area.tag}s"', 'username = "nobody"'), encoding="utf-8")
    done = area.once(TUESDAY)
    assert done.exit_code == 1
    assert re.search(r"^Mailbox S: could not be reached: .*password", done.output, re.MULTILINE)
    assert len(area.got(CANARIES[2], "acknowledgement")) == 1


@pytest.mark.requirement("X3")
def test_a_time_earlier_than_the_last_one_makes_nothing_due(area: Area) -> None:
    """Going back in time is said, and nothing is planned or done again (ruling 4)."""
    assert area.once(MONDAY).exit_code == 0
    sent = len(area.sink.received)
    back = area.once(TUESDAY)
    assert back.exit_code == 0
    assert back.output.startswith(f"{TUESDAY} is earlier than {MONDAY}, the last time used: nothing new is due")
    assert len(area.sink.received) == sent


@pytest.mark.requirement("X2")
def test_a_signal_ends_the_service_after_the_message_in_hand(area: Area, tmp_path: Path) -> None:
    """The running service answers what comes in, and on SIGTERM ends with 0; a second start does nothing twice."""
    log = tmp_path / "log"
    with area.service.running(log) as service:
        service.wait_for("service_started")
        refer(area)
        service.wait_for("end=sent", within=60)
        assert service.end() == 0
    answered = len(area.got(CANARIES[2], "acknowledgement"))
    with area.service.running(log) as service:
        service.wait_for("service_started")
        service.wait_for("mailboxes=2")
        assert service.end() == 0
    assert answered == len(area.got(CANARIES[2], "acknowledgement")) == 1


@pytest.mark.requirement("X7")
def test_nothing_that_is_logged_or_printed_by_the_service_names_anybody(area: Area, tmp_path: Path) -> None:
    """Neither the log of a running service nor what `--once` prints has the child's or the referrer's name in it."""
    refer(area)
    area.sink.refuse_recipient(CANARIES[2])
    log = tmp_path / "log"
    with area.service.running(log) as service:
        service.wait_for("end=refused", within=60)
        assert service.end() == 0
    printed = log.read_text() + area.service.run("serve", "--once").output
    printed += area.service.run("status").output + area.service.run("attention", "list").output
    assert [canary for canary in CANARIES if canary.casefold() in printed.casefold()] == []


# ------------------------------------------------------------------------------------------------------------ wrong use


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("serve", "--once", "--now", "2026-01-06T10:00:00"), id="a time without its offset"),
        pytest.param(("serve", "--once", "--now", "tomorrow"), id="no time at all"),
        pytest.param(("serve", "--now", TUESDAY), id="a time to believe for the running service"),
        pytest.param(("dispatch", "tea", "N"), id="no such job"),
        pytest.param(("dispatch", "agenda", "Z"), id="no such panel"),
        pytest.param(("attention", "ignore", "abc"), id="no reason given"),
        pytest.param(("attention", "show", "abc"), id="no such id"),
        pytest.param(("brew",), id="no such command"),
        pytest.param(("read",), id="nothing to read"),
    ],
)
def test_wrong_use_exits_with_2(area: Area, words: tuple[str, ...]) -> None:
    """What was asked wrongly exits with 2 and says what is wrong, without a traceback."""
    done = area.service.run(*words)
    assert done.exit_code == 2, done.output
    assert one_line(done).endswith("--help")


def test_a_mistake_in_the_configuration_is_a_line_and_exit_1(area: Area) -> None:
    """A misspelt key is told with its path; nothing is started."""
    area.config.write_text(area.config.read_text().replace("key_file", "kee_file", 1), encoding="utf-8")
    done = area.service.run("serve", "--once")
    assert done.exit_code == 1
    assert "service.kee_file" in one_line(done)


def test_a_key_that_others_can_read_stops_everything(area: Area) -> None:
    """The key file's own protection is checked at start, and how to mend it is said in one line."""
    assert area.once(TUESDAY).exit_code == 0
    (area.folder / "panelpost.key").chmod(0o644)
    done = area.once(TUESDAY)
    assert done.exit_code == 1
    assert "chmod 600" in one_line(done)


def test_the_configuration_may_be_named_before_or_after_the_command(area: Area) -> None:
    """`--config FILE` is taken in both places, and from the environment."""
    passwords = {f"PANELPOST_{code}_PASSWORD": "secret" for code in "NS"}
    service = Service(Path("nowhere.toml"), passwords)
    before = service.run("--config", str(area.config), "status", "--json")  # the harness names nowhere.toml after it
    assert before.exit_code == 1
    assert "nowhere.toml" in one_line(before)
    assert area.service.run("status", "--json").exit_code == 0


# ---------------------------------------------------------------------------------------------------------------- check


@pytest.mark.requirement("X11")
def test_check_is_content_with_what_works(area: Area) -> None:
    """Every mailbox, the mail server, the database and the templates are asked; all well is exit 0."""
    assert area.once(TUESDAY).exit_code == 0
    done = area.service.run("check")
    assert done.exit_code == 0, done.output
    for what in ("Mailbox N", "Mailbox S", "Mail server", "Database", "Durability", "Templates", "Key"):
        assert re.search(rf"^{what} +ok ", done.output, re.MULTILINE), done.output


@pytest.mark.requirement("X11")
def test_check_says_how_to_mend_what_does_not(area: Area) -> None:
    """A wrong password and a mail server that is away are a row each with what to do, and exit 1; the rest is told."""
    text = area.config.read_text().replace(f'username = "{area.tag}s"', 'username = "nobody"')
    area.config.write_text(text.replace(f"port = {area.sink.port}", f"port = {free_port()}"), encoding="utf-8")
    done = area.service.run("check")
    assert done.exit_code == 1
    assert re.search(r"^Mailbox S +bad .*check username, password_file", done.output, re.MULTILINE)
    assert re.search(r"^Mail server +bad .*check \[smtp\] host and port", done.output, re.MULTILINE)
    assert re.search(r"^Mailbox N +ok ", done.output, re.MULTILINE)


# --------------------------------------------------------------------------------------------------- at the keyboard


@pytest.mark.requirement("X1")
def test_read_prints_a_line_for_each_file(area: Area, tmp_path: Path) -> None:
    """Readable or not, each file has its JSON line, in the order asked; one that is not readable makes it exit 1."""
    good, broken, absent = tmp_path / "good.docx", tmp_path / "broken.docx", tmp_path / "absent.docx"
    good.write_bytes(a_word_form(a_form()))
    broken.write_bytes(b"PK\x03\x04 and no more")
    done = area.service.run("read", str(good), str(broken), str(absent), "--json")
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [(line["file"], line["readable"]) for line in lines] == [
        ("good.docx", True),
        ("broken.docx", False),
        ("absent.docx", False),
    ]
    assert lines[0]["form"]["child"]["family_name"] == "Testworth"
    assert done.exit_code == 1
    assert area.service.run("read", str(good)).exit_code == 0


def test_read_needs_no_configuration(tmp_path: Path) -> None:
    """A form can be read on a machine where nothing is configured."""
    form = tmp_path / "form.docx"
    form.write_bytes(a_word_form(a_form()))
    done = Service(tmp_path / "nowhere.toml", {}).run("read", "--json", str(form))
    assert (done.exit_code, len(done.output.splitlines())) == (0, 1)


def test_the_blank_form_is_written(area: Area, tmp_path: Path) -> None:
    """`form blank` writes a Word file that is told apart from a completed one."""
    blank = tmp_path / "blank.docx"
    assert area.service.run("form", "blank", str(blank)).exit_code == 0
    done = area.service.run("read", "--json", str(blank))
    assert done.exit_code == 1
    assert [problem["code"] for problem in json.loads(done.output)["problems"]] == ["blank"]


@pytest.mark.requirement("X11")
def test_status_tells_how_everything_stands(area: Area) -> None:
    """Mailboxes, outbox, what falls due next and what needs attention, for people and as JSON of a kept form."""
    assert valid(area.service.run("status", "--json").output, "status.schema.json")["due"]["next"] == []
    refer(area)
    assert area.once(TUESDAY).exit_code == 0
    found = valid(area.service.run("status", "--json").output, "status.schema.json")
    assert found["mailboxes"][0] == {
        "mailbox": area.mailbox(),
        "panels": ["N"],
        "last_pass": TUESDAY,
        "trouble": "",
        "waiting": 0,
    }
    assert found["outbox"]["sent"] == len(area.sink.received) > 0
    assert any(row["key"].startswith("agenda/") for row in found["due"]["next"])
    shown = area.service.run("status")
    assert shown.exit_code == 0
    assert area.mailbox() in shown.output


@pytest.mark.requirement("X11")
def test_what_needs_attention_is_listed_shown_and_settled(area: Area) -> None:
    """A message that the mail server refuses is listed without names, shown with them, tried again, and ignored."""
    area.sink.refuse_recipient(CANARIES[2])
    refer(area)
    assert area.once(TUESDAY).exit_code == 0
    (entry,) = valid(area.service.run("attention", "list", "--json").output, "attention-list.schema.json")
    assert (entry["panel"], entry["reason"], entry["state"]) == ("N", "undelivered", "open")
    shown = area.service.run("attention", "show", str(entry["number"]))
    assert CANARIES[2] in shown.output
    area.sink.behave()
    assert area.service.run("attention", "retry", entry["id"]).exit_code == 0
    assert area.once(TUESDAY).exit_code == 0
    assert len(area.got(CANARIES[2], "acknowledgement")) == 1
    assert valid(area.service.run("attention", "list", "--json").output, "attention-list.schema.json") == []


@pytest.mark.requirement("X3")
def test_a_job_by_hand_is_looked_at_and_then_done_once(area: Area, tmp_path: Path) -> None:
    """`--dry-run` writes what would go and leaves nothing behind; by hand it goes, and not again on its day."""
    refer(area)
    assert area.once(TUESDAY).exit_code == 0
    looked = area.service.run("dispatch", "agenda", "N", "--on", "2026-01-15", "--dry-run", str(tmp_path / "look"))
    assert looked.exit_code == 0, looked.errors
    assert len(list((tmp_path / "look").glob("*.eml"))) == len(area.services) + 1
    assert area.got(area.chair()) == []
    done = area.service.run("dispatch", "agenda", "N", "--on", "2026-01-15")
    assert done.exit_code == 0, done.errors
    assert area.once(MONDAY).exit_code == 0
    assert len(area.got(area.chair(), "chair-pack")) == 1
    again = area.service.run("dispatch", "agenda", "N", "--on", "2026-01-15")
    assert again.exit_code == 1
    assert "no agenda is owed by panel N" in one_line(again)


@pytest.mark.requirement("X5", "P3")
def test_the_workbook_is_exported_corrected_and_taken_back(area: Area, tmp_path: Path) -> None:
    """A cell that was changed is looked at first, then taken, once; a workbook that is not ours is refused."""
    refer(area)
    assert area.once(TUESDAY).exit_code == 0
    book = tmp_path / "north.xlsx"
    assert area.service.run("workbook", "export", "N", str(book)).exit_code == 0
    correct(book, "Referrals", "N26-0001", "School", "Sample Infant School")
    looked = valid(
        area.service.run("workbook", "import", str(book), "--dry-run", "--json").output, "workbook-import.schema.json"
    )
    assert (looked["dry_run"], len(looked["taken"]), looked["refused"], looked["conflicts"]) == (True, 1, [], [])
    results = [
        valid(
            area.service.run("workbook", "import", str(book), "--json", "--as", area.administrator()).output,
            "workbook-import.schema.json",
        )
        for _ in range(2)
    ]
    assert [(result["panel"], result["why"], result["conflicts"]) for result in results] == [("N", "", [])] * 2
    again = tmp_path / "again.xlsx"
    assert area.service.run("workbook", "export", "N", str(again)).exit_code == 0
    assert cell(again, "Referrals", "N26-0001", "School") == "Sample Infant School"
    assert area.service.run("workbook", "import", str(book), "--as", "nobody@beds.example").exit_code == 2
    book.write_bytes(b"not a workbook")
    assert area.service.run("workbook", "import", str(book)).exit_code == 1


def correct(book: Path, sheet: str, reference: str, heading: str, value: str) -> None:
    """Write *value* into a referral's cell, as somebody at Excel does."""
    workbook = openpyxl.load_workbook(book)
    workbook[sheet][place(workbook[sheet], reference, heading)] = value
    workbook.save(book)


def cell(book: Path, sheet: str, reference: str, heading: str) -> object:
    """What stands in a referral's cell."""
    workbook = openpyxl.load_workbook(book)
    return workbook[sheet][place(workbook[sheet], reference, heading)].value


def place(sheet: Worksheet, reference: str, heading: str) -> str:
    """Where a referral's cell is, found by the headings as any script would."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    (headings,) = (row for row in rows if "Reference" in row)
    (number,) = (at for at, row in enumerate(rows, start=1) if row[headings.index("Reference")] == reference)
    return f"{get_column_letter(headings.index(heading) + 1)}{number}"


# ----------------------------------------------------------------------------------------------------------- the store


@pytest.mark.requirement("X7", "X11")
def test_a_backup_is_restored_with_its_key_and_not_without(area: Area, tmp_path: Path) -> None:
    """What was backed up comes back as it was, the key changed meanwhile or not; a strange key opens nothing."""
    backup = tmp_path / "backup.db"
    assert area.once(TUESDAY).exit_code == 0
    assert area.service.run("database", "backup", str(backup)).exit_code == 0
    refer(area)
    assert area.once(TUESDAY).exit_code == 0
    rotated = area.service.run("database", "rotate-key")
    assert rotated.exit_code == 0, rotated.errors
    assert rotated.output.startswith("key 2 is in use")
    assert area.service.run("attention", "list").exit_code == 0
    restored = area.service.run("database", "restore", str(backup))
    assert restored.exit_code == 0, restored.errors
    assert json.loads(area.service.run("status", "--json").output)["outbox"]["sent"] == 0
    key = area.folder / "panelpost.key"
    key.unlink()
    assert area.service.run("database", "rotate-key").exit_code == 1
