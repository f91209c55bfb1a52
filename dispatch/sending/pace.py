"""At most so many messages in any minute, as the provider's limit has it (Microsoft 365: 30)."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable

MINUTE = 60.0


class Pace:
    """
    Lets through at most *per_minute* turns in any sixty seconds.

    *monotonic* tells the seconds, *wait* waits for some: a test needs no time.
    """

    def __init__(
        self,
        per_minute: int,
        *,
        wait: Callable[[float], Awaitable[None]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._turns: deque[float] = deque(maxlen=per_minute)
        self._wait = wait
        self._monotonic = monotonic

    async def take_turn(self) -> None:
        """Return when a turn is free; it is taken then."""
        if len(self._turns) == self._turns.maxlen:
            until = self._turns[0] + MINUTE
            while (left := until - self._monotonic()) > 0:
                await self._wait(left)
        self._turns.append(self._monotonic())
