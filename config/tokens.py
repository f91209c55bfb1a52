"""
Access tokens for mailboxes and mail servers that take no passwords (Microsoft 365, XOAUTH2).

The client secret of the configuration is exchanged for a token that lasts about
an hour (RFC 6749, section 4.4). A token is kept in memory alone and renewed
before it ends, or when a server has refused it.
"""

from __future__ import annotations

import http.client
import json
import ssl
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rules.settings import OAuth

_AUTHORITY = "login.microsoftonline.com"
_SCOPE = "https://outlook.office365.com/.default"
_SECONDS = 20.0
_LARGEST_ANSWER = 1_000_000
_RENEW_BEFORE = 300.0
"""A token about to end might do so between log-in and the first command."""
_SHORTEST_LIFE = 60.0
_OK = 200
_OUR_MISTAKE = range(400, 500)
_TOO_MANY = 429


class TokenUnavailable(Exception):
    """The token server cannot be reached or does not answer as it should: try again later."""


class TokenRefused(TokenUnavailable):
    """The token server does not accept tenant, client or secret: a person must mend the configuration."""


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    renew_at: float


class AccessTokens(Protocol):
    """What logs in somewhere by token."""

    def current(self) -> str:
        """Return a token that is good for some minutes yet."""

    def renewed(self) -> str:
        """Return a new token, since a server refused the last."""


class TokenSource:
    """
    Gives access tokens for one client; several threads may ask at once.

    Args:
        oauth: tenant, client and secret.
        authority: host of the token server, `host:port` in tests.
        tls: whose certificates are believed; this machine's list if not given.
        monotonic: the seconds by which a token's age is told.
    """

    def __init__(
        self,
        oauth: OAuth,
        *,
        authority: str = _AUTHORITY,
        tls: ssl.SSLContext | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._oauth = oauth
        self._authority = authority
        self._tls = tls
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._token: _Token | None = None

    def current(self) -> str:
        """
        Return a token that is good for some minutes yet.

        Raises:
            TokenRefused: the configuration is wrong.
            TokenUnavailable: there is none to be had for now.
        """
        with self._lock:
            if self._token is None or self._monotonic() >= self._token.renew_at:
                self._token = self._ask()
            return self._token.value

    def renewed(self) -> str:
        """Return a new token, since a server refused the last; raises as `current` does."""
        with self._lock:
            self._token = self._ask()
            return self._token.value

    def _ask(self) -> _Token:
        asked_at = self._monotonic()
        status, answer = self._post()
        if status in _OUR_MISTAKE and status != _TOO_MANY:
            raise TokenRefused(f"{self._authority}: refuses tenant, client_id or client secret{_code(answer)}")
        value, life = answer.get("access_token"), answer.get("expires_in")
        if status != _OK or not isinstance(value, str) or not value:
            raise TokenUnavailable(f"{self._authority}: no token for now (HTTP {status})")
        seconds = float(life) if isinstance(life, (int, float)) else _SHORTEST_LIFE
        return _Token(value, asked_at + max(_SHORTEST_LIFE, seconds - _RENEW_BEFORE))

    def _post(self) -> tuple[int, dict[str, object]]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._oauth.client_id,
            "client_secret": self._oauth.client_secret.reveal(),
            "scope": _SCOPE,
        }
        path = f"/{urllib.parse.quote(self._oauth.tenant, safe='')}/oauth2/v2.0/token"
        connection = http.client.HTTPSConnection(
            self._authority, timeout=_SECONDS, context=self._tls or ssl.create_default_context()
        )
        try:
            connection.request(
                "POST",
                path,
                body=urllib.parse.urlencode(form),
                headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
            )
            response = connection.getresponse()
            return response.status, _read(response.read(_LARGEST_ANSWER))
        except (OSError, http.client.HTTPException) as err:
            raise TokenUnavailable(f"{self._authority}: {type(err).__name__}") from err
        finally:
            connection.close()


def _read(body: bytes) -> dict[str, object]:
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _code(answer: dict[str, object]) -> str:
    """The server's error code (RFC 6749, section 5.2); never its description, which repeats what was sent."""
    code = answer.get("error")
    known = isinstance(code, str) and code.replace("_", "").isalnum() and len(code) < 60  # noqa: PLR2004 - a word or two
    return f" ({code})" if known else ""
