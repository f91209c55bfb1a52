"""What is allowed in the settings and still worth a look."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.checks import CheckState
from config.findings import settings_rows
from tests.unit.config.samples import ENVIRON, GOOD, SECOND_PANEL, changed, settings_of

WORTH_A_LOOK = [
    (
        'trusted_authserv_id = "mx.beds.example"',
        'trusted_authserv_id = ""',
        CheckState.WARN,
        "trusted_authserv_id is empty",
    ),
    ('chair = "chair@beds.example"', 'chair = ""', CheckState.WARN, "no chair: nobody gets the chair's pack"),
    (
        'chair = "chair@beds.example"',
        'chair = "police@partners.example"',
        CheckState.OK,
        "the chair represents police: an item that excludes it goes to the acting chair",
    ),
    (
        'chair = "chair@beds.example"\nacting_chair = "acting@beds.example"',
        'chair = "police@partners.example"',
        CheckState.WARN,
        "no acting chair: an item that excludes police waits for the administrator",
    ),
    (
        'chair = "chair@beds.example"',
        'chair = "police@partners.example"\nchair_service = "camhs"',
        CheckState.WARN,
        "the chair's address represents police; chair_service is camhs",
    ),
    (
        'acting_chair = "acting@beds.example"',
        'acting_chair = "Chair@beds.example"',
        CheckState.BAD,
        "the chair is the acting chair too",
    ),
    (
        'acting_chair = "acting@beds.example"',
        'acting_chair = "police@partners.example"\nchair_service = "police"',
        CheckState.BAD,
        "the acting chair represents police too",
    ),
    (
        'administrators = ["admin@beds.example"]',
        'administrators = ["MAAGnorth@beds.example"]',
        CheckState.BAD,
        "the panel's own mailbox stands among its people",
    ),
    (
        'email = "camhs@partners.example"',
        'email = "maagnorth@beds.example"',
        CheckState.BAD,
        "the panel's own mailbox stands among its people",
    ),
    (
        'email = "camhs@partners.example"',
        'email = "POLICE@partners.example"',
        CheckState.WARN,
        "one address stands 2 times (police, camhs): excluding one of them closes the item to all",
    ),
    (
        'representatives = [ { name = "Imogen Farrow", email = "camhs@partners.example" } ]',
        "",
        CheckState.WARN,
        "camhs has no representative: it gets no agenda and no decision sheet",
    ),
    ('name = "CAMHS"', 'name = "CAMHS, north"', CheckState.WARN, "camhs has a comma in its name"),
    ("cancelled = []", "cancelled = [2026-01-15]", CheckState.WARN, "no meeting was to be on 2026-01-15"),
    ("moved = {}", 'moved = { "2026-01-23" = 2026-01-26 }', CheckState.WARN, "no meeting was to be on 2026-01-23"),
    ("extra = []", "extra = [2026-01-22]", CheckState.WARN, "a meeting was to be on 2026-01-22 anyway"),
]


def test_a_good_configuration_has_one_row(tmp_path: Path) -> None:
    """Where nothing needs a look, a row says so."""
    (row,) = settings_rows(settings_of(tmp_path))
    assert (row.what, row.state) == ("Configuration", CheckState.OK)


@pytest.mark.parametrize(("old", "new", "state", "finding"), WORTH_A_LOOK, ids=[case[3][:40] for case in WORTH_A_LOOK])
def test_one_thing_gives_one_row(tmp_path: Path, old: str, new: str, state: CheckState, finding: str) -> None:
    """Each thing worth a look gives exactly one row, of its panel, that says how to mend it."""
    (row,) = settings_rows(settings_of(tmp_path, changed(old, new)))
    assert (row.what, row.state) == ("Panel N", state)
    assert row.finding.startswith(finding)
    assert row.how_to_mend or state is CheckState.OK


def test_a_meeting_moved_onto_a_cancelled_days_place_is_fine(tmp_path: Path) -> None:
    """A day that its own meeting has left is free for another."""
    text = changed("cancelled = []", "cancelled = [2026-01-22]")
    text = changed("moved = {}", 'moved = { "2026-02-05" = 2026-01-22 }', text)
    (row,) = settings_rows(settings_of(tmp_path, text))
    assert row.state is CheckState.OK


def test_no_services(tmp_path: Path) -> None:
    """A panel without services works, once the workbook names some."""
    text = GOOD[: GOOD.index("[[panel.service]]")]
    (row,) = settings_rows(settings_of(tmp_path, text))
    assert row.finding.startswith("no services")


def test_a_password_in_the_databases_address(tmp_path: Path) -> None:
    """Accepted for this machine alone, and worth a look; it is not shown."""
    text = changed("sqlite:///var/panelpost.db", "postgresql+psycopg://u:hunter2@127.0.0.1/x")
    (row,) = settings_rows(settings_of(tmp_path, text))
    assert row.state is CheckState.WARN
    assert "hunter2" not in repr(row)


def test_a_password_for_sending_without_a_username(tmp_path: Path) -> None:
    """It would not be used, and nobody would know."""
    (row,) = settings_rows(settings_of(tmp_path, GOOD, {**ENVIRON, "PANELPOST_SMTP_PASSWORD": "x"}))
    assert row.finding == "a password is given for sending, and no username: it is not used"


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('"maagmid"', '"maagnorth"', "one account is read under two addresses"),
        ('"maagmid@beds.example"', '"maagnorth@beds.example"', "one mailbox is read through two accounts"),
    ],
)
def test_a_slip_of_copying_a_panel(tmp_path: Path, old: str, new: str, finding: str) -> None:
    """Panels that share a mailbox share its account; panels that do not, do not."""
    second = changed(old, new, SECOND_PANEL)
    rows = settings_rows(settings_of(tmp_path, GOOD + second, {**ENVIRON, "PANELPOST_M_PASSWORD": "x"}))
    assert [row.finding for row in rows if row.state is CheckState.BAD] == [finding]


@pytest.mark.requirement("E1")
def test_a_shared_mailbox_is_no_slip(tmp_path: Path) -> None:
    """A mailbox may serve several panels."""
    second = SECOND_PANEL.replace("maagmid", "maagnorth")
    rows = settings_rows(settings_of(tmp_path, GOOD + second, {**ENVIRON, "PANELPOST_M_PASSWORD": "x"}))
    assert all(row.what == "Panel M" for row in rows)


def test_no_row_shows_a_persons_address(tmp_path: Path) -> None:
    """Rows name panels and services, not people."""
    for old, new, _, _ in WORTH_A_LOOK:
        for row in settings_rows(settings_of(tmp_path, changed(old, new))):
            assert "@" not in row.finding + row.how_to_mend
