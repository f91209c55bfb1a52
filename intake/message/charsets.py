"""
Bytes of a message turned into text, whatever charset they claim to be in.

Nothing here raises: a charset that is unknown, wrong or no charset at all
falls back to UTF-8, and then to Windows-1252, which reads any byte.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

# Codecs that Python knows and mail does not: some are no charsets, some take quadratic time (punycode, idna).
_NOT_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})

# What senders call by these names is Windows-1252 in practice (WHATWG Encoding, section 4.2).
_REALLY_WINDOWS = frozenset({"ascii", "iso8859_1"})

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff]")
# Marks that turn the direction of text or hide in it: a name may not be shown other than it is.
_HIDDEN = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_SPACE = re.compile(r"\s+")
_LONGEST_CHARSET_NAME = 60


def decode(raw: bytes, charset: str = "") -> str:
    """*raw* as text in *charset* as far as it goes; never raises."""
    codec = _codec(charset)
    if codec and codec not in _REALLY_WINDOWS:
        try:
            return raw.decode(codec, "replace")
        except (LookupError, ValueError, OverflowError, MemoryError):
            pass
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def is_known(charset: str) -> bool:
    """Whether *charset* names a charset that Python can read."""
    return bool(_codec(charset))


def _codec(charset: str) -> str:
    name = charset.strip().strip("'\"").lower()
    if not name or len(name) > _LONGEST_CHARSET_NAME or not name.isascii() or "\0" in name:
        return ""
    try:
        found = codecs.lookup(name).name.replace("-", "_")
    except (LookupError, ValueError, UnicodeError, ImportError):
        return ""
    return "" if found in _NOT_CHARSETS else found


def clean(text: str) -> str:
    """*text* with line ends made one and without NUL and other control characters (PostgreSQL refuses U+0000)."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str, longest: int) -> str:
    """*text* on one line, composed (NFC), without control, hidden and direction marks, of *longest* characters."""
    one_line = _SPACE.sub(" ", text[: 4 * longest])
    shown = _HIDDEN.sub("", _CONTROLS.sub("", one_line))
    return unicodedata.normalize("NFC", shown)[:longest].strip()
