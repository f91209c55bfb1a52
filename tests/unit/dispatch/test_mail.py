"""What holds for every mail, whichever composer wrote it."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from dispatch import compose
from dispatch.compose import Stationery
from dispatch.compose.trial import template_problems
from dispatch.composed import Composed
from dispatch.views import AgendaView, Late
from tests.unit.dispatch.cases import Case, composed, every_case
from tests.unit.dispatch.samples import MEETING, PAPER, PERSONAL, STAMP, a_decision, a_panel, an_item

CASES = every_case()
KINDS = {
    "acknowledgement", "more-information", "not-accepted", "agenda", "chair-pack", "guest-pack", "addendum",
    "decision-sheet", "service-decision", "reminder", "review-request", "feedback-request", "workbook",
    "workbook-result", "decision-result", "attention", "digest", "register-answer", "contacts", "statistics",
    "time-slot", "forwarded",
}  # fmt: skip

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_every_view_is_composed(case: Case) -> None:
    """Each composer has words for a full and for a minimal view: no hole, no lost kind, no Python showing."""
    mail = composed(case)
    assert mail.kind == case.kind
    assert mail.kind in KINDS
    for wrong in ("None", "Undefined", "datetime", "()", "  ", " ,", " .", ".."):
        assert wrong not in mail.subject
    shown = _flat(mail.text)
    for wrong in ("None.None", "Undefined", "datetime.", "()", " ,", " . ", "..", "{{", "{%"):
        assert wrong not in shown, shown


@each_case
def test_composing_twice_is_the_same(case: Case) -> None:
    """Equal views give equal words and equal bytes, so that sending again is sending the same message."""
    assert case.make(PAPER) == composed(case)


@each_case
@pytest.mark.requirement("X12")
def test_text_says_all_that_the_html_says(case: Case) -> None:
    """Every word of the HTML stands in the plain text too, in the same order but for the header band."""
    mail = composed(case)
    page = _page(mail)
    for hidden in page.xpath("//*[contains(@class, 'label')] | //head | //style"):
        hidden.drop_tree()
    wanted = [word for text in page.itertext() for word in _words(text)]
    held = _words(mail.text)
    missing = [word for word in wanted if word not in set(held)]
    assert missing == []


@each_case
@pytest.mark.requirement("B3", "X12")
def test_subjects_and_file_names_tell_nobody_who_it_is(case: Case) -> None:
    """No subject and no file name holds initials, a name, an address, a number or a date of birth."""
    mail = composed(case)
    for told in (mail.subject, *(attached.filename for attached in mail.attachments)):
        assert not re.search(r"\b[A-Z]\.[A-Z]\.", told), told
        assert not any(personal in told for personal in PERSONAL), told
        assert len(told) < 90
    assert "\n" not in mail.subject


@each_case
def test_mail_bodies_hold_no_more_than_initials(case: Case) -> None:
    """The child's name, address and numbers are in the documents that need them, never in the mail itself."""
    mail = composed(case)
    for personal in PERSONAL:
        assert personal not in mail.text
        assert personal not in mail.html


@each_case
@pytest.mark.requirement("E11", "E12", "X12")
def test_every_mail_ends_with_who_why_and_what_else(case: Case) -> None:
    """Each says who sent it, how to reach a person, why it came, what if it is for another, whom to ask, formats."""
    text = _flat(composed(case).text)
    ending = text[text.rindex("-" * 40) :]
    assert "MAAG North, Bedfordshire Children’s Services, sent this email" in ending
    assert "To reach a person, reply to it or write to maagnorth@beds.example" in ending
    assert "You got this because you" in ending or "You got this because MAAG" in ending
    assert "please delete it and tell us" in ending
    assert "go to the person who wrote it" in ending
    assert "The CAF/MAAG manager: manager@beds.example" in ending
    assert "large print" in ending


@each_case
@pytest.mark.requirement("X12")
def test_html_is_accessible_and_stands_alone(case: Case) -> None:
    """British English, one h1, headings in order, header cells with a scope, nothing remote, no coloured text."""
    mail = composed(case)
    page = _page(mail)
    assert page.get("lang") == "en-GB"
    levels = [int(str(heading.tag)[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(cell.get("scope") in {"col", "row"} for cell in page.xpath("//th"))
    assert not page.xpath("//img | //script | //link | //iframe | //form")
    assert all(link.get("href").startswith("mailto:") for link in page.xpath("//a"))
    assert not re.search(r"url\(|https?://|(?<![-\w])color:\s*#|background", mail.html)
    assert "color-scheme" in mail.html


@each_case
def test_links_and_sizes_can_be_used(case: Case) -> None:
    """No text is smaller than 16 px, and no link is an empty one."""
    mail = composed(case)
    assert min(int(size) for size in re.findall(r"font-size:(\d+)px", mail.html)) >= 16
    assert all(link.text_content().strip() for link in _page(mail).xpath("//a"))


@pytest.mark.requirement("X3")
def test_a_late_mail_says_so() -> None:
    """A mail that goes late says what it was due, right under its heading; one in time says nothing of it."""
    late = Late(due=STAMP, why="the service was down")
    view = AgendaView(meeting=MEETING, attendee="a@b.example", items=(an_item(),))
    text = _flat(compose.agenda(view, PAPER, stamp=STAMP, late=late).text.replace("! ", ""))
    assert "This email is late. It was due on Monday 7 December 2026 at 9am. The service was down." in text
    assert text.index("is late") < text.index("is attached")
    assert not any("is late" in composed(case).text for case in CASES)


def test_the_marking_stands_in_front() -> None:
    """Where the profile has a protective marking, subject, mail and document carry it."""
    mail = compose.decision_sheet(a_decision(), Stationery(panel=a_panel(marking="OFFICIAL-SENSITIVE")))
    assert mail.subject == "OFFICIAL-SENSITIVE: Decision on N26-0042"
    assert mail.text.startswith("OFFICIAL-SENSITIVE\n")


@pytest.mark.requirement("X13")
def test_a_council_words_it_its_own_way(tmp_path: Path) -> None:
    """A file of the same name in the local folder wins, and only that one; subjects line by line."""
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "late.html").write_text("<p>Sorry, late since {{ late.due|day }}.</p>")
    (folder / "subjects.toml").write_text('decision-sheet = "What {{ panel }} said: {{ reference }}"')
    paper = Stationery(panel=a_panel(), local=tmp_path)
    mail = compose.decision_sheet(a_decision(), paper, Late(due=STAMP))
    assert mail.subject == "What MAAG North said: N26-0042"
    assert "Sorry, late since Monday 7 December 2026." in mail.text
    assert "What you need to do now" in mail.text


@pytest.mark.requirement("X13")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("<p>{{ v.nobody }}</p>", "nobody"),
        ("<p>{{ panel.password }}</p>", "password"),
        ("<p>{{ v.__class__.__mro__ }}</p>", "__class__"),
        ("<script>x</script>", "script"),
        ("<p>one", "not closed"),
        ("<p>{% if %}</p>", "line 1"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, words: str, says: str) -> None:
    """A template that asks for what is not there, or has a wrong element, is an error that names the file."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "decision-sheet.html").write_text(f"<h1>x</h1>{words}")
    with pytest.raises(compose.TemplateBroken, match=r"mail/decision-sheet\.html") as broken:
        compose.decision_sheet(a_decision(), Stationery(panel=a_panel(), local=tmp_path))
    assert says in str(broken.value)


@pytest.mark.requirement("X13")
def test_our_own_templates_pass_their_trial() -> None:
    """Filled in with made-up values, every template, subject and document of ours can be used."""
    assert template_problems() == ()


@pytest.mark.requirement("X13")
@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("mail/contacts.html", "<h1>{{ v.everybody }}</h1>", "everybody"),
        ("mail/late.html", "<p>{{ late.due }}</p>", "a datetime cannot be written"),
        ("mail/statistics.html", "<h1>x</h1><font>y</font>", "<font> is not allowed"),
        ("documents/decision.html", "<h1>x", "not closed"),
        ("mail/subjects.toml", 'agenda = "{{ initials }}"', "initials"),
        ("mail/subjects.toml", "agenda = ", "mail/subjects.toml"),
        ("documents/letterhead.docx", "no Word file", "this is not a Word document"),
    ],
)
def test_the_trial_finds_a_councils_mistake(tmp_path: Path, name: str, words: str, says: str) -> None:
    """Each kind of mistake is told before anything is sent, with the file in which it stands."""
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(words)
    found = template_problems(tmp_path)
    assert found
    assert all(name.partition("/")[2].partition(".")[0] in line for line in found)
    assert any(says in line for line in found), found


def test_what_a_form_says_never_becomes_markup() -> None:
    """Text from a form is escaped, its control and direction marks gone, its ampersands kept."""
    nasty = "<b>bold</b> & <img src=x> \x00\u202egnip\u202c"
    view = AgendaView(meeting=MEETING, attendee="a@b.example", items=(an_item(why=nasty, form=None),))
    mail = compose.agenda(view, PAPER, stamp=STAMP)
    assert "<b>bold</b> & <img src=x> gnip" in _flat(mail.text)
    assert "&lt;img src=x&gt;" in mail.html
    assert not _page(mail).xpath("//img")


def _page(mail: Composed) -> Any:
    return lxml_html.fromstring(mail.html)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’@-]+", text)
