"""
Whether a message is proven to come from the address that it names (requirement X6).

The only proof is the Authentication-Results line of the panel's own mail
server (RFC 8601). Anybody can write such a line, so it counts only if it bears
the configured server's name and stands where nobody else could have put it:
above every Received line but the council's own. And it counts only for the
domain of the one From address, as DMARC (RFC 7489) aligned it; a passed SPF or
a signature of some other domain proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.message.addresses import normal_domain, small_letters
from intake.message.mail import Mail

_HEADER = "authentication-results"
_DMARC, _DKIM = "dmarc", "dkim"
_PASS, _NONE = "pass", "none"
_LONGEST = 16 * 1024

# A local delivery agent writes its line above everything: 'Received: from mx.beds.example by mda with LMTP id ...'.
_LOCAL_DELIVERY = re.compile(r"\bby\s+\S+\s+with\s+LMTPS?A?\b", re.IGNORECASE)
# Where a sender's own words may stand in such a line: comments, quotation, the envelope address.
_WORDS_OF_OTHERS = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^>]*>?|\([^()]*\)')


@dataclass(frozen=True, slots=True)
class Proven:
    """The message comes from *address*."""

    address: str


@dataclass(frozen=True, slots=True)
class Unproven:
    """Nobody vouches for the sender, for *reason*; it may still refer a child, and change nothing."""

    reason: str


Authenticity = Proven | Unproven


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One check: `dmarc=pass header.from=beds.example` is method, outcome and properties."""

    method: str
    outcome: str
    properties: tuple[tuple[str, str], ...] = ()

    def values(self, name: str) -> list[str]:
        """Return every value of the property *name*."""
        return [value for found, value in self.properties if found == name]


@dataclass(frozen=True, slots=True)
class Results:
    """One Authentication-Results line: who says so, and what it says; None where it cannot be read."""

    authserv_id: str
    results: tuple[MethodResult, ...] | None = field(default=())


def prove_sender(mail: Mail, trusted_authserv_id: str, own_received_lines: int = 0) -> Authenticity:
    """
    Return whether the mail's From address is proven.

    Args:
        mail: the message.
        trusted_authserv_id: the name that the panel's own mail server gives
            itself in Authentication-Results; empty: nobody is believed.
        own_received_lines: how many Received lines the council's own servers
            put above that line, besides local delivery.
    """
    if not trusted_authserv_id.strip():
        return Unproven("no server is trusted to say who sent a message")
    if mail.sender is None:
        return Unproven(f"the sender is in doubt: {mail.sender_doubt}")
    results = _believed(mail, trusted_authserv_id, own_received_lines)
    if isinstance(results, Unproven):
        return results
    return _judge(results, mail.sender.domain, mail.sender.email)


def _believed(mail: Mail, trusted: str, own_received_lines: int) -> tuple[MethodResult, ...] | Unproven:
    """Return the results of the topmost line that bears the trusted name, if it stands where only we can write."""
    wanted = small_letters(trusted.strip())
    received, only_local = 0, True
    for name, value in mail.headers.lines:
        if name == "received":
            only_local = only_local and _is_local_delivery(value)
            received += not only_local
        elif name == _HEADER:
            found = parse_results(value)
            if found.authserv_id == wanted:
                if received > own_received_lines:
                    return Unproven("the results stand below a line that others wrote")
                return Unproven("the results cannot be read") if found.results is None else found.results
    return Unproven("the trusted server says nothing about this message")


def _is_local_delivery(received: str) -> bool:
    return bool(_LOCAL_DELIVERY.search(_WORDS_OF_OTHERS.sub(" ", received)))


def _judge(results: tuple[MethodResult, ...], domain: str, address: str) -> Authenticity:
    dmarc = [result for result in results if result.method == _DMARC]
    if any(result.outcome == _PASS for result in dmarc):
        # Two answers to one question: one of them is about another message or another From.
        if all(_is_pass_for(result, "header.from", domain) for result in dmarc):
            return Proven(address)
        return Unproven("DMARC passed for another domain, or not each time")
    if any(result.outcome != _NONE for result in dmarc):
        return Unproven("DMARC did not pass")
    if any(_is_pass_for(result, "header.d", domain) for result in results if result.method == _DKIM):
        return Proven(address)
    return Unproven("neither DMARC nor a signature of the sender's domain passed")


def _is_pass_for(result: MethodResult, name: str, domain: str) -> bool:
    values = result.values(name)
    return result.outcome == _PASS and len(values) == 1 and _domain_of(values[0]) == domain


def _domain_of(value: str) -> str:
    try:
        return normal_domain(value.rpartition("@")[2])
    except ValueError:
        return ""


# ------------------------------------------------------------------------------------- the line itself (RFC 8601, 2.2)

_TOKEN = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<semicolon>;)|(?P<equals>=)|(?P<word>[^\s"();=]+)|(?P<space>\s+)'
)
_VERSION = re.compile(r"[0-9]+")
_METHOD = re.compile(r"(?P<method>[a-z0-9][a-z0-9_-]*)(?:/[0-9]+)?", re.IGNORECASE)

_Token = tuple[str, str]


class _Unreadable(Exception):
    """The line is not what RFC 8601 allows: it is not believed."""


def parse_results(value: str) -> Results:
    """Read one Authentication-Results value, comments and quotation included; never raises."""
    try:
        tokens = _tokens(value)
    except _Unreadable:
        # Whose line it is must be told all the same: ours, broken, must not let an older one below it speak.
        word = value.strip().partition(";")[0].split()
        return Results(small_letters(word[0].strip('"')) if word else "", None)
    sections = _sections(tokens)
    authserv_id = _authserv_id(sections[0])
    try:
        results = tuple(_method_result(section) for section in sections[1:] if section)
    except _Unreadable:
        return Results(authserv_id, None)
    return Results(authserv_id, tuple(result for result in results if result))


def _tokens(value: str) -> list[_Token]:
    if len(value) > _LONGEST:
        raise _Unreadable
    tokens: list[_Token] = []
    at = 0
    while at < len(value):
        if value[at] == "(":
            at = _after_comment(value, at)
            tokens.append(("space", " "))
            continue
        match = _TOKEN.match(value, at)
        if match is None or not match.lastgroup:
            raise _Unreadable
        tokens.append((match.lastgroup, match.group()))
        at = match.end()
    return tokens


def _after_comment(value: str, at: int) -> int:
    depth = 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == "(":
            depth += 1
        elif value[at] == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise _Unreadable


def _sections(tokens: list[_Token]) -> list[list[_Token]]:
    sections: list[list[_Token]] = [[]]
    for token in tokens:
        if token[0] == "semicolon":
            sections.append([])
        else:
            sections[-1].append(token)
    return [_without_outer_space(section) for section in sections]


def _without_outer_space(section: list[_Token]) -> list[_Token]:
    while section and section[-1][0] == "space":
        section = section[:-1]
    while section and section[0][0] == "space":
        section = section[1:]
    return section


def _authserv_id(section: list[_Token]) -> str:
    """'mx.beds.example' or 'mx.beds.example 1'; anything else is nobody's name."""
    words = [token for token in section if token[0] != "space"]
    match words:
        case [("word" | "quoted", name)]:
            return small_letters(_plain(name))
        case [("word" | "quoted", name), ("word", version)] if _VERSION.fullmatch(version):
            return small_letters(_plain(name))
        case _:
            return ""


def _plain(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1]) if token.startswith('"') else token


def _method_result(section: list[_Token]) -> MethodResult | None:
    """`method[/version] = outcome *( name = value )`; the word `none` alone says that nothing was checked."""
    assignments = _assignments(section)
    if assignments is None:
        return None
    (name, outcome), *properties = assignments
    method = _METHOD.fullmatch(name)
    if method is None:
        raise _Unreadable
    return MethodResult(small_letters(method.group("method")), small_letters(outcome), tuple(properties))


def _assignments(section: list[_Token]) -> list[tuple[str, str]] | None:
    words = [token for token in section if token[0] != "space"]
    if [token for token in words if token[0] == "word"] == words and [small_letters(w) for _, w in words] == [_NONE]:
        return None
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(section):
        name, at = _name(section, at)
        value, at = _value(section, at)
        found.append((small_letters(name), value))
    if not found:
        raise _Unreadable
    return found


def _name(section: list[_Token], at: int) -> tuple[str, int]:
    at = _skip_space(section, at)
    name = ""
    # 'header . d' may have space within (RFC 8601, 2.2): rare, but then one name.
    while at < len(section) and section[at][0] in {"word", "space"}:
        name += section[at][1].strip() if section[at][0] == "word" else ""
        at += 1
    if not name or at >= len(section) or section[at][0] != "equals":
        raise _Unreadable
    return name, at + 1


def _value(section: list[_Token], at: int) -> tuple[str, int]:
    at = _skip_space(section, at)
    value = ""
    # A value may itself have '=' in it (header.b=abc=, smtp.mailfrom=x=y@z), and a local part in quotation marks.
    while at < len(section) and section[at][0] in {"word", "quoted", "equals"}:
        value += _plain(section[at][1]) if section[at][0] == "quoted" else section[at][1]
        at += 1
    return value, at


def _skip_space(section: list[_Token], at: int) -> int:
    while at < len(section) and section[at][0] == "space":
        at += 1
    return at
