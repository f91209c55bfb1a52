"""
Reading forms that the process has not read before.

The reader keeps what comes again from form to form: printed labels, words, the
properties in Word's XML. Reading the same files over and over, as a benchmark
does, flatters it. Here every form is read once, in a process that has read
others.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from lxml import etree

from intake.reader import read_form
from tests.unit.reader.made_forms import make_form

Reading = Callable[[bytes], object]
_ROUNDS = 5
MADE = 40


def unzip_and_parse(data: bytes) -> object:
    """Unzip every part, and parse the main one: the least that reading takes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return etree.fromstring(parts["word/document.xml"])


def with_the_reader(data: bytes) -> object:
    """Read the whole form, typed, with places and certainties."""
    return read_form(data, "form.docx")


def once(way: Reading, forms: list[bytes]) -> float:
    """The processor time that *way* takes over all *forms*."""
    start = time.process_time()
    for data in forms:
        way(data)
    return time.process_time() - start


def seconds(way: Reading, forms: list[bytes], rounds: int = 7) -> float:
    """The processor time that *way* takes over all *forms*, the best of some rounds."""
    return min(once(way, forms) for _ in range(rounds))


def _first_time(known: list[bytes], forms: list[bytes]) -> tuple[float, float]:
    """The least for *forms*, and what the reader takes that has read *known* but none of them."""
    for data in known:
        with_the_reader(data)
    taken = once(with_the_reader, forms)
    return seconds(unzip_and_parse, forms), taken


def _apart(tasks: list[tuple[list[bytes], list[bytes]]]) -> list[tuple[float, float]]:
    """The times for each task, in a fresh process each, one after the other."""
    fresh = multiprocessing.get_context("spawn")
    times = []
    for known, forms in tasks:
        with ProcessPoolExecutor(1, mp_context=fresh) as pool:
            times.append(pool.submit(_first_time, known, forms).result())
    return times


def halves(forms: list[bytes]) -> tuple[float, float]:
    """The least and the reader's time over all *forms*: each half read once by a process that knows the other."""
    first, second = forms[::2], forms[1::2]
    best = [(min(part), min(taken)) for part, taken in (_rounds((first, second)), _rounds((second, first)))]
    return sum(least for least, _ in best), sum(taken for _, taken in best)


def _rounds(task: tuple[list[bytes], list[bytes]]) -> tuple[list[float], list[float]]:
    least, taken = zip(*_apart([task] * _ROUNDS), strict=True)
    return list(least), list(taken)


def made() -> tuple[float, float]:
    """The least and the reader's time over made forms, others in every round; those of the best round."""
    tasks = []
    for number in range(1, _ROUNDS + 1):
        forms = [make_form(random.Random(number * 1000 + seed))[0] for seed in range(2 * MADE)]
        tasks.append((forms[:MADE], forms[MADE:]))
    return min(_apart(tasks), key=lambda times: times[1] / times[0])
