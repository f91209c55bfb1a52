"""
What tells a title and the name of a section where no phrase of the vocabulary does: patterns over cleaned words.
"""

from __future__ import annotations

import re

TITLE = re.compile(
    r"\b(?:common assessment|common support|early help (?:assessment|record|form)|assessment framework|support framework)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|^(?:the )?(?:family )?f?(?:caf|csf|eha|ehat)\b"
)
"""The name of the form itself: a title, whatever else stands in it."""

SECTION_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "children",
        re.compile(
            r"^(?:details of |list of )?(?:any )?(?:(?:further|additional|subsequent)|(?:more|other)(?=.*\b(?:includ\w+|part of|covered|subject|being (?:assessed|referred)|need(?:s|ing)? (?:this|support)|for whom)\b)) (?:child(?:ren)?|young (?:person|people)|baby|babies)\b(?!.*\b(?:not|nt|household|view|comment|needs|say|said|information)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "elements",
        re.compile(
            r"^(?:the |all )?(?:parents?|carers?|parenting|adults)\b.*\b(?:home|family|environment)\b.*\b(?:community|environment|neighbourhood|surroundings)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "children",
        re.compile(
            r"^(?:the |all )?children\b(?!.*\b(?:other|else|household|sibling|services|centre|social|view|comment|say|said)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "parents",
        re.compile(
            r"^(?:the |all )?(?:parents?|mothers?|carers?|adults?)\b(?!.*\b(?:view|comment|consent|sign|say|said|think|wish|feel|need|strength|capacit|agree|word|voice|language|other|else(?!where)|help)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "household",
        re.compile(
            r"^(?:the |all |any )?(?:brothers?|sisters?|siblings?)\b.{0,24}\b(?:others?|people|persons?|family|adults?|anyone|relatives?)\b(?!.*\b(?:view|say|said|think|need|service|worker|help)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "services",
        re.compile(
            r"^(?:the |other |all )?(?:people|those|others?|everyone|who(?: else)?)(?: (?:else|already|who|is|are|that|now|currently))* (?:supports?|helps?|helping|supporting|(?:works?|working|involved) with)(?: (?:you|us|me|them|(?:the |this |your |our )?(?:child|young person|baby|family|children)))?(?: (?:now|already|currently|at (?:the moment|present)))?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "child",
        re.compile(
            r"^(?:the )?(?:child|young person|baby)(?: or (?:child|young person|baby))? (?:(?:who|whom|that) )?(?:you|we) (?:are|re|want|would like|wish)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "parents",
        re.compile(
            r"^(?:the |your )?(?:mums?|mam|dads?|mother|father)(?: (?:and|or))? (?:mums?|dads?|mother|father|(?:other |any other )?carers?)(?:(?: (?:and|or))? (?:other |any other )?carers?)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    ("ignore", re.compile(r"\b(?:office|official|administrat\w+) use\b")),
    (
        "consent",
        re.compile(
            r"\bconsent\b|\binformation sharing\b|\b(?:sharing|share) (?:your |my |our )?information\b|\bagreement to share\b|\bpermission\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "elements",
        re.compile(
            r"^(?:what|whats|things|our|the|looking|how|summary|strengths)\b(?=.*\b(?:strengths?|(?<!not )(?:going|working|works|goes|doing) (?:really |quite |so )?well|is good)\b)(?=.*\b(?:needs?|worr(?:y|ied|ies|ying)|difficult\w*|concerns?|hard|harder|not (?:going|working|so)|could be better|struggl\w+)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "assessor",
        re.compile(
            r"^(?:who|person|people|worker|professional)\b.*\b(?:fill(?:ed|ing|s)?|writ(?:e|ing|es|ten)|complet(?:e|ed|ing)|(?:worked|gone|went|talked) through|did|done|carried out)\b.*\b(?:form|caf|eha|csf|assessment|this|it)\b(?!.*\b(?:present|share[ds]?|see|sign\w*|refer\w*)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "assessor",
        re.compile(r"^who (?:is |are |was )?(?:helping|helped) (?:me|us|you)(?: to)? (?:do|with|fill|write|complet)"),
    ),
    (
        "services",
        re.compile(
            r"^(?:other |the |which |what |key |all )?(?:services?|agenc(?:y|ies)|professionals?|organisations?|workers)\b(?!.*\b(?:request|ask|shar|consent|complet|need|want|would|provid|offer)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "services",
        re.compile(
            r"^who (?:else )?(?:is |are )?(?:already |currently |now )?(?:working|helping|supporting|involved)\b(?!.*\b(?:form|caf|assessment|fill\w*|do this|with this|complet\w*)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "services",
        re.compile(
            r"\b(?:services?|agenc(?:y|ies)|professionals?|organisations?|helping|supporting)\b.*\b(?:involved|working|supporting|already|known|current(?:ly)?|helping|help|support)\b|\b(?:already|currently) (?:involved|helping|working|supporting)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    ("lead", re.compile(r"\blead (?:professional|practitioner|worker)\b|\bkey worker\b")),
    (
        "assessor",
        re.compile(
            r"\b(?:person|worker|professional|practitioner|who)\b.*\b(?:help(?:ed|ing|s) (?:you|us|me|the family)\b.*\b(?:form|fill\w*|write|this)|complet(?:e|ing|ed)|undertaking|filling|wrote|making|carried out)\b|\b(?:assessor|referrer|practitioner)s?\b.*\bdetails\b|^(?:the )?(?:workers?|professionals?) details$|\bdetails\b.*\b(?:assessor|referrer|practitioner)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "household",
        re.compile(
            r"^(?:is there )?(?:any(?:one|body)|who) else\b(?!.*\b(?:help|involved|support|work|service|agenc|see|shar|know)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "household",
        re.compile(
            r"^(?:any )?others?(?: people| adults| children| family| significant| important)?\b(?!.*\b(?:agenc|service|professional|involved|help|information|support|worker|need|comment|note|view)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "household",
        re.compile(
            r"\b(?:others?|who|people|siblings?|brothers?|sisters?|members?|else)\b.*\b(?:home|household|house|lives?|living|family)\b|\bsiblings?\b|\bbrothers and sisters\b|\bhousehold\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "parents",
        re.compile(
            r"\b(?:parents?|carers?|guardians?)\b.*\b(?:details|information|about)\b|\b(?:details|information|about)\b.*\b(?:parents?|carers?|guardians?)\b"
        ),
    ),
    (
        "child",
        re.compile(
            r"\b(?:child(?:ren)?|young person|baby|infant|pupil)s?\b.*\b(?:details|information|identif\w+)\b|\b(?:details|information|about|identif\w+)\b.*\b(?:child|young person|baby|infant|pupil)s?\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "plan",
        re.compile(
            r"\b(?:action|support|family|help|care) plan\b|\bplan (?:of|for) (?:action|support)\b|\bour plan\b|\bwhat (?:we are|are we) going to do\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "assessment",
        re.compile(r"\b(?:about|details of|information about|basics? of) (?:the |this )?(?:early help )?assessment\b"),
    ),
    (
        "views",
        re.compile(r"\b(?:views?|voices?|comments?) of\b|\bwhat (?:you|the family|everyone) (?:said|told|think)\b"),
    ),
)
