"""Workbooks as values and as bytes, without a database."""
