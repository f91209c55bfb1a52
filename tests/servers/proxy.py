"""A TCP proxy in front of a server, through which tests let connections stall, break off or crawl."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Self

from demo.mailserver.loop_thread import LoopThread
from tests.servers.process import LOOPBACK


class FaultProxy:
    """
    Passes bytes on between its clients and the server on *target*, until told otherwise.

    Attributes:
        port: Where it listens.
        connections: How many clients have connected so far.
    """

    def __init__(self, target: int) -> None:
        self.port = 0
        self.connections = 0
        self._target = target
        self._thread = LoopThread("fault-proxy")
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._conversations: set[asyncio.Task[None]] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self._cut_after: int | None = None
        self._refuses = False

    def start(self) -> None:
        """It listens."""
        self._thread.start()
        self._thread.run(self._listen())

    def stop(self) -> None:
        """It no longer listens, and every connection through it is gone."""
        if self._server is not None:
            self._thread.call(self._server.close)
            self._server = None
        self.cut()
        self._thread.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ---------------------------------------------------------------------------------------------------- misbehaviour

    def stall(self) -> None:
        """Bytes are no longer passed on, and neither side hears of it: a half-open connection."""
        self._thread.call(self._flows.clear)

    def flow(self) -> None:
        """Bytes pass again, those held back first; new connections are taken and not cut."""
        self._refuses = False
        self._cut_after = None
        self._thread.call(self._flows.set)

    def cut(self) -> None:
        """Every connection through it has been reset."""
        self._thread.call(self._reset_all)

    def cut_after(self, answered_bytes: int) -> None:
        """Each connection from now on is reset once the server has answered so many bytes on it."""
        self._cut_after = answered_bytes

    def refuse(self) -> None:
        """New connections are closed at once."""
        self._refuses = True

    # ---------------------------------------------------------------------------------------- in the proxy's own thread

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._take, LOOPBACK, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self._refuses:
            writer.close()
            return
        task = asyncio.get_running_loop().create_task(self._converse(reader, writer))
        self._conversations.add(task)
        task.add_done_callback(self._conversations.discard)

    async def _converse(self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        self._open.add(to_client)
        try:
            from_server, to_server = await asyncio.open_connection(LOOPBACK, self._target)
        except OSError:
            to_client.transport.abort()
            return
        self._open.add(to_server)
        pair = {to_client, to_server}
        try:
            await asyncio.gather(
                self._pass_on(from_client, to_server, None), self._pass_on(from_server, to_client, self._cut_after)
            )
        finally:
            self._open -= pair
            for writer in pair:
                writer.transport.abort()

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, at_most: int | None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while content := await source.read(65536):
                await self._flows.wait()
                if at_most is not None and passed + len(content) >= at_most:
                    sink.write(content[: at_most - passed])
                    await sink.drain()
                    self._reset_all()
                    return
                passed += len(content)
                sink.write(content)
                await sink.drain()
            sink.write_eof()

    def _reset_all(self) -> None:
        for writer in tuple(self._open):
            writer.transport.abort()
        self._open.clear()
