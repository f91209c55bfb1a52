"""
Silence is an alarm (X11): what has not been heard of for too long is told to somebody who can mend it, once.

A mailbox that nobody could look into for a quarter of an hour is put before its
panel's administrators, and taken back when it answers again. A mail server that
is away cannot be told by mail: `status` shows it, the log says it. And the
supervisor hears a heartbeat (systemd's `WatchdogSec=`): when that stops, it
starts the service anew.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress

from rules.settings import PanelSettings, Settings
from storage.attention import get_attention, settle_attention, tell_administrator
from storage.database import Unit
from storage.mailboxes import mailbox_state
from storage.state import recall, remember

_log = logging.getLogger(__name__)

SILENCE = dt.timedelta(minutes=15)
MAILBOX_SILENT = "mailbox_silent"
_ALARM = "alarm-mailbox"


def look_for_silence(unit: Unit, settings: Settings, serving_since: dt.datetime) -> None:
    """Tell of mailboxes that have been silent for `SILENCE`, and take back what was told of those that answer again."""
    for address, panel in _mailboxes(settings):
        passed = mailbox_state(unit, address).last_pass
        heard = max(passed, serving_since) if passed else serving_since
        alarm = recall(unit, f"{_ALARM}/{address}")
        if not alarm and unit.now - heard >= SILENCE:
            _raise_alarm(unit, panel, address)
        elif alarm and passed is not None and passed >= get_attention(unit, alarm).at:
            _take_back(unit, address, alarm)


def tell_supervisor(what: str, environ: Mapping[str, str]) -> None:
    """Tell systemd *what* ('READY=1', 'WATCHDOG=1', 'STOPPING=1') if it listens; nothing if it does not."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.sendto(what.encode(), address.replace("@", "\0", 1) if address[0] == "@" else address)


def beat() -> None:
    """Tell the supervisor that every part is alive."""
    tell_supervisor("WATCHDOG=1", os.environ)


def _mailboxes(settings: Settings) -> Iterator[tuple[str, PanelSettings]]:
    """Each mailbox once, with the first of its panels."""
    seen: set[str] = set()
    for panel in settings.panels:
        if panel.mailbox.casefold() not in seen:
            seen.add(panel.mailbox.casefold())
            yield panel.mailbox, panel


def _raise_alarm(unit: Unit, panel: PanelSettings, address: str) -> None:
    trouble = mailbox_state(unit, address).trouble
    told = {"mailbox": address, "trouble": trouble}
    attention_id = tell_administrator(unit, panel.code, MAILBOX_SILENT, detail=told)
    remember(unit, f"{_ALARM}/{address}", attention_id)
    _log.error("mailbox_silent", extra={"panel": panel.code})


def _take_back(unit: Unit, address: str, alarm: str) -> None:
    if get_attention(unit, alarm).state == "open":
        settle_attention(unit, alarm, "the mailbox answers again")
    remember(unit, f"{_ALARM}/{address}", "")
    _log.info("mailbox_answers_again")
