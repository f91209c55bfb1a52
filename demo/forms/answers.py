"""A form's values as a person writes them: dates in figures, lists line by line."""

from __future__ import annotations

import datetime as dt

from rules.form import Form, Leaf, leaves


class Answers:
    """What stands in each place of one form."""

    def __init__(self, form: Form) -> None:
        self._leaves = leaves(form)

    def text(self, path: str) -> str:
        """Return what is written at *path*; the parts of a list stand one a line."""
        found = self._leaves.get(path)
        if found is None:
            return "\n".join(_written(leaf) for key, leaf in self._leaves.items() if key.startswith(f"{path}["))
        return _written(found)

    def says(self, path: str, value: Leaf) -> bool:
        """Return whether exactly *value* is answered at *path*."""
        return value is not None and self._leaves.get(path) == value

    def answered(self, path: str) -> bool:
        """Return whether anything is answered at *path* or below it."""
        return any(key == path or key.startswith((f"{path}.", f"{path}[")) for key in self._leaves)

    def rows(self, path: str) -> int:
        """Return how many rows the table at *path* has."""
        prefix = f"{path}["
        return len({key[len(prefix) :].partition("]")[0] for key in self._leaves if key.startswith(prefix)})


def _written(leaf: Leaf) -> str:
    match leaf:
        case bool():
            return "Yes" if leaf else "No"
        case dt.date():
            return f"{leaf:%d/%m/%Y}"
        case None:
            return ""
        case str():
            return leaf
