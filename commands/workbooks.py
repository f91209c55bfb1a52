"""The panel workbook at the server: written to a file, and taken back from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from commands.given import (
    FileArgument,
    JsonOption,
    PanelArgument,
    console,
    known_panel,
    loaded_for,
    one_unit,
    print_json,
)

if TYPE_CHECKING:
    from intake.settle.at_keyboard import Imported
    from rules.settings import Settings

workbook = typer.Typer(help="The panel workbook: the administrator's screen.", no_args_is_help=True)


@workbook.command("export")
def workbook_export(context: typer.Context, panel: PanelArgument, file: FileArgument) -> None:
    """Write the panel workbook as the records stand now."""
    from zoneinfo import ZoneInfo

    from dispatch.fulfil.workbooks import make_workbook

    loaded = loaded_for(context)
    settings = loaded.settings
    with one_unit(loaded) as unit:
        data, waiting = make_workbook(unit, settings.panel(known_panel(settings, panel)), ZoneInfo(settings.time_zone))
        file.touch(mode=0o600)
        file.write_bytes(data)
    typer.echo(f"{file}: written; {waiting.in_words() or 'there is nothing to do in it'}")
    typer.echo("it names children and families: keep it where only those may look who must")


@workbook.command("import")
def workbook_import(
    context: typer.Context,
    file: FileArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken, and take nothing.")] = False,
    as_address: Annotated[
        str | None, typer.Option("--as", metavar="ADDRESS", help="The administrator whose changes these are.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take what was changed in a workbook since it was exported, and say cell by cell what was not."""
    from intake.settle.at_keyboard import import_workbook

    loaded = loaded_for(context)
    data = file.read_bytes()
    with one_unit(loaded, as_address) as unit:
        imported = import_workbook(unit, loaded.settings, data)
        _may_change(loaded.settings, imported.panel, as_address)
        if dry_run:
            unit.session.rollback()
    if as_json:
        print_json({"file": file.name, "dry_run": dry_run, **imported.as_json()})
    else:
        _print(imported, dry_run=dry_run)
    raise typer.Exit(1 if imported.result.why else 0)


def _may_change(settings: Settings, code: str, address: str | None) -> None:
    """Make sure that whoever is named is an administrator of the panel (process, section 6)."""
    named = {one.casefold() for panel in settings.panels if panel.code == code for one in panel.administrators}
    if address is not None and code and address.casefold() not in named:
        raise typer.BadParameter(f"{address} is no administrator of panel {code}", param_hint="--as")


def _print(imported: Imported, *, dry_run: bool) -> None:
    from rich.table import Table

    result = imported.result
    out = console()
    if result.why:
        out.print(escape(result.why))
        return
    table = Table("Sheet", "Cell", "Referral", "What became of it", box=None, pad_edge=False)
    for taken in result.taken:
        table.add_row(*map(escape, (taken.sheet, taken.cell, taken.reference, taken.what)), style="green")
    for refused in result.refused:
        words = f"not taken: {refused.heading}: {refused.found}: {refused.reason}"
        table.add_row(*map(escape, (refused.sheet, refused.cell, "", words)), style="red")
    for one in result.as_json()["conflicts"]:
        words = f"not taken: {one['heading']} is {one['on_record']!r} on record, and {one['returned']!r} here"
        table.add_row(*map(escape, (one["sheet"], one["cell"], one["reference"], words)), style="yellow")
    if table.row_count:
        out.print(table)
    for note in result.notes:
        out.print(escape(note))
    would = "would be taken" if dry_run else "taken"
    counts = f"{len(result.taken)} {would}, {len(result.refused)} refused, {len(result.conflicts)} in conflict"
    out.print(counts)
