"""
A reading as `read --json` prints it (docs/schemas/read.schema.json), and back.
"""

from __future__ import annotations

from typing import Any

from rules.form import Evidence, FormReading, Problem, form_from_json, form_to_json


def reading_to_json(reading: FormReading) -> dict[str, Any]:
    """Return *reading* as plain JSON values, as the schema has them."""
    return {
        "file": reading.file,
        "child_index": reading.child_index,
        "kind": reading.kind,
        "readable": reading.readable,
        "form": form_to_json(reading.form) if reading.form is not None else None,
        "evidence": [
            {
                "field": e.field,
                "certainty": e.certainty,
                "place": e.place,
                **({"written": e.written} if e.written is not None else {}),
            }
            for e in reading.evidence
        ],
        "problems": [{"code": p.code, "field": p.field, "message": p.message} for p in reading.problems],
    }


def reading_to_json_whole(reading: FormReading) -> dict[str, Any]:
    """Return *reading* with the form's headings too, which `reading_from_json` takes back."""
    return {**reading_to_json(reading), "headings": reading.headings}


def reading_from_json(data: dict[str, Any]) -> FormReading:
    """Return the reading that `reading_to_json_whole` wrote."""
    return FormReading(
        file=data["file"],
        kind=data["kind"],
        readable=data["readable"],
        form=form_from_json(data["form"]) if data["form"] is not None else None,
        evidence=tuple(
            Evidence(field=e["field"], certainty=e["certainty"], place=e["place"], written=e.get("written"))
            for e in data["evidence"]
        ),
        problems=tuple(Problem(code=p["code"], message=p["message"], field=p.get("field")) for p in data["problems"]),
        headings=dict(data.get("headings", {})),
        child_index=data["child_index"],
    )
