"""The rows of `check` about the machine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from config.checks import (
    CheckState,
    Machine,
    bank_holidays_row,
    key_file_row,
    libreoffice_row,
    machine_rows,
    python_row,
    secret_file_row,
    templates_row,
    time_zone_row,
)
from rules.settings import Settings

TODAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ((3, 10, 9), CheckState.BAD),
        ((3, 11, 7), CheckState.WARN),
        ((3, 11, 14), CheckState.WARN),
        ((3, 11, 15), CheckState.OK),
        ((3, 12, 12), CheckState.WARN),
        ((3, 12, 13), CheckState.OK),
        ((3, 13, 11), CheckState.WARN),
        ((3, 13, 12), CheckState.OK),
        ((3, 14, 2), CheckState.WARN),
        ((3, 14, 3), CheckState.OK),
        ((3, 15, 0), CheckState.OK),
    ],
)
def test_python(version: tuple[int, int, int], state: CheckState) -> None:
    """A Python with known holes runs, and says so; one that is too old does not."""
    row = python_row(version)
    assert row.state is state
    assert (row.how_to_mend == "") is (state is CheckState.OK)


def test_python_3_11_7_names_its_holes_and_a_better_one() -> None:
    """Machines in use run 3.11.7: which holes it has, and which Python closes them."""
    row = python_row((3, 11, 7))
    assert all(number in row.finding for number in ("CVE-2024-6923", "CVE-2024-0450", "CVE-2026-1299"))
    assert "Python 3.11.15 or later" in row.how_to_mend


def test_python_3_11_12_names_only_what_is_left() -> None:
    """Holes that a patch release has closed are not named for it."""
    row = python_row((3, 11, 12))
    assert "CVE-2024-6923" not in row.finding
    assert "CVE-2026-1299" in row.finding


@pytest.mark.parametrize(
    ("known_until", "state"),
    [
        (dt.date(2027, 12, 31), CheckState.OK),
        (dt.date(2026, 12, 31), CheckState.WARN),
        (dt.date(2025, 12, 31), CheckState.BAD),
    ],
)
def test_bank_holidays(known_until: dt.date, state: CheckState) -> None:
    """The list must reach the end of next year; a list that has run out is bad."""
    assert bank_holidays_row(known_until, TODAY).state is state


def test_a_key_that_is_not_there_yet_will_be_made(tmp_path: Path) -> None:
    """A missing key is no fault before the first start, nor is its missing folder."""
    row = key_file_row(tmp_path / "var" / "panelpost.key")
    assert row.state is CheckState.OK
    assert "first start" in row.finding


def test_a_key_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    """Where a file stands in the way, no folder can be made."""
    (tmp_path / "var").write_text("")
    assert key_file_row(tmp_path / "var" / "panelpost.key").state is CheckState.BAD


@pytest.mark.requirement("X7")
@pytest.mark.parametrize(
    ("mode", "state"),
    [(0o600, CheckState.OK), (0o400, CheckState.OK), (0o640, CheckState.BAD), (0o604, CheckState.BAD)],
)
def test_a_key_is_its_owners_alone(tmp_path: Path, mode: int, state: CheckState) -> None:
    """A key that group or others can read is bad, and the row says how to mend it."""
    key = tmp_path / "panelpost.key"
    key.write_text("{}")
    key.chmod(mode)
    row = key_file_row(key)
    assert row.state is state
    assert (f"chmod 600 {key}" in row.how_to_mend) is (state is CheckState.BAD)


def test_a_folder_is_no_key(tmp_path: Path) -> None:
    """key_file = "var" is a slip."""
    assert key_file_row(tmp_path).state is CheckState.BAD


@pytest.mark.parametrize(("mode", "state"), [(0o600, CheckState.OK), (0o644, CheckState.BAD)])
def test_a_password_is_its_owners_alone(tmp_path: Path, mode: int, state: CheckState) -> None:
    """A password's file that others can read is bad; what stands in it is not shown."""
    file = tmp_path / "north.password"
    file.write_text("hunter2")
    file.chmod(mode)
    row = secret_file_row(file)
    assert row.state is state
    assert "hunter2" not in repr(row)


def test_templates(tmp_path: Path) -> None:
    """No templates, or one that is needed and missing, is bad."""
    assert templates_row(tmp_path).state is CheckState.BAD
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "agenda.html").write_text("")
    assert templates_row(tmp_path, ["mail/agenda.html"]).state is CheckState.OK
    row = templates_row(tmp_path, ["mail/agenda.html", "mail/letter.html"])
    assert row.state is CheckState.BAD
    assert "mail/letter.html" in row.finding
    assert "agenda" not in row.finding


def test_without_libreoffice_old_forms_are_entered_by_hand() -> None:
    """LibreOffice is worth having, and not needed."""
    assert libreoffice_row(None).state is CheckState.WARN
    assert libreoffice_row("/usr/bin/soffice").state is CheckState.OK


def test_the_time_zone() -> None:
    """Another zone than London's is allowed and worth a look."""
    assert time_zone_row("Europe/London").state is CheckState.OK
    assert time_zone_row("Europe/Berlin").state is CheckState.WARN


def test_all_rows_about_the_machine(tmp_path: Path) -> None:
    """There is a row for each thing, and every row that is not ok says how to mend it."""
    password = tmp_path / "north.password"
    password.write_text("x")
    machine = Machine(
        python=(3, 11, 7),
        soffice=None,
        holidays_known_until=dt.date(2026, 12, 31),
        today=TODAY,
        templates=tmp_path / "templates",
        secret_files=(password,),
    )
    rows = machine_rows(Settings(key_file=str(tmp_path / "key")), machine)
    assert [row.what for row in rows] == [
        "Python",
        "Time zone",
        "Bank holidays",
        "Key",
        "Password file",
        "Templates",
        "LibreOffice",
    ]
    assert all(row.how_to_mend for row in rows if row.state is not CheckState.OK)
