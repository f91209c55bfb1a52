"""
What can break in the store.

    StorageError
    ├── DatabaseUnavailable   the database does not answer; try later
    ├── DatabaseInUse         another service works on this SQLite database; only one may
    ├── NothingToRetry        there is nothing to do again about something that needs a person
    ├── BackupUnusable        a file is no backup that can be restored here
    ├── KeyUnavailable        the key file is missing, unreadable or open to others; nothing may start
    └── SealBroken            a sealed value was altered, swapped or sealed with a key we do not have
"""

from __future__ import annotations


class StorageError(Exception):
    """Something in the store broke; the caller stops and says so."""


class DatabaseUnavailable(StorageError):
    """The database cannot be opened or does not answer: check its address and try again."""


class DatabaseInUse(StorageError):
    """Another service works on this SQLite database: wait for it, or stop it."""


class NothingToRetry(StorageError):
    """What needs a person is about nothing that could be done again: settle it otherwise."""


class BackupUnusable(StorageError):
    """A file cannot be made or restored as a backup: nothing was changed."""


class KeyUnavailable(StorageError):
    """The key file cannot be used: restore it from its backup, readable by the service's account alone."""


class SealBroken(StorageError):
    """A sealed value does not open: it was altered, moved to another record, or its key is gone."""
