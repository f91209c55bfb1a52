"""
From the neutral document to readings: the walk, the verdict, and one form for each child.
"""

from __future__ import annotations

from intake.reader.answers import Row
from intake.reader.arrange import arrange
from intake.reader.consent_doubts import doubts_of_consent
from intake.reader.consistent import doubts_among
from intake.reader.document import Document
from intake.reader.draft import Draft
from intake.reader.finish import Finish
from intake.reader.flow import Walk
from intake.reader.guard import unheard_exclusion
from intake.reader.labels import clean
from intake.reader.letter import read_letter
from intake.reader.own_parts import signed_elsewhere
from intake.reader.persons import EACH_OWN
from intake.reader.typed import find_date
from intake.reader.verdict import Verdict, judge
from intake.reader.versions import newer, two_versions
from intake.reader.vocabulary import CHOICE_WORDS
from rules.form import SURE, FormReading, Problem

_NAMES, _FIRST_NAMES = ("given", "family", "name"), ("given", "name")
_OWN = ("dob", "edd", "nhs", "upn")
"""What no two children have alike."""
_SEVERAL = 2


def understand(document: Document, filename: str, *, trust: float = 1.0) -> tuple[FormReading, ...]:
    """Return one reading for each child that *document* is about; one, unreadable, if it is no filled form."""
    document = arrange(document)
    parts = two_versions(document)
    if parts is not None:
        older, later = (_understand(part, filename, trust) for part in parts)
        current = newer(older, later, parts)
        if current is not None:
            return current
    return _understand(document, filename, trust)


def _understand(document: Document, filename: str, trust: float) -> tuple[FormReading, ...]:
    draft = Draft(wraps=document.by_geometry)
    Walk(document, draft).run()
    _leave_to_all(draft)
    draft.children = _real_children(draft.children)
    verdict = judge(document, draft)
    if not verdict.readable and verdict.problems[0].code == "not_a_form":
        letters = read_letter(document, filename, trust)
        if letters:
            return letters
    if not verdict.readable:
        return (FormReading(file=filename, kind=verdict.kind, readable=False, problems=verdict.problems),)
    return tuple(
        _reading(draft, index, filename, verdict, document, trust) for index in range(max(1, len(draft.children)))
    )


def _real_children(children: list[Row]) -> list[Row]:
    """Children with a name, or a number or birthday of their own; the same name again is the same child, said later."""
    real = [c for c in children if _is_named(c) or any(key in c and not c[key].answer.blank for key in _OWN)]
    if not any(map(_is_named, real)) and len(real) < _SEVERAL:
        return children[:1]
    kept: list[Row] = []
    for child in real:
        same = next((k for k in kept if _is_same(k, child)), None)
        if same is None:
            kept.append(child)
        else:
            same.update({key: found for key, found in child.items() if not found.answer.blank})
    return kept


def _is_named(child: Row) -> bool:
    return any(n in child and _may_be_name(child[n].answer.text) for n in _NAMES)


def _is_same(one: Row, other: Row) -> bool:
    """True for two of one name; a surname alone is a brother's too, where birthdays or numbers differ."""
    if not _is_named(other) or _name(one) != _name(other):
        return False
    if any(n in other and not other[n].answer.blank for n in _FIRST_NAMES):
        return True
    both = [key for key in _OWN if all(key in c and not c[key].answer.blank for c in (one, other))]
    return all(_as_told(one, key) == _as_told(other, key) for key in both)


def _as_told(child: Row, key: str) -> object:
    """A birthday as a day, a number without its gaps."""
    text = child[key].answer.text
    day = find_date(text) if key in ("dob", "edd") else None
    return day.value if day is not None else "".join(filter(str.isalnum, text.casefold()))


def _leave_to_all(draft: Draft) -> None:
    """What was asked below an empty block for one more child is asked of all the children."""
    last = draft.children[-1] if len(draft.children) > 1 else {}
    told = {key: found for key, found in last.items() if not found.answer.blank}
    if told and not told.keys() & EACH_OWN:
        draft.family = {**told, **draft.family}


def _may_be_name(text: str) -> bool:
    """False for what no name is: nothing, one letter, a word to choose."""
    return sum(c.isalpha() for c in text) > 1 and clean(text) not in CHOICE_WORDS


def _name(child: Row) -> str:
    return " ".join(clean(child[n].answer.text) for n in _NAMES if n in child)


def _reading(
    draft: Draft, index: int, filename: str, verdict: Verdict, document: Document, trust: float
) -> FormReading:
    finish = Finish(draft, index, trust=trust)
    form = finish.form()
    finish.believe_less({**doubts_among(form, finish.evidence), **signed_elsewhere(draft, index)})
    problems = [
        *verdict.problems,
        *finish.problems,
        *_doubts(finish),
        *_remarks(document),
        *(unheard_exclusion(document, draft, form) or doubts_of_consent(document, draft, form)),
    ]
    return FormReading(
        file=filename,
        kind=verdict.kind,
        readable=True,
        form=form,
        evidence=tuple(finish.evidence),
        problems=tuple(problems),
        headings=finish.headings,
        child_index=index,
    )


def _doubts(finish: Finish) -> list[Problem]:
    """Every value below `SURE` is named by the form's own heading."""
    told = {p.field for p in finish.problems}
    return [
        Problem(
            code="unsure",
            field=row.field,
            message=f"“{finish.headings.get(row.field, row.field)}”: please check what we read.",
        )
        for row in finish.evidence
        if row.certainty < SURE and row.field not in told
    ]


def _remarks(document: Document) -> list[Problem]:
    made = []
    if document.tracked:
        made.append(
            Problem(
                code="tracked_changes",
                message="The document has tracked changes that nobody accepted; it was read as if all were accepted.",
            )
        )
    if document.hidden:
        made.append(Problem(code="hidden_text", message="The document has hidden text; it was left out."))
    return made
