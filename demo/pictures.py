"""
The README's pictures, taken from what the demonstration left: `python -m demo.pictures [var/demo]`.

Needs Chromium, and a demonstration that ran where LibreOffice is.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from PIL import Image, ImageOps

PICTURES = Path(__file__).parent.parent / "docs/pictures"
_DATA = re.compile(r'id="data">\n(.*?)\n</script>', re.DOTALL)
_COLOURS = 64
_PAPER = 12
_DOCUMENT_WIDTH = 680
_CHROMIUM = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--hide-scrollbars", "--virtual-time-budget=4000"),
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the kind of message, the file in it (or the message itself), and its size."""

    name: str
    kind: str
    file: str = ""
    width: int = 640
    height: int = 720


SHOTS = (
    Shot("acknowledgement", "acknowledgement", height=620),
    Shot("agenda-mail", "agenda", height=820),
    Shot("agenda-document", "agenda", "agenda"),
    Shot("chair-pack", "chair-pack", height=820),
    Shot("decision-workbook", "decision-result", ".xlsx"),
    Shot("panel-workbook", "workbook", ".xlsx"),
    Shot("decision-sheet", "decision-sheet", ".docx"),
    Shot("service-decision", "service-decision", height=820),
)


def main(folder: Path) -> None:
    """Every picture is in docs/pictures, and small."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is needed for the pictures: install it, or leave them as they are")
    found = _DATA.search((folder / "index.html").read_text("utf-8"))
    if found is None:
        raise SystemExit(f"{folder}: no demonstration; run `make demo` first")
    data = json.loads(found[1])
    PICTURES.mkdir(exist_ok=True)
    _photograph(chromium, f"{(folder / 'index.html').resolve().as_uri()}#day/2026-01-12", "demo-page", 1280, 800)
    for shot in SHOTS:
        message = next(one for one in data["messages"] if one["kind"] == shot.kind)
        if shot.file:
            _document(data, message, shot, folder)
        else:
            _mail(chromium, message, shot)


def _mail(chromium: str, message: Mapping[str, Any], shot: Shot) -> None:
    with tempfile.TemporaryDirectory() as work:
        page = Path(work, "mail.html")
        page.write_text(str(message["html"]), "utf-8")
        _photograph(chromium, page.as_uri(), shot.name, shot.width, shot.height)


def _document(data: Mapping[str, Any], message: Mapping[str, Any], shot: Shot, folder: Path) -> None:
    file = next(one for one in message["files"] if shot.file in one["name"])
    pictures = data["documents"][file["document"]]["pictures"]
    if not pictures:
        raise SystemExit("the documents have no pictures: run `make demo` where LibreOffice is installed")
    with Image.open(folder / unquote(pictures[0])) as image:
        part = image.convert("RGB")
        if part.width > part.height:  # the upper left of a sheet, at a size at which it can be read
            _save(_trimmed(part.crop((0, 0, part.width * 2 // 3, part.height * 2 // 5))), shot.name)
        else:
            upper = part.crop((0, 0, part.width, part.height * 2 // 3))
            _save(upper.resize((_DOCUMENT_WIDTH, upper.height * _DOCUMENT_WIDTH // upper.width)), shot.name)


def _trimmed(image: Image.Image) -> Image.Image:
    left, top, right, bottom = ImageOps.invert(image.convert("L")).point(lambda value: value > _PAPER).getbbox() or (
        *(0, 0),
        *image.size,
    )
    margin = 10
    return image.crop((max(0, left - margin), max(0, top - margin), right, min(image.height, bottom + margin)))


def _photograph(chromium: str, address: str, name: str, width: int, height: int) -> None:
    with tempfile.TemporaryDirectory() as work:
        taken = Path(work, "shot.png")
        subprocess.run(  # noqa: S603 - a program of this machine, on a page that we wrote
            [
                *(chromium, *_CHROMIUM, f"--user-data-dir={work}/profile", f"--window-size={width},{height}"),
                *(f"--screenshot={taken}", address),
            ],
            check=True,
            capture_output=True,
        )
        with Image.open(taken) as image:
            _save(image.convert("RGB"), name)


def _save(image: Image.Image, name: str) -> None:
    image.quantize(_COLOURS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "var/demo"))
