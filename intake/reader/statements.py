"""
Sentences of consent: what each asks to agree to, and what was answered.

"I agree to the sharing of information ..." is about sharing, "... will be
stored" about storing, "I do not agree to this information being shared" is the
opposite of the first. What cannot be read for certain stays below 0.8, so that
a person is asked (process, section 2.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from intake.reader.choices import Choice
from intake.reader.labels import clean
from intake.reader.one_reading import within_reading
from intake.reader.typed import find_yes_no
from intake.reader.vocabulary import NO_WORDS, YES_WORDS

_AGREES = re.compile(
    r"\b(?:i|we)\b.{0,60}?\b(?:agree|agrees|consent|understand|give|happy|authorise|accept|confirm|content|willing|wish|want|permission|am aware|have agreed|do not|don't|dont|refuse|withhold|allow|would like)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:do|does|did|has|have|is|are|was|were) (?:you|they|the (?:parent|carer|child|family|young person|person)|parent|family)\b.{0,60}\b(?:agree[sd]?|consent(?:s|ed)?|given|permission|obtained|happy|content|willing)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:parents?|carers?|family|mother|father|young person|person|client)\b.{0,60}\b(?:agrees?|agreed|consents?|consented|is happy|are happy|permission|refuses?|refused)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|^\W*(?:[\w’'&-]+ ){1,5}may (?:store|keep|hold|share) (?:what|this|the (?:form|information)|(?:my|our) information)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|^[\W\d]*(?:can|may|could) (?:[\w’'&-]+ ){1,5}?(?:hold|keep|store|share) (?:this|the) (?:form|assessment|information)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|^\W*(?:[\w’'&-]+ ){1,5}?(?:can|may) (?:hold|keep|store|share) (?:this (?:form|assessment)|the (?:form|assessment))\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:may|can|could|shall) (?:we|it|this|they|the|you)\b|\byou (?:may|can)\b|\b(?:may|can) be\b"
    r"|\b(?:ok|okay|all right|alright|happy|fine) (?:to|for|with|if|that)\b"
    r"|\bconsent (?:to|for|has been|obtained|given)\b|\bconsents? that\b|\bpermission (?:to|for|has|given)\b|\bhas (?:not )?consented\b|\bagree(?:ment|s|d)? (?:to|that|for|with)\b",  # noqa: E501 - a pattern reads worse when broken
)
_DIRECTLY_AGREES = re.compile(r"\b(?:i|we) (?:do not )?(?:agree|consent)\b")
"""In a text as long as a story, what makes it a sentence of consent."""
_SHARE = re.compile(
    r"\b(?:shar(?:e|ed|ing)|discuss(?:ed)? with|pass(?:ed)? (?:it )?(?:on )?to|passed (?:on|between|among|around)|given to other|presented (?:to|at)|sent to|send it to|disclos\w+|passing|talk(?:ed|ing)? to|go(?:es|ing)? to|show(?:n|ing)? (?:(?:it|this|them|the form) )?to|(?:be )?seen by|seeing (?:it|this)|(?<=being )given (?:this|the) (?:form|assessment|caf|eha))\b",  # noqa: E501 - a pattern reads worse when broken
)
_STORE = re.compile(
    r"\b(?:stor(?:e|es|ed|ing|age)|kept|keep(?:s|ing)?|record(?:ed|ing)|held|retain(?:ed|ing)?|hold(?:s|ing)?|sav(?:e|ed|ing)|on file)\b",  # noqa: E501 - a pattern reads worse when broken
)
_NEGATIVE = re.compile(
    r"\b(?:do(?:es)? not|don[’']?t|not|may not|must not|cannot|can[’']?t) (?:agree|consent|give|want|wish|accept|authorise|share|keep|store|pass|show)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\brefus\w*|\bwithh\w+|\bhas not consented\b|\bhas not\b|\bno longer\b|\b(?:un|not )(?:happy|content|willing)\b"
    r"|\bdisagree\w*|\bobject(?:s|ed|ion)?\b|\bdeclin\w+|\bopt(?:ed)?[ -]out\b|\bwould (?:rather|prefer) (?:it )?(?:were |was |be )?not\b|\bprefer (?:it )?not\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:must not|never) be shared\b|\bnever agree\w*|\bnothing\b.{0,40}\bshared\b|\bneither\b.{0,40}\bagree\w*"
    r"|\bprefer\b.{0,40}\bnot shared\b|\bno consent\b|\bnot (?:to )?be shared\b(?! without)"
    r"|\bconsent\b.{0,20}\bwithdrawn\b"
    r"|\bdo not (?:share|keep|store)\b|\bwithdraw (?:my|our|the) (?:consent|agreement)\b",
)
_OFFERED = re.compile(
    r"\b(?:yes|agreed?|consents?|given|granted|obtained|accepted)\s*(?:/|\bor\b)\s*"
    r"(?:no\b|not (?:given|agreed|granted|obtained)|refuse[sd]?|decline[sd]?|withheld|disagreed?)",
)
"""What may be answered, printed behind the sentence: '(agreed / refused)'."""
_NO_CONSENT = re.compile(
    r"\bnot (?:been )?obtained\b|\bunable to (?:obtain|get|gain)\b|\bwithout (?:any )?consent\b|\b(?:been|have you|was it) (?:discussed|sought|explained|asked)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:discussed|sought|asked about|explained) (?:consent|information|sharing|the)\b|\bread (?:the|this|and understood the)\b|\bprivacy\b|\bleaflet\b|\bnotice\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\bconsent (?:is )?needed\b|\b(?:does|do) the (?:family|parents?|child) know\b|\bany reason\b|\bwould sharing\b|\bonly if\b"  # noqa: E501 - a pattern reads worse when broken
    r"|(?<!\bkeep a )(?<!\bhold a )(?<!\bstore a )\bcopy of the\b|\basked about\b|\bshared without\b|\bwho my\b.*\bshared\b|\bhow (?:my |our |the )?information\b",  # noqa: E501 - a pattern reads worse when broken
)
"""Sentences about sharing that ask for no agreement to it: what was read, talked of, or tried."""
_WITHDRAWS = re.compile(r"\b(?:i|we) (?:hereby |now )?withdraw (?:my|our) (?:consent|agreement|permission)\b")
_QUALIFIED = re.compile(r"\b(?:not|except|but|don't|only|unless|without|refus\w+|withdr\w+|n)\b|\?", re.IGNORECASE)
_ONLY_IF = re.compile(r"\bonly (?:if|when)\b", re.IGNORECASE)
_YES_TO = re.compile(
    r"yes (?:but )?(?:(?:only )?(?:with )?some|all|any|(?:only )?(?:with )?those)(?: of)?"
    r"(?: (?:them|these|those|the)(?: services| agencies| people)?)?(?: (?:listed|named|shown)(?: below)?| below)?"
    r"(?: (?:in|at|under|from) (?:question|section|part|box|table|list)(?: (?:\d{1,2}|[a-z]))?)?"
)
"""'Yes, some of them', beside 'Yes, all of them' and 'No'."""
_LONE_MARK = re.compile(r"[xX✓✔✗✘*]")
_STORED_ALONE = re.compile(
    r"\b(?:stor|kept|held|record)\w*\b(?:.{0,30}\bbut not\b.{0,12}|.{0,12}\bonly\b.{0,25}\bnot\b.{0,12})\bshar"
)
_DIRECTLY = re.compile(
    r"\b(?:i|we|parents?|carers?|family)\b.{0,20}\b(?:agree|consent|give (?:my |our )?(?:consent|permission))\b"
    r"|\band (?:i |we )?(?:agree|consent|give (?:my |our )?(?:consent|permission))\b",
)
_CHECKS = re.compile(
    r"\bchecks?\b|\bfind out which\b|\bexplained\b|\breasons for\b|\bunderstand those reasons\b|\bcontact(?:ed)? (?:me|us|you)\b|\bread this\b|\btrue and (?:accurate|complete)\b|\bright to (?:withdraw|see)\b|\bwithdraw\b|(?<!\bkeep a )(?<!\bhold a )(?<!\bstore a )\bcopy of\b",  # noqa: E501 - a pattern reads worse when broken
)
_SERVICES_TO = re.compile(r"\bfor the purpose of providing services\b|\bprovid\w+ services to\b")
FOR_WHOM = re.compile(r"(?:me|myself|.{0,60}\b(?:child|children|young person|infant)\b.*)$")
"""'... to provide services to: [X] me  [ ] a child for whom I am a parent': chosen, it is agreed to."""
_WITHOUT = re.compile(
    r"\bwithout (?:your|my|our|their|the) (?:consent|permission|agreement)\b|\bsafeguarding grounds\b|\bunless\b.*\brisk\b",  # noqa: E501 - a pattern reads worse when broken
)


@dataclass(frozen=True, slots=True)
class Statement:
    """
    A sentence of consent.

    Attributes:
        about: "store", "share", "both", "consent" (consent as such) or "checks" (anything else one may agree to).
        negative: True for "I do not agree ...".
        value: What was answered about the matter itself: agreed, refused, or None.
        trust: How sure, 0 to 1.
        alone: It is a single box, which can say yes but not no.
        child: The child in whose part of a form for several it stands, by position; None outside such parts.
    """

    about: str
    negative: bool
    text: str
    value: bool | None = None
    trust: float = 1.0
    place: str = ""
    alone: bool = False
    child: int | None = None

    @property
    def lists(self) -> bool:
        """True if it announces a list of services below it."""
        return (
            re.search(
                r"\b(?:below|following|listed|named|these services|with\s*:?\s*$)\b|:\s*$", self.text, re.IGNORECASE
            )
            is not None
        )

    def answered(self, choice: Choice | None, text: str) -> tuple[bool | None, float]:
        """Return what the choice or the words beside the sentence say about the matter, and how sure that is."""
        value, trust = self._said(choice, text)
        if value is None:
            return None, trust
        if _ONLY_IF.search(self.text):
            trust = min(trust, 0.6)
        if self.negative:
            return (False, min(trust, 0.95)) if value else (None, 0.5)
        return value, trust

    def _said(self, choice: Choice | None, text: str) -> tuple[bool | None, float]:
        if choice is None:
            return _said_in_words(text)
        trust = min(choice.trust, 0.6) if _QUALIFIED.search(choice.after) else choice.trust
        chosen = [clean(c) for c in choice.chosen]
        if chosen and all(FOR_WHOM.match(c) for c in chosen):
            return True, min(trust, 0.9)
        if len(chosen) != 1:
            return None, 0.5 if chosen else trust
        if chosen[0] in YES_WORDS or chosen[0] in NO_WORDS:
            return chosen[0] in YES_WORDS, trust
        if not chosen[0] and len(choice.options) == 1:
            return True, min(trust, 0.9)
        if _YES_TO.fullmatch(chosen[0]) is not None:
            return True, min(trust, 0.75)  # whom it is limited to stands elsewhere: a person confirms it
        return None, 0.5


def _said_in_words(text: str) -> tuple[bool | None, float]:
    """Yes or no as it is written beside a sentence; a person looks at 'Yes (Ada only)', at 'Yes?', and at a cross."""
    read = find_yes_no(text)
    if read is None:
        return None, 1.0
    more = bool(read.rest) or "?" in text
    return read.value, min(read.trust, 0.6 if more else 0.75 if _LONE_MARK.fullmatch(text.strip()) else 1.0)


_LIKE_OTHERS = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}
"""Letters that a pattern without regard to case takes for these, and `lower` does not."""


def _small(text: str) -> str:
    """
    Return *text* in small letters, one for each of its own.

    What a pattern finds in it, it would find in the text without regard to case, which takes twice the time.
    """
    return text.lower() if text.isascii() else text.translate(_LIKE_OTHERS).lower()


def stored_alone(text: str) -> bool:
    """True for a sentence that agrees to storing and says that nothing is shared."""
    return _STORED_ALONE.search(_small(text)) is not None


def read_asked(text: str) -> Statement | None:
    """Return the matter of consent that a label with Yes and No beside it names: 'Stored', 'OK to share?'."""
    if len(text) > 120:
        return None
    small = _small(text)
    share, store = _SHARE.search(small), _STORE.search(small)
    if (not share and not store) or _NO_CONSENT.search(small):
        return None
    return Statement("both" if share and store else "share" if share else "store", _is_negative(small), text)


def matter_of_consent(text: str) -> Statement | None:
    """Return the matter of consent that a label is about, as a sentence or by its name alone; None if it is none."""
    return read_statement(text) or read_asked(text)


def _is_negative(small: str) -> bool:
    found = _NEGATIVE.search(small)
    return found is not None and _NEGATIVE.search(_OFFERED.sub(" ", small)) is not None


_OPENS = re.compile(
    r"\W*(?:i|we|i\s*/\s*we|the family|parents?|carers?)\b.{0,30}\b(?:agrees?|consents?|happy|content|permission)\b"
    r"(?: (?:that|to|for|with|to the following|the following))*\W*",
    re.IGNORECASE,
)


def opens_statements(text: str) -> bool:
    """True for 'I agree that:' as a heading over what is agreed to, line by line."""
    return _OPENS.fullmatch(text) is not None


def read_statement(text: str) -> Statement | None:
    """Return the sentence of consent that *text* is, or None if it is none."""
    return _known_statement(text) if len(text) <= _PRINTED else _written_statement(text)


def _statement(text: str) -> Statement | None:  # noqa: C901, PLR0911, PLR0912 - one question after another, as a person would ask them
    text = " ".join(text.split())
    small = _small(text)
    if not 9 <= len(text) <= 900 or not _may_agree(small):
        return None
    if len(text) > 420 and _DIRECTLY_AGREES.search(small) is None:
        return None
    if _AGREES.search(small) is None:
        return None
    if _WITHOUT.search(small) and not re.search(r"\b(?:i|we) (?:do not )?(?:agree|consent|give)\b", small):
        return None
    share, store = _SHARE.search(small), _STORE.search(small)
    negative = _is_negative(small)
    if _WITHDRAWS.search(small):
        return Statement("consent", negative=True, text=text)
    if _NO_CONSENT.search(small) and not _DIRECTLY.search(small):
        return Statement("checks", negative, text)
    if _STORED_ALONE.search(small):
        return Statement("store", negative=False, text=text)
    if _CHECKS.search(small) and not re.search(r"\bagree (?:to|that|for)\b[^.]*\b(?:shar|stor|kept|held)", small):
        return Statement("checks", negative, text)
    if _CHECKS.search(small) and re.search(r"\bchecks?\b", small):
        return Statement("checks", negative, text)
    if _SERVICES_TO.search(small) and store and not re.search(r"\bshar(?:e|ed|ing)\b", small):
        return Statement("store", negative, text)
    if share and store:
        about = (
            "both"
            if re.search(
                r"\b(?:stor|kept|held|record|retain|keep)\w*\s*(?:,|and|or|/|&)\s*(?:to be |being |be |used and )?shar|\bshar\w*\s*(?:,|and|or|/|&)\s*(?:to be |being |be )?(?:stor|kept|held|record|retain)",  # noqa: E501 - a pattern reads worse when broken
                small,
            )
            else ("share" if re.search(r"\bagree\b[^.]*\bshar", small) else "both")
        )
        return Statement(about, negative, text)
    if share:
        return Statement("share", negative, text)
    if store:
        return Statement("store", negative, text)
    if re.search(r"\bconsent|permission\b", small):
        return Statement("consent", negative, text)
    return None


_OF_AGREES = (
    *("agree", "consent", "permission", "understand", "give", "happy", "authorise", "accept", "confirm", "content"),
    *("willing", "wish", "want", "am aware", "do not", "don't", "dont", "refuse", "withhold", "allow", "would like"),
    *("obtained", "may ", "can ", "you may", "you can", "could ", "shall ", "ok ", "okay ", "right ", "fine "),
)
"""In each alternative of `_AGREES` one of these stands."""


def _may_agree(small: str) -> bool:
    """False for what that pattern, which is slow, finds nothing in."""
    for word in _OF_AGREES:  # noqa: SIM110 - the shorter way takes three times the time
        if word in small:
            return True
    return False


_PRINTED = 130
"""Up to this length it is likely a printed label, which comes again from form to form."""
_known_statement = lru_cache(maxsize=4096)(_statement)
_written_statement = within_reading(_statement)


_OF_SHARING = (
    *(
        "shar",
        "discuss",
        "pass",
        "given t",
        "present",
        "sent",
        "send",
        "disclos",
        "talk",
        "go",
        "show",
        "seen by",
        "seeing",
    ),
    *("stor", "kept", "keep", "record", "held", "retain", "hold", "sav", "on file"),
)
"""How every word for sharing or storing begins: the alternatives of the two patterns, one for one."""


def asks_to_share_or_store(text: str) -> bool:
    """True for a sentence of consent to share, to store, or to both."""
    if len(text) > _PRINTED and not _speaks_of_sharing(text):
        return False
    statement = read_statement(text)
    return statement is not None and statement.about in ("share", "store", "both")


def _speaks_of_sharing(text: str) -> bool:
    """False for what can be no statement about sharing or storing, as the two patterns would find nothing in it."""
    small = _small(" ".join(text.split()))
    if "shar" in small and ("but not" in small or "only" in small):
        return True  # "stored but not shared" and "records only, not shared" are looked for apart
    for word in _OF_SHARING:
        at = small.find(word)
        while at >= 0:
            if _SHARE.match(small, at) is not None or _STORE.match(small, at) is not None:
                return True
            at = small.find(word, at + 1)
    return False
