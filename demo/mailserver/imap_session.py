"""
One client's IMAP4rev1 session (RFC 3501), with IDLE, MOVE, UIDPLUS, UNSELECT, NAMESPACE, SASL-IR and LITERAL+.

Enough for a client that minds one mailbox, and no more: `ENVELOPE`, `BODYSTRUCTURE` and numbered parts of a
message are answered with BAD.
"""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from demo.mailserver import imap_fetch
from demo.mailserver.imap_search import Search
from demo.mailserver.imap_syntax import BadCommandError, Word, quoted, read_time, text, texts, words_of, written_set
from demo.mailserver.imap_view import View
from demo.mailserver.mailboxes import INBOX, SEPARATOR, Account, Accounts, Folder, Message

CAPABILITIES = ("IMAP4rev1", "LITERAL+", "SASL-IR", "IDLE", "NAMESPACE", "UIDPLUS", "MOVE", "UNSELECT")
LONGEST_LITERAL = 64 * 1024 * 1024
LONGEST_LINE = 4 * 1024 * 1024

_LITERAL_AT_END = re.compile(rb"\{(\d+)(\+?)\}\r?\n$")
_SYSTEM_FLAGS = {flag.lower(): flag for flag in ("\\Answered", "\\Deleted", "\\Draft", "\\Flagged", "\\Seen")}
_DELETED = "\\Deleted"
_SEEN = "\\Seen"


class RefusedError(Exception):
    """The command is understood and cannot be done: answer NO."""


@dataclass(slots=True)
class Command:
    """One command as the client wrote it; *by_uid* if it was prefixed with UID."""

    tag: bytes
    name: str
    words: list[Word]
    by_uid: bool

    @classmethod
    def read(cls, line: bytes) -> Command:
        """The command on the line; one that cannot be read has a tag and no name."""
        tag, _, rest = line.partition(b" ")
        try:
            words = words_of(rest)
            name = text(words.pop(0)).upper()
            by_uid = name == "UID"
            return cls(tag, text(words.pop(0)).upper() if by_uid else name, words, by_uid)
        except (BadCommandError, IndexError):
            return cls(tag, "", [], by_uid=False)


class Session:
    """One connection, from greeting to BYE."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        accounts: Accounts,
        *,
        clock: Callable[[], dt.datetime],
        capabilities: tuple[str, ...] = CAPABILITIES,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._accounts = accounts
        self._clock = clock
        self._capabilities = capabilities
        self._open_account: Account | None = None
        self._open_view: View | None = None
        self._over = False
        self._commands: dict[str, Callable[[Command], Awaitable[str | None]]] = {
            "APPEND": self._append,
            "AUTHENTICATE": self._authenticate,
            "CAPABILITY": self._capability,
            "CHECK": self._noop,
            "CLOSE": self._close,
            "COPY": self._copy,
            "CREATE": self._create,
            "DELETE": self._delete,
            "EXAMINE": self._select,
            "EXPUNGE": self._expunge,
            "FETCH": self._fetch,
            "IDLE": self._idle,
            "LIST": self._list,
            "LOGIN": self._login,
            "LOGOUT": self._logout,
            "LSUB": self._list,
            "MOVE": self._move,
            "NAMESPACE": self._namespace,
            "NOOP": self._noop,
            "SEARCH": self._search,
            "SELECT": self._select,
            "STATUS": self._status,
            "STORE": self._store,
            "SUBSCRIBE": self._noop,
            "UNSELECT": self._unselect,
            "UNSUBSCRIBE": self._noop,
        }
        for name in {"IDLE", "MOVE", "NAMESPACE", "UNSELECT"} - set(capabilities):
            del self._commands[name]

    # ------------------------------------------------------------------------------------------------ conversation

    async def run(self) -> None:
        """The session is over and the connection closed."""
        self._say(f"* OK [CAPABILITY {self._capability_list()}] ready")
        try:
            while not self._over:
                await self._writer.drain()
                await self._obey(Command.read(await self._line()))
            await self._writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client is gone, or writes what no client writes
        finally:
            self._leave_folder()
            self._writer.close()

    def say_bye(self) -> None:
        """The client has been told that the server goes, and the connection is closed."""
        self._say("* BYE the server stops")
        self._over = True
        self._writer.close()

    def _say(self, line: str | bytes) -> None:
        self._writer.write((line.encode("utf-8", "surrogateescape") if isinstance(line, str) else line) + b"\r\n")

    async def _line(self) -> bytes:
        """The next line with the literals in it, each asked for as it comes."""
        whole = b""
        while True:
            line = await self._reader.readuntil(b"\n")
            announced = _LITERAL_AT_END.search(line)
            if announced is None:
                return whole + line.rstrip(b"\r\n")
            whole += line
            if int(announced[1]) > LONGEST_LITERAL:
                raise asyncio.LimitOverrunError("literal too long", int(announced[1]))
            if not announced[2]:
                self._say("+ go on")
                await self._writer.drain()
            whole += await self._reader.readexactly(int(announced[1]))

    async def _obey(self, command: Command) -> None:
        tag = command.tag.decode("ascii", "replace")
        try:
            done = await self._commands.get(command.name, self._unknown)(command)
            self._tell(numbers_may_change=command.by_uid or command.name not in {"FETCH", "STORE", "SEARCH"})
            self._say(f"{tag} OK {done or command.name + ' done'}")
        except RefusedError as refusal:
            self._say(f"{tag} NO {refusal}")
        except BadCommandError as fault:
            self._say(f"{tag} BAD {fault}")
        except (IndexError, ValueError):
            self._say(f"{tag} BAD arguments missing or wrong")

    def _tell(self, *, numbers_may_change: bool = True) -> None:
        if self._open_view is not None:
            for line in self._open_view.news(numbers_may_change=numbers_may_change):
                self._say(line)

    # ------------------------------------------------------------------------------------------------- coming, going

    async def _unknown(self, _command: Command) -> None:
        raise BadCommandError("an unknown command")

    async def _capability(self, _command: Command) -> None:
        self._say(f"* CAPABILITY {self._capability_list()}")

    def _capability_list(self) -> str:
        return " ".join((*self._capabilities, "AUTH=PLAIN", "AUTH=XOAUTH2"))

    async def _login(self, command: Command) -> None:
        username, password = (text(word) for word in command.words)
        self._enter(self._accounts.log_in(username, password))

    async def _authenticate(self, command: Command) -> None:
        mechanism = text(command.words[0]).upper()
        if len(command.words) > 1:
            response = text(command.words[1]).encode()
        else:
            self._say("+ ")
            await self._writer.drain()
            response = await self._line()
        fields = base64.b64decode(response).decode("utf-8", "replace")
        if mechanism == "PLAIN":
            _, username, password = fields.split("\0")
            self._enter(self._accounts.log_in(username, password))
        elif found := re.fullmatch("user=(.*)\x01auth=Bearer (.*)\x01\x01", fields):
            self._enter(self._accounts.log_in_with_token(found[1], found[2]))
        else:
            raise RefusedError("no such mechanism")

    def _enter(self, account: Account | None) -> None:
        if account is None:
            raise RefusedError("[AUTHENTICATIONFAILED] wrong name or password")
        self._open_account = account

    @property
    def _account(self) -> Account:
        if self._open_account is None:
            raise RefusedError("log in first")
        return self._open_account

    async def _logout(self, _command: Command) -> None:
        self._leave_folder()
        self._say("* BYE until next time")
        self._over = True

    async def _noop(self, _command: Command) -> None:
        """Nothing: what is new is told after every command."""

    async def _idle(self, _command: Command) -> str:
        view = self._view
        self._say("+ idling")
        done = asyncio.ensure_future(self._line())
        try:
            while not done.done():
                self._tell()
                await self._writer.drain()
                change = asyncio.ensure_future(view.changed.wait())
                await asyncio.wait({done, change}, return_when=asyncio.FIRST_COMPLETED)
                change.cancel()
            if done.result().upper() != b"DONE":
                raise BadCommandError("DONE expected")
        finally:
            done.cancel()
        return "IDLE done"

    # ------------------------------------------------------------------------------------------------------- folders

    def _folder(self, word: Word) -> Folder:
        folder = self._account.find(text(word))
        if folder is None:
            raise RefusedError("[NONEXISTENT] no such folder")
        return folder

    def _target(self, word: Word) -> Folder:
        folder = self._account.find(text(word))
        if folder is None:
            raise RefusedError("[TRYCREATE] no such folder")
        return folder

    async def _namespace(self, _command: Command) -> None:
        self._say(f'* NAMESPACE (("" "{SEPARATOR}")) NIL NIL')

    async def _list(self, command: Command) -> None:
        reference, pattern = (text(word) for word in command.words)
        if pattern == "":
            self._say(f'* {command.name} (\\Noselect) "{SEPARATOR}" ""')
            return
        wanted = re.escape(reference + pattern).replace(r"\*", ".*").replace("%", f"[^{SEPARATOR}]*")
        for name in sorted(self._account.folders):
            if re.fullmatch(wanted, name) or (name == INBOX and re.fullmatch(wanted, INBOX, re.IGNORECASE)):
                self._say(f'* {command.name} () "{SEPARATOR}" {quoted(name)}')

    async def _create(self, command: Command) -> None:
        if self._account.create(text(command.words[0])) is None:
            raise RefusedError("[ALREADYEXISTS] there already")

    async def _delete(self, command: Command) -> None:
        if not self._account.delete(text(command.words[0])):
            raise RefusedError("[NONEXISTENT] no such folder, or the inbox")

    async def _status(self, command: Command) -> None:
        folder = self._folder(command.words[0])
        facts = {
            "MESSAGES": len(folder.messages),
            "RECENT": 0,
            "UIDNEXT": folder.uid_next,
            "UIDVALIDITY": folder.uid_validity,
            "UNSEEN": sum(_SEEN not in message.flags for message in folder.messages.values()),
        }
        asked = [item.upper() for item in texts(command.words[1])]
        if not set(asked) <= set(facts):
            raise BadCommandError("an unknown status item")
        self._say(f"* STATUS {quoted(folder.name)} ({' '.join(f'{item} {facts[item]}' for item in asked)})")

    async def _select(self, command: Command) -> str:
        self._leave_folder()
        folder = self._folder(command.words[0])
        read_only = command.name == "EXAMINE"
        self._open_view = View(folder, read_only=read_only)
        flags = " ".join(sorted(_SYSTEM_FLAGS.values()))
        kept = "" if read_only else flags + r" \*"
        self._say(f"* FLAGS ({flags})")
        self._say(f"* OK [PERMANENTFLAGS ({kept})] what is kept")
        self._say(f"* {len(folder.messages)} EXISTS")
        self._say("* 0 RECENT")
        self._say(f"* OK [UIDVALIDITY {folder.uid_validity}] the folder")
        self._say(f"* OK [UIDNEXT {folder.uid_next}] the next")
        return f"[{'READ-ONLY' if read_only else 'READ-WRITE'}] {command.name} done"

    async def _unselect(self, _command: Command) -> None:
        self._leave_folder()

    async def _close(self, _command: Command) -> None:
        view = self._view
        if not view.read_only:
            view.folder.remove([message.uid for _, message in view.messages() if _DELETED in message.flags])
        self._leave_folder()

    def _leave_folder(self) -> None:
        if self._open_view is not None:
            self._open_view.close()
        self._open_view = None

    # ------------------------------------------------------------------------------------------------------ messages

    @property
    def _view(self) -> View:
        if self._open_view is None:
            raise RefusedError("open a folder first")
        return self._open_view

    @property
    def _writable_view(self) -> View:
        if self._view.read_only:
            raise RefusedError("[READ-ONLY] opened with EXAMINE")
        return self._view

    def _chosen(self, command: Command) -> list[tuple[int, Message]]:
        return self._view.chosen(text(command.words[0]), by_uid=command.by_uid)

    async def _append(self, command: Command) -> str | None:
        folder = self._target(command.words[0])
        *options, content = command.words[1:]
        if not isinstance(content, bytes):
            raise BadCommandError("a literal expected")
        flags = _flags(next((option for option in options if isinstance(option, list)), []))
        times = [read_time(text(option)) for option in options if not isinstance(option, list)]
        message = folder.add(content, times[0] if times else self._clock(), flags)
        return self._uid_code(f"APPENDUID {folder.uid_validity} {message.uid}", command)

    async def _search(self, command: Command) -> None:
        view = self._view
        uids = view.uids
        search = Search(command.words, sequence=range(1, len(uids) + 1), uids=uids)
        found = [message.uid if command.by_uid else n for n, message in view.messages() if search.matches(n, message)]
        self._say(" ".join(["* SEARCH", *map(str, found)]))

    async def _fetch(self, command: Command) -> None:
        items = imap_fetch.items_of(command.words[1], with_uid=command.by_uid)
        marks_seen = imap_fetch.marks_seen(items) and not self._view.read_only
        for number, message in self._chosen(command):
            answers = list(items)
            if marks_seen and _SEEN not in message.flags:
                self._view.folder.set_flags(message, message.flags | {_SEEN})
                answers += [] if "FLAGS" in items else ["FLAGS"]
                self._view.client_knows(message)
            self._say(b"* %d FETCH (%b)" % (number, imap_fetch.answer(message, answers)))
            await self._writer.drain()

    async def _store(self, command: Command) -> None:
        view = self._writable_view
        item, _, silent = text(command.words[1]).upper().partition(".")
        named = _flags(command.words[2] if isinstance(command.words[2], list) else command.words[2:])
        for number, message in self._chosen(command):
            view.folder.set_flags(message, _with_flags(message.flags, item, named))
            view.client_knows(message)
            if not silent:
                items = ["UID", "FLAGS"] if command.by_uid else ["FLAGS"]
                self._say(b"* %d FETCH (%b)" % (number, imap_fetch.answer(message, items)))

    async def _copy(self, command: Command) -> str | None:
        return self._uid_code(self._copied(command, self._chosen(command)), command)

    async def _move(self, command: Command) -> str | None:
        view = self._writable_view
        chosen = self._chosen(command)
        code = self._copied(command, chosen)
        if code and "UIDPLUS" in self._capabilities:
            self._say(f"* OK [{code}] moved")
        view.folder.remove([message.uid for _, message in chosen])
        return None

    def _copied(self, command: Command, chosen: list[tuple[int, Message]]) -> str | None:
        target = self._target(command.words[1])
        if not chosen:
            return None
        copies = [target.add(message.raw, message.received_at, message.flags) for _, message in chosen]
        sources = written_set(message.uid for _, message in chosen)
        return f"COPYUID {target.uid_validity} {sources} {written_set(copy.uid for copy in copies)}"

    def _uid_code(self, code: str | None, command: Command) -> str | None:
        """The response code of UIDPLUS (RFC 4315), where the server has it."""
        return f"[{code}] {command.name} done" if code and "UIDPLUS" in self._capabilities else None

    async def _expunge(self, command: Command) -> None:
        view = self._writable_view
        if command.by_uid and "UIDPLUS" not in self._capabilities:
            raise BadCommandError("an unknown command")
        among = self._chosen(command) if command.by_uid else view.messages()
        view.folder.remove([message.uid for _, message in among if _DELETED in message.flags])


def _flags(words: list[Word]) -> frozenset[str]:
    return frozenset(_SYSTEM_FLAGS.get(text(word).lower(), text(word)) for word in words)


def _with_flags(flags: frozenset[str], item: str, named: frozenset[str]) -> frozenset[str]:
    match item:
        case "FLAGS":
            return named
        case "+FLAGS":
            return flags | named
        case "-FLAGS":
            return flags - named
    raise BadCommandError("an unknown item")
