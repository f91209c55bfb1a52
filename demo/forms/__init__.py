"""
Completed forms in the shapes in which referrers send them; tests build theirs with the same functions.

    build(form, "bedfordshire")     a `.docx` that says what *form* says
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from demo.forms.bedfordshire import Bedfordshire
from demo.forms.builds import ContentControls, FormFields, TickBoxes
from demo.forms.filling import fill_in
from rules.form import Form

BUILDS: Mapping[str, Callable[[Form], bytes]] = {
    "form fields": lambda form: FormFields(form).write(),
    "content controls": lambda form: ContentControls(form).write(),
    "tick boxes": lambda form: TickBoxes(form).write(),
    "bedfordshire": lambda form: Bedfordshire(form).write(),
}
"""The prints of the form that referrers have; the panel's own blank form is filled in by `fill_in`."""


def build(form: Form, how: str) -> bytes:
    """Return a Word file that says what *form* says, in the print *how*: a key of `BUILDS`."""
    return BUILDS[how](form)


__all__ = ["BUILDS", "build", "fill_in"]
