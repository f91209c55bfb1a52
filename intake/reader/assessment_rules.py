"""
Questions about the assessment itself, known by their words: why and when it was made, who took part, where it goes.

The first that fits counts; they stand before the other rules of `label_rules`.
"""

from __future__ import annotations

import re

ASSESSMENT_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "home",
        re.compile(
            r"^who lives (?:at home|here|there|with (?:the child|you|them|him|her))\b.*\b(?:who|and)\b(?!.*\b(?:share|told|help|support|work)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "needs",
        re.compile(
            r"^what (?:the |this |our |your )?(?:child|family|children|young person|parents?)(?: and (?:the )?(?:child|family|children|young person|parents?))* needs?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "people_present",
        re.compile(
            r"^(?:the )?(?:family members|people|those|others|everyone|professionals)(?: (?:and|or) (?:others|professionals|family members|friends|workers))?(?: who (?:were|was|took part|are))? (?:involved in|present at|in|taking part in|who contributed to|contributing to) (?:the |this )?(?:assessment|discussion|conversation|caf|eha)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "route",
        re.compile(
            r"^(?:please )?(?:choose|tick|say|select|indicate|mark|tell us) where (?:this|it|the form|this (?:form|request|assessment|caf|eha)) (?:should|is to|will|needs to) (?:go|be sent)(?: next| on| now)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "reason",
        re.compile(
            r"^what\b.*\b(?:lead|led|leads|leading) (?:up )?to (?:this|the|your|a) (?:\w+ )?(?:assessment|request|referral|form|caf|eha)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "date_started",
        re.compile(
            r"^date (?:of|for) (?:the |this |our |your )?(?:conversation|discussion|meeting|visit|home visit) with (?:the )?(?:family|child|parents?|carers?|young person)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "date_started",
        re.compile(
            r"^(?:the )?(?:date|day) (?:that |when |on which )?(?:you|we|i|they) (?:carried out|did|undertook|made|held|had) (?:the|this|your) (?:\w+ )?(?:assessment|caf|eha|conversation)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "date_started",
        re.compile(
            r"^date (?:on which |when |that )?(?:this|the|our) (?:\w+ )?(?:record|form|request|referral|assessment|caf|eha|csf)(?: was| were)? (?:started|begun|opened|commenced)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "route",
        re.compile(
            r"^(?:this (?:request|referral|form|assessment|caf|eha) )?(?:is |to |should |will |needs to )+be (?:considered|discussed|heard|decided|handled|dealt with|looked at) (?:by|at)(?: the)?(?: delete as (?:appropriate|applicable|necessary))?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "route",
        re.compile(
            r"^(?:is )?this (?:form|request|referral|assessment|caf|eha|csf) (?:is )?(?:for|going to|to go to)(?: (?:please )?(?:highlight|tick|circle|ring|underline|choose) one)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:do|does|will|would|has|have)\b.*\b(?:need|needs|have|has|require|requires)\b.*\b(?:extra|special|particular|additional|any)\b.*\b(?:arrangements?|adjustments?|adaptations?|needs?|requirements?)\b.*\b(?:access|diet\w*|plan for|allow for|meetings?)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "outcome",
        re.compile(
            r"^what (?:are|is) (?:we|you|they|i|the family|everyone)(?: all)? (?:working towards?|aiming (?:for|at)|trying to (?:achieve|change)|hoping (?:for|to (?:achieve|change)))$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "print_name",
        re.compile(
            r"^(?:the )?(?:child|young person|young persons|childs|parent|parents|carer|carers|mother|father)s? (?:agreement|consent|permission) (?:full name|print(?:ed)? name|name|given by|name in full)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "route",
        re.compile(
            r"^(?:the |our |which )?(?:allocation|proposed|preferred|agreed|requested|suggested|recommended)? ?(?:allocation |referral |onward )?route(?: requested| agreed| proposed| preferred| for this \w+)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "print_name",
        re.compile(
            r"^(?:consent|agreement|permission) (?:was |is |has been )?(?:given|confirmed|provided) by(?: full name| print name| name)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
)
