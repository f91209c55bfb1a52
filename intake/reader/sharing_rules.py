"""
Questions of whom to tell and whom not to, known by the words that must and must not stand in them.

The first that fits counts: what says no stands before what is like it and does not.
"""

from __future__ import annotations

import re

SHARING_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "not_share_with",  # 'Who must it not go to?': the question turned about
        re.compile(
            r"^(?:to |with )?(?:who|whom|which|what|where)\b.{0,40}?\b(?:must|should|may|can|could|will|is|are) (?:it|they|we|you|this(?: \w+)?|the \w+) (?:only )?(?:not|never)(?: to)? (?:go|be (?:sent|given|shown|passed|copied|shared)|share|show|send|give|pass|tell|contact|involve|inform|talk|speak)\b(?!.*\b(?:if|unless|until|without|why)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",  # 'Agencies / people excluded by the family'
        re.compile(
            r"^(?:any |the )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|anyone|anybody|those)\b.{0,30}\b(?:excluded|left out|refused|declined|objected to) by (?:the |my |our )?(?:famil(?:y|ies)|parents?|carers?|child|young person|mum|dad)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",  # 'Is there anyone the parent does not agree to?'
        re.compile(
            r"^(?:is|are) there any(?:one|body)?\b.{0,40}\b(?:you|they|we|i|famil(?:y|ies)|parents?|carers?|mum|dad)\b.{0,12}\b(?:not|dont|doesnt|never)\b(?: (?:agree|consent)(?: to)?$|.*\b(?:shared?|sharing|involved?|told|informed|consent(?:ed)? to|agreed? to|(?:see|have) (?:this|it))\b)(?!.*\bwhy\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",  # 'Who can it be passed to?'
        re.compile(
            r"^(?:(?:to|with) )?(?:who|whom|which)\b(?: (?:of )?(?:the |these |those )?(?:else|services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?))* (?:can|may) (?:it|this|the (?:form|assessment|information|caf|plan)|this (?:form|assessment|information|caf|plan)|a copy|copies) (?:go|be (?:sent|given|shown|passed|copied|shared|forwarded))(?: on)?(?: (?:to|with))?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:is|are) there (?:any|some)\w*\b.*\b(?:you|they|the (?:family|parents?|child)) (?:(?:would|do|does) not|wouldnt|dont|doesnt) (?:like|want|wish) us to (?:speak|talk|write|send|contact|tell|inform|involve|approach|share|invite)\b(?: (?:it|this|anything|to|with))*$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:any|anyone|anybody|those|who|whom|people|persons?|services?|agenc(?:y|ies)|organisations?|where)\b.{0,30}\b(?:must|should|may|can|is|are|ought) (?:not|never)(?: to)? (?:go|be (?:sent|given|shown|passed|copied))(?: on)?(?: to)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:which|who|whom|anyone|anybody|those|people|services|agencies)\b.{0,40}?\b(?:should|must|may|can|could|ought) (?:not|never)(?: to)? (?:get|have|receive|read|look at|be given|be shown|be told|be sent) ?(?:it|this|them|a copy|the form|about it)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:the |those |any |which )?(?:partners|services?|agenc(?:y|ies)|organisations?|people|professionals?)(?: (?:who|that|which|whom))? (?:we|you|they) (?:can|may) (?:share|discuss) (?:it|this|them|the (?:form|assessment|information)) with$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:the |those |which )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?)(?: (?:or|and) (?:services?|agencies|organisations|people|persons|professionals))?(?: (?:who|that|which))? (?:may|can) be (?:shown|given|sent|told)(?: it| this| them| the form| about it| a copy)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:any |the |those |which )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?)(?: (?:or|and) (?:services?|agencies|organisations|people|persons|professionals))?(?: (?:that|which|who|whom|to which|to whom))? (?:it|this|the \w+|a copy|copies) (?:may|can) (?:go|be (?:sent|given|shown|passed|copied))(?: on)?(?: to)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:any |the |those )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|anyone|anybody|those|who)"  # noqa: E501 - a pattern reads worse when broken
            r"(?: (?:or|and) (?:services?|agencies|organisations|people|persons|professionals))?(?: (?:who|that|which|whom))?(?: (?:we|you|they|it))? (?:may|must|should|can|could|are|is) not(?: to)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:any |the |those )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?)(?: (?:or|and) (?:services?|agencies|organisations|people|persons|professionals))? (?:(?:to|with) whom |that |which )?(?:it|this|the \w+) (?:may|must|should|can) not be (?:passed|shared|sent|given|shown|disclosed|seen)(?: on)?(?: to| with| by)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:i|we) (?:do not|dont|would not) (?:want|wish|like|agree)\b.*\b(?:shared?|sharing|involved?|told|see|seen|contact(?:ed)?)\b.*\b(?:with|by|following|services|agencies|people)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:those |people |agencies |services )?(?:who (?:are|is) )?not to be (?:invited?|told|informed|contacted|involved|notified|approached|sent|given|shown|consulted)\b(?!.*\b(?:unless|until|without|date|before)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:which |any |those |other )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|anyone|anybody|those|who)\b.*\b(?:not|dont|never)\b.*\b(?:agree[ds]?|consent(?:ed)?|want(?:ed)?|wish|happy|content|willing|shared?|see|involved?|contact(?:ed)?|told|allowed|given)\b(?!.*\b(?:why|reason)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:a |the |any |these |this )?(?:cop(?:y|ies)|forms?|assessment|information|it|this|caf) (?:may|can|must|should|will|is|are)(?: not|not)(?: to)? (?:go|be (?:sent|given|shown|passed|copied|forwarded))(?: on)? to(?: the following)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:a |the |any |these |this )?(?:cop(?:y|ies)|forms?|assessment|information|it|this|caf) (?:may|can|will|is|are)(?: to)? (?:go|be (?:sent|given|shown|passed|copied|forwarded))(?: on)? to(?: the following)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:please )?(?:do not|dont|never|we must not|you must not|you may not) (?:shar\w*|discuss|talk|speak|contact|tell|inform|involve|approach|send|show)\b(?: (?:it|this|them|us|the form|with|to|about|or|and|share|discuss|talk|speak|contact|tell|inform|involve|approach|send|show))*$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:the |those )?(?:agenc(?:y|ies)|services?|organisations?|people|professionals?)(?: (?:that|which|whom|for which|for whom|to which|to whom))? (?:my |our |the )?(?:consent|permission|agreement) (?:is|has been|was) (?:given|granted|obtained|agreed)(?: for| to| to share with)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:the |those )?(?:agenc(?:y|ies)|services?|organisations?|people|professionals?)(?: (?:that|which|whom|for which|for whom|to which|to whom))? (?:my |our |the )?(?:consent|permission|agreement) (?:is|has been|was) not (?:given|granted|obtained|agreed)(?: for| to| to share with)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:please )?(?:tick|cross|mark|circle|ring|list|name|underline|highlight|choose|select)\b.{0,20}\b(?:any|those|ones?|all|each|every|which)\b.*\b(?:not|dont|never)\b.*\b(?:shar\w+|involve\w*|contact\w*|told|tell|see|sent|send|know|inform\w*|include\w*)\b(?!.*\b(?:consent|agree)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:please )?(?:tick|cross|mark|circle|ring)\b.*\bobject\w*\b.*\b(?:shar\w+|involve\w*|contact\w*|told|see\w*|sent|inform\w*|invit\w*)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:the )?(?:famil(?:y|ies)|parents?|carers?|mum|dad|child|young person|i|we) (?:has |have )?(?:asked?|told|wants?|would like) (?:us |you )?(?:not to|that we do not|that we dont) (?:inform|tell|contact|involve|approach|invite|speak to|talk to|share\b.*\bwith|send\b.*\bto)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:the )?(?:famil(?:y|ies)|parents?|carers?|i|we) (?:do not|does not|dont|doesnt) (?:agree|consent) to .*\b(?:shared?|sharing|passed|passing|given|sent|disclosed)\b.*\b(?:to|with)(?: (?:the|these))?(?: (?:following|services|agencies|people))*$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:the |which |those |any )?(?:services?|agenc(?:y|ies)|organisations?|people|professionals?)\b(?!.*\b(?:not|dont|doesnt|never|no|without|except|un\w+|already|currently)\b).*\b(?:is|are|am|be|family|parents?|carers?|mums?|dads?|mother|father|i|we|you|they) (?:happy|content|willing|agree[ds]?|wants?|wish(?:es)?|would like) (?:to (?:have|see|let)|for|with)\b.*\b(?:involved|informed|contacted|told|included|consulted|(?:go|sent|given|shown|passed) to)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:please )?(?:tick|mark|circle|ring|list|name|underline|highlight|choose|select)\b.{0,20}\b(?:any|those|ones?|all|each|every|which|services|agencies|people)\b(?!.*\b(?:not|dont|never|no|without|except)\b).*\b(?:happy|agree|want|content|may|can|willing|allow\w*)\b.*\b(?:share|shared|involve\w*|contact|tell|told|send|sent|see|receive|have a copy)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:which |those |with which |with whom )?(?:services?|agenc(?:y|ies)|organisations?|people|professionals?|who|whom)\b(?!.*\b(?:not|dont|never|involved|working|present|completing)\b).*\b(?:i|we|you|they|family|parents?|carers?)\b.*\b(?:agree[ds]?|consent(?:s|ed)?|happy|content|allow(?:ed)?) (?:to|with|for|can|may)\b(?!.*\b(?:stor|record|store|attend|meet)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:which|who|whom)(?: of (?:these|them|the \w+))?(?: (?:services?|agencies|people))? (?:may|can|could) (?:we|you) (?:share|tell|contact|involve|talk to|speak to|inform|show|send)\b(?!.*\b(?:not|if|about your|when)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^who (?:has|have|do|does|did|is|are) (?:the )?(?:family|parents?|carers?|you|we|they)\b(?: all)? (?:agree[ds]?|happy|content|said) (?:that )?(?:we|you|to|for us to)\b(?!.*\b(?:not|never|unless|only)\b).*\b(?:talk|speak|share|contact|tell|see|involve)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:which |with which |with whom )?(?:services?|agenc(?:y|ies)|organisations?|people|professionals?|who) (?:that |which |who |whom )?(?:i|we|you|they|have they|have you|the (?:family|parents?|carers?)) (?:have )?(?:agree|agreed|consent|consented)(?: to| with)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:which |the |those |other )?(?:services?|agenc(?:y|ies)|organisations?|people|professionals?)(?: (?:that|who|which|we))? (?:may|can|are allowed to|have agreed to) (?:see|read|receive|have|be told|be shared|share|speak|talk|know)\b(?!.*\bnot\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:you|we|they) (?:(?:must|may|should|can|could) ?not|cant) (?:share|show|tell|give|send|pass|talk|speak)\b.*\b(?:with|to)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:you|we|they) (?:can|may) (?:share|show|give|send|pass|talk|speak)\b(?!.*\b(?:not|if|unless|only)\b).*\b(?:with|to)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
)

_WHOM = (
    r"^(?:any |the |those |which )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|anyone|anybody|who)"  # noqa: E501 - a pattern reads worse when broken
    r"(?: (?:or|and) (?:services?|agencies|organisations|people|persons|professionals))?(?: (?:that|which|who|whom))?"
    r" (?:i|we|you|they|(?:the |my |our )?(?:family|parents?(?: or carers?)?|carers?|mum|dad|young person))"
)
WITHIN_CONSENT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "not_share_with",  # 'Who have you said no to?', 'Is there anyone you would rather we left out?'
        re.compile(
            r"^(?:(?:is|are) there )?(?:any|anyone|anybody|those|who|whom|which|people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?|i|we|you|famil(?:y|ies)|the family|parents?|carers?)\b.{0,50}\b(?:object(?:s|ed)? to|(?:say|says|said|saying) no to|(?:keep|kept) (?:this |it )?(?:from|in the dark)|(?:leave|leaves|left|be leaving) (?:out|off)|not (?:authorised|allowed|permitted))$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",  # 'Excluded agencies / persons'
        re.compile(
            r"^(?:excluded|excepted|barred|vetoed|refused|unauthorised)(?: (?:and|or|services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|contacts))+$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",  # 'Sharing refused with'
        re.compile(
            r"^(?:no contact|(?:sharing|consent|permission|agreement) (?:is |was |has been )?(?:refused|declined|denied|withheld|not (?:given|granted|agreed)))(?: to be made)? (?:with|for|to|from)(?: (?:the following|these))?(?: (?:services?|agencies|organisations|people|professionals))?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(_WHOM + r" (?:have |has )?(?:said|say|says) no(?: to)?$"),
    ),
    (
        "share_with",
        re.compile(_WHOM + r" (?:have |has )?(?:said|say|says) yes(?: to)?$"),
    ),
    (
        "share_with",
        re.compile(
            _WHOM
            + r" (?:wish(?:es)?|wants?|would like|choose|agree) (?:us |you )?to (?:include|involve|invite|tell|inform)$"
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:please )?(?:list|name|give|state)(?: (?:the|all|any|those|other))* (?:people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?)(?: (?:or|and) (?:people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?))?(?: (?:that|who|whom|which))? (?:you|i|we|they|the (?:family|parents?)|parents?) (?:do not|does not|dont|doesnt) (?:agree|consent)(?: to| with)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:please )?(?:list|name|give|state)(?: (?:the|all|any|those|other))* (?:people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?)(?: (?:or|and) (?:people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?))?(?: (?:that|who|whom|which))? (?:you|i|we|they|the (?:family|parents?)|parents?) (?:agree|consent)s?(?: to| with)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^these(?: (?:people|persons?|services?|agencies|organisations|professionals))* (?:may|must|should|can|could) not(?: (?:have|see|get|receive|be (?:told|sent|given|shown|involved|contacted|informed))(?: it| this| them| about it| a copy)?)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^these(?: (?:people|persons?|services?|agencies|organisations|professionals))* (?:may|can) (?:have|see|get|receive|be (?:told|sent|given|shown|involved|contacted|informed))(?: it| this| them| about it| a copy)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:any|anyone|anybody|those|who|whom|people|persons?|services?|agenc(?:y|ies)|organisations?)\b.*\b(?:to )?(?:(?:keep|kept|leave|left|stay) out(?: of (?:it|this))?|keep away|kept away)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:the |those |all |any )?(?:partner |other |named )?(?:partners|services?|agenc(?:y|ies)|organisations?|people|professionals?)(?: (?:that|which|who|whom))?(?: (?:are|is|were|have been|has been))? (?:agreed|consented)(?: to(?: share with)?| with| for sharing)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"^(?:but )?not (?:with |to )?(?:these|the following)(?: (?:people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?))*$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:only )?with (?:all )?(?:of )?(?:these|the following)(?: (?:people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?))(?: (?:or|and) (?:people|persons?|services?|agencies|organisations?|professionals?))?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?:you|we|they) (?:can|may) (?:share (?:it |this )?with|show (?:it |this )?to|give (?:it |this )?to|send (?:it |this )?to|pass (?:it |this )?(?:on )?to|tell)(?: (?:these|the following|those))(?: (?:people|persons?|services?|agenc(?:y|ies)|organisations?|professionals?))(?: (?:or|and) (?:people|persons?|services?|agencies|organisations?|professionals?))?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
)
"""What asks of whom to tell, or not to tell, only in the part of a form that is about consent.

Elsewhere 'With these people' may be who lives there, and 'Services agreed' a plan.
"""
