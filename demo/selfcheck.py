"""
The demonstration looks for its own mistakes: who must not know of a child has got no byte that speaks of it.

It reads what people were sent as anybody could: every header, every part, every
file, and every file inside a file. It shares no code with the service, which
decides by `rules.audience`.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO

from demo.area import Area, Member
from demo.record import MAILBOXES, Delivery
from demo.referrals import Referral
from rules.form import Form

_REFERENCE = re.compile(r"\b[A-Z]\d{2}-\d{4}\b")
_TAG = re.compile(r"<[^>]*>")
_MOST_NESTED = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked for, in a sentence, and whether it is as it must be."""

    sentence: str
    holds: bool


def check(
    area: Area, sample: Sequence[Referral], deliveries: Sequence[Delivery], folders: Sequence[str]
) -> list[Finding]:
    """Return everything that was looked for; *folders*: where the mail to the panels' mailboxes lies now."""
    sent = [delivery for delivery in deliveries if delivery.to.group != MAILBOXES]
    private = [referral for referral in sample if referral.excludes or referral.for_nobody]
    return [
        *(_no_trace(area, referral, deliveries) for referral in private),
        _nothing_twice(sent),
        _nothing_in_subjects(sample, sent),
        _all_filed(folders),
    ]


# ------------------------------------------------------------------------------------------------------ who may know


def _no_trace(area: Area, referral: Referral, deliveries: Sequence[Delivery]) -> Finding:
    traces = sorted(_traces(referral, _references(referral, deliveries)))
    barred = {member.email for member in _barred(area, referral)}
    theirs = [delivery for delivery in deliveries if delivery.to.email in barred]
    others = [delivery for delivery in deliveries if delivery.to.email not in barred]
    told = [delivery for delivery in theirs if speaks_of(delivery.raw, delivery.message, traces)]
    seen = sum(1 for delivery in others if speaks_of(delivery.raw, delivery.message, traces))
    who = _who_is_barred(area, referral)
    return Finding(
        f"{who} got {len(theirs)} messages, and in none of them a trace of {_children(referral)} "
        f"({len(traces)} words looked for, in every file; others' messages have them {seen} times).",
        not told and bool(theirs) and seen > 0,
    )


def _barred(area: Area, referral: Referral) -> Iterator[Member]:
    panel = area.panel(referral.panel)
    for service in panel.services:
        if referral.for_nobody or service.code == referral.excludes:
            for person in service.representatives:
                yield area.member(person.email)
                if person.deputy_email:
                    yield area.member(person.deputy_email)


def _who_is_barred(area: Area, referral: Referral) -> str:
    panel = area.panel(referral.panel)
    if referral.for_nobody:
        return f"The representatives at {panel.title}"
    return f"{next(one.name for one in panel.services if one.code == referral.excludes)} at {panel.title}"


def _children(referral: Referral) -> str:
    why = "whom they must not see" if referral.excludes else "who goes before no panel by itself"
    count = len(referral.forms)
    return f"the child {why}" if count == 1 else f"the {count} children {why}"


def _references(referral: Referral, deliveries: Sequence[Delivery]) -> set[str]:
    """The references that the referrer was told in answer to this very mail."""
    asked = {
        str(delivery.message["Message-ID"])
        for delivery in deliveries
        if delivery.to.group == MAILBOXES
        and delivery.sender[1] == referral.sender.email
        and delivery.subject == referral.subject
    }
    answers = [
        delivery
        for delivery in deliveries
        if delivery.to.email == referral.sender.email and str(delivery.message["In-Reply-To"]) in asked
    ]
    return {found for answer in answers for text in texts_in(answer.message) for found in _REFERENCE.findall(text)}


def _traces(referral: Referral, references: set[str]) -> set[str]:
    words = {word for file in referral.forms for word in _words_of(file.form)}
    files = {file.file.rpartition(".")[0] for file in referral.forms}
    return {word.casefold() for word in words | files | references if len(word) > 2}  # noqa: PLR2004 - "A." is anybody


def _words_of(form: Form) -> Iterator[str]:
    child = form.child
    people = [*(person.name for person in form.parents_carers), *(person.name for person in form.household)]
    yield from (name for name in (child.given_names, child.family_name) if name)
    yield from (name for name in people if name)
    yield from (value for value in (child.postcode, child.telephone, child.nhs_number, child.address) if value)
    if child.date_of_birth is not None:
        born = child.date_of_birth
        yield from (f"{born:%d/%m/%Y}", born.isoformat(), f"{born.day} {born:%B %Y}")
    yield f"{(child.given_names or ' ')[0]}.{(child.family_name or ' ')[0]}."


def speaks_of(raw: bytes, message: EmailMessage, traces: Iterable[str]) -> bool:
    """Whether one of *traces*, in small letters, stands anywhere in the message as a word of its own."""
    whole = "\n".join((raw.decode("latin-1"), *texts_in(message))).casefold()
    return any(re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", whole) for trace in traces)


def texts_in(message: EmailMessage) -> Iterator[str]:
    """Every text of a message: header fields, parts, names of files, and what is in the files."""
    for part in message.walk():
        for name, value in part.items():
            yield f"{name}: {value}"
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            yield from _texts_of(data, _MOST_NESTED)


def _texts_of(data: bytes, deep: int) -> Iterator[str]:
    text = data.decode("utf-8", "replace")
    yield text
    yield _TAG.sub("", text)  # Word may cut a name into runs
    if not deep or not zipfile.is_zipfile(BytesIO(data)):
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name
            yield from _texts_of(archive.read(name), deep - 1)


# --------------------------------------------------------------------------------------------------------- the rest


def _nothing_twice(sent: Sequence[Delivery]) -> Finding:
    times = Counter((delivery.to.email, str(delivery.message["Message-ID"])) for delivery in sent)
    return Finding(f"Each of the {len(sent)} messages to people arrived once.", max(times.values(), default=0) <= 1)


def _nothing_in_subjects(sample: Sequence[Referral], sent: Sequence[Delivery]) -> Finding:
    names = {name for referral in sample for file in referral.forms if (name := file.form.child.family_name)}
    named = [delivery for delivery in sent if any(name in delivery.subject for name in names)]
    return Finding("No subject line names a child.", not named)


def _all_filed(folders: Sequence[str]) -> Finding:
    counts = Counter(folders)
    where = ", ".join(f"{count} in {folder or 'no folder'}" for folder, count in sorted(counts.items()))
    filed = set(counts) <= {"Processed", "Attention", "Ignored"}
    return Finding(f"All {len(folders)} messages to the panels are settled and filed: {where}.", filed)
