"""
The demonstration looks for its own mistakes: who must not know of a child has got no byte that speaks of it.

It reads what people were sent as anybody could: every header, every part, every
file, and every file inside a file. It shares no code with the service, which
decides by `rules.audience`.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage, Message
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
    traces = {referral.name: _traces(referral, _references(referral, deliveries)) for referral in private}
    search = Search(word for words in traces.values() for word in words)
    found = {delivery.number: search.words_in(delivery.raw, delivery.message) for delivery in deliveries}
    return [
        *(_no_trace(area, referral, traces[referral.name], deliveries, found) for referral in private),
        _nothing_twice(sent),
        _nothing_in_subjects(sample, sent),
        _all_filed(folders),
    ]


# ------------------------------------------------------------------------------------------------------ who may know


def _no_trace(
    area: Area,
    referral: Referral,
    traces: frozenset[str],
    deliveries: Sequence[Delivery],
    found: Mapping[int, frozenset[str]],
) -> Finding:
    barred = {member.email for member in _barred(area, referral)}
    theirs = [delivery for delivery in deliveries if delivery.to.email in barred]
    told = [delivery for delivery in theirs if found[delivery.number] & traces]
    seen = sum(1 for delivery in deliveries if delivery.to.email not in barred and found[delivery.number] & traces)
    who = _who_is_barred(area, referral)
    return Finding(
        f"{who}: {len(theirs)} {'message' if len(theirs) == 1 else 'messages'}, and no trace in any byte of "
        f"{_children(referral)} ({len(traces)} words looked for; they stand in {seen} messages to others).",
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
    return {found for answer in answers for found in _REFERENCE.findall(_plain_text(answer.message))}


def _plain_text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def _traces(referral: Referral, references: set[str]) -> frozenset[str]:
    words = {word for file in referral.forms for word in _words_of(file.form)}
    files = {file.file.rpartition(".")[0] for file in referral.forms}
    return frozenset(word.casefold() for word in words | files | references if len(word) > 2)  # noqa: PLR2004 - "A." is anybody


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


class Search:
    """Looks for words in messages; what it has looked through once (the same form in many packs) it remembers."""

    def __init__(self, words: Iterable[str]) -> None:
        """*words*: in small letters; each counts where it stands by itself."""
        self._words = frozenset(words)
        longest_first = sorted(self._words, key=len, reverse=True)
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        self._known: dict[bytes, frozenset[str]] = {}

    def words_in(self, raw: bytes, message: EmailMessage) -> frozenset[str]:
        """Return those that stand anywhere in the message: as it was sent, in a header, in a part or a file."""
        return self._in_texts([raw.decode("latin-1")]).union(*map(self._in_part, message.walk()))

    def _in_part(self, part: Message) -> frozenset[str]:
        data = part.get_payload(decode=True)
        headers = self._in_texts(f"{name}: {value}" for name, value in part.items())
        return headers | self._in_file(data) if isinstance(data, bytes) else headers

    def _in_file(self, data: bytes) -> frozenset[str]:
        key = hashlib.sha256(data).digest()
        if key not in self._known:
            self._known[key] = self._in_texts(_texts_of(data, _MOST_NESTED))
        return self._known[key]

    def _in_texts(self, texts: Iterable[str]) -> frozenset[str]:
        matches = {match for text in texts for match in self._any.findall(text.casefold())}
        return frozenset(word for word in self._words if any(word in match for match in matches))


def _texts_of(data: bytes, deep: int) -> Iterator[str]:
    """Every text of a file: as it is, without tags (Word may cut a name into runs), and of the files inside it."""
    text = data.decode("utf-8", "replace")
    yield text
    if b"<" in data:
        yield _TAG.sub("", text)
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
