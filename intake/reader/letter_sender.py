"""
Who wrote a letter: name and post under the close, organisation and address from the letterhead.

A letter has two addresses at its head. The writer's has the telephone or the
organisation's name; the one that is written to names a panel, a team or an
office of the council, or is the last before the salutation.
"""

from __future__ import annotations

import re

from intake.reader.document import BOLD
from intake.reader.labels import clean
from intake.reader.letter_facts import take_phone, tidy
from intake.reader.letter_lines import Line
from intake.reader.letter_parts import Parts
from intake.reader.letter_signature import (
    CONTACT_WORD,
    PERSON_FIRST,
    SEPARATOR,
    Foot,
    Sender,
    from_foot,
    from_memo,
    last_name,
)
from intake.reader.letter_words import (
    ADDRESSED,
    ORGANISATION,
    PHONE,
    POSTCODE,
    ROLE,
    TO_WHOM,
)
from intake.reader.typed import find_email

_I = re.IGNORECASE
_NO_ORGANISATION = re.compile(
    r"\b(?:official|confidential|sensitive|private|when complete|page \d|strictly|head ?teacher|principal|partners?:|practice manager|chief exec\w*|registered|company|smoke-free|www\.|http|inspected|ofsted|data protection|part of)\b|:",  # noqa: E501 - a pattern reads worse when broken
    _I,
)

_AGES = re.compile(r"\b0\s?(?:[-–]|to)\s?\d{1,2}\b|\bunder[- ]\d{1,2}['’]?s?\b", _I)
"""The ages that a team works with are a part of its name, and no house's number."""


def sender_of(parts: Parts) -> Sender:
    """Return what the letter says of its writer."""
    sender = Sender()
    from_memo(parts, sender)
    foot = from_foot(parts.foot, sender)
    above = clean(" ".join(line.text for line in [*parts.outer, *parts.head]))
    if not foot.organisation and foot.perhaps and clean(foot.perhaps) in above:
        foot.organisation = foot.perhaps  # an organisation without a word for what it is
    blocks = _sender_blocks(parts, foot)
    _letterhead(blocks, sender, foot.organisation)
    if foot.organisation:
        _organisation_too(sender, foot.organisation)
    _numbers(blocks, sender)
    return sender


def _organisation_too(sender: Sender, name: str) -> None:
    known = sender.told.get("organisation")
    if known is None:
        sender.put("organisation", name, 0.9, "Under the close of the letter")
    elif not (set(clean(name).split()) & set(clean(known[0]).split()) - {"the", "of", "and", "nhs"}):
        sender.told["organisation"] = (known[0], min(known[1], 0.75), known[2])


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines in blocks: parted by blank lines, cells, and where an address or the numbers behind it end."""
    made: list[list[Line]] = []
    for line in lines:
        last = made[-1][-1] if made else None
        if last is None or line.gap or (_ends(last) and not _is_contact(line)) or line.outer != last.outer:
            made.append([])
        made[-1].append(line)
    return made


def _ends(line: Line) -> bool:
    return _is_contact(line) or re.search(rf"{POSTCODE}\W*$", line.text) is not None


def _is_contact(line: Line) -> bool:
    return bool(PHONE.search(line.text) or find_email(line.text) or CONTACT_WORD.match(line.text))


def _sender_blocks(parts: Parts, foot: Foot) -> list[list[Line]]:
    outer = _blocks(parts.outer)
    head = _blocks(parts.head)
    mine = [_is_mine(block, i, head, foot, outer=bool(outer)) for i, block in enumerate(head)]
    tables = {block[0].table for block, own in zip(head, mine, strict=True) if own and block[0].table}
    kept = [
        block
        for i, (block, own) in enumerate(zip(head, mine, strict=True))
        if own or (block[0].table in tables and not TO_WHOM.match(block[0].text)) or (i == 1 and _goes_on(head, mine))
    ]
    return [*kept, *outer] if kept and not _has_name(outer) else [*outer, *kept]


def _has_name(blocks: list[list[Line]]) -> bool:
    return any(_organisation_in(line) for block in blocks for line in block)


def _goes_on(head: list[list[Line]], mine: list[bool]) -> bool:
    """The second block belongs to the letterhead if the first is a name alone, or numbers alone."""
    first, second = head[0], head[1]
    bare = len(first) <= 2 and not any(re.search(POSTCODE, line.text) for line in first)
    addressed = ADDRESSED.search(second[0].text) or PERSON_FIRST.match(second[0].text) or TO_WHOM.match(second[0].text)
    return (
        mine[0]
        and bare
        and not addressed
        and any(re.search(POSTCODE, line.text) or _is_contact(line) for line in second)
    )


def _is_mine(block: list[Line], index: int, head: list[list[Line]], foot: Foot, *, outer: bool) -> bool:
    text = "\n".join(line.text for line in block)
    if TO_WHOM.match(block[0].text):
        return False
    if foot.organisation and clean(foot.organisation) in clean(text):
        return True
    numbered = any(PHONE.search(line.text) for line in block)
    if any(_is_contact(line) for line in block) and not (
        ADDRESSED.search(_top(block)) and (outer or index > 0 or not numbered)
    ):
        return not (PERSON_FIRST.match(block[0].text) and index > 0)
    if ADDRESSED.search(text) or PERSON_FIRST.match(block[0].text):
        return index == 0 and len(head) > 1 and _bold(block[0]) and not outer
    if outer:
        return index == 0 and _bold(block[0]) and ORGANISATION.search(block[0].text) is not None
    return index == 0 and (
        ORGANISATION.search(text) is not None
        or _bold(block[0])
        or (len(head) > 1 and re.search(POSTCODE, text) is not None)
    )


def _top(block: list[Line]) -> str:
    return "\n".join(line.text for line in block[:2])


def _bold(line: Line) -> bool:
    return bool(line.look & BOLD) or line.level > 0 or line.text.isupper()


def _letterhead(blocks: list[list[Line]], sender: Sender, signed: str) -> None:
    name, sure = _organisation(blocks, signed)
    if name:
        sender.told.setdefault("organisation", (name, sure, "Letterhead"))
    for block in blocks:
        _post_above(block, sender)
    for block in blocks:
        found = _address_in(block, sender.told.get("organisation", ("", 0.0, ""))[0])
        if found:
            sender.put("address", found, 0.93, "Letterhead")


def _organisation(blocks: list[list[Line]], signed: str) -> tuple[str, float]:
    """The organisation in the letterhead: known by a word, by its bold type, or as what stands first."""
    lines = [line for block in blocks for line in block]
    if signed and any(clean(line.text) == clean(signed) for line in lines):
        return signed, 0.93
    known = next((name for line in lines if (name := _organisation_in(line))), "") or _bold_name(blocks)
    first = next(
        (
            b[0].text.strip()
            for b in blocks
            if (len(b) > 2 or _bold(b[0])) and (not known or any(x.text.startswith(known) for x in b[1:]))
        ),
        "",
    )
    if first and first != known and _may_be_organisation(first):
        return first, 0.75
    return known, 0.93


def _may_be_organisation(text: str) -> bool:
    return not (
        PERSON_FIRST.match(text) or _is_post(text) or _NO_ORGANISATION.search(text) or re.search(r"[\d,@]", text)
    )


def _post_above(block: list[Line], sender: Sender) -> None:
    """A letterhead that begins with the writer's own name has the post under it."""
    name = sender.told.get("name", ("", 0.0, ""))[0]
    if (
        len(block) > 2
        and last_name(block[0].text) == last_name(name)
        and _is_post(block[1].text)
        and "role" not in sender.told
    ):
        sender.put("role", block[1].text, 0.9, "Letterhead")


def _organisation_in(line: Line) -> str:
    """The organisation's name: a line, or the first part of one, that has a word for what it is and no figure."""
    for piece in SEPARATOR.split(line.text):
        first = piece.split(",")[0].strip()
        if (
            CONTACT_WORD.match(piece)
            or _NO_ORGANISATION.search(first)
            or any(c.isdigit() for c in _AGES.sub("", first))
            or len(first) > 70
        ):
            continue
        if _is_post(first):
            continue
        if ORGANISATION.search(first) and "@" not in first and (first[:1].isupper() and not first.endswith(".")):
            return first
    return ""


def _is_post(text: str) -> bool:
    """'School Attendance Officer': the last word that carries meaning says that it is a post."""
    words = re.sub(r"\(.*?\)", "", text).split()
    return bool(words) and ROLE.fullmatch(words[-1]) is not None and PERSON_FIRST.match(text) is None


def _bold_name(blocks: list[list[Line]]) -> str:
    for block in blocks[:2]:
        text = SEPARATOR.split(block[0].text)[0].strip()
        if (
            _bold(block[0])
            and not any(c.isdigit() for c in text)
            and "," not in text
            and not _NO_ORGANISATION.search(text)
        ):
            return text
    return ""


def _address_in(block: list[Line], organisation: str) -> str:
    """The lines of a block up to its postcode, or the part of one line that has it; without the organisation's name."""
    kept: list[str] = []
    lines = block[1:] if PERSON_FIRST.match(block[0].text) else block
    for line in lines:
        for piece in SEPARATOR.split(line.text):
            bare = re.split(r"\s*[,(]?\s*\b(?:tel(?:ephone)?|phone|e-?mail|fax)\b", piece, flags=_I)[0].strip(" ,.")
            if re.search(rf"(?<!\w){POSTCODE}", bare):
                whole = [*kept, re.sub(rf"(.*{POSTCODE}).*", r"\1", bare)]
                return _plain_address(whole, organisation)
            if _is_part(bare, line):
                kept.append(bare)
    return ""


def _is_part(text: str, line: Line) -> bool:
    return (
        bool(text)
        and not _is_contact(line)
        and not _is_post(text)
        and PERSON_FIRST.match(text) is None
        and not _NO_ORGANISATION.search(text)
        and len(text) < 70
        and not text.endswith("!")
    )


def _plain_address(lines: list[str], organisation: str) -> str:
    parts = [p.strip() for line in lines for p in line.split(",") if p.strip()]
    while parts and clean(parts[0]) == clean(organisation) and len(parts) > 1:
        parts.pop(0)
    return tidy(", ".join(parts))


def _numbers(blocks: list[list[Line]], sender: Sender) -> None:
    for line in [line for block in blocks for line in block]:
        for piece in SEPARATOR.split(line.text):
            mail = find_email(piece)
            if mail is not None:
                sender.put("email", mail.value, 0.93, "Letterhead")
            if re.match(r"^\W*(?:fax|f)\b", piece, _I):
                continue
            phone = take_phone(piece)
            if phone is not None:
                sender.put("telephone", phone[0], 0.93, "Letterhead")
