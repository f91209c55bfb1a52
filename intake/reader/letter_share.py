"""
Which lines of a letter's details are whose, where it is about several children.

A line in which a child's name stands is that child's from the name on, and so
are the lines under it that tell what only one child has. A home, parents and
languages that stand behind all the names are everybody's. Values in the order
of the names, 'DOB: 2/2/2015 and 18/10/2018', are given out in that order.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from intake.reader.labels import clean
from intake.reader.letter_children import (
    ADULT,
    Named,
    begins_elsewhere,
    children_in,
    evidence,
    family_of_children,
    names_several,
    same_child,
    with_own_facts,
)
from intake.reader.letter_facts import facts_in, label_kind, take_day
from intake.reader.letter_lines import Line
from intake.reader.letter_names import names_in_any
from intake.reader.letter_words import POSTCODE, WORD
from intake.reader.typed import find_date

_I = re.IGNORECASE
_MOST = 12
_AND = 8
"""Between two names nearer than so many letters there are no facts."""
OWN = frozenset({"dob", "edd", "nhs", "upn", "sex", "year", "aka", "given", "family", "school"})
"""What one child has and another has not."""
_ALL = re.compile(r"\b(?:both|all|each|they|the (?:children|boys|girls|family|twins|siblings))\b", _I)
_TAIL = re.compile(
    r"[\s,;.(–-]*(?:\band\b\s*)?\b(?=(?:both|all(?: three| four| of them)?|each)\b\s+(?:of|at|living|live|lives|attend|resid|are|in|pupils?|who|children)|who (?:both |all )?(?:live|attend|are)\b|(?:their|family) (?:address|mother|father|parents?)\b|address\b|mother\b|parents?\b|lives? (?:at|with)\b)",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_BEHIND_NAME = re.compile(r"^[\s,:–-]*[(\[]?\s*(?:b\.?\s*)?(?=\d{1,2}(?:st|nd|rd|th)?[\s./-])")
_ENDS = re.compile(
    r"[\s,;&(–-]*(?:\b(?:and|with)\b)?\s*(?:(?:his|her|their|the)\s+)?(?:(?:younger|older|elder|little|big|baby|twin|half|step)[\s-]+)*(?:\b(?:brother|sister|sibling|twin)s?\b)?[\s,;&(:–-]*(?:child\s*)?$",
    _I,
)
_NUMBERED = re.compile(r"(?:^|[,;\n]|\s{2,})\s*(?:and\s+)?\(?\d[.):]\s*$")
_VALUES = {
    "dob": re.compile(r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:[A-Za-z]{3,9}|\d{1,2})[\s./-]+\d{2,4}"),
    "nhs": re.compile(r"\d{3}[\s-]*\d{3}[\s-]*\d{4}"),
    "upn": re.compile(r"\b[A-Z]\s?\d{11}[\dA-Z]\b"),
    "year": re.compile(r"\b(?:(?:year|yr)\.?\s*\d{1,2}|Y\d{1,2}|reception|nursery|\d{1,2})\b", _I),
}


@dataclass(slots=True)
class Share:
    """
    One child of several.

    Attributes:
        named: The name.
        lines: The lines that are this child's alone.
        closes: The last of the children on one line: a home that stands behind is everybody's.
        said: What stood behind the name where it stood first, as `letter_children.evidence` has it.
    """

    named: Named
    lines: list[Line] = field(default_factory=list)
    closes: bool = False
    said: str = ""


@dataclass(slots=True)
class Shares:
    """
    The children of a letter and what they have in common.

    Attributes:
        children: Each with lines of its own.
        common: The lines that are about all of them.
        grown: The grown-ups who are named beside them, with their birthdays.
        sure: That there are several children is beyond doubt, and so are their names.
    """

    children: list[Share] = field(default_factory=list)
    common: list[Line] = field(default_factory=list)
    grown: list[Share] = field(default_factory=list)
    sure: bool = True


def shares_of(details: list[Line], text: str, near: dt.date | None) -> Shares | None:
    """Return the children whom *details* name, None unless two stand there, or a grown-up beside one; *text* is all."""
    sharer = _Sharer(near)
    for line, following in zip_longest(details, details[1:]):
        sharer.take(line, following.text if following is not None and not following.record else "")
    sharer.close()
    shares = sharer.shares
    alone = len(shares.children) == 1
    if alone and shares.children[0].named.unborn:
        return None
    if len(shares.children) > _MOST:
        return None
    if not shares.children or (alone and not shares.grown and not sharer.tabled):
        return None
    shares.sure = sum(1 for c in shares.children if c.lines) > 1 or names_several(text) or alone
    if not shares.sure and not sharer.together:
        return None  # the name again, in another form
    written = family_of_children(text)
    families = {c.named.family for c in shares.children if c.named.family}
    for child in shares.children:
        if not child.named.family and not child.named.unborn:
            family = written or (families.copy().pop() if len(families) == 1 else "")
            child.named = replace(child.named, family=family, family_sure=0.9 if written else 0.6)
    return shares


def without_relatives(details: list[Line], near: dt.date | None) -> list[Line]:
    """Leave out the brothers and sisters who are listed under a heading of their own, once a child is named."""
    kept: list[Line] = []
    named = listing = False
    for line in details:
        facts = facts_in(line.text)
        labelled = bool(facts) and bool(facts[0].label) and line.text.strip().startswith(facts[0].label)
        if named and _RELATIVES.match(line.text):
            listing = True
        elif not listing or labelled or not names_in_any(line.text):
            listing = False
            kept.append(line)
        named = named or bool(children_in(line.text, [], near))
    return kept


_RELATIVES = re.compile(
    r"^\W*(?:(?:other |half |step)?(?:siblings?|brothers? (?:and|&) sisters?|brothers|sisters)|other children|family(?: composition| members)?|household(?: members| composition)?|(?:others?|also) (?:in|at) (?:the )?(?:home|house|household)|who (?:else )?lives at home)(?: (?:in|of|at) (?:the )?(?:family|household|home))?\W*$",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


class _Sharer:
    """Goes through the lines; `current` is whose block it is in, `perhaps` what may be everybody's."""

    def __init__(self, near: dt.date | None) -> None:
        self.near = near
        self.shares = Shares()
        self.current: Share | None = None
        self.perhaps: list[Line] = []
        self.row: list[Line] = []
        self.together = False
        self.block = False
        self.tabled = False

    def take(self, line: Line, following: str) -> None:
        """Give a line to whom it is about."""
        if self.row and (not line.record or (line.table, line.record) != (self.row[0].table, self.row[0].record)):
            self._record()
        if line.record:
            self.tabled = True
            self.row.append(line)
            return
        names = self._names(line, following)
        if self._labelled_with_name(line):
            pass
        elif names:
            self._cut(line, names)
        else:
            self._without_name(line)

    def close(self) -> None:
        """Nothing follows."""
        if self.row:
            self._record()
        self.shares.common += self.perhaps

    # --- names ----------------------------------------------------------------------------------------------

    def _labelled_with_name(self, line: Line) -> bool:
        """'Leo's date of birth: ...' is Leo's."""
        found = re.match(r"\s*(?P<first>[A-Z][\w-]*(?: [A-Z][\w-]*)?)['’]s\s+(?P<rest>\w.*)$", line.text, re.DOTALL)
        share = self._known(Named(found["first"], "", 0, 0)) if found is not None else None
        if found is None or share is None or not any(f.label for f in facts_in(found["rest"])[:1]):
            return False
        if clean(share.named.whole) == clean(found["first"]) and share.named.family:
            share.named = replace(share.named, given=share.named.whole, family="")  # 'Rose Ann and Zara Hall'
        pair = (re.sub(r"^\w[\w -]*?['’]s\s+", "", line.pair[0]), line.pair[1]) if line.pair is not None else None
        share.lines.append(replace(line, text=found["rest"], pair=pair))
        return True

    def _names(self, line: Line, following: str) -> list[Named]:
        """The children named in a line; after the first line only with facts or a label, or children known."""
        kind = label_kind(line.pair[0]) if line.pair is not None else None
        if kind is not None and kind[0] not in ("name", *_VALUES):
            return []
        known = [c.named for c in self.shares.children]
        names = children_in(line.text, known, self.near)
        if len(names) == 1 and not line.text[names[0].end :].strip(" ,:-–") and line.pair is None:
            # The name is the whole line: its birthday stands on the next.
            names = children_in(f"{line.text}, {following}", known, self.near)[:1]
            if known and names and evidence(f"{line.text}, {following}", names[0]) == "birth":
                return names
        if not known:
            return names
        labelled = any(f.kind == "name" for f in facts_in(line.text)[:1])
        if not labelled and begins_elsewhere(line.text, names):
            return [n for n in names if self._known(n)]
        return [n for n in names if labelled or self._known(n) or self._is_child(line.text, n, names)]

    def _is_child(self, text: str, named: Named, names: list[Named]) -> bool:
        """A birthday is enough; a bare date or an age only if another child's line is like this, or the family name."""
        said = evidence(text, named)
        families = {clean(c.named.family) for c in self.shares.children}
        alike = said == "day" and any(c.said == "day" for c in self.shares.children)
        return (
            said == "birth"
            or (bool(said) and (alike or clean(named.family) in families))
            or (len(names) > 1 and (bool(said) or named.unborn))
        )

    def _known(self, named: Named) -> Share | None:
        return next((c for c in self.shares.children if same_child(c.named, named)), None)

    def _child(self, named: Named, said: str = "") -> Share:
        """The child of that name, new or known; a family name told later is taken."""
        if named.grown:
            self.shares.grown.append(Share(named))
            return self.shares.grown[-1]
        share = self._known(named)
        if share is None:
            share = Share(named, said=said)
            self.shares.children.append(share)
        elif len(named.whole) > len(share.named.whole):
            share.named = named
        return share

    # --- lines ----------------------------------------------------------------------------------------------

    def _cut(self, line: Line, names: list[Named]) -> None:
        """Part a line at its names; what stands before the only name is about the same child."""
        self._settle()
        self.together = self.together or len(names) > 1
        names = _with_family_of_last(names)
        text, first = line.text, names[0]
        before = facts_in(text[: first.start])
        values = [f for f in before if f.kind in _VALUES]
        twice = {f.kind for f in facts_in(text[first.end :])} & {f.kind for f in values} or len(names) > 1
        if any(f.text.strip(" ,;:(") for f in values) and twice:
            self._value_first(line, names)
            return
        label = f"{values[0].label}: " if values else ""
        for name, end in zip(names, [*(n.start for n in names[1:]), len(text)], strict=True):
            share, rest, last = self._child(name, evidence(text, name)), text[name.end : end], end == len(text)
            tail = _TAIL.search(rest) if last and len(names) > 1 else None
            if tail is not None:
                self.shares.common.append(replace(line, text=rest[tail.end() :], pair=None))
                rest = rest[: tail.start()]
            rest = _bare_day(rest if last else _ENDS.sub("", _NUMBERED.sub("", rest)))
            if last and len(names) > 1 and name.beside and not label and self._bare_before(names[:-1], text):
                rest = self._for_all(line, rest, text)
            self._own(share, line, label + rest)
            share.closes = share.closes or (last and len(names) > 1)
        if len(names) == 1 and any(f.kind in OWN and f.text.strip() for f in before):
            self._own(self._child(first), line, text[: first.start])
        self.current = self._child(first) if len(names) == 1 else None

    @staticmethod
    def _bare_before(names: list[Named], text: str) -> bool:
        """True if nothing stands behind the names before the last."""
        return not any(with_own_facts(text, name) for name in names)

    def _for_all(self, line: Line, rest: str, whole: str) -> str:
        """'Ivy and Oscar Pell, born ...': one birthday behind two names is both's if they are twins, else not sure."""
        facts = facts_in(rest)
        own = [f for f in facts if f.kind in ("dob", "nhs", "upn", "year", "sex")]
        twins = "twins: " if re.search(r"\btwins?\b", whole, _I) else ""
        for fact in own:
            said = f"{twins}{fact.label}: {fact.text}"
            self.shares.common.append(
                replace(line, text=f"{fact.label}: {fact.text}" if not twins else said, pair=None)
            )
        return (
            rest
            if not own
            else " ".join(f.text if not f.label else f"{f.label}: {f.text}" for f in facts if f not in own)
        )

    def _value_first(self, line: Line, names: list[Named]) -> None:
        """'DOB: 2/2/2015 (Kai), 18/10/2018 (Leo)': values before their names, if there are as many."""
        children = [self._child(n) for n in names]
        if not self._given_out(line, children):
            self.shares.common.append(line)
        self.current = None

    @staticmethod
    def _own(share: Share, line: Line, text: str) -> None:
        if text.strip(" ,;:.()–-\n"):
            share.lines.append(replace(line, text=text.strip(), pair=None))

    def _without_name(self, line: Line) -> None:
        kinds = {f.kind for f in facts_in(line.text) if f.kind}
        if self.current is not None and not _ALL.search(line.text):
            own = bool(kinds & OWN)
            unlabelled = self.block and not kinds and re.search(POSTCODE, line.text) is None
            if not own and not unlabelled and (line.gap or self.perhaps or not self.block):
                self.perhaps.append(line)
            else:
                self.current.lines.append(line)
                self.block = True
            return
        if len(self.shares.children) > 1:  # 'Both live at ...' ends the block of the last
            self.shares.common += self.perhaps
            self.perhaps, self.current = [], None
        if len(self.shares.children) < 2 or not self._given_out(line, self.shares.children):
            self.shares.common.append(line)

    def _settle(self) -> None:
        """Another child follows, so what stood under the last one was that one's."""
        if self.current is not None:
            self.current.lines += self.perhaps
        else:
            self.shares.common += self.perhaps
        self.perhaps = []
        self.block = False

    def _given_out(self, line: Line, children: list[Share]) -> bool:
        """'DOB: 2/2/2015 and 18/10/2018': as many values as children, in their order; False if it is otherwise."""
        given: list[tuple[Share, str]] = []
        others: list[str] = []
        for fact in facts_in(line.text):
            values = _VALUES[fact.kind].findall(fact.text) if fact.kind in _VALUES else []
            if len(values) == len(children) > 1:
                given += [(c, f"{fact.label}: {v}") for c, v in zip(children, values, strict=True)]
            else:
                others.append(f"{fact.label}: {fact.text}" if fact.label else fact.text)
        for child, text in given:
            self._own(child, line, text)
        if given:
            self.shares.common += [replace(line, text=t, pair=None) for t in others if t.strip(" ,;:.")]
        return bool(given)

    def _record(self) -> None:
        """A row of a table of children; a table that has others than the children named before is of the family."""
        row, self.row = self.row, []
        told = {label_kind(line.pair[0]) or ("", ""): line for line in row if line.pair is not None}
        said = {kind: line.pair[1].strip() for (kind, _), line in told.items() if line.pair is not None}
        if said.get("given"):
            named = Named(said["given"], said.get("family", ""), 0, 0)
        else:
            names = children_in(said.get("name", ""), [c.named for c in self.shares.children], None)
            whole = re.fullmatch(rf"{WORD}(?:[ ]{WORD})+", said.get("name", ""))
            if len(names) != 1 and whole is None:
                return
            given, _, family = said["name"].rpartition(" ")
            named = names[0] if len(names) == 1 else Named(given, family, 0, 0)
        known = self._known(named)
        if known is None and any(c.lines and not c.lines[0].record for c in self.shares.children):
            return
        day = find_date(said.get("dob", ""))
        if day is not None and self.near is not None and (self.near - day.value).days > ADULT:
            return
        share = self._child(named)
        share.lines += [
            line for (kind, _), line in told.items() if kind not in ("name", "given", "family", "relationship")
        ]
        self.current = None


def _with_family_of_last(names: list[Named]) -> list[Named]:
    """'Kai (2/2/2015), Leo (18/10/2018) and Mia Pattinson': where only the last name is whole, it is a list."""
    family = names[-1].family
    names = [
        replace(n, sure=min(n.sure, 0.75))  # 'Rose Ann and Zara Hall': whether Ann is a family name cannot be told
        if n.family and n.family != family and m.start - n.end < _AND
        else n
        for n, m in pairwise([*names, names[-1]])
    ]
    if not family or any(n.family or n.unborn for n in names[:-1]):
        return names
    return [*(replace(n, family=family, family_sure=0.9) for n in names[:-1]), names[-1]]


def _bare_day(rest: str) -> str:
    """A bare date behind a child's name is the birthday."""
    bare = _BEHIND_NAME.match(rest)
    return f"DOB: {rest[bare.end() :]}" if bare is not None and take_day(rest[bare.end() :][:40])[0] else rest
