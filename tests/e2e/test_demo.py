"""`make demo`: one fortnight, played by the real service as a process, and the page that it leaves."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml.html import document_fromstring

from demo.referrals import referrals

CHECKOUT = Path(__file__).parent.parent.parent
PATIENCE = 900
DATA = re.compile(r'id="data">\n(.*?)\n</script>', re.DOTALL)


@dataclass(frozen=True)
class Demonstration:
    """What the command left: its exit code, what it printed, its folder, and what the page shows."""

    exit_code: int
    printed: str
    folder: Path
    page: str
    data: dict[str, Any]

    def sent(self, kind: str) -> list[dict[str, Any]]:
        """The messages of one kind that people got."""
        return [message for message in self.data["messages"] if message["kind"] == kind]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """One demonstration for all tests, as on a machine without LibreOffice."""
    folder = tmp_path_factory.mktemp("demo")
    run = subprocess.run(
        [sys.executable, str(CHECKOUT / "run_service.py"), "demo", "--out", str(folder)],
        cwd=CHECKOUT,
        env={**os.environ, "PATH": str(folder), "PANELPOST_N_PASSWORD": "of no concern here"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    page = (folder / "index.html").read_text("utf-8") if (folder / "index.html").exists() else ""
    found = DATA.search(page)
    return Demonstration(run.returncode, run.stdout + run.stderr, folder, page, json.loads(found[1]) if found else {})


@pytest.mark.requirement("X14", "X4", "E4")
def test_the_fortnight_ends_with_everything_as_it_must_be(demonstration: Demonstration) -> None:
    """It exits 0, and finds by itself that nobody got a trace of a child whom they must not know of."""
    assert demonstration.exit_code == 0, demonstration.printed
    assert "Traceback" not in demonstration.printed
    assert all(finding["holds"] for finding in demonstration.data["findings"])
    assert sum("no trace in any byte" in finding["sentence"] for finding in demonstration.data["findings"]) == 4


@pytest.mark.requirement("X14", "B3")
def test_everybody_gets_what_they_are_owed_on_its_day(demonstration: Demonstration) -> None:
    """Acknowledgements when forms come, agendas on Monday, sheets on Friday, and the late one on the day it comes."""
    assert len(demonstration.sent("acknowledgement")) >= 15
    assert {message["at"][:16] for message in demonstration.sent("agenda")} == {"2026-01-12T09:00"}
    assert {message["at"][:16] for message in demonstration.sent("chair-pack")} == {"2026-01-12T09:00"}
    assert len(demonstration.sent("chair-pack")) == 3
    days = Counter(message["at"][:10] for message in demonstration.sent("decision-sheet"))
    assert days == {"2026-01-16": 12, "2026-01-20": 1}


@pytest.mark.requirement("X14")
def test_every_message_is_left_as_a_file_and_on_the_page(demonstration: Demonstration) -> None:
    """Each message on the page has its `.eml`, and each file that came with it lies beside it."""
    messages = demonstration.data["messages"]
    assert len(list(demonstration.folder.glob("messages/*.eml"))) == len(messages)
    for message in messages:
        raw = (demonstration.folder / unquote(message["eml"])).read_bytes()
        parsed = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        assert str(parsed["Subject"] or "") == message["subject"]
        assert all((demonstration.folder / unquote(file["href"])).is_file() for file in message["files"])


@pytest.mark.requirement("X14")
def test_the_page_needs_nothing_from_elsewhere(demonstration: Demonstration) -> None:
    """It loads nothing, and links to places on itself alone; no mail on it loads anything either."""
    assert [link for link in links_in(demonstration.page) if not link.startswith("#")] == []
    shown = (message["html"] for message in demonstration.data["messages"])
    assert not [html for html in shown if re.search(r"<(?:img|link|script|iframe)\b|url\(", html)]


@pytest.mark.requirement("X1")
def test_the_sample_forms_are_in_at_least_four_prints() -> None:
    """The referrals come on the prints that referrers have, with a dozen children at least."""
    forms = [form for referral in referrals() for form in referral.forms]
    assert len({form.build for form in forms}) >= 5
    assert len(forms) >= 12
    assert sum(bool(referral.excludes) for referral in referrals()) == 2


def links_in(page: str) -> list[str]:
    """What the elements of a page load or link to."""
    attributes = ("src", "href", "srcset", "action", "data")
    return [value for one in document_fromstring(page).iter() for name in attributes if (value := one.get(name))]
