"""Fakes that keep a Protocol in memory."""
