"""
What is printed on blank forms and is never an answer: instructions, prompts, placeholders.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from intake.reader.labels import QUOTES, clean
from intake.reader.vocabulary import PROMPTS

_PROMPTS = frozenset(PROMPTS)
_SHORTEST_PRINTED = 18
_PROMPT_WORDS = frozenset(word for prompt in PROMPTS for word in prompt.split())


@lru_cache(maxsize=2048)
def is_prompt(text: str) -> bool:
    """True for the small print of blank forms: the elements' prompts, and what begins as an instruction does."""
    cleaned = clean(text)
    if not cleaned or cleaned in _PROMPTS:
        return bool(cleaned)
    if _ANSWERED.match(text.strip()) is not None:
        return False
    return is_printed(text) or _INSTRUCTION.match(_LEVELS.sub("", text.strip().translate(QUOTES))) is not None


def is_printed(text: str) -> bool:
    """True for one of the elements' prompts, which nobody writes; an instruction may be: 'Please tell Nan'."""
    cleaned = clean(text)
    return cleaned in _PROMPTS or (len(cleaned) > _SHORTEST_PRINTED and _is_printed(cleaned))


_ANSWERED = re.compile(
    r"(?:please )?(?:do not|don['’]?t|never) (?:talk|speak|tell|contact|involve|discuss|share\b.{0,20}\bwith)\b|(?:please |if (?:so|yes|any),? )*(?:list|specify|state|name|give details|say who)[^:.?]{0,30}:\s*\S",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
"""'Please list: Jobcentre, Orwell Homes': an instruction with its answer behind it; a plea not to tell somebody."""


_LEVELS = re.compile(r"\d{1,2}\.\d{1,2}\.?\s+(?=[A-Z])")
"""'5.1 Please describe': the number of a question, and none of a list that somebody wrote."""
_FEWEST_WORDS = 3


def _is_printed(cleaned: str) -> bool:
    """True for one of the elements' prompts, in other words or cut off at the foot of a page."""
    words = set(cleaned.split())
    if len(words) < _FEWEST_WORDS:
        return False  # 'Positive activities' is somebody's service as well
    if len(_PROMPT_WORDS & words) <= 0.7 * len(words):
        return False
    if any(cleaned in prompt for prompt in PROMPTS):
        return True
    return len(cleaned) > 40 and process.extractOne(cleaned, PROMPTS, scorer=fuzz.ratio, score_cutoff=86) is not None


_INSTRUCTION = re.compile(
    r"""(?:\(?\s*(?:e\.?g\.?|i\.?e\.?)[\s,:.]|\(?for\ example:[^\n]*\?\W*$|\(?please\s+(?:tick|list|give|state|use|note|indicate|type|complete|describe|specify|record|include|attach|continue|read|do\ not|delete|insert|enter|ensure|see\ the|put|mark|circle|write|say|tell|provide|fill|add)\b|notes?\ for\ use|
    (?:include|list|put|leave|write|give|use|enter|name)\b.{0,30}\b(?:everyone|everybody|anyone|all|one|each|every|box|line|row|below|here|if\ there)\b|
    (?:include|give|write|put|add)\ (?:(?:the|your|his|her|their|a|full)\ )*(?:post\ ?code|area\ code|std\ code)\b|
    if\ (?:the\ (?:baby|child)\ is\ )?unborn,?\ (?:please\ )?(?:state|give|write|put|use|enter)\b|record\ details\ of|consider\ each|text\ boxes\ (?:will\ )?expand|boxes\ (?:will\ )?expand|complete\ (?:this|every|all|one|part|with)|use\ this\ (?:form|section|box)|use\ one\ form|tick\ (?:all|one|as|the|which|any|if)|
    we\ need\ to\ collect|if\ at\ any\ time|you\ should\ also\ follow|for\ office\ use|guidance\ (?:note|:)|to\ be\ completed\ by|this\ (?:section|form)\ (?:repeats|is\ repeated|should|must|is\ to|is\ for|can|may|will)|click\ (?:or\ tap\ )?(?:here|to)|
    (?:if\ [''"]?yes[''"]?,?\ (?:please|stop|give|state|list|tick|describe|what|who|when|how)\b)|now\ the\ assessment\ is|comment\ only\ on|consider\ (?:all|the|any|how|what)\b.*(?:\.|;)|fields\ marked|delete\ as|\(delete|\*?\s*delete\ (?:as|which|where)|strike\ (?:out|through)|continue\ on|
    (?:where|when|if)\ (?:there\ (?:is|are)|more\ than|you\ (?:have|need))\b[^.?!]{0,90}\bplease\ (?:give|list|complete|add|attach|continue|use|record|provide|include|enter|fill|name|state|tick)\b|
    for\ (?:each|every|all)\ [\w\ ]{3,40},?\ (?:please\ )?(?:write|tick|put|mark|say|state|give|initial|enter|choose|complete|indicate)\b|
    when\ complete,?\ (?:please\ )?send|e-?mail\ (?:this|the|your|a)\ (?:complete|fill|form|referral|document)\w*\b.{0,30}\bto\b|return\ (?:this|the|your|to)\b.*\b(?:form|panel|manager|administrator)|do\ not\ leave|\(?(?:include|including)\ (?:details\ of|universal)|insert\ an?\b|only\ (?:complete|fill\ in|tick)\b|fill\ in\ (?:one|an?|the|each|every|this)\ (?:box|line|row|table|section|form|part)\b|use\ only\ the\ (?:head|box|row|line)\w*|copy\ and\ paste\b|complete\ the\ (?:lines?|rows?|box(?:es)?|table|columns?)\b|all\ information\ (?:on|in|given)|once\ you\ have|remember\ to|write\ in\ |describe\ (?:what\ life|in\ (?:your|their)\ own\ words\ (?:what|why|how)))""",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE | re.VERBOSE,
)


_TELLS_HOW = re.compile(
    r"(?:if (?:so|yes),? )?(?:please )?(?:name|list|state|specify|give|say|tell us|write|describe|explain|tick)"
    r"(?: (?:them|it|details?|names?|any|all|who|which|whom|here|below|the (?:names?|details)))*"
    r"(?: (?:in full|if so|opposite|alongside))?\W*",
    re.IGNORECASE,
)


def tells_how(text: str) -> bool:
    """True for 'Please name them.' and 'If so, please give details': behind a question, how to answer it."""
    return _TELLS_HOW.fullmatch(text.strip()) is not None


_FOR_OFFICE = re.compile(
    r"\b(?:office|official|admin\w*|panel|hub|co ?ordinators?) (?:team )?use\b"
    r"|^for (?:the )?(?:[\w-]+ ){0,3}?(?:administrat\w+|admin|co ?ordinators?|clerk|office)(?: team| staff)?(?: only)?$"
)


def is_for_office(text: str) -> bool:
    """True for 'OFFICE USE' or 'For MAT administrator:' with more behind it: what stands there is not the family's."""
    if ":" not in text and "\n" not in text:
        return False
    head, _, rest = text.partition(":" if ":" in text.partition("\n")[0] else "\n")
    said = clean(head) if rest and not rest.isspace() else ""
    return (" use" in said or said.startswith("for ")) and _FOR_OFFICE.search(said) is not None


@lru_cache(maxsize=1024)
def is_placeholder(text: str) -> bool:
    """True for what stands in a box until somebody fills it in: masks, dots, 'Click here to enter text'."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


_PLACEHOLDER = re.compile(
    r"""[\s_.…\-–—/\\|:()\[\]<>*]*|(?:click|tap)\ (?:or\ (?:tap|click)\ )?(?:here\ )?to\ (?:enter|select|add|choose|type|insert)\b.*|click\ here\b.*|(?:please\ )?(?:choose|select|pick)\ (?:an?|one|your|the|from)\b.{0,40}|(?:please\ )?select\W*|-*\s*(?:please\ )?select\s*-*|
    (?:dd|d)\s*[/.\-]\s*(?:mm|m)\s*[/.\-]\s*(?:yyyy|yy)|[<\[](?:insert|enter|type|name|date|address|text|details|click|please|your|professional)[^\]>]{0,80}[>\]]|(?:enter|type|insert)\ (?:text|date|name|your|the|here|an?)\b.{0,40}|date\ picker|free\ text""",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE | re.VERBOSE,
)
