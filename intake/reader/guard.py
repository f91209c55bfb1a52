"""
The last guard of an exclusion: a question about whom not to involve that nothing was read under (ruling 7).

A form may ask it in words that the vocabulary does not have. Then nobody may
take it that the family named nobody: the section is put before a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.reader.document import Document
from intake.reader.draft import Draft
from intake.reader.labels import clean, heading_section, recognise, spoken
from intake.reader.routes import route_of
from intake.reader.vocabulary import CHOICE_WORDS, NO_WORDS, YES_WORDS
from rules.form import Form, Problem

_LONGEST_LABEL = 130
_PATH = "consent.not_share_with"
_NOT = (
    r"(?:do(?:es)? not|don't|doesn't|must not|mustn't|should not|shouldn't|may not|can ?not|can't|not to|not agreed"
    r"|(?:are|is) not|not happy|not want|not wish|not like|refused?|object(?:s|ion)? to)"
)
_DONE = (
    r"(?:shar|involv|contact|see\b|sees\b|seen\b|cop(?:y|ies)|inform|told|tell\b|includ|receiv|know|access|approach"
    r"|pass|send\b|sent\b|giv|forward|disclos|discuss|speak|spoken|talk)"
)
_WHO = r"(?:agenc|service|organisation|anyone|anybody|any one|who\b|whom\b|people|person|professional|practitioner)"
_ASKS = (
    re.compile(rf"{_WHO}.{{0,60}}{_NOT}.{{0,50}}{_DONE}"),
    re.compile(rf"{_NOT}.{{0,50}}{_DONE}.{{0,60}}{_WHO}"),
    re.compile(rf"^(?:please )?{_NOT}.{{0,20}}{_DONE}[^:]{{0,40}}:"),
    re.compile(rf"^(?:please )?{_NOT} {_DONE}\w*(?: (?:to|with|it|this|about|anything))* \w"),
    re.compile(rf"^{_NOT}.{{0,12}}{_DONE}\w*(?: (?:it|this|them|the form|with))?\s*$"),
    re.compile(
        rf"{_WHO}.{{0,30}}\b(?:(?:may|must|should|can|could|are|is|will|would) ?(?:not|n't)|can't|won't)"
        r"(?: (?:be|to|it|this|see|know|look|allowed|included|please))*\s*[:?]?\s*$"
    ),
    re.compile(rf"{_WHO}\w*.{{0,30}}exclud|exclud\w+ {_WHO}"),
    re.compile(rf"\b(?:leav\w+|left|keep\w*|kept) {_WHO}\w*.{{0,12}}\b(?:out|off)\b"),
    re.compile(rf"{_WHO}.{{0,30}}\b(?:kept|left) (?:out|off|from)\b"),
    re.compile(rf"{_WHO}.{{0,40}}\b(?:not|never) (?:yet )?(?:said|say|given|give) (?:yes|permission)\b"),
    re.compile(rf"\bobject\w* to (?:any |some |the |these |those )?{_WHO}"),
    re.compile(rf"\bunhappy about (?:any |some |the |these |those )?{_WHO}|\bin the dark\b"),
    re.compile(rf"{_WHO}.{{0,40}}\b(?:unaware|against)\b"),
    re.compile(rf"\b(?:limit|restrict)\w* (?:{_WHO}|(?:the )?sharing)|^not (?:permitted|authorised|allowed)$"),
)
_MAY_REFUSE = (
    *(
        "not",
        "n't",
        "n\u2019t",
        "n\u2018t",
        "don",
        "doesn",
        "wouldn",
        "can",
        "never",
        "nobody",
        "without",
        "refuse",
        "object",
        "unhappy",
        "dark",
        "unaware",
        "against",
    ),
    *("exclu", "except", "apart", "than", "keep", "kept", "leav", "left", "confidential", "declin", "withh"),
    *("limit", "restrict", "consent", "cop", "informat"),
)
"""One of these stands in whatever the patterns find, and in every phrase of the vocabulary that asks it."""
_PLEA = re.compile(r"(?:please )?(?:do not|don['’]?t|never) (?!agree|consent)", re.IGNORECASE)
_PROMISE = re.compile(
    r"will not|won't|unless|without (?:your|my|our|their|consent)|permission to|be excluded from school"
)
_STATEMENT = re.compile(r"^(?:[^\w]*)(?:i|we|parent|family|the family|carer|yes|no)\b")
_LISTS = re.compile(r"following|these|listed|named|:\s*$|\?\s*$|who\b|any ")


def unheard_exclusion(document: Document, draft: Draft, form: Form) -> tuple[Problem, ...]:
    """Return a problem if the form seems to ask whom not to involve, and nothing was understood of it."""
    if form.consent.share is not True or form.consent.not_share_with or _PATH in draft.one:
        return ()
    heard = "not_share_with" in draft.seen
    label = next((text for text, folded in _labels(document) if _asks(folded, heard=heard)), None)
    label = label or _ticked_for_nothing(draft)
    if label is None:
        return ()
    words = " ".join(label.split())
    message = f"“{words}”: we could not tell whether anybody is named here. Please tell us."
    return (Problem(code="unsure", field=_PATH, message=message),)


def _asks(text: str, *, heard: bool) -> bool:
    if _PROMISE.search(text) or (_STATEMENT.match(text) and not _LISTS.search(text)):
        return False
    known = recognise(text)
    if known is not None and known.asks == "not_share_with":
        return not heard  # heard, the question stands there without an answer
    return any(pattern.search(text) for pattern in _ASKS)


def _ticked_for_nothing(draft: Draft) -> str | None:
    """What stands at several boxes among the consent, some ticked, if it is not known whom they let in."""
    for title, choice, _ in draft.choices:
        several = bool(choice.chosen) and len(choice.options) > 1 and heading_section(title) == "consent"
        if several and not any(_is_known(option.text) for option in choice.options):
            if choice.asked and recognise(choice.asked) is not None:
                continue
            return choice.asked or choice.chosen[0]
    return None


def _is_known(option: str) -> bool:
    """True for Yes and No, for 'don't know', and for a route: such boxes are no services."""
    said = clean(option)
    return said in YES_WORDS or said in NO_WORDS or said in CHOICE_WORDS or route_of(option) is not None


def _labels(document: Document) -> Iterator[tuple[str, str]]:
    """
    Every line that may ask it, as printed and folded: short enough for a question or a heading, and no sentence.

    One of a few words stands in whatever asks it; looking for them first costs next to nothing.
    """
    lines = document.said.lines
    for index in lines.holding(_MAY_REFUSE):
        label = lines[index].strip()
        if len(label) <= _LONGEST_LABEL and (not label.endswith(".") or _PLEA.match(label)):
            text = spoken(label)
            yield label, text
            for sign in ":?":
                if sign in text[:-1]:
                    yield label, text.partition(sign)[0]
        elif len(label) > _LONGEST_LABEL and 0 < (end := label.find(":")) <= _LONGEST_LABEL:
            yield label[:end], spoken(label[:end])  # a question before a row of boxes
