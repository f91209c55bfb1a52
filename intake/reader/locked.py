"""
Files with a password, opened with the passwords agreed for the panel.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import msoffcrypto

from intake.reader.package import Unreadable

_MOST = 12
_LARGEST = 200 * 1024 * 1024


def unlock(data: bytes, passwords: Sequence[str]) -> bytes:
    """
    Return *data* without its password.

    Raises:
        Unreadable: None of *passwords* opens it ("encrypted").
    """
    for password in list(passwords)[:_MOST]:
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            file.load_key(password=password)
            out = io.BytesIO()
            file.decrypt(out)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 - any bytes must give an answer
            continue
        opened = out.getvalue()
        if opened and len(opened) < _LARGEST:
            return opened
    raise Unreadable("encrypted")
