"""Tests against real servers and real databases."""
