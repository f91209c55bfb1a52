"""
The form reader: any bytes in, what the form says out, with where it stands and how sure that is.

    file -> neutral document -> labels and answers -> typed fields with certainty

`docx`, `pdf` and `convert` make the neutral document (`document`), `flow` walks
it and fills a `draft`, `finish` types the draft into `rules.form` values.
Nothing above `document` knows how a form was built, and nothing below `flow`
knows what a form asks for: a new wording is a row in `vocabulary`.
"""

from __future__ import annotations

from intake.reader.active import active_content
from intake.reader.containers import unpack_container
from intake.reader.json_form import reading_to_json
from intake.reader.printing import missing_headings, print_reading
from intake.reader.reading import read_form
from intake.reader.safely import Limits, read_form_safely

__all__ = [
    "Limits",
    "active_content",
    "missing_headings",
    "print_reading",
    "read_form",
    "read_form_safely",
    "reading_to_json",
    "unpack_container",
]
