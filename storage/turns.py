"""
Whose turn it is when several machines share one PostgreSQL database.

PostgreSQL's advisory locks decide: they belong to a connection, so a machine
that dies lets go of its mailboxes by dying. On SQLite there is one service
alone (`storage.sole`), and every turn is its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage.errors import DatabaseUnavailable


class Turn:
    """
    The right to do one thing, such as watching one mailbox, held until the process ends or `let_go`.

    For the one thread that asks.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._number = _number(name)
        self._connection: Connection | None = None

    def is_ours(self) -> bool:
        """Whether it is this machine's turn, taking it if nobody has it; `DatabaseUnavailable` if nobody can say."""
        if self._engine.dialect.name != "postgresql":
            return True
        try:
            if self._connection is not None:
                self._connection.execute(text("select 1"))
                return True
            return self._take()
        except DBAPIError as err:
            self.let_go()
            raise DatabaseUnavailable("the database did not say whose turn it is") from err

    def let_go(self) -> None:
        """Leave the turn to another machine."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.execute(text("select pg_advisory_unlock(:n)"), {"n": self._number})
        except DBAPIError:
            connection.invalidate()  # whatever it still held ends with it
        connection.close()

    def _take(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        taken = False
        try:
            taken = bool(connection.execute(text("select pg_try_advisory_lock(:n)"), {"n": self._number}).scalar())
        finally:
            if taken:
                self._connection = connection
            else:
                connection.close()
        return taken


@contextmanager
def one_at_a_time(engine: Engine, name: str) -> Iterator[None]:
    """Do something while no other machine does the same, waiting for it if need be."""
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("select pg_advisory_lock(:n)"), {"n": _number(name)})
        try:
            yield
        finally:
            connection.execute(text("select pg_advisory_unlock(:n)"), {"n": _number(name)})


def nobody_has(session: Session, name: str) -> bool:
    """Whether nobody holds the turn *name* in PostgreSQL now; until this transaction ends nobody can take it."""
    return bool(
        session.connection().execute(text("select pg_try_advisory_xact_lock(:n)"), {"n": _number(name)}).scalar()
    )


def _number(name: str) -> int:
    """Return the lock's number, as PostgreSQL takes it: 64 bits with a sign."""
    return int.from_bytes(hashlib.sha256(f"panelpost {name}".encode()).digest()[:8], "big", signed=True)
