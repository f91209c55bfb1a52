"""The rules of the house that no tool checks for us: sizes, docstrings, words, and files that must agree."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PACKAGES = ("rules", "config", "storage", "intake", "dispatch", "demo", "commands")
LONGEST_FILE = 600
LONG_FUNCTION = 50
SHARE_OF_LONG_FUNCTIONS = 0.04
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}

MARKER = re.compile(r"requirement\(([^)]*)\)")
IDENTIFIER = re.compile(r"\b[EBPHSX]\d{1,2}\b")

FORBIDDEN = {
    "the address of a package registry": r"py[p]i\.org|pythonhost[e]d\.org|registry\.npm[j]s|deb\.deb[i]an\.org",
    "a folder of one machine": r"/w[o]rk/(?:main|shared)|/ho[m]e/\w+/|/tmp/t[e]am|\.\./sh[a]red",
    "another package index": r"--(extra-)?index-[u]rl|--find-l[i]nks|--trusted-h[o]st",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


# ----------------------------------------------------------------------------------------------- what the project has


@functools.cache
def files() -> tuple[Path, ...]:
    """Every file of the project, as git sees it: known, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git of whoever runs it
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(path for name in sorted(set(listed.split("\0")) - {""}) if (path := CHECKOUT / name).is_file())


@functools.cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Every Python file, parsed."""
    return tuple((path, ast.parse(path.read_text())) for path in files() if path.suffix == ".py")


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def public_definitions(
    tree: ast.Module | ast.ClassDef, inside: str = ""
) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Classes, functions and methods whose name has no underscore, with their dotted name."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield inside + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node, f"{inside}{node.name}.")


def shown(path: Path) -> str:
    """The path as a reader of the project knows it."""
    return path.relative_to(CHECKOUT).as_posix()


def imported(tree: ast.Module) -> set[str]:
    """The top-level names of what a module imports."""
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


# -------------------------------------------------------------------------------------------------------------- sizes


def test_no_file_is_too_long() -> None:
    """No Python file is longer than 600 lines: it would hold two subjects."""
    lengths = {shown(path): len(path.read_text().splitlines()) for path, _ in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_few_functions_are_long() -> None:
    """Fewer than four functions in a hundred have more than 50 lines."""
    every = [(shown(path), f.name, _length(f)) for path, tree in modules() for f in functions(tree)]
    long = [f"{name} {function}: {length}" for name, function, length in every if length > LONG_FUNCTION]
    assert len(long) < SHARE_OF_LONG_FUNCTIONS * len(every), "\n".join(long)


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


# --------------------------------------------------------------------------------------------------- docstrings, names


def test_every_module_says_what_it_is_for() -> None:
    """Every module opens with a docstring."""
    assert [shown(path) for path, tree in modules() if not ast.get_docstring(tree)] == []


def test_everything_public_says_what_is_true_afterwards() -> None:
    """Every public class and function has a docstring, tests included; an overload speaks through its sibling."""
    silent = [
        f"{shown(path)}: {name}"
        for path, tree in modules()
        for name, node in public_definitions(tree)
        if not ast.get_docstring(node) and not _is_overload(node)
    ]
    assert silent == []


def _is_overload(node: Function | ast.ClassDef) -> bool:
    return any(
        "overload" in ast.unparse(decorator) or ".setter" in ast.unparse(decorator) for decorator in node.decorator_list
    )


def test_no_module_has_a_vague_name() -> None:
    """A module is named for its subject."""
    vague = [shown(path) for path, _ in modules() if set(path.stem.lower().split("_")) & VAGUE_NAMES]
    vague += [f"{shown(p)}: {n.name}" for p, tree in modules() for n in functions(tree) if n.name.startswith("handle_")]
    ours = [name for name in vague if not re.search(r": handle_[A-Z]+$", name)]  # aiosmtpd's own names
    assert ours == []


def test_broad_excepts_are_few_and_reasoned() -> None:
    """A broad `except` raises again, or stands beside its reason (`noqa: BLE001 - why`)."""
    unexplained = [
        f"{shown(path)}:{handler.lineno}"
        for path, tree in modules()
        for handler in ast.walk(tree)
        if isinstance(handler, ast.ExceptHandler) and _is_broad(handler) and not _raises_again(handler)
        if not re.search(r"noqa: BLE001\b[^-]*- \w+", path.read_text().splitlines()[handler.lineno - 1])
    ]
    assert unexplained == []


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}


def _raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def test_every_noqa_names_its_rule() -> None:
    """A lint rule is switched off by name, never all of them."""
    bare = re.compile(r"#\s*noqa(?!:)|#\s*type:\s*ignore(?!\[)")
    found = [
        f"{shown(path)}:{number}"
        for path, _ in modules()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if bare.search(line)
    ]
    assert found == []


# ----------------------------------------------------------------------------------------------------- who imports what


def test_rules_import_the_standard_library_alone() -> None:
    """Whatever decides can be read and run without anything installed."""
    allowed = sys.stdlib_module_names | {"rules"}
    foreign = {
        shown(path): sorted(imported(tree) - allowed)
        for path, tree in modules()
        if shown(path).startswith("rules/") and imported(tree) - allowed
    }
    assert foreign == {}


def test_rules_touch_nothing() -> None:
    """No rule opens a file, a socket, a process or a database, or rolls dice."""
    touching = {
        "io",
        "os",
        "pathlib",
        "random",
        "secrets",
        "shutil",
        "socket",
        "sqlite3",
        "subprocess",
        "tempfile",
        "threading",
    }
    found = {
        shown(p): sorted(imported(t) & touching)
        for p, t in modules()
        if shown(p).startswith("rules/") and imported(t) & touching
    }
    assert found == {}


def test_no_mocks() -> None:
    """Tests use fakes that keep a Protocol, and real servers."""
    using = [shown(p) for p, tree in modules() if {"mock", "pytest_mock", "freezegun"} & imported(tree)]
    using += [
        shown(p) for p, _ in modules() if p != Path(__file__) and re.search(r"unittest(\.| import )mock", p.read_text())
    ]
    assert using == []


def test_no_code_asks_which_profile_it_is() -> None:
    """A profile is data: no code compares its name."""
    asking = re.compile(
        r"profile(?:\.name|\.code|_name)?\s*(?:==|!=|in)\s*[\"'({\[]+[\"']?(?:bedford|essex|peterb|hackney|sheff)",
        re.IGNORECASE,
    )
    found = [shown(p) for p, _ in modules() if shown(p).startswith(PACKAGES) and asking.search(p.read_text())]
    assert found == []


# -------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    """The project names no registry and no machine: it is the same wherever it is checked out."""
    pattern = re.compile(FORBIDDEN[what].encode(), re.IGNORECASE)
    assert [shown(path) for path in files() if pattern.search(path.read_bytes())] == []


def test_people_in_samples_are_invented() -> None:
    """Telephone numbers and addresses in the project are from the ranges kept for examples."""
    ranges = re.compile(rb"07700 ?900\d{3}|01632 ?960\d{3}")
    number = re.compile(rb"\b0(?:7\d{3} ?\d{6}|1\d{3} ?\d{6})\b")
    text = [
        path
        for path in files()
        if path.suffix in {".py", ".toml", ".eml", ".md", ".json", ".csv", ".txt"} and "requirements" not in path.parts
    ]
    found = {shown(path): number.findall(ranges.sub(b"", path.read_bytes())) for path in text}
    assert {name: numbers for name, numbers in found.items() if numbers} == {}


# ---------------------------------------------------------------------------------------------------- files that agree


def test_every_template_is_used() -> None:
    """Every file under templates/ is named in the code, in a profile, or by another template."""
    templates = [
        path for path in files() if shown(path).startswith("templates/") and not path.name.startswith((".", "README"))
    ]
    readers = [path for path in files() if path.suffix in {".py", ".toml"} and path != Path(__file__)] + templates
    words = {path: path.read_text(errors="ignore") for path in readers if path.suffix not in {".docx", ".png"}}
    unused = [shown(t) for t in templates if not any(_names(text, t) for path, text in words.items() if path != t)]
    assert unused == []


def _names(text: str, template: Path) -> bool:
    """Whether *text* names the template by its whole file name, or by what stands before the first dot."""
    return re.search(rf"(?<![\w-]){re.escape(template.name.partition('.')[0])}(?![\w-])", text) is not None


def test_the_locks_hold_what_is_asked_for() -> None:
    """Every package that requirements/*.in asks for is locked with hashes, the service's own in both alike."""
    runtime, development = _locked("runtime"), _locked("development")
    assert _asked("runtime") <= set(runtime)
    assert _asked("development") <= set(development)
    assert {name: development.get(name) for name in runtime} == runtime


def _asked(name: str) -> set[str]:
    lines = (CHECKOUT / f"requirements/{name}.in").read_text().splitlines()
    return {found[0].lower() for line in lines if (found := re.match(r"[A-Za-z][A-Za-z0-9-]*", line))}


def _locked(name: str) -> dict[str, str]:
    text = (CHECKOUT / f"requirements/{name}.txt").read_text()
    pins = re.findall(r"^([A-Za-z0-9-]+)==(\S+)[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[A-Za-z0-9-]+==", text, re.MULTILINE)), f"a package in {name}.txt has no hash"
    return {package.lower(): version for package, version in pins}


def test_every_ignored_lint_rule_has_its_reason() -> None:
    """Each line of the ignore lists in pyproject.toml says why."""
    section = (CHECKOUT / "pyproject.toml").read_text().split("[tool.ruff.lint]")[1].split("[tool.mypy]")[0]
    silent = [line for line in section.splitlines() if re.match(r'\s+"[A-Z]+\d*",', line) and "#" not in line]
    assert silent == []


def test_every_server_marker_is_known_to_conftest() -> None:
    """Each `needs_…` marker of pyproject.toml is one that conftest.py can skip by name."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    markers = {line.partition(":")[0] for line in settings["markers"] if line.startswith("needs_")}
    conftest = (CHECKOUT / "tests/conftest.py").read_text()
    assert markers == set(re.findall(r"\"(needs_\w+)\"", conftest))


def test_no_bytecode_or_secret_is_kept() -> None:
    """Nothing that a run leaves behind is among the project's files."""
    left = [
        shown(p)
        for p in files()
        if p.suffix in {".pyc", ".db", ".key", ".password", ".log"} or "var" in p.relative_to(CHECKOUT).parts
    ]
    assert left == []


# -------------------------------------------------------------------------------------------------------- requirements


def test_requirements_and_markers_agree() -> None:
    """A row of docs/requirements.md names tests that bear its id, or says 'not yet' because no test does."""
    marked = marked_requirements()
    rows = dict(requirement_rows())
    assert set(marked) <= set(rows), "markers whose id the table does not list"
    assert [name for name, proof in rows.items() if (proof == "not yet") == (name in marked)] == []
    wrong = {
        name: missing
        for name, proof in rows.items()
        if (missing := set(re.findall(r"`([^`]+)`", proof)) - marked.get(name, set()))
    }
    assert wrong == {}, "files that do not bear the id"


def requirement_rows() -> Iterator[tuple[str, str]]:
    """Each id of the table, with its last column."""
    for line in (CHECKOUT / "docs/requirements.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and IDENTIFIER.fullmatch(cells[0]):
            yield cells[0], cells[-1]


def marked_requirements() -> dict[str, set[str]]:
    """The ids that markers in the tests name, each with the files that bear it."""
    tests = [path for path in files() if shown(path).startswith(("tests/", "benchmarks/")) and path.suffix == ".py"]
    named: dict[str, set[str]] = {}
    for path in tests:
        for arguments in MARKER.findall(path.read_text()) if path != Path(__file__) else ():
            for identifier in IDENTIFIER.findall(arguments):
                named.setdefault(identifier, set()).add(shown(path))
    return named
