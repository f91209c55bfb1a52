"""
Consent, signatures and route, from the draft: right, or below 0.8 so that a person is asked.

Nothing is guessed here. Two statements that contradict each other, a box that
can be read both ways, or "consent" alone without a word on sharing are unsure
(process, section 2.3 and ruling 7).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Found
from intake.reader.document import BOLD, BOXED, MARKED, UNDERLINE, Piece
from intake.reader.labels import clean
from intake.reader.routes import is_route_sentence, route_of
from intake.reader.signatures import is_signature_note
from intake.reader.statements import Statement
from intake.reader.typed import find_date, is_answer, points_elsewhere
from intake.reader.vocabulary import NO_WORDS, YES_WORDS
from intake.reader.whose import heard_for
from rules.form import ConsentStatement

if TYPE_CHECKING:
    from intake.reader.choices import Choice
    from intake.reader.finish import Finish

_SURE, _EACH = 0.8, 2
_STANDS_OUT = BOLD | UNDERLINE | MARKED | BOXED
_NOBODY_SIGNS = re.compile(r"\W*(?:n\s?[/.]\s?a\b|not applicable\b|too young\b|aged? \d)", re.IGNORECASE)
_NOT_SURE_WHOM = re.compile(
    r"\?+|n ?/ ?k|nk|(?:not|as yet not|yet) known.*|unknown|unsure|not sure.*|(?:i )?do(?: no|n')t know.*|tb[cad]"
    r"|to be (?:agreed|confirmed|discussed|decided|advised).*|(?:please )?(?:see|as per) .{0,60}|yes"
)
"""What people write under 'not to be shared with' when there may be somebody, and it does not say who."""


def consent(finish: Finish) -> ConsentStatement:
    """Return the consent section, each leaf with its evidence."""
    store = _agreed(finish, "store", ("store", "both"))
    share = _agreed(finish, "share", ("share", "both"))
    share_with = finish.listed("consent.share_with", _services_told(finish, "consent.share_with"))
    not_share_with = finish.listed("consent.not_share_with", _services_told(finish, "consent.not_share_with"))
    _ask_whom(finish)
    signed_by = _signer(finish, "parent", "consent.signed_by")
    signed_by_child = _signer(finish, "child", "consent.signed_by_child")
    _signer(finish, "assessor", "")
    signed_on = finish.date("consent.signed_on", finish.draft.one.get("sign.parent.on"))
    return ConsentStatement(
        store=store,
        share=share,
        share_with=share_with,
        not_share_with=not_share_with,
        signed_by=signed_by,
        signed_on=signed_on if signed_on is not None or signed_by is not None else None,
        signed_by_child=signed_by_child,
        assessor_signed_on=finish.date("consent.assessor_signed_on", finish.draft.one.get("sign.assessor.on")),
    )


def _services_told(finish: Finish, key: str) -> Found | None:
    """The services in this child's part, else those named once for all; never those in another child's part."""
    found = finish.scoped(key)
    parts = [index for index, row in finish.draft.scoped.items() if key in row and not row[key].answer.blank]
    if found is None and parts == [len(finish.draft.children) - 1]:
        behind = finish.draft.scoped[parts[0]][key]  # the last child's part, which nothing has ended
        return Found(behind.answer, behind.label, min(behind.score, 0.7))
    return found


def _ask_whom(finish: Finish) -> None:
    """
    Ask where somebody was unsure whom the family does not want involved (ruling 7: hold and ask).

    Elsewhere '?' and 'not known' are no answers; here they may stand for a name.
    """
    found = _services_told(finish, "consent.not_share_with")
    if found is None or found.answer.blank:
        return
    lines = [line.strip(" .;,()\t").replace("\u2019", "'").casefold() for line in found.answer.text.split("\n")]
    if any(_NOT_SURE_WHOM.fullmatch(line) for line in lines):
        finish.unsure("consent.not_share_with", found, "it is not clear who should not be involved. Please tell us.")


def _agreed(finish: Finish, name: str, kinds: tuple[str, ...]) -> bool | None:
    path = f"consent.{name}"
    heard = heard_for(finish.draft.statements, finish.index, len(finish.draft.children))
    said = [s for s in heard if s.about in kinds]
    answered = [s for s in said if s.value is not None]
    trust = 1.0
    if not answered and name == "share":
        answered = [s for s in heard if s.about == "consent" and s.value is not None]
        trust = 0.7
    for statement in said[:1]:
        finish.headings.setdefault(path, statement.text[:160])
    if not answered:
        doubtful = [s for s in said if s.trust < _SURE]
        if doubtful:
            finish.unsure(path, _found(doubtful[0]), "we could not tell whether Yes or No was meant.")
        return None
    if name == "share":  # 'I withdraw my consent', ticked beside an agreement
        answered += [s for s in heard if s.about == "consent" and s.value is False and s not in answered]
    if len({s.value for s in answered}) > 1:
        return _said_both(finish, path, answered)
    best = max(answered, key=lambda s: s.trust)
    trust = min(trust, _left_open(best, said))
    finish.leaf(path, best.value, _found(best), min(best.trust, 0.97) * trust)
    return best.value


def _left_open(best: Statement, said: list[Statement]) -> float:
    """How far an answer can be trusted beside those to the same question that could not be read, or were not given."""
    if best.value and any(s.alone and s.value is None and not s.negative for s in said):
        return 0.6  # the same was asked again, and left unticked
    return 0.7 if any(s.trust < _SURE for s in said if s.value is None and not s.alone) else 1.0


def _said_both(finish: Finish, path: str, answered: list[Statement]) -> bool:
    """Yes and no: no is kept, in doubt, until a person has asked."""
    finish.unsure(path, _found(answered[0]), "the form says both yes and no.")
    refused = next(s for s in answered if s.value is False)
    finish.leaf(path, False, _found(refused), 0.4)  # noqa: FBT003 - the value of a leaf
    return False


def _found(statement: Statement) -> Found:
    return Found(Answer([[Piece(statement.text)]], statement.place), statement.text[:160])


def _signer(finish: Finish, who: str, path: str) -> str | None:
    """The printed name, else a name in the box for the signature; a note about a signature is none."""
    one = finish.draft.one
    note = None
    for kind, trust in (("name", 0.97), ("signed", 0.93)):
        found = one.get(f"sign.{who}.{kind}")
        finish.heading(path, found)
        text = finish.said(found)
        if text is None or found is None or points_elsewhere(text):
            continue
        text = " ".join(text.split("\n"))
        text = re.sub(
            r"\s*\((?:mother|father|mum|dad|parent|carer|signed|child|young person|print(?:ed)?)\)\s*$",
            "",
            text,
            flags=re.IGNORECASE,
        )
        text = _without_day(finish, who, text, found)
        if is_signature_note(text) or not is_answer(text) or not any(c.isalpha() for c in text):
            note = note or found
            continue
        if _NOBODY_SIGNS.match(text) is not None:
            continue  # 'n/a - aged 3'
        if clean(text) in ("yes", "y", "x", "no"):
            note = note or found
            continue
        words = len(text.split())
        if not path:
            return text
        finish.leaf(path, text, found, trust if words <= 6 else 0.6)
        return text
    if note is not None and path:
        finish.unsure(
            path, note, f"“{note.answer.text[:40]}” is not a name. Please give the name of the person who agreed."
        )
    return None


def _without_day(finish: Finish, who: str, text: str, found: Found) -> str:
    """A name without 'signed' before it and the day behind it; the day counts where no other was given."""
    text = re.sub(r"^(?:signed|sgd\.?|print(?:ed)?)\s+(?=[A-Z])", "", text)
    day = find_date(text)
    if day is None or not any(c.isalpha() for c in day.rest):
        return text
    written = text.replace(day.rest.split()[0], "", 1) if day.rest else text
    known = finish.draft.one.get(f"sign.{who}.on")
    if known is None or known.answer.blank:
        finish.draft.one[f"sign.{who}.on"] = Found(Answer([[Piece(written)]], found.answer.place), found.label, 0.9)
    return re.sub(r"[\s,;]+(?:on|dated?)?$", "", re.sub(r"\s*\([^)]*\)\s*$", "", day.rest), flags=re.IGNORECASE).strip()


def route(finish: Finish) -> str | None:
    """Where the form asks to go: the one route ticked, or the first where several are and the panel is among them."""
    found = finish.draft.one.get("referral.route")
    finish.heading("referral.route", found)
    said: list[tuple[str, Found, float]] = []
    if found is not None and not found.answer.blank:
        said += _routes_in(found)
    several = _over_routes(finish.draft.choices)
    for heading, choice, place in finish.draft.choices:
        for text in _chosen_words(heading, choice):
            kind = route_of(text)
            if kind is not None and (
                route_of(heading) is not None
                or "route" in finish.draft.seen
                or finish.draft.section == "next_steps"
                or is_route_sentence(text)
                or heading in several
                or len({route_of(option.text) for option in choice.options} - {None}) > 1
            ):
                said.append((kind, _labelled(text, heading, place), choice.trust))
    kinds = {k for k, _, _ in said}
    if not kinds:
        return None
    kind = kinds.pop() if len(kinds) == 1 else "panel" if "panel" in kinds else min(kinds)
    source, trust = next((f, t) for k, f, t in said if k == kind)
    finish.leaf("referral.route", kind, source, min(trust, 0.95 if not kinds else 0.6))
    return kind


def _over_routes(choices: list[tuple[str, Choice, str]]) -> set[str]:
    """The headings, in whatever words, over several boxes that each are a route, and over no others."""
    kinds: dict[str, list[str | None]] = {}
    for heading, choice, _ in choices:
        kinds.setdefault(heading, []).extend(route_of(option.text) for option in choice.options)
    return {heading for heading, found in kinds.items() if heading and None not in found and len(set(found)) > 1}


def _chosen_words(heading: str, choice: Choice) -> list[str]:
    """What was chosen: the options, or what stands before a Yes."""
    said = {clean(option.text) for option in choice.options}
    asked = (choice.asked or heading) if said <= YES_WORDS | NO_WORDS | {""} else ""
    if not asked:
        return list(choice.chosen)
    return [asked] if set(map(clean, choice.chosen)) & YES_WORDS else []


def _labelled(text: str, heading: str, place: str) -> Found:
    return Found(Answer([[Piece(text)]], place), heading or text)


def _chosen_route(line: list[Piece]) -> list[str]:
    """What a line says; of 'Panel / single agency / local meeting' the one that stands out, or nothing."""
    text = "".join([p.text for p in line])
    if sum(route_of(option) is not None for option in text.split("/")) < 2:
        return [text]
    looks: dict[int, set[int]] = {}
    number = 0
    for piece in line:
        for index, words in enumerate(piece.text.split("/")):
            number += index > 0
            if words.strip():
                looks.setdefault(number, set()).add(piece.look & _STANDS_OUT)
    out = [number for number, look in looks.items() if 0 not in look]
    return [text.split("/")[out[0]]] if len(out) == 1 else []


def _routes_in(found: Found) -> list[tuple[str, Found, float]]:
    said = []
    choices = [Answer([line], "").choice() if line else None for line in found.answer.lines]
    # Where each route has its own Yes and No, a line without them is no route: the next question of the form.
    each = sum(c is not None and bool(c.asked) and not found.answer.has_boxes for c in choices) >= _EACH
    for line, choice in zip(found.answer.lines, choices, strict=True):
        if choice is None and each:
            continue
        if choice is not None and choice.asked and not found.answer.has_boxes:
            texts = [choice.asked] if {clean(c) for c in choice.chosen} & {"yes", "y"} else []
        else:
            texts = (
                list(choice.chosen)
                if choice is not None and found.answer.has_boxes
                else []
                if found.answer.has_boxes
                else _chosen_route(line)
            )
        for text in texts:
            kind = route_of(text)
            if kind is not None:
                said.append((kind, found, choice.trust if choice is not None else 0.9))
    return said


def requested(finish: Finish) -> tuple[str, ...]:
    """The services that the form asks for."""
    return finish.listed("referral.services_requested", finish.scoped("referral.services_requested"))
