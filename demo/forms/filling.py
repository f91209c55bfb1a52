"""The panel's blank form filled in: as a person does it in Word, answer by answer."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from demo.forms.answers import Answers
from rules.form import Form, Leaf

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_DOCUMENT = "word/document.xml"
_TICKS: dict[str, dict[str, Leaf]] = {
    "child.sex": {"Male": "male", "Female": "female", "Unknown": "unborn"},
    "referral.route": {"Single agency": "single_agency", "Local meeting": "local_meeting"},
}
_PANEL = "panel"
"""The remaining box of 'This form is for' has the panel's own word for a label."""


def fill_in(blank: bytes, form: Form) -> bytes:
    """Return *blank*, a form that `dispatch.documents.blank_form` made, with what *form* says in its places."""
    source = zipfile.ZipFile(BytesIO(blank))
    filled = BytesIO()
    with zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _filled(data, form) if name == _DOCUMENT else data)
    return filled.getvalue()


def _filled(xml: bytes, form: Form) -> bytes:
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    answers = Answers(form)
    for control in root.iter(_name("sdt")):
        tag = control.find(f"{_name('sdtPr')}/{_name('tag')}")
        if tag is not None:
            _answer(control, str(tag.get(_name("val"))), answers, form)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _answer(control: etree._Element, tag: str, answers: Answers, form: Form) -> None:
    path, _, option = tag.partition("=")
    if option:
        if _is_ticked(path, option, answers):
            _tick(control)
        return
    text = _text(path, answers, form)
    if text:
        _write(control, text)


def _text(path: str, answers: Answers, form: Form) -> str:
    if path == "child.date_of_birth" and form.child.date_of_birth is None:
        return answers.text("child.expected_delivery_date")
    if path == "assessor.signed":
        return answers.text("assessor.name") if form.consent.assessor_signed_on else ""
    return answers.text(path)


def _is_ticked(path: str, option: str, answers: Answers) -> bool:
    if option in {"Yes", "No"}:
        return answers.says(path, option == "Yes")
    return answers.says(path, _TICKS[path].get(option, _PANEL))


def _tick(control: etree._Element) -> None:
    for checked in control.iter(f"{{{_W14}}}checked"):
        checked.set(f"{{{_W14}}}val", "1")
    for text in control.iter(_name("t")):
        text.text = "\u2612"


def _write(control: etree._Element, text: str) -> None:
    """Word takes its hint away, and the hint's grey, as soon as somebody writes."""
    for hint in list(control.iter(_name("showingPlcHdr"))):
        _take_out(hint)
    for grey in list(control.iter(_name("color"))):
        _take_out(grey)
    run = next(control.iter(_name("r")))
    for old in list(run.iter(_name("t"))):
        _take_out(old)
    for element in _lines(text):
        run.append(element)


def _lines(text: str) -> Iterator[etree._Element]:
    for number, line in enumerate(re.split(r"\n", text)):
        if number:
            yield etree.Element(_name("br"))
        written = etree.Element(_name("t"))
        written.text = line
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield written


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _name(local: str) -> str:
    return f"{{{_W}}}{local}"
