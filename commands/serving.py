"""`serve` and `check`: the service itself, and whether it can do its work."""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.markup import escape

from commands.given import a_moment, console, loaded_for, world_of

if TYPE_CHECKING:
    from config.checks import CheckRow, Machine
    from config.load import Loaded
    from dispatch.world import World
    from intake.rounds import MakeIntake
    from rules.settings import Settings


def serve(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Do all that waits and is due, then end.")] = False,
    now: Annotated[
        dt.datetime | None,
        typer.Option("--now", parser=a_moment, metavar="ISO", help="With --once: the time to believe, with offset."),
    ] = None,
) -> None:
    """Watch the mailboxes and send what is due, until told to stop."""
    if now is not None and not once:
        raise typer.BadParameter("only `serve --once` takes a time to believe", param_hint="--now")
    from dispatch.journal import start_journal
    from storage.clock import MachineClock

    start_journal(level=logging.WARNING if once else logging.INFO)  # cron mails whatever is written without need
    loaded = loaded_for(context)
    if once:
        raise typer.Exit(serve_once(loaded, now, typer.echo))
    _serve_until_told(world_of(loaded, MachineClock()))


def serve_once(loaded: Loaded, now: dt.datetime | None, tell: Callable[[str], None]) -> int:
    """Do all that waits and is due, told to *tell*; return 0, or 1 when somebody could not be reached (ruling 5)."""
    from dispatch.once import run_once
    from intake.rounds import rounds
    from storage.clock import BelievedClock, MachineClock

    world = world_of(loaded, MachineClock() if now is None else BelievedClock(now))
    try:
        looks = rounds(world.settings, world.database, world.clock, _intakes(world))
        return run_once(world, looks, tell).exit_code
    finally:
        world.database.close()


def _serve_until_told(world: World) -> NoReturn:
    from dispatch.service import run_service
    from intake.rounds import Told, watchers

    ended = run_service(
        world,
        lambda stop, ears: watchers(
            world.settings,
            world.database,
            world.clock,
            _intakes(world),
            Told(stop=stop, swept=ears.swept, ended=ears.ended),
        ),
    )
    if ended.failure:
        typer.echo(f"stopped, because a part of the service died: {ended.failure}; start it again", err=True)
    code = 1 if ended.failure else 0
    if ended.left_behind:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # a thread that does not end would keep the process; what it had in hand is taken up again
    raise typer.Exit(code)


def _intakes(world: World) -> MakeIntake:
    from intake.reader import read_form_safely
    from intake.settle.mailbox import MailboxIntake

    return lambda place: MailboxIntake(
        world.database, place.panels, world.clock, read_form_safely, time_zone=world.settings.time_zone
    )


def check(context: typer.Context) -> None:
    """Look at configuration, mailboxes, sender, database, templates and converters: a row each."""
    from config.checks import CheckState, machine_rows
    from config.findings import settings_rows

    loaded = loaded_for(context)
    rows = (*settings_rows(loaded.settings), *machine_rows(loaded.settings, _machine(loaded)), *_asked(loaded.settings))
    _print_rows(rows)
    raise typer.Exit(1 if any(row.state is CheckState.BAD for row in rows) else 0)


def _machine(loaded: Loaded) -> Machine:
    from config.checks import Machine
    from rules.bank_holidays import holidays_known_until
    from storage.clock import MachineClock

    return Machine(
        python=sys.version_info[:3],
        soffice=shutil.which("soffice"),
        holidays_known_until=holidays_known_until(),
        today=MachineClock().real().date(),
        templates=Path(__file__).parent.parent / "templates",
        secret_files=loaded.secret_files,
    )


def _asked(settings: Settings) -> Iterator[CheckRow]:
    """Ask whoever is concerned: database, mail server, each mailbox."""
    from dispatch.probes import sender_row, templates_row
    from intake.mailbox.probe import mailbox_row
    from intake.rounds import places
    from storage.probe import database_rows

    if (broken := templates_row()) is not None:
        yield broken
    yield from database_rows(settings.database, Path(settings.key_file))
    yield sender_row(settings.smtp, settings.max_message_bytes)
    for place in places(settings):
        yield mailbox_row(place.label, place.settings, place.credentials)


def _print_rows(rows: Iterable[CheckRow]) -> None:
    from rich.table import Table

    looks = {"ok": "green", "warn": "yellow", "bad": "bold red"}
    table = Table("What", "", "Found", "How to mend it", box=None, pad_edge=False)
    for row in rows:
        table.add_row(
            escape(row.what), f"[{looks[row.state]}]{row.state}[/]", escape(row.finding), escape(row.how_to_mend)
        )
    console().print(table)
