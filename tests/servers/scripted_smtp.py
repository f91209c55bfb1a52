"""An SMTP server that answers each command with the line it was given, however wrong, or hangs up."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Self

from demo.mailserver.loop_thread import LoopThread
from tests.servers.process import LOOPBACK

HANG_UP = ""
"""Instead of a reply: the connection ends."""

USUAL: Mapping[str, str] = {
    "connect": "220 scripted",
    "EHLO": "250-scripted\r\n250 8BITMIME",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 go ahead",
    ".": "250 taken",
    "RSET": "250 OK",
    "QUIT": "221 bye",
}


class ScriptedSmtp:
    """
    The server.

    Attributes:
        port: Where it listens, once started.
        heard: Every command and, as one entry, every message, in order.
        connections: How often it was connected to.
    """

    def __init__(self, script: Mapping[str, str] | None = None, *, per_connection: int | None = None) -> None:
        """*script* answers otherwise than `USUAL`; after *per_connection* messages MAIL is answered 421."""
        self.port = 0
        self.heard: list[str] = []
        self.connections = 0
        self._script = {**USUAL, **(script or {})}
        self._per_connection = per_connection
        self._thread = LoopThread("scripted-smtp")
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._thread.run(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._thread.call(self._server.close)
        self._thread.stop()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._converse, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        taken = 0
        answer = self._script["connect"]
        while answer:
            writer.write(answer.encode() + b"\r\n")
            if answer.startswith("354"):
                self.heard.append((await reader.readuntil(b"\r\n.\r\n")).decode("utf-8", "replace"))
                taken += 1
                answer = self._script["."]
                continue
            line = (await reader.readline()).decode("utf-8", "replace").strip()
            self.heard.append(line)
            verb = line.partition(" ")[0].upper()
            answer = self._script.get(verb, "500 what?") if line else HANG_UP
            if verb == "MAIL" and taken == self._per_connection:
                answer = "421 4.7.0 too many messages on one connection"
            if answer.startswith(("221", "421")):
                writer.write(answer.encode() + b"\r\n")
                break
        writer.close()
