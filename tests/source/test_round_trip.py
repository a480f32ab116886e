"""Rows that were written come back, whatever the dialect."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.index import Index, scan
from klaviyo_gui.source.reader import Rows, read_range
from klaviyo_gui.source.table import open_csv

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_DIALECT_EXAMPLES", "5000")) * 7 // 10

CELL = st.text(st.sampled_from("ab ,;\t|\"'\n\ré€0"), max_size=6)
MARKED = ("utf-8", b"\xef\xbb\xbf")


@dataclass
class Written:
    raw: bytes
    lines: list[int]
    rows: list[list[str]]
    overrides: Overrides


@st.composite
def written_files(draw):
    width = draw(st.integers(1, 4))
    table = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=8))
    table[0] = ["h" + cell for cell in table[0]]
    delimiter = draw(st.sampled_from(",;\t|"))
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    encoding, mark = draw(st.sampled_from([("utf-8", b""), ("cp1252", b""), MARKED]))
    is_quoting_all = draw(st.booleans())
    text, starts = "", []
    for row in table:
        starts.append(len(text))
        cells = []
        for cell in row:
            needs_quotes = is_quoting_all or row == [""] or re.search(r'[,;\t|"\r\n]', cell)
            doubled = cell.replace('"', '""')
            cells.append(f'"{doubled}"' if needs_quotes or draw(st.booleans()) else cell)
        text += delimiter.join(cells) + line_end * draw(st.integers(1, 2))
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    lines = [1 + len(re.findall(r"\r\n|\r|\n", text[:start])) for start in starts]
    return Written(
        mark + text.encode(encoding),
        lines,
        table,
        Overrides(encoding, delimiter, header_line=1, quote='"', escape=""),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("written")


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    written=written_files(),
    sizes=st.tuples(st.integers(1, 60), st.integers(1, 90)),
    wanted=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_rows_come_back_exactly_from_every_dialect(folder, written, sizes, wanted):
    (step, about), (first, count) = sizes, wanted
    path = folder / "table.csv"
    path.write_bytes(written.raw)
    file = open_csv(path, written.overrides)
    index = Index(tuple(scan(path, file.dialect, step=step)), file.stamp)
    joined = Rows([], [])
    for range_ in index.ranges(about):
        joined += read_range(path, file.dialect, range_)
    rows, lines = written.rows[1:], written.lines[1:]
    assert list(file.raw_header) == written.rows[0]
    assert file.head_rows == joined == Rows(lines, rows)
    assert index.rows == len(rows)
    assert file.rows(index, first, count) == Rows(
        lines[first : first + count], rows[first : first + count]
    )
    assert file.rows(file.index(), 0, 100) == joined
