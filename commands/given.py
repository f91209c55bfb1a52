"""What the commands share: the configuration that they were given, a store opened with it, and how they print."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from config.load import Loaded
    from dispatch.world import World
    from rules.settings import Settings
    from storage.clock import Clock
    from storage.database import Database, Unit

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, as docs/schemas/ describes it.")]
PanelArgument = Annotated[str, typer.Argument(metavar="PANEL", help="The panel's code, such as N.")]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE")]


@dataclass(frozen=True, slots=True)
class Given:
    """What every command is given."""

    config: Path


def given_to(context: typer.Context) -> Given:
    """Return what this command was given."""
    given: Given = context.obj
    return given


def loaded_for(context: typer.Context) -> Loaded:
    """Return the configuration, read and validated; `ConfigurationError` with every mistake."""
    from config.load import load

    return load(given_to(context).config, os.environ)


def open_database(loaded: Loaded) -> Database:
    """Return the store with its key, which is made if there is none yet."""
    from storage.database import Database
    from storage.vault import open_vault

    return Database(loaded.settings.database, open_vault(Path(loaded.settings.key_file)))


def bring_up_to_date(store: Database) -> None:
    """Bring the store's tables to this version."""
    from storage.migrations import upgrade

    upgrade(store.engine)


@contextmanager
def one_unit(loaded: Loaded, actor: str | None = None) -> Iterator[Unit]:
    """Give one transaction, of *actor* or else of the person at the keyboard."""
    store = open_database(loaded)
    bring_up_to_date(store)
    actor = actor or f"{getpass.getuser()} at the keyboard"
    with store.unit(clock_of(store).believed(), actor=actor, source="command") as unit:
        yield unit


def clock_of(store: Database) -> Clock:
    """Return the clock that commands go by: the machine's, or what the last run was told to believe."""
    from storage.clock import MachineClock
    from storage.state import clock_now

    with store.unit(MachineClock().believed()) as unit:
        return clock_now(unit)


def world_of(loaded: Loaded, clock: Clock | None = None) -> World:
    """Return what the service works with; its clock is the one that commands go by, unless another is given."""
    from dispatch import due
    from dispatch.world import World

    store = open_database(loaded)
    if clock is None:
        bring_up_to_date(store)
        clock = clock_of(store)
    return World(settings=loaded.settings, database=store, clock=clock, due=due)


def known_panel(settings: Settings, code: str) -> str:
    """Return *code*; wrong use if no panel has it."""
    codes = [panel.code for panel in settings.panels]
    if code not in codes:
        raise typer.BadParameter(f"there is no panel {code}; there are {', '.join(codes)}", param_hint="PANEL")
    return code


def a_moment(value: str) -> dt.datetime:
    """Return the instant of *value*; wrong use if it is none, or without its offset."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter("write a time such as 2026-03-02T09:00:00+00:00") from None
    if moment.tzinfo is None:
        raise typer.BadParameter("the time needs its offset, such as +00:00 or Z")
    return moment


def a_day(value: str) -> dt.date:
    """Return the day of *value*; wrong use if it is none."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter("write a day such as 2026-03-02") from None


def console() -> Console:
    """Return where tables are printed."""
    from rich.console import Console

    # A file or a pipe has no width of its own, and whoever reads it wants whole lines.
    return Console(width=None if sys.stdout.isatty() else 200)


def print_json(value: object, *, indent: int | None = 2) -> None:
    """Print *value* as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))
