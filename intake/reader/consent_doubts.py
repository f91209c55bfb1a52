"""
Words that speak against an agreement to share, wherever they stand and whatever was read of them (ruling 7).

The family's yes is only sure if nothing else in the form takes any of it back:
a note, a list that goes on, a table of services, a word of withdrawal. None of
this is interpreted here. It is put before a person, in the form's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.reader.decisions import decides_by_row
from intake.reader.document import Block, Document, Paragraph, paragraphs_in
from intake.reader.draft import Draft
from intake.reader.labels import clean, recognise
from intake.reader.statements import Statement, read_statement
from intake.reader.typed import is_answer
from rules.form import Form, Problem

_LONGEST, _LONGEST_ITEM, _BEFORE, _BEHIND, _RUNS_ON = 300, 70, 8, 40, 6
_NOT = r"(?:do(?:es)? not|don't|doesn't|did not|didn't|has not|hasn't|have not|never|no longer|not to\b|nobody|refus\w+|declin\w+)"  # noqa: E501 - a pattern reads worse when broken
_TOLD = r"(?:shar(?:e|ed|ing)|told|tell\b|contact\w*|involv\w*|inform(?:ed)?\b|sen[dt]\b|consent\w*|invit\w*|pass(?:ed)? (?:on|to)|see (?:this|it)|to know\b)"  # noqa: E501 - a pattern reads worse when broken
_AGAINST = (
    re.compile(rf"\b{_NOT}\b.{{0,60}}\b{_TOLD}"),
    re.compile(
        rf"\b{_TOLD}.{{0,60}}\b(?:except\w*|apart from|other than|but not|excluding|withdrawn|refused|declined|withheld|not (?:the|my|our|with|to)\b)"  # noqa: E501 - a pattern reads worse when broken
    ),
    re.compile(
        r"\b(?:consent|permission|agreement)\b.{0,40}\b(?:withdrawn|withdrew|refused|declined|withheld|revoked)\b"
    ),
    re.compile(r"\b(?:withdr[ae]w\w*|refus\w+|withh[eo]ld\w*|revok\w+)\b.{0,40}\b(?:consent|permission|agreement)\b"),
    re.compile(
        r"\b(?:all|every(?:one|body)|any(?:one|body)|services|agencies)\b.{0,24}\b(?:except\w*|apart from|other than|but not|excluding)\b"  # noqa: E501 - a pattern reads worse when broken
    ),
    re.compile(r"\bkeep\b.{0,40}\bout of\b|\bexcept (?:for )?the\b|\(not [\w ]+\)|\bnot (?:be )?told\b"),
    re.compile(r"\byes\b[^/]{0,40}[,;.][^/]{0,40}\bno\b|\byes\b.{0,12}\b(?:but not|bar|except|apart from|minus)\b"),
)
_OUTRIGHT = re.compile(
    rf"\b{_NOT}\b.{{0,40}}\b(?:shar(?:e|ed|ing)\b|consent\b|(?:be|are|is) told\b|to know\b)"
    r"|\bshar(?:e|ed|ing)\b.{0,40}\b(?:except\w*|apart from|other than|but not)\b|\bdo not share\b|\bnot (?:to )?share with\b|\b(?:are|is|be) not (?:be )?told\b"  # noqa: E501 - a pattern reads worse when broken
)
"""What is heeded outside of the part about consent as well."""
_PRINTED = re.compile(
    r"\bwithout (?:your|my|our|their|the) |\bwe (?:will|may|can|must|have to|might)\b|\byou (?:can|may|will|have|must|are|should)\b|\bunless\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:right to|at any time|risk of|safeguarding|significant harm|in an emergency|(?:by )?the law|by law|required to|data protection|gdpr)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\bplease (?:tick|list|state|give|write|name|note|complete|read)\b|\bif (?:you|the|a|any|not|no|yes|so|there|someone)\b|\bshould not be\b|\bwill not\b"  # noqa: E501 - a pattern reads worse when broken
)
_LIMITS = re.compile(
    r"\b(?:declin\w+|withh[eo]ld\w*|refus\w+|exclud\w+|excluding|restrict\w*|limits? (?:to|on)|withdraw\w*|withdrawn|disclosed|do not invite"  # noqa: E501 - a pattern reads worse when broken
    r"|not to\b|no consent|ticked no|exceptions?)\b"
)
_REFUSED = re.compile(r"(?:refused|declined|withdrawn|withheld|no consent|not given|not agreed)\b.{0,30}")
_REFUSED_ITEM = re.compile(
    r"(?!yes\b)[A-Z][\w '’&/()-]{1,40}?(?:\s*[-–—:=]\s*(?:no|n|refused|declined|not)|\s{2,}(?:no|n))\b\.?$",
    re.IGNORECASE,
)
_OPTS_OUT = re.compile(
    r"\b(?:tick|check|cross|mark)\b.{0,30}\bif (?:you|i|we)\b.{0,20}\b(?:not|object)\b.{0,60}\bshared?\b"
)
_WRITTEN = re.compile(
    r"\b(?:rang|phoned|telephoned|e-?mailed|later|has since|changed (?:her|his|their) mind)\b", re.IGNORECASE
)
_SAID = re.compile(r"(?:I|We|Mum|Dad|The family|Parents?) (?:do|does) (?:not|NOT) (?:agree|consent|want)\b")
_SHARES = (
    *("shar", "stor", "kept", "keep", "record", "held", "retain", "hold", "sav", "file", "discuss", "pass", "given"),
    *("present", "sent", "send", "disclos", "talk", "go", "show", "seen"),
)
_SPEAKS = (
    *("no", "n't", "n’t", "never", "keep", "told", "bar ", "minus", "but", "apart", "other", "except", "exclud"),
    *("refus", "declin", "withdr", "withh", "revok", "object"),
)
"""Without one of these no line asks for sharing, or speaks against it: most are passed over at the first look."""
_BOX = re.compile(r"\W*\[[X ]\]\W*(?:yes|no)?\W*|[xX]", re.IGNORECASE)
_DRAWN = frozenset("✓✔✗✘")
_CROSS, _TICK = re.compile("[✗✘]"), re.compile("[✓✔]")


def doubts_of_consent(document: Document, draft: Draft, form: Form) -> tuple[Problem, ...]:
    """Return a problem for the first words that speak against the agreement which was read; none if there are none."""
    if form.consent.share is not True:
        return ()
    lines = list(_lines([*document.headers, *document.blocks, *document.footers]))
    against = next(_speaking_against(lines, draft, form), None) or _unread_table(document, draft)
    if against is None:
        return ()
    words = " ".join(against.split())[:120]
    return (
        Problem(
            code="unsure",
            field="consent.not_share_with",
            message=f"“{words}”: please look whether this limits what the family agreed to.",
        ),
    )


def _speaking_against(lines: list[str], draft: Draft, form: Form) -> Iterator[str]:
    told = " ".join(clean(name) for name in form.consent.not_share_with)
    near = _near_consent(lines)
    yield from _lines_against(lines, near, draft, told)
    yield from (s.text for s in draft.statements if _is_refusal(s))
    yield from draft.undecided
    yield from _running_on(lines, told)
    yield from _limits(draft)
    yield from _others_of_the_family(lines, near, draft)
    yield from (
        said for said in (form.parent_comment, form.child_comment) if said and _OUTRIGHT.search(said.casefold())
    )
    marked = " ".join(lines[i] for i in near)
    if _CROSS.search(marked) and _TICK.search(marked):
        yield next(lines[i] for i in near if _CROSS.search(lines[i]))


def _lines_against(lines: list[str], near: set[int], draft: Draft, told: str) -> Iterator[str]:
    known = {clean(s.text)[:60] for s in draft.statements if _is_printed(s)}
    for index, line in enumerate(lines):
        text = line.casefold().replace("’", "'").strip()
        if not any(word in text for word in _SPEAKS) and not text.endswith((" n", "-n", "=n", ":n")):
            continue
        if _OPTS_OUT.search(text) and "[X]" in " ".join(lines[index : index + 2]):
            yield line
        elif not text or len(text) > _LONGEST or clean(line)[:60] in known or _is_heard(line, draft):
            continue
        elif _is_against(text) if index in near else _OUTRIGHT.search(text) and not _PRINTED.search(text):
            if not told or not _says_only(text, told):
                yield line
        elif index in near and _refuses(line, lines[max(0, index - 1) : index + 2]):
            yield line


def _refuses(line: str, around: list[str]) -> bool:
    """True for 'Police - no', and for 'I do not agree to it being shared.' without a box to tick."""
    statement = read_statement(line)
    if statement is None:
        return _REFUSED_ITEM.fullmatch(line.strip()) is not None
    asks = (
        statement.lists
        or "[" in line
        or any(_BOX.fullmatch(a) for a in around)
        or statement.about not in ("share", "both")
    )
    return statement.negative and not asks and _SAID.match(line.strip()) is not None


def _is_refusal(statement: Statement) -> bool:
    """True for 'I do not agree to this information being shared.' with no box to tick: it is said, not asked."""
    bare = statement.value is None and not statement.alone and not statement.lists
    said = _SAID.match(statement.text) or _WRITTEN.search(statement.text)
    return said is not None and bare and statement.negative and statement.about in ("share", "both", "consent")


def _is_printed(statement: Statement) -> bool:
    """True for a sentence that the form asks, not one that somebody wrote: 'Mum rang to withdraw her consent'."""
    if _WRITTEN.search(statement.text):
        return False
    return statement.alone or statement.value is not None or not statement.negative


def _is_against(text: str) -> bool:
    return any(pattern.search(text) for pattern in _AGAINST) and not _PRINTED.search(text) and not _asks_all(text)


def _asks_all(text: str) -> bool:
    """True for a sentence of consent as forms print it: what was ticked at it was read."""
    return read_statement(text) is not None and re.match(r"\W*(?:i|we|yes|no)\b", text) is not None and len(text) > 30


def _is_heard(line: str, draft: Draft) -> bool:
    """True for a question of whom not to tell that the walk has heard: what stands there was read."""
    means = recognise(line.partition(":")[0])
    said = read_statement(line)
    if means is None or means.asks != "not_share_with" or (said is not None and not said.lists):
        return False
    return "not_share_with" in draft.seen


def _says_only(text: str, told: str) -> bool:
    """True if the names read as excluded stand in *text*: it is where they were read."""
    return any(len(name) > 2 and name in clean(text) for name in told.split())


def _near_consent(lines: list[str]) -> set[int]:
    """The lines around those that ask for consent to share or to store."""
    asked = [
        i
        for i, line in enumerate(lines)
        if any(word in line.lower() for word in _SHARES)
        and (s := read_statement(line)) is not None
        and s.about in ("share", "store", "both")
    ]
    return set(range(max(0, asked[0] - _BEFORE), min(len(lines), asked[-1] + _BEHIND))) if asked else set()


def _running_on(lines: list[str], told: str) -> Iterator[str]:
    """Names below a question of whom not to tell that were not read as excluded: the list may go on."""
    for index, line in enumerate(lines):
        means = recognise(line.partition(":")[0])
        if means is None or means.asks != "not_share_with":
            continue
        for more in lines[index + 1 : index + 1 + _RUNS_ON]:
            if len(more) > _LONGEST_ITEM or _is_label(more):
                break
            words = set(clean(more.replace("[X]", " ").replace("[ ]", " ")).split()) - _JOINING
            if is_answer(more.strip()) and words and not words <= set(told.split()):
                yield more


def _is_label(line: str) -> bool:
    """True for what ends a list of names: another question, a heading of a section, a sentence of consent."""
    means = recognise(line.partition(":")[0])
    asks = means is not None and (bool(means.asks or means.about) or (bool(means.section) and not means.element))
    return asks or read_statement(line) is not None or line.rstrip().endswith((":", "?"))


_JOINING = frozenset({"and", "or", "also", "the", "my", "our", "none", "no", "yes", "n", "a", "1", "2", "3"})


def _limits(draft: Draft) -> Iterator[str]:
    """Answers under a heading that speaks of limits, and answers that are a refusal."""
    for heading, answer in draft.other:
        if answer.blank or not is_answer(answer.text) or clean(answer.text) in ("no", "n", "none", "n a", "yes", "y"):
            continue
        asks = clean(heading)
        about = re.search(r"\b(?:consent|shar\w+|permission|agree\w*)\b", asks)
        if (len(heading) < _LONGEST_ITEM and _LIMITS.search(asks) and (about or draft.statements)) or (
            about and _REFUSED.fullmatch(answer.text.casefold().strip())
        ):
            yield f"{heading}: {answer.text}"
    for title, choice, _ in draft.choices:
        named = [clean(option) for option in choice.chosen]
        if re.search(r"\b(?:consent|shar\w+|agree\w*)\b", clean(title)) and "no" in named:
            yield f"{choice.asked or title}: No"


def _others_of_the_family(lines: list[str], near: set[int], draft: Draft) -> Iterator[str]:
    """A line of consent that names one of several children, or one of two parents with a no."""
    names = [clean(name).split()[0] for name in draft.child_names() if clean(name)]
    for index in sorted(near):
        words = set(clean(lines[index]).split())
        if (
            len(names) > 1
            and words & set(names)
            and words & {"consent", "agree", "share", "shared", "yes", "no", "only"}
        ):
            yield lines[index]


def _unread_table(document: Document, draft: Draft) -> str | None:
    """The head of a table that seems to ask of each service whether it may see the form, if more stand there than were read."""  # noqa: E501 - a pattern reads worse when broken
    found = [head for block in document.blocks for head in _decision_tables(block)]
    return found[-1] if len(found) > draft.decided else None


def _decision_tables(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        return
    rows = [[_text(cell.blocks) for cell in row] for row in block.rows]
    for index, row in enumerate(rows[:-1]):
        if decides_by_row(row, rows[index + 1 :]):
            yield " | ".join(text for text in row if text)
            break
    for cell in [c for row in block.rows for c in row]:
        for inner in cell.blocks:
            yield from _decision_tables(inner)


def _text(blocks: list[Block]) -> str:
    return " ".join(_lines(blocks)).strip()


def _lines(blocks: list[Block]) -> Iterator[str]:
    for paragraph in paragraphs_in(blocks):
        yield from "".join(_shown(p.kind, p.text) for p in paragraph.pieces).split("\n")


def _shown(kind: str, text: str) -> str:
    if kind == "ticked" and text.strip() in _DRAWN:
        return text
    return {"ticked": "[X]", "unticked": "[ ]"}.get(kind, text)
