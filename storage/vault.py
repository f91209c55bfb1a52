"""
Personal data sealed at rest (X7): AES-256-GCM, the key kept outside the database.

A sealed value is `version | key number | nonce | ciphertext`. Where it stands
(table, record, column) is bound in as associated data, so that a value moved to
another record does not open. Look-ups by address, name or date of birth go
through keyed blind indexes, which say "the same" and nothing else.

The key file is JSON, `{"keys": {"1": "<base64>"}, "current": 1}`, readable by
its owner alone. Rotation adds a key and seals everything anew with it
(`storage.rotation`); the blind indexes keep the first key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import stat
import struct
import zlib
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import KeyUnavailable, SealBroken

_VERSION = 1
_HEAD = struct.Struct(">BI")
_NONCE = 12


class Vault:
    """Seals and opens values with the keys that it was given."""

    def __init__(self, keys: dict[int, bytes], current: int) -> None:
        self._ciphers = {number: AESGCM(key) for number, key in keys.items()}
        self.current = current
        self._index_key = hashlib.sha256(b"panelpost blind index" + keys[min(keys)]).digest()
        self._token_key = hashlib.sha256(b"panelpost tokens" + keys[min(keys)]).digest()

    def seal(self, plain: bytes, place: str) -> bytes:
        """Return *plain* compressed and sealed, bound to *place* ('referral/ID/form')."""
        nonce = secrets.token_bytes(_NONCE)
        head = _HEAD.pack(_VERSION, self.current)
        body = self._ciphers[self.current].encrypt(nonce, zlib.compress(plain, 3), head + place.encode())
        return head + nonce + body

    def open(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed at *place*; `SealBroken` if it was altered or moved, or its key is gone."""
        try:
            version, number = _HEAD.unpack_from(sealed)
            nonce, body = sealed[_HEAD.size : _HEAD.size + _NONCE], sealed[_HEAD.size + _NONCE :]
            if version != _VERSION:
                raise SealBroken(place)
            return zlib.decompress(self._ciphers[number].decrypt(nonce, body, sealed[: _HEAD.size] + place.encode()))
        except (struct.error, KeyError, InvalidTag, zlib.error) as err:
            raise SealBroken(place) from err

    def seal_json(self, value: Any, place: str) -> bytes:
        """Return *value*, as JSON, sealed at *place*."""
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), place)

    def open_json(self, sealed: bytes, place: str) -> Any:
        """Return the JSON value sealed at *place*."""
        return json.loads(self.open(sealed, place))

    def blind(self, purpose: str, value: str) -> str:
        """Return the blind index of *value*: equal values of one *purpose* give equal indexes, case folded."""
        folded = " ".join(value.split()).casefold()
        return hmac.new(self._index_key, f"{purpose}\0{folded}".encode(), hashlib.sha256).hexdigest()

    def token_key(self, purpose: str) -> bytes:
        """Return the key that proves tokens of one *purpose* to be ours (workbooks, loop guard)."""
        return hmac.new(self._token_key, purpose.encode(), hashlib.sha256).digest()

    def has_key(self, number: int) -> bool:
        """Whether values sealed with key *number* can be opened."""
        return number in self._ciphers

    def key_of(self, sealed: bytes) -> int:
        """Return the number of the key that sealed a value."""
        _, number = _HEAD.unpack_from(sealed)
        return int(number)


def open_vault(key_file: Path, *, create: bool = True) -> Vault:
    """Return the vault of *key_file*, made on first use; `KeyUnavailable` if others could read it or it is spoilt."""
    if create and not key_file.exists():
        write_keys(key_file, {1: secrets.token_bytes(32)}, 1)
    keys, current = read_keys(key_file)
    return Vault(keys, current)


def read_keys(key_file: Path) -> tuple[dict[int, bytes], int]:
    """Return the keys by number and the number in use; `KeyUnavailable` with what to mend."""
    try:
        if key_file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyUnavailable(f"{key_file} can be read by others: chmod 600 {key_file}")
        data = json.loads(key_file.read_text(encoding="ascii"))
        keys = {int(number): base64.b64decode(key, validate=True) for number, key in data["keys"].items()}
        current = int(data["current"])
    except OSError as err:
        raise KeyUnavailable(f"{key_file} cannot be read: {err.strerror}") from err
    except (ValueError, KeyError, TypeError, AttributeError) as err:
        raise KeyUnavailable(f"{key_file} is not a key file of ours: restore it from its backup") from err
    if current not in keys or any(len(key) != 32 for key in keys.values()):  # noqa: PLR2004 - AES-256
        raise KeyUnavailable(f"{key_file} is not complete: restore it from its backup")
    return keys, current


def write_keys(key_file: Path, keys: dict[int, bytes], current: int) -> None:
    """Write the key file so that it is complete or not there, readable by its owner alone, and on the disk."""
    key_file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"keys": {str(n): base64.b64encode(k).decode() for n, k in keys.items()}, "current": current})
    fresh = key_file.with_name(f".{key_file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(text + "\n")
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(key_file)
    folder = os.open(key_file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
