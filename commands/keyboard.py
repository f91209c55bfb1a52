"""What somebody at the keyboard asks for: a form read, a job done by hand, how things stand, what needs attention."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.given import (
    JsonOption,
    PanelArgument,
    a_day,
    console,
    given_to,
    known_panel,
    loaded_for,
    one_unit,
    print_json,
    world_of,
)

if TYPE_CHECKING:
    from rules.form import FormReading
    from storage.attention import Attention
    from storage.database import Unit

form = typer.Typer(help="The form itself.", no_args_is_help=True)
attention = typer.Typer(help="Mail and jobs that the service could not settle by itself.", no_args_is_help=True)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Its number, or its id.")]


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Word forms, or whatever else came.")],
    as_json: JsonOption = False,
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
        print_json(reading_to_json(reading), indent=None)
    else:
        print_reading(reading, console())


@form.command("blank")
def form_blank(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the Word file.")],
    profile: Annotated[str, typer.Option("--profile", metavar="NAME", help="Whose form it is.")] = "bedfordshire",
) -> None:
    """Write the blank form, to fill in with Word."""
    from config.profile import load_profile
    from dispatch.documents.blank_form import blank_form_docx

    beside = given_to(context).config.parent / "profiles"
    file.write_bytes(blank_form_docx(load_profile(profile, (beside,))))
    typer.echo(f"{file}: written")


# -------------------------------------------------------------------------------------------------- at the keyboard


def dispatch_by_hand(
    context: typer.Context,
    job: Annotated[str, typer.Argument(metavar="JOB", help="What is owed: agenda, decision, reminder-undecided …")],
    panel: PanelArgument,
    on: Annotated[
        dt.date | None,
        typer.Option("--on", parser=a_day, metavar="DATE", help="The day it is due, or of its meeting: 2026-03-02."),
    ] = None,
    dry_run: Annotated[
        Path | None, typer.Option("--dry-run", metavar="FOLDER", help="Write the messages there instead.")
    ] = None,
) -> None:
    """Do one scheduled job by hand."""
    from dispatch.by_hand import JOBS, Asked, do_by_hand, write_by_hand
    from dispatch.once import send_now

    if job not in JOBS:
        raise typer.BadParameter(f"there is no such job; there are {', '.join(JOBS)}", param_hint="JOB")
    world = world_of(loaded_for(context))
    asked, now = Asked(job, known_panel(world.settings, panel), on), world.clock.believed()
    if dry_run is not None:
        for path in write_by_hand(world.database, world.settings, asked, now, dry_run):
            typer.echo(path)
        return
    for line in do_by_hand(world.database, world.settings, asked, now):
        typer.echo(line)
    raise typer.Exit(send_now(world, typer.echo).exit_code)


def status(
    context: typer.Context,
    as_json: JsonOption = False,
    referral: Annotated[
        str | None, typer.Option("--referral", metavar="REF", help="Only this referral, and who changed what in it.")
    ] = None,
) -> None:
    """Show mailboxes, outbox, what is due next, and what needs attention; or one referral and its history."""
    from dispatch.status import history_of, print_history, print_status, status_of
    from storage.referrals import find_referral

    loaded = loaded_for(context)
    if referral is not None:
        with one_unit(loaded) as unit:
            known = find_referral(unit, referral.strip().upper())
            if known is None:
                raise typer.BadParameter("there is no such referral", param_hint="--referral")
            lines = history_of(unit, known)
        if as_json:
            print_json(lines)
        else:
            print_history(known.reference, lines, console())
        return
    with one_unit(loaded) as unit:
        found = status_of(unit, loaded.settings)
    if as_json:
        print_json(found)
    else:
        print_status(found, console())


@attention.command("list")
def attention_list(
    context: typer.Context,
    panel: Annotated[str | None, typer.Option("--panel", metavar="PANEL", help="Only this panel's.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the mail and the jobs that the service could not settle by itself."""
    from dispatch.status import attention_lines, print_attention
    from storage.attention import attentions

    with one_unit(loaded_for(context)) as unit:
        lines = attention_lines(attentions(unit, panel=panel))
    if as_json:
        print_json(lines)
    else:
        print_attention(lines, console())


@attention.command("show")
def attention_show(context: typer.Context, id_: IdArgument) -> None:
    """Show everything about one of them; this may name people."""
    from dispatch.status import print_one_attention

    with one_unit(loaded_for(context)) as unit:
        print_one_attention(unit, _attention(unit, id_), console())


@attention.command("retry")
def attention_retry(context: typer.Context, id_: IdArgument) -> None:
    """Have one of them tried again: the message read once more, or sent once more."""
    from storage.retrying import retry

    with one_unit(loaded_for(context)) as unit:
        what = retry(unit, _attention(unit, id_))
    typer.echo(f"{id_}: {what}, at the service's next opportunity")


@attention.command("ignore")
def attention_ignore(
    context: typer.Context,
    id_: IdArgument,
    why: Annotated[str, typer.Option("--why", help="Why nothing needs to be done; it is kept.")],
) -> None:
    """Say that one of them needs nobody any more, and why."""
    from storage.attention import settle_attention

    if not why.strip():
        raise typer.BadParameter("say why nothing needs to be done", param_hint="--why")
    with one_unit(loaded_for(context)) as unit:
        settle_attention(unit, _attention(unit, id_).id, why.strip())
    typer.echo(f"{id_}: settled")


def _attention(unit: Unit, id_: str) -> Attention:
    from storage.attention import get_attention

    try:
        return get_attention(unit, id_)
    except KeyError:
        raise typer.BadParameter("there is none with this number or id: see attention list", param_hint="ID") from None
