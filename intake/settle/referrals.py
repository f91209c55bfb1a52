"""A form has arrived: each child on it becomes a referral, or a new version of one (B1, B3, E3, S7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake.message import Attachment
from intake.settle.desk import Desk, End, Folder
from intake.settle.judging import Judged, judge
from intake.settle.straight import send_straight
from rules.audience import fold_address
from rules.eligibility import older_than_a_year, too_old_child
from rules.form import Form, FormReading
from rules.lifecycle import Tell
from rules.referral import Hold, Status
from storage import received
from storage.placing import next_open_meeting
from storage.referrals import (
    NewReferral,
    People,
    Referral,
    add_referral,
    change_referral,
    find_family,
    find_referral,
    next_reference,
    of_same_child,
    referrals_of,
)
from storage.tables import FileRow

_OVER = frozenset({Status.CLOSED, Status.NOT_ACCEPTED, Status.WITHDRAWN})
"""A later form of these is a referral of its own, linked by its family: a re-referral (B11, P9)."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An attachment and what the reader made of it: one reading for each child; `inactive` as in `FileRow`."""

    attachment: Attachment
    readings: tuple[FormReading, ...]
    inactive: bool = False

    @property
    def is_form(self) -> bool:
        """Whether it is a completed form."""
        return any(reading.readable for reading in self.readings)


def receive_referrals(
    desk: Desk, forms: Sequence[ReadFile], others: Sequence[Attachment], about: Referral | None = None
) -> End:
    """
    Write down a referral for every child of every form, link families, and owe one acknowledgement for them all.

    Other attachments are kept as supporting documents. Children of one form are
    one family; children of several forms are, when they share a household.
    """
    references: list[str] = []
    version = 1
    for position, file in enumerate(forms):
        kept = _keep(desk, file.attachment, "form", position, inactive=file.inactive)
        family: str | None = None
        for reading in file.readings:
            if not reading.readable or reading.form is None:
                continue
            referral = _receive_child(desk, reading, kept.id, family, about)
            family = referral.family_id
            kept.referral_id = kept.referral_id or referral.id
            version = version if references else referral.version
            references.append(referral.reference)
        desk.unit.session.add(kept)
    keep_supporting(desk, others, first=len(forms), about=references)
    owe_acknowledgement(desk, references, version)
    return End("referral", Folder.PROCESSED)


def receive_unreadable(desk: Desk, files: Sequence[ReadFile], others: Sequence[Attachment]) -> End:
    """
    Write down a stub for each form that nobody could read: a person enters it; nothing is thrown away.

    The referrer is told what to do, in the acknowledgement.
    """
    references = []
    for position, file in enumerate(files):
        kept = _keep(desk, file.attachment, "unreadable", position)
        reading = file.readings[0]
        referral = _write_down(desk, reading, judge(desk, reading, None), None, kept.id)
        kept.referral_id = referral.id
        desk.unit.session.add(kept)
        references.append(referral.reference)
        desk.put_before_administrator(
            "unreadable_form",
            reference=referral.reference,
            detail={"problems": [problem.message for problem in reading.problems]},
        )
    keep_supporting(desk, others, first=len(files), about=references)
    owe_acknowledgement(desk, references)
    return End("unreadable form", Folder.ATTENTION)


def keep_supporting(desk: Desk, others: Sequence[Attachment], first: int = 0, about: Sequence[str] = ()) -> None:
    """Keep what came beside the form, byte for byte, with the first referral that it came for."""
    referral = find_referral(desk.unit, about[0]) if about else None
    for position, attachment in enumerate(others, start=first):
        kept = _keep(desk, attachment, "supporting", position)
        kept.referral_id = referral.id if referral else None
        desk.unit.session.add(kept)


def owe_acknowledgement(desk: Desk, references: Sequence[str], version: int = 1) -> None:
    """
    Owe the sender one acknowledgement for all children of this message, if it may be answered (RFC 3834).

    Where the message does not say clearly who sent it, nobody could be told
    anything, the decision neither: the administrator finds out who it was.
    """
    if references and not desk.sender:
        desk.put_before_administrator("referrer_unknown", reference=references[0])
    if not references or not desk.may_answer or not desk.sender:
        return
    desk.owe(
        f"acknowledgement/{references[0]}/v{version}",
        "acknowledgement",
        references[0],
        {"references": list(references)},
    )


def _keep(desk: Desk, attachment: Attachment, role: str, position: int, *, inactive: bool = False) -> FileRow:
    return received.keep_file(
        desk.unit,
        desk.received.id,
        received.KeptFile(name=attachment.name, data=attachment.data, role=role, position=position, inactive=inactive),
    )


def _receive_child(
    desk: Desk, reading: FormReading, file_id: str, family: str | None, about: Referral | None
) -> Referral:
    """
    Write down one child: a new version where the same sender sent this child before, else a referral.

    *about* is the referral that the message names: a form about a child of
    another name and date of birth is not a version of it.
    """
    from intake.settle.versions import receive_version  # noqa: PLC0415 - the two look at each other

    assert reading.form is not None  # noqa: S101 - the caller has looked
    known = of_same_child(desk.unit, desk.panel.code, reading.form)
    mine = next((old for old in _open(desk, known) if _is_from(desk, old)), None)
    if mine is None and about is not None and about.status not in _OVER and _may_be_same(about.form, reading.form):
        mine = about
    if mine is not None:
        return receive_version(desk, mine, reading, file_id)
    family = family or find_family(desk.unit, desk.panel.code, reading.form)
    referral = _write_down(desk, reading, judge(desk, reading, family), family, file_id)
    if known:
        desk.put_before_administrator("same_child_again", reference=referral.reference, detail={"earlier": list(known)})
    return referral


def _may_be_same(earlier: Form, later: Form) -> bool:
    """Whether two forms can be about one child: they agree on its name or its date of birth, or one does not say."""
    before, after = earlier.child, later.child
    same_birth = None in (before.date_of_birth, after.date_of_birth) or before.date_of_birth == after.date_of_birth
    names = [" ".join((c.given_names or "", c.family_name or "")).casefold().split() for c in (before, after)]
    same_name = not all(names) or names[0] == names[1]
    return same_birth and same_name if all(names) else same_birth or same_name


def _open(desk: Desk, references: Sequence[str]) -> tuple[Referral, ...]:
    known = {referral.reference: referral for referral in referrals_of(desk.unit, panel=desk.panel.code)}
    return tuple(known[reference] for reference in references if known[reference].status not in _OVER)


def _is_from(desk: Desk, referral: Referral) -> bool:
    return fold_address(desk.sender) in referral.people.addresses


def _write_down(desk: Desk, reading: FormReading, judged: Judged, family: str | None, file_id: str | None) -> Referral:
    """Write down a new referral as judged, put it before the next meeting, and owe what follows from its state."""
    meeting = next_open_meeting(desk.unit, desk.panel.code)
    referral = add_referral(
        desk.unit,
        NewReferral(
            panel=desk.panel.code,
            received_id=desk.received.id,
            received_at=desk.received.taken_at,
            status=judged.settled.status,
            consent=judged.consent.state,
            consent_reasons=judged.consent.reasons,
            holds=judged.settled.holds,
            people=People(
                sender=desk.sender,
                sender_name=desk.mail.sender.name if desk.mail.sender else "",
                thread=desk.mail.message_id,
            ),
            reading=reading,
            exclusions=judged.exclusions,
            listed=judged.listed,
            family_id=family or desk.unit.new_id(),
            meeting_id=meeting.id if meeting else None,
            file_id=file_id,
        ),
        next_reference(desk.unit, desk.panel.code, desk.today.year),
    )
    tell_of_state(desk, referral, judged)
    hold_family(desk, referral)
    return referral


def tell_of_state(desk: Desk, referral: Referral, judged: Judged) -> None:
    """Owe what a referral's state asks for at once: the administrator's attention, the chair's, the referrer's."""
    if Hold.SIGNIFICANT_HARM in referral.holds:
        desk.put_before_administrator("significant_harm", reference=referral.reference, to_chair=True)
    elif Tell.ADMINISTRATOR in judged.settled.tell and Hold.UNREADABLE not in referral.holds:
        reason = str(referral.holds[0]) if referral.holds else "screening"
        desk.put_before_administrator(
            reason, reference=referral.reference, detail={"holds": [str(hold) for hold in referral.holds]}
        )
    if referral.status is Status.CONSENT_REFUSED and desk.may_answer:
        desk.owe(
            f"more-information/{referral.reference}/v{referral.version}",
            "more-information",
            referral.reference,
            {"because": "consent refused"},
        )
    if referral.status is Status.SINGLE_AGENCY:
        if judged.straight_to and judged.straight_to not in referral.allocated:
            send_straight(desk, referral, judged.straight_to)
        desk.put_before_administrator("single_service_form", reference=referral.reference)
    if older_than_a_year(referral.form, desk.today):
        desk.put_before_administrator("old_form", reference=referral.reference)
    if too_old_child(referral.form, desk.panel.profile.oldest_age, desk.today):
        desk.put_before_administrator("too_old_child", reference=referral.reference)


def hold_family(desk: Desk, referral: Referral) -> None:
    """
    Hold the other children of a family whose exclusions are not settled (ruling 7: nothing goes to anyone).

    A settled exclusion covers them through the one door; there is nothing to write.
    """
    if all(exclusion.service for exclusion in referral.exclusions) or referral.family_id is None:
        return
    for sibling in referrals_of(desk.unit, family_id=referral.family_id):
        if sibling.reference != referral.reference and sibling.status is Status.READY:
            change_referral(
                desk.unit,
                sibling.reference,
                "held with its family",
                status=Status.HELD,
                holds=(*sibling.holds, Hold.EXCLUSION_UNMATCHED),
            )
