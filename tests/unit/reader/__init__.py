"""Tests of the form reader: no sockets, no clock."""
