"""
The part of a form that is about one child: the heading that begins it, and what ends it.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found, Row
from intake.reader.counted_children import NUMBERED_CHILD, ORDINAL_CHILD, child_number, may_count_children
from intake.reader.document import Piece
from intake.reader.labels import Label, clean, recognise
from intake.reader.own_parts import child_page, enter_part, go_on_in_part, leave_part, stays_in_part
from intake.reader.targets import Targets
from intake.reader.whose import asked_of_all, child_in_heading, is_said

_BEHIND_NAME = re.compile(r"\s*(?:\(.*|,.*)", re.DOTALL)
_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}")
_SEVERAL = 2
_LONGEST_PAGE = 90
ANY_HEADING = 9
"""A label that begins with a child's name speaks of that child up to the next heading, of whatever level."""

PART = re.compile(
    r"(?:part|section)\s+(?:\d{1,2}|[a-z])\b|(?-i:\d{1,2}|[A-H])(?:\.0)?(?:[.):]\s+|\s{1,3})(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""'PART 3  Parents, home and community': what stood under the last child's name has ended."""


class ChildHeads(Targets):
    """The draft as headings and labels tell it which child is spoken of."""

    def begins_part(self, text: str, means: Label | None, level: int, place: str) -> bool:
        """True for the heading of a child's part; any other may end the one before."""
        return self.opens_page(text, level, place) or self.begins_block(text, means, level, place)

    def begins_block(self, text: str, means: Label | None, level: int, place: str) -> bool:
        """True for a heading that begins a child's part by number or name; any other may end the one before."""
        numbered = (NUMBERED_CHILD.match(text) or ORDINAL_CHILD.match(text)) if may_count_children(text) else None
        named = self.named_child(text)
        if named is None and means is None and len(self.children) > 1:
            named = child_in_heading(text, self.child_names())
        if numbered is None and named is None:
            self.may_leave_part(text, level)
        if numbered is None and named is None and self.heads_part_of(text, means, level):
            return False
        if numbered is not None and (self.section != "household" or level <= self.section_level):
            # The number may count otherwise than the list of children did: a name says more.
            self.begin_block(named, child_number(numbered), text, level)
            if named is None:
                self.name_in_heading(text[numbered.end() :], text, place)
            return True
        if named is not None and (means is None or not means.is_field):
            self.speak_of(named, level)
            self.block_begins, self.section_title = True, text
            enter_part(self, named, level)
            return True
        if means is None and level <= 4 and not 0 < self.scope_level < level:
            self.scope = None
        return False

    def opens_page(self, text: str, level: int, place: str) -> bool:
        """True for 'CHILD SECTION: Callum Brightwell', with which the part of one more child begins, or one known."""
        name = child_page(text) if len(text) < _LONGEST_PAGE else ""
        if not name:
            return False
        named = self.child_called(name)
        self.begin_block(named, len(self.children) if self.names_children else 0, text, level)
        if named is None:
            self.name_in_heading(name, text, place)
        return True

    def begin_block(self, named: int | None, index: int, text: str, level: int) -> None:
        """The block of a child begins with the heading *text*: of one *named* before, else of child number *index*."""
        self.doubt = False
        if named is None:
            self.begin_child(index, text)
        else:
            self.speak_of(named)
            self.told, self.section_title = False, text
        self.scope_level, self.block_begins = level, True
        enter_part(self, self.scope, level)
        self.section, self.subject, self.signer, self.domain = "child", "child", "", ""

    def heads_part_of(self, text: str, means: Label | None, level: int) -> bool:
        """True for 'Development of Nadia': a part of the form, and the child whom alone it is about."""
        if means is None or means.asks or not means.section or len(self.children) < _SEVERAL:
            return False
        said = clean(text).split()
        firsts = [clean(name).split()[:1] for name in self.child_names()]
        fits = [i for i, first in enumerate(firsts) if first and first[0] in said]
        if len(fits) != 1:
            return False
        self.speak_of(fits[0], level)
        self.section_title = text
        return True

    def may_leave_part(self, text: str, level: int) -> None:
        """A heading that names no child: within the child's part, or the end of it."""
        if self.block_begins:
            # Right below the child's heading it is part of the block, and so are those numbered like it.
            self.scope_level = min(self.scope_level, level - 1)
            self.parts_inside = PART.match(text) is not None
        self.block_begins = False
        if stays_in_part(self, text, level):
            go_on_in_part(self, text)
            return
        leave_part(self, level)
        if level <= self.scope_level or (PART.match(text) is not None and not self.parts_inside):
            self.scope = None

    def name_in_heading(self, rest: str, text: str, place: str) -> None:
        """'Child 2: Ellie-Mae Marsh': a child's name that only the heading of its part may tell."""
        said = _BEHIND_NAME.sub("", rest).strip(" :–-")
        row = self.children[self.scope] if self.scope is not None else None
        if row is None or not _FULL_NAME.fullmatch(said) or recognise(said) is not None:
            return
        if not any(n in row for n in ("given", "family", "name")):
            row["name"] = Found(Answer([[Piece(said)]], place), text, 0.9)

    def asked_by_number(self, label: str, numbered: re.Match[str]) -> Label | None:
        """What 'Child 1 says' asks of a child whom the form has named already; None for any other label."""
        rest = label[numbered.end() :].strip(" :–-")
        if not rest or child_number(numbered) >= len(self.children):
            return None
        means = recognise(f"the child {rest}") or recognise(f"the child's {rest}")
        return means if means is not None and means.is_field and means.asks not in ("name", "given") else None

    def of_numbered(self, label: str, means: Label | None, numbered: re.Match[str]) -> Label | None:
        """The meaning of a label that tells by number which child it asks about, and who is spoken of from here on."""
        asked = self.asked_by_number(label, numbered)
        if asked is None:
            return means
        self.speak_of(child_number(numbered), ANY_HEADING, ends=True)
        return asked

    def begin_child(self, index: int, text: str) -> None:
        """A block that is about child number *index* + 1 begins."""
        self.told = False
        self.section_title = text
        if index == 0 and len(self.children) == 1 and not _is_called(self.children[0]):
            self.family.update(self.children.pop())
        if index == len(self.children):
            self.children.append({})
        self.speak_of(index if index < len(self.children) else None)

    def begin_numbered(self, index: int, label: str, answer: Answer) -> None:
        """'Child 2: Ellie-Mae': a block about a child already named, or the first to name it."""
        named = self.named_child(answer.text)
        if named is not None:
            self.speak_of(named)
            self.section_title = f"{label.strip(' :')}: {answer.text}"
            return
        known = len(self.children)
        self.begin_child(index, label)
        if self.scope == known:
            self.section, self.subject = "child", "child"
            self.put(self.child_row("name"), "name", Found(answer, label))

    def goes_on_saying(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True for 'Ali: I like maths', 'Mum: we need a house' where the label above waits for what is said."""
        if self.open is None or self.open_paths is None:
            return False
        if means is None:
            return self.named_child(label) is not None
        person = not means.asks and means.about in ("mother", "father", "parent")
        if person and label.rstrip().endswith(("–", "—", "-")) and self.open_paths[1].startswith("elements."):
            return True  # 'Dad – on nights', written of the family's work
        return person and self.open_paths[1] in ("parent_comment", "child_comment") and is_said(answer.text)

    def speaker(self, label: str, means: Label | None) -> Label | None:
        """'Alex' or 'Parents' beside what they say, under a heading that asks for it: a comment, and whose."""
        named = child_in_heading(label, self.child_names()) if means is None else None
        if named is not None:
            self.speak_of(named, ANY_HEADING, ends=True)
            return Label("comment", "child", score=0.95)
        signs = means is not None and means.section.startswith("sign_")
        if means is not None and not means.asks and not signs and self.signer_of(means) in ("child", "parent"):
            return Label("comment", self.signer_of(means), score=means.score)
        return None

    def of_all(self, label: str) -> Label | None:
        """'Address of both children': what is asked once for all of them."""
        found = asked_of_all(label) if len(self.children) > 1 else None
        if found is not None:
            self.speak_of_all()
        return found


def _is_called(child: Row) -> bool:
    """True for a child told apart by a first name, a birthday or a number; a surname may be the whole family's."""
    return any(key in child and not child[key].answer.blank for key in ("given", "name", "dob", "edd", "nhs", "upn"))
