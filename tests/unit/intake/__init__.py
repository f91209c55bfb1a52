"""Tests of what intake decides: no socket, no disk, no clock."""
