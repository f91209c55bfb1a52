"""
Which service a family meant when it said whom it does not want involved (requirement E4, ruling 7).

Words are matched to a service's name, code or aliases after folding: capitals,
accents, punctuation, a leading 'the', '&' for 'and', and what stands in
brackets. Nothing is ever matched by likeness: a near miss is `Unmatched`, so
that a person settles it before anything goes to anyone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.form import ConsentStatement
from rules.referral import Exclusion, Service


@dataclass(frozen=True, slots=True)
class Matched:
    """The words name the service with *code*, and no other."""

    code: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """The words name no service of the panel: hold and ask."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The words name more than one service: hold and ask which of *codes* was meant."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NobodyExcluded:
    """The words say that there is nobody: 'None', 'N/A', 'no one'."""


Match = Matched | Unmatched | Ambiguous | NobodyExcluded

_NOBODY = frozenset(
    {
        *("no", "none", "nil", "no one", "noone", "nobody", "not any", "not applicable", "n a", "na"),
        *("none at present", "none at the moment", "none at this time", "none at this stage", "none at this point"),
        *("none currently", "currently none", "none known", "none stated", "none identified", "none specified"),
        *("none requested", "none listed", "none named", "no exclusions", "no restrictions"),
        *("no services", "no agencies", "no service", "no agency", "no one at present", "nobody at present"),
    }
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}")
_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc\u0060\u00b4")


def match_service(written: str, services: Sequence[Service]) -> Match:
    """
    Which service *written* names (ruling 7).

    A whole name, brackets included, counts first. Else what stands in brackets
    is left aside, unless it is the abbreviation of what stands outside (or the
    other way round), or by itself names another service than the rest: then
    the words are ambiguous.
    """
    if _says_nobody(written):
        return NobodyExcluded()
    whole = [(service.code, frozenset(map(fold, _names_of(service)))) for service in services]
    meant = _named_by({fold(written)} - {""}, whole) or _named_leaving_brackets(written, services)
    match meant:
        case ():
            return Unmatched()
        case (code,):
            return Matched(code)
        case _:
            return Ambiguous(meant)


def exclusions_from(consent: ConsentStatement, services: Sequence[Service]) -> tuple[Exclusion, ...]:
    """
    The exclusions that a consent statement makes, each once (E4).

    Words that name no service, or more than one, give an exclusion whose
    service is None: the referral is held until an administrator settles it.
    """
    found: dict[str, Exclusion] = {}
    for written in consent.not_share_with:
        match match_service(written, services):
            case NobodyExcluded():
                continue
            case Matched(code):
                found.setdefault(f"code {code}", Exclusion(written=written, service=code))
            case Unmatched() | Ambiguous():
                found.setdefault(f"words {fold(written) or written}", Exclusion(written=written, service=None))
    return tuple(found.values())


def listed_from(consent: ConsentStatement, services: Sequence[Service]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Codes of the services that the form agrees to share with (scope 'listed'), and the words that name none."""
    codes: set[str] = set()
    unknown: list[str] = []
    for written in consent.share_with:
        match match_service(written, services):
            case Matched(code):
                codes.add(code)
            case Unmatched() | Ambiguous():
                unknown.append(written)
            case NobodyExcluded():
                continue
    return frozenset(codes), tuple(unknown)


def fold(text: str) -> str:
    """*text* as it is compared: small letters and figures without accents, single spaces, no leading 'the'."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = plain.replace("&", " and ").translate(_APOSTROPHES)
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _says_nobody(written: str) -> bool:
    folded = fold(written)
    if folded:
        return folded in _NOBODY
    # Nothing but strokes and dots stands for an empty answer; a question mark does not: somebody was unsure.
    return not set(written.split()) - {"-", "--", "\u2013", "\u2014", ".", "...", "\u2026", "/", "n/a"}


def _names_of(service: Service) -> tuple[str, ...]:
    return (service.code, service.name, *service.aliases)


def _named_leaving_brackets(written: str, services: Sequence[Service]) -> tuple[str, ...]:
    known = [(service.code, frozenset().union(*map(_keys, _names_of(service)))) for service in services]
    meant = _named_by(_keys(written), known)
    beside = _named_by({fold(part) for part in _inside(written)}, known) if meant else ()
    return tuple(dict.fromkeys((*meant, *beside)))


def _keys(name: str) -> set[str]:
    """The ways to say one name: without what is in brackets, and what is in brackets if it abbreviates."""
    outside = fold(_BRACKETS.sub(" ", name))
    keys = {outside}
    for inside in map(fold, _inside(name)):
        if _abbreviates(inside, outside) or _abbreviates(outside, inside):
            keys.add(inside)
    return keys - {""}


def _inside(name: str) -> list[str]:
    return [part for groups in _BRACKETS.findall(name) for part in groups if part]


def _abbreviates(short: str, long: str) -> bool:
    """'camhs' for 'child and adolescent mental health service': its letters are initials, in order, from the first."""
    words = long.split()
    if " " in short or len(short) < 2 or len(words) < 2 or short[0] != words[0][0]:  # noqa: PLR2004 - two make a name
        return False
    initials = iter(word[0] for word in words)
    return all(letter in initials for letter in short)


def _named_by(keys: Iterable[str], known: Sequence[tuple[str, frozenset[str]]]) -> tuple[str, ...]:
    wanted = frozenset(keys)
    return tuple(dict.fromkeys(code for code, names in known if names & wanted))
