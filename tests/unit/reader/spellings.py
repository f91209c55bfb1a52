"""
Every way to spell what a pattern looks for, word by word.

A pattern is taken apart as Python itself does it. Each word that it may take
comes once with each of the others; of what may stand between words, the least.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache, reduce
from itertools import product
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")
_MANY = re.compile(r"(\\[ws]|\]|\.)([*+])")
_FILLER = {
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "s",
    "CATEGORY_NOT_WORD": " ",
    "CATEGORY_DIGIT": "1",
    "CATEGORY_NOT_SPACE": "s",
}


@cache
def spellings(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return every spelling of *pattern* in which it is found; what may come any number of times comes seldom."""
    made = _of_all(_PARSER.parse(pattern.pattern, pattern.flags))
    return tuple(sorted({text for text in made if pattern.search(text)}))


def shortened(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return *pattern* with three letters at most wherever many may stand: what it finds, *pattern* finds too."""
    few = re.sub(r"\{(\d+),\d{2,}\}", r"{\1,3}", pattern.pattern)
    few = _MANY.sub(lambda many: many[1] + ("{0,3}" if many[2] == "*" else "{1,3}"), few)
    return re.compile(few, pattern.flags)


def branches(pattern: re.Pattern[str]) -> list[re.Pattern[str]]:
    """Return the alternatives that *pattern* is made of, each a pattern of its own."""
    depth, parts, inside, escaped = 0, [""], False, False
    for character in pattern.pattern:
        if not escaped and not inside:
            depth += (character == "(") - (character == ")")
        if not escaped:
            inside = (inside or character == "[") and character != "]"
        if character == "|" and depth == 0 and not inside and not escaped:
            parts.append("")
        else:
            parts[-1] += character
        escaped = character == "\\" and not escaped
    return [re.compile(part, pattern.flags) for part in parts]


def _of_all(parsed: Any) -> list[str]:
    return ["".join(parts) for parts in product(*[_of(str(code), value) for code, value in parsed])]


def _of(code: str, value: Any) -> list[str]:
    match code:
        case "LITERAL":
            return [chr(value)]
        case "NOT_LITERAL" | "ANY":
            return [" "]
        case "IN":
            return list(_of_set(value))
        case "BRANCH":
            return [text for branch in value[1] for text in _of_all(branch)]
        case "SUBPATTERN":
            return _of_all(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _of_repeat(*value)
        case "ASSERT":
            return _of_all(value[1])
        case _:  # a place between letters, or a look at what stands there
            return [""]


def _of_repeat(least: int, most: int, parsed: Any) -> list[str]:
    """None if none is enough, and one, or as few as there must be; 'any letters' come as one that parts words."""
    once = _of_all(parsed)
    few = [reduce(str.__add__, [text] * max(least, 1)) for text in once]
    return few if least else ["", *few]


def _of_set(members: Any) -> Iterator[str]:
    if str(members[0][0]) == "NEGATE":
        yield " "
        return
    for code, value in members:
        if str(code) == "LITERAL":
            yield chr(value)
        elif str(code) == "RANGE":
            yield chr(value[0])
        else:
            yield _FILLER[str(value)]
