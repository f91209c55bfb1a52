"""
What would be right, by key: the half of a mistake that tells a person what to do.

A key that means different things in two places has the fuller name
(`panel.name`, `meeting.time`); `what_is_right` looks for that one first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_ADDRESS = 'write one plain address, such as "admin@beds.example"'
_FILE = 'write the path of a file, such as "var/maagnorth.password"'
_DATE = "write a date without quotation marks, such as 2026-12-24"
_TIME = 'write a time of day, such as "09:30"'
_NAME = "write a name, on one line"
_DUE = 'write a weekday and a time, such as "Monday 09:00"'
_WORDS = "write the words that people here use, on one line"

RIGHT: Mapping[str, str] = {
    # service.toml, section by section
    "service": "write it as a table: [service]",
    "time_zone": 'write the name of a time zone, such as "Europe/London"',
    "database": 'write "sqlite:///" and the path of a file, or "postgresql+psycopg://…"',
    "key_file": 'write the path of a file, such as "var/panelpost.key"',
    "max_message_mb": "write a whole number from 1 to 150",
    "imap": "write it as a table: [imap], or [panel.imap] below a panel",
    "smtp": "write it as a table: [smtp]",
    "host": 'write the name of a server, without "https://" or a port, such as "imap.beds.example"',
    "port": "write a whole number from 1 to 65535",
    "security": 'write "tls", "starttls", or, for a server on this machine alone, "none"',
    "trusted_authserv_id": "write the name that your own mail server signs Authentication-Results with, "
    'such as "mx.beds.example"',
    "own_received_lines": "write a whole number from 0 to 20",
    "poll_seconds": "write a whole number from 1 to 600",
    "username": "write the name that the mail server knows the account by",
    "password_file": _FILE,
    "oauth": "write it as a table with tenant, client_id and client_secret_file",
    "tenant": "write the Microsoft 365 tenant's id",
    "client_id": "write the application's (client) id",
    "client_secret_file": 'write the path of a file, such as "var/maagnorth.secret"',
    "messages_per_minute": "write a whole number from 1 to 10000",
    "register": "write it as a table: [register]",
    "partners": 'write a list of addresses, or of whole domains, such as ["head@school.example", "@school.example"]',
    "panel": "write each panel below a line [[panel]], with two brackets on each side",
    "panel.code": 'write one to eight capital letters, such as "N"',
    "panel.name": 'write the panel\'s name, such as "North"',
    "profile": 'write the name of a file in config/profiles, without .toml, such as "bedfordshire"',
    "mailbox": 'write the panel\'s own address, such as "maagnorth@beds.example"',
    "administrators": 'write a list with at least one address, such as ["admin@beds.example"]',
    "chair": _ADDRESS,
    "chair_name": _NAME,
    "chair_service": "write the code of one of the panel's services",
    "acting_chair": _ADDRESS,
    "manager": _ADDRESS,
    "meeting": 'write { weekday = "Thursday", time = "09:30", every_weeks = 2, first = 2026-01-08 }',
    "weekday": 'write the English name of a day, such as "Thursday"',
    "time": _TIME,
    "every_weeks": "write a whole number from 1 to 26",
    "first": "write the date of one meeting, without quotation marks, such as 2026-01-08",
    "cancelled": "write a list of dates, such as [2026-12-24]",
    "cancelled.date": _DATE,
    "moved": 'write { "2026-12-24" = 2026-12-22 }: the old date in quotation marks, the new one without',
    "moved.date": 'write "2026-12-24" = 2026-12-22: the old date in quotation marks, the new one without',
    "extra": "write a list of dates, such as [2026-12-24]",
    "extra.date": _DATE,
    "since": "write a date and time, such as 2026-01-05T09:00:00",
    "form_password_files": 'write a list of files, such as ["var/forms.password"]',
    "panel.service": "write each service below a line [[panel.service]], with two brackets on each side",
    "service.code": 'write a short name, such as "police"',
    "service.name": 'write the service\'s name, such as "Police"; a semicolon separates names in the workbook',
    "aliases": 'write a list of names, such as ["Bedfordshire Police"]; a semicolon separates names in the workbook',
    "representatives": 'write [ { name = "…", email = "police@partners.example" } ]',
    "name": _NAME,
    "email": _ADDRESS,
    "deputy": _NAME,
    "deputy_email": _ADDRESS,
    # profiles/*.toml
    "title": _WORDS,
    "organisation": _WORDS,
    "screening": 'write "automatic" or "required"',
    "consent_scope": 'write "panel" or "listed"',
    "without_form": 'write "blank_form" or "administrator"',
    "single_service": 'write "panel" or "service"',
    "originals": "write true or false",
    "time_slots": "write true or false",
    "quarterly_feedback": "write true or false",
    "protective_marking": 'write a marking, such as "OFFICIAL-SENSITIVE", or ""',
    "agenda": _DUE,
    "decision_sheets": _DUE,
    "reminder_time": _TIME,
    "slot_minutes": "write a whole number from 5 to 120",
    "arranges_team_meeting": 'write who does, such as "You" or "The lead professional"',
    "oldest_age": "write a whole number from 0 to 25",
    "review_weeks": "write a whole number from 1 to 52",
    "retention_years": "write a whole number from 1 to 100",
    "refused_retention_months": "write a whole number from 1 to 120",
    "questions_to": "write a sentence",
    "other_formats": "write a sentence",
    "forms": 'write a list of "caf", "eha", "csf", "letter"',
    "closed_at_panel": 'write a list of services\' names, such as ["Family practitioner"]',
    "panel_names": 'write a list of names, such as ["North", "Mid", "South"]',
    "words": "write it as a table: [words]",
    **dict.fromkeys(
        (
            "panel_long",
            "form",
            "form_long",
            "decision_sheet",
            "lead_professional",
            "administrator",
            "team_meeting",
            "team_meeting_long",
        ),
        _WORDS,
    ),
    "words.panel": _WORDS,
    "words.manager": _WORDS,
}

SECRETS = frozenset({"password", "passwords", "client_secret", "secret", "token", "key", "form_passwords"})

PERSONAL = frozenset(
    {"name", "email", "deputy", "deputy_email", "chair", "chair_name", "acting_chair", "manager"}
    | {"administrators", "partners", "mailbox", "username"}
)


def what_is_right(key: str, within: str) -> str:
    """Return what to write for *key* of the table *within*."""
    return RIGHT.get(f"{within}.{key}") or RIGHT.get(key) or "see docs/configuration.md"


def instead_of(key: str, known: Iterable[str]) -> str:
    """Return what to do about the unknown *key*: most are slips of the pen."""
    near = get_close_matches(key, list(known), n=1)
    return f'write "{near[0]}", or take it out' if near else "take it out, or see docs/configuration.md"


def how_to_give(name: str) -> str:
    """Say where the secret that the environment calls *name* comes from."""
    return f'put it into a file of its own and write password_file = "…", or set {name} in the environment'
