"""Rows that were written come back, whatever the dialect."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.source import dialect as dialects
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.index import Index, scan
from klaviyo_gui.source.reader import Rows, read_range
from klaviyo_gui.source.table import open_csv
from tests.source.written import Spelling

pytestmark = pytest.mark.usefixtures("unmeasured")

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_DIALECT_EXAMPLES", "5000")) * 7 // 10

CELL_ENDS = "\x01\x02\x03\x04"
"""Each ends a cell; more than one of them make the cells short."""

CELLS = st.text("ab ,;\t|\"'\\\n\ré€0" + CELL_ENDS, min_size=24, max_size=100)
"""A whole table at a stretch: to draw its cells one by one takes longer than to read them."""
ENCODINGS = ["utf-8", "utf-8", "cp1252", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"]


@dataclass
class Written:
    raw: bytes
    lines: list[int]
    rows: list[list[str]]
    overrides: Overrides


@st.composite
def spellings(draw):
    quote = draw(st.sampled_from('"""\'') | st.just(""))
    return Spelling(
        draw(st.sampled_from(",;\t|")),
        quote,
        draw(st.sampled_from(["", "\\"])),
        draw(st.booleans()),
        is_wrapping=quote == '"' and draw(st.integers(0, 4)) == 0,
    )


def as_written(cell, spelling):
    """Leave out what a dialect without quotes has no way to write."""
    if spelling.quote:
        return cell
    if spelling.escape:
        # Before the line feed of its line's end it would be half of an escaped line end.
        return cell.rstrip("\r")
    return re.sub(f"[{re.escape(spelling.delimiter)}\r\n]", "", cell)


def tabulated(text, width, spelling):
    """Return from two to eight rows with such cells as the text gives, and blank ones."""
    cells = [as_written(cell, spelling) for cell in re.split(f"[{CELL_ENDS}]", text)][: 8 * width]
    cells += [""] * (max(2 * width, -len(cells) // width * -width) - len(cells))
    table = [cells[at : at + width] for at in range(0, len(cells), width)]
    return [["h" + cell for cell in table[0]], *table[1:]]


@st.composite
def written_files(draw):
    spelling = draw(spellings())
    if spelling.is_wrapping:
        spelling = Spelling(spelling.delimiter, '"', "", spelling.is_quoting_all, is_wrapping=True)
    # A blank cell alone is written as a blank line where nothing is quoted.
    width = draw(st.integers(1 if spelling.quote and not spelling.is_wrapping else 2, 4))
    table = tabulated(draw(CELLS), width, spelling)
    # Many of them would make the file a binary one.
    for cells in draw(st.lists(st.sampled_from(table), max_size=3)):
        cells[-1] += "\0"
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    encoding = draw(st.sampled_from(ENCODINGS))
    text, starts = "", []
    quoted, doubled = draw(st.integers(0, 255)), draw(st.integers(0, 255))
    for at, row in enumerate(table):
        starts.append(len(text))
        needs_quotes = row == [""]
        spelled = Spelling(
            spelling.delimiter,
            spelling.quote,
            spelling.escape,
            needs_quotes or spelling.is_quoting_all or bool(quoted >> at & 1),
            spelling.is_wrapping,
        )
        text += spelled.line(row) + line_end * (1 + (doubled >> at & 1))
    if draw(st.booleans()) and not spelling.escape:
        text = text.rstrip("\r\n")
    lines = [1 + len(re.findall(r"\r\n|\r|\n", text[:start])) for start in starts]
    return Written(
        text.encode(encoding),
        lines,
        table,
        Overrides(
            encoding.removesuffix("-sig"),
            spelling.delimiter,
            header_line=1,
            quote=spelling.quote,
            escape=spelling.escape,
            is_wrapped=spelling.is_wrapping,
        ),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("written")


def check_exact(path, written, sizes=(1, 1), wanted=(0, 9)):
    (step, about), (first, count) = sizes, wanted
    path.write_bytes(written.raw)
    file = open_csv(path, written.overrides)
    index = Index(tuple(scan(file.data, file.dialect, step=step)), file.stamp)
    joined = Rows([], [])
    for range_ in index.ranges(about):
        joined += read_range(file.data, file.dialect, range_)
    rows, lines = written.rows[1:], written.lines[1:]
    assert list(file.raw_header) == written.rows[0]
    assert file.head_rows == joined == Rows(lines, rows)
    assert index.rows == len(rows)
    assert file.rows(index, first, count) == Rows(
        lines[first : first + count], rows[first : first + count]
    )
    assert file.rows(file.index(), 0, 100) == joined


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    written=written_files(),
    sizes=st.tuples(st.integers(1, 60), st.integers(1, 90)),
    wanted=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_rows_come_back_exactly_from_every_dialect(folder, written, sizes, wanted):
    check_exact(folder / "table.csv", written, sizes, wanted)


def test_the_check_finds_an_escape_character_that_is_lost(folder, monkeypatch):
    monkeypatch.setattr(dialects.Dialect, "_with_plain_escapes", lambda _, lines: lines)
    overrides = Overrides("utf-8", ",", 1, '"', "\\", is_wrapped=False)
    rows = [["a", "b"], ["\\N", "C:\\new"]]
    with pytest.raises(AssertionError):
        check_exact(folder / "table.csv", Written(b"a,b\n\\N,C:\\new\n", [1, 2], rows, overrides))
