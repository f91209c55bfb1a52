"""
The words of letters: salutations, closes, names, organisations, posts, and who is called what.

Patterns only; what they are used for is said where they are used.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_I = re.IGNORECASE

DEAR = re.compile(
    r"^\s*(?:dear\b|to whom it may concern|(?:hi|hello|good (?:morning|afternoon|day))\b(?:\s+\S+){0,4}\s*[,.!]?\s*$)",
    _I,
)
CLOSE = re.compile(
    r"^\s*(?:yours?\b|(?:(?:with|kindest|kind|best|warm(?:est)?|very|many|my)\s+)*(?:regards|wishes|thanks)\b|sincerely\b|best\W*$|signed\W*$|thank you\W*$)",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
AFTERWARDS = re.compile(
    r"^\W*(?:cc\b|bcc\b|c\.c\.|copy\b|copies\b|copied\b|enc\b|encl\b|encs\b|enclosures?\b|attach\w*\b|p\.?s\.?\b"
    r"|the information (?:in|contained)|this (?:e-?mail|message|letter)\b.*\b(?:confidential|intended)|disclaimer|registered (?:charity|office|in england|company)|company (?:no|reg))",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
NOT_A_NAME_LINE = re.compile(
    r"\b(?:dictated|electronically|signed|signature|approved|authorised by|typed|checked|sent from|date[ds]?|confidential)\b|^\s*(?:for and )?on behalf of\b|^\s*p\.?p\.?\s",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
MEMO = re.compile(
    r"^\s*(?P<label>to|from|sender|recipient|sent|date(?: (?:dictated|typed|of letter|sent))?|cc|fao|attn|for the attention of|(?:our|your|my) ref(?:erence)?|ref(?:erence)?(?: no| number)?|subject|direct (?:dial|line)|direct tel(?:ephone)?|tel(?:ephone)?|phone|e-?mail|fax|enquiries to|please ask for|contact|ask for|clinic date|by (?:e-?mail|post|hand)(?: to)?|via|web(?:site)?)\b\.?(?: ?no\.?| number)?\s*(?::|\s[-–]\s|\s{2,})\s*(?P<value>.*)$",  # noqa: E501 - a pattern reads worse when broken
    _I | re.DOTALL,
)
TO_WHOM = re.compile(
    r"^\s*(?:to\b|fao\b|f\.a\.o|attn\b|for the attention|by (?:e-?mail|post|hand|secure)|via\b|sent (?:by|via|to))", _I
)
ADDRESSED = re.compile(
    r"\b(?:panel|allocation|gateway|hub|mash|masg|maag|maam|mat|front door|co-?ordinators?|chair|children['’]?s (?:services|social care)|social care|early help|locality|prevention|administrators?|triage|access point|referral|referrals|single point|multi.?agency|support manager|duty|assessment team|council|common assessment|caf)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
ORGANISATION = re.compile(
    r"\b(?:school|academy|college|nursery|pre-?school|playgroup|kindergarten|infants?|juniors?|surgery|practice|hospital|infirmary|clinic|nhs|trust|foundation|health centre|medical centre|police|constabulary|fire|ambulance|housing|homes|association|council|services?|team|centre|charity|project|ltd|limited|cic|university|department|unit|church|probation|partnership|society|federation|refuge|aid|camhs|group|network|agency|academies|trust|club|hostel|midwifery|maternity)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
ROLE = re.compile(
    r"\b(?:head ?teacher|teacher|head|deputy|principal|nurse|doctor|gp|g\.p\.|general practitioner|officer|worker|visitor|manager|lead|leader|co-?ordinator|senco|sendco|sencos?|consultant|registrar|paediatrician|psychologist|psychiatrist|therapist|midwife|practitioner|partner|constable|sergeant|inspector|advis[eo]r|counsell?or|director|secretary|assistant|mentor|tutor|physician|clinician|specialist|supervisor|key ?worker|pcso|elsa|dsl|chaplain|vicar|minister|trainee|locum|administrator|receptionist|solicitor|technician|associate|warden|landlord|volunteer|dietitian|audiologist|surgeon|safeguarding|pastoral|inclusion|childminder|advocate|caseworker|representative|trustee)s?\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
TITLE = r"(?:Mrs|Miss|Ms|Mr|Mx|Dr|Doctor|Prof(?:essor)?|Rev(?:erend|d)?|Fr|Sister|Sr|PC|DC|DS|PS|Sgt|Sergeant|Insp(?:ector)?|PCSO|WPC|Master|Sir|Lady|Cllr|Canon)"  # noqa: E501 - a pattern reads worse when broken
WORD = r"(?!Mother|Father|Mum\b|Dad\b)[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’\-][^\W\d_]+)*(?!\w)"
_LINK = r"(?:de|da|dos|van|der|den|von|la|le|bin|bint|ibn|al|el|ul|ap|st|y)"
PERSON = re.compile(
    rf"(?P<title>\b{TITLE}\b\.?\s+(?:\d{{2,6}}\s+)?)?(?P<name>{WORD}\.?(?:[ ](?:{WORD}\.?|{_LINK}(?=[ ][A-Z])|(?:al|el|ul|ad|as|ash|an|ar|at|az)-{WORD}))*)"  # noqa: E501 - a pattern reads worse when broken
)
"""A name with or without a title; words that are no names must be taken out by `names.is_name`."""
_WORDS = tomllib.loads((Path(__file__).parent / "words" / "letters.toml").read_text(encoding="utf-8"))
LABELS = {
    said: "" if kind in ("none", "others") else kind for kind, phrases in _WORDS["labels"].items() for said in phrases
}
"""What the labels of letters tell; "" for those that tell nothing of the child."""
OTHERS = frozenset(_WORDS["labels"]["others"])
"""Labels of people who are not the family's."""
NO_NAMES = frozenset(_WORDS["names"]["not"])
"""Words that begin with a capital and are no part of a name."""
RELATION = r"(?:step-?\s?(?:mother|father|mum|dad)|(?:maternal |paternal )?grand-?(?:mother|father|parents?)|gran(?:ny|ddad|dad|dma)?|nan(?:a|ny)?|foster (?:mother|father|carers?|parents?)|kinship carer|adoptive (?:mother|father|parents?)|birth (?:mother|father)|mother['’]s partner|father['’]s partner|mother|father|mum(?:my)?|mam|dad(?:dy)?|parents?(?:/carers?)?|carers?|guardian|aunt(?:ie|y)?|uncle|great-?aunt|legal guardian)"  # noqa: E501 - a pattern reads worse when broken
PHONE = re.compile(
    r"(?<![\w/])(?:\+44\s?(?:\(0\)\s?)?|\(?0)\d[\d\s()\-]{7,13}\d(?:\s*(?:ext|extension|x)\b\.?\s*\d{1,5})?"
)
FAX = re.compile(r"\b(?:fax|facsimile|f)\b[.:\s]*(?:no\.?|number)?[\s:]*$", _I)
POSTCODE = r"[A-Za-z]{1,2}[0-9OI][0-9A-Za-z]?\s{0,2}[0-9O][A-Za-z]{2}\b"
DATE_LINE = re.compile(
    r"^\s*(?:date\W*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s*[./\- ]\s*(?:of\s+)?(?:\d{1,2}|[A-Za-z]{3,9})\s*[./\-, ]\s*\d{2,4}|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4})\.?\s*$",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
PROSE = re.compile(
    r"\b(?:I|[Pp]lease|we|We|is|was|am|are|were|has|have|had|will|would|be|been|being|do|does|did|can|could|should|that|who|whom|which|she|She|he|He|they|They|it|It|you|You|your|Your|my|My|our|me|us|him|them)\b"
)
UNBORN = re.compile(
    rf"\b(?i:unborn (?:baby |child |infant )?(?:of|to)|baby of)\s+(?:(?:Mrs|Miss|Ms)\.?\s+)?{WORD}(?:[ ]{WORD}){{0,3}}"
    rf"|\b(?i:unborn)\b(?:\s+(?i:baby|child)\b)?(?:\s+{WORD}){{0,2}}"
    r"|\bBABY\s+[A-Z]{3,}\b(?=\s*[,(–-]?\s*(?:EDD|due))"
)
TURNED = re.compile(
    rf"^\W*(?P<family>{WORD}(?:[ ]{WORD})?),\s+(?P<given>{WORD}(?:[ ]{WORD}){{0,2}})(?=\s*(?:$|[(,;|\n–-]|\s\s|d\.?o\.?b|born))",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
AKA = re.compile(
    r"\(\s*(?:also )?(?:known as|aka|a\.k\.a\.?|“|\"|‘)\s*[“\"‘']?(?P<aka>[A-Z][\w'’\- ]*?)[”\"’']?\s*\)", re.IGNORECASE
)
SCHOOL = re.compile(
    rf"(?P<school>(?:St\.? |The )?{WORD}(?:[ '’&](?:of|the|and|de|C of E|CE|RC|{WORD})){{0,7}}?\s(?:School|Academy|College|Nursery|Pre-?[Ss]chool|Playgroup|Infants|Juniors|Primary)(?:\s(?:School|Academy|and Nursery|Nursery|College))*)"  # noqa: E501 - a pattern reads worse when broken
)
OF_ONE = frozenset({"dob", "edd", "nhs", "upn", "sex", "year", "aka", "given", "family", "name", "school"})
"""What one child has and another has not."""
_ALIKE = re.compile(r"\b(?:both|all|each)\s+(?:(?:are|were)\s+)?(?:born|in|dob|aged)\b|\btwins\b", _I)
OF_ALL = {
    "school": re.compile(r"\b(?:both|all|each|they|the (?:children|boys|girls|twins|siblings))\b", _I),
    "year": _ALIKE,
    "dob": _ALIKE,
}
"""Words with which even this is said of several children."""
BEFORE_ADDRESS = re.compile(
    r"^(?:[\s,;)]|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\)?|\(?[A-Z]\d{11}[\dA-Z]\)?|(?:of|at|address)\s+)+", _I
)
"""What may stand between a name and an address without a label."""
