"""
Word documents and workbooks as pictures, page by page, where LibreOffice is installed.

Without it nothing is missing but the pictures: the page then shows the text.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from PIL.Image import Quantize

_WIDTH, _WIDTH_OF_LANDSCAPE = 820, 1500
_MOST_PAGES, _MOST_SHEETS = 8, 3
_COLOURS = 48
_PATIENCE = 240.0
_AT_ONCE = 2


def render(documents: Mapping[str, tuple[str, bytes]], folder: Path) -> dict[str, list[Path]]:
    """
    Return the pictures of each document's pages, written to *folder*; none if there is no LibreOffice.

    Args:
        documents: By a key that is fit to be a file name: the file's ending (`.docx`) and its bytes.
        folder: Where the pictures go.
    """
    soffice = shutil.which("soffice")
    if soffice is None or not documents:
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    keys = sorted(documents)
    shares = [keys[start::_AT_ONCE] for start in range(_AT_ONCE)]
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(_AT_ONCE) as threads:
        jobs = [
            threads.submit(_convert, soffice, {key: documents[key] for key in share}, Path(work, str(number)))
            for number, share in enumerate(shares)
            if share
        ]
        pdfs = [pdf for job in jobs for pdf in job.result()]
        return {pdf.stem: _pages(pdf, folder) for pdf in pdfs}


def _convert(soffice: str, documents: Mapping[str, tuple[str, bytes]], work: Path) -> Sequence[Path]:
    """One LibreOffice for many documents: starting it takes longer than converting one."""
    work.mkdir()
    paths = []
    for key, (ending, data) in documents.items():
        paths.append(work / f"{key}{ending}")
        paths[-1].write_bytes(data)
    command = [soffice, "--headless", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--convert-to", "pdf"]
    try:
        subprocess.run(  # noqa: S603 - a program of this machine, on files that we wrote
            [*command, "--outdir", str(work), *map(str, paths)], check=False, capture_output=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return sorted(work.glob("*.pdf"))


def _pages(pdf: Path, folder: Path) -> list[Path]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        landscape = len(document) > 0 and document[0].get_width() > document[0].get_height()
        width, most = (_WIDTH_OF_LANDSCAPE, _MOST_SHEETS) if landscape else (_WIDTH, _MOST_PAGES)
        return [_drawn(document[number], width, pdf, number, folder) for number in range(min(len(document), most))]
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage, width: int, pdf: Path, number: int, folder: Path) -> Path:
    image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    picture = folder / f"{pdf.stem}-{number + 1}.png"
    image.quantize(_COLOURS, method=Quantize.FASTOCTREE).save(picture)
    return picture
