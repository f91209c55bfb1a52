"""
Where somebody lives and how to reach them: address, postcode, telephone, mail.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.address_lines import lines_told
from intake.reader.answers import Answer, Found, Row
from intake.reader.document import UNTICKED, Piece
from intake.reader.labels import clean
from intake.reader.leaves import Leaves
from intake.reader.typed import (
    find_email,
    find_postcode,
    is_answer,
)
from intake.reader.vocabulary import NO_WORDS, YES_WORDS

_AS_ABOVE = re.compile(
    r"\(?\s*(?:same )?(?:as (?:above|child(?:ren)?(?: ?[1-9])?|(?:the )?(?:pupil|student|patient|infant)|the children|first child|all|for child|per child|the child|before|young person|baby)|same(?: as (?:above|child|the child|for child|young person))?|same address(?: as (?:above|child|the child))?|as child'?s?(?: address)?|(?:as |same as )?(?:the )?(?:main|family|home)(?: family)? (?:address|home)|(?:with|at) (?:the )?family(?: home)?|see above|ditto|(?:at )?the same (?:address|place|house|home)(?: as (?:me|us|mine|ours|my child|the children|the child|the young person|the baby))?|(?:lives? )?(?:with me|with us|with (?:the )?child(?:ren)?)|same as (?:me|mine|ours)|\")\s*\)?\.?",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_AS_NAMED = re.compile(r"(?:same )?(?:address )?as ([A-Z][\w'’-]+)\.?", re.IGNORECASE)
_FAMILYS = re.compile(r"\b(?:main|family)\b", re.IGNORECASE)
_POSTCODE_WORD = re.compile(r"[,\s]*\bpost\s?code\s*:?\s*$|\bpost\s?code\s*:?\s*", re.IGNORECASE)
_MAIL_WORD = re.compile(r"[\s,;/|]*\b(?:e-?mail|email address)\s*:?\s*$", re.IGNORECASE)
_FEWEST_DIGITS = 3
_BEHIND_SWITCHBOARD = re.compile(r"\b(?:bleep|pager|ext(?:n|ension)?|x)\b\.? ?\d", re.IGNORECASE)
_PHONE_WORD = re.compile(r"^(?:tel(?:ephone)?|phone)\s*(?:no)?\.?\s*:\s*", re.IGNORECASE)


class Addresses(Leaves):
    """Typed leaves, with those of addresses and numbers."""

    def address(self, path: str, row: Row, *, prefix: str = "") -> tuple[str | None, str | None]:
        """Address without the postcode, lines joined by ', ', and the postcode."""
        found, apart = row.get(f"{prefix}address"), row.get(f"{prefix}postcode")
        self.heading(f"{path}.address", found)
        self.heading(f"{path}.postcode", apart or found)
        found = _beside_the_box(found)
        text = self.said(found)
        if text is not None and clean(text) in YES_WORDS | NO_WORDS:
            found = text = None  # "Lives with the children? Y" says whether, and not where
        if text is not None and (_AS_ABOVE.fullmatch(text.replace("\n", " ").strip()) or self.as_this_child(text)):
            if path != "child":
                return self.same_as_child(path, found, text)
            # The words belong to somebody else's box, unless they point at the first child's.
            text, first = None, self.first_address()
            if first is not None:
                found, apart = first, self.draft.children[0].get("postcode")
                text = self.said(first)
        if text is None and "_family_address" in row:
            found, text = row["_family_address"], self.said(row["_family_address"])
            apart = row.get("_family_postcode", apart)
        if text is None and (put_together := self.in_pieces(row, prefix)) is not None:
            found, text = put_together
        postcode = self.postcode(f"{path}.postcode", apart)
        if text is None or found is None:
            return None, postcode
        return self.without_postcode(path, text, found, postcode)

    def as_this_child(self, text: str) -> bool:
        """True for 'same as Oskar', where Oskar is this child."""
        said = _AS_NAMED.fullmatch(text.strip())
        named = self.child.get("given") or self.child.get("name")
        names = clean(named.answer.text).split() if named is not None else []
        known = self.child.get("aka")
        names += clean(known.answer.text).split() if known is not None else []
        return said is not None and clean(said[1]) in names

    def first_address(self) -> Found | None:
        """The address of the first child, for another one's 'as above'."""
        first = self.draft.children[0].get("address") if self.index else None
        if first is None or first.answer.blank or _AS_ABOVE.fullmatch(first.answer.text.strip()):
            return None
        return first

    def in_pieces(self, row: Row, prefix: str) -> tuple[Found, str] | None:
        """An address that has a box for each of its lines, and its words; not sure without the first of them."""
        keys = [f"{prefix}{name}" for name in ("house", "street", "line2", "town", "county")]
        pieces = [(row[k], self.said(row[k])) for k in keys if k in row]
        said = [text for _, text in pieces if text]
        if not said:
            return None
        first, begins = pieces[0]
        score = min([f.score for f, _ in pieces] + ([] if begins is not None else [0.7]))
        return Found(Answer([], first.answer.place), first.label, score), "\n".join(said)

    def without_postcode(
        self, path: str, text: str, found: Found, postcode: str | None
    ) -> tuple[str | None, str | None]:
        """The lines of an address, and the postcode that may stand among them."""
        read = find_postcode(text)
        if read is not None and postcode is None:
            postcode = read.value
            self.leaf(f"{path}.postcode", postcode, found, read.trust, written=text)
            text = read.rest
        elif read is not None and read.value == postcode:
            text = read.rest
        text, told = lines_told(_POSTCODE_WORD.sub("\n", text), found.answer.wraps if self.draft.wraps else [])
        lines = [line.strip(" ,;") for line in text.split("\n")]
        value = ", ".join(line for line in lines if line) or None
        if value is not None and not is_answer(value):
            value = None
        # 'Same as Ann': whose address that is nobody has looked for.
        elsewhere = value is not None and _AS_NAMED.fullmatch(value) is not None
        self.leaf(f"{path}.address", value, found, 0.5 if elsewhere else 0.97 if told else 0.7, written=text)
        return value, postcode

    def same_as_child(self, path: str, found: Found | None, text: str) -> tuple[str | None, str | None]:
        """'As above': the child's address, with its postcode; 'as main address', the family's."""
        if found is None:
            return None, None
        family = self.child.get("_family_address")
        told = self.said(family) if family is not None and _FAMILYS.search(text) else None
        if told is not None and family is not None:
            apart = self.postcode(f"{path}.postcode", self.child.get("_family_postcode"))
            return self.without_postcode(path, told, family, apart)
        known = min((row.certainty for row in self.evidence if row.field == "child.address"), default=1.0)
        self.leaf(f"{path}.address", self.home[0], found, min(0.95, known))
        self.leaf(f"{path}.postcode", self.home[1], found, 0.95)
        return self.home

    def postcode(self, path: str, found: Found | None) -> str | None:
        """A postcode; one that had to be mended is not sure."""
        text = self.said(found)
        if text is None or found is None or _AS_ABOVE.fullmatch(text):
            return None
        read = find_postcode(text)
        if read is None:
            self.unsure(path, found, f"“{text[:20]}” is not a postcode.")
            return None
        if read.trust < 0.8:
            self.unsure(path, found, f"“{text[:20]}” was read as {read.value}; please check.")
        self.leaf(path, read.value, found, read.trust)
        return read.value

    def contact(self, path: str, row: Row, *, mail: bool = True) -> tuple[str | None, str | None]:  # noqa: C901 - one question after another, as a person would ask them
        """Telephone as written, and mail address."""
        telephone, email = None, None
        found = row.get("email")
        self.heading(f"{path}.email", found)
        text = self.said(found)
        if text is not None and found is not None and (read := find_email(text)) is not None:
            email = read.value
            if mail:
                self.leaf(f"{path}.email", email, found, 0.98)
        for key in ("telephone", "contact"):
            found = row.get(key)
            self.heading(f"{path}.telephone", found)
            text = self.said(found)
            if text is None or found is None:
                continue
            read = find_email(text)
            if read is not None:
                if email is None:
                    email = read.value
                    if mail:
                        self.leaf(f"{path}.email", email, found, 0.95)
                text = _MAIL_WORD.sub("", read.rest)
            text = " ".join(text.split("\n")).strip(" ,;/|")
            if telephone is None and _is_number(text):
                telephone = _PHONE_WORD.sub("", text)
                self.leaf(f"{path}.telephone", telephone, found, 0.97 if key == "telephone" else 0.9)
        return telephone, email


def _is_number(text: str) -> bool:
    """True for what one can dial, be it 'bleep 77 via switchboard'."""
    digits = sum(c.isdigit() for c in text)
    return digits >= _FEWEST_DIGITS or (digits >= _FEWEST_DIGITS - 1 and _BEHIND_SWITCHBOARD.search(text) is not None)


def _beside_the_box(found: Found | None) -> Found | None:
    """'[ ] Same as child  14 Low Road' without the box that nobody ticked: the address is what was written."""
    if found is None or not any(p.kind == UNTICKED for line in found.answer.lines for p in line):
        return found
    lines = [_without_open_box(line) for line in found.answer.lines]
    if lines == found.answer.lines or not any(p.text.strip() for line in lines for p in line):
        return found
    return replace(found, answer=replace(found.answer, lines=lines))


def _without_open_box(line: list[Piece]) -> list[Piece]:
    """A line without boxes left empty before 'same as child' and its like, and without those words."""
    kept: list[Piece] = []
    skips = False
    for index, piece in enumerate(line):
        words = line[index + 1].text if index + 1 < len(line) else ""
        if piece.kind == UNTICKED and _AS_ABOVE.fullmatch(words.strip(" \t:/")):
            skips = True
        elif skips:
            skips = False
        else:
            kept.append(piece)
    return kept
