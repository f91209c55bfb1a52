"""
Whole questions and headings known by the words that must and must not stand in them.
"""

from __future__ import annotations

import re

RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "review",
        re.compile(
            r"^(?:when )?(?:(?:we|you|they) (?:will|shall)|shall we) (?:all )?(?:meet|get together)(?: again)? to (?:review|look at|go over) (?:this|the|our|it)(?: \w*plan| assessment)?(?: again)?(?: on)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:what|how|anything|is there anything)\b.*\b(?:so that|to help|to make sure|in order for|to let) (?:.*\b)?(?:child|family|parents?|carers?|you|they|he|she|everyone)\b.*\b(?:take part|join in|attend|be involved|come to (?:the )?meetings?)\b(?!.*\b(?:share|shared|told)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:please )?(?:is there |tell us |say )?(?:anything|what) (?:else )?(?:that |which )?(?:will|would|might|can|could|may) help (?:us |you |workers )?(?:to )?(?:communicate|talk|speak|work) (?:well |better )?(?:with|to) (?:the |this |your |you\b)?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?=.*\b(?:need to know|should (?:we )?know|tell us|remember)\b)(?=.*\baccess\b)(?=.*\b(?:communicat\w+|cultur\w+|interpret\w+|meeting)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "print_name",
        re.compile(
            r"^(?:printed |print )?(?:full )?name of (?:the )?(?:[\w ]{3,60} )?(?:signing|giving (?:consent|agreement|permission)|consenting|agreeing|who signs?|who (?:gave|gives|has given) (?:consent|agreement|permission)(?: and signe?[ds])?)\b(?: this form)?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "date_says",
        re.compile(
            r"^(?=.{4,64}$)(?:the |today s )?(?:dated?|when)\b(?=.*\b(?:consent(?:ed)?|agreement|permission|sign(?:ed|ature|ing)?)\b)(?!.*\b(?:expir\w*|withdr\w*|review\w*|renew\w*|seen|until|sought|explained|who|which|caf|eha|form|assessment|discussed|completed|be|will|must)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "interpreter",
        re.compile(
            r"^(?=.*\b(?:interpreter|interpreting|interpretation|interpret|translator|signer)\b)(?=.*\b(?:need|needed|needs|require|required|requires|help|like|book|necessary)\b)(?!.*\b(?:which|what|name|arranged|details|yes|who|language required|access|diet\w*|any other|anything)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "edd",
        re.compile(
            r"^(?!.*\b(?:action|review|date of birth|dob|born|or age)\b)(?=.*\b(?:edd|e d d|due date|expected due|(?:expected|anticipated|estimated) (?:date of )?(?:delivery|birth|confinement|arrival)|baby due|baby is due)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "pr",
        re.compile(
            r"^(?=.*\b(?:parental responsibility|pr|legal(?:ly)? responsib\w+)\b)(?=.*\b(?:has|have|hold|holds|held|does|do|is|y n|yes no|for)\b)(?!.*\b(?:name|names|who|address|telephone|signature|signed|date|consent|details|persons? with|if)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "relationship",
        re.compile(
            r"^(?=.*\b(?:relationship|relation|related)\b)(?=.*\b(?:to|of|with|or)\b.*\b(?:child|children|patient|baby|pupil|young person|you|referred|assessed|sibling|member)\b)(?!.*\b(?:quality|describe|how is|friends|school|role|domestic|between)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "route",
        re.compile(
            r"^(?=.*\b(?:panel|maag|masg)\b)(?=.*\b(?:single (?:agency|service)|one (?:agency|service)|local meeting|ta[cf]|team around the (?:child|family))\b)(?!.*\b(?:agree|consent|share|shared)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "route",
        re.compile(
            r"^(?:proposed |recommended |preferred )+(?:referral )?(?:route|pathway)$|^(?:which )?(?:referral )?(?:route|pathway)(?: (?:requested|required|proposed|recommended|of referral|for (?:this )?(?:request|referral)|are you (?:using|requesting)))+$|^(?:where|how) (?:is|should|would you like) (?:this|the) (?:form|request|referral|assessment|caf)\b.*\b(?:sent|go|taken forward|considered|discussed)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "element child_development",
        re.compile(
            r"^how (?:is|are) (?:your|the|this) (?:child|young person|baby|children)(?: ren)? (?:doing|developing|getting on|growing|learning|progressing)\b(?!.*\b(?:now|since|review|plan)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "element parents_carers",
        re.compile(
            r"^how (?:are|do|is|does) (?:you|the (?:parents?|carers?|family|mother|father)|parents?)(?: (?:and|or) carers?)?\b.*\b(?:getting on|managing|manage|coping|cope|doing)\b(?: as (?:a |the )?(?:parents?|carers?)\b| with (?:being|looking after|caring)\b|$)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "element family_environment",
        re.compile(
            r"^(?:what (?:is|about|is it)|how (?:is|are)|tell us about) (?=.*\b(?:housing|home|where you live|neighbour\w*|community|area|surroundings)\b)(?=.*\b(?:money|finances?|work|wider family|neighbour\w*|community|housing)\b)(?!.*\b(?:share|told|who lives|help|want|change|happen)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "home",
        re.compile(
            r"^(?:please )?(?:tell us about|describe) (?:your |the |our |my )?(?:home|household)\b(?!.*\b(?:shar\w+|see|seen|told|informed|involved|contact\w*|copy|consent|agree\w*)\b)"  # noqa: E501 - a pattern reads worse when broken
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
            r"^(?:which |any |those |other )?(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|anyone|anybody|those|who)\b.*\b(?:not|dont|never)\b.*\b(?:agree[ds]?|consent(?:ed)?|want(?:ed)?|wish|happy|content|shared?|see|involved?|contact(?:ed)?|told|allowed|given)\b(?!.*\b(?:why|reason)\b)"  # noqa: E501 - a pattern reads worse when broken
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
        "strengths",
        re.compile(
            r"^(?:taking|looking at|considering|thinking about) (?:everything|it all|all of this|all this)(?: together| into account)? what are (?:the |their |his |her )?(?:main |key |overall )?strengths$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "needs",
        re.compile(
            r"^(?:taking|looking at|considering|thinking about) (?:everything|it all|all of this|all this)(?: together| into account)? what are (?:the |their |his |her )?(?:main |key |overall )?needs$"  # noqa: E501 - a pattern reads worse when broken
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
        "measure",
        re.compile(
            r"^how (?:(?:will|would|can|do) (?:we|you|they|i)|(?:we|you|they|i) (?:will|would|can)) (?:all )?(?:be able to )?(?:know|tell|see)$"  # noqa: E501 - a pattern reads worse when broken
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
            r"^(?:the |which |those |any )?(?:services?|agenc(?:y|ies)|organisations?|people|professionals?)\b(?!.*\b(?:not|dont|doesnt|never|no|without|except|un\w+|already|currently)\b).*\b(?:is|are|am|be|family|parents?|carers?|mums?|dads?|mother|father|i|we|you|they) (?:happy|content|willing|agree[ds]?|wants?|wish(?:es)?|would like) (?:to (?:have|see|let)|for|with)\b.*\b(?:involved|informed|contacted|told|included|consulted)$"  # noqa: E501 - a pattern reads worse when broken
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
    (
        "conclusions",
        re.compile(
            r"^what (?:do|did|have|can) (?:we|you|i) (?:conclude|make of|think (?:this|it|all)|found out|find out|learn(?:ed|t)?)\b|^what (?:does|did|has|can) (?:this|it|that|all (?:of )?this|the assessment)\b.*\b(?:means?|tell|told)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "action",
        re.compile(
            r"^what (?:each|we|they|i|everyone|everybody|people)\b.*\b(?:will|shall|going to|agreed to|must) do\b|^what actions? (?:needs?|should|must|will|is|are|has)\b.*\b(?:taken|done|agreed|needed)$|^(?:actions?|tasks?|steps?) (?:that (?:was|were) |we )?(?:agreed|decided)(?: on)?(?: (?:today|now|together|with (?:the |your )?(?:family|child|parents?)|at (?:the|this) meeting))?$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "who",
        re.compile(
            r"^who(?:s| is| are| will| shall)?(?: be)? (?:going to )?(?:do|doing|lead|leading|carry|carrying|take|taking|responsible)\b(?!.*\b(?:form|assessment|part|caf|school|care|home)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "measure",
        re.compile(
            r"^how (?:will|do|shall|would|can) (?:we|you|they|everyone|i) (?:know|tell|measure)\b|^what will (?:show|tell) (?:us|you|everyone)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "strengths",
        re.compile(
            r"^(?:what|whats|things)\b(?!.*\b(?:not|difficult\w*|hard|harder|worr\w+|concern\w*|struggl\w+|needs?)\b).*\b(?:going|working|works?|goes|doing) (?:really |quite |so )?well\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "reason",
        re.compile(
            r"^what (?:has |have )?made (?:you|us|them)\b.*\b(?:want|ask|asking|think|refer|request|contact|start)\b|^what\b.*\b(?:led to|prompted|brought about|brings)\b.*\b(?:assessment|form|caf|eha|csf|request|referral|us)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "needs",
        re.compile(
            r"^(?:what|whats|things|who)\b(?!.*(?<!not )\b(?:going|working|works|goes|doing) (?:really |quite |so )?well\b.*\band\b).*\b(?:not (?:going|working)(?: so| very)? well|worr(?:ied|ies|ying|y)|concerns?|difficult(?:ies)?|struggling|harder)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "needs",
        re.compile(r"^what (?:does|do|else does|would) .*\bneeds?\b(?!.* (?:to happen|to change|to be done|from)\b)"),
    ),
    (
        "outcome",
        re.compile(
            r"^(?:what |the )?outcomes? (?:that |which )?(?:the )?(?:family|child|young person|parents?|we|you|they)\b.*\b(?:wants?|hopes?|wish(?:es)?|would like|agreed?)\b(?!.*\b(?:who|when|action)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "outcome",
        re.compile(
            r"^(?:what|which) (?:(?:are|is) the )?(?:outcomes?|goals?|changes?)\b.*\b(?:you|we|they|family|parents?)\b.*\b(?:hop(?:e|es|ing)|want(?:s|ing)?|wish|like|aim\w*)\b(?!.*\b(?:who|when|action)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "outcome",
        re.compile(
            r"^(?:what|which)\b.*\b(?:hop(?:e|es|ing)|want(?:s|ing)?)\b.*\b(?:achieved?|come of|result from|get out of)\b(?!.*\b(?:who|when|action)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "outcome",
        re.compile(
            r"^what (?:do|does|would|should|will|shall|are) (?:\w+ ){0,6}?(?:be )?(?:different|better|changed?|improved?)\b(?!.*\b(?:why|how|worr\w+|stop\w*|since|already|who|whom|not)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "outcome",
        re.compile(
            r"^(?:my |our |the )?(?:goals?|outcomes?|hopes?) what (?:will|would|do|does|should)\b.*\b(?:look like|be different|better|want|change)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "child_says",
        re.compile(
            r"^what (?:do|would|am) i\b.*\b(?:want|like|think|feel|say|worried)\b|^what i (?:think|feel|want|say|said)\b|^(?:my|how i) (?:views?|wishes|feelings?|thoughts|feel)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "not_share_with",
        re.compile(
            r"(?!.*\bnot (?:already )?(?:shown|listed|named|given|seen) (?:above|below|here|elsewhere|already)\b)(?=.*\b(?:share|shared|sharing|see|seen|involved?|contact(?:ed)?|told|given|receive|tell|copy|copies|sent|send|shown?|know|informed|approach(?:ed)?|notified|consulted)\b)(?=.*\b(?:not|except|exclude|excluded|nobody|without)\b)(?=.*\b(?:who|anyone|anybody|agenc\w+|services?|organisations?|people|professionals?|list|whom)\b)(?!.*\b(?:i|we) (?:do )?(?:not )?(?:agree|consent|give)\b)(?!.*without (?:your|my|our|the) (?:consent|permission))"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "share_with",
        re.compile(
            r"^(?!who (?:agree|consent|give|has agreed|has given|gave|agreed|consented)s?\b)(?=.*\b(?:share|shared|sharing|copy|copies)\b)(?=.*\b(?:who|whom|agenc\w+|services|organisations?|people|professionals?|list)\b)(?!.*\bnot\b)(?!.*\b(?:i|we|do you|you) (?:understand|agree|consent|give|have|had)\b)(?!.*\b(?:will|may|need|minimum|only|understand|collect)\b.*\b(?:we|us|our)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "services_requested",
        re.compile(
            r"^(?=.*\b(?:services?|support|help)\b)(?=.*\b(?:request(?:ed|ing)?|asking for|would you like|(?:family|parents?|we|they|i) (?:would like|wants?)|wanted|needed from|do you want)\b)(?!.*\b(?:why|reason|who|date|consent|share|assessment|form)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:any |details of |the )*(?:extra|special|additional|particular|other|communication|access)\b.*\b(?:needs?|requirements?|help)\b.*\b(?:access|reading|signing|signer|interpret\w*|communicat\w*|large print)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"\b(?:anything|what)\b.*\b(?:needs?|help|easier|require)\b.*\b(?:take part|join in|attend|come to|meetings?)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:is there |are there )?(?:anything|any other|what)(?: else| more| things)?\b.*\b(?:know|needs?|needed|help|consider|arrange)\b.*\b(?:access|signing|signer|interpret\w*|diet\w*|mobility|wheelchair|sensory|allerg\w*)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"\b(?:anything|what)\b.*\b(?:should|must|(?:need|ought|have) to) know\b.*\b(?:meet|visit|see you|contact|work together|work with|easier)\w*"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^what (?:would|could|can|might|will)\b(?=.*\b(?:easier|help|better)\b)(?=.*\b(?:meet|visit|appointment)\w*)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "harm",
        re.compile(
            r"^(?=(?:is|are|do|does|has|have|could|might|in your|any)\b)(?=.*\bsignificant harm\b)(?=.*\b(?:is|are|do|does|has)\b)(?!.*\b(?:procedures|must follow|if at any time|without|shared|consent)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "child_says",
        re.compile(
            r"(?=.*\b(?:child|children|young person|young people|pupil)s?\b)(?=.*\b(?:views?|comments?|voice|wishes|feelings|says?|told|thinks?|wants?|opinions?|words)\b)(?!.*\b(?:parents?|carers?|share|date|risk)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "parent_says",
        re.compile(
            r"(?=.*\b(?:parents?|carers?|mother|father|mum|dad|family|familys)s?\b)(?=.*\b(?:views?|comments?|voice|wishes|feelings|says?|told|thinks?|wants?|opinions?|words)\b)(?!.*\b(?:share|date|risk|young person|services|see|outcomes?|goals?|change)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "reason",
        re.compile(
            r"(?:what (?:has |have )?(?:led|prompted|brought)|what (?:has |have )?happen(?:ed|ing)\b.*\b(?:assess\w*|caf|eha|form|help|referral)\b|why (?:is|are|has|have|was|were|do|did)\b.*\b(?:assess|refer|form|caf|eha|request|help)|reasons? for)(?!.*\b(?:sharing|information|not|closure|consent|delay)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "people_present",
        re.compile(
            r"\bwho (?:else )?(?:was|were|took|has taken|contributed|attended|gave|has given|helped|have (?:we|you)|did (?:we|you))\b(?!.*\b(?:consent|permission|agree\w*)\b).*\b(?:present|part|assess\w*|attended|there|conversation|discussion|meeting|information|spoken|speak|talk(?:ed)?)\b|\bpresent (?:at|during|when)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "home",
        re.compile(
            r"^(?:please )?(?:tell us (?:about )?)?who is in (?:the|your) family and\b|^(?:please )?tell us (?:about )?who\b.*\b(?:home|house|lives?)\b|^(?:please )?(?:tell us (?:a (?:bit|little) |more )?about|describe|say something about) (?:the |your |my |our |this )?(?:famil(?:y|ys)|home|household)\b(?!.*\b(?:strengths?|needs?|views?|history|plan|services?|agenc\w+|help|support|worr\w+|goals?|well|changes?)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:what|anything|is there anything|how|any|things)\b(?=.*\b(?:needs?|needed|help|helps|do|know|easier|work|support|arrange\w*)\b)(?=.*\b(?:take part|taking part|join in|come to (?:a |the |any )?(?:meetings?|visits?|appointments?)|(?:the |any |a |for |at )(?:meetings?|visits?|appointments?))\b)(?!.*\b(?:who|when|date|review|learning|lessons?|school|next|happen\w*|agreed|said|discussed?|plan|want|outcomes?)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "home",
        re.compile(
            r"\bwho lives (?:where|with|in)\b.*\b(?:who|and)\b|\b(?:family|familys|living) (?:and )?(?:home|living|household) (?:situation|arrangements|circumstances)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "review",
        re.compile(
            r"^(?:the )?(?:date|day) (?:when|that|on which) we\b.*\b(?:look|meet|check|talk|review)\b|^we (?:will|shall) (?:check|look|meet|see|talk)\b.*\b(?:review on|again on|going on|review)$|^when (?:will|shall|do|are|should|can) (?:we|you|they|the \w+(?: \w+){0,3}) (?:\w+ ){0,4}?(?:meet|meeting|look|looking|check|talk|come back|get together|see each other|review)\b(?!.*\b(?:first|last|start)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "review",
        re.compile(
            r"\b(?:date|when)\b.*\breview(?:ed)?\b(?!.*\b(?:last|previous|started)\b)|\breview\b.*\bdate\b(?!.*\b(?:last|previous)\b)|\bdate (?:of|for) (?:the )?next (?:tac|taf|team around|meeting)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "date_started",
        re.compile(
            r"\bdate\b.*\b(?:assessment|caf|eha|csf)\b.*\b(?:start|began|begun|commence|undertaken|carried out)|\b(?:assessment|caf|eha|csf)\b.*\bstart(?:ed)?\b.*\bdate\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "date_started",
        re.compile(
            r"\b(?:what|which) (?:date|day)\b.*\b(?:assessment|caf|eha|csf)\b.*\b(?:done|made|held|take place|took place)\b"  # noqa: E501 - a pattern reads worse when broken
            r"|^when (?:was|were|did)\b.*\b(?:assessment|caf|eha|csf)\b.*\b(?:done|made|held|take place|begin|start\w*|carried out)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "date_completed",
        re.compile(r"\bdate\b.*\b(?:assessment|caf|eha|csf|form)\b.*\b(?:complete|finish|ended|written)"),
    ),
)
