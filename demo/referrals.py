"""The referrals of the sample fortnight: who mails which forms to which panel, and when (`demo/families/*.toml`)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rules.form import Form, form_from_json

FAMILIES = Path(__file__).with_name("families")
_ABOUT_THE_FILE = ("build", "file", "answers", "signed_later")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a mailbox."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """
    One completed form.

    Attributes:
        build: The print it is written in (`demo.forms.BUILDS`), or 'blank form': the panel's own, filled in.
        file: What the referrer calls the file.
        answers: When it comes as the answer to a message of the panel's; None where it comes with the first mail.
    """

    build: str
    file: str
    form: Form = field(repr=False)
    answers: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """
    One mail from a referrer, at the council's wall time.

    Attributes:
        excludes: The code of the service that the family does not want involved; empty if there is none.
        for_nobody: Nothing about the children may reach a representative: consent is refused, or they are at risk.
    """

    name: str
    panel: str
    arrives: dt.datetime
    sender: Person
    subject: str
    text: str = field(repr=False)
    forms: tuple[FormFile, ...]
    excludes: str = ""
    for_nobody: bool = False


def referrals() -> tuple[Referral, ...]:
    """Return every referral of the fortnight, in the order in which they arrive."""
    found = (_referral(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in FAMILIES.glob("*.toml"))
    return tuple(sorted(found, key=lambda referral: referral.arrives))


def _referral(name: str, data: Mapping[str, Any]) -> Referral:
    return Referral(
        name=name,
        panel=data["panel"],
        arrives=data["arrives"],
        sender=Person(**data["from"]),
        subject=data["subject"],
        text=data["text"].lstrip("\n"),
        forms=tuple(file for form in data["form"] for file in _files(form)),
        excludes=data.get("excludes", ""),
        for_nobody=data.get("for_nobody", False),
    )


def _files(data: Mapping[str, Any]) -> Iterator[FormFile]:
    """The form, and the one that comes later with a signature, if nobody had signed at first."""
    said = {key: value for key, value in data.items() if key not in _ABOUT_THE_FILE}
    first = FormFile(build=data["build"], file=data["file"], answers=data.get("answers"), form=form_from_json(said))
    yield first
    if later := data.get("signed_later"):
        consent = replace(first.form.consent, signed_by=later["signed_by"], signed_on=later["signed_on"])
        form = replace(first.form, consent=consent)
        yield FormFile(build=first.build, file=later["file"], answers=later["answers"], form=form)
