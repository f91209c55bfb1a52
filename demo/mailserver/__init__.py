"""An embedded mail server for demonstrations and tests: SMTP and IMAP on this machine alone; it never sends on."""

from demo.mailserver.gateway import Accepted
from demo.mailserver.server import MailServer

__all__ = ["Accepted", "MailServer"]
