"""
Lines and boxes in which people sign.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found
from intake.reader.consenting import Consenting
from intake.reader.document import Piece
from intake.reader.labels import Label
from intake.reader.same_person import is_same_person
from intake.reader.signatures import SignedLine, read_beside, read_signature, signatures_apart

_NAME_AND_DATE = re.compile(
    r"(?:(?:print )?name|signed)\s*:\s*(?P<name>[^:]*?)\s*,?\s*\bdated?\s*:\s*(?P<date>[^:]*)",
    re.IGNORECASE | re.DOTALL,
)

_FEWEST_SIGNED = 2
_IN_CELL = re.compile(
    r"(?P<label>signed|signature|(?:print(?:ed)? |full )?name|dated?)\b[\s:._]*(?P<what>.*?)[\s._]*",
    re.IGNORECASE | re.DOTALL,
)
_MAY_SIGN = {"": "signed", "signed": "signed", "name": "name", "print_name": "name", "worker": "name", "role": "signed"}
_KEYS = {"signed": "signed", "signature": "signed", "name": "name", "date": "on", "dated": "on"}


class Signing(Consenting):
    """The draft as people sign in it."""

    def signed_line(self, text: str, place: str) -> bool:
        """A line on which one or several people sign, if it stands where people sign."""
        if self.section != "consent" and not self.statements:
            return False
        lines = [read_signature(part) for part in signatures_apart(text)]
        if lines and lines[0] is not None:
            lines = [line or read_beside(part) for line, part in zip(lines, signatures_apart(text), strict=True)]
        signed = [line for line in lines if line is not None]
        if not signed or len(signed) < len(lines):
            return False
        for line in signed:
            self.signed(line, text, place)
        return True

    def signed_inside(self, means: Label | None, answer: Answer) -> bool:
        """'Name: Gurmeet Sandhu   Date: 2 Feb 2012' in the box for a signature, with the labels in the box itself."""
        if means is not None and means.asks == "signed" and not means.about and self.sign_by_line(answer):
            return True
        who = self.signer_of(means)
        found = _NAME_AND_DATE.fullmatch(answer.text.strip()) if who and self.section == "consent" else None
        if found is None:
            return False
        for key, text in (("name", found["name"]), ("on", found["date"])):
            if text.strip(" ._"):
                self.put(self.one, f"sign.{who}.{key}", Found(Answer([[Piece(text.strip())]], answer.place), key, 0.95))
        return True

    def signed_row(self, means: Label | None, cells: list[Answer]) -> bool:
        """True for 'Parent | Signed | Name Ada Kerr | Date 4/5/16', each cell saying what stands in it; taken."""
        if len(cells) < _FEWEST_SIGNED or not (who := self.signer_of(means)):
            return False
        told = [_IN_CELL.fullmatch(cell.text.strip()) for cell in cells]
        if any(found is None for found in told) or not any(found and found["what"] for found in told):
            return False
        for found, cell in zip(told, cells, strict=True):
            if found is not None and found["what"]:
                key = _KEYS[found["label"].lower().split()[-1]]
                self.put(self.one, f"sign.{who}.{key}", Found(Answer([[Piece(found["what"])]], cell.place), key, 0.95))
        return True

    def signed_by_assessor(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True where 'Officer', or nobody, is said to sign, and the name is that of whoever assessed; it was taken."""
        asks = means.asks if means is not None else "signed"
        known = self.one.get("assessor.name")
        if self.section != "consent" or known is None or asks not in _MAY_SIGN or self.signer_of(means):
            return False
        if self.listing or not is_same_person(answer.text, known.answer.text):
            return False
        self.signer, self.signed_here = "assessor", True
        self.put(self.one, f"sign.assessor.{_MAY_SIGN[asks]}", Found(answer, label, 0.9))
        return True

    def sign_by_line(self, answer: Answer) -> bool:
        """True for 'Parent: Ada Kerr  Date: 4/5/16' over the worker's line, in the box for signatures; it was taken."""
        texts = [text for text in answer.text.split("\n") if text.strip()]
        lines = [line for text in texts if (line := read_signature(text) or read_beside(text)) is not None]
        if not lines or len(lines) < len(texts) or not all(line.who for line in lines):
            return False
        for line, text in zip(lines, texts, strict=True):
            self.signed(line, text, answer.place)
        return True

    def signed(self, line: SignedLine, text: str, place: str) -> None:
        """Somebody signed: the parent, where the line does not say who."""
        nobody_yet = not any(key.startswith("sign.parent.") for key in self.one)
        who = line.who or ("parent" if nobody_yet else "")
        if not who:
            self.keep_other(self.section_title, Answer([[Piece(text)]], place))
            return
        self.shut()
        self.section, self.signer, self.listing = "consent", who, ""
        self.put(self.one, f"sign.{who}.name", Found(Answer([[Piece(line.name)]], place), text[:60], 0.95))
        if line.date:
            self.put(self.one, f"sign.{who}.on", Found(Answer([[Piece(line.date)]], place), text[:60], 0.95))
