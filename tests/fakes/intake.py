"""Records in memory that keep the promise of `intake.sweep.Intake`; what a message comes to is chosen by its words."""

from __future__ import annotations

import datetime as dt
import hashlib

from storage.received import MOST_TRIES, Taken


class FakeIntake:
    """
    The messages of any number of mailboxes.

    A message with `poison` in it raises whenever it is settled, and is put
    before a person after its tries; one with `ignore` in it is ignored.

    Attributes:
        acted_on: the messages acted on, in order: each must stand here once.
        taken_at: when each message was taken in.
        cut_from: sizes of the messages of which the header alone was given.
    """

    def __init__(self) -> None:
        self._places: dict[tuple[str, int, int], str] = {}
        self._by_fingerprint: dict[tuple[str, str], str] = {}
        self._raw: dict[str, bytes] = {}
        self._mailbox: dict[str, str] = {}
        self._states: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._tries: dict[str, int] = {}
        self.acted_on: list[bytes] = []
        self.taken_at: dict[str, dt.datetime] = {}
        self.cut_from: list[int] = []
        self.refuses: set[bytes] = set()

    def known(self, mailbox: str, uidvalidity: int, uid: int) -> Taken | None:
        """Return what is known of the message at this place."""
        found = self._places.get((mailbox, uidvalidity, uid))
        if found is None:
            return None
        return Taken(id=found, state=self._states[found], folder=self._folders.get(found, ""), outcome="")

    def take_in(
        self, mailbox: str, uidvalidity: int, uid: int, raw: bytes, at: dt.datetime, *, cut_from: int | None = None
    ) -> str:
        """Save the message."""
        if raw in self.refuses:
            raise ValueError("these bytes cannot be saved")
        if cut_from is not None:
            self.cut_from.append(cut_from)
        fingerprint = (mailbox, hashlib.sha256(raw).hexdigest())
        message_id = self._by_fingerprint.setdefault(fingerprint, f"message-{len(self._raw) + 1}")
        self._places[mailbox, uidvalidity, uid] = message_id
        if message_id not in self._raw:
            self._raw[message_id], self._mailbox[message_id], self._states[message_id] = raw, mailbox, "taken"
            self.taken_at[message_id] = at
        return message_id

    def settle_next(self, mailbox: str) -> bool:
        """Settle the oldest message that waits."""
        waiting = [one for one, state in self._states.items() if state == "taken" and self._mailbox[one] == mailbox]
        if not waiting:
            return False
        message_id = min(waiting, key=lambda one: self._tries.get(one, 0))
        self._tries[message_id] = self._tries.get(message_id, 0) + 1
        raw = self._raw[message_id]
        if b"poison" in raw:
            if self._tries[message_id] <= MOST_TRIES:
                raise RuntimeError("this message cannot be settled")
            self._folders[message_id] = "Attention"
        else:
            self.acted_on.append(raw)
            self._folders[message_id] = "Ignored" if b"ignore" in raw else "Processed"
        self._states[message_id] = "settled"
        return True

    def folder_for(self, message_id: str) -> str | None:
        """Return the folder of a settled message."""
        return self._folders.get(message_id)

    def filed(self, message_id: str) -> None:
        """Note that it lies there."""
        self._states[message_id] = "filed"

    def state_of(self, message_id: str) -> str:
        """Return where a message stands."""
        return self._states[message_id]
