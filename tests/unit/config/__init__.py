"""Tests of the configuration: what is read, what is refused and how, what is worth a look."""
