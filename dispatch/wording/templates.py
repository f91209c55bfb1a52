"""
The templates: the project's own, and a council's that win over them.

A local folder mirrors `templates/`: `mail/agenda.html` in it is used instead of
ours. Every name is escaped, a name that is not there is an error, and a template
reaches nothing but the values it is given.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from dispatch.wording import dates
from dispatch.wording.errors import TemplateBroken
from dispatch.wording.markup import Written, read_markup

OWN = Path(__file__).resolve().parents[2] / "templates"
LOCAL = OWN / "local"

# What XML cannot hold, and marks that turn the direction of writing and so can disguise a line.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class Templates:
    """The folder of templates, with a council's own folder in front of it."""

    def __init__(self, local: Path | None = None) -> None:
        self._folders = [folder for folder in (local or LOCAL, OWN) if folder.is_dir()]
        self._words = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in self._folders]),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalize,
        )
        self._words.filters |= {
            "day": dates.day,
            "date": dates.date,
            "short_day": dates.short_day,
            "time": dates.time,
            "count": dates.count,
            "count_in_words": dates.count_in_words,
            "listed": dates.listed,
            "lines": _lines,
            "sentence": _sentence,
        }

    def written(self, name: str, values: Mapping[str, Any]) -> Written:
        """
        Return the blocks that template *name* says of *values*.

        Raises:
            TemplateBroken: the template is missing, asks for a value that is not there, or has a wrong element.
        """
        return read_markup(self.page(name, values), name)

    def page(self, name: str, values: Mapping[str, Any]) -> str:
        """Return template *name* filled in, as it stands; `TemplateBroken` as `written`."""
        try:
            return self._words.get_template(name).render(values)
        except TemplateNotFound:
            raise TemplateBroken(f"{name}: there is no such template") from None
        except TemplateError as err:
            line = getattr(err, "lineno", None)
            raise TemplateBroken(f"{name}{f': line {line}' if line else ''}: {err.message}") from None

    def subject(self, name: str, values: Mapping[str, str]) -> str:
        """Return subject line *name* of `mail/subjects.toml`; only *values* can stand in it, none of them personal."""
        source = self._subjects().get(name)
        if source is None:
            raise TemplateBroken(f"mail/subjects.toml: there is no subject '{name}'")
        try:
            # A subject is no HTML: escaped as everything else is, it would show &amp; to people.
            return html.unescape(self._words.from_string(source).render(values)).strip()
        except TemplateError as err:
            raise TemplateBroken(f"mail/subjects.toml: {name}: {err.message}") from None

    def file(self, name: str) -> bytes:
        """Return the bytes of a file that is no text (`documents/letterhead.docx`)."""
        for folder in self._folders:
            if (folder / name).is_file():
                return (folder / name).read_bytes()
        raise TemplateBroken(f"{name}: there is no such template")

    def problems(self) -> tuple[str, ...]:
        """Return a line for each template that cannot be used as it is written, however it is filled in."""
        found = []
        for name in self._words.list_templates(extensions=("html",)):
            try:
                self._words.get_template(name)
            except TemplateError as err:
                line = getattr(err, "lineno", None)
                found.append(f"{name}{f': line {line}' if line else ''}: {err.message}")
        try:
            self._subjects()
        except TemplateBroken as err:
            found.append(str(err))
        return tuple(found)

    def _subjects(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for folder in reversed(self._folders):
            path = folder / "mail" / "subjects.toml"
            if path.is_file():
                found |= _toml(path)
        return found


def _toml(path: Path) -> dict[str, str]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise TemplateBroken(f"mail/subjects.toml: {err}") from err


@lru_cache(maxsize=8)
def templates(local: Path | None = None) -> Templates:
    """The templates with a council's *local* folder in front; read once for each folder."""
    return Templates(local)


def _finalize(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return _UNSEEN.sub("", value)
    if value is None or isinstance(value, (dt.date, bytes, bytearray)):
        # `None` on a page, or a date without its filter, is a hole in the template.
        raise TemplateError(
            f"a {type(value).__name__} cannot be written as it is: test it, or use a filter such as |day"
        )
    return value


def _lines(text: str) -> Markup:
    """*text* with its line breaks kept; blank lines and space at the ends go."""
    kept = [line.strip() for line in _UNSEEN.sub("", text).replace("\r\n", "\n").split("\n")]
    return Markup("<br/>").join(escape(line) for line in kept if line)


def _sentence(text: str) -> str:
    """*text* with a capital letter and a full stop."""
    said = text.strip()
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '!', '?', ':')) else '.'}" if said else ""
