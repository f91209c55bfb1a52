"""A thread with an event loop of its own, in which a server lives while its users call it from theirs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class LoopThread:
    """An event loop that can be started and stopped any number of times."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """The loop runs."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Every task has been cancelled and the loop has ended; nothing, if it was not running."""
        if self._loop is None or self._thread is None:
            return
        self.run(_cancel_all())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = self._thread = None

    @property
    def is_running(self) -> bool:
        """Whether the loop runs."""
        return self._loop is not None

    def run(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        """What the coroutine answers, having run in the loop."""
        assert self._loop is not None, "not started"  # noqa: S101 - a mistake of the caller's
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def call(self, work: Callable[[], Answer]) -> Answer:
        """What *work* answers, done in the loop's thread, or here if the loop does not run."""
        return self.run(_called(work)) if self.is_running else work()


async def _called(work: Callable[[], Answer]) -> Answer:
    return work()


async def _cancel_all() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
