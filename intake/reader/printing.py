"""
A picture of what was read, for the person at the keyboard: a Rich table.
"""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rules.form import SURE, FormReading, leaves


def print_reading(reading: FormReading, console: Console) -> None:
    """Print field, value, certainty and place of everything read, then what is missing and what is the matter."""
    console.print(
        f"[bold]{escape(reading.file)}[/bold]: {reading.kind}, {'readable' if reading.readable else 'NOT readable'}, child {reading.child_index + 1}"  # noqa: E501 - a pattern reads worse when broken
    )
    if reading.form is not None:
        console.print(_values(reading))
    missing = missing_headings(reading)
    if missing:
        console.print("[bold]Left empty on the form:[/bold] " + escape("; ".join(missing)))
    for problem in reading.problems:
        console.print(f"[yellow]{escape(problem.code)}[/yellow] {escape(problem.message)}")


def _values(reading: FormReading) -> Table:
    table = Table(show_lines=False, expand=True)
    for heading, ratio in (("Field", 3), ("Value", 6), ("Sure", 1), ("Place", 4)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    assert reading.form is not None  # noqa: S101 - narrows the type for the checker
    evidence = {row.field: row for row in reading.evidence}
    for path, value in leaves(reading.form).items():
        row = evidence.get(path)
        if row is None:
            continue
        style = "" if row.certainty >= SURE else "bold yellow"
        table.add_row(escape(path), escape(_shown(value)), f"{row.certainty:.2f}", escape(row.place), style=style)
    return table


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value).replace("\n", " / ")
    return text if len(text) <= 200 else text[:197] + "…"


def missing_headings(reading: FormReading) -> list[str]:
    """Return the form's own headings of what was left empty, each once, in the form's order."""
    if reading.form is None:
        return []
    said = leaves(reading.form)
    empty = [
        heading
        for path, heading in reading.headings.items()
        if path not in said and not any(p.startswith(path) for p in said)
    ]
    return list(dict.fromkeys(empty))
