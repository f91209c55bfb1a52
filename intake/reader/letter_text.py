"""
What a letter asks for and what was agreed: the reason, by its headings or without, and the sentences on consent.
"""

from __future__ import annotations

import re

from intake.reader.labels import clean, recognise
from intake.reader.letter_lines import Line
from intake.reader.letter_words import CLOSE, DEAR, PROSE
from intake.reader.statements import Statement
from intake.reader.typed import find_yes_no, fold

_I = re.IGNORECASE
_LONGEST_HEADING = 80
_KNOWN_HEADING = re.compile(
    r"^(?:reasons? (?:for|of)\b.*|(?:current |main |our |my |presenting |key )*(?:concerns?|problems?|issues?|difficulties)(?: at \w+)?|presenting (?:problem|complaint|issue)s?|why (?:i am|we are|i|we)\b.*|(?:relevant |family |past |medical |social |past medical |developmental |birth |previous |brief )*(?:background|history)(?: information)?|(?:current )?medication|allergies|examination|investigations|diagnos[ei]s|strengths|(?:information )?sharing|consent\b.*|(?:views|wishes) of\b.*|(?:family|parent|child)s? ?(?:views|situation|circumstances|details|composition)|what we (?:have|are|would)\b.*|what (?:i|has|have|would|is|support|help)\b.*|support (?:already|so far|in place|requested|needed|offered).*|request|(?:our |my )?requests?|actions? (?:taken|so far)|recommendations?|plan|summary|attendance|home|health|education|school|housing|other (?:agencies|professionals|services)\b.*|agencies involved|services involved|professionals involved|next steps|(?:patient|child|pupil|client)s? (?:details|information))$",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_REASON = re.compile(
    r"^(?:the )?reasons? (?:for|of)\b|^reasons?$|^presenting\b|^why\b|^purpose of|^nature of (?:the )?(?:concern|request|referral)|^referral reason|^details of (?:the )?(?:concern|referral)",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_SECOND = re.compile(
    r"\b(?:concerns?|worr(?:y|ies|ied)|issues?|difficulties|problems?)\b|^(?:our |my )?requests?$|^what (?:we|i) are asking",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


def is_heading(line: Line) -> bool:
    """True for a short line that names what follows: bold, underlined, in capitals, or known as a heading."""
    text = line.text.strip()
    if len(text) > _LONGEST_HEADING or line.pair is not None or line.listed or text.endswith((".", ",", ";")):
        return False
    if DEAR.match(text) or CLOSE.match(text):
        return False
    bare = text.rstrip(" :?")
    known = _KNOWN_HEADING.match(clean(bare)) is not None
    if (
        known
        and text.count(" ") <= 9
        and (line.strong or text.endswith(":") or not PROSE.search(text) or len(text) < 40)
    ):
        return True
    return (line.strong or (bare.isupper() and len(bare) > 5)) and sum(c.isdigit() for c in text) <= 2


def _run_in(line: Line) -> tuple[str, str]:
    """'Reason for referral: Jo has ...' on one line: the heading and the text."""
    found = re.match(r"^(?P<head>[A-Z][A-Za-z’' /]{3,50}?)\s*[:–]\s+(?P<text>\S.{12,})$", line.text, re.DOTALL)
    if line.pair is not None:
        return line.pair
    if found is not None and (
        line.head.rstrip(" :") == found.group("head") or _KNOWN_HEADING.match(clean(found.group("head")))
    ):
        return found.group("head"), found.group("text")
    if line.head and _KNOWN_HEADING.match(clean(line.head)) and len(line.text) > len(line.head) + 12:
        return line.head, line.text[len(line.head) :].lstrip(" :.–-")
    return "", ""


def sections(body: list[Line]) -> list[tuple[str, list[str]]]:
    """Return the text in sections, each with its heading; "" where none stands over it."""
    made: list[tuple[str, list[str]]] = [("", [])]
    for line in body:
        head, text = _run_in(line)
        if is_heading(line):
            made.append((line.text.strip(" :"), []))
        elif head:
            made.append((head.strip(" :"), [text]))
        else:
            made[-1][1].append(line.text)
    return [(head, [" ".join(t.split()) for t in texts]) for head, texts in made if texts]


def asked_under_headings(body: list[Line]) -> dict[str, tuple[str, str]]:
    """What stands under headings for what forms ask, by the field, with the heading: services, wishes, views."""
    told: dict[str, tuple[str, str]] = {}
    for head, texts in sections(body):
        means = recognise(head) if head else None
        field = _FIELDS.get((means.asks, means.about), "") if means is not None and means.score > _LIKE else ""
        said = [text for text in texts if not (_SHARES.search(text) and _AGREES.search(text))]
        if field and said and field not in told:
            told[field] = "\n".join(said), head
    return told


_LIKE = 0.92
_FIELDS = {
    ("services_requested", ""): "referral.services_requested",
    ("outcome", ""): "desired_outcomes",
    **dict.fromkeys((("comment", who) for who in ("parent", "mother", "father")), "parent_comment"),
    ("comment", "child"): "child_comment",
}


def reason(body: list[Line]) -> tuple[str, str, float]:
    """
    Return the reason, the heading that it stands under, and how sure that is.

    Under headings it is what stands below the one that asks for it; without
    headings it is the whole text, the sentence on consent included (samples' notes).
    """
    parts = sections(body)
    heads = [head for head, _ in parts if head]
    for pattern, sure in ((_REASON, 0.95), (_SECOND, 0.75)):
        for head, texts in parts:
            if head and pattern.search(clean(head)):
                return "\n".join(texts), head, sure
    told = [text for _, texts in parts for text in texts]
    return "\n".join(told), "Text of the letter", 0.92 if not heads else 0.7


# --- consent ------------------------------------------------------------------------------------------------------

_AGREES = re.compile(
    r"\b(?:agree[sd]?|agreeing|agreement|consent(?:s|ed|ing)?|happy|content|permission|willing|no objections?|does not mind|do not mind|not object|glad|keen|want(?:s|ed)?|wish(?:es)?|welcomes?|approves?)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_STRONG = re.compile(
    r"\b(?:agree[sd]?|agreeing|agreement|consent(?:s|ed|ing)?|happy|content|permission|willing|no objections?|not object|(?:does|do) not mind|glad|(?:does|do|did) not (?:want|wish)|want(?:s|ed)? (?:it|this|me to share|you to have)|refus\w+|declin\w+|withh\w+|object(?:s|ed))\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_SHARES = re.compile(
    r"\b(?:shar(?:e|ed|ing|es)|sent (?:to you|on|to the)|being sent|pass(?:ed|ing)?(?: it| this| them)? (?:on|to)|forward(?:ed|ing)|disclos\w+|circulat\w+|information (?:to|being) (?:go|given|passed)|presented to|taken to the panel|discuss(?:ed|ing) (?:at|with|by) (?:the|your|other))\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_REFERS = re.compile(r"\b(?:referr(?:al|ed|ing)|this letter|my writing|request)\b", _I)
_REFUSES = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were|does|do|did|would|will|could) ?(?:not|n['’]t)(?: yet)?(?: (?:been|be|to|want|wish|feel|given?|able))*|hasn['’]t|haven['’]t|doesn['’]t|isn['’]t|don['’]t|didn['’]t|won['’]t|refus\w+|declin\w+|withh\w+|without|never|unwilling|not (?:agree\w*|consent\w*|happy|content|willing|given)|object(?:s|ed) to|no (?:consent|agreement|permission)|disagree\w*)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_NO_REFUSAL = re.compile(
    r"\b(?:no objections?|(?:does|do|did|would|will) ?not (?:object|mind)|doesn['’]t (?:mind|object))\b", _I
)
_NOT_ASKED = re.compile(
    r"\b(?:not (?:yet )?(?:discussed|spoken|asked|seen|been able|able)|unable|yet to|awaiting|will (?:ask|seek|discuss|obtain)|hope to|to be (?:obtained|sought|asked)|seek(?:ing)?|ask(?:ed)? (?:for )?(?:her|his|their) (?:consent|agreement) (?:but|and)|whether|if (?:she|he|they|you)\b|should (?:she|he|they)|once|until|unless|not sure|unsure|might|may agree|subject to)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_PARTY = re.compile(
    r"\b(?:mother|father|mum|mummy|dad|daddy|parents?|carers?|grand(?:mother|father|parents)|guardian|family|mr|mrs|ms|miss|she|he|they|both|young person|student|pupil|client|patient|her|his|their|aunt|uncle|nan)\b|\b[A-Z][a-z]+(?: and [A-Z][a-z]+)? (?:has|have|is|are|agrees?|consents?|does|did|do|would|signed|gave|hasn['’]t|doesn['’]t|didn['’]t|isn['’]t)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_MINE = re.compile(
    r"\b(?:I|we|school|the practice)(?: (?:am|are|would be|will be|should be|would|should|can|could|have))?(?: (?:also|very|always|only))? ?$"  # noqa: E501 - a pattern reads worse when broken
)
_EXCEPT = re.compile(
    r"\b(?:but not (?:with|to|by)|except(?: for| with| to)?|apart from(?: with)?|other than(?: with)?|excluding|not with)\s+(?P<who>[^.;]{3,80})",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_AGAINST = re.compile(
    r"\b(?:not|n['’]t) (?:want|wish|like|agree for|consent to|happy for|agree to)\s+(?P<who>(?:the |any(?:one|body) (?:from|at) )?[\w’' ]{3,50}?) (?:to (?:be (?:told|involved|informed|contacted|given|included)|see|know|have|receive|read|get)|being (?:told|involved|informed|contacted)|seeing|having|knowing)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_HERSELF = re.compile(
    r"^(?:this|it|that|the letter|the referral|this letter|this referral|me|us|information|a referral|the information|(?:her|him|them)$|anything|help)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of *text*; 'Mrs. Smith' is not the end of one."""
    return [
        s.strip()
        for s in re.split(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<=[.!?])\s+(?=[A-Z“\"])|\n", text)
        if s.strip()
    ]


def consent(lines: list[Line]) -> tuple[list[Statement], list[str]]:
    """Return what a letter says of agreement to sharing, and whom the family does not want involved."""
    statements: list[Statement] = []
    without: list[str] = []
    for head, texts in sections(lines):
        label = clean(head)
        for text in texts:
            answer = find_yes_no(text) if "consent" in label or "agree" in label or "sharing" in label else None
            if answer is not None:
                about = "share" if _SHARES.search(head) or _SHARES.search(text) else "consent"
                statements.append(
                    _statement(about, value=answer.value, text=f"{head}: {text}", trust=min(answer.trust, 0.9))
                )
                continue
            for sentence in sentences(text):
                without += _excluded(sentence)
                said = _agreement(sentence)
                if said is not None:
                    statements.append(said)
    return _weighed(statements, without), without


def _weighed(statements: list[Statement], without: list[str]) -> list[Statement]:
    """Where somebody is excluded, or one sentence says no and another yes, nothing is sure."""
    values = {s.value for s in statements if s.about == "share"}
    if not without and len(values) < 2:
        return statements
    return [_statement(s.about, value=s.value, text=s.text, trust=min(s.trust, 0.7)) for s in statements]


def _statement(about: str, *, value: bool | None, text: str, trust: float) -> Statement:
    return Statement(about, False, text, value, trust, "Text of the letter")  # noqa: FBT003 - the sentence itself is plain


_PLAIN_NO = re.compile(
    r"\b(?:not|n['’]t)(?: (?:yet|been|be|to|want|wish|given?|her|his|their|willing|currently|at present)){0,3} (?:agree\w*|consent\w*|permission|happy|content|willing|want|wish|this|it|the letter|us|me)\b|\b(?:refus|declin|withh|disagree|object)\w*\b|\bno (?:consent|permission|agreement)\b|\bunwilling\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


def _is_mine(before: str, word: str) -> bool:
    """True if it is the writer who agrees: 'I am happy', 'We have a form and are happy', and nobody else before it."""
    if _MINE.search(before):
        return True
    begins = _BEGINS_MINE.match(before) if _WILLING.match(word) is not None else None
    return begins is not None and not _SOMEBODY.search(before[begins.end() :])


_WILLING, _BEGINS_MINE = re.compile(r"happy|content|willing|glad", _I), re.compile(r"\W*(?:I|We)\b")
_SOMEBODY = re.compile(r"\b(?:[A-Z]|(?:s?he|they|both|mum|dad|mother|father|parents?|carers?|family)\b)")
_OF_PAPER = re.compile(r" (?:form|slip|sheet|policy)s?\b", _I)


def _agreement(sentence: str) -> Statement | None:
    """What one sentence says of agreement; None if it says nothing, or nothing that is certain."""
    strong = list(_STRONG.finditer(sentence))
    # 'has signed our consent form and is happy': what she is happy with says it, and not whose the form is.
    found = next((m for m in strong if not _OF_PAPER.match(sentence, m.end())), strong[0] if strong else None)
    shares, refers = _SHARES.search(sentence), _REFERS.search(sentence)
    if found is None or not (shares or refers or re.search(r"\bconsent|permission\b", sentence, _I)):
        return None
    if _is_mine(sentence[: found.start()], found.group(0)) or not _PARTY.search(sentence):
        return None
    sentence, whole = _AGAINST_CLAUSE.sub("", sentence), sentence
    if _AGAINST_ONE.search(sentence) or _NOT_ASKED.search(sentence) or not _STRONG.search(sentence):
        return None
    if _one_party(sentence):
        return None
    about = "share" if shares else "consent"
    bare = _NO_REFUSAL.sub(" ", _EXCEPT.sub(" ", sentence))
    refused = _REFUSES.search(bare)
    if refused is None:
        return _statement(about, value=True, text=whole, trust=0.93 if whole == sentence else 0.65)
    plain = _PLAIN_NO.search(bare)
    clear = plain is not None and not re.search(r"\b(?:but|although|however|though)\b", bare, _I)
    return _statement(about, value=False, text=sentence, trust=0.9 if clear else 0.5)


_AGAINST_CLAUSE = re.compile(
    r"\s*(?:,|\bbut\b|\balthough\b|\bhowever\b)[^.;]*?\b(?:not|n['’]t) (?:want|wish|like) (?!this|it|that|the letter|the referral|to be referred|information|me to|us to|anything).*$",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_AGAINST_ONE = re.compile(
    r"\b(?:not|n['’]t) (?:want|wish|like) (?!this|it|that|the letter|the referral|to be referred|information|me to|us to|anything)",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


_WITH_WHOM = re.compile(
    r"\b(?:shar\w+|passed|pass(?:ing)?|sent|send|given|give|disclos\w+|told|tell(?:ing)?|spoken|contact\w*|involv\w+)\b(?:[^.;,]{0,25}?\b(?:with|to|by)\b)? (?:the |her |his |their )?(?P<who>[\w’' ]{3,40})",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_ANYBODY = re.compile(
    r"\b(?:you|your|anyone|anybody|any|others?|agenc\w+|services|professionals|organisations?|council|partners?|authority|early help|panel|everyone|this|it|letter|information|them|details|referral|being|shared|me|us|outside)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


def _one_party(sentence: str) -> str:
    """Whom alone a refusal is about: '... does not agree to this being passed to the school'; "" if it is about all."""
    refused = _PLAIN_NO.search(_NO_REFUSAL.sub(" ", sentence))
    if refused is None or not _PARTY.search(sentence) or _MINE.search(sentence[: refused.start()]):
        return ""
    found = _WITH_WHOM.search(sentence, refused.start())
    if found is None:
        return ""
    who = re.split(r"\b(?:at|and|or|but|because|until|for|about|who|when|as|in)\b", found.group("who"))[0].strip()
    return "" if not who or _ANYBODY.search(who) else who


def _excluded(sentence: str) -> list[str]:
    """'... to be shared with all but the police', 'she does not want the school to be told'."""
    made: list[str] = [who] if (who := _one_party(sentence)) else []
    for pattern in (_EXCEPT, _AGAINST):
        if pattern is _EXCEPT and not (_SHARES.search(sentence) and _STRONG.search(sentence)):
            continue
        for found in pattern.finditer(sentence):
            who = fold(found.group("who")).strip(" ,.")
            if not _HERSELF.match(who) and _PARTY.search(sentence[: found.start()]):
                made += [
                    w.strip()
                    for w in re.split(
                        r",|;|\band\b|\bor\b", re.sub(r"^(?:with |to )?(?:the |her |his |their )?", "", who)
                    )
                    if w.strip()
                ]
    return made
