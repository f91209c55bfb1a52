"""Good values by default, one thing overridden: forms and readings for the tests of the rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from rules.form import (
    Assessment,
    Assessor,
    Child,
    Conclusions,
    ConsentStatement,
    Element,
    Evidence,
    Form,
    FormReading,
    ParentCarer,
    PlannedAction,
    Problem,
    leaves,
)

COMPLETE = Form(
    child=Child(
        given_names="Kian Thomas",
        family_name="Asante",
        sex="male",
        date_of_birth=dt.date(2017, 5, 4),
        address="1 Invented Row, Madeup",
        postcode="MK42 9ZZ",
        ethnicity="White British",
    ),
    parents_carers=(ParentCarer(name="Abena Asante", relationship="mother"),),
    assessment=Assessment(date=dt.date(2026, 10, 1), reason="Sleep, and getting to school."),
    assessor=Assessor(name="Jo Tamworth", role="SENCo", organisation="Charlbrook Primary"),
    elements={"general_health": Element(text="Well.")},
    conclusions=Conclusions(summary="Several services could help."),
    actions=(PlannedAction(desired_outcome="Sleeps through", action="Sleep clinic", who="Jo", by_when="2026-12-01"),),
    child_comment="I want to sleep.",
    parent_comment="Agreed.",
    consent=ConsentStatement(store=True, share=True, signed_by="Abena Asante", signed_on=dt.date(2026, 10, 1)),
)


def a_form(**parts: Any) -> Form:
    """A complete form, but for *parts*: a part's own fields as a dictionary change just these."""
    changed = {
        name: replace(getattr(COMPLETE, name), **value) if isinstance(value, dict) else value
        for name, value in parts.items()
    }
    return replace(COMPLETE, **changed)


def a_reading(
    form: Form | None = COMPLETE, *, unsure: tuple[str, ...] = (), problems: tuple[Problem, ...] = ()
) -> FormReading:
    """A reading of *form* with evidence for every leaf, sure but for the paths in *unsure*."""
    evidence = tuple(
        Evidence(field=path, certainty=0.5 if path in unsure else 0.97, place="page 1")
        for path in leaves(form or Form())
    )
    return FormReading(
        file="form.docx", kind="caf", readable=form is not None, form=form, evidence=evidence, problems=problems
    )
