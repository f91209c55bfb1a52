"""What `check` asks of dispatch: whether the mail server lets us send, and whether the templates can be used."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress

from config.checks import CheckRow, CheckState
from dispatch.compose.trial import template_problems
from dispatch.sending.mailer import Mailer, Patience, Unavailable
from dispatch.sending.outcome import REASONS
from rules.settings import Security, SmtpSettings

_WHAT = "Mail server"
_QUICK = Patience(connect=10, command=10)


def sender_row(settings: SmtpSettings, max_message_bytes: int, *, tls: ssl.SSLContext | None = None) -> CheckRow:
    """Connect to the mail server as for a message, without sending one; return how that went."""
    where = f"{settings.host}:{settings.port}"
    try:
        offers = asyncio.run(_offers(settings, tls))
    except Unavailable as err:
        return CheckRow(_WHAT, CheckState.BAD, f"{where}: nothing can be sent", REASONS[err.why])
    size = offers.get("size", "")
    if size.isdigit() and 0 < int(size) < max_message_bytes:
        finding = f"{where} takes no more than {int(size) // 1024 // 1024} MB, and [service] max_message_mb is larger"
        return CheckRow(_WHAT, CheckState.WARN, finding, "write the smaller figure as max_message_mb")
    protection = "without TLS, on this machine" if settings.security is Security.NONE else "with TLS"
    login = "logged in" if settings.username else "without a user name"
    return CheckRow(_WHAT, CheckState.OK, f"{where} answers, {protection}, {login}")


def templates_row() -> CheckRow | None:
    """Return what is wrong with the templates, each tried on made-up values; None where all can be used."""
    wrong = template_problems()
    if not wrong:
        return None
    return CheckRow(
        "Templates", CheckState.BAD, "; ".join(wrong), "put these lines right, or the files back as they came"
    )


async def _offers(settings: SmtpSettings, tls: ssl.SSLContext | None) -> dict[str, str]:
    mailer = Mailer(settings, patience=_QUICK, tls=tls)
    try:
        return dict(await mailer.offers())
    finally:
        with suppress(Exception):
            await mailer.close()
