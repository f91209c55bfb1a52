"""A reading of a form as JSON values, whole, as versions keep it."""

from __future__ import annotations

from typing import Any

from rules.form import Evidence, FormReading, Problem, form_from_json, form_to_json


def reading_to_json(reading: FormReading) -> dict[str, Any]:
    """Return a reading as JSON values, whole."""
    return {
        "file": reading.file,
        "kind": reading.kind,
        "readable": reading.readable,
        "form": None if reading.form is None else form_to_json(reading.form),
        "evidence": [[e.field, e.certainty, e.place, e.written] for e in reading.evidence],
        "problems": [[p.code, p.message, p.field] for p in reading.problems],
        "headings": reading.headings,
        "child_index": reading.child_index,
    }


def reading_from_json(data: dict[str, Any]) -> FormReading:
    """Return the reading that `reading_to_json` wrote."""
    return FormReading(
        file=data["file"],
        kind=data["kind"],
        readable=data["readable"],
        form=None if data["form"] is None else form_from_json(data["form"]),
        evidence=tuple(Evidence(field=f, certainty=c, place=p, written=w) for f, c, p, w in data["evidence"]),
        problems=tuple(Problem(code=c, message=m, field=f) for c, m, f in data["problems"]),
        headings=data["headings"],
        child_index=data["child_index"],
    )
