"""The end of the demonstration at the keyboard: who got what and when, in total, and whether all is as it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from demo.area import Member
from demo.record import MAILBOXES, Delivery
from demo.selfcheck import Finding


def print_closing(console: Console, deliveries: Sequence[Delivery], findings: Sequence[Finding], page: Path) -> None:
    """The table, the totals, the findings and where to look have been printed."""
    sent = [delivery for delivery in deliveries if delivery.to.group != MAILBOXES]
    console.print()
    console.print(_table(sent))
    _totals(console, sent, len(deliveries) - len(sent))
    console.print("\n[bold]Looked for and found to be so[/]")
    for finding in findings:
        mark = "[green]✓[/]" if finding.holds else "[bold red]✗ NOT SO:[/]"
        console.print(f"{mark} {escape(finding.sentence)}", highlight=False)
    console.print(f"\nLook at every message as its receiver sees it: [bold]{escape(str(page))}[/]", highlight=False)


def _table(sent: Sequence[Delivery]) -> Table:
    table = Table(title="Who got what, and when", title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("Person", no_wrap=True)
    table.add_column("Is")
    table.add_column("Got")
    members = dict.fromkeys(delivery.to for delivery in sorted(sent, key=lambda one: one.to.group))
    group = ""
    for member in members:
        if member.group != group:
            group = member.group
            table.add_section()
        table.add_row(escape(member.name), escape(member.role), escape(_got(member, sent)))
    return table


def _got(member: Member, sent: Iterable[Delivery]) -> str:
    """'Mon 12 agenda, Fri 16 service decision twice'."""
    times = Counter(
        (f"{delivery.at:%a} {delivery.at.day}", delivery.kind.replace("-", " "))
        for delivery in sent
        if delivery.to == member
    )
    return ", ".join(f"{day} {kind}{'' if count == 1 else f' × {count}'}" for (day, kind), count in times.items())


def _totals(console: Console, sent: Sequence[Delivery], came_in: int) -> None:
    kinds = Counter(delivery.kind.replace("-", " ") for delivery in sent)
    console.print(
        f"\n{came_in} messages came in; {len(sent)} went out to {len({one.to.email for one in sent})} people: "
        + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        + ".",
        highlight=False,
    )
