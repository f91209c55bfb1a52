"""How long to wait before connecting again: longer after each failure, and never all mailboxes at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """The first pause in seconds; pauses double after each failure, up to the longest."""

    first: float = 1.0
    longest: float = 300.0


USUAL = Patience()
"""After a connection that broke or was not to be had."""

REFUSED = Patience(first=60.0, longest=900.0)
"""After a refused log-in: many quick tries lock an account."""


def pause_before_retry(failures: int, *, chance: float, patience: Patience = USUAL) -> float:
    """
    Return the seconds to wait after the *failures*-th failure in a row.

    Between half of the doubled pause and all of it, as *chance* (0 to 1) has
    it, so that a server that comes back is not met by every mailbox at once.

    Raises:
        ValueError: *failures* is less than 1.
    """
    if failures < 1:
        raise ValueError("a pause follows a failure")
    # Doubling grows without bound: past the longest pause there is nothing left to double.
    doublings = min(failures - 1, 30)
    whole = min(patience.longest, patience.first * 2.0**doublings)
    return whole / 2 + whole / 2 * chance
