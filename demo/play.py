"""Plays the fortnight, shows how it goes, and leaves everything to be looked at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from config.profile import load_profile
from demo.area import Area, open_area
from demo.fortnight import START, NothingToAnswerError, Scene, scenes
from demo.record import MAILBOXES, Recorder, Told
from demo.referrals import referrals
from dispatch.documents.blank_form import blank_form_docx

Tell = Callable[[str], None]
ServeOnce = Callable[[Path, dt.datetime, Tell], int]
"""The service's own `serve --once --now`: configuration, time, where its lines go; its exit code comes back."""


@dataclass(frozen=True, slots=True)
class Played:
    """The area as the fortnight left it, and everything that happened."""

    area: Area
    told: tuple[Told, ...]


def play(folder: Path, profile: str, serve_once: ServeOnce, console: Console) -> Played:
    """Return what happened; the mail server is stopped, its mailboxes can still be looked at."""
    sample = referrals()
    blank = blank_form_docx(load_profile(profile, ()))
    area = open_area(folder, profile, sample, START)
    try:
        return Played(area, _play(area, scenes(area, sample, blank), serve_once, console))
    finally:
        area.server.stop()


def _play(area: Area, script: tuple[Scene, ...], serve_once: ServeOnce, console: Console) -> tuple[Told, ...]:
    recorder = Recorder(area)
    told = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("One fortnight", total=len(script))
        day = None
        for scene in script:
            if scene.at.date() != day:
                day = scene.at.date()
                progress.console.print(f"\n[bold]{_day(scene.at)}[/]")
            told.append(_enact(area, scene, recorder, serve_once))
            _show(told[-1], progress.console)
            progress.advance(task)
    return tuple(told)


def _enact(area: Area, scene: Scene, recorder: Recorder, serve_once: ServeOnce) -> Told:
    told = Told(scene.at, scene.who, scene.what)
    area.clock.now = scene.at
    if scene.act is not None:
        try:
            scene.act()
        except NothingToAnswerError:
            told.what += " (no: nothing has come to answer)"
    told.deliveries += recorder.take(scene.at)
    area.clock.now = scene.looked_at
    serve_once(area.config, scene.looked_at, told.lines.append)
    told.deliveries += recorder.take(scene.looked_at)
    return told


def _show(told: Told, console: Console) -> None:
    who = f"[bold]{escape(told.who)}[/] " if told.who else ""
    console.print(f"  {told.at:%H:%M}  {who}{escape(told.what)}")
    sent = [delivery for delivery in told.deliveries if delivery.to.group != MAILBOXES]
    for kind, count in Counter(delivery.kind for delivery in sent).items():
        names = [delivery.to.name for delivery in sent if delivery.kind == kind]
        to = names[0] if count == 1 else f"{count} people" if len(set(names)) > 1 else f"{names[0]}, {count} times"
        console.print(f"         [green]→[/] {kind.replace('-', ' ')} to {escape(to)}", highlight=False)


def _day(moment: dt.datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}"
