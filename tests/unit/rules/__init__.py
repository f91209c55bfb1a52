"""Tests of the rules: no socket, no disk, no clock."""
