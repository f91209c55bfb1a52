"""Fixtures that start a server for a test and stop it afterwards; `tests/conftest.py` makes them known everywhere."""

from __future__ import annotations
