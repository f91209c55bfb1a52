"""
pydantic's errors as mistakes: the key's path, what stands there, what would be right.

pydantic's own sentences are for programmers, and repeat what they found; these
show neither secrets nor people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.kinds import shown
from config.mistakes import Mistake, WrongValueError
from config.sentences import PERSONAL, SECRETS, how_to_give, instead_of, what_is_right

Location = tuple[int | str, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Places:
    """How places in one file are named for people."""

    document: Mapping[str, Any]
    prefix: str = ""

    def where(self, location: Location) -> str:
        """`panel[0].meeting.weekday (panel N)`: the key's path, and the codes that stand nearby."""
        labels = [f"{word} {code}" for word, code in self._codes(location)]
        return self.prefix + path_of(location) + (f" ({', '.join(labels)})" if labels else "")

    def secret_name(self, location: Location) -> str:
        """What the environment calls the secret of the section at *location*."""
        codes = dict(self._codes(location))
        section = str(location[0]).upper() if location else ""
        code = codes["panel"].upper() if "panel" in codes else section if section != "PANEL" else "<code>"
        return f"PANELPOST_{code}_PASSWORD"

    def _codes(self, location: Location) -> Iterator[tuple[str, str]]:
        value: Any = self.document
        word = ""
        for part in location:
            try:
                value = value[part]
            except (LookupError, TypeError):
                return
            if isinstance(part, int) and isinstance(value, dict) and isinstance(value.get("code"), str):
                yield word, value["code"][:20]
            word = str(part)


def mistakes_in(error: ValidationError, model: type[BaseModel], places: Places) -> Iterator[Mistake]:
    """Yield every mistake of *error*, which *model* found in the document of *places*."""
    for detail in error.errors(include_url=False):
        yield _mistake(detail, model, places)


def _mistake(detail: ErrorDetails, model: type[BaseModel], places: Places) -> Mistake:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    within, key = _names(location)
    where = places.where(location)
    match detail["type"]:
        case "missing":
            return Mistake(where, "nothing stands there", what_is_right(key, within))
        case "extra_forbidden" if key in SECRETS:
            right = (
                f"take it out, and change it if others have seen the file; {how_to_give(places.secret_name(location))}"
            )
            return Mistake(where, "a secret stands in the file itself", right)
        case "extra_forbidden":
            return Mistake(where, "nothing has that key", instead_of(key, _keys_of(model, location[:-1])))
        case "value_error":
            return _wrong_value(where, key, within, detail)
        case "too_short":
            return Mistake(where, "an empty list", what_is_right(key, within))
        case _:
            return Mistake(where, _found(location, detail["input"]), what_is_right(key, within))


def _wrong_value(where: str, key: str, within: str, detail: ErrorDetails) -> Mistake:
    cause = detail.get("ctx", {}).get("error")
    if not isinstance(cause, WrongValueError) or SECRETS.intersection(detail["loc"]):
        return Mistake(where, "a value that does not fit", what_is_right(key, within))
    return Mistake(where, cause.found, cause.right or what_is_right(key, within))


def _found(location: Location, value: Any) -> str:
    hidden = {str(part) for part in location} & (PERSONAL | SECRETS)
    if hidden and isinstance(value, str):
        return "text that does not fit"
    return "a number" if hidden and isinstance(value, int | float) else shown(value)


def _names(location: Location) -> tuple[str, str]:
    """The table, and the key in it, as `config.sentences` names them."""
    words = [part for part in location if isinstance(part, str)]
    key = words[-1] if words else ""
    within = words[-2] if len(words) > 1 else ""
    if isinstance(location[-1], int) and key in {"cancelled", "extra"}:
        return key, "date"
    if within == "moved":
        return "moved", "date"
    return within, key


def _keys_of(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that the table at *location* takes."""
    fields: Mapping[str, Any] = model.model_fields
    for part in location:
        if isinstance(part, int):
            continue
        inner = next((field for name, field in fields.items() if part in {name, field.alias}), None)
        section = _section_in(inner.annotation) if inner is not None else None
        if section is None:
            return ()
        fields = section.model_fields
    return tuple(field.alias or name for name, field in fields.items())


def _section_in(annotation: Any) -> type[BaseModel] | None:
    """The table's model inside `X`, `X | None` or `list[X]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_section_in(inner) for inner in getattr(annotation, "__args__", ()))
    return next((model for model in found if model), None)


def path_of(location: Location) -> str:
    """`panel[0].moved."2026-12-24"`: a location as it is written in TOML."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            path += ("." if path else "") + (part if _BARE_KEY.fullmatch(part) else f'"{part}"')
    return path
