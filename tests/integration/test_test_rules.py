"""The rules of the test run itself: which tests are chosen, and what a skip means."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
SAMPLE = """
import pytest

@pytest.mark.requirement("B3", "E4")
def test_agenda(): pass

@pytest.mark.requirement("H5")
def test_review(): pass

def test_skipped(): pytest.skip("no such thing here")

@pytest.mark.xfail(strict=True)
def test_known_fault(): assert False
"""


def run_sample(folder: Path, *words: str, everything: bool = False) -> tuple[int, str]:
    """Run the sample tests under the project's rules; the exit code and what was printed."""
    sample = folder / "test_sample.py"
    sample.write_text(SAMPLE)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "--noconftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-c", str(CHECKOUT / "pyproject.toml"), str(sample), *words],
        cwd=CHECKOUT,
        env=os.environ | {"PANELPOST_EVERYTHING": "1" if everything else "0"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_skip_is_a_skip_at_the_desk(tmp_path: Path) -> None:
    """At the desk a test may be skipped, and its reason is named."""
    exit_code, output = run_sample(tmp_path)
    assert exit_code == 0, output
    assert "no such thing here" in output
    assert "2 passed, 1 skipped, 1 xfailed" in output


def test_a_skip_is_a_failure_where_everything_must_be_here(tmp_path: Path) -> None:
    """Where everything must be here a skip fails the run, and an expected failure does not."""
    exit_code, output = run_sample(tmp_path, everything=True)
    assert exit_code == 1, output
    assert "skipped where nothing may be skipped: Skipped: no such thing here" in output
    assert "1 failed, 2 passed, 1 xfailed" in output


def test_a_requirement_chooses_its_tests(tmp_path: Path) -> None:
    """`--requirement` runs the tests that bear the id, several ids those of any."""
    assert "1 passed, 3 deselected" in run_sample(tmp_path, "--requirement", "E4")[1]
    assert "2 passed, 2 deselected" in run_sample(tmp_path, "--requirement", "B3", "--requirement", "H5")[1]
