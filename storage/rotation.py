"""
A new key, and everything sealed anew with it (X7).

The new key is written to the key file first; then each sealed value is opened
and sealed again, some records at a time, each lot committed. So it can be
interrupted anywhere and run again: what is sealed with the newest key is left
alone. Old keys stay in the key file, since older backups need them, and the
blind indexes keep the first one.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, RowMapping, Table, func, select, update
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - declares the tables
from storage.vault import Vault, open_vault, read_keys, write_keys

_LOT = 50
_HEAD = 16
"""More than the first bytes of a sealed value, which say what key sealed it."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """The number of the key now in use, and how many values were sealed anew with it."""

    key: int
    values: int


def rotate_key(engine: Engine, key_file: Path) -> Rotated:
    """Seal everything with a fresh key, or finish doing so if that was begun; the service must not run meanwhile."""
    if not _is_unfinished(engine, open_vault(key_file, create=False)):
        keys, _ = read_keys(key_file)
        write_keys(key_file, {**keys, max(keys) + 1: secrets.token_bytes(32)}, max(keys) + 1)
    vault = open_vault(key_file, create=False)
    values = sum(_reseal_table(engine, vault, table) for table in _sealed_tables())
    _forget_old_pages(engine)
    return Rotated(key=vault.current, values=values)


def sealed_columns(table: Table) -> tuple[str, ...]:
    """Return the names of a table's sealed columns."""
    return tuple(column.name for column in table.columns if column.name.startswith("sealed_"))


def _sealed_tables() -> Iterator[Table]:
    for table in SQLModel.metadata.sorted_tables:
        if sealed_columns(table):
            yield table


def _is_unfinished(engine: Engine, vault: Vault) -> bool:
    """Whether something is not sealed with the newest key: a rotation was interrupted."""
    with engine.connect() as connection:
        return any(
            vault.key_of(head) != vault.current
            for table in _sealed_tables()
            for row in connection.execute(select(*(func.substr(table.c[n], 1, _HEAD) for n in sealed_columns(table))))
            for head in row
            if head is not None
        )


def _reseal_table(engine: Engine, vault: Vault, table: Table) -> int:
    values, last = 0, ""
    while True:
        with engine.begin() as connection:
            rows = (
                connection.execute(
                    select(table.c.id, *(table.c[name] for name in sealed_columns(table)))
                    .where(table.c.id > last)
                    .order_by(table.c.id)
                    .limit(_LOT)
                )
                .mappings()
                .all()
            )
            values += sum(_reseal_row(connection, vault, table, row) for row in rows)
        if not rows:
            return values
        last = rows[-1]["id"]


def _reseal_row(connection: Connection, vault: Vault, table: Table, row: RowMapping) -> int:
    fresh = {}
    for name in sealed_columns(table):
        if row[name] is not None and vault.key_of(row[name]) != vault.current:
            place = f"{table.name}/{row['id']}/{name}"
            fresh[name] = vault.seal(vault.open(row[name], place), place)
    if fresh:
        connection.execute(update(table).where(table.c.id == row["id"]).values(fresh))
    return len(fresh)


def _forget_old_pages(engine: Engine) -> None:
    """Have nothing sealed with an old key left in SQLite's write-ahead log; its free pages are overwritten anyway."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
