"""
What the submission server's answer to one message means.

The answer is a value: the worker matches on it, and nobody collapses "we do not
know" into "it failed" (reliability 1.1).
"""

from __future__ import annotations

from dataclasses import dataclass

TOO_BIG = 552
NAME_NOT_ALLOWED = 553


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server took the message: it is the server's now (RFC 5321, section 6.1)."""

    code: int


@dataclass(frozen=True, slots=True)
class Deferred:
    """The server did not take it now, and may later. *code* is 0 when the connection ended before the data went."""

    code: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will never take this message for this reader: a person must look."""

    code: int


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The data went out and no answer came: it may have arrived (RFC 1047)."""


@dataclass(frozen=True, slots=True)
class ServerUnavailable:
    """There is nobody to talk to, or not safely: nothing is wrong with the message. *why* is a code of `REASONS`."""

    why: str


Outcome = Accepted | Deferred | Refused | InDoubt | ServerUnavailable

REASONS = {
    "unreachable": "it does not answer: check [smtp] host and port, and that the server runs",
    "greeting": "it turns us away when we connect: ask its operator, or wait",
    "no-tls": "it offers no STARTTLS, so nothing was sent: check [smtp] security and port, or who strips it",
    "certificate": "its certificate is not valid for its name, so nothing was sent: mend it, or [smtp] host",
    "plain": 'security = "none" is for this machine alone, so nothing was sent: use "tls" or "starttls"',
    "login": "it does not take our user name and password: check [smtp] username and password_file",
}
"""Each reason for which there is nobody to talk to, and what to do."""


def before_the_data(code: int, *, of_recipient: bool = False) -> Outcome:
    """
    Return what a reply before the data means (RFC 5321, section 4.2.1).

    A 552 for a recipient is read as 452, which may pass (section 4.5.3.1.10);
    asked to log in, the server speaks of us and not of the message.
    """
    if code in {530, 535, 538}:
        return ServerUnavailable("login")
    if of_recipient and code == TOO_BIG:
        return Deferred(code)
    return Refused(code) if 500 <= code < 600 else Deferred(code)  # noqa: PLR2004 - the class of the reply


def after_the_data(code: int) -> Outcome:
    """Return what a reply after the final dot means; one that is no SMTP reply leaves us in doubt."""
    match code // 100:
        case 2:
            return Accepted(code)
        case 4:
            return Deferred(code)
        case 5:
            return Refused(code)
        case _:
            return InDoubt()
