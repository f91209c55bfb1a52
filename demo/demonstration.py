"""The demonstration from its first line to its last: play the fortnight, check it, write the page, say who got what."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from demo.closing import print_closing
from demo.page import Story, write_page
from demo.play import Played, ServeOnce, play
from demo.record import MAILBOXES, folder_of
from demo.referrals import referrals
from demo.selfcheck import Finding, check

TITLE = "One fortnight of three panels, January 2026"


def demonstrate(folder: Path, profile: str, serve_once: ServeOnce, console: Console) -> bool:
    """
    Return whether all was as it must be; everything is left in *folder* to be looked at, with `index.html` to begin.

    Args:
        folder: What an earlier demonstration left there is replaced.
        profile: Whose words and rules the panels follow.
        serve_once: The service's own `serve --once --now`.
        console: Where it is shown.
    """
    console.print(
        "[bold]Panelpost: one fortnight of three panels[/]\nThe mail server, the people and the time are invented."
    )
    played = play(folder, profile, serve_once, console)
    deliveries = [delivery for told in played.told for delivery in told.deliveries]
    folders = {one.number: folder_of(played.area, one) for one in deliveries if one.to.group == MAILBOXES}
    findings = check(played.area, referrals(), deliveries, list(folders.values()))
    with console.status("Drawing the documents"):
        page = write_page(folder, _story(played, folders, findings))
    print_closing(console, deliveries, findings, page)
    return all(finding.holds for finding in findings)


def _story(played: Played, folders: dict[int, str], findings: list[Finding]) -> Story:
    members = tuple(played.area.members.values())
    return Story(title=TITLE, members=members, told=played.told, folders=folders, findings=findings)
