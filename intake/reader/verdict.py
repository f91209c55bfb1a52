"""
What kind of document this is: a filled form of the CAF family, a blank one, a checklist, a letter, or none of these.

A form is known by what it asks for, never by its title alone: enough of a
child's identity, the assessment, the plan and the consent must be asked for
(forms, section 0.7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from intake.reader.answers import Answer
from intake.reader.document import TICKED, UNTICKED, Document
from intake.reader.draft import Draft
from intake.reader.letter import looks_like_letter
from intake.reader.typed import is_answer
from intake.reader.vocabulary import ELEMENTS
from rules.form import Problem

_IDENTITY = frozenset(
    {
        "given",
        "family",
        "name",
        "dob",
        "address",
        "postcode",
        "sex",
        "ethnicity",
        "school",
        "first_language",
        "aka",
        "telephone",
        "nhs",
        "upn",
        "interpreter",
        "disability",
        "child",
        "children",
        "religion",
    }
)
_FAMILY = frozenset({"parents", "household", "relationship", "pr", "home"})
_ASSESSMENT = frozenset(
    {
        "reason",
        "people_present",
        "date_started",
        "assessor",
        "assessment",
        "strengths",
        "needs",
        "conclusions",
        "elements",
        "lead",
    }
) | frozenset(ELEMENTS)
_PLAN = frozenset(
    {"action", "who", "when", "outcome", "plan", "review", "comment", "measure", "services_requested", "route"}
)
_CONSENT = frozenset(
    {
        "consent",
        "consent_statement",
        "share_with",
        "not_share_with",
        "sign_parent",
        "sign_assessor",
        "sign_child",
        "signed",
    }
)
_CHECKLIST = re.compile(r"\bpre-?\s?(?:assessment|caf) checklist\b|\bpre-?caf\b|\bcaf checklist\b", re.IGNORECASE)
_CHECKLIST_QUESTIONS = re.compile(
    r"\b(?:healthy|safe from harm|learning and developing well|positive impact on others|free from the negative impact of poverty)\s*\?",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^(?:guidance|guide|notes|how to|help notes)\b.*\b(?:for|on|to|complet\w+)\b"
    r"|\b(?:application for (?:employment|a job|a post)|job application|curriculum vitae)\b",
    re.IGNORECASE,
)
_OF_CHECKLIST = ("check", "precaf", "pre-caf")
_OF_QUESTIONS = ("healthy", "safe from harm", "and develop", "mpact on others", "free from the negat")
"""
What stands in every title of a checklist, and in each of its questions: without one nothing more need be asked.

No word has an i in it, which a pattern without regard to case finds in other letters than lower case knows.
"""
_FEWEST_QUESTIONS = 3
_BEFORE = len("family ")
_WORDS_OF = {
    "csf": ("common support framework", "csf"),
    "caf": ("common assessment", "caf"),
    "eha": ("early help", "eha", "ehm"),
}
_KINDS = (
    ("csf", re.compile(r"\bcommon support framework\b|\bCSF\b", re.IGNORECASE)),
    ("caf", re.compile(r"\bcommon assessment\b|\bF?CAF\b|\bfamily common assessment\b", re.IGNORECASE)),
    (
        "eha",
        re.compile(
            r"\bearly help\b(?!\W{1,3}(?:F?CAF\b|(?:family )?common assessment))|\bEHAT?\b|\bEHM\b", re.IGNORECASE
        ),
    ),
)
_EARLY = re.compile(
    r"\bEH\d\b|\bwhole[ -]family (?:assessment|plan)\b|\bearly (?:intervention|support)\b", re.IGNORECASE
)
"""What early help forms are called that do not say so, and have the elements of the common assessment."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a document is, whether it can be trusted, and what to tell the sender if not."""

    kind: str
    readable: bool
    problems: tuple[Problem, ...] = ()


def judge(document: Document, draft: Draft) -> Verdict:
    """Return the verdict on *document*, from what the walk found in it."""
    text = opening(document)
    groups = [len(draft.seen & group) for group in (_IDENTITY, _FAMILY, _ASSESSMENT, _PLAN, _CONSENT)]
    checklist = groups[3] < 3 and _is_checklist(document, text)
    if checklist and len(draft.seen & frozenset(ELEMENTS)) < 3:
        return Verdict(
            "unknown",
            readable=False,
            problems=(
                Problem(
                    code="checklist",
                    message="This is a pre-assessment checklist, not an assessment. Please send the completed assessment form.",  # noqa: E501 - a pattern reads worse when broken
                ),
            ),
        )
    if not _is_form(groups, text) or _is_other(document) or looks_like_letter(document):
        return Verdict(
            "unknown",
            readable=False,
            problems=(
                Problem(
                    code="not_a_form",
                    message="This is not one of the forms that we know. Please send the completed assessment form.",
                ),
            ),
        )
    kind = kind_of(text, document, draft)
    if is_blank(draft):
        return Verdict(
            kind,
            readable=False,
            problems=(Problem(code="blank", message="The form is blank. Please send the completed form."),),
        )
    return Verdict(kind, readable=True)


def _is_checklist(document: Document, text: str) -> bool:
    """True for a pre-assessment checklist: by its title, or by the five questions that it asks."""
    folded = text.casefold()
    if any(word in folded for word in _OF_CHECKLIST) and _CHECKLIST.search(text) is not None:
        return True
    if document.said.lines.count_of(_OF_QUESTIONS) < _FEWEST_QUESTIONS:
        return False
    return len(set(_CHECKLIST_QUESTIONS.findall(_all_text(document.said.body)))) >= _FEWEST_QUESTIONS


def _is_other(document: Document) -> bool:
    """True for a document whose first words say that it is guidance, or an application for a post."""
    first = next((line.strip() for line in _all_text(document.said.body, limit=600).split("\n") if line.strip()), "")
    return _OTHER.search(first) is not None


def _is_form(groups: list[int], text: str) -> bool:
    """Enough of the family's questions: at least three of the five groups and eight questions, fewer with the title."""
    filled = len([g for g in groups if g >= 2])
    total = sum(groups)
    if groups[0] < 2:
        return False
    folded = text.casefold()
    if any(_first(kind, pattern, text, folded) is not None for kind, pattern in _KINDS):
        return filled >= 2 and total >= 7 and (groups[2] >= 1 or groups[3] >= 2)
    return filled >= 4 and total >= 14 and groups[2] >= 2


def _first(kind: str, pattern: re.Pattern[str], text: str, folded: str) -> int | None:
    """
    Where the first name of a kind stands in *text*, None if none does.

    Each of its names has one of a few words in it, behind "family " at most: the pattern need not look farther
    before the first of these words, nor at all where there is none.
    """
    begins = [at for words in _WORDS_OF[kind] if (at := folded.find(words)) >= 0]
    if not begins:
        return None
    # Letters that are two in lower case shift what stands behind them.
    found = pattern.search(text, max(0, min(begins) - _BEFORE) if len(folded) == len(text) else 0)
    return found.start() if found is not None else None


def kind_of(text: str, document: Document, draft: Draft) -> str:
    """Return the family of the form: by its title, else by the words used most."""
    folded = text.casefold()
    found = [(at, kind) for kind, pattern in _KINDS if (at := _first(kind, pattern, text, folded)) is not None]
    if found:
        return min(found)[1]
    whole = _all_text(document.said.texts)
    counts = {kind: len(pattern.findall(whole)) for kind, pattern in _KINDS}
    best = max(counts, key=lambda k: counts[k])
    if counts[best]:
        return best
    return "caf" if len(draft.seen & frozenset(ELEMENTS)) >= 5 and _EARLY.search(text) is None else "eha"


def is_blank(draft: Draft) -> bool:
    """True if nobody filled the form: no name, no reason, next to no answers."""
    rows = [*draft.children, *draft.parents, *draft.household, *draft.actions, draft.one, *draft.scoped.values()]
    answers = (
        f
        for row in rows
        for key, f in row.items()
        if not key.startswith("_")
        and not f.answer.blank
        and not _unticked(f.answer)
        and is_answer(f.answer.text or "x")
    )
    count = sum(1 for _ in islice(answers, 6))
    named = any(
        k in c and not c[k].answer.blank and is_answer(c[k].answer.text)
        for c in draft.children
        for k in ("given", "family", "name", "dob")
    )
    return count <= 2 or (not named and count <= 5)


def _unticked(answer: Answer) -> bool:
    """The words beside boxes are the form's own; a person answers by a tick."""
    kinds = {piece.kind for line in answer.lines for piece in line}
    return UNTICKED in kinds and TICKED not in kinds


def opening(document: Document) -> str:
    """The words with which a document begins, its page headers and footers included."""
    said = document.said
    body, headers, footers = _all_text(said.body, 1500), _all_text(said.headers, 400), _all_text(said.footers, 400)
    return f"{document.title}\n{body}\n{headers}\n{footers}"


def _all_text(paragraphs: list[str], limit: int = 400_000) -> str:
    """The text of *paragraphs*, up to the one with which it has *limit* letters."""
    length = 0
    for index, text in enumerate(paragraphs):
        if length >= limit:
            return "\n".join(paragraphs[:index])
        length += len(text)
    return "\n".join(paragraphs)
