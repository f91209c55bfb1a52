"""A completed Word form for a test: our own blank form, filled in as Word would fill it in."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from lxml import etree

from config.profile import load_profile
from dispatch.documents.blank_form import blank_form_docx
from rules.form import Form, Leaf, leaves

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_NAMES = {"w": _W, "w14": _W14}


def a_word_form(form: Form, profile: str = "bedfordshire") -> bytes:
    """The profile's blank form with *form*'s answers in its content controls."""
    source = zipfile.ZipFile(io.BytesIO(blank_form_docx(load_profile(profile))))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for member in source.infolist():
            data = source.read(member)
            out.writestr(member, _filled(data, form) if member.filename == "word/document.xml" else data)
    return target.getvalue()


def _filled(xml: bytes, form: Form) -> bytes:
    root = etree.fromstring(xml)
    controls = {}
    for found in root.iterfind(".//w:sdt", _NAMES):
        tag = found.find("w:sdtPr/w:tag", _NAMES)
        if tag is not None:
            controls[tag.get(f"{{{_W}}}val")] = found
    missing = []
    for path, value in _answers(form).items():
        control = controls.get(path)
        if control is None:
            missing.append(path)
            continue
        if "=" in path:
            _tick(control)
        else:
            _write(control, value)
    assert not missing, f"the blank form has no place for {missing}"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _answers(form: Form) -> dict[str, str]:
    """What is written or ticked where: lists of services share one box, a line each."""
    answers: dict[str, str] = {}
    for path, value in leaves(form).items():
        if path.startswith(("consent.share_with[", "consent.not_share_with[", "referral.services_requested[")):
            box = path.partition("[")[0]
            answers[box] = f"{answers[box]}\n{value}" if box in answers else str(value)
        elif isinstance(value, bool):
            answers[f"{path}={'Yes' if value else 'No'}"] = ""
        elif path == "child.sex":
            answers[f"{path}={str(value).title()}"] = ""
        else:
            answers[path] = _words(value)
    return answers


def _words(value: Leaf) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else str(value)


def _write(control: etree._Element, text: str) -> None:
    for properties in control.findall("w:sdtPr", _NAMES):
        for placeholder in properties.findall("w:showingPlcHdr", _NAMES):
            properties.remove(placeholder)
    run = control.find(".//w:r", _NAMES)
    assert run is not None
    for child in run.findall("w:t", _NAMES) + run.findall("w:rPr", _NAMES):
        run.remove(child)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{{{_W}}}br")
        etree.SubElement(run, f"{{{_W}}}t").text = line


def _tick(control: etree._Element) -> None:
    checked = control.find(".//w14:checked", _NAMES)
    assert checked is not None
    checked.set(f"{{{_W14}}}val", "1")
    shown = control.find(".//w:t", _NAMES)
    assert shown is not None
    shown.text = "\u2612"
