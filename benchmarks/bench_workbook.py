"""
How long the panel workbook takes to write, read and compare, and how that grows with the panel.

A sample referral has two people, a service, four rows of needs and some eighty
answers: with ten thousand of them the workbook has about a million cells.
openpyxl's own reader and writer of streams stand beside ours, on the same rows.
"""

from __future__ import annotations

import functools
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dispatch.workbook import write_decision_workbook, write_panel_workbook
from intake.workbook import PanelWorkbookRead, read_decision_workbook, read_panel_workbook, what_workbook
from storage.workbook.compare import compare
from storage.workbook.snapshot import PanelWorkbookView, snapshot_of
from tests.unit.workbook.samples import KEY, decision_view, view

SIZES = (100, 1_000, 5_000, 10_000)
SIZES_FOR_OTHERS = (100, 1_000)


@functools.cache
def panel(size: int) -> PanelWorkbookView:
    """A panel of that many referrals."""
    return view(size)


@functools.cache
def workbook(size: int) -> bytes:
    """Its workbook."""
    return write_panel_workbook(panel(size), KEY)


def measured(benchmark: BenchmarkFixture, size: int, work: Callable[[], Any]) -> Any:
    """Measure *work* once or a few times, and once more for its peak of memory."""
    benchmark.extra_info["referrals"] = size
    result = benchmark.pedantic(work, rounds=1 if size > 1_000 else 3)  # type: ignore[no-untyped-call]
    if size <= 1_000:
        tracemalloc.start()
        work()
        benchmark.extra_info["peak MB"] = round(tracemalloc.get_traced_memory()[1] / 1_000_000, 1)
        tracemalloc.stop()
    return result


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="export: write the panel workbook")
def test_write(benchmark: BenchmarkFixture, size: int) -> None:
    """Rows into a file."""
    data = measured(benchmark, size, lambda: write_panel_workbook(panel(size), KEY))
    benchmark.extra_info["file MB"] = round(len(data) / 1_000_000, 2)
    assert data.startswith(b"PK")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="import: read the panel workbook")
def test_read(benchmark: BenchmarkFixture, size: int) -> None:
    """A file into raw rows, checked and proven."""
    data = workbook(size)
    read = measured(benchmark, size, lambda: read_panel_workbook(data, KEY))
    assert isinstance(read, PanelWorkbookRead)
    assert len(read.sheets[0].rows) == size


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.benchmark(group="import: compare with what was exported and what is on record")
def test_compare(benchmark: BenchmarkFixture, size: int) -> None:
    """Every cell three-way."""
    read = read_panel_workbook(workbook(size), KEY)
    assert isinstance(read, PanelWorkbookRead)
    exported = snapshot_of(panel(size))
    found = measured(benchmark, size, lambda: compare(exported, read.sheets, panel(size)))
    assert found.taken == 0


@pytest.mark.parametrize("size", SIZES_FOR_OTHERS)
@pytest.mark.benchmark(group="import: read the panel workbook")
def test_openpyxl_reads(benchmark: BenchmarkFixture, size: int) -> None:
    """The read-only mode of openpyxl over the same file, values alone."""
    data = workbook(size)

    def read() -> int:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True)
        return sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))

    assert measured(benchmark, size, read) > size


@pytest.mark.parametrize("size", SIZES_FOR_OTHERS)
@pytest.mark.benchmark(group="export: write the panel workbook")
def test_openpyxl_writes(benchmark: BenchmarkFixture, size: int) -> None:
    """The write-only mode of openpyxl with the same values: no styles, lists, notes or checks."""
    rows = [[row.values.get(name) for name in row.values] for rows in panel(size).rows.values() for row in rows]

    def write() -> int:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        stream = BytesIO()
        book.save(stream)
        return stream.tell()

    assert measured(benchmark, size, write) > size


@pytest.mark.benchmark(group="decision workbook")
def test_decision_workbook_there_and_back(benchmark: BenchmarkFixture) -> None:
    """Written, recognised and read."""

    def there_and_back() -> object:
        data = write_decision_workbook(decision_view(), KEY)
        what_workbook(data)
        return read_decision_workbook(data, KEY)

    assert benchmark(there_and_back)
