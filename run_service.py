"""
Panelpost's command line: each command calls the room that does the work, and prints what came of it.

Nothing imports this file. A command imports its room when it is called, so that
`read` and `--help` start quickly. Exit 0 done, 1 failed, 2 wrong use.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.markup import escape

if TYPE_CHECKING:
    from rich.console import Console

    from config.checks import CheckRow, Machine
    from config.load import Loaded
    from dispatch.world import World
    from intake.rounds import MakeIntake
    from rules.form import FormReading
    from rules.settings import Settings
    from storage.attention import Attention
    from storage.database import Database, Unit

app = typer.Typer(
    name="run_service.py",
    help="Panelpost runs the administration of multi-agency panels by email.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

form = typer.Typer(help="The form itself.", no_args_is_help=True)
attention = typer.Typer(help="Mail and jobs that the service could not settle by itself.", no_args_is_help=True)
database = typer.Typer(help="The store.", no_args_is_help=True)
app.add_typer(form, name="form")
app.add_typer(attention, name="attention")
app.add_typer(database, name="database")


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

PanelArgument = Annotated[str, typer.Argument(metavar="PANEL", help="The panel's code, such as N.")]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE")]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Its number, or its id.")]


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


def _up_to_date(store: Database) -> None:
    from storage.migrations import upgrade

    upgrade(store.engine)


@contextmanager
def _unit(loaded: Loaded, *, writes: bool = False) -> Iterator[Unit]:
    """One transaction, of the person at the keyboard."""
    from storage.clock import MachineClock

    store = _database(loaded)
    _up_to_date(store)
    actor = f"{getpass.getuser()} at the keyboard" if writes else "service"
    with store.unit(MachineClock().believed(), actor=actor, source="command") as unit:
        yield unit


def _attention(unit: Unit, id_: str) -> Attention:
    from storage.attention import get_attention

    try:
        return get_attention(unit, id_)
    except KeyError:
        raise typer.BadParameter("there is none with this number or id: see attention list", param_hint="ID") from None


def _known_panel(settings: Settings, code: str) -> str:
    codes = [panel.code for panel in settings.panels]
    if code not in codes:
        raise typer.BadParameter(f"there is no panel {code}; there are {', '.join(codes)}", param_hint="PANEL")
    return code


def _console() -> Console:
    from rich.console import Console

    # A file or a pipe has no width of its own, and whoever reads it wants whole lines.
    return Console(width=None if sys.stdout.isatty() else 200)


def _print_json(value: object, *, indent: int | None = 2) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter("write a day such as 2026-03-02") from None


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

    start_journal(level=logging.WARNING if once else logging.INFO)  # cron mails whatever is written without need
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
    from rich.table import Table

    looks = {"ok": "green", "warn": "yellow", "bad": "bold red"}
    table = Table("What", "", "Found", "How to mend it", box=None, pad_edge=False)
    for row in rows:
        table.add_row(
            escape(row.what), f"[{looks[row.state]}]{row.state}[/]", escape(row.finding), escape(row.how_to_mend)
        )
    _console().print(table)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Word forms, or whatever else came.")],
    as_json: JsonOption = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what the reader finds in a form, with where and how sure."""
    from intake.reader.files import read_files

    readable = True
    for found in read_files(files):
        readable = readable and found.readable
        for reading in found.readings:
            _print_reading(reading, as_json=as_json)
    raise typer.Exit(0 if readable else 1)


def _print_reading(reading: FormReading, *, as_json: bool) -> None:
    from intake.reader import print_reading, reading_to_json

    if as_json:
        _print_json(reading_to_json(reading), indent=None)
    else:
        print_reading(reading, _console())


@form.command("blank")
def form_blank(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the Word file.")],
    profile: Annotated[str, typer.Option("--profile", metavar="NAME", help="Whose form it is.")] = "bedfordshire",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Write the blank form, to fill in with Word."""
    from config.profile import load_profile
    from dispatch.documents.blank_form import blank_form_docx

    beside = context.ensure_object(Given).config.parent / "profiles"
    file.write_bytes(blank_form_docx(load_profile(profile, (beside,))))
    typer.echo(f"{file}: written")


# -------------------------------------------------------------------------------------------------- at the keyboard


@app.command("dispatch")
def dispatch_by_hand(
    context: typer.Context,
    job: Annotated[str, typer.Argument(metavar="JOB", help="What is owed: agenda, decision, reminder-undecided …")],
    panel: PanelArgument,
    on: Annotated[
        dt.date | None,
        typer.Option("--on", parser=_day, metavar="DATE", help="The day it is due, or of its meeting: 2026-03-02."),
    ] = None,
    dry_run: Annotated[
        Path | None, typer.Option("--dry-run", metavar="FOLDER", help="Write the messages there instead.")
    ] = None,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Do one scheduled job by hand."""
    from dispatch.by_hand import JOBS, Asked, do_by_hand, write_by_hand
    from dispatch.once import send_now

    if job not in JOBS:
        raise typer.BadParameter(f"there is no such job; there are {', '.join(JOBS)}", param_hint="JOB")
    world = _world(_loaded(context), None)
    asked, now = Asked(job, _known_panel(world.settings, panel), on), world.clock.believed()
    _up_to_date(world.database)
    if dry_run is not None:
        for path in write_by_hand(world.database, world.settings, asked, now, dry_run):
            typer.echo(path)
        return
    for line in do_by_hand(world.database, world.settings, asked, now):
        typer.echo(line)
    raise typer.Exit(send_now(world, typer.echo).exit_code)


@app.command()
def status(
    context: typer.Context, as_json: JsonOption = False, config: ConfigOption = None, debug: DebugOption = False
) -> None:
    """Show mailboxes, outbox, what is due next, and what needs attention."""
    from dispatch.status import print_status, status_of

    loaded = _loaded(context)
    with _unit(loaded) as unit:
        found = status_of(unit, loaded.settings)
    if as_json:
        _print_json(found)
    else:
        print_status(found, _console())


@attention.command("list")
def attention_list(
    context: typer.Context,
    panel: Annotated[str | None, typer.Option("--panel", metavar="PANEL", help="Only this panel's.")] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """List the mail and the jobs that the service could not settle by itself."""
    from dispatch.status import attention_lines, print_attention
    from storage.attention import attentions

    with _unit(_loaded(context)) as unit:
        lines = attention_lines(attentions(unit, panel=panel))
    if as_json:
        _print_json(lines)
    else:
        print_attention(lines, _console())


@attention.command("show")
def attention_show(
    context: typer.Context, id_: IdArgument, config: ConfigOption = None, debug: DebugOption = False
) -> None:
    """Show everything about one of them; this may name people."""
    from dispatch.status import print_one_attention

    with _unit(_loaded(context)) as unit:
        print_one_attention(unit, _attention(unit, id_), _console())


@attention.command("retry")
def attention_retry(
    context: typer.Context, id_: IdArgument, config: ConfigOption = None, debug: DebugOption = False
) -> None:
    """Have one of them tried again: the message read once more, or sent once more."""
    from storage.retrying import retry

    with _unit(_loaded(context), writes=True) as unit:
        what = retry(unit, _attention(unit, id_))
    typer.echo(f"{id_}: {what}, at the service's next opportunity")


@attention.command("ignore")
def attention_ignore(
    context: typer.Context,
    id_: IdArgument,
    why: Annotated[str, typer.Option("--why", help="Why nothing needs to be done; it is kept.")],
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Say that one of them needs nobody any more, and why."""
    from storage.attention import settle_attention

    if not why.strip():
        raise typer.BadParameter("say why nothing needs to be done", param_hint="--why")
    with _unit(_loaded(context), writes=True) as unit:
        settle_attention(unit, _attention(unit, id_).id, why.strip())
    typer.echo(f"{id_}: settled")


# ---------------------------------------------------------------------------------------------------------- the store


@database.command("upgrade")
def database_upgrade(context: typer.Context, config: ConfigOption = None, debug: DebugOption = False) -> None:
    """Bring the database's tables to this version."""
    _up_to_date(_database(_loaded(context)))
    typer.echo("the database is up to date")


@database.command("backup")
def database_backup(
    context: typer.Context, file: FileArgument, config: ConfigOption = None, debug: DebugOption = False
) -> None:
    """Write a copy of the database, also while the service runs; the key file is backed up elsewhere."""
    from storage.backup import back_up

    settings = _loaded(context).settings
    back_up(settings.database, file)
    typer.echo(
        f"{file}: written; it can be read only with {settings.key_file}, which is not in it: back that up elsewhere"
    )


@database.command("restore")
def database_restore(
    context: typer.Context, file: FileArgument, config: ConfigOption = None, debug: DebugOption = False
) -> None:
    """Put a backup in the database's place, while the service is stopped."""
    from storage.backup import restore
    from storage.vault import open_vault

    settings = _loaded(context).settings
    kept = restore(settings.database, file, open_vault(Path(settings.key_file), create=False))
    typer.echo(f"{file}: restored" + (f"; what was there before is kept as {kept}" if kept else ""))
    typer.echo("mail that was waiting when the backup was made goes when the service starts: look at status first")


@database.command("rotate-key")
def database_rotate_key(context: typer.Context, config: ConfigOption = None, debug: DebugOption = False) -> None:
    """Make a new key and seal everything anew with it, while the service is stopped."""
    from storage.rotation import rotate_key
    from storage.sole import sole_service

    loaded = _loaded(context)
    store = _database(loaded)
    with sole_service(loaded.settings.database, patience=2.0):
        _up_to_date(store)
        rotated = rotate_key(store.engine, Path(loaded.settings.key_file))
    typer.echo(f"key {rotated.key} is in use, {rotated.values} values sealed anew; back up {loaded.settings.key_file}")


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
