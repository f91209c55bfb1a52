"""
A document that may be wrong, read as far as it can be.

What must agree between keys is looked at even where a neighbouring key is
wrong, so that all mistakes come out together. Hence nothing here assumes a type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Table = Mapping[str, Any]


def table_in(table: Table, key: str) -> Table:
    """The table at *key*, empty if there is none."""
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def tables_in(table: Table, key: str) -> Iterator[tuple[int, Table]]:
    """Each table of the list at *key*, with its number in the file."""
    value = table.get(key)
    for number, entry in enumerate(value if isinstance(value, list) else []):
        if isinstance(entry, dict):
            yield number, entry


def text_in(table: Table, key: str, default: str = "") -> str:
    """The text at *key* without outer spaces, or *default*."""
    value = table.get(key)
    return value.strip() if isinstance(value, str) else default


def texts_in(table: Table, key: str) -> list[str]:
    """The texts of the list at *key*."""
    value = table.get(key)
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []
