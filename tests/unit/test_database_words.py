"""What is said when the database does not do its work."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import DatabaseUnavailable
from tests.builders import TUESDAY, a_database


@pytest.mark.requirement("X2")
def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    """Whoever runs the service reads what to do, not the name of an exception."""
    database = a_database(tmp_path)
    with database.unit(TUESDAY) as unit:
        pages = unit.session.execute(text("pragma page_count")).scalar_one()
    with pytest.raises(DatabaseUnavailable, match="make room"):
        _fill(database, pages)
    database.close()


def _fill(database: Database, pages: int) -> None:
    with database.unit(TUESDAY) as unit:
        unit.session.execute(text(f"pragma max_page_count = {pages}"))
        unit.session.execute(text("create table filler (a blob)"))
        unit.session.execute(text("insert into filler values (zeroblob(9999999))"))
