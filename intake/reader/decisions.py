"""
Tables in which the family says of each service whether it may see the form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Rows
from intake.reader.document import TICKED, UNTICKED, Piece
from intake.reader.labels import clean, spoken
from intake.reader.statements import matter_of_consent
from intake.reader.vocabulary import YES_WORDS
from intake.reader.yes_no import read_yes_no
from rules.form import SURE

if TYPE_CHECKING:
    from intake.reader.draft import Draft


_SHARES = re.compile(
    r"\b(?:shar|involv|cop(?:y|ies)|decision|happy|agree|see|told|contact|consent|send|allow)\w*", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:see|shar\w*|copy|copies|involve\w*|sent|send|receive|told|contact\w*)\b", re.IGNORECASE)
_ALREADY = re.compile(r"\b(?:now|current\w*|already|known|working|at present)\b", re.IGNORECASE)
"""'Services involved now': who helps, and not whom the family agrees to."""
_AGREED = re.compile(
    r"\b(?:consent|agree|disagree|withheld|refused|invite|include|exclude|disclose|object)\w*", re.IGNORECASE
)
_TURNED = re.compile(r"\([^()]*\by(?:es)?\b\s*[=:–-][^(),;]*\b(?:not|refus\w+|exclud\w+)\b", re.IGNORECASE)
"""'(Y = must not see it)': the answers may mean the opposite of what they say."""
_YES_OR_NO = re.compile(r"\(?\s*y(?:es)?\s*(?:/|or)\s*no?\s*\)?\??", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:discussed|opinion|view|preference|applicable|known|know|sure|mind|n a)\b")
_OPEN = re.compile(
    r"\b(?:undecided|unsure|not (?:yet )?(?:decided|sure|known)|(?:do not|dont) know|to be (?:decided|agreed))\b"
)
"""'Not decided' over a column: neither yes nor no, and somebody has to ask."""
_SAYS_NO = re.compile(
    r"\b(?:not|dont|don t|no|n|never|cannot|withheld|refused|refuse|declined|disagree|exclude|object)\b"
)
_SAYS_YES = re.compile(
    r"(?:decided to |we |family |parents? |they )?(?:yes|y|share|may|can|happy|ok|okay|i agree|agrees?|agreed|see|involve|include|invite|send|please|consent|consent given|i consent)\b"  # noqa: E501 - a pattern reads worse when broken
)
_CHOICES = re.compile(r"\s*(?:[/|,;]|\bor\b)\s*", re.IGNORECASE)
_NOT_OF_THIS_FAMILY = frozenset({"not relevant", "not applicable", "n a", "na", "not involved", "does not apply"})
"""Said of a service that has nothing to do with the family: neither yes nor no, and nobody need ask."""
_OFFERS = re.compile(r"\by(?:es)?\b.*\bno?\b", re.IGNORECASE)
FEWEST_MARKED, _LONGEST_HEAD, _FEWEST_HEADS = 2, 60, 3


def asks_of_each(heads: Sequence[str]) -> bool:
    """True for 'Service' beside 'May it have a copy? (Y/N)': the head of a table of decisions, in whatever section."""
    if len(heads) != 2 or len(heads[0]) > 60 or len(heads[1]) > 120:
        return False
    if _YES_OR_NO.fullmatch(heads[1].strip()) is not None:
        return _ASKS.search(heads[0]) is not None  # 'Share this form with | Y / N'
    return ("?" in heads[1] or _OFFERS.search(heads[1]) is not None) and _ASKS.search(heads[1]) is not None


def decided_by_column(heads: Sequence[str], *, asked: bool = False) -> list[bool | None] | None:
    """
    Return what a tick below each heading but the first says: share, do not, nothing; None if they ask something else.

    'Usual members | Share | Do not share | No opinion'; *asked* if the sentence above the table asks to share.
    """
    if len(heads) < _FEWEST_HEADS or not any(_SAYS_YES.match(clean(head)) for head in heads[1:]):
        return None  # asked of every row of a table, and nearly always answered here
    said = [_column_says(head) for head in heads[1:]]
    if True not in said or False not in said:
        return None
    asks = (
        asked
        or any(_ASKS.search(head) or _AGREED.search(head) for head in heads[1:])
        or (len(heads[0]) < _LONGEST_HEAD and _ASKS.search(heads[0]) is not None and not _ALREADY.search(heads[0]))
    )
    return said if asks else None


_HEADS = re.compile(
    r"\b(?:shar\w*|consent\w*|agree\w*|disagree\w*|see|involve\w*|invite\w*|include\w*|exclude\w*|disclose\w*|ok|happy"
    r"|object|withheld|refused|told|tell|know|contact\w*|inform\w*|cop(?:y|ies)|receive\w*|sen[dt]|speak\w*|talk\w*)\b|^(?:yes|no|y|n|y(?:es)?\s*/\s*no?)\??$|[✓✗]",
    re.IGNORECASE,
)
_ON_SHARING = re.compile(
    r"\bshar(?:e[ds]?|ing)\b|consent|agree|\bsee(?:n|s|ing)?\b|involv|invit|includ|disclos|refus|withheld|happy|\bok\b"
    r"|\b(?:may|can|could|should|must|to|be) (?:we |be |not )*"
    r"(?:told|tell|know|contact|inform|receive|sen[dt]|speak|talk)",
    re.IGNORECASE,
)
"""Whole words where a name, 'Sharon Brook', has them in it."""
_MAY_BE_TOLD = re.compile(
    r"\b(?:may|can|could|should|must|happy|ok|okay|agrees?|agreed|consents?|permission|allowed)\b.{0,40}"
    r"\b(?:shar\w+|told|tell|know|see|contact\w*|inform\w*|receive|send|sent|speak\w*|talk\w*|involve\w*|cop(?:y|ies))\b"
    r"|^(?:consent|permission|agree[ds]?)(?: to share)?\W*(?:\(?y\W?n\W*)?$|^(?:ok to )?share\W*(?:\(?y\W?n\W*)?$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?:\[[X ]\]|[xX✓✔✗✘☒☑*•]|yes|no|y|n|[A-Z]{2,3}|ok|refused|agreed|given)", re.IGNORECASE)
_LONGEST_MARK = len("refused")


def decides_by_row(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """True for headings over short names with a mark, a yes or a no beside each, as tables of decisions have."""
    if len(heads) < 2 or not any(len(h) < 60 and _HEADS.search(h.strip()) for h in heads[1:]) or len(heads[0]) > 60:
        return False
    if not any(_ON_SHARING.search(h) is not None for h in heads):
        named = clean(heads[0]) in (
            "agency",
            "service",
            "agencies",
            "services",
            "organisation",
            "name of service",
            "who",
        )
        if not named:
            return False
    marked = [row for row in rows if len(row) > 1 and 0 < len(row[0]) < 60 and any(is_mark(c.strip()) for c in row[1:])]
    return len(marked) >= FEWEST_MARKED and not any(len(row[0].split()) > 8 for row in marked)


def is_mark(text: str) -> bool:
    """True for a tick, a cross, initials, a yes or a no."""
    return 0 < len(text) <= _LONGEST_MARK and _MARKS.fullmatch(text) is not None


def _column_says(head: str) -> bool | None:
    words = clean(head)
    if _NEITHER.search(words) or _OPEN.search(words):
        return None
    if _SAYS_NO.search(words):
        return False
    return True if _SAYS_YES.match(words) else None


_NOTES = re.compile(r"^(?:any )?(?:reasons?|why|comments?|notes?|details|remarks?|limits?|if (?:no|not|yes))\b")


def without_notes(heads: Sequence[str], rows: Rows) -> tuple[list[int], list[str]]:
    """
    The columns that decide, 'Reason, if no' left out, and the services beside whose yes something stands there.

    A reason beside a no explains it; what stands beside a yes may limit it, so that a person has to ask.
    """
    notes = [i for i, head in enumerate(heads) if i and _NOTES.match(clean(head)) is not None]
    kept = [i for i in range(len(heads)) if i not in notes]
    limited = [
        row[0].text
        for row in rows
        if len(row) == len(heads)
        and any(row[i].text for i in notes)
        and not any(_is_on(row[i]) and _column_says(heads[i]) is False for i in kept[1:])
    ]
    return kept, limited


def by_column(
    draft: Draft, heads: Sequence[str], says: Sequence[bool | None], rows: Rows, *, trust: float = 0.95
) -> None:
    """Each service goes to the list in whose column it was ticked, as sure as *trust*; ticked twice, to neither."""
    draft.decided += 1
    draft.deciding_heads.update(map(spoken, heads[1:]))
    draft.refusing_heads.update(spoken(h) for h, said in zip(heads[1:], says, strict=False) if said is False)
    open_heads = [_OPEN.search(clean(head)) is not None for head in heads[1:]]
    for row in rows:
        left_open = any(_is_on(mark) for mark, is_open in zip(row[1:], open_heads, strict=False) if is_open)
        if row[0].text and (left_open or len(_ticked(row[1:], says)) != 1):
            draft.undecided.append(row[0].text)
    for agreed, key in ((True, "share_with"), (False, "not_share_with")):
        named = [r[0] for r in rows if _ticked(r[1:], says) == {agreed}]
        if named:
            lines = [[Piece(a.text.replace("\n", " "))] for a in named]
            draft.put(
                draft.scoped_store(),
                f"consent.{key}",
                Found(Answer(lines, named[0].place), heads[1], trust, by_line=True),
            )
        draft.headings.setdefault(f"consent.{key}", heads[1])


def _offers_both(head: str) -> bool:
    """True for 'Share / Do not share / Not relevant': the head says what may be answered, and refuses nothing."""
    offered = [clean(part) for part in _CHOICES.split(head)]
    refused = [part for part in offered if _SAYS_NO.search(part)]
    agreed = [part for part in offered if part not in refused and part not in YES_WORDS and _SAYS_YES.match(part)]
    return bool(refused) and bool(agreed)


def are_matters(rows: Rows) -> bool:
    """True for matters of consent down the side, 'to its being stored', below 'I agree' and 'I do not agree'."""
    asked = [matter_of_consent(row[0].text) for row in rows if row[0].text]
    return bool(asked) and all(statement is not None for statement in asked)


def by_matter(draft: Draft, says: Sequence[bool | None], rows: Rows) -> None:
    """Each matter of consent is agreed to or refused by the column in which it was ticked."""
    for row in rows:
        statement = matter_of_consent(row[0].text)
        if statement is None:
            continue
        on = _ticked(row[1:], says)
        pieces = [
            piece
            for word, value in (("Yes", True), ("No", False))
            for piece in (Piece(f" {word} "), Piece("", TICKED if value in on else UNTICKED))
        ]
        draft.decide(statement, Answer([pieces], row[0].place))


def is_ticked_row(row: tuple[Answer, ...], width: int) -> bool:
    """True for a short name and a mark or nothing in each further cell."""
    if (
        len(row) != width
        or not 0 < len(row[0].text) < 60
        or row[0].has_boxes
        or matter_of_consent(row[0].text) is not None
    ):
        return False
    return all(a.blank or a.has_boxes or decision(a) is not None or len(a.text.strip()) < 4 for a in row[1:])


def _ticked(marks: Sequence[Answer], says: Sequence[bool | None]) -> set[bool | None]:
    told: set[bool | None] = set()
    for mark, said in zip(marks, says, strict=False):
        if decision(mark) is False:
            told.add(False if said else None)  # 'No' written below 'Share'; below 'Do not share' it may mean either
        elif _is_on(mark):
            told.add(said)
    return told


def _is_on(mark: Answer) -> bool:
    """True for a tick, a cross, initials: whatever somebody wrote in the cell."""
    if mark.has_boxes:
        return any(piece.kind == TICKED for line in mark.lines for piece in line)
    return bool(mark.text.strip(" .-–"))


def decisions_in(rows: Rows) -> int:
    """How many rows from the first on are a service with a decision, or with none yet; 0 if next to none are."""
    count = made = 0
    for service, answer in (r if len(r) == 2 else (None, None) for r in rows):
        if service is None or answer is None or not 0 < len(service.text) < 60 or service.has_boxes:
            break
        said = decision(answer)
        if not answer.blank and said is None and answer.choice() is None:
            break
        count, made = count + 1, made + (said is not None)
    return count if made >= FEWEST_MARKED else 0


def decided_in(section: str, columns: list[Column], rows: Rows) -> int | None:
    """The column in which the family says of each service yes or no, if a table of consent has one."""
    if sum(c.asks in ("share_with", "not_share_with") for c in columns) > 1:
        return None
    if section != "consent" or columns[0].asks not in ("", "service", "organisation", "who", "worker", "school"):
        return None
    for index, column in enumerate(columns[1:], 1):
        if column.asks in ("date", "signed", "print_name") or not _SHARES.search(column.text):
            continue
        said = [decision(r[index]) for r in rows if not r[index].blank and not _is_left_aside(r[index])]
        if said and None not in said:
            return index
    return None


def decided_beside(columns: list[Column], rows: Rows) -> int | None:
    """The one column, among what else is told of each service, in which the family says whether it may be told."""
    asked = [i for i, column in enumerate(columns) if i and _MAY_BE_TOLD.search(column.text) is not None]
    if len(asked) != 1 or any(
        c.asks in ("share_with", "not_share_with") for c in columns if c is not columns[asked[0]]
    ):
        return None
    said = [decision(row[asked[0]]) for row in rows if not row[asked[0]].blank]
    return asked[0] if len(said) >= FEWEST_MARKED and None not in said else None


def _is_left_aside(answer: Answer) -> bool:
    return clean(answer.text) in _NOT_OF_THIS_FAMILY


def left_over(draft: Draft, rows: Rows) -> None:
    """Rows with a decision behind one that has none: they were not read with the others, and are asked about."""
    for row in rows:
        said = [decision(answer) for answer in row[1:] if not answer.blank]
        ticks = any(is_mark(answer.text.strip()) or answer.has_boxes for answer in row[1:])
        if row and row[0].text and (ticks or any(s is not None for s in said)):
            draft.undecided.append(row[0].text)


def decision(answer: Answer) -> bool | None:
    """Yes or no to sharing with one service: 'Y', 'Share', 'Do not share', a box."""
    words = clean(answer.text)
    if words in ("share", "can share", "ok to share", "happy to share"):
        return True
    if re.fullmatch(r"(?:do not|dont|not to|no do not|must not|no) (?:share|involve|send|tell|contact).*", words):
        return False
    return read_yes_no(answer)[0] if len(words) < 24 else None


def by_decision(
    draft: Draft, columns: list[Column], index: int, rows: Rows, *, headed: bool = True, sure: bool = True
) -> None:
    """
    Each service goes to the list that its own answer says; one without an answer to neither.

    Without a head it is the sentence above that tells what yes and no mean: a person confirms that, as they
    confirm whatever is not *sure*.
    """
    draft.decided += headed
    column = columns[index]
    refuses = re.search(r"\b(?:not|dont|exclud\w+)\b", clean(re.sub(r"\([^)]*\)", "", column.text))) is not None
    refusing = refuses and not _offers_both(column.text)
    open_rows = [r for r in rows if decision(r[index]) is None and not _is_left_aside(r[index])]
    draft.undecided += [r[0].text for r in open_rows if r[0].text]
    score = 0.6 if _TURNED.search(column.text) or not (headed and sure) else 0.95
    if score > SURE and not refusing:
        draft.refusing_heads.add(spoken(column.text))
    if refuses and not refusing:
        # 'Share' and 'Do not share' stand there for each service, and ask nothing; nor do services of no relevance.
        draft.deciding_heads.update(spoken(r[index].text) for r in rows)
        draft.deciding_heads.update(spoken(r[0].text) for r in rows if _is_left_aside(r[index]))
        draft.refusing_heads.update(spoken(r[index].text) for r in rows if decision(r[index]) is False)
    for agreed, key in ((True, "share_with"), (False, "not_share_with")):
        named = [r[0] for r in rows if r[0].text and decision(r[index]) is (agreed != refusing)]
        if named:
            lines = [[Piece(a.text.replace("\n", " "))] for a in named]
            draft.put(
                draft.scoped_store(),
                f"consent.{key}",
                Found(Answer(lines, named[0].place), column.text, score, by_line=True),
            )
        draft.headings.setdefault(f"consent.{key}", column.text)
