"""One quote too many or too few: each row is as it was, or flagged in its line, or all refused."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.errors import SourceError
from klaviyo_gui.source import reader, suspects, unopened
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.index import Index, scan
from klaviyo_gui.source.reader import parse, read_raw_range
from klaviyo_gui.source.table import open_csv

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_DIALECT_EXAMPLES", "5000")) // 5
CELL_ENDS = "\x01\x02"
"""Each ends a cell; two of them make the cells shorter."""

LINE_END = re.compile(r"\r\n|\r|\n")
TOLD = Overrides("utf-8", ",", header_line=1, quote='"', escape="", is_wrapped=False)


@dataclass
class Broken:
    """A file with one quote too many or too few, and its rows by their lines before that."""

    text: str
    rows: dict[int, list[str]]
    sound: str = ""

    def __repr__(self):
        return f"{self.text!r} was {self.sound!r}"


@st.composite
def broken_files(draw):
    width = draw(st.integers(1, 6))
    letters = draw(st.sampled_from(["ab1 ,\n", 'a,\n"', "a1\n", 'a,"', 'ab,\n"1 ', "a,\r\n"]))
    # A whole table at a stretch: to draw its cells one by one takes longer than to read them.
    text = draw(st.text(letters + CELL_ENDS, min_size=3 * width, max_size=24 * width))
    cells = re.split(f"[{CELL_ENDS}]", text)[: 7 * width]
    cells += [""] * (-len(cells) % width)
    table = [cells[at : at + width] for at in range(0, len(cells), width)]
    table.insert(0, [f"h{at}" for at in range(width)])
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    quotes_all = draw(st.booleans())
    quoted = draw(st.integers(0, 2 ** (width * len(table)) - 1))
    text, rows = "", {}
    for row in table:
        rows[1 + len(LINE_END.findall(text))] = row
        cells = []
        for each in row:
            is_quoted = quotes_all or row == [""] or re.search(r'[,"\r\n]', each)
            doubled = each.replace('"', '""')
            cells.append(f'"{doubled}"' if is_quoted or quoted & 1 else each)
            quoted >>= 1
        text += ",".join(cells) + end
    quotes = [found.start() for found in re.finditer('"', text)]
    if quotes and draw(st.booleans()):
        at = draw(st.sampled_from(quotes))
        return Broken(text[:at] + text[at + 1 :], rows, text)
    at = draw(st.integers(0, len(text)))
    return Broken(f'{text[:at]}"{text[at:]}', rows, text)


def judged(path, broken, step):
    """Tell of each row whether it is exact, flagged in its line, or silently another."""
    if len(LINE_END.findall(broken.text)) != len(LINE_END.findall(broken.sound)):
        # The quote stood between or came between two characters that end one line.
        return Counter(["uncounted"])
    path.write_bytes(broken.text.encode())
    try:
        file = open_csv(path, TOLD)
        index = Index(tuple(scan(path, file.dialect, step=step)), file.stamp)
    except SourceError:
        return Counter(["refused"])
    faults = Faults(file.raw_header, 1, file.dialect, file.header_cause)
    found = [] if file.header_cause else [(1, list(file.raw_header))]
    for range_ in index.ranges(step):
        rows, raw = read_raw_range(path, file.dialect, range_)
        faults.add(rows, raw)
        found += zip(rows.lines, rows.cells, strict=True)
    flagged = {line for fault in faults.all() for line in fault.lines}
    tally = Counter()
    for line, cells in found:
        is_exact = broken.rows.get(line) == cells
        tally["flagged" if line in flagged else "exact" if is_exact else "silent"] += 1
    return tally


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("one_quote") / "table.csv"


@settings(max_examples=EXAMPLES, deadline=None)
@given(broken=broken_files(), step=st.sampled_from([1, 40, 10_000]))
def test_a_row_that_one_quote_changes_is_flagged_in_its_line_or_the_file_refused(
    path, broken, step
):
    tally = judged(path, broken, step)
    assert not tally["silent"]
    event(" and ".join(sorted(tally)))


def test_the_check_finds_a_row_above_a_lost_quote_that_nobody_flags(path, monkeypatch):
    broken = Broken('h,i\n1,x\n2,y"\n', {1: ["h", "i"], 2: ["1", "x\n2,y"]}, "\n" * 3)
    assert judged(path, broken, 10_000) == {"flagged": 2}
    monkeypatch.setattr(suspects, "maybe_inside", lambda *_: ())
    assert judged(path, broken, 10_000)["silent"] == 1


def test_the_check_finds_rows_that_are_judged_without_what_follows_them(path, monkeypatch):
    broken = Broken('h,i\n1,x\n2,y"\n', {1: ["h", "i"], 2: ["1", "x\n2,y"]}, "\n" * 3)
    assert judged(path, broken, 1) == {"flagged": 2}
    monkeypatch.setattr(reader, "AHEAD", 0)
    assert judged(path, broken, 1)["silent"] == 1


@settings(max_examples=EXAMPLES // 5, deadline=None)
@given(broken=broken_files())
def test_a_row_is_judged_the_same_in_whatever_range_it_is_read(path, broken):
    filler = "".join(f"{'x' * (at * 37 % 200)}\n" for at in range(4))
    text = (broken.text + filler) * 8
    path.write_bytes(text.encode())
    dialect = Dialect(header_line=0)
    try:
        marks = tuple(scan(path, dialect, step=300))
    except SourceError:
        return
    whole = parse(text.encode(), dialect, 1)
    expected = {whole.lines[at]: cause for at, cause in whole.suspects.items()}
    found = {}
    for range_ in Index(marks, None).ranges(1):
        rows, _ = read_raw_range(path, dialect, range_)
        found |= {rows.lines[at]: cause for at, cause in rows.suspects.items()}
    assert found == expected


def test_a_quote_is_brought_together_with_rows_near_it_only():
    far = "".join(f"{at},{'x' * 100}\n" for at in range(100))
    rows = parse(f'{far}y,z"\n'.encode(), Dialect(header_line=0), 1)
    assert min(rows.suspects) == 100 - unopened.REACH // 104 - 1
    assert set(rows.suspects) == set(range(min(rows.suspects), 101))


def test_inches_that_come_again_are_inches():
    rows = parse(b'TV,55"\nTV,65"\n', Dialect(header_line=0), 1)
    assert rows.suspects == dict.fromkeys((0, 1), "quote_astray")
    rows = parse(b'TV,5\nTV,65"\n', Dialect(header_line=0), 1)
    assert rows.suspects == {0: "quote_lost", 1: "quote_astray"}
