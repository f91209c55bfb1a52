"""
How far an answer may be believed for what it says: a name that is a question of the form, a school of twenty words.

These are never reasons to leave an answer out. They only bring its certainty
below what counts as sure, so that a person looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from intake.reader.labels import clean, recognise_exactly
from intake.reader.typed import find_date, letters_left
from intake.reader.vocabulary import CHOICE_WORDS
from intake.reader.who_helps import AGENCY, POST
from rules.form import Leaf

_WORDY = 14
"""More words than a school, a post or a number has: a sentence."""
_MOST_NAMES = 9
_OF_SIGNATURES = frozenset(
    {
        "name",
        "names",
        "date",
        "signed",
        "signature",
        "print",
        "in",
        "capitals",
        "full",
        "role",
        "job",
        "title",
        "and",
        "of",
    }
)
_FEWEST_FIGURES = 6
"""A telephone number: a constable gives his collar number with his name."""
_SHORTEST_ADDRESS = 4
_RUNS_ON = re.compile(r"\s\d{1,2}\.$|\w- \w|@\S*\s|\S[?:] \S+$")
"""What a page that was set in columns runs into an answer: the number of the next question, a word cut in two."""
_OTHER_LABEL = re.compile(r"\w\s*:\s|\w:$|\?")
"""'Cowl Street Junior School Mother: Mrs Helen Alderson': the next question stands in the answer."""
_NEXT_NUMBER = re.compile(r"\s\d{1,2}\.$")
_FIGURE = re.compile(r"\d")
_CODES = re.compile(r"\b\d{1,2} [A-Z][a-z]+")
_LONGEST_CODE = 2
"""'M' for mother: a code, whose key nobody has given."""
_UNBORN = re.compile(r"\b(?:baby|unborn)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\bif different\b|\b(?:same )?as (?:above|child|below)\b", re.IGNORECASE)
_SCORE = re.compile(r"\d{1,2}\.?\s*(?:[-–/]\s*\w[\w ]{0,20})?")
_COUNTED = re.compile(r"(?:service|agency|professional|person|worker)\s*\d{1,2}|other", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:yes|no)\b\W*(?!\d|fixed)", re.IGNORECASE)
"""'No – in hospital' answers whether somebody lives at the address, and is none."""
_LIKE_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b")
_TELLS_TO = re.compile(
    r"(?:please )?(?:describe|tell us|include|list|give|say|write|state|outline|explain|consider)\b[^.\n]{0,70}",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,3}\s?[A-Z][\w'’-]+")
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|sister)\.?\s+[A-Z]", re.IGNORECASE)
_FIGURES = re.compile(r"\d(?:[\d\s]{5,})\d")
_FEW_WORDS, _SHORTEST_ACTION = 3, 3
_RELATED = re.compile(
    r"\b(?:mother|mum|mam|mummy|mom|father|dad|daddy|parents?|step\w*|foster\w*|adopt\w*|grand\w*|gran\w*|nan\w*|nain|taid"
    r"|bab\w+|aunt\w*|uncle|carers?|guardian|partner|brothers?|sisters?|siblings?|half\w*|twins?|sons?|daughters?"
    r"|cousins?|friends?|lodger\w*|lodging\w*|landlord|landlady|self|neighbour|wife|husband|niece|nephew|kinship"
    r"|special|sgo|relatives?|relation"
    r"|boyfriend|girlfriend|fianc\w+|god\w+|child|spouse|ex|family|maternal|paternal|au pair|tenant|house"
    r"|work\w*|keyworker)\b",
    re.IGNORECASE,
)
"""A word for how people are related, or live together."""
_TIME = re.compile(
    r"\d|\ba\.?s\.?a\.?p\b|\b(?:weeks?|weekly|wks?|fortnight\w*|months?|monthly|days?|daily|terms?|termly|half|years?|easter"
    r"|christmas|xmas|ramadan|spring|summer|autumn|winter|holidays?|hols|weekends?|today|tomorrow|tonight|now|done|complete[d]?"
    r"|on-?going|continu\w+|straight|immediate\w*|urgent\w*|once|when\w*|soon|next|before|after|by|until|till|from|end|start\w*"
    r"|every|each|annual|review|first|within|already|same|mid|early|late|mon|tues?|wed\w*|thurs?|fri|sat|sun|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)days?|jan\w*|feb\w*|mar|march|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_FIGURES_ALONE = re.compile(r"[A-Z]{0,4}[\W\d_]*[A-Z]?\W*")
"""A date, a percentage, a hospital's number: not what is told in words."""
_BEGINS_INSIDE = re.compile(r"[(/&]|[–—-]\s")
"""'(where applicable) Jan Fewtrell', '/previous names Reece Tate': a piece of the label stands before the answer."""
_CUT_OFF = re.compile(r"\s[–—-]$|^[a-z]+(?: [a-z]+)*$")
"""'Dr Khan –', and a name without a capital: a piece of a line, or of the label."""
_EXPLAINS = re.compile(r"(?:for example|e\.?g\b|such as|if (?:so|yes|no)\b|see (?:the )?notes)", re.IGNORECASE)
_CALLED = re.compile(r"[,(–/\n]| - |\s[A-Z]|(?i:\bnurse [a-z]+$)")
"""What tells that somebody is named beside a post: 'Sandra at Busy Bees', 'GP, Dr Khan'."""
_ALONE = frozenset(
    {"yes", "no", "parent", "parent or carer", "parents", "carer", "mother", "father", "mum", "dad", "child"}
)
_ROUTE = re.compile(r"^(?:refer|referral|present(?:ed)?) to\b.*\bpanel|\bpanel\b.*\binformation only\b", re.IGNORECASE)
_YEAR_GROUP = re.compile(r"(?:yr|year)\s*\d{1,2}|reception", re.IGNORECASE)
_ASKS_FOR_NAMES = re.compile(
    r"\b(?:please|name them|happy to|agenc(?:y|ies) (?:the|you)|whom?|involved)\b", re.IGNORECASE
)
_LIMITS = re.compile(
    r"\b(?:nothing|nobody|only|limited|unsure|not sure|worr\w+|ask|before|rather|stay|hear|know(?:ing|s)?|no|not|never"
    r"|except|but|unless|until|if|y|n|leave|left|keep|drop|remove|avoid|exclud\w+|omit|out|away|without|stop|secret"
    r"|private|confidential|careful|hide|withdr\w+|refus\w+|declin\w+|object\w*"
    r"|(?:did|is|do|does|must|should|would) ?n['’]?t)\b|^-",
    re.IGNORECASE,
)
"""What limits an agreement, among those who may be told."""
_FEWEST_OF_SENTENCE = 5
_ITEM = re.compile(r"^\w{1,2}[).]\s+")
_TELLS_SENDER = re.compile(r"(?:send|e-?mail|return|keep|give|put|attach|copy|tick)\b", re.IGNORECASE)
_ASKED_FIRST = re.compile(r"[^\n]{3,120}[?:]\s*\n|\W*\)|(?:if|please|e\.?g)\b[^\n]{0,40}:", re.IGNORECASE)


def plausible(path: str, value: Leaf) -> float:
    """Return how far *value* may be believed as the answer at *path*, 0 to 1; 1 where nothing speaks against it."""
    if not isinstance(value, str):
        return 1.0
    named = path.endswith(".name") and path.partition("[")[0].partition(".")[0] in _MAY_NAME_POST
    kind = _person if named else _KINDS.get(path.rpartition(".")[2].partition("[")[0])
    return kind(value) if kind is not None else 1.0


def runs_on(value: str) -> bool:
    """True if *value*, from a page set in columns, seems to have run into what stands beside it."""
    return _RUNS_ON.search(value) is not None


def _runs_into_label(value: str) -> bool:
    return (":" in value or "?" in value) and _OTHER_LABEL.search(value) is not None


def _runs_into_number(value: str) -> bool:
    return "." in value and _NEXT_NUMBER.search(value) is not None


def _has_number(value: str) -> bool:
    if value.isascii() and _FIGURE.search(value) is None:
        return False
    return sum(c.isdigit() for c in value) >= _FEWEST_FIGURES


def _name(value: str) -> float:
    if not _has_letter(value) or (_is_label(value) and not _UNBORN.search(value)):
        return 0.5
    if set(clean(value).split()) <= _OF_SIGNATURES or _BEGINS_INSIDE.match(value) or _is_cut_off(value):
        return 0.5
    return 0.6 if _runs_into_label(value) or _has_number(value) or len(value.split()) > _MOST_NAMES else 1.0


def _has_letter(value: str) -> bool:
    return value[:1].isalpha() or any(c.isalpha() for c in value)


def _is_cut_off(value: str) -> bool:
    return _CUT_OFF.search(value) is not None and _UNBORN.search(value) is None


def _person(value: str) -> float:
    """Less for a post or an agency alone, where somebody's name is asked for."""
    alone = _TITLE.match(value) is None and _CALLED.search(value) is None
    says_post = POST.search(value) is not None or AGENCY.search(value) is not None
    return min(_name(value), 0.7 if alone and says_post else 1.0)


def _role(value: str) -> float:
    """Less for what is an agency and no post."""
    agency = AGENCY.search(value) is not None and POST.search(value) is None
    return min(_short(value), 0.7 if agency else 1.0)


def _organisation(value: str) -> float:
    """Less for a post where an agency is asked for: a column may have been taken for its neighbour."""
    post = POST.search(value) is not None and AGENCY.search(value) is None
    return min(_short(value), 0.7 if post or _LIKE_POSTCODE.search(value) else 1.0)


def _signature(value: str) -> float:
    return min(_name(value), 0.75 if _INITIALS.fullmatch(value) is not None else 1.0)


def _short(value: str) -> float:
    if value.count(" ") > _WORDY or clean(value) in CHOICE_WORDS or len(_CODES.findall(value)) > 1:
        return 0.5
    return 0.6 if _runs_into_label(value) or _runs_into_number(value) else 1.0


def _relationship(value: str) -> float:
    if len(value) <= _LONGEST_CODE or _RELATED.search(value) is None:
        return 0.5
    return 0.6 if _runs_into_label(value) or value.count(" ") > _WORDY else 1.0


def _school(value: str) -> float:
    read = find_date(value)
    if clean(value).startswith(("none", "not ", "no ", "n a")):
        return 0.5
    nothing = not _has_letter(value) or (read is not None and not read.rest)
    nothing = nothing or _YEAR_GROUP.fullmatch(value) is not None
    return 0.5 if nothing or _asks(value) else _short(value)


def _background(value: str) -> float:
    return 0.5 if _asks(value) else _short(value)


def _service(value: str) -> float:
    if _COUNTED.fullmatch(value) or _TITLE.match(value) or _asks_of_a_worker(value):
        return 0.5
    return 0.6 if _runs_into_label(value) or _FIGURES.search(value) else 1.0


def _asks_of_a_worker(value: str) -> bool:
    """True for 'Referrer' and 'Lead professional': what a form calls its own worker, and no service."""
    known = recognise_exactly(value) if len(value.split()) <= _FEW_WORDS else None
    return known is not None and known.section in ("assessor", "lead")


def _language(value: str) -> float:
    coded = value.isupper() and len(value) <= _LONGEST_CODE + 1 and value != "BSL"
    return 0.5 if coded or _asks(value) else _short(value)


def _telephone(value: str) -> float:
    if not value[:1].isdigit() and not any(c.isdigit() for c in value):
        return 0.6
    return 0.5 if value.count(" ") > _WORDY else 0.6 if _runs_into_number(value) else 1.0


def _address(value: str) -> float:
    if _ANSWERS.match(value) is not None:
        return 0.5
    if len(value) < _SHORTEST_ADDRESS or clean(value) in CHOICE_WORDS or _ELSEWHERE.search(value) or "@" in value:
        return 0.5
    if len(value.split()) == 1 and not any(c.isdigit() for c in value):
        return 0.6  # a town: the rest of it may stand elsewhere
    return 0.6 if _runs_into_label(value) or re.search(r", \d{1,2}$", value) or _LIKE_POSTCODE.search(value) else 1.0


def _words(value: str) -> float:
    """Less for words in small letters from the first, or that explain the question: small print, or half an answer."""
    begins_within = value[:1].islower() and "\n" not in value
    return min(_own_words(value), 0.7 if begins_within else 1.0, _told(value))


def _own_words(value: str) -> float:
    """Less for no words, for a question among them, and for a yes or another speaker on a line of its own."""
    if _is_short_answer(value) or _SCORE.fullmatch(value) or _FIGURES_ALONE.fullmatch(value):
        return 0.5
    if _ASKED_FIRST.match(value) or _all_labels(value) or _TELLS_TO.fullmatch(value):
        return 0.6
    return 0.6 if "\n" in value and any(map(_speaks_alone, value.split("\n"))) else 1.0


def _speaks_alone(line: str) -> bool:
    return clean(line) in _ALONE


def _told(value: str) -> float:
    """Less for words that explain a question, before the answer or instead of it."""
    return 0.6 if _BEGINS_INSIDE.match(value) or _EXPLAINS.match(value) else 1.0


def _is_short_answer(value: str) -> bool:
    """True for a yes or no and nothing else."""
    if len(value) > _WORDY and letters_left(value) > len("yes"):
        return False
    return clean(value) in ("y", "n", "yes", "no")


def _action(value: str) -> float:
    """Less for a number, a question of the form, or a yes: the rows of a plan may have run on into what comes next."""
    words = sum(c.isalpha() for c in value)
    return 0.5 if words < _SHORTEST_ACTION or _is_label(value) or _ROUTE.search(value) else 1.0


def _by_when(value: str) -> float:
    """Less for what names no time, as a neighbouring column's words do."""
    return 1.0 if _TIME.search(value) is not None or find_date(value) is not None else 0.6


def _who(value: str) -> float:
    """Less for a date alone: nobody is called so."""
    read = find_date(value)
    return 0.5 if read is not None and not read.rest else 1.0


def _item(value: str) -> float:
    if sum(c.isalpha() for c in value) <= 1:
        return 0.5
    return 0.6 if _ASKS_FOR_NAMES.search(value) or _TELLS_SENDER.match(value) else 1.0


def _may_be_told(value: str) -> float:
    """Less for what takes back some of the agreement: 'nothing to Housing', 'school only'."""
    told = POST.search(value) is not None or AGENCY.search(value) is not None
    sentence = value.count(" ") >= _FEWEST_OF_SENTENCE and not told
    return min(_item(value), 0.6 if sentence or _LIMITS.search(value) is not None else 1.0)


def _all_labels(value: str) -> bool:
    """True if every line is a question of the form: a list of them, not an answer."""
    lines = [line for line in value.split("\n") if line.strip()]
    return all(_is_label(_ITEM.sub("", line)) for line in lines)


_PRONOUN = re.compile(r"(?:I|We)\b")


@lru_cache(maxsize=2048)
def _is_label(value: str) -> bool:
    known = recognise_exactly(value)
    if _PRONOUN.match(value):
        return False  # 'I agree.' is an answer as often as a heading
    return clean(value) in CHOICE_WORDS or (known is not None and bool(known.asks or known.section or known.element))


@lru_cache(maxsize=1024)
def _asks(value: str) -> bool:
    known = recognise_exactly(value)
    return known is not None and bool(known.asks)


_KINDS: dict[str, Callable[[str], float]] = {
    **dict.fromkeys(("name", "given_names", "family_name", "also_known_as"), _name),
    "year_group": _short,
    "role": _role,
    "organisation": _organisation,
    **dict.fromkeys(("significant_harm", "desired_outcomes", "special_requirements"), _told),
    **dict.fromkeys(("religion", "ethnicity"), _background),
    **dict.fromkeys(("first_language", "parents_first_language"), _language),
    "relationship": _relationship,
    "action": _action,
    "by_when": _by_when,
    "who": _who,
    **dict.fromkeys(("signed_by", "signed_by_child"), _signature),
    "school": _school,
    "service": _service,
    "telephone": _telephone,
    "address": _address,
    **dict.fromkeys(
        (
            "text",
            "strengths",
            "needs",
            "home_situation",
            "reason",
            "summary",
        ),
        _words,
    ),
    **dict.fromkeys(("people_present", "child_comment", "parent_comment"), _own_words),
    "share_with": _may_be_told,
    **dict.fromkeys(("not_share_with", "services_requested"), _item),
}
_MAY_NAME_POST = frozenset({"assessor", "lead_professional", "services"})
"""Those of whom a form tells the post beside the name."""
