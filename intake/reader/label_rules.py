"""
Whole questions and headings known by the words that must and must not stand in them.
"""

from __future__ import annotations

import re

from intake.reader.assessment_rules import ASSESSMENT_RULES
from intake.reader.sharing_rules import SHARING_RULES

RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    *ASSESSMENT_RULES,
    (
        "first_language",
        re.compile(
            r"^(?:what|which) languages?\b(?!.*\b(?:parents?|carers?|mother|father|family|interpret\w*)\b).*\b(?:child|young person|baby|they|he|she)\b.*\b(?:hears?|uses?|speaks?|understands?)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:does|do|has|have|is|are|nature|any|what|which)\b.*\b(?:requirements?|needs?)\b.*\b(?:we|us)\b.*\bplan (?:for|around)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "child_says",
        re.compile(
            r"^what (?:has|have|did) (?:the |your |this )?(?:child|children|young person|baby)\b.*\b(?:said|say|told|tell|shown?)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
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
            r"^(?=.*\b(?:interpreter|interpreting|interpretation|interpret|translator|signer)\b)(?=.*\b(?:need|needed|needs|require|required|requires|help|like|book|booked|necessary)\b)(?!.*\b(?:which|what|name|arranged|details|yes|who|language required|access|diet\w*|any other|anything)\b)"  # noqa: E501 - a pattern reads worse when broken
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
        "telephone",
        re.compile(
            r"^how (?:can|do|should|could) (?:we |you )?(?:they |the (?:family|child|young person|parents?) )?(?:be )?(?:reach(?:ed)?|contact(?:ed)?|ring|rung|call(?:ed)?)(?: them| you)?(?: by| on the| on)? (?:phone|telephone|mobile)$"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "home",
        re.compile(
            r"^(?:(?:home|family)(?: and (?:home|family))? (?:life|story|situation|background)|(?:life|things) at home)\b(?!.*\b(?:strengths?|needs?|shar\w+|consent|agree\w*|impact|affect\w*|views?|wishes)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:any |what )?(?:special needs|adjustments?|adaptations?|(?:additional |extra )?arrangements?)\b.*\b(?:allow for|plan for|needed (?:because|for|due)|(?:we|you) (?:should|must|need to|can|could) make)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    *SHARING_RULES,
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
        "measure",
        re.compile(
            r"^how (?:(?:will|would|can|do) (?:we|you|they|i)|(?:we|you|they|i) (?:will|would|can)) (?:all )?(?:be able to )?(?:know|tell|see)$"  # noqa: E501 - a pattern reads worse when broken
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
            r"^(?=.*\b(?:services?|support|help)\b)(?=.*\b(?:request(?:ed|ing)?|(?:asking|asked) (?:(?!you\b)\w+ ){0,3}?for|you would like (?:us|the panel|them) to consider|would (?:the |this )?(?:family|parents?|child) like|would you like|(?:family|parents?|we|they|i) (?:would like|wants?)|wanted|needed from|do you want)\b)(?!.*\b(?:why|reason|who|date|consent|share|assessment|form)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",
        re.compile(
            r"^(?:any |details of |the )*(?:extra|special|additional|particular|other|communication|access)\b.*\b(?:needs?|requirements?|help)\b.*\b(?:access|reading|signing|signer|interpret\w*|communicat\w*|large print)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "requirements",  # 'Are there any special requirements that we should know about?'
        re.compile(
            r"^(?:are there |does \w+ have |do \w+ have |has \w+ )?(?:any |the )*(?:special|particular|other|additional|access|communication)\b.{0,30}\b(?:requirements|arrangements|adjustments)\b.*\b(?:know|be aware|consider|plan for|bear in mind)\b(?!.*\b(?:court|order|contact|sharing|shared?)\b)"  # noqa: E501 - a pattern reads worse when broken
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
            r"^(?:is there |are there )?(?:anything|any other|what)(?: else| more| things)?\b.*\b(?:know|needs?|needed|help|consider|arrange|plan for)\b.*\b(?:access|signing|signer|interpret\w*|diet\w*|mobility|wheelchair|sensory|allerg\w*)\b"  # noqa: E501 - a pattern reads worse when broken
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
            r"^(?=(?:is|are|do|does|has|have|could|might|in your|any)\b)(?=.*\b(?:significant harm|significantly harmed)\b)(?=.*\b(?:is|are|do|does|has)\b)(?!.*\b(?:procedures|must follow|if at any time|without|shared|consent)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "child_says",
        re.compile(
            r"^(?!why\b)(?=.*\b(?:child|children|young person|young people|pupil)s?\b)(?=.*\b(?:views?|comments?|voice|wishes|feelings|says?|told|tells us|thinks?|wants?|opinions?|words|feels? about (?:this|the|it|having|being))\b)(?!.*\b(?:parents?|carers?|share|date|risk)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "parent_says",
        re.compile(
            r"^(?!why\b)(?=.*\b(?:parents?|carers?|mother|father|mum|dad|family|familys)s?\b)(?=.*\b(?:views?|comments?|voice|wishes|feelings|says?|told|tells us|thinks?|wants?|opinions?|words|feels? about (?:this|the|it|having|being))\b)(?!.*\b(?:share|date|risk|young person|services|see|outcomes?|goals?|change)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "reason",
        re.compile(
            r"(?:what (?:has |have )?(?:led|prompted|brought)|whats? (?:has |have )?happen(?:ed|ing)\b.*\b(?:assess\w*|caf|eha|form|help|referral)\b|why (?:is|are|has|have|was|were|do|does|did)\b.*\b(?:assess|refer|form|caf|eha|request|help)|reasons? for)(?!.*\b(?:sharing|information|not|closure|consent|delay)\b)"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "people_present",  # 'Who was with you when you did it?'
        re.compile(
            r"^who (?:else )?(?:was|were) (?:there |here )?(?:with you|with us|in the room)\b(?!.*\b(?:consent|permission|agree\w*|happened|incident|born)\b)"  # noqa: E501 - a pattern reads worse when broken
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
