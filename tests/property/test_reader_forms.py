"""What holds for every form and every file that is put before the reader."""

from __future__ import annotations

import datetime as dt
import random
import re
import zipfile
from io import BytesIO

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from intake.reader import active_content, read_form, unpack_container
from rules.form import SURE, leaves
from tests.unit.reader.made_forms import make_form
from tests.unit.reader.word_xml import package

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def said(data: bytes) -> dict[str, object]:
    """What the reader finds, by path."""
    (reading,) = read_form(data, "form.docx")
    assert reading.form is not None
    return {
        path: value.isoformat() if isinstance(value, dt.date) else value
        for path, value in leaves(reading.form).items()
        if not path.startswith("other")
    }


@given(st.integers(min_value=0, max_value=10**9))
@SLOW
def test_a_form_of_any_layout_is_read_back(seed: int) -> None:
    """Of what was written into a form nothing comes out wrong and sure, and nearly all comes out."""
    data, wanted = make_form(random.Random(seed))
    (reading,) = read_form(data, "form.docx")
    assert reading.readable
    found = said(data)
    sure = {row.field for row in reading.evidence if row.certainty >= SURE}
    assert not {path for path in sure if found.get(path) != wanted.get(path)}
    assert len([path for path in wanted if found.get(path) == wanted[path]]) >= 0.95 * len(wanted)


@given(st.binary(max_size=3000))
@example(b"PK\x03\x04")
@example(b"%PDF-1.4 trailer")
@example(b"\x78\x9f\x3e\x22\x00")
@settings(max_examples=80, deadline=None)
def test_any_bytes_get_an_answer(data: bytes) -> None:
    """Whatever the bytes are, nothing raises."""
    if not data.lstrip().startswith((b"{\\rt", b"<")):
        assert all(not reading.readable for reading in read_form(data, "file.bin"))
    active_content(data)
    unpack_container(data, "winmail.dat")


@given(st.integers(0, 50), st.integers(0, 10**6), st.integers(1, 40))
@settings(max_examples=25, deadline=None)
def test_a_damaged_form_gets_an_answer(seed: int, place: int, length: int) -> None:
    """Bytes cut out of the middle of a file do not bring the reader down."""
    data, _ = make_form(random.Random(seed))
    place %= len(data)
    assert read_form(data[:place] + data[place + length :], "form.docx")


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_runs_split_anywhere_change_nothing(seed: int, chance: random.Random) -> None:
    """Word splits a word into runs wherever somebody stopped typing; the form says the same."""
    data, _ = make_form(random.Random(seed))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        raw = archive.read("word/document.xml").decode()
    pattern = re.compile(
        r'<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t xml:space="preserve">([^<&]{2,})</w:t></w:r>'
    )

    def split(found: re.Match[str]) -> str:
        look, text = found.groups()
        cut = chance.randrange(1, len(text))
        return "".join(f'<w:r>{look}<w:t xml:space="preserve">{part}</w:t></w:r>' for part in (text[:cut], text[cut:]))

    assert said(package({"word/document.xml": pattern.sub(split, raw)})) == said(data)


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_lost_row_never_makes_a_sure_wrong_value(seed: int, chance: random.Random) -> None:
    """A row that somebody deleted takes its answers along; no other answer takes their place and looks sure."""
    data, wanted = make_form(random.Random(seed))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        raw = archive.read("word/document.xml").decode()
    rows = [found.span() for found in re.finditer(r"<w:tr>.*?</w:tr>", raw)]
    start, end = chance.choice(rows)
    (reading,) = read_form(package({"word/document.xml": raw[:start] + raw[end:]}), "form.docx")[:1]
    if reading.form is None:
        return
    values = {str(value) for value in wanted.values()}
    found = said(package({"word/document.xml": raw[:start] + raw[end:]}))
    wrong = {
        row.field
        for row in reading.evidence
        if row.certainty >= SURE
        and str(found.get(row.field)) not in values
        and not row.field.startswith("parents_carers")
    }
    assert not wrong
