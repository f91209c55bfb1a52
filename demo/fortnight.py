"""
The fortnight, scene by scene: who mails what, and when the service looks.

    Tue 6, Wed 7     referrers mail their forms
    Thu 8            the administrator corrects the records in the panel workbook
    Fri 9            a signature that was missing comes
    Mon 12           agendas and packs
    Tue 13           apologies, information, an automatic answer, a form that is too late
    Wed 14, Thu 15   the panels meet; the chairs mail their decisions back
    Fri 16           decision sheets
    Tue 20           the decision that was missing

Everybody writes through the mail server, and knows only what they got by mail.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage

from demo.area import ZONE, Area, Member, wall
from demo.forms import build, fill_in
from demo.letters import File, Letter, attached, forge, post, received
from demo.referrals import FormFile, Referral
from demo.workbooks import Rows, accept_all, correct, decisions
from demo.workbooks import fill_in as fill_in_workbook

START = dt.datetime(2026, 1, 5, 8, tzinfo=ZONE)
_A_MINUTE = dt.timedelta(minutes=1)
_BLANK_FORM = "blank form"
_REFERENCE = re.compile(r"[A-Z]+\d{2}-\d{4}")


class NothingToAnswerError(Exception):
    """Somebody was to answer a message that has not come: with another profile a panel may work in another way."""


@dataclass(frozen=True, slots=True)
class Scene:
    """
    One thing that happens, and then the service looks at its mailboxes and at what is due.

    Attributes:
        at: When.
        who: Who does it; empty for the service itself.
        what: What they do, in words that follow *who*.
        act: Does it; None where the service's own time has come.
    """

    at: dt.datetime
    who: str
    what: str
    act: Callable[[], None] | None = None

    @property
    def looked_at(self) -> dt.datetime:
        """When the service looks: at once if its time has come, within a minute if somebody wrote."""
        return self.at if self.act is None else self.at + _A_MINUTE


def scenes(area: Area, referrals: tuple[Referral, ...], blank: bytes) -> tuple[Scene, ...]:
    """Return every scene in order; *blank* is the panel's blank form, as anybody may have it from an earlier year."""
    people = _People(area, blank)
    found = [
        Scene(START, "", "The service starts: three mailboxes, no mail."),
        *(scene for referral in referrals for scene in people.referral(referral)),
        *people.administrator(),
        *people.before_the_meeting(),
        *people.after_the_meeting(),
    ]
    return tuple(sorted(found, key=lambda scene: scene.at))


def _on(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, minute, tzinfo=ZONE)


class _People:
    """Everybody who writes."""

    def __init__(self, area: Area, blank: bytes) -> None:
        self._area = area
        self._blank = blank

    # ----------------------------------------------------------------------------------------------------- referrers

    def referral(self, referral: Referral) -> Iterator[Scene]:
        """A referrer's first mail, and what they send when the panel has answered."""
        sender = self._area.member(referral.sender.email)
        panel = self._area.panel(referral.panel)
        at_once = [form for form in referral.forms if form.answers is None]
        files = _count(len(at_once), "form") if at_once else "no form"
        yield Scene(
            wall(referral.arrives),
            sender.name,
            f"writes to {panel.title} with {files}",
            lambda: self._write(sender, panel.mailbox, referral, at_once, wall(referral.arrives)),
        )
        for form in referral.forms:
            if form.answers is not None:
                yield self._answered(sender, referral, form, wall(form.answers))

    def _write(self, sender: Member, mailbox: str, referral: Referral, forms: list[FormFile], at: dt.datetime) -> None:
        files = [File(form.file, self._word(form)) for form in forms]
        letter = Letter(sender=sender, to=mailbox, subject=referral.subject, text=referral.text, files=files)
        post(self._area, letter, at)

    def _word(self, form: FormFile) -> bytes:
        return fill_in(self._blank, form.form) if form.build == _BLANK_FORM else build(form.form, form.build)

    def _answered(self, sender: Member, referral: Referral, form: FormFile, at: dt.datetime) -> Scene:
        panel = self._area.panel(referral.panel)

        def answer() -> None:
            question = self._latest(sender, "more-information", "acknowledgement")
            sent = attached(question, ".docx") if form.build == _BLANK_FORM else None
            data = fill_in(sent.data, form.form) if sent else self._word(form)
            letter = Letter(
                sender=sender,
                to=panel.mailbox,
                subject=f"Re: {question['Subject']}",
                text=f"Here it is, with thanks.\n\n{sender.name}\n",
                files=[File(form.file, data)],
                answers=question,
            )
            post(self._area, letter, at)

        return Scene(at, sender.name, f"answers {panel.title} with the completed form", answer)

    # ------------------------------------------------------------------------------------------------- administrator

    def administrator(self) -> Iterator[Scene]:
        """
        The administrator asks for the workbook of the South panel, corrects it in Excel, and mails it back.

        Where the profile has every referral screened, they accept those of all panels in the workbooks that they get.
        """
        panel = self._area.panel("S")
        person = self._area.member(panel.administrators[0])
        asked, answered = _on(8, 9, 20), _on(8, 9, 50)
        yield Scene(
            asked,
            person.name,
            f"asks for the workbook of {panel.title}",
            lambda: post(self._area, Letter(sender=person, to=panel.mailbox, subject="workbook", text="\n"), asked),
        )
        yield Scene(
            answered,
            person.name,
            "corrects two children in Excel and mails it back",
            lambda: post(self._area, self._returned(person, "S", self._corrected), answered),
        )
        if panel.profile.screening == "required":
            yield from (self._screens(person, code, _on(9, 11, 10 * number)) for number, code in enumerate("NMS"))

    def _screens(self, person: Member, code: str, at: dt.datetime) -> Scene:
        return Scene(
            at,
            person.name,
            f"screens the referrals to {self._area.panel(code).title} in Excel",
            lambda: post(self._area, self._returned(person, code, accept_all), at),
        )

    def _returned(self, person: Member, code: str, change: Callable[[bytes], bytes]) -> Letter:
        """The newest workbook of that panel, changed, as an answer to the mail that brought it."""
        brought = [one for one in self._all(person, "workbook") if one["X-Panelpost-Panel"] == code]
        workbook = attached(brought[-1], ".xlsx") if brought else None
        if workbook is None:
            raise NothingToAnswerError
        return Letter(
            sender=person,
            to=self._area.panel(code).mailbox,
            subject=f"Re: {brought[-1]['Subject']}",
            text="Changed in the workbook.\n",
            files=[File(workbook.name, change(workbook.data))],
            answers=brought[-1],
        )

    def _corrected(self, workbook: bytes) -> bytes:
        head = self._area.member("p.strange@southmeremiddle.example")
        read, unread = (str(one["Subject"]) for one in self._all(head, "acknowledgement")[:2])
        corrections = {
            _reference_in(read): {"Postcode": "LU7 9JF", "School": "Southmere Middle School"},
            _reference_in(unread): {
                "Screening": "More information",
                "Screening reason": "Please send the form again: the file broke off half way.",
            },
        }
        return correct(workbook, corrections)

    # ------------------------------------------------------------------------------------------------ before meeting

    def before_the_meeting(self) -> Iterator[Scene]:
        """A file that cannot be read, the packs, and what representatives answer."""
        head = self._area.member("p.strange@southmeremiddle.example")
        yield Scene(_on(7, 14, 20), head.name, "mails a form whose file is broken", lambda: self._broken(head))
        nobody = self._area.representative("S", "connexions")
        self._area.server.bounce(nobody.email)
        yield Scene(_on(12, 9), "", "It is Monday, nine o’clock: agendas and packs go out.", None)
        yield Scene(_on(12, 9, 1), "The mail server", f"could not deliver to {nobody.name}, and says so", lambda: None)
        away = self._area.representative("N", "camhs")
        yield Scene(
            _on(12, 9, 3), away.name, "is on leave: an automatic answer", lambda: self._out_of_office(away, "N")
        )
        police = self._area.representative("M", "police")
        yield Scene(_on(12, 14, 10), police.name, "sends apologies", lambda: self._apologies(police, "M"))
        nurse = self._area.representative("N", "school-nursing")
        yield Scene(_on(13, 8, 50), nurse.name, "sends information about a child", lambda: self._informs(nurse, "N"))

    def _broken(self, sender: Member) -> None:
        """The copy broke off half way: a Word file without its end."""
        whole = self._blank
        letter = Letter(
            sender=sender,
            to=self._area.panel("S").mailbox,
            subject="CAF attached",
            text="One more from us, about a girl in Year 6.\n\nPhilippa Strange\n",
            files=[File("CAF for Monday.docx", whole[: len(whole) // 2])],
        )
        post(self._area, letter, _on(7, 14, 20))

    def _out_of_office(self, sender: Member, panel: str) -> None:
        agenda = self._latest(sender, "agenda")
        letter = Letter(
            sender=sender,
            to=self._area.panel(panel).mailbox,
            subject=f"Automatic reply: {agenda['Subject']}",
            text="I am on leave until Wednesday 14 January and will read your mail then.\n",
            answers=agenda,
            automatic=True,
        )
        post(self._area, letter, _on(12, 9, 3))

    def _apologies(self, sender: Member, panel: str) -> None:
        agenda = self._latest(sender, "agenda")
        letter = Letter(
            sender=sender,
            to=self._area.panel(panel).mailbox,
            subject=f"Re: {agenda['Subject']}",
            text="I am sorry, I cannot attend on Wednesday.\n\nTess Garrick\n",
            answers=agenda,
        )
        post(self._area, letter, _on(12, 14, 10))

    def _informs(self, sender: Member, panel: str) -> None:
        agenda = self._latest(sender, "agenda")
        letter = Letter(
            sender=sender,
            to=self._area.panel(panel).mailbox,
            subject=f"Information: {self._reference('r.halloran@brooklane.example')}",
            text=(
                "We know this family. I weighed and measured the boy in October: no concerns. He told me then that he "
                "looks after his mum.\n\nHattie Nwosu\nSchool nurse\n"
            ),
            answers=agenda,
        )
        post(self._area, letter, _on(13, 8, 50))

    def _reference(self, email: str) -> str:
        """The reference that a referrer was first given: everybody at the panel knows it from the agenda."""
        return _reference_in(str(self._first(self._area.member(email), "acknowledgement")["Subject"]))

    # ------------------------------------------------------------------------------------------------- after meeting

    def after_the_meeting(self) -> Iterator[Scene]:
        """Decisions come back, some of them wrong, one of them late, and one from somebody who is not the chair."""
        yield self._decides(_on(14, 12, 40), "M", decisions("M"), "mails back the decisions: one child is still open")
        yield Scene(
            _on(14, 16, 30),
            "Somebody",
            f"writes in the name of {self._area.panel('M').chair_name} and sends a decision workbook",
            self._forged,
        )
        yield self._decides(_on(15, 12, 15), "N", decisions("N"), "mails back the decisions")
        yield Scene(
            _on(15, 16), "", f"Four o’clock, the day after {self._area.panel('M').title}: what is undecided?", None
        )
        yield self._decides(_on(15, 15, 10), "S", decisions("S"), "mails back the decisions, with a slip of the pen")
        yield self._decides(_on(15, 15, 40), "S", decisions("corrected"), "corrects the slip and mails it again")
        yield Scene(_on(16, 9), "", "It is Friday, nine o’clock: decision sheets go out.", None)
        yield self._decides(_on(20, 10, 30), "M", decisions("late"), "mails the decision that was missing")

    def _decides(self, at: dt.datetime, panel: str, rows: Rows, what: str) -> Scene:
        chair = self._area.member(self._area.panel(panel).chair)
        return Scene(at, chair.name, what, lambda: post(self._area, self._decision(chair, panel, rows), at))

    def _decision(self, chair: Member, panel: str, rows: Rows) -> Letter:
        pack = self._latest(chair, "chair-pack", "decision-result")
        if attached(pack, ".xlsx") is None:
            pack = self._latest(chair, "chair-pack")
        workbook = attached(pack, ".xlsx")
        if workbook is None:
            raise NothingToAnswerError
        return Letter(
            sender=chair,
            to=self._area.panel(panel).mailbox,
            subject=f"Re: {pack['Subject']}",
            text=f"Decisions attached.\n\n{chair.name}\n",
            files=[File(workbook.name, fill_in_workbook(workbook.data, rows))],
            answers=pack,
        )

    def _forged(self) -> None:
        chair = self._area.member(self._area.panel("M").chair)
        forge(self._area, self._decision(chair, "M", decisions("late")), _on(14, 16, 30))

    # -------------------------------------------------------------------------------------------------------- inboxes

    def _latest(self, member: Member, *kinds: str) -> EmailMessage:
        return self._all(member, *kinds)[-1]

    def _first(self, member: Member, *kinds: str) -> EmailMessage:
        return self._all(member, *kinds)[0]

    def _all(self, member: Member, *kinds: str) -> list[EmailMessage]:
        found = received(self._area, member, *kinds)
        if not found:
            raise NothingToAnswerError
        return found


def _reference_in(subject: str) -> str:
    found = _REFERENCE.search(subject)
    if found is None:
        raise NothingToAnswerError
    return found[0]


def _count(number: int, thing: str) -> str:
    return f"{'a' if number == 1 else {2: 'two'}.get(number, str(number))} {thing}{'' if number == 1 else 's'}"
