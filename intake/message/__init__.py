"""A message understood: bytes in, values out. Nothing here touches a mailbox, a database or a clock."""

from __future__ import annotations

from intake.message.addresses import Address
from intake.message.kind import Kind, sniff
from intake.message.mail import Attachment, CalendarAnswer, Enclosed, Mail
from intake.message.reading import LARGEST, read_mail
from intake.message.structure import Note

__all__ = [
    "LARGEST",
    "Address",
    "Attachment",
    "CalendarAnswer",
    "Enclosed",
    "Kind",
    "Mail",
    "Note",
    "read_mail",
    "sniff",
]
