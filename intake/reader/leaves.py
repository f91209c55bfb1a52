"""
One child's leaves being made from the draft, each with its certainty, its place and what stood there.

A value that cannot be typed is left out and named among the problems; a
doubtful one is kept below 0.8.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from intake.reader.answers import Answer, Found, Row
from intake.reader.choices import Choice, marked_words, typed_boxes
from intake.reader.document import BOXES, Piece
from intake.reader.draft import Draft
from intake.reader.draft_state import MIXED
from intake.reader.labels import clean, recognise_exactly
from intake.reader.left_out import is_left_out
from intake.reader.plausible import plausible, runs_on
from intake.reader.prompts import is_prompt
from intake.reader.typed import (
    find_date,
    fold,
    is_answer,
    points_elsewhere,
)
from intake.reader.yes_no import read_yes_no
from rules.form import (
    Evidence,
    Leaf,
    OtherAnswer,
    Problem,
)

_HIGHEST = 0.99
_LIKE_INSTRUCTION = 0.6
_SIGN, _WRAP = re.compile(r"[;,]\s*\S"), re.compile(r"(?<![;,\s])\s*\n\s*")
_ITEM_MARK = re.compile(r"^(?:and\s+|[-–•*]\s*|\d+[.)]\s+)")
_LIST_SPLIT = re.compile(r"[\n;]+|,(?![^()]*\))")

_BULLET = re.compile(r"^[•▪●◦‣·►▶➢➤→⇒»>◆✦*]+\s+", re.MULTILINE)
_NO_ITEM = frozenset({"none", "no", "no one", "nobody", "noone", "nil", "n a", "no services", "not applicable"})
_NOBODY = re.compile(
    r"(?:none|no one|nobody|nothing) (?:recorded|stated|listed|given|named|known|at present|so far|specified)"
)
_GAP = re.compile(r"(?<=\w)(?:[ \u00a0]{3,}|[ ]*\t[ ]*)(?=\w)")
_OTHER = re.compile(
    r"^(?:any )?others?\W{0,3}(?:services?|agenc(?:y|ies)|persons?|people|organisations?)?\W{0,3}"
    r"(?:\((?:who|which|what|please|specify|name|state|say|list)\b[^()]*\)"
    r"|please (?:specify|state|name|say who|list)|who\?)?"
    r"\s*[:–-]\s*(?=\w)",
    re.IGNORECASE,
)
"""'Other (who?): the landlord': the last box of a list, and whom somebody wrote behind it."""
_NO_SERVICE = re.compile(
    r"[:?]|\[[ xX]?\]|\b(?:not|except(?:ing)?|exclu\w+|but|don[’']?t|never|without|refus\w+|unless|only|apart from|other than|minus|bar|left out|i would|everyone|everybody|anyone|anybody|keep|all)\b|[✗✘~]"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:signed|signature|print name|consent|date|agree[ds]?)\b|\b(?:yes|no)\b|(?:\S+\s+){14}",
    re.IGNORECASE,
)
"""Words in an item of a list of services which tell that it is more, or other, than a service's name."""


def _in_stretches(found: Found) -> Found:
    """A list with wide gaps between its items, as one with signs between them."""
    lines = found.answer.lines
    if not any(_GAP.search(p.text) for line in lines for p in line):
        return found
    parted = [[replace(p, text=_GAP.sub("; ", p.text)) for p in line] for line in lines]
    return replace(found, answer=Answer(parted, found.answer.place, slot=found.answer.slot))


def _behind_other(item: str) -> list[str]:
    """What somebody wrote behind 'Other:', or the item as it is."""
    named = _OTHER.sub("", item)
    return [item] if named == item else [part.strip() for part in _LIST_SPLIT.split(named) if part.strip()]


def _is_question(item: str) -> bool:
    """True for several words that are a question of the form; 'Young carers' is a service all the same."""
    known = recognise_exactly(f"{item}:") if " " in item else None
    return known is not None and known.asks != "remark"


def _boxes_in(line: list[Piece]) -> Choice | None:
    """The services with boxes on one line, drawn or typed."""
    if not BOXES.isdisjoint([p.kind for p in line]):
        return Answer([line], "").choice()
    return typed_boxes(line)


_ADDRESS = frozenset({"address", "postcode", "house", "street", "line2", "town", "county"})


@lru_cache(maxsize=2048)
def _printed(label: str) -> str:
    """A label as a heading is printed, without what marks it off from its answer."""
    return fold(label).replace("\n", " ").strip(" :*▲")


def names_service(item: str) -> bool:
    """False for an item of a list that says there is none."""
    said = clean(item)
    return bool(item) and is_answer(item) and said not in _NO_ITEM and _NOBODY.fullmatch(said) is None


_RUN_TOGETHER = re.compile(r"\b(?!(?:and|of|the|for|to|in|at|with)\b)(?<![\w'’])[a-z]{3,}\s+[A-Z][a-z]")
"""'Council housing office Police': where lines wrap these may be one service, or two."""


class Leaves:
    """What every part of a form needs: typed leaves, their evidence, the problems found on the way."""

    def __init__(self, draft: Draft, index: int, *, trust: float = 1.0) -> None:
        self.draft = draft
        self.index = index
        self.trust = trust
        self.evidence: list[Evidence] = []
        self.problems: list[Problem] = []
        self.headings: dict[str, str] = {}
        self.child = with_family(draft.children[index] if index < len(draft.children) else {}, draft.family)
        self.several = len(draft.children) > 1
        self.near = self._form_date()
        self.home: tuple[str | None, str | None] = (None, None)
        self.other: list[OtherAnswer] = []
        self._said: dict[int, tuple[Found, str | None]] = {}

    def leaf(self, path: str, value: Leaf, found: Found, trust: float = 1.0, written: str | None = None) -> None:
        """Record where a leaf came from and how sure it is."""
        if value is None or value == "":
            return
        if ", page" in found.answer.place and isinstance(value, str) and runs_on(value):
            trust = min(trust, 0.7)
        if MIXED in self.draft.seen and path.startswith("elements."):
            trust = min(trust, 0.7)
        if isinstance(value, str) and not found.answer.in_field and any(map(is_prompt, value.split("\n"))):
            trust = min(trust, _LIKE_INSTRUCTION)
        trust = min(trust, plausible(path, value))
        certainty = round(min(_HIGHEST, found.score * trust * self.trust), 3)
        self.evidence.append(
            Evidence(
                field=path,
                certainty=certainty,
                place=found.answer.place,
                written=written if written is not None else found.answer.text or None,
            )
        )

    def believe_less(self, most: dict[str, float]) -> None:
        """Bring the certainty of each path in *most* down to what it may be at most."""
        if most:
            self.evidence = [
                replace(row, certainty=min(row.certainty, most.get(row.field, row.certainty))) for row in self.evidence
            ]

    def heading(self, path: str, found: Found | None) -> None:
        """Keep the form's own heading for a leaf, also where it was left empty."""
        if found is not None and found.label and path not in self.headings:
            self.headings[path] = _printed(found.label)

    def unsure(self, path: str, found: Found, why: str) -> None:
        """Name a value that could not be read, by the form's own heading."""
        heading = _printed(found.label) or path
        self.problems.append(Problem(code="unsure", field=path, message=f"“{heading}”: {why}"))

    def swallowed(self, text: str) -> bool:
        """True if an answer seems to hold another question of the form: then it is not sure."""
        for line in text.split("\n"):
            if len(line) <= 120 and (line.endswith(("?", ":")) or line.count(" ") <= 5):
                means = recognise_exactly(line)
                if means is not None and means.asks and (line.endswith(("?", ":")) or line.count(" ") >= 2):
                    return True
        return False

    def scoped(self, key: str) -> Found | None:
        """The answer under this child's own heading, else the one for the whole form."""
        own = self.draft.scoped.get(self.index, {}).get(key)
        return own if own is not None and not own.answer.blank else self.draft.one.get(key)

    def said(self, found: Found | None) -> str | None:
        """The words of an answer, prompts and placeholders taken out; None if it is no answer."""
        if found is None:
            return None
        # The answer is kept with its words: as long as it lives, no other has its number.
        known = self._said.get(id(found))
        if known is None:
            known = self._said[id(found)] = (found, self._words(found))
        return known[1]

    def _words(self, found: Found) -> str | None:
        if found.answer.blank:
            return None
        text = found.answer.text
        if found.answer.has_boxes:
            text = ticked_text(found.answer)
        if "\n" not in text:
            text = "" if is_left_out(text, found.answer) else text.strip()
        else:
            lines = [line for line in text.split("\n") if not is_left_out(line, found.answer)]
            text = "\n".join(lines).strip()
        if not text.isascii():
            text = _BULLET.sub("", text).strip()
        return text if text and is_answer(text) else None

    def text(self, path: str, found: Found | None, *, joiner: str = "\n") -> str | None:
        """Free text, its paragraphs kept apart by *joiner*."""
        if found is None:
            return None
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None:
            return None
        value = text if joiner == "\n" else joiner.join(text.split("\n"))
        self.leaf(path, value, found, 0.6 if self.swallowed(text) else 0.97)
        return value

    def line(self, path: str, found: Found | None, *, trust: float = 0.97) -> str | None:
        """A short answer on one line; a pointer elsewhere is none."""
        if found is None:
            return None
        self.heading(path, found)
        text = self.said(found)
        if text is None or points_elsewhere(text):
            return None
        value = " ".join(text.split("\n"))
        several = "\n" in text and path.endswith(".name")
        self.leaf(path, value, found, 0.6 if several or self.swallowed(text) else trust)
        return value

    def date(self, path: str, found: Found | None, *, born: str = "") -> dt.date | None:
        """A day; what cannot be one is left out and named."""
        if found is None:
            return None
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None:
            return None
        read = find_date(text, born=born, near=self.near)
        day = iso(found.answer.day)
        if read is None and day is not None:
            self.leaf(path, day, found, 0.7)
            return day
        if read is None:
            self.unsure(path, found, f"we could not read a date in “{text[:60]}”. Please write it as day/month/year.")
            return None
        trust = read.trust
        if day is not None and day != read.value:
            trust = min(trust, 0.7)
        self.leaf(path, read.value, found, trust)
        return read.value

    def yes_no(self, path: str, found: Found | None) -> bool | None:
        """Yes or no, by box, word, strike-through or whatever else chose one."""
        self.heading(path, found)
        if found is None or (found.answer.blank and not found.answer.has_boxes):
            return None
        value, trust = read_yes_no(found.answer)
        if value is None:
            if trust < 0.8:
                self.unsure(path, found, "we could not tell whether Yes or No was meant.")
            return None
        self.leaf(path, value, found, trust)
        return value

    def number(self, path: str, found: Found | None, find: Any, rule: str) -> str | None:
        """A number with a check digit."""
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None:
            return None
        read = find(text)
        if read is None:
            self.unsure(path, found, f"“{text[:40]}” is not one: a {rule}.")
            return None
        value: str = read.value
        self.leaf(path, value, found, read.trust)
        if read.trust < 0.8:
            self.unsure(path, found, "its check digit does not fit; please look again.")
        return value

    def listed(self, path: str, found: Found | None) -> tuple[str, ...]:
        """A list of services: ticked options, or words split at line ends, ';' and ','."""
        self.heading(path, found)
        if found is None or found.answer.blank:
            return ()
        items = [named for i in self.items_in(found) if names_service(i) for named in _behind_other(i)]
        if any(clean(i) in ("yes", "y") for i in items):
            self.unsure(path, found, "“Yes” is no service. Please name the services that are meant.")
            items = [i for i in items if clean(i) not in ("yes", "y")]
        # A question among the services is another question of the form: nobody may rely on such a list.
        # Each with its own mark in a table, 'School or college' is no question.
        asked = any("?" in item or (not found.by_line and _is_question(item)) for item in items)
        doubtful = path in self.draft.conflicts or asked
        doubtful = doubtful or self.is_wrapped(found)
        # 'Council housing office / Police' in a narrow cell may be one service, or two.
        runs_on = bool(found.answer.wraps) or any(_RUN_TOGETHER.search(item) for item in items)
        doubtful = doubtful or (self.draft.wraps and runs_on)
        marked = any(marked_words(line) for line in found.answer.lines)
        for index, item in enumerate(items):
            # What follows such words belongs to them too: "all but: Police, Housing".
            doubtful = doubtful or _NO_SERVICE.search(item) is not None
            self.leaf(f"{path}[{index}]", item, found, 0.5 if doubtful else 0.7 if marked else 0.96)
        return tuple(items)

    def items_in(self, found: Found) -> list[str]:
        """The items of a list: what was ticked where it has boxes, else its lines."""
        boxes = [_boxes_in(line) for line in found.answer.lines]
        if any(choice is not None for choice in boxes):
            ticked = [t for choice in boxes if choice is not None for c in choice.chosen for t in c.split("\n")]
            return ticked + self.items_beside(found, boxes)
        marked = [words for line in found.answer.lines for words in marked_words(line)]
        if marked:
            return marked
        found = _in_stretches(found)
        text = self.said(found)
        if text is not None and found.by_line:
            return [line.strip() for line in text.split("\n")]
        if text is not None and self.is_wrapped(found):
            text = _WRAP.sub(" ", text)
        return [] if text is None else [_ITEM_MARK.sub("", i.strip(" .\t")) for i in _LIST_SPLIT.split(text)]

    def items_beside(self, found: Found, boxes: Sequence[Choice | None]) -> list[str]:
        """Items that were written on lines of their own beside a list of boxes: 'Anybody else? The landlord'."""
        lines = [line for line, choice in zip(found.answer.lines, boxes, strict=True) if choice is None]
        text = self.said(Found(Answer(lines, found.answer.place), found.label)) if lines else None
        return [] if text is None else [_ITEM_MARK.sub("", i.strip(" .\t")) for i in _LIST_SPLIT.split(text)]

    def is_wrapped(self, found: Found) -> bool:
        """True for a list with signs between its items in which a line ends without one, where lines wrap."""
        text = found.answer.text.strip()
        return self.draft.wraps and not found.by_line and bool(_SIGN.search(text)) and bool(_WRAP.search(text))

    def doubt(self, first: int) -> None:
        """What was read since evidence number *first* may be somebody else's: a person is asked."""
        for index in range(first, len(self.evidence)):
            row = self.evidence[index]
            self.evidence[index] = replace(row, certainty=min(row.certainty, 0.6))

    def _form_date(self) -> dt.date | None:
        for key in ("assessment.date", "assessment.date_completed", "sign.assessor.on", "sign.parent.on"):
            found = self.draft.one.get(key)
            if found is not None and not found.answer.blank:
                read = find_date(found.answer.text)
                if read is not None:
                    return read.value
        return None

    def own_name(self) -> str:
        """The child's whole name, as names are compared."""
        keys = ("given", "family") if "given" in self.child else ("name",)
        return clean(" ".join(t for k in keys if k in self.child and (t := self.said(self.child[k]))))


def with_family(child: Row, family: Row) -> Row:
    """Return the child's own fields, and the family's where it has none; no address is put together from both."""
    row = dict(child)
    own = any(key in child and not child[key].answer.blank for key in _ADDRESS)
    for key, found in family.items():
        if key in _ADDRESS and own:
            continue
        if key not in row or row[key].answer.blank:
            row[key] = found
    row.update({f"_family_{key}": family[key] for key in ("address", "postcode") if key in family})
    return row


def ticked_text(answer: Answer) -> str:
    """What the ticked boxes of an answer say, and the words that have no box."""
    said: list[str] = []
    for line in answer.lines:
        if not BOXES.isdisjoint([p.kind for p in line]):
            choice = Answer([line], "").choice()
            said.extend(choice.chosen if choice is not None else ())
        else:
            said.append("".join([p.text for p in line]))
    return fold("\n".join(said))


def iso(day: str | None) -> dt.date | None:
    """Return the ISO date *day* as a date, None if it is none."""
    try:
        return dt.date.fromisoformat(day) if day else None
    except ValueError:
        return None


def words_in(text: str) -> bool:
    """True if *text* has a letter or a figure."""
    return any(c.isalnum() for c in text)
