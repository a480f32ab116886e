"""Rows that were written come back from a file of which nothing is told, or are flagged."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from klaviyo_gui.source import candidates, charset, reader
from klaviyo_gui.source.detection import guess
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.excerpts import excerpts
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.table import open_csv

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_DIALECT_EXAMPLES", "5000")) * 3 // 10

NAMES = {
    "utf-8": ["Ann Lee", "Müller, Jörg", "O'Neill", "山田 太郎", "Łukasz", 'Bob "Bo" Ray', "Bär"],
    "cp1252": ["Ann Lee", "Müller, Jörg", "O'Neill", "José Peña", "Zoë", 'Bob "Bo" Ray', "Åse"],
    "cp1250": ["Ann Lee", "Dvořák, Jiří", "O'Neill", "Łukasz", "Žižka", 'Bob "Bo" Ray', "Gdańsk"],
    "cp1251": ["Ann Lee", "Иванов, Пётр", "O'Neill", "Мария", "Сергей", 'Bob "Bo" Ray', "Ольга"],
    "mac_roman": ["Ann Lee", "Müller, Jörg", "O'Neill", "José", "Zoë", 'Bob "Bo" Ray', "André"],
}
NOTES = st.text(st.sampled_from("ab ,;\t|\"'\\\n\r0"), max_size=9)
COLUMNS = {
    "id": st.integers(1, 99_999).map(str),
    "total": st.tuples(st.integers(0, 999), st.integers(10, 99)).map(lambda n: f"{n[0]},{n[1]}"),
    "price": st.tuples(st.integers(0, 999), st.integers(10, 99)).map(lambda n: f"{n[0]}.{n[1]}"),
    "day": st.dates().map(str),
    "time": st.times().map(lambda time: f"{time:%H:%M}"),
    "email": st.from_regex(r"[a-z]{1,6}@[a-z]{2,6}\.com", fullmatch=True),
    "tags": st.lists(st.sampled_from(["red", "blue", "x large"]), max_size=3).map(";".join),
    "path": st.sampled_from(["C:\\data\\new", "\\\\server\\share", "a/b", ""]),
    "size": st.sampled_from(['5"', '7" long', "6' 2", "", "XL"]),
    "note": NOTES,
}


@dataclass
class Written:
    raw: bytes
    rows: list[list[str]]
    is_even: bool


@dataclass
class Spelling:
    delimiter: str
    quote: str
    escape: str
    is_quoting_all: bool

    def cell(self, text):
        if not self.quote:
            return self._escaped(text, self.delimiter + "\r\n")
        if not self.is_quoting_all and not re.search(f"[{self.special}]", text):
            return text
        if self.escape:
            return self.quote + self._escaped(text, self.quote) + self.quote
        return self.quote + text.replace(self.quote, self.quote * 2) + self.quote

    @property
    def special(self):
        return re.escape(self.delimiter + self.quote + self.escape + "\r\n")

    def can_write(self, text):
        if self.quote == '"':
            return True
        # Nobody can tell a value that happens to stand in quotes from a quoted one.
        if re.fullmatch(r"""".*"|'.*'""", text, re.DOTALL):
            return False
        return bool(self.quote or self.escape) or not re.search(f"[{self.special}]", text)

    def _escaped(self, text, special):
        return (
            re.sub(f"([{re.escape(special + self.escape)}])", r"\\\1", text)
            if self.escape
            else text
        )


@st.composite
def written_files(draw):
    encoding = draw(st.sampled_from(sorted(NAMES)))
    titles = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=5, unique=True))
    columns = [COLUMNS[title] for title in titles] + [st.sampled_from(NAMES[encoding])]
    rows = [draw(st.tuples(*columns).map(list)) for _ in range(draw(st.integers(3, 12)))]
    if draw(st.booleans()):
        rows.insert(0, [*titles, "name"])
    is_even = draw(st.integers(0, 3)) > 0
    if not is_even:
        for row in draw(st.lists(st.sampled_from(rows), max_size=2)):
            row[draw(st.integers(1, len(row))) :] = draw(st.sampled_from([[], ["x"] * 7]))
    delimiter = draw(st.sampled_from(",;\t|"))
    quote = draw(st.sampled_from('""\'') | st.just(""))
    escape = draw(st.sampled_from(["", "", "\\"]))
    spelling = Spelling(delimiter, quote, escape, draw(st.booleans()))
    if not all(spelling.can_write(cell) for row in rows for cell in row):
        spelling = Spelling(delimiter, '"', "", is_quoting_all=False)
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    lines = [delimiter.join(map(spelling.cell, row)) for row in rows]
    if draw(st.integers(0, 9)) == 0:
        lines.insert(0, f"sep={delimiter}")
    text = line_end.join(lines) + line_end * draw(st.integers(0, 2))
    mark = b"\xef\xbb\xbf" if encoding == "utf-8" and draw(st.booleans()) else b""
    return Written(mark + text.encode(encoding), rows, is_even)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("detected") / "table.csv"


def seen(path):
    """Read a file of which nothing is known: all cells, lines with faults, what is doubtful."""
    with path.open("rb") as file:
        found = guess(excerpts(file), Overrides())
    table = open_csv(path)
    assert table.dialect == found.dialect
    rows = table.rows(table.index(), 0, 100)
    faults = Faults(table.raw_header, table.dialect.header_line)
    faults.add(rows)
    header = [list(table.raw_header)] if table.dialect.header_line else []
    return header + rows.cells, faults.all(), found


def check_exact_or_doubted(path, raw, rows):
    path.write_bytes(raw)
    found, faults, guessed = seen(path)
    is_exact = found == rows
    assert is_exact or not guessed.is_certain or faults
    return f"exact {is_exact}, doubts {sorted(guessed.doubts)}"


@settings(max_examples=EXAMPLES, deadline=None)
@given(written=written_files())
def test_rows_come_back_exactly_or_the_reading_is_doubted(path, written):
    rows = [row for row in written.rows if row != [""]]
    event(check_exact_or_doubted(path, written.raw, rows))


def test_the_check_finds_a_reading_that_keeps_the_quotes(path, monkeypatch):
    monkeypatch.setattr(candidates, "_quotes", lambda text, delimiter: iter([""]))
    monkeypatch.setattr(reader, "suspects", lambda *_: {})
    raw = b'id;name\n1;"Ann"\n2;"Bob"\n3;"Cid"\n'
    with pytest.raises(AssertionError):
        check_exact_or_doubted(
            path, raw, [["id", "name"], ["1", "Ann"], ["2", "Bob"], ["3", "Cid"]]
        )


def test_the_check_finds_an_encoding_that_is_believed_too_soon(path, monkeypatch):
    monkeypatch.setattr(charset, "plausibility", lambda text: float("ø" in text))
    rows = [["name", "town"], ["Jiří Dvořák", "Brno"], ["Řehoř Skála", "Praha"]]
    raw = "\n".join(map(";".join, rows)).encode("cp1250")
    with pytest.raises(AssertionError):
        check_exact_or_doubted(path, raw, rows)
