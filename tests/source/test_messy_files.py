"""What shops and tools write is read as it was meant, or doubted with the right reading shown."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pytest

from klaviyo_gui.source import candidates
from klaviyo_gui.source.detection import guess
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.excerpts import excerpts
from tests.source.messy import FILES

FEWEST = 100
OFFERED = ["DATEV", "MySQL into outfile"]


def read(text, dialect):
    """Read from the top of the table on, as far as its cells tell of it."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="").readlines()
    records = [cells for cells in dialect.records(lines[dialect.top_line - 1 :]) if cells]
    return bool(dialect.header_line), records


def judged(messy):
    """Tell how the file is read: ``right``, ``offered`` or ``wrong``."""
    found = guess(excerpts(io.BytesIO(messy.text.encode())), Overrides())
    wanted = read(messy.text, messy.dialect)
    if read(messy.text, found.dialect) == wanted:
        return "right"
    if any(read(messy.text, each) == wanted for each in found.others):
        return "offered" if found.lines and found.doubts - {"header_line"} else "wrong"
    chosen = replace(found.dialect, header_line=messy.dialect.header_line)
    if "header_line" in found.doubts and read(messy.text, chosen) == wanted:
        return "offered"
    return "wrong"


@cache
def verdict(name):
    """Judge a file once for all that is said of it."""
    return judged(FILES[name])


def test_there_are_many_kinds_of_files():
    assert len(FILES) >= FEWEST


@pytest.mark.parametrize("name", FILES)
def test_a_messy_file_is_read_as_it_was_meant_or_that_is_offered(name):
    assert verdict(name) != "wrong"


def test_nearly_all_are_read_as_they_were_meant_at_once():
    offered = [name for name in FILES if verdict(name) != "right"]
    assert offered == OFFERED


def test_the_table_finds_a_separator_that_is_not_considered(monkeypatch):
    monkeypatch.setattr(candidates, "_delimiters", lambda *_: iter([","]))
    assert judged(FILES["Excel in German"]) == "wrong"
