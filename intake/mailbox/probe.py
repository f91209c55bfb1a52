"""What `check` asks a mailbox: whether we may log in, and what the server can do."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from imapclient import SocketTimeout

from config.checks import CheckRow, CheckState
from intake.mailbox.connecting import Credentials, hang_up, open_connection, translated
from intake.mailbox.errors import MailboxRefused, MailboxUnavailable
from intake.mailbox.port import FOLDERS
from rules.settings import ImapSettings

_TIMEOUT = SocketTimeout(connect=10.0, read=10.0)


@dataclass(frozen=True, slots=True)
class Found:
    """What a server showed: its capabilities, and which of our folders are not there yet."""

    can: frozenset[str]
    missing_folders: tuple[str, ...]


def mailbox_row(
    label: str, settings: ImapSettings, credentials: Credentials, *, tls: ssl.SSLContext | None = None
) -> CheckRow:
    """Log in to one mailbox without changing anything in it; return how that went."""
    where = f"{settings.host}:{settings.port}"
    try:
        found = _look(settings, credentials, tls)
    except MailboxRefused as err:
        mend = "check username, password_file and security; then whether IMAP is allowed for this account"
        return CheckRow(label, CheckState.BAD, str(err), mend)
    except MailboxUnavailable as err:
        return CheckRow(label, CheckState.BAD, str(err), "check [imap] host and port, and that the server runs")
    return _judged(label, where, found)


def _look(settings: ImapSettings, credentials: Credentials, tls: ssl.SSLContext | None) -> Found:
    client = open_connection(settings, credentials, tls=tls, timeout=_TIMEOUT)
    try:
        with translated(f"{settings.host}:{settings.port}"):
            can = frozenset(capability.decode("ascii", "replace").upper() for capability in client.capabilities())
            client.select_folder("INBOX", readonly=True)
            names = {str(name).upper() for _, _, name in client.list_folders()}
            missing = tuple(folder for folder in FOLDERS if not _is_among(folder, names))
            return Found(can, missing)
    finally:
        hang_up(client)


def _is_among(folder: str, names: set[str]) -> bool:
    return any(name == folder.upper() or name.endswith((f".{folder.upper()}", f"/{folder.upper()}")) for name in names)


def _judged(label: str, where: str, found: Found) -> CheckRow:
    if not {"MOVE", "UIDPLUS"} & found.can:
        finding = f"{where}: the server has neither MOVE nor UIDPLUS, so settled messages stay in the inbox"
        return CheckRow(
            label, CheckState.WARN, finding, "ask its operator for either; nothing is lost or done twice without"
        )
    notes = []
    if "IDLE" not in found.can:
        notes.append("no IDLE, so it is looked at every poll_seconds")
    if found.missing_folders:
        notes.append(f"{', '.join(found.missing_folders)} will be made on first start")
    return CheckRow(label, CheckState.OK, "; ".join((f"{where}: logged in", *notes)))
