"""
Who a message says it is from, read so strictly that no two readers could differ.

Address headers are where mail is forged: `panel@beds.example <x@evil.example>`
is one address to one reader and another to the next (CVE-2023-27043). So an
address list is either plain by RFC 5322, or it carries a doubt, and a message
whose sender is in doubt is put before a person. What is in quotation marks, in
a comment or in an encoded word never becomes part of an address.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from intake.message import charsets
from intake.message.headers import decode_words

_LONGEST_LIST = 32 * 1024
_MOST_ADDRESSES = 500
_LONGEST_NAME = 200
_LONGEST_LOCAL = 64  # RFC 5321, section 4.5.3.1.1
_LONGEST_DOMAIN = 253

_TOKEN = re.compile(
    r"""(?P<space>[ \t]+)
    |(?P<quoted>"(?:[^"\\\r\n]|\\[^\r\n])*")
    |(?P<special>[<>,:;@])
    |(?P<atom>[^\s"(),:;<>@\[\]\\\x00-\x1f\x7f]+)""",
    re.VERBOSE,
)
_LOCAL = re.compile(r"[^\s\"(),:;<>@\[\]\\\x00-\x20\x7f.]+(?:\.[^\s\"(),:;<>@\[\]\\\x00-\x20\x7f.]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?", re.ASCII)
_ENCODED_WORD_MARK = "=?"
_SMALL_LETTERS = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: the name beside it, and `local@domain` with the domain as DNS writes it."""

    name: str
    local: str
    domain: str

    @property
    def email(self) -> str:
        """The address in small letters (a-z alone: other letters are left, lest two addresses become one)."""
        return f"{small_letters(self.local)}@{self.domain}"


@dataclass(frozen=True, slots=True)
class AddressList:
    """The mailboxes of one header line, and what is not plain about it (empty when all is)."""

    addresses: tuple[Address, ...] = ()
    doubt: str = ""


class _Doubtful(Exception):
    """The list can be read in two ways, or in none; the text says why, without quoting it."""


_Token = tuple[str, str]


def small_letters(text: str) -> str:
    """*text* with A to Z made small and every other letter left alone: the Kelvin sign is no k."""
    return text.translate(_SMALL_LETTERS)


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are the same mailbox."""
    return small_letters(one.strip()) == small_letters(other.strip())


def parse_addresses(value: str) -> AddressList:
    """Read one address header; never raises."""
    if len(value) > _LONGEST_LIST:
        return AddressList(doubt="too long")
    try:
        entries = _entries(_tokens(value))
    except _Doubtful as why:
        return AddressList(doubt=str(why))
    addresses, doubt = [], ""
    for entry in entries[:_MOST_ADDRESSES]:
        try:
            addresses.append(_mailbox(entry))
        except _Doubtful as why:
            doubt = doubt or str(why)
    return AddressList(tuple(addresses), doubt)


def _tokens(value: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(value):
        if value[at] == "(":
            at, text = _comment(value, at)
            tokens.append(("comment", text))
            continue
        match = _TOKEN.match(value, at)
        if match is None:
            raise _Doubtful("characters that no address has")
        if match.lastgroup and match.lastgroup != "space":
            tokens.append((match.lastgroup, match.group()))
        elif tokens:
            tokens.append(("space", " "))
        at = match.end()
    return tokens


def _comment(value: str, at: int) -> tuple[int, str]:
    depth, start = 0, at
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == "(":
            depth += 1
        elif value[at] == ")":
            depth -= 1
            if depth == 0:
                return at + 1, value[start + 1 : at]
        at += 1
    raise _Doubtful("a bracket that is not closed")


def _entries(tokens: list[_Token]) -> list[list[_Token]]:
    """Part the list at its commas; a group's name and its semicolon fall away."""
    entries: list[list[_Token]] = [[]]
    in_group = in_angle = False
    for kind, text in tokens:
        if (kind, text) == ("special", ":") and not in_angle:
            if in_group:
                raise _Doubtful("a group within a group")
            in_group, entries[-1] = True, []
        elif (kind, text) == ("special", ";") and not in_angle:
            if not in_group:
                raise _Doubtful("a semicolon outside a group")
            in_group = False
            entries.append([])
        elif (kind, text) == ("special", ",") and not in_angle:
            entries.append([])
        else:
            in_angle = (in_angle or text == "<") and text != ">" if kind == "special" else in_angle
            entries[-1].append((kind, text))
    return [entry for entry in entries if any(kind in {"atom", "quoted", "special"} for kind, _ in entry)]


def _mailbox(entry: list[_Token]) -> Address:
    angles = [place for place, token in enumerate(entry) if token == ("special", "<")]
    if not angles:
        return _bare(entry)
    start = angles[0]
    end = next((place for place, token in enumerate(entry) if token == ("special", ">")), -1)
    if len(angles) > 1 or end < start:
        raise _Doubtful("angle brackets that do not match")
    if any(kind not in {"space", "comment"} for kind, _ in entry[end + 1 :]):
        raise _Doubtful("something behind the address")
    if any(kind == "special" for kind, _ in entry[:start]):
        raise _Doubtful("an @ before the address")
    return _address(_name(entry[:start]), entry[start + 1 : end])


def _bare(entry: list[_Token]) -> Address:
    comments = [text for kind, text in entry if kind == "comment"]
    plain = list(entry)
    while plain and plain[-1][0] in {"space", "comment"}:
        plain.pop()
    while plain and plain[0][0] in {"space", "comment"}:
        plain.pop(0)
    return _address(_shown(comments[-1]) if comments else "", plain)


def _address(name: str, tokens: list[_Token]) -> Address:
    tokens = [token for token in tokens if token[0] != "space"] if _spaces_are_outside(tokens) else tokens
    match tokens:
        case [("atom" | "quoted", local), ("special", "@"), ("atom", domain)]:
            return Address(name, _local(local), normal_domain(domain))
        case _:
            raise _Doubtful("not one plain address")


def _spaces_are_outside(tokens: list[_Token]) -> bool:
    kinds = [kind for kind, _ in tokens]
    return "space" not in kinds[1:-1]


def _local(written: str) -> str:
    if _ENCODED_WORD_MARK in written:
        raise _Doubtful("an encoded word within the address")
    inside = re.sub(r"\\(.)", r"\1", written[1:-1]) if written.startswith('"') else written
    if len(inside.encode("utf-8", "replace")) > _LONGEST_LOCAL or not _LOCAL.fullmatch(inside):
        raise _Doubtful("a local part that is not plain")
    if unicodedata.normalize("NFC", inside) != inside or charsets.clean_line(inside, len(inside)) != inside:
        raise _Doubtful("a local part that is not plain")
    return inside


def normal_domain(written: str) -> str:
    """
    Return the domain as DNS writes it: small letters, A-labels (IDNA).

    A domain that would turn into another one on the way (full-width letters,
    the German sharp s) is doubtful, since two readers would take it for two.

    Raises:
        ValueError: it is no domain, or a doubtful one.
    """
    domain = small_letters(written).removesuffix(".")
    if not domain.isascii():
        domain = _a_labels(domain)
    labels = domain.split(".")
    if len(domain) > _LONGEST_DOMAIN or not all(_LABEL.fullmatch(label) for label in labels):
        raise _NoDomain("no domain name")
    return domain


class _NoDomain(_Doubtful, ValueError):
    """What stands where a domain should is none."""


def _a_labels(domain: str) -> str:
    if len(domain) > _LONGEST_DOMAIN:
        raise _NoDomain("no domain name")
    try:
        encoded = domain.encode("idna")
        back = encoded.decode("idna")
    except (UnicodeError, IndexError) as err:
        raise _NoDomain("no domain name") from err
    if back != domain:
        raise _NoDomain("a domain that reads as another")
    return small_letters(encoded.decode("ascii"))


def _name(tokens: list[_Token]) -> str:
    words = [_unquoted(text) if kind == "quoted" else text for kind, text in tokens if kind != "comment"]
    return _shown("".join(words))


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _shown(text: str) -> str:
    return charsets.clean_line(decode_words(text), _LONGEST_NAME)
