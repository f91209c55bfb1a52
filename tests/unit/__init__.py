"""Tests of pure code: no socket, no disk, no clock."""
