"""Values that are good by default: a test overrides the one thing it is about. All people are invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from rules.form import (
    Assessment,
    Assessor,
    Child,
    ConsentStatement,
    Evidence,
    Form,
    FormReading,
    ParentCarer,
    leaves,
)
from rules.referral import Representative, Service
from rules.settings import (
    ImapSettings,
    MeetingPattern,
    PanelSettings,
    Profile,
    RepresentativeSettings,
    ServiceSettings,
    Settings,
)
from storage.database import Database
from storage.migrations import upgrade
from storage.vault import Vault

TUESDAY = dt.datetime(2026, 1, 6, 10, 0, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 1, 12, 9, 0, tzinfo=dt.UTC)
THURSDAY = dt.datetime(2026, 1, 15, 9, 30, tzinfo=dt.UTC)
FRIDAY = dt.datetime(2026, 1, 16, 9, 0, tzinfo=dt.UTC)
"""One fortnight of a panel that meets on Thursday 15 January 2026."""


def a_vault() -> Vault:
    """A vault whose key is the same in every test."""
    return Vault({1: bytes(range(32))}, 1)


def a_database(folder: Path) -> Database:
    """An empty database in *folder*, brought up to date."""
    database = Database(f"sqlite:///{folder}/panelpost.db", a_vault())
    upgrade(database.engine)
    return database


def a_service(code: str, name: str = "", *aliases: str) -> Service:
    """A service of the panel."""
    return Service(code=code, name=name or code.title(), aliases=aliases)


def a_representative(service: str, email: str = "", name: str = "") -> Representative:
    """A service's member on the panel."""
    return Representative(
        service=service, name=name or f"{service} person", email=email or f"{service}@partners.example"
    )


def a_panel(**overrides: Any) -> PanelSettings:
    """Panel N (MAAG North), five services, fortnightly on Thursdays from 15 January 2026."""
    names = {"police": "Police", "camhs": "CAMHS", "health": "Health visiting", "family": "Family Support"}
    services = tuple(
        ServiceSettings(
            code=code,
            name=name,
            representatives=(RepresentativeSettings(name=f"{name} person", email=f"{code}@partners.example"),),
        )
        for code, name in names.items()
    )
    values: dict[str, Any] = {
        "code": "N",
        "name": "North",
        "profile": Profile(name="bedfordshire", organisation="Bedfordshire County Council"),
        "mailbox": "maagnorth@beds.example",
        "username": "maagnorth",
        "imap": ImapSettings(trusted_authserv_id="mx.beds.example"),
        "administrators": ("admin@beds.example",),
        "chair": "chair@beds.example",
        "meeting": MeetingPattern(weekday=3, time=dt.time(9, 30), every_weeks=2, first=dt.date(2026, 1, 15)),
        "services": services,
    }
    return PanelSettings(**(values | overrides))


def some_settings(*panels: PanelSettings) -> Settings:
    """Settings with these panels, or with the usual one."""
    return Settings(panels=panels or (a_panel(),))


def a_form(**overrides: Any) -> Form:
    """A complete form with signed consent; *overrides* replace whole sections (child=Child(...), consent=...)."""
    values: dict[str, Any] = {
        "child": Child(
            given_names="Ava",
            family_name="Testworth",
            date_of_birth=dt.date(2016, 5, 4),
            address="12 Sample Road, Bedford",
            postcode="MK42 9AP",
            school="Example Primary School",
        ),
        "parents_carers": (ParentCarer(name="Jo Testworth", relationship="Mother"),),
        "assessment": Assessment(date=dt.date(2025, 12, 20), reason="Ava is often away from school."),
        "assessor": Assessor(name="Sam Teacher", role="SENCo", organisation="Example Primary School"),
        "consent": ConsentStatement(store=True, share=True, signed_by="Jo Testworth", signed_on=dt.date(2025, 12, 20)),
    }
    return Form(**(values | overrides))


def a_reading(form: Form | None = None, *, unsure: tuple[str, ...] = (), **overrides: Any) -> FormReading:
    """A reading of *form*, sure of every leaf but those named in *unsure*."""
    form = form or a_form()
    evidence = tuple(
        Evidence(field=path, certainty=0.5 if path in unsure else 0.99, place="table 1", written=str(value))
        for path, value in leaves(form).items()
    )
    values: dict[str, Any] = {"file": "form.docx", "kind": "caf", "readable": True, "form": form, "evidence": evidence}
    return FormReading(**(values | overrides))
