"""
What a label that nobody has written down most likely asks for: by the phrases of the vocabulary nearest to it.

Nearness is counted in stems of words, each weighing the more the fewer things
are asked with it. The nearest phrases vote. This is a guess: what is read by it
is never sure, and it is asked only where the vocabulary and its rules know
nothing. Measured on the labels that people wrote down without having seen the
vocabulary: of those it did not know, six of ten are guessed, nineteen of
twenty of these rightly.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from intake.reader.labels import recognise_exactly
from intake.reader.phrases import PHRASES, Label, take_off_subject, variants

SCORE = 0.6
"""How well a label is understood that was only guessed."""
_ENOUGH = ((0.45, 0.55), (0.38, 0.8))
"""How near the nearest phrase must be, and which share of the votes must be for one sense."""
_BETWEEN = (" – ", " — ", " - ", ": ")
_ASPECTS = frozenset({"strengths", "needs"})
_VOTERS = 8
_SHORTEST_STEM = 3
_ENDINGS = ("ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "ly", "al")
_SENSE = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The vocabulary by the stems in it: each phrase's senses and length, and which phrases have a stem."""

    senses: tuple[list[_SENSE], ...]
    lengths: tuple[float, ...]
    holding: dict[str, list[int]]
    weights: dict[str, float]
    rarest: float

    def weight(self, stem: str) -> float:
        """How much *stem* tells, squared."""
        return self.weights.get(stem, self.rarest)


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    stems = [_stems(phrase) for phrase in PHRASES]
    senses = tuple(PHRASES.values())
    used: dict[str, set[_SENSE]] = defaultdict(set)
    holding: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(stems):
        for stem in found:
            used[stem].update(senses[index])
            holding[stem].append(index)
    several = len({sense for known in senses for sense in known}) + 1
    weights = {stem: math.log(several / (len(asked) + 0.5)) ** 2 for stem, asked in used.items()}
    rarest = math.log(several / 0.5) ** 2
    lengths = tuple(math.sqrt(sum(weights[stem] for stem in found)) for found in stems)
    return _Phrases(senses, lengths, dict(holding), weights, rarest)


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, text.split()))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=512)
def guess(text: str) -> Label | None:
    """Return what the label *text* most likely asks for, at `SCORE`, or None where the nearest phrases do not agree."""
    return (_aspect_of(text) or _nearest(text)) if any(c.isalpha() for c in text) else None


def _aspect_of(text: str) -> Label | None:
    """'How your child is growing – What goes well': an element before the dash, and what is asked of it."""
    head, dash, tail = next((text.partition(sign) for sign in _BETWEEN if sign in text), ("", "", ""))
    what = recognise_exactly(tail.strip(" ?:")) if dash and head.strip() else None
    if what is None or what.asks not in _ASPECTS:
        return None
    area = _nearest(head.strip())
    return Label(what.asks, element=area.element, score=SCORE) if area is not None and area.element else None


def _nearest(text: str) -> Label | None:
    votes = max((_votes(spelt) for spelt in variants(text)[:2]), key=lambda found: found[1] * found[2], default=None)
    if votes is None or not any(votes[1] >= near and votes[2] >= agreed for near, agreed in _ENOUGH):
        return None
    kind, name = votes[0]
    if kind in ("asks", "attribute"):
        return Label(name, take_off_subject(variants(text)[0])[0], score=SCORE)
    return Label(element=name, score=SCORE) if kind == "element" else Label(section=name, score=SCORE)


def _votes(text: str) -> tuple[_SENSE, float, float]:
    """The sense that most of the nearest phrases have, how near the nearest is, and the sense's share of the votes."""
    known = _phrases()
    stems = _stems(text)
    length = math.sqrt(sum(map(known.weight, stems)))
    shared: dict[int, float] = defaultdict(float)
    for stem in stems:
        weight = known.weight(stem)
        for index in known.holding.get(stem, ()):
            shared[index] += weight
    near = sorted(((both / (length * known.lengths[i]), i) for i, both in shared.items()), reverse=True)[:_VOTERS]
    votes: dict[_SENSE, float] = defaultdict(float)
    for nearness, index in near:
        for sense in known.senses[index]:
            votes[sense] += nearness**3 / len(known.senses[index])
    if not votes:
        return ("", ""), 0.0, 0.0
    best = max(votes, key=lambda sense: votes[sense])
    return best, near[0][0], votes[best] / sum(votes.values())
