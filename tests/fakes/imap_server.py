"""An IMAP server that says what a test has it say: late, wrong, half, or nothing at all."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Self

CAPABILITIES = b"IMAP4rev1 IDLE NAMESPACE UIDPLUS MOVE"

Reply = bytes | None
"""What is sent for one line; None hangs up, `SILENCE` sends nothing."""

SILENCE = b""


class ScriptedImapServer:
    """
    Answers each command as an ordinary server with one folder would, but for those that *script* answers.

    *script* is asked with the tag, the command's name in capitals and the
    whole line; what it returns is sent. `ORDINARY` leaves the answer to the
    server.

    Attributes:
        said: every line that a client sent.
        deaf: while set, nothing is answered any more.
    """

    ORDINARY = b"ordinary"

    def __init__(
        self,
        script: Callable[[bytes, bytes, bytes], Reply] = lambda *_: ScriptedImapServer.ORDINARY,
        *,
        greeting: bytes = b"* OK ready\r\n",
        capabilities: bytes = CAPABILITIES,
    ) -> None:
        self._script = script
        self._greeting = greeting
        self._capabilities = capabilities
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connections: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self.port: int = self._listener.getsockname()[1]
        self.said: list[bytes] = []
        self.deaf = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # Closing alone does not wake a thread that waits in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._thread.join(10)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._connections.append(connection)
                threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection, connection.makefile("rb") as lines:
            connection.sendall(self._greeting)
            idling = b""
            for line in lines:
                self.said.append(line)
                if self.deaf and b"IDLE" not in line.upper():
                    continue
                if line.strip().upper() == b"DONE":
                    connection.sendall(idling + b" OK done\r\n")
                    continue
                tag, _, rest = line.strip().partition(b" ")
                name = rest.split(b" ")[0].upper()
                name = rest.split(b" ")[1].upper() if name == b"UID" else name
                idling = tag if name == b"IDLE" else idling
                reply = self._script(tag, name, line)
                if reply is None:
                    return
                connection.sendall(self._ordinary(tag, name) if reply == self.ORDINARY else reply)

    def _ordinary(self, tag: bytes, name: bytes) -> bytes:
        answers = {
            b"CAPABILITY": b"* CAPABILITY " + self._capabilities + b"\r\n",
            b"NAMESPACE": b'* NAMESPACE (("INBOX." ".")) NIL NIL\r\n',
            b"SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n",
            b"SEARCH": b"* SEARCH 1\r\n",
            b"LIST": b"",
        }
        if name == b"IDLE":
            return b"+ idling\r\n"
        return answers.get(name, b"") + tag + b" OK done\r\n"
