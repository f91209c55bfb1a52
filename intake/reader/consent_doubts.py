"""
Words that speak against an agreement to share, wherever they stand and whatever was read of them (ruling 7).

The family's yes is only sure if nothing else in the form takes any of it back:
a note, a list that goes on, a table of services, a word of withdrawal. None of
this is interpreted here. It is put before a person, in the form's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from intake.reader.about_the_form import speaks_of_form
from intake.reader.document import Document, Lines
from intake.reader.draft import Draft
from intake.reader.labels import clean, spoken
from intake.reader.lists_running_on import asks_whom_not_to_tell, names_running_on
from intake.reader.prompts import is_prompt
from intake.reader.refused_rows import refused_row
from intake.reader.statements import Statement, asks_to_share_or_store, read_statement
from intake.reader.typed import is_answer
from intake.reader.unread_tables import unread_table
from rules.form import Form, Problem

_PRINTED_SENTENCE = 130
"""Up to this length it is likely a printed one, which comes again from form to form."""
_LONGEST, _LONGEST_ITEM, _BEFORE, _BEHIND = 300, 70, 8, 40
_NOT = r"(?:do(?:es)? not|don't|doesn't|did not|didn't|has not|hasn't|have not|never|no longer|not to\b|nobody|refus\w+|declin\w+)"  # noqa: E501 - a pattern reads worse when broken
_TOLD = r"(?:shar(?:e|ed|ing)|told|tell\b|contact\w*|involv\w*|inform(?:ed)?\b|sen[dt]\b|consent\w*|invit\w*|pass(?:ed)? (?:on|to)|see (?:this|it)|to know\b)"  # noqa: E501 - a pattern reads worse when broken
_OF_NOT = ("not", "n't", "never", "no longer", "nobody", "refus", "declin")
_OF_TOLD = ("shar", "told", "tell", "contact", "involv", "inform", "sen", "invit", "pass", "see ", "to know")
_OF_CONSENT = ("consent", "permission", "agreement")
_OF_EXCEPT = ("except", "apart from", "other than", "but not", "excluding")
_AGAINST: tuple[tuple[re.Pattern[str], tuple[tuple[str, ...], ...]], ...] = (
    (re.compile(rf"\b{_NOT}\b.{{0,60}}\b{_TOLD}"), (_OF_NOT, _OF_TOLD)),
    (
        re.compile(
            rf"\b{_TOLD}.{{0,60}}\b(?:except\w*|apart from|other than|but not|excluding|withdrawn|refused|declined|withheld|not (?:the|my|our|with|to)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
        ((*_OF_EXCEPT, "withdrawn", "refused", "declined", "withheld", "not "), _OF_TOLD),
    ),
    (
        re.compile(
            r"\b(?:consent|permission|agreement)\b.{0,40}\b(?:withdrawn|withdrew|refused|declined|withheld|revoked)\b"
        ),
        (("withdr", "refused", "declined", "withheld", "revoked"), _OF_CONSENT),
    ),
    (
        re.compile(
            r"\b(?:withdr[ae]w\w*|refus\w+|withh[eo]ld\w*|revok\w+)\b.{0,40}\b(?:consent|permission|agreement)\b"
        ),
        (("withdr", "refus", "withh", "revok"), _OF_CONSENT),
    ),
    (
        re.compile(
            r"\b(?:all|every(?:one|body)|any(?:one|body)|services|agencies)\b.{0,24}\b(?:except\w*|apart from|other than|but not|excluding)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
        (_OF_EXCEPT,),
    ),
    (
        re.compile(r"\bkeep\b.{0,40}\bout of\b|\bexcept (?:for )?the\b|\(not [\w ]+\)|\bnot (?:be )?told\b"),
        (("keep", "except", "(not ", "told"),),
    ),
    (
        re.compile(r"\byes\b[^/]{0,40}[,;.][^/]{0,40}\bno\b|\byes\b.{0,12}\b(?:but not|bar|except|apart from|minus)\b"),
        (("yes",),),
    ),
)
"""What speaks against it in the part about consent; behind each pattern sets of words, one of each in all it finds."""
_OUTRIGHT = re.compile(
    rf"\b{_NOT}\b.{{0,40}}\b(?:shar(?:e|ed|ing)\b|consent\b|(?:be|are|is) told\b|to know\b)"
    r"|\bshar(?:e|ed|ing)\b.{0,40}\b(?:except\w*|apart from|other than|but not)\b|\bdo not share\b|\bnot (?:to )?share with\b|\b(?:are|is|be) not (?:be )?told\b"  # noqa: E501 - a pattern reads worse when broken
)
"""What is heeded outside of the part about consent as well."""
_FAR = ("shar", "consent", "told", "to know")
"""One of these stands in whatever that pattern finds, or `_OPTS_OUT`."""
_TURNS = (
    *_OF_NOT,
    *("except", "apart from", "other than", "excluding", "withdr", "withh", "revok", "keep", "yes", "object"),
)
"""One of these stands in all that the patterns for what is against it find, `_OPTS_OUT` and `_SAID` too."""
_ENDS_REFUSED = ("no", "n", "ed", "ot")
"""How `_REFUSED_ITEM` ends, but for a stop: the last letters, which are the same in every spelling of them."""
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
_OF_FAMILY = re.compile(
    r"\b(?:dad|daddy|mum|mam|father|mother|gran\w*|nan|nana|nanna|uncle|aunt\w*|brother|sister|partner|boyfriend|girlfriend)\b"
)
_TURNED = re.compile(r"\b(?:not|only|but|never|without|except|nobody|out of)\b|n't\b")
_WRITTEN = re.compile(
    r"\b(?:rang|phoned|telephoned|e-?mailed|later|has since|changed (?:her|his|their) mind)\b", re.IGNORECASE
)
_OF_WRITTEN = ("rang", "phoned", "ema", "e-ma", "later", "has s", "changed")
"""One of these stands in whatever `_WRITTEN` finds; an i, which it takes other letters for, is in none of them."""
_SAID = re.compile(r"(?:I|We|Mum|Dad|The family|Parents?) (?:do|does) (?:not|NOT) (?:agree|consent|want)\b")
_MAY_SHARE = (
    *("shar", "stor", "kept", "keep", "record", "held", "retain", "hold", "sav", "file", "disc", "pass", "given"),
    *("sen", "talk", "go", "show", "seen", "seeing"),
)
"""One of these stands in whatever asks for consent to share or to store."""
_SPEAKS = (
    *("no", "n't", "n’t", "never", "keep", "told", "bar", "minus", "but", "apart", "other", "except", "exclud"),
    *("refus", "declin", "withdr", "withh", "revok", "object"),
)
"""Without one of these no line asks for sharing, or speaks against it: most are passed over at the first look."""
_BOX = re.compile(r"\W*\[[X ]\]\W*(?:yes|no)?\W*|[xX]", re.IGNORECASE)
_CROSS, _TICK, _TYPED_CROSS = re.compile("[✗✘]"), re.compile("[✓✔]"), re.compile(r"\b[xX]\b")


def doubts_of_consent(document: Document, draft: Draft, form: Form) -> tuple[Problem, ...]:
    """Return a problem for the first words that speak against the agreement which was read; none if there are none."""
    if form.consent.share is not True:
        return ()
    against = (
        next(_speaking_against(document.said.shown, draft, form), None)
        or unread_table(document, draft)
        or refused_row(document, (*form.consent.not_share_with, *draft.undecided))
    )
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


def _speaking_against(lines: Lines, draft: Draft, form: Form) -> Iterator[str]:
    told = " ".join(clean(name) for name in form.consent.not_share_with)
    near = _near_consent(lines)
    yield from _lines_against(lines, near, draft, told)
    yield from (s.text for s in draft.statements if _is_refusal(s))
    yield from draft.undecided
    may = {clean(name) for name in form.consent.share_with}
    yield from (name for name in form.consent.not_share_with if clean(name) in may)
    yield from (lines[i] for i in near if _is_plea(lines[i]) and not _is_heard(lines[i], draft))
    yield from names_running_on(lines, draft, form)
    yield from _limits(draft)
    yield from _others_of_the_family(lines, near, draft)
    yield from (said for said in (form.parent_comment, form.child_comment) if said and _OUTRIGHT.search(spoken(said)))
    yield from (lines[i] for i in near if _TICK.search(lines[i]) and _TYPED_CROSS.search(lines[i]))
    marked = " ".join(lines[near.start : near.stop])
    if _CROSS.search(marked) and _TICK.search(marked):
        yield next(lines[i] for i in set(near) if _CROSS.search(lines[i]))


def _lines_against(lines: Lines, near: range, draft: Draft, told: str) -> Iterator[str]:
    known = {_beginning(s.text) for s in draft.statements if _is_printed(s)}
    for index in sorted({*near, *lines.holding(_FAR)}):
        line, text = lines[index], lines.folded[index].replace("’", "'").strip()
        if not _may_speak(text) or not _speaks(text):
            continue
        if _may_opt_out(text) and _OPTS_OUT.search(text) and "[X]" in " ".join(lines[index : index + 2]):
            yield line
        elif not text or len(text) > _LONGEST or _beginning(line) in known or _is_heard(line, draft):
            continue
        elif _is_against(text) if index in near else _OUTRIGHT.search(text) and not _PRINTED.search(text):
            if not told or not _says_only(text, told):
                yield line
        elif index in near and _refuses(line, lines[max(0, index - 1) : index + 2]):
            yield line


def _may_speak(text: str) -> bool:
    """False for most lines: no pattern for what is against it, and none for 'Police - no', can be found in them."""
    for word in _TURNS:
        if word in text:
            return True
    return _may_be_refused(text)


def _may_be_refused(text: str) -> bool:
    """False for what does not end as 'Police - no', in small letters, does."""
    return text.removesuffix(".").endswith(_ENDS_REFUSED)


def _speaks(text: str) -> bool:
    return any(word in text for word in _SPEAKS) or _ends_with_n(text.removesuffix("."))


def _ends_with_n(text: str) -> bool:
    """True for 'Police - n', whatever dash or space stands before the last letter."""
    return text.endswith("n") and not text[-2:-1].isalnum()


def _may_opt_out(text: str) -> bool:
    return "share" in text and "if " in text and ("not" in text or "object" in text)


def _beginning(text: str) -> str:
    """The first words of a sentence, by which it is known again."""
    return _known_beginning(text) if len(text) <= _PRINTED_SENTENCE else clean(text)[:60]


@lru_cache(maxsize=2048)
def _known_beginning(text: str) -> str:
    return clean(text)[:60]


def _refuses(line: str, around: list[str]) -> bool:
    """True for 'Police - no', and for 'I do not agree to it being shared.' without a box to tick."""
    bare = line.strip()
    said = _SAID.match(bare) is not None
    if not said and not _may_be_refused(bare.casefold()):
        return False
    statement = read_statement(line)
    if statement is None:
        return _REFUSED_ITEM.fullmatch(bare) is not None
    asks = (
        statement.lists
        or "[" in line
        or any(_BOX.fullmatch(a) for a in around)
        or statement.about not in ("share", "both")
    )
    return statement.negative and not asks and said


def _is_refusal(statement: Statement) -> bool:
    """True for 'I do not agree to this information being shared.' with no box to tick: it is said, not asked."""
    if not statement.negative or statement.value is not None or statement.alone:
        return False
    if statement.about not in ("share", "both", "consent") or statement.lists:
        return False
    return _SAID.match(statement.text) is not None or _is_written(statement.text)


def _is_printed(statement: Statement) -> bool:
    """True for a sentence that the form asks, not one that somebody wrote: 'Mum rang to withdraw her consent'."""
    asked = statement.alone or statement.value is not None or not statement.negative
    return asked and not _is_written(statement.text)


def _is_written(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in _OF_WRITTEN) and _WRITTEN.search(text) is not None


def _is_plea(line: str) -> bool:
    """True for 'Use this form only if dad does not find out': it looks like an instruction, and is left out as one."""
    text = spoken(line)
    if len(text) > _LONGEST or _OF_FAMILY.search(text) is None or _TURNED.search(text) is None:
        return False
    return is_prompt(line) or speaks_of_form(line)


def _is_against(text: str) -> bool:
    return (
        any(_may_hold(text, words) and pattern.search(text) for pattern, words in _AGAINST)
        and not _PRINTED.search(text)
        and not _asks_all(text)
    )


def _may_hold(text: str, words: tuple[tuple[str, ...], ...]) -> bool:
    """True if of each of several sets of words one stands in *text*."""
    return all(any(word in text for word in some) for some in words)


def _asks_all(text: str) -> bool:
    """True for a sentence of consent as forms print it: what was ticked at it was read."""
    return read_statement(text) is not None and re.match(r"\W*(?:i|we|yes|no)\b", text) is not None and len(text) > 30


def _is_heard(line: str, draft: Draft) -> bool:
    """True for a question of whom not to tell, or such a head of a column: what stands there was read."""
    if spoken(line) in draft.refusing_heads:
        return True
    if "not_share_with" not in draft.seen or not asks_whom_not_to_tell(line):
        return False
    said = read_statement(line)
    return said is None or said.lists


def _says_only(text: str, told: str) -> bool:
    """True if the names read as excluded stand in *text*: it is where they were read."""
    return any(len(name) > 2 and name in clean(text) for name in told.split())


def _near_consent(lines: Lines) -> range:
    """The lines around those that ask for consent to share or to store."""
    may_ask = lines.holding(_MAY_SHARE)
    first = next((i for i in may_ask if asks_to_share_or_store(lines[i])), None)
    if first is None:
        return range(0)
    last = next(i for i in reversed(may_ask) if asks_to_share_or_store(lines[i]))
    return range(max(0, first - _BEFORE), min(len(lines), last + _BEHIND))


_NOT_SIGNED = re.compile(
    r"\b(?:withheld|none given|not (?:given|agree\w*|consent\w*)|does ?n.t|do not|refus\w+|declin\w+)\b"
)
"""Beside whose name it is: nobody who is called so agreed."""


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
    signed = (draft.one[key] for key in draft.one if key.startswith("sign.") and key.endswith((".name", ".signed")))
    for found in signed:
        if _NOT_SIGNED.search(spoken(found.answer.text)) is not None:
            yield f"{found.label}: {found.answer.text}"
    for title, choice, _ in draft.choices:
        named = [clean(option) for option in choice.chosen]
        if re.search(r"\b(?:consent|shar\w+|agree\w*)\b", clean(title)) and "no" in named:
            yield f"{choice.asked or title}: No"


def _others_of_the_family(lines: list[str], near: range, draft: Draft) -> Iterator[str]:
    """A line of consent that names one of several children, or one of two parents with a no."""
    names = [clean(name).split()[0] for name in draft.child_names() if clean(name)]
    if len(names) < 2:
        return
    for index in near:
        words = set(clean(lines[index]).split())
        if words & set(names) and words & {"consent", "agree", "share", "shared", "yes", "no", "only"}:
            yield lines[index]
