"""What the documents tell a reader to type exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted(path for path in [*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md")] if path.is_file())
COMMAND = re.compile(r"run_service\.py((?: [a-z][a-z-]*){1,2})(?![\w-])")
WORD_FOR_MAKE = re.compile(r"(?:^ {4,}|`)make ([a-z]+)", re.MULTILINE)


def typed_in_documents(pattern: re.Pattern[str]) -> list[str]:
    """What the pattern finds in any document, once each."""
    return sorted({found.strip() for path in DOCUMENTS for found in pattern.findall(path.read_text())})


@pytest.mark.parametrize("words", typed_in_documents(COMMAND))
def test_every_documented_command_exists(words: str) -> None:
    """A command that a document shows is one that the program knows."""
    done = subprocess.run(
        [sys.executable, "run_service.py", *words.split(), "--help"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_documented_word_for_make_exists() -> None:
    """A word for make that a document shows is in the Makefile, and so is each that the interface promises."""
    known = set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))
    promised = {"setup", "demo", "test", "check", "bench", "help"}
    assert promised | set(typed_in_documents(WORD_FOR_MAKE)) <= known
