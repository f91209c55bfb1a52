"""
What breaks between us and a mailbox.

    MailboxError
    ├── MailboxUnavailable      the connection: begin anew after a pause
    │   └── MailboxRefused      the server will not have us: a person must mend the configuration
    └── MessageUnavailable      one message: go on with the next

The texts name server and port, and neither messages nor people.
"""

from __future__ import annotations


class MailboxError(Exception):
    """Something about a mailbox went wrong."""


class MailboxUnavailable(MailboxError):
    """The mailbox cannot be reached, or the connection broke: close it, pause, connect again."""


class MailboxRefused(MailboxUnavailable):
    """Wrong password, certificate or protection: trying again helps only once somebody has mended it."""


class MessageUnavailable(MailboxError):
    """The server declined to do something with one message: leave it for the next time and go on."""
