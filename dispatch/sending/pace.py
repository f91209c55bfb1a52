"""At most so many messages in any minute, as the provider's limit has it (Microsoft 365: 30)."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from dispatch.sending.loopback import is_loopback
from rules.settings import SmtpSettings

MINUTE = 60.0


class Pace:
    """Lets through at most *per_minute* messages in any sixty seconds; *monotonic* tells the seconds."""

    def __init__(self, per_minute: int, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._turns: deque[float] = deque(maxlen=per_minute)
        self._monotonic = monotonic

    def seconds_to_wait(self) -> float:
        """Return how long it is until the next message may go; nothing is true afterwards that was not before."""
        if len(self._turns) != self._turns.maxlen:
            return 0.0
        return max(0.0, self._turns[0] + MINUTE - self._monotonic())

    def count(self) -> None:
        """Count a message that goes now."""
        self._turns.append(self._monotonic())


class NoPace(Pace):
    """No limit: what goes to a server on this machine leaves it to that server."""

    def __init__(self) -> None:
        super().__init__(1)

    def seconds_to_wait(self) -> float:
        """Return that nobody has to wait."""
        return 0.0


def pace_for(settings: SmtpSettings) -> Pace:
    """Return the limit for a server: the one in the settings, unless it is on this machine."""
    return NoPace() if is_loopback(settings.host) else Pace(settings.messages_per_minute)
