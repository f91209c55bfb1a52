"""Documents and mail as other programmes see them: our own reader, LibreOffice, a browser."""

from __future__ import annotations

import dataclasses
import html
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from lxml import etree

from dispatch.documents import (
    agenda_docx,
    blank_form_docx,
    chair_agenda_docx,
    decision_docx,
    form_copy_docx,
    service_decision_docx,
)
from dispatch.views import AgendaView, ChairItem, ChairPackView
from dispatch.wording.blank_form import ETHNICITIES
from intake.reader import read_form
from rules.form import Form, form_from_json, form_to_json
from rules.settings import Profile, Words
from tests.unit.dispatch.cases import composed, every_case
from tests.unit.dispatch.samples import ACTIONS, MEETING, PAPER, a_copy, a_decision, a_form, a_part, an_item

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
PROFILE = PAPER.panel.profile
HACKNEY = dataclasses.replace(
    PROFILE,
    words=Words(
        panel="MAT", panel_long="Multi-Agency Team meeting", form="CSF", form_long="Common Support Framework form"
    ),
)

ANSWERS = {
    "child.given_names": "Albertina Rose",
    "child.family_name": "Brackenridge",
    "child.also_known_as": "Tina",
    "child.sex": "Female",
    "child.date_of_birth": "04/03/2018",
    "child.address": "12 Mill Lane\nBedford",
    "child.postcode": "MK42 9AP",
    "child.telephone": "07700 900123",
    "child.unique_reference": "U-77",
    "child.nhs_number": "999 000 0018",
    "child.ethnicity": "White & Black Caribbean",
    "child.religion": "None",
    "child.first_language": "English",
    "child.parents_first_language": "Welsh",
    "child.interpreter_required": "No",
    "child.disability": "Yes",
    "child.special_requirements": "Large print",
    "child.school": "Ashdown Primary School",
    "child.year_group": "Year 3",
    "assessment.date": "02/11/2026",
    "assessment.people_present": "Albertina and her mother",
    "assessment.reason": "School is worried.\nShe is withdrawn.",
    "parents_carers[0].name": "Jocasta Brackenridge",
    "parents_carers[0].relationship": "Mother",
    "parents_carers[0].address": "12 Mill Lane\nBedford",
    "parents_carers[0].postcode": "MK42 9AP",
    "parents_carers[0].telephone": "07700 900124",
    "parents_carers[0].parental_responsibility": "Yes",
    "parents_carers[1].name": "Lee Marsh",
    "parents_carers[1].relationship": "Father",
    "parents_carers[1].parental_responsibility": "No",
    "home_situation": "She lives with her mother.",
    "household[0].name": "Sam Brackenridge",
    "household[0].relationship": "Brother",
    "household[0].date_of_birth": "05/06/2020",
    "household[0].school": "Ashdown Primary School",
    "household[1].name": "Pat Brackenridge",
    "household[1].relationship": "Grandmother",
    "assessor.name": "Kim Lowther",
    "assessor.role": "Health visitor",
    "assessor.organisation": "Ashdown Surgery",
    "assessor.address": "1 High Street\nBedford",
    "assessor.postcode": "MK40 1AA",
    "assessor.telephone": "01632 960111",
    "assessor.email": "kim@ashdown.example",
    "lead_professional.name": "Kim Lowther",
    "lead_professional.telephone": "01632 960111",
    "lead_professional.email": "kim@ashdown.example",
    "services[0].service": "GP",
    "services[0].name": "Dr Vale",
    "services[0].organisation": "Ashdown Surgery",
    "services[0].telephone": "01632 960111",
    "elements.general_health.text": "Well.",
    "elements.basic_care.text": "Good routines.",
    "elements.community_resources.text": "A library nearby.",
    "conclusions.summary": "She needs help with worry.",
    "conclusions.strengths": "Close family",
    "conclusions.needs": "Sleep",
    "actions[0].desired_outcome": "Goes to school",
    "actions[0].action": "Family work",
    "actions[0].who": "Family Support",
    "actions[0].by_when": "15/01/2027",
    "desired_outcomes": "She sleeps.",
    "review_date": "04/03/2027",
    "child_comment": "I want to sleep.",
    "parent_comment": "I agree.",
    "referral.services_requested": "Family Support\nCAMHS",
    "consent.store": "Yes",
    "consent.share": "Yes",
    "consent.not_share_with": "Police",
    "consent.signed_by": "Jocasta Brackenridge",
    "consent.signed_on": "02/11/2026",
    "consent.signed_by_child": "Albertina Brackenridge",
    "signed_by_child.date": "02/11/2026",
    "assessor.signed": "Kim Lowther",
    "consent.assessor_signed_on": "03/11/2026",
}


def fill_in(data: bytes, answers: dict[str, str]) -> bytes:
    """What Word does when a person fills in a form's controls: words in place of the hint, a cross in a box."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    used = {tag for control in root.iter(f"{W}sdt") if (tag := _fill(control, answers))}
    assert used == set(answers)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def _fill(control: Any, answers: dict[str, str]) -> str | None:
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    tag, _, option = properties.find(f"{W}tag").get(f"{W}val").partition("=")
    if tag not in answers:
        return None
    box = properties.find(f"{W14}checkbox")
    if box is None:
        properties.remove(properties.find(f"{W}showingPlcHdr"))
        _write(content, answers[tag])
    elif option == answers[tag]:
        box.find(f"{W14}checked").set(f"{W14}val", "1")
        next(content.iter(f"{W}t")).text = "\u2612"
    return str(tag)


def _write(content: Any, words: str) -> None:
    for run in list(content):
        content.remove(run)
    run = etree.SubElement(content, f"{W}r")
    for index, line in enumerate(words.split("\n")):
        if index:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line


@pytest.mark.requirement("X1", "X13")
@pytest.mark.parametrize("profile", [PROFILE, HACKNEY], ids=["caf", "csf"])
def test_our_blank_form_is_read_as_blank(profile: Profile) -> None:
    """Nothing of our own hints, questions and boxes is taken for an answer."""
    (reading,) = read_form(blank_form_docx(profile), "form.docx")
    assert [problem.code for problem in reading.problems] == ["blank"]
    assert reading.kind == profile.words.form.lower()
    assert not reading.readable


@pytest.mark.requirement("B1", "X1")
@pytest.mark.parametrize("profile", [PROFILE, HACKNEY], ids=["caf", "csf"])
def test_our_blank_form_filled_in_is_read_back_whole(profile: Profile) -> None:
    """Every answer comes back where it was given, and nothing else; the reader is sure of all of it."""
    answers = ANSWERS | {"referral.route": profile.words.panel}
    (reading,) = read_form(fill_in(blank_form_docx(profile), answers), "form.docx")
    assert reading.readable
    assert reading.form is not None
    assert _differences(form_to_json(reading.form), form_to_json(_expected())) == []
    assert reading.problems == ()
    assert min(row.certainty for row in reading.evidence) >= 0.8


def _differences(found: Any, wanted: Any, path: str = "") -> list[str]:
    if isinstance(wanted, dict):
        return [d for key in wanted for d in _differences(found[key], wanted[key], f"{path}.{key}")]
    return [] if found == wanted or (not found and not wanted) else [f"{path}: {found!r} is not {wanted!r}"]


def _expected() -> Form:
    home = {"address": "12 Mill Lane, Bedford", "postcode": "MK42 9AP"}
    form: dict[str, Any] = {
        "child": home
        | {
            "given_names": "Albertina Rose",
            "family_name": "Brackenridge",
            "also_known_as": "Tina",
            "sex": "female",
            "date_of_birth": "2018-03-04",
            "telephone": "07700 900123",
            "unique_reference": "U-77",
            "nhs_number": "9990000018",
            "ethnicity": "White & Black Caribbean",
            "religion": "None",
            "first_language": "English",
            "parents_first_language": "Welsh",
            "interpreter_required": False,
            "disability": True,
            "special_requirements": "Large print",
            "school": "Ashdown Primary School",
            "year_group": "Year 3",
        },
        "assessment": {
            "date": "2026-11-02",
            "people_present": "Albertina and her mother",
            "reason": "School is worried.\nShe is withdrawn.",
        },
        "parents_carers": [
            home
            | {
                "name": "Jocasta Brackenridge",
                "relationship": "Mother",
                "telephone": "07700 900124",
                "parental_responsibility": True,
            },
            {"name": "Lee Marsh", "relationship": "Father", "parental_responsibility": False},
        ],
        "household": [
            {
                "name": "Sam Brackenridge",
                "relationship": "Brother",
                "date_of_birth": "2020-06-05",
                "school": "Ashdown Primary School",
            },
            {"name": "Pat Brackenridge", "relationship": "Grandmother"},
        ],
        "home_situation": "She lives with her mother.",
        "assessor": {
            "name": "Kim Lowther",
            "role": "Health visitor",
            "organisation": "Ashdown Surgery",
            "address": "1 High Street, Bedford",
            "postcode": "MK40 1AA",
            "telephone": "01632 960111",
            "email": "kim@ashdown.example",
        },
        "lead_professional": {"name": "Kim Lowther", "telephone": "01632 960111", "email": "kim@ashdown.example"},
        "services": [
            {"service": "GP", "name": "Dr Vale", "organisation": "Ashdown Surgery", "telephone": "01632 960111"}
        ],
        "elements": {
            "general_health": {"text": "Well."},
            "basic_care": {"text": "Good routines."},
            "community_resources": {"text": "A library nearby."},
        },
        "conclusions": {"summary": "She needs help with worry.", "strengths": "Close family", "needs": "Sleep"},
        "actions": [
            {
                "desired_outcome": "Goes to school",
                "action": "Family work",
                "who": "Family Support",
                "by_when": "2027-01-15",
            }
        ],
        "desired_outcomes": "She sleeps.",
        "review_date": "2027-03-04",
        "child_comment": "I want to sleep.",
        "parent_comment": "I agree.",
        "referral": {"route": "panel", "services_requested": ["Family Support", "CAMHS"]},
        "consent": {
            "store": True,
            "share": True,
            "not_share_with": ["Police"],
            "signed_by": "Jocasta Brackenridge",
            "signed_on": "2026-11-02",
            "signed_by_child": "Albertina Brackenridge",
            "assessor_signed_on": "2026-11-03",
        },
    }
    return form_from_json(form)


def test_every_ethnicity_of_the_list_is_read_as_it_stands() -> None:
    """The list's words are the reader's too: what is chosen comes back."""
    for chosen in ETHNICITIES[:-1]:
        answers = {
            "child.ethnicity": chosen,
            "child.given_names": "Al",
            "child.family_name": "B",
            "child.religion": "None",
        }
        answers |= {"child.school": "Ashdown", "assessment.reason": "School is worried about attendance."}
        (reading,) = read_form(fill_in(blank_form_docx(PROFILE), answers), "form.docx")
        assert reading.form is not None
        assert reading.form.child.ethnicity == chosen


@pytest.mark.requirement("X1")
def test_our_clean_copy_can_be_read_again() -> None:
    """A copy of ours that somebody mails back as a referral is read, by the same headings."""
    (reading,) = read_form(form_copy_docx(a_copy(show_exclusions=True), PAPER), "copy.docx")
    form = a_form()
    assert reading.readable
    assert reading.form is not None
    assert reading.form.child.given_names == form.child.given_names
    assert reading.form.child.date_of_birth == form.child.date_of_birth
    assert reading.form.consent.share is True


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "agenda": lambda: agenda_docx(
        AgendaView(meeting=MEETING, attendee="p@p.example", items=(an_item(), an_item(2)), open_actions=ACTIONS), PAPER
    ),
    "chair": lambda: chair_agenda_docx(
        ChairPackView(meeting=MEETING, attendee="c@p.example", items=(ChairItem(item=an_item()),)), PAPER
    ),
    "form": lambda: form_copy_docx(a_copy(), PAPER),
    "decision": lambda: decision_docx(a_decision(), PAPER),
    "part": lambda: service_decision_docx(a_part(), PAPER),
    "blank": lambda: blank_form_docx(PROFILE),
}


@pytest.mark.needs_libreoffice
@pytest.mark.requirement("X12")
def test_libreoffice_opens_every_document(tmp_path: Path) -> None:
    """Each opens, prints on A4 and says 'Page 1 of n' at its foot, with as many pages as it says."""
    for name, write in DOCUMENTS.items():
        (tmp_path / f"{name}.docx").write_bytes(write())
    office = shutil.which("soffice")
    assert office
    subprocess.run(
        [
            office,
            *("--headless", f"-env:UserInstallation=file://{tmp_path}/office"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path)),
            *(str(tmp_path / f"{name}.docx") for name in DOCUMENTS),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for name in DOCUMENTS:
        with pdfplumber.open(tmp_path / f"{name}.pdf") as pdf:
            assert (round(pdf.pages[0].width), round(pdf.pages[0].height)) == (595, 842)
            for number, page in enumerate(pdf.pages, start=1):
                assert f"Page {number} of {len(pdf.pages)}" in page.extract_text()


_MEASURE = """<!DOCTYPE html><meta charset="utf-8"><body>
{frames}
<script>
addEventListener("load", function () {{
  document.querySelectorAll("iframe").forEach(function (frame) {{
    var page = frame.contentDocument.documentElement;
    var line = document.createElement("p");
    line.textContent = frame.title + " is " + page.scrollWidth + " in " + page.clientWidth;
    document.body.appendChild(line);
  }});
}});
</script>"""


@pytest.mark.needs_chromium
@pytest.mark.requirement("X12")
@pytest.mark.parametrize("width", [360, 600])
def test_no_mail_is_wider_than_its_screen(tmp_path: Path, width: int) -> None:
    """On a phone and in a reading pane nobody has to scroll sideways, in any mail."""
    frames = "\n".join(
        f'<iframe title="{case.name}" style="width:{width}px;height:800px;border:0" '
        f'srcdoc="{html.escape(composed(case).html)}"></iframe>'
        for case in every_case()
    )
    page = tmp_path / "page.html"
    page.write_text(_MEASURE.format(frames=frames), encoding="utf-8")
    measured = re.findall(r"<p>([\w ,-]+) is (\d+) in (\d+)</p>", _shown(page, tmp_path / "profile"))
    assert len(measured) == len(every_case())
    assert [name for name, needed, given in measured if int(needed) > int(given)] == []


def _shown(page: Path, profile: Path) -> str:
    browser = shutil.which("chromium")
    assert browser
    return subprocess.run(
        [
            browser,
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
            *("--disable-component-update", "--disable-sync", "--allow-file-access-from-files", "--dump-dom"),
            *(f"--user-data-dir={profile}", "--virtual-time-budget=5000", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    ).stdout.decode()
