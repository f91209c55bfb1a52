"""
Backups of an SQLite database, made while the service runs, and put back while it does not.

A backup holds what the database holds, sealed as it is; without the key file,
which is kept elsewhere, nobody can read it. PostgreSQL has tools of its own.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.errors import BackupUnusable
from storage.sole import sole_service, sqlite_file
from storage.vault import Vault

_PATIENCE = 2.0
_PROBE = "select sealed_change from audit order by number desc limit 1"


def back_up(address: str, target: Path) -> None:
    """Have a whole and consistent copy of the database at *target*, readable by its owner alone."""
    source = _sqlite_or_refuse(address, "pg_dump")
    if not source.exists():
        raise BackupUnusable(f"{source}: there is no database yet")
    if target.exists():
        raise BackupUnusable(f"{target} is there already: name another file")
    fresh = target.with_name(f".{target.name}.part")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(fresh)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").close()
        _check(fresh)
        _to_disk(fresh)
        fresh.replace(target)
        _to_disk(target.parent)
    finally:
        fresh.unlink(missing_ok=True)


def restore(address: str, backup: Path, vault: Vault) -> Path | None:
    """
    Put *backup* in the database's place; return where the database that was there is kept, if there was one.

    Raises:
        DatabaseInUse: the service is running.
        BackupUnusable: the file is damaged, is no backup of ours, or was sealed with a key that we do not have.
    """
    place = _sqlite_or_refuse(address, "pg_restore")
    with sole_service(address, patience=_PATIENCE):
        if not backup.is_file():
            raise BackupUnusable(f"{backup}: there is no such file")
        _check(backup)
        _check_key(backup, vault)
        fresh = place.with_name(f".{place.name}.restored")
        fresh.unlink(missing_ok=True)
        with closing(_read_only(backup)) as source, closing(sqlite3.connect(fresh)) as copy:
            source.backup(copy)
        fresh.chmod(0o600)
        _to_disk(fresh)
        kept = _set_aside(place)
        fresh.replace(place)
        _to_disk(place.parent)
        return kept


def _sqlite_or_refuse(address: str, tool: str) -> Path:
    file = sqlite_file(address)
    if file is None:
        raise BackupUnusable(f"this database is backed up with its own tools: use {tool}")
    return file


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _check(file: Path) -> None:
    """Make sure that SQLite finds the file whole and that it is one of ours."""
    try:
        with closing(_read_only(file)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            connection.execute("select version_num from alembic_version").fetchone()
    except sqlite3.DatabaseError as err:
        raise BackupUnusable(f"{file} is no database of ours, or is damaged") from err
    if verdict != "ok":
        raise BackupUnusable(f"{file} is damaged")


def _check_key(file: Path, vault: Vault) -> None:
    with closing(_read_only(file)) as connection:
        sealed = connection.execute(_PROBE).fetchone()
    if sealed is not None and not vault.has_key(vault.key_of(sealed[0])):
        raise BackupUnusable(f"{file} was sealed with a key that is not in the key file: put that key file back first")


def _set_aside(place: Path) -> Path | None:
    """Keep the database that is there, with everything that its write-ahead log still holds."""
    if not place.exists():
        return None
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        connection.execute("PRAGMA journal_mode=DELETE").close()
    kept = place.with_name(f"{place.name}.before-restore")
    place.replace(kept)
    for rest in ("-wal", "-shm"):
        place.with_name(place.name + rest).unlink(missing_ok=True)
    return kept


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
