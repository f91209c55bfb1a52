"""
Files inside files: zip archives, Outlook's winmail.dat, forwarded messages.

A container is opened one level at a time and a few levels deep; what comes out
is named as its sender named it, without any path.
"""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
import zlib
from pathlib import PurePosixPath

from tnefparse import TNEF

from intake.reader.sniff import sniff

_MOST_FILES = 200
_LARGEST_FILE = 40 * 1024 * 1024
_LARGEST_ALL = 120 * 1024 * 1024
_DEEPEST = 3


def unpack_container(data: bytes, filename: str) -> list[tuple[str, bytes]]:
    """
    Return the files inside *data*, if it is a container; an empty list if it is none or cannot be opened.

    Containers inside it are opened too, three levels deep. Files beyond 40 MB
    each, 120 MB together or 200 in number are left out.
    """
    found: list[tuple[str, bytes]] = []
    _unpack(data, filename, found, 0)
    return found


def _unpack(data: bytes, filename: str, found: list[tuple[str, bytes]], depth: int) -> None:
    for name, inner in _one_level(data, filename):
        if len(found) >= _MOST_FILES or sum(len(b) for _, b in found) + len(inner) > _LARGEST_ALL:
            return
        if depth < _DEEPEST and sniff(inner) in ("zip", "tnef", "mail"):
            _unpack(inner, name, found, depth + 1)
        else:
            found.append((name, inner))


def _one_level(data: bytes, filename: str) -> list[tuple[str, bytes]]:
    kind = sniff(data)
    try:
        if kind == "zip":
            return _zip(data)
        if kind == "tnef" or filename.lower() == "winmail.dat":
            return _tnef(data)
        if kind == "mail" or filename.lower().endswith(".eml"):
            return _mail(data)
    except Exception:  # noqa: BLE001 - any bytes must give an answer
        return []
    return []


def _plain_name(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name or "attachment"


def _zip(data: bytes) -> list[tuple[str, bytes]]:
    made = []
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist()[:_MOST_FILES]:
            if entry.is_dir() or entry.flag_bits & 1 or entry.file_size > _LARGEST_FILE or "__MACOSX" in entry.filename:
                continue
            try:
                with archive.open(entry) as stream:
                    inner = stream.read(_LARGEST_FILE + 1)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError):
                continue
            total += len(inner)
            if len(inner) > _LARGEST_FILE or total > _LARGEST_ALL:
                break
            made.append((_plain_name(entry.filename), inner))
    return made


def _tnef(data: bytes) -> list[tuple[str, bytes]]:
    return [
        (_plain_name(a.long_filename() or a.name or "attachment"), bytes(a.data))
        for a in TNEF(data, do_checksum=False).attachments[:_MOST_FILES]
        if a.data
    ]


def _mail(data: bytes) -> list[tuple[str, bytes]]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    made: list[tuple[str, bytes]] = []
    for part in message.walk():
        if part.is_multipart() or len(made) >= _MOST_FILES:
            continue
        name = part.get_filename()
        payload = part.get_payload(decode=True)
        if name and isinstance(payload, bytes):
            made.append((_plain_name(name), payload))
    return made
