"""
Words that tell an agency, and words that tell a post, from a person's name.
"""

from __future__ import annotations

import re

AGENCY = re.compile(
    r"\b(?:school|academy|nursery|surgery|trust|council|centre|services?|hospital|clinic|team|college|university|housing"
    r"|association|primary|practice|police|hub|camhs|charity|hospice|project|group|club|playgroup|department|nhs|office"
    r"|community)\b",
    re.IGNORECASE,
)
POST = re.compile(
    r"\b(?:gp|worker|visitor|nurse|teacher|midwife|officer|psychologist|therapist|paediatrician|senco|sendco|assistant"
    r"|manager|advis[eo]r|counsellor|practitioner|co-?ordinator|mentor|tutor|doctor|consultant|leader|key person"
    r"|outreach)s?\b",
    re.IGNORECASE,
)
