"""Backups, restoring, and keys that change."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import migrations
from storage.attention import ask_for_attention, attentions
from storage.audit import record_change
from storage.backup import back_up, restore
from storage.database import Database
from storage.errors import BackupUnusable, DatabaseInUse, SealBroken
from storage.rotation import rotate_key
from storage.sole import sole_service
from storage.vault import open_vault, read_keys, write_keys

NOW = dt.datetime(2026, 1, 12, 9, 0, tzinfo=dt.UTC)
WORDS = [f"what number {number} is about" for number in range(120)]


@pytest.fixture
def store(tmp_path: Path) -> Database:
    """A database with more sealed values than one lot of resealing takes."""
    database = Database(f"sqlite:///{tmp_path}/panelpost.db", open_vault(tmp_path / "key"))
    migrations.upgrade(database.engine)
    with database.unit(NOW) as unit:
        record_change(unit, "begun", ("test", "1"))
        for words in WORDS:
            ask_for_attention(unit, "N", "undelivered", detail={"words": words})
    return database


def address(folder: Path) -> str:
    """The database's address."""
    return f"sqlite:///{folder}/panelpost.db"


def words_in(folder: Path) -> list[str]:
    """What the database holds, opened with the key file as it is now."""
    database = Database(address(folder), open_vault(folder / "key", create=False))
    with database.unit(NOW) as unit:
        found = sorted((entry.number, entry.detail["words"]) for entry in attentions(unit))
    database.close()
    return [words for _, words in found]


def keys_used(folder: Path) -> set[int]:
    """The numbers of the keys that sealed what the database holds."""
    with closing(sqlite3.connect(folder / "panelpost.db")) as connection:
        sealed = connection.execute("select sealed_detail from attention").fetchall()
        sealed += connection.execute("select sealed_change from audit").fetchall()
    return {int.from_bytes(value[1:5], "big") for (value,) in sealed}


@pytest.mark.requirement("X7")
def test_a_new_key_seals_everything_anew(store: Database, tmp_path: Path) -> None:
    """Afterwards nothing is sealed with the old key, everything still opens, and the key file is its owner's alone."""
    rotated = rotate_key(store.engine, tmp_path / "key")
    assert (rotated.key, rotated.values) == (2, len(WORDS) + 1)
    assert keys_used(tmp_path) == {2}
    assert words_in(tmp_path) == WORDS
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


@pytest.mark.requirement("X7")
def test_an_interrupted_change_of_key_is_finished_and_not_begun_anew(store: Database, tmp_path: Path) -> None:
    """With the new key written and nothing sealed with it yet, everything opens, and the next try finishes it."""
    keys, _ = read_keys(tmp_path / "key")
    write_keys(tmp_path / "key", {**keys, 2: bytes(32)}, 2)
    assert words_in(tmp_path) == WORDS
    assert rotate_key(store.engine, tmp_path / "key").key == 2
    assert keys_used(tmp_path) == {2}
    assert rotate_key(store.engine, tmp_path / "key").key == 3
    assert words_in(tmp_path) == WORDS


@pytest.mark.requirement("X7")
def test_without_the_new_key_nothing_opens(store: Database, tmp_path: Path) -> None:
    """Somebody with the old key file alone reads nothing any more."""
    old = (tmp_path / "key").read_bytes()
    rotate_key(store.engine, tmp_path / "key")
    (tmp_path / "key").write_bytes(old)
    with pytest.raises(SealBroken):
        words_in(tmp_path)


@pytest.mark.requirement("X11")
def test_a_backup_brings_back_what_was_there(store: Database, tmp_path: Path) -> None:
    """A backup made while the store is open holds everything; restored, what came later is set aside, not mixed in."""
    back_up(address(tmp_path), tmp_path / "backup.db")
    with store.unit(NOW) as unit:
        ask_for_attention(unit, "N", "undelivered", detail={"words": "came later"})
    store.close()
    kept = restore(address(tmp_path), tmp_path / "backup.db", open_vault(tmp_path / "key", create=False))
    assert words_in(tmp_path) == WORDS
    assert kept == tmp_path / "panelpost.db.before-restore"
    assert (tmp_path / "backup.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_overwrites_nothing(store: Database, tmp_path: Path) -> None:
    """A file that is there already is left alone, and said."""
    (tmp_path / "backup.db").write_text("last year's")
    with pytest.raises(BackupUnusable, match="is there already"):
        back_up(address(tmp_path), tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_text() == "last year's"


@pytest.mark.parametrize("length", [0, 100, 5000, 40_000])
def test_a_damaged_backup_changes_nothing(store: Database, tmp_path: Path, length: int) -> None:
    """A backup that was cut off is refused, and the database stays as it is."""
    back_up(address(tmp_path), tmp_path / "backup.db")
    whole = (tmp_path / "backup.db").read_bytes()
    (tmp_path / "cut.db").write_bytes(whole[:length])
    vault = open_vault(tmp_path / "key", create=False)
    store.close()
    with pytest.raises(BackupUnusable):
        restore(address(tmp_path), tmp_path / "cut.db", vault)
    assert words_in(tmp_path) == WORDS


@pytest.mark.requirement("X7")
def test_a_backup_sealed_with_a_strange_key_is_not_restored(store: Database, tmp_path: Path) -> None:
    """Without the key that sealed it a backup would be a database that nobody can read: it is refused."""
    rotate_key(store.engine, tmp_path / "key")
    back_up(address(tmp_path), tmp_path / "backup.db")
    store.close()
    with pytest.raises(BackupUnusable, match="key"):
        restore(address(tmp_path), tmp_path / "backup.db", open_vault(tmp_path / "another-key"))


def test_nothing_is_restored_under_a_running_service(store: Database, tmp_path: Path) -> None:
    """While a service works on the database a backup is not put in its place."""
    back_up(address(tmp_path), tmp_path / "backup.db")
    with sole_service(address(tmp_path), patience=0), pytest.raises(DatabaseInUse):
        restore(address(tmp_path), tmp_path / "backup.db", store.vault)
    assert words_in(tmp_path) == WORDS
