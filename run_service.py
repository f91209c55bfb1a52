"""
Panelpost's command line: what can be said to it stands in `commands/`, what each says when it fails stands here.

Nothing imports this file. A command imports its room when it is called, so that
`read` and `--help` start quickly. Exit 0 done, 1 failed, 2 wrong use.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from commands import demonstration, keyboard, serving, store, workbooks
from commands.given import Given

app = typer.Typer(
    name="run_service.py",
    help="Panelpost runs the administration of multi-agency panels by email.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(serving.serve)
app.command()(serving.check)
app.command()(demonstration.demo)
app.command()(keyboard.read)
app.add_typer(keyboard.form, name="form")
app.add_typer(workbooks.workbook, name="workbook")
app.command("dispatch")(keyboard.dispatch_by_hand)
app.command()(keyboard.status)
app.add_typer(keyboard.attention, name="attention")
app.add_typer(store.database, name="database")


@app.callback()
def before_the_command(
    context: typer.Context,
    config: Annotated[
        Path, typer.Option("--config", envvar="PANELPOST_CONFIG", metavar="FILE", help="The configuration.")
    ] = Path("config/service.toml"),
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")] = False,
) -> None:
    """Take what every command takes; it may stand before the command's name or behind it."""
    context.obj = Given(config)


# ------------------------------------------------------------------------------------------------------------ errors


def main() -> int:
    """Run the command and return its exit code; a failure is one line that says what is wrong, where, what to do."""
    try:
        code = app(_in_front(sys.argv[1:]), standalone_mode=False)
    except typer.TyperException as error:
        return _wrong_use(error)
    except typer.Abort:
        typer.echo("stopped", err=True)
        return 1
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        for line in _lines_for(error):
            typer.echo(line, err=True)
        return 1
    return code if isinstance(code, int) else 0


def _wrong_use(error: typer.TyperException) -> int:
    """Say what was asked wrongly, in one line, and where help is; a group named alone shows its help instead."""
    told = error.format_message()
    context = getattr(error, "ctx", None)
    asked = context.command_path if context is not None else "run_service.py"
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(told)
    else:
        typer.echo(f"{told.rstrip('.')}; see {asked} --help", err=True)
    return 2


def _in_front(words: Sequence[str]) -> list[str]:
    """Return *words* with what every command takes in front, where the command line expects it."""
    taken: list[str] = []
    rest: list[str] = []
    coming = iter(words)
    for word in coming:
        if word == "--":
            rest += [word, *coming]
        elif word == "--config":
            taken += [word, *islice(coming, 1)]
        elif word == "--debug" or word.startswith("--config="):
            taken.append(word)
        else:
            rest.append(word)
    return taken + rest


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
