"""Every command that the documentation names is one, and every file that it points to is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent.parent
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "docs/operations.md",
    "docs/architecture.md",
)
WORD = re.compile(r"[a-z][a-z-]*")
GROUPS = {"form", "workbook", "attention", "database"}


def commands_in(text: str) -> set[tuple[str, ...]]:
    """The commands of `run_service.py` that a text names: one word, or two where the first is a group's."""
    found = set()
    for match in re.finditer(r"run_service\.py((?: [^\s`|]+)+)", text):
        words = match[1].split()
        while words and words[0] == "--config":
            words = words[2:]
        if words and WORD.fullmatch(words[0]):
            found.add(tuple(words[: 2 if words[0] in GROUPS else 1]))
    return found


def documented_commands() -> list[tuple[str, ...]]:
    """Every command that any of the documents names."""
    texts = [(CHECKOUT / name).read_text("utf-8") for name in DOCUMENTS]
    return sorted({command for text in texts for command in commands_in(text)})


@pytest.mark.parametrize("command", documented_commands(), ids=" ".join)
def test_a_documented_command_is_one(command: tuple[str, ...]) -> None:
    """Asked for its help, it answers."""
    asked = [sys.executable, str(CHECKOUT / "run_service.py"), *command, "--help"]
    run = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_documented_file_is_there(name: str) -> None:
    """Whatever a document links to within the project exists, and so does each picture."""
    document = CHECKOUT / name
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    assert [link for link in links if ":" not in link and not (document.parent / link).exists()] == []


@pytest.mark.parametrize("target", ["demo", "test", "setup", "check"])
def test_a_documented_make_target_is_one(target: str) -> None:
    """`make` knows the words that the documentation uses."""
    assert re.search(rf"^{target}:", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
