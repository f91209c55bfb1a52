"""The store on both databases: migrations, the ledger and the outbox when two want the same row, sealed columns."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, text
from sqlmodel import SQLModel

from dispatch.due import fulfil_due
from rules.referral import Exclusion
from storage import ledger, outbox
from storage.database import Database, Unit
from storage.errors import SealBroken
from storage.migrations import is_current, upgrade
from storage.received import Arrived, raw_of, take_in
from storage.referrals import add_exclusion, add_referral, get_referral
from storage.tables import ReceivedRow
from tests.builders import TUESDAY, a_database, a_vault, some_settings
from tests.fakes.clock import FixedClock
from tests.property.test_finished_messages import MadeUpChild, MadeUpPanel, a_fortnight, a_new_referral


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of the test's own, on both kinds in turn."""
    if request.param == "sqlite":
        made = a_database(tmp_path)
    else:
        made = Database(request.getfixturevalue("postgres_url"), a_vault())
        upgrade(made.engine)
    try:
        yield made
    finally:
        made.close()


def outgoing(number: int) -> outbox.NewMessage:
    """A message ready to go."""
    return outbox.NewMessage(
        message_id=f"<{number}@beds.example>",
        panel="N",
        kind="agenda",
        owed_key=f"agenda/N/meeting-{number}",
        recipient="police@partners.example",
        raw=b"Subject: x\r\n\r\nx",
    )


@pytest.mark.requirement("X10")
def test_the_tables_are_what_the_migrations_make(database: Database) -> None:
    """After an upgrade nothing is left to do, and a second upgrade changes nothing."""
    assert is_current(database.engine)
    upgrade(database.engine)
    assert is_current(database.engine)


@pytest.mark.requirement("B3", "X10")
def test_a_fortnight_runs_on_it(database: Database) -> None:
    """Packs and sheets are composed from the records, whichever database keeps them."""
    child = MadeUpChild(number=1, family=None, excluded=frozenset(), unsettled=False, allocated=frozenset({"camhs"}))
    sent = [recipient for recipient, _texts in a_fortnight(MadeUpPanel((child,), frozenset()), database)]
    assert sorted(set(sent)) == [
        "camhs@partners.example",
        "chair@beds.example",
        "family@partners.example",
        "health@partners.example",
        "police@partners.example",
        "teacher@school.example",
    ]


@pytest.mark.requirement("X2", "X10")
def test_two_senders_never_have_the_same_message(database: Database) -> None:
    """Twenty messages, four threads: every message is claimed once."""
    with database.unit(TUESDAY) as unit:
        for number in range(20):
            outbox.queue(unit, outgoing(number))
    claimed: list[str] = []
    guard = threading.Lock()

    def work() -> None:
        while True:
            with database.unit(TUESDAY) as unit:
                message = outbox.claim_next(unit, TUESDAY)
            if message is None:
                return
            with guard:
                claimed.append(message.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(claimed) == len(set(claimed)) == 20


@pytest.mark.requirement("X3", "X10")
def test_two_that_do_what_is_due_do_it_once(database: Database) -> None:
    """Two services on one ledger: what is owed is put into the outbox once."""
    settings = some_settings()
    with database.unit(TUESDAY) as unit:
        take_in(unit, Arrived(mailbox="maagnorth@beds.example", uidvalidity=1, uid=1, raw=b"x"), panel="N")
        row = unit.session.get_one(ReceivedRow, _only_id(unit))
        referral = add_referral(unit, a_new_referral(row.id, None), "N26-0001")
        ledger.owe(
            unit,
            "more-information/N26-0001/v1",
            panel="N",
            kind="more-information",
            subject=referral.reference,
            due_at=TUESDAY,
            detail={"because": "consent refused"},
        )
    threads = [threading.Thread(target=lambda: fulfil_due(database, settings, FixedClock(TUESDAY))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with database.unit(TUESDAY) as unit:
        assert outbox.waiting(unit) == 1
        assert ledger.state_of(unit, "more-information/N26-0001/v1") == "done"


@pytest.mark.requirement("X3")
def test_a_key_is_owed_once_for_ever(database: Database) -> None:
    """Owing the same thing again, done or not, adds nothing."""

    def owe(unit: Unit) -> bool:
        key = "agenda/N/meeting-1"
        return ledger.owe(unit, key, panel="N", kind="agenda", subject="meeting-1", due_at=TUESDAY)

    with database.unit(TUESDAY) as unit:
        assert owe(unit)
        assert not owe(unit)
        ledger.mark_done(unit, "agenda/N/meeting-1")
        assert not owe(unit)


@pytest.mark.requirement("X2")
def test_the_same_bytes_are_one_message(database: Database) -> None:
    """A message that reappears under another UIDVALIDITY is known as the one that was settled (ruling 17)."""
    with database.unit(TUESDAY) as unit:
        first = take_in(unit, Arrived(mailbox="m@beds.example", uidvalidity=1, uid=1, raw=b"hello"), panel="N")
    with database.unit(TUESDAY) as unit:
        again = take_in(unit, Arrived(mailbox="m@beds.example", uidvalidity=2, uid=1, raw=b"hello"), panel="N")
        row = unit.session.get_one(ReceivedRow, again.id)
        assert again.id != first.id
        assert row.same_as == first.id
        assert raw_of(unit, row) == b"hello"


@pytest.mark.requirement("X7")
def test_nothing_personal_is_readable_in_the_database(tmp_path: Path) -> None:
    """Names, addresses and bytes of a referral stand nowhere in the database's files as they are."""
    database = a_database(tmp_path)
    with database.unit(TUESDAY) as unit:
        raw = b"Subject: Ava Testworth\r\n\r\nTestworth"
        taken = take_in(unit, Arrived(mailbox="m@beds.example", uidvalidity=1, uid=1, raw=raw), panel="N")
        referral = add_referral(unit, a_new_referral(taken.id, None), "N26-0001")
        add_exclusion(unit, referral.id, Exclusion(written="Mr Canaryworth", service=None))
    database.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for canary in (b"Testworth", b"Sample Road", b"teacher@school.example", b"Canaryworth"):
        assert canary not in stored
    reopened = Database(f"sqlite:///{tmp_path}/panelpost.db", a_vault())
    with reopened.unit(TUESDAY) as unit:
        assert get_referral(unit, "N26-0001").form.child.family_name == "Testworth"


@pytest.mark.requirement("X7")
def test_a_sealed_value_moved_to_another_record_does_not_open(database: Database) -> None:
    """The record's id is bound in: swapping two sealed columns is found out."""
    with database.unit(TUESDAY) as unit:
        for uid in (1, 2):
            raw = f"message {uid}".encode()
            take_in(unit, Arrived(mailbox="m@beds.example", uidvalidity=1, uid=uid, raw=raw), panel="N")
        one, two = unit.session.execute(text("select id from received order by uid")).scalars()
        first, second = unit.session.get_one(ReceivedRow, one), unit.session.get_one(ReceivedRow, two)
        first.sealed_raw, second.sealed_raw = second.sealed_raw, first.sealed_raw
        with pytest.raises(SealBroken):
            raw_of(unit, first)


@pytest.mark.requirement("X7")
def test_every_column_that_holds_bytes_is_sealed() -> None:
    """A column of bytes that is not named `sealed_…` would be personal data in the clear."""
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                assert column.name.startswith("sealed_"), f"{table.name}.{column.name}"


@pytest.mark.requirement("X2")
def test_a_unit_of_work_that_fails_leaves_nothing(database: Database) -> None:
    """What an exception interrupts was never done."""

    def interrupted() -> None:
        with database.unit(TUESDAY) as unit:
            outbox.queue(unit, outgoing(1))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interrupted()
    with database.unit(TUESDAY) as unit:
        assert outbox.waiting(unit) == 0


@pytest.mark.requirement("X2")
def test_sqlite_is_as_durable_as_it_can_be(tmp_path: Path) -> None:
    """WAL with full synchronous, foreign keys on, deleted content overwritten."""
    database = a_database(tmp_path)
    with database.engine.connect() as connection:
        said = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def _only_id(unit: Unit) -> str:
    return str(unit.session.execute(text("select id from received")).scalar_one())
