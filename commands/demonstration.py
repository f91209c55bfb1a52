"""`demo`: the main job on embedded defaults; it needs no configuration, no secret and no server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.given import console
from commands.serving import serve_once

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where everything is left to be looked at.")] = Path(
        "var/demo"
    ),
    profile: Annotated[
        str, typer.Option("--profile", metavar="NAME", help="Whose words and rules the panels follow.")
    ] = "bedfordshire",
) -> None:
    """Play one fortnight of three panels on an embedded mail server, and show who got what."""
    import logging

    from demo.demonstration import demonstrate
    from dispatch.journal import start_journal

    start_journal(level=logging.ERROR)  # what goes wrong in the fortnight is meant to, and is told as it happens
    raise typer.Exit(0 if demonstrate(out, profile, _serve, console()) else 1)


def _serve(config: Path, now: dt.datetime, tell: Callable[[str], None]) -> int:
    """The very command `serve --once --now`, with nothing from the environment."""
    from config.load import load

    return serve_once(load(config, {}), now, tell)
