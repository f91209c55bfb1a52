"""The main job on real servers: a form mailed in on Tuesday is on Monday's agenda and on Friday's decision sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rules.form import Child, Conclusions, ConsentStatement
from storage.crashpoints import POINTS
from tests.builders import a_form
from tests.e2e.area import EXCEL, Area, File, attachment
from tests.e2e.people import fill_in, references_in
from tests.forms import a_word_form
from tests.property.test_finished_messages import everything_in
from tests.servers.mailbox import MailboxServer
from tests.servers.smtp import SmtpSink

TUESDAY = "2026-01-06T10:00:00+00:00"
MONDAY = "2026-01-12T09:00:00+00:00"
AFTERNOON = "2026-01-15T15:00:00+00:00"
REMINDED = "2026-01-15T16:00:00+00:00"
FRIDAY = "2026-01-16T09:00:00+00:00"
REFERRER = "Sam Teacher <sam@school.example>"

SIGNED = ConsentStatement(store=True, share=True, signed_by="Jo Testworth", signed_on=dt.date(2025, 12, 20))


@pytest.fixture
def area(tmp_path: Path, mailbox_server: MailboxServer, smtp_sink: SmtpSink) -> Area:
    """A panel on both IMAP servers in turn."""
    return Area(tmp_path, mailbox_server, smtp_sink)


@pytest.fixture
def embedded_area(tmp_path: Path, embedded_server: MailboxServer, smtp_sink: SmtpSink) -> Area:
    """A panel on the embedded IMAP server, for what does not depend on the server."""
    return Area(tmp_path, embedded_server, smtp_sink)


def word_form(child: Child | None = None, consent: ConsentStatement = SIGNED, harm: str | None = None) -> File:
    """A completed Word form."""
    sections = {"consent": consent}
    form = a_form(**sections, **({"child": child} if child else {}), **_harm(harm))
    return File("caf.docx", a_word_form(form))


def _harm(harm: str | None) -> dict[str, Conclusions]:
    return {"conclusions": Conclusions(significant_harm=harm)} if harm else {}


def allocate(service: str = "Family Support") -> dict[str, object]:
    """A row that allocates one service."""
    return {
        "Decision": "Allocate",
        "Service": service,
        "Role": "Six sessions of family work",
        "Named worker": "Alex Worker",
        "Lead professional": "Sam Teacher (temporary)",
        "Review date": dt.datetime(2026, 3, 12, tzinfo=dt.UTC).replace(tzinfo=None),
    }


def one_cycle(area: Area) -> None:
    """A form on Tuesday, packs on Monday, the chair's workbook on Thursday, sheets on Friday."""
    area.mail_in(REFERRER, word_form())
    assert area.once(TUESDAY).exit_code == 0
    assert area.once(MONDAY).exit_code == 0
    send_decisions(area)
    assert area.once(AFTERNOON).exit_code == 0
    assert area.once(FRIDAY).exit_code == 0


def send_decisions(area: Area, sender: str | None = None, *, spoofed: bool = False) -> None:
    """The chair (or somebody else) fills in the workbook of the chair's pack and mails it back."""
    pack = area.got(area.chair(), "chair-pack")[0]
    _name, workbook = attachment(pack, ".xlsx")
    filled = fill_in(workbook, {reference: [allocate()] for reference in references_in(workbook)})
    area.mail_in(
        sender or area.chair(),
        File("decisions.xlsx", filled, EXCEL),
        subject="Decisions",
        spoofed=spoofed,
        headers={"In-Reply-To": str(pack["Message-ID"])},
    )


@pytest.mark.requirement("B1", "B3", "B10", "B12", "P6", "X14")
def test_a_form_mailed_in_on_tuesday_is_decided_by_friday(area: Area) -> None:
    """Everybody gets what they are owed on the day it is owed, once, and nothing else."""
    one_cycle(area)
    assert [one["X-Panelpost-Kind"] for one in area.got("sam@school.example")] == ["acknowledgement", "decision-sheet"]
    for service, _name, _aliases in area.services:
        expected = ["agenda", "service-decision"] if service == "family" else ["agenda"]
        assert [one["X-Panelpost-Kind"] for one in area.got(area.representative(service))] == expected
    chair = [one["X-Panelpost-Kind"] for one in area.got(area.chair())]
    assert chair == ["chair-pack", "decision-result"]
    assert area.server.folder(area.mailbox()) == []
    assert len(area.server.folder(area.mailbox(), "Processed")) == 2


@pytest.mark.requirement("B3")
def test_messages_keep_the_promises_of_their_headers(embedded_area: Area) -> None:
    """From, Reply-To, kind, panel, Auto-Submitted and threading stand as the interfaces promise."""
    area = embedded_area
    sent_id = area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    (answer,) = area.got("sam@school.example")
    assert area.mailbox() in answer["From"]
    assert area.mailbox() in answer["Reply-To"]
    assert answer["In-Reply-To"] == sent_id
    assert sent_id in answer["References"]
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["X-Panelpost-Panel"] == "N"
    assert answer["Subject"] == "We have your referral N26-0001"
    assert "Testworth" not in answer.as_string()
    assert area.sink.received[0].sender == area.mailbox()


@pytest.mark.requirement("X3")
def test_running_again_sends_nothing_again(embedded_area: Area) -> None:
    """The same times a second time bring nothing new to anybody."""
    area = embedded_area
    one_cycle(area)
    before = len(area.sink.received)
    for now in (FRIDAY, "2026-01-16T10:00:00+00:00", MONDAY):
        assert area.once(now).exit_code == 0
    assert len(area.sink.received) == before


@pytest.mark.requirement("X2", "X3")
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_each_point_and_started_again_it_loses_and_doubles_nothing(embedded_area: Area, point: str) -> None:
    """Whatever point the process dies at, on each day, the people end up with the same messages, each once."""
    area = embedded_area
    passed = 0
    area.mail_in(REFERRER, word_form())
    for now in (TUESDAY, MONDAY):
        passed += area.service.once_with_a_crash(dt.datetime.fromisoformat(now), point)
    send_decisions(area)
    for now in (AFTERNOON, FRIDAY):
        passed += area.service.once_with_a_crash(dt.datetime.fromisoformat(now), point)
    assert passed, f"the cycle never passes {point}"
    sent = [(tuple(one.recipients), one.raw) for one in area.sink.received]
    distinct = set(sent)
    kinds = sorted(str(area_kind) for area_kind in (one["X-Panelpost-Kind"] for one in area.got("sam@school.example")))
    assert set(kinds) == {"acknowledgement", "decision-sheet"}
    # The one case that SMTP leaves open: killed after the data went out and before its answer was written down, the
    # message goes again, unchanged, under the same Message-ID (ADR 0004).
    if point in ("outbox.after-data", "outbox.before-data"):
        assert len({message_id(raw) for _to, raw in distinct}) == len(distinct)
    else:
        assert len(sent) == len(distinct)


def message_id(raw: bytes) -> str:
    """The Message-ID of a message as it was received."""
    return next(line for line in raw.decode("utf-8", "replace").splitlines() if line.lower().startswith("message-id"))


@pytest.mark.requirement("E4", "X4")
def test_an_excluded_service_gets_no_trace_of_the_child(area: Area) -> None:
    """The family does not want CAMHS: no byte that CAMHS gets speaks of the child; the chair knows who must leave."""
    shut_out = Child(
        given_names="Zephyrine",
        family_name="Quillfeather",
        date_of_birth=dt.date(2015, 3, 2),
        address="7 Quill Lane, Bedford",
        postcode="MK40 1ZZ",
    )
    consent = ConsentStatement(
        store=True, share=True, not_share_with=("CAMHS",), signed_by="Pat Quillfeather", signed_on=dt.date(2025, 12, 20)
    )
    area.mail_in(REFERRER, word_form())
    area.mail_in("gp@surgery.example", word_form(shut_out, consent))
    one_cycle(area)
    camhs = [text for raw in area.sink.messages_for(area.representative("camhs")) for text in everything_in(raw)]
    police = [text for raw in area.sink.messages_for(area.representative("police")) for text in everything_in(raw)]
    chair = [text for raw in area.sink.messages_for(area.chair()) for text in everything_in(raw)]
    for canary in ("zephyrine", "quillfeather", "n26-0002", "z.q."):
        assert not [text for text in camhs if canary in text]
        assert [text for text in police if canary in text]
    assert [text for text in chair if "must leave" in text and "camhs" in text]


@pytest.mark.requirement("E5", "B1")
def test_consent_refused_goes_before_no_panel(embedded_area: Area) -> None:
    """The referrer is told what is needed; nobody else gets anything of the child."""
    area = embedded_area
    area.mail_in(REFERRER, word_form(consent=ConsentStatement(store=True, share=False, signed_by="Jo Testworth")))
    area.once(TUESDAY)
    area.once(MONDAY)
    kinds = [one["X-Panelpost-Kind"] for one in area.got("sam@school.example")]
    assert kinds == ["acknowledgement", "more-information"]
    for service, _name, _aliases in area.services:
        texts = [t for raw in area.sink.messages_for(area.representative(service)) for t in everything_in(raw)]
        assert texts
        assert not [text for text in texts if "testworth" in text or "n26-0001" in text]


@pytest.mark.requirement("E5")
def test_unsigned_consent_waits_for_the_administrator(embedded_area: Area) -> None:
    """Without a signature the referral is held: the administrator is asked, and no pack has it."""
    area = embedded_area
    area.mail_in(REFERRER, word_form(consent=ConsentStatement(store=True, share=True)))
    area.once(TUESDAY)
    area.once(MONDAY)
    assert area.got(area.administrator(), "attention")
    assert "N26-0001" not in "".join(one.as_string() for one in area.got(area.representative("police")))


@pytest.mark.requirement("E5", "H9")
def test_significant_harm_goes_to_chair_and_administrator_at_once(embedded_area: Area) -> None:
    """They decide; nothing is sent to anybody else by itself, consent or not."""
    area = embedded_area
    form = a_form(consent=ConsentStatement(store=True, share=None), conclusions=Conclusions(summary="At risk"))
    area.mail_in(REFERRER, File("caf.docx", a_word_form(form)))
    area.once(TUESDAY)
    assert area.got(area.administrator(), "attention")


@pytest.mark.requirement("E4")
def test_an_exclusion_that_matches_no_service_holds_the_referral(embedded_area: Area) -> None:
    """'That woman from the charity' is nobody's name: nothing goes to anybody until it is settled (ruling 7)."""
    area = embedded_area
    consent = ConsentStatement(
        store=True,
        share=True,
        not_share_with=("that woman from the charity",),
        signed_by="Jo Testworth",
        signed_on=dt.date(2025, 12, 20),
    )
    area.mail_in(REFERRER, word_form(consent=consent))
    area.once(TUESDAY)
    area.once(MONDAY)
    assert area.got(area.administrator(), "attention")
    assert "N26-0001" not in "".join(one.as_string() for one in area.got(area.chair()))


@pytest.mark.requirement("X6", "B10")
@pytest.mark.parametrize("case", ["stranger", "spoofed", "representative"])
def test_a_decision_workbook_counts_only_from_whom_it_must_be(embedded_area: Area, case: str) -> None:
    """From a stranger, a representative, or somebody who only writes the chair's address, it changes nothing."""
    area = embedded_area
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    area.once(MONDAY)
    sender = {"stranger": "x@elsewhere.example", "representative": area.representative("police")}.get(case)
    send_decisions(area, sender, spoofed=case == "spoofed")
    area.once(AFTERNOON)
    area.once(FRIDAY)
    assert not area.got("sam@school.example", "decision-sheet")
    assert area.got(area.administrator(), "attention")
    assert not area.got(area.chair(), "decision-result")


@pytest.mark.requirement("B10")
def test_an_undecided_item_is_reminded_of_and_never_sent_blank(embedded_area: Area) -> None:
    """Chair and administrator are reminded on Thursday and on Friday; the sheet goes as soon as the decision comes."""
    area = embedded_area
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    area.once(MONDAY)
    area.once(REMINDED)
    assert len(area.got(area.chair(), "reminder")) == 1
    area.once(FRIDAY)
    assert len(area.got(area.chair(), "reminder")) == 2
    assert len(area.got(area.administrator(), "reminder")) == 2
    assert not area.got("sam@school.example", "decision-sheet")
    send_decisions(area)
    area.once("2026-01-20T11:00:00+00:00")
    assert len(area.got("sam@school.example", "decision-sheet")) == 1


@pytest.mark.requirement("B10")
def test_an_amended_decision_goes_out_again_marked_as_amended(embedded_area: Area) -> None:
    """Another service after the sheets went: referrer and both services are told, and the mail says it is amended."""
    area = embedded_area
    one_cycle(area)
    _name, workbook = attachment(area.got(area.chair(), "decision-result")[0], ".xlsx")
    reference = references_in(workbook)[0]
    changed = {**allocate("CAMHS"), "Role": "One assessment"}
    area.mail_in(area.chair(), File("again.xlsx", fill_in(workbook, {reference: [changed]}), EXCEL))
    area.once("2026-01-19T11:00:00+00:00")
    second = area.got("sam@school.example", "decision-sheet")[1]
    assert "mended" in str(second["Subject"])
    assert area.got(area.representative("camhs"), "service-decision")
    taken_back = area.got(area.representative("family"), "service-decision")
    assert len(taken_back) == 2


@pytest.mark.requirement("X3")
def test_a_missed_monday_is_made_up_once_and_says_that_it_is_late(embedded_area: Area) -> None:
    """The service was down on Monday: on Tuesday the packs go, once, and say so."""
    area = embedded_area
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    area.once("2026-01-13T11:00:00+00:00")
    area.once("2026-01-13T11:05:00+00:00")
    (pack,) = area.got(area.representative("police"), "agenda")
    body = pack.get_body(("plain",))
    assert body is not None
    assert "late" in body.get_content().casefold()


@pytest.mark.requirement("E1", "B2")
def test_three_panels_do_not_mix(tmp_path: Path, embedded_server: MailboxServer, smtp_sink: SmtpSink) -> None:
    """Each panel's referrals, packs and references are its own."""
    area = Area(tmp_path, embedded_server, smtp_sink, panels=("N", "M", "S"))
    for code in ("N", "M", "S"):
        area.mail_in(REFERRER, word_form(), panel=code)
    area.once(TUESDAY)
    area.once(MONDAY)
    subjects = {str(one["Subject"]) for one in area.got("sam@school.example")}
    assert subjects == {f"We have your referral {code}26-0001" for code in ("N", "M", "S")}
    assert "S26-0001" not in "".join(one.as_string() for one in area.got(area.representative("police", "N")))


@pytest.mark.requirement("B8")
def test_a_representatives_answers_are_filed_and_sent_to_the_chair(embedded_area: Area) -> None:
    """Apologies reach the chair; information about an item, named in the text, reaches the chair with its item."""
    area = embedded_area
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    area.once(MONDAY)
    for service, text in (("police", "Apologies, I cannot come."), ("camhs", "N26-0001: we know this child well.")):
        pack = area.got(area.representative(service), "agenda")[0]
        area.mail_in(
            area.representative(service),
            subject=f"Re: {pack['Subject']}",
            text=text,
            headers={"In-Reply-To": str(pack["Message-ID"])},
        )
    area.once("2026-01-13T10:00:00+00:00")
    subjects = sorted(str(one["Subject"]) for one in area.got(area.chair(), "forwarded"))
    assert subjects == ["Apologies for Thursday 15 January 2026", "Information on N26-0001"]


@pytest.mark.requirement("X2")
def test_a_bounce_is_shown_to_the_administrator_and_never_answered(embedded_area: Area) -> None:
    """A delivery report for an acknowledgement marks it undelivered; the administrator is told; nobody is answered."""
    area = embedded_area
    area.mail_in(REFERRER, word_form())
    area.once(TUESDAY)
    original = area.sink.messages_for("sam@school.example")[0]
    area.server.deliver(a_bounce(original, area.mailbox()), "", [area.mailbox()])
    area.once("2026-01-06T11:00:00+00:00")
    assert len(area.got(area.administrator(), "attention")) == 1
    assert len(area.sink.received) == 2
    assert len(area.server.folder(area.mailbox(), "Ignored")) == 1


def a_bounce(original: bytes, to: str) -> bytes:
    """An RFC 3464 report that *original* could not be delivered."""
    headers = original.split(b"\r\n\r\n", 1)[0].split(b"\n\n", 1)[0]
    return b"\r\n".join(
        [
            b"From: Mail Delivery System <mailer-daemon@mx.elsewhere.example>",
            f"To: {to}".encode(),
            b"Subject: Undelivered Mail Returned to Sender",
            b"Auto-Submitted: auto-replied",
            b"Message-ID: <bounce.1@mx.elsewhere.example>",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            b"",
            b"--b",
            b"Content-Type: text/plain",
            b"",
            b"Your message could not be delivered.",
            b"--b",
            b"Content-Type: message/delivery-status",
            b"",
            b"Reporting-MTA: dns; mx.elsewhere.example",
            b"",
            b"Final-Recipient: rfc822; sam@school.example",
            b"Action: failed",
            b"Status: 5.1.1",
            b"",
            b"--b",
            b"Content-Type: text/rfc822-headers",
            b"",
            headers,
            b"",
            b"--b--",
            b"",
        ]
    )


@pytest.mark.requirement("X2")
@pytest.mark.parametrize("case", ["empty", "broken", "unrelated", "image", "many", "none", "out-of-office"])
def test_bad_input_comes_to_one_end_and_the_next_mail_is_handled(embedded_area: Area, case: str) -> None:
    """Whatever comes, it is settled and filed under one outcome, nobody sees a traceback, and the next form goes on."""
    area = embedded_area
    files = {
        "empty": [File("form.docx", b"")],
        "broken": [File("form.docx", b"PK\x03\x04 this is no Word file")],
        "unrelated": [File("timetable.txt", b"Monday: PE", "octet-stream")],
        "image": [File("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "octet-stream")],
        "many": [File(f"note{number}.txt", b"a note", "octet-stream") for number in range(10)],
        "none": [],
        "out-of-office": [],
    }[case]
    headers = {"Auto-Submitted": "auto-replied"} if case == "out-of-office" else {}
    area.mail_in("odd@school.example", *files, headers=headers, text="" if case == "none" else "Hello")
    area.mail_in(REFERRER, word_form())
    run = area.once(TUESDAY)
    assert run.exit_code == 0
    assert "Traceback" not in run.errors
    assert area.server.folder(area.mailbox()) == []
    assert area.got("sam@school.example", "acknowledgement")
    answers = area.got("odd@school.example")
    assert (answers == []) == (case == "out-of-office"), [one["Subject"] for one in answers]
