"""
Panelpost's command line: each command calls the room that does the work, and prints what came of it.

Nothing imports this file. A command imports its room when it is called, so that
`read` and `--help` start quickly. Exit 0 done, 1 failed, 2 wrong use.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.markup import escape

if TYPE_CHECKING:
    from config.checks import CheckRow, Machine
    from config.load import Loaded
    from dispatch.world import World
    from intake.rounds import MakeIntake
    from rules.settings import Settings
    from storage.database import Database

app = typer.Typer(
    name="run_service.py",
    help="Panelpost runs the administration of multi-agency panels by email.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(slots=True)
class Given:
    """What was said before the command's name."""

    config: Path = Path("config/service.toml")


def _take_config(context: typer.Context, value: Path | None) -> Path | None:
    given = context.ensure_object(Given)
    if value is not None:
        given.config = value
    return value


ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", envvar="PANELPOST_CONFIG", callback=_take_config, help="The configuration.", metavar="FILE"
    ),
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, as docs/schemas/ describes it.")]


@app.callback()
def before_the_command(config: ConfigOption = None, debug: DebugOption = False) -> None:
    """Take what is said before the command's name."""


# --------------------------------------------------------------------------------------------------- what they share


def _loaded(context: typer.Context) -> Loaded:
    from config.load import load

    return load(context.ensure_object(Given).config, os.environ)


def _database(loaded: Loaded) -> Database:
    from storage.database import Database
    from storage.vault import open_vault

    return Database(loaded.settings.database, open_vault(Path(loaded.settings.key_file)))


def _world(loaded: Loaded, now: dt.datetime | None) -> World:
    from dispatch import due
    from dispatch.world import World
    from storage.clock import BelievedClock, MachineClock

    clock = MachineClock() if now is None else BelievedClock(now)
    return World(settings=loaded.settings, database=_database(loaded), clock=clock, due=due)


def _moment(value: str) -> dt.datetime:
    """Return the instant of *value*; wrong use if it is none, or without its offset."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter("write a time such as 2026-03-02T09:00:00+00:00") from None
    if moment.tzinfo is None:
        raise typer.BadParameter("the time needs its offset, such as +00:00 or Z")
    return moment


# ------------------------------------------------------------------------------------------------------- the service


@app.command()
def serve(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Do all that waits and is due, then end.")] = False,
    now: Annotated[
        dt.datetime | None,
        typer.Option("--now", parser=_moment, metavar="ISO", help="With --once: the time to believe, with offset."),
    ] = None,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Watch the mailboxes and send what is due, until told to stop."""
    if now is not None and not once:
        raise typer.BadParameter("only `serve --once` takes a time to believe", param_hint="--now")
    from dispatch.journal import start_journal

    start_journal()
    loaded = _loaded(context)
    world = _world(loaded, now)
    if once:
        from dispatch.once import run_once
        from intake.rounds import rounds

        looks = rounds(world.settings, world.database, world.clock, _intakes(world))
        raise typer.Exit(run_once(world, looks, typer.echo).exit_code)
    _serve_until_told(world)


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


@app.command()
def check(context: typer.Context, config: ConfigOption = None, debug: DebugOption = False) -> None:
    """Look at configuration, mailboxes, sender, database, templates and converters: a row each."""
    from config.checks import CheckState, machine_rows
    from config.findings import settings_rows

    loaded = _loaded(context)
    rows = (*settings_rows(loaded.settings), *machine_rows(loaded.settings, _machine(loaded)), *_asked(loaded.settings))
    _print_rows(rows)
    raise typer.Exit(1 if any(row.state is CheckState.BAD for row in rows) else 0)


def _machine(loaded: Loaded) -> Machine:
    from config.checks import Machine
    from rules.bank_holidays import holidays_known_until

    return Machine(
        python=sys.version_info[:3],
        soffice=shutil.which("soffice"),
        holidays_known_until=holidays_known_until(),
        today=dt.datetime.now(dt.UTC).date(),
        templates=Path(__file__).parent / "templates",
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
    from rich.console import Console
    from rich.table import Table

    looks = {"ok": "green", "warn": "yellow", "bad": "bold red"}
    table = Table("What", "", "Found", "How to mend it", box=None, pad_edge=False)
    for row in rows:
        table.add_row(
            escape(row.what), f"[{looks[row.state]}]{row.state}[/]", escape(row.finding), escape(row.how_to_mend)
        )
    # A file or a pipe has no width of its own, and whoever reads it wants whole lines.
    Console(width=None if sys.stdout.isatty() else 240).print(table)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Word forms, or whatever else came.")],
    json: JsonOption = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what the reader finds in a form, with where and how sure."""
    from intake.reader.printing import print_reading

    raise typer.Exit(print_reading(files, as_json=json))


# ------------------------------------------------------------------------------------------------------------ errors


def main() -> int:
    """Run the command; a failure is one line that says what is wrong, where, and what to do."""
    try:
        app()
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        for line in _lines_for(error):
            typer.echo(line, err=True)
        return 1
    return 0


def _lines_for(error: Exception) -> tuple[str, ...]:
    from config.mistakes import ConfigurationError

    if isinstance(error, ConfigurationError):
        return error.lines()
    room = type(error).__module__.partition(".")[0]
    if room in {"storage", "intake", "dispatch", "demo"}:
        return (f"{error}",)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return (f"{where}{error.strerror or type(error).__name__}",)
    return (f"something went wrong that should not ({type(error).__name__}); the same with --debug shows where",)


if __name__ == "__main__":
    sys.exit(main())
