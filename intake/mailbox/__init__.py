"""The panel's mailbox on its server: what can be asked of it, over IMAP. The one package that knows IMAPClient."""

from __future__ import annotations

from intake.mailbox.errors import MailboxError, MailboxRefused, MailboxUnavailable, MessageUnavailable
from intake.mailbox.imap import ImapMailbox
from intake.mailbox.port import FOLDERS, Filed, Mailbox

__all__ = [
    "FOLDERS",
    "Filed",
    "ImapMailbox",
    "Mailbox",
    "MailboxError",
    "MailboxRefused",
    "MailboxUnavailable",
    "MessageUnavailable",
]
