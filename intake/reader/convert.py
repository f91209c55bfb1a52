"""
LibreOffice as a converter to .docx: .doc, .odt, .rtf and what else it opens.

One at a time, each with a profile directory of its own, a limit on the clock,
and killed with all its children when that is over. Macros do not run in a
conversion, and the document's links are not followed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from intake.reader.package import Unreadable

_ONE_AT_A_TIME = threading.Lock()
SUFFIXES = frozenset({".doc", ".odt", ".rtf", ".fodt", ".ott", ".dot", ".wps", ".sxw"})
_NAMES = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501 - a pattern reads worse when broken


def find_converter() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return next((path for name in _NAMES if (path := shutil.which(name)) is not None), None)


def convert(data: bytes, suffix: str, *, seconds: float = 60.0, target: str = "docx:MS Word 2007 XML") -> bytes:
    """
    Return *data*, a file that LibreOffice opens, as .docx, or as what *target* (suffix and filter) says.

    Raises:
        Unreadable: LibreOffice is missing ("unsupported"), took too long ("time"), or could not open it ("broken").
    """
    program = find_converter()
    if program is None:
        raise Unreadable("no_converter")
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="panelpost-convert-") as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = place / f"form{suffix}"
        source.write_bytes(data)
        out = place / "out"
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(source),
        ]
        _run(command, seconds, place)
        made = out / f"form.{target.partition(':')[0]}"
        if not made.is_file():
            raise Unreadable("broken")
        return made.read_bytes()


def _run(command: list[str], seconds: float, home: Path) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "TMPDIR")},
        "HOME": str(home),
    }
    with subprocess.Popen(  # noqa: S603 - a program found on the path, with arguments of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as err:
            raise Unreadable("time") from err
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
