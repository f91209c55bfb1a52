"""Word's content controls: places to fill in that say what they are for, and cannot be deleted by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from markupsafe import escape

from dispatch.documents.word_xml import run
from dispatch.wording.blank_form import Answer, Question

WRITE_HERE = "Click or tap here to enter text"
CHOOSE_HERE = "Choose from the list"
DATE_HERE = "Click or tap here to enter a date"

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_GREY = "595959"
_LONGEST = 60
_BESIDE = "\u00a0"
"""A box and its words stay on one line."""


class Controls:
    """Writes the controls of one document, numbering them in their order."""

    def __init__(self) -> None:
        self._count = 0

    def answer(self, question: Question, tag: str, title: str) -> str:
        """The control that takes the answer to *question*."""
        match question.answer:
            case Answer.LINE | Answer.TEXT:
                return self.text(tag, title, long=question.answer is Answer.TEXT)
            case Answer.DATE:
                return self.date(tag, title)
            case Answer.CHOICE:
                return self.choice(tag, title, question.options)
            case Answer.YES_NO:
                return self.ticks(tag, title, ("Yes", "No"))
            case Answer.TICKS:
                return self.ticks(tag, title, question.options)
            case _:
                assert_never(question.answer)

    def text(self, tag: str, title: str, *, long: bool = False) -> str:
        """A place for words; a *long* one takes several lines."""
        return self._empty(tag, title, '<w:text w:multiLine="1"/>' if long else "<w:text/>", WRITE_HERE)

    def date(self, tag: str, title: str) -> str:
        """A place for a date, with Word's calendar."""
        kind = (
            '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
        return self._empty(tag, title, kind, DATE_HERE)

    def choice(self, tag: str, title: str, options: Sequence[str]) -> str:
        """A list to choose one of *options* from."""
        items = "".join(f'<w:listItem w:displayText="{escape(o)}" w:value="{escape(o)}"/>' for o in options)
        return self._empty(tag, title, f"<w:dropDownList>{items}</w:dropDownList>", CHOOSE_HERE)

    def ticks(self, tag: str, title: str, options: Sequence[str]) -> str:
        """A box to tick before each of *options*."""
        boxes = (f"{self._box(f'{tag}={option}', f'{title}: {option}')}{run(_BESIDE + option)}" for option in options)
        return run("     ").join(boxes)

    def _box(self, tag: str, title: str) -> str:
        box = (
            f'<w14:checkbox {_W14}><w14:checked w14:val="0"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        shown = (
            '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/>'
            "</w:rPr><w:t>\u2610</w:t></w:r>"
        )
        return self._control(tag, title, box, shown)

    def _empty(self, tag: str, title: str, kind: str, hint: str) -> str:
        shown = f'<w:r><w:rPr><w:color w:val="{_GREY}"/></w:rPr><w:t>{hint}</w:t></w:r>'
        return self._control(tag, title, f"<w:showingPlcHdr/>{kind}", shown)

    def _control(self, tag: str, title: str, kind: str, shown: str) -> str:
        self._count += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(title[:_LONGEST])}"/><w:tag w:val="{escape(tag[:_LONGEST])}"/>'
            f'<w:id w:val="{1000 + self._count}"/><w:lock w:val="sdtLocked"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
        )
