"""Which services a family does not want involved, as administrators settle and lift them (E4; ruling 7)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from rules.exclusions import fold
from rules.referral import Exclusion
from storage.audit import record_change
from storage.database import Unit
from storage.referrals import add_exclusion
from storage.tables import ExclusionRow


def set_exclusions(
    unit: Unit, referral_id: str, panel: str, codes: Sequence[str], words: Sequence[str], why: str
) -> None:
    """
    Make a referral's own exclusions those of *codes* (services) and *words* (still to be settled).

    Words that name no service yet and are not among *words* any more are
    settled as the services that are new, and lifted where there are none; what
    is lifted keeps *why*.
    """
    active = list(_active(unit, referral_id))
    wanted_words = {fold(word) for word in words}
    fresh = [code for code in dict.fromkeys(codes) if code not in {row.service for row in active}]
    for row in active:
        if row.service is not None and row.service not in codes:
            _lift(unit, row, panel, why)
        elif row.service is None and fold(_written(unit, row)) not in wanted_words:
            if fresh:
                _settle(unit, row, panel, fresh.pop(0))
            else:
                _lift(unit, row, panel, why)
    for code in fresh:
        add_exclusion(unit, referral_id, Exclusion(written=code, service=code))


def _active(unit: Unit, referral_id: str) -> Sequence[ExclusionRow]:
    return unit.session.exec(
        select(ExclusionRow)
        .where(ExclusionRow.referral_id == referral_id, col(ExclusionRow.lifted_at).is_(None))
        .order_by(col(ExclusionRow.set_at), col(ExclusionRow.id))
    ).all()


def _written(unit: Unit, row: ExclusionRow) -> str:
    return str(unit.opened(row, "sealed_words")["written"])


def _lift(unit: Unit, row: ExclusionRow, panel: str, why: str) -> None:
    words = unit.opened(row, "sealed_words")
    unit.seal(row, "sealed_words", {**words, "lifted_why": why})
    row.lifted_at = unit.now
    _note(unit, row, panel, "exclusion lifted", row.service or "not settled", why)


def _settle(unit: Unit, row: ExclusionRow, panel: str, code: str) -> None:
    row.service = code
    _note(unit, row, panel, "exclusion settled", "not settled", code)


def _note(unit: Unit, row: ExclusionRow, panel: str, action: str, old: str, new: str) -> None:
    subject = ("referral", row.referral_id)
    record_change(unit, action, subject, panel=panel, field="exclusion", old=old, new=new)
    unit.session.add(row)
    unit.session.flush()
