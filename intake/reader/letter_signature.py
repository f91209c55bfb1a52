"""
Who signed a letter: the name and the post under the close, or in the head of a memo or an e-mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.reader.labels import clean
from intake.reader.letter_facts import take_phone
from intake.reader.letter_lines import Line
from intake.reader.letter_names import names_in
from intake.reader.letter_parts import Parts
from intake.reader.letter_words import (
    NOT_A_NAME_LINE,
    ORGANISATION,
    PHONE,
    POSTCODE,
    ROLE,
    TITLE,
)
from intake.reader.typed import find_email

_I = re.IGNORECASE
SEPARATOR = re.compile(r"\s*[|•·]\s*|\s{3,}|\n|;\s|\s+[–—]\s+|\s-\s")
CONTACT_WORD = re.compile(
    r"^\W*(?:tel(?:ephone)?|phone|fax|e-?mail|email|web(?:site)?|mobile|mob|direct (?:line|dial)|www|t|e|f|m)\b", _I
)
PERSON_FIRST = re.compile(rf"^\s*{TITLE}\b\.?\s+[A-Z]")


@dataclass(slots=True)
class Sender:
    """What is known of the writer; each value with how sure it is."""

    told: dict[str, tuple[str, float, str]] = field(default_factory=dict)

    def put(self, key: str, text: str, sure: float, place: str) -> None:
        """Keep what was told first; what another place contradicts is not sure."""
        text = text.strip(" ,;|")
        if not text:
            return
        known = self.told.get(key)
        if known is None:
            self.told[key] = (text, sure, place)
        elif clean(known[0]) != clean(text) and re.sub(r"\D", "", known[0] + "x") != re.sub(r"\D", "", text + "y"):
            self.told[key] = (known[0], min(known[1], 0.75), known[2])


# --- memo heads and e-mails ---------------------------------------------------------------------------------------


def from_memo(parts: Parts, sender: Sender) -> None:
    """Take what 'From', 'Direct dial' and their like say of the writer."""
    seen_from = False
    for label, value in parts.memo:
        place = "Head of the letter"
        if label == "from":
            seen_from = True
            _from_line(value, sender)
        elif label.startswith(("direct", "enquiries", "please", "contact", "ask for")):
            phone, mail = take_phone(value), find_email(value)
            if phone is not None:
                sender.put("telephone", phone[0], 0.9, place)
            if mail is not None:
                sender.put("email", mail.value, 0.9, place)
        elif label in ("tel", "telephone", "phone") and seen_from and (phone := take_phone(value)) is not None:
            sender.put("telephone", phone[0], 0.95, place)
        elif label in ("email", "e-mail") and seen_from and (mail := find_email(value)) is not None:
            sender.put("email", mail.value, 0.95, place)


def _from_line(value: str, sender: Sender) -> None:
    mail = find_email(value)
    if mail is not None:
        sender.put("email", mail.value, 0.93, "From")
    rest = re.sub(r"[<\[(]?(?:mailto:)?[\w.+'-]+@[\w.-]+[>\])]*", "", value)
    phone = take_phone(rest)
    if phone is not None:
        sender.put("telephone", phone[0], 0.93, "From")
        rest = phone[1]
    pieces = [p for p in re.split(r"\s*[,|\n]\s*|\s+[–—-]\s+", rest) if p.strip(" <>()[]")]
    for piece in pieces:
        text = piece.strip(" <>()[]\"'")
        name = next(names_in(text), None)
        if (
            name is not None
            and name.start == 0
            and "name" not in sender.told
            and not ROLE.search(text.removeprefix(name.title))
        ):
            sender.put("name", text, 0.85, "From")
        elif ROLE.search(text) and "role" not in sender.told:
            sender.put("role", text, 0.9, "From")
        elif ORGANISATION.search(text):
            sender.put("organisation", text, 0.85, "From")


# --- under the close ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Foot:
    """What the lines under the close say, by what each part of them is."""

    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    organisation: str = ""
    perhaps: str = ""


def from_foot(lines: list[Line], sender: Sender) -> Foot:
    """Take name, post and numbers from the lines under the close; the organisation is only returned."""
    place = "Under the close of the letter"
    foot = Foot()
    for line in lines[:14]:
        for piece in _pieces(line.text):
            _sort_piece(piece, foot, sender, place)
    if foot.names:
        _name(foot.names, sender, place)
    if foot.roles:
        sender.put("role", foot.roles[0], 0.95 if len(foot.roles) == 1 else 0.75, place)
    joined = ", ".join(foot.address)
    if re.search(POSTCODE, joined):
        sender.put("address", joined, 0.75, place)
    return foot


def _sort_piece(piece: str, foot: Foot, sender: Sender, place: str) -> None:
    """Names come first, then the post, then the organisation."""
    kind = _kind_of(piece, named=bool(foot.names), posted=bool(foot.roles))
    if kind == "name" and not foot.roles and not foot.organisation:
        foot.names.append(piece)
    elif kind == "role" and foot.names and not foot.organisation:
        foot.roles.append(piece)
    elif kind == "name" and foot.roles:
        foot.perhaps = foot.perhaps or piece
    elif kind == "organisation":
        foot.organisation = foot.organisation or piece
    elif kind == "contact":
        _contact(piece, sender, place)
    elif kind == "address":
        foot.address.append(piece)


def _pieces(text: str) -> list[str]:
    """Parts of one line of a signature: commas part name, post and organisation, but not inside a post."""
    made: list[str] = []
    for part in SEPARATOR.split(text):
        bracket = re.match(r"^([^()]*[^()\s])\s*\(([^()]+)\)$", part)
        if bracket is not None and ROLE.search(bracket.group(2)) and not ROLE.search(bracket.group(1)):
            made += bracket.groups()
            continue
        parts = [p.strip() for p in part.split(",") if p.strip()]
        if len(parts) > 3 and re.search(POSTCODE, part) and _is_name(parts[0]):
            made += [*parts[:3], ", ".join(parts[3:])]
            continue
        if len(parts) > 1 and re.search(POSTCODE, part):
            made.append(part.strip())
        else:
            made += parts
    return [m for m in made if m]


def _kind_of(piece: str, *, named: bool, posted: bool) -> str:
    if find_email(piece) or PHONE.search(piece) or CONTACT_WORD.match(piece):
        return "contact"
    if NOT_A_NAME_LINE.search(piece):
        return ""
    if re.search(POSTCODE, piece) or re.match(r"^\d+[a-z]?\b[ ,]", piece):
        return "address"
    bare = re.sub(rf"^{TITLE}\b\.?", "", piece)
    if re.match(r"^\(.*\)$", piece):
        return "role" if ROLE.search(piece) and not posted else ""
    role, organisation = ROLE.search(bare), ORGANISATION.search(bare)
    ends = organisation is not None and _ends_as_organisation(bare) and _HEADS.match(bare) is None
    if role and named and not posted and not ends:
        return "role"
    if organisation and (posted or not role or _ends_as_organisation(bare)):
        return "organisation"
    if _is_name(piece) and not role:
        return "name"
    return "role" if role and named and not posted else ""


_HEADS = re.compile(
    r"^(?:(?:acting|deputy|executive|assistant|associate|interim)\s+)*(?:head|director|manager|chair|leader|lead|principal)\s+(?:of|for)\b",
    _I,
)
"""'Head of School' is a post, whatever it ends with."""


def _ends_as_organisation(text: str) -> bool:
    words = text.split()
    return bool(words) and ORGANISATION.search(words[-1]) is not None and not ROLE.search(words[-1])


def _is_name(piece: str) -> bool:
    words = piece.split()
    return (
        1 < len(words) <= 7
        and not any(c.isdigit() for c in re.sub(rf"^{TITLE}\b\.?\s+\d+", "", piece))
        and all(
            w[0].isupper()
            or w.isdigit()
            or w.lower() in ("de", "van", "der", "la", "al", "bin", "von")
            or w[0] in "(.&"
            for w in words
        )
    )


def _name(names: list[str], sender: Sender, place: str) -> None:
    """Of a signature and the name printed under it, the fuller one."""
    best = names[0]
    last = last_name(best)
    for other in names[1:3]:
        if last_name(other) == last:
            best = other if len(other) >= len(best) else best
    best, degrees = _without_degrees(best)
    sender.told.pop("name", None)
    sure = 0.95 if len(names) == 1 or all(last_name(n) == last for n in names) else 0.7
    sender.put("name", best, min(sure, 0.78 if degrees else 1.0), place)


def last_name(name: str) -> str:
    """Return the last word of a name, degrees left out, as names are compared."""
    words = [w for w in clean(_without_degrees(name)[0]).split() if len(w) > 1]
    return words[-1] if words else ""


def _without_degrees(name: str) -> tuple[str, bool]:
    """'Dr A Patel MBBS MRCGP' without what stands behind the name."""
    bare = re.sub(
        r"(?:\s+\(?(?:[A-Z]{2,}[a-z]?[A-Z]*|BSc|MSc|PhD|BA|MA|BEd|MEd|PGCE|RGN|RM|RN|HV|DipSW|MBE|QTS|Hons|MB|ChB|BS)\)?\.?)+$",
        "",
        name,
    )
    kept = bare if len(bare.split()) >= 2 else name
    if name.isupper():
        kept = name
    return kept.strip(), kept.strip() != name.strip()


def _contact(text: str, sender: Sender, place: str) -> None:
    mail, phone = find_email(text), take_phone(text)
    if mail is not None:
        sender.put("email", mail.value, 0.93, place)
    if phone is not None and not re.match(r"^\W*(?:fax|f)\b", text, _I):
        sender.put("telephone", phone[0], 0.93, place)
