from __future__ import annotations

import pytest

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.index import Range
from klaviyo_gui.source.reader import Rows, parse, read_range


def test_each_row_knows_the_line_that_it_begins_in():
    rows = parse(b'1,"a\nb"\n\n2,c\r\n3,d', Dialect(), 10)
    assert rows == Rows([10, 13, 14], [["1", "a\nb"], ["2", "c"], ["3", "d"]])


def test_only_the_rows_with_bytes_that_are_no_text_are_marked():
    rows = parse("é\n".encode() + b"\xe9,x\nz\n", Dialect(), 1)
    assert rows.cells == [["é"], ["\udce9", "x"], ["z"]]
    assert rows.undecodable == {1}


def test_parts_and_sums_keep_the_marks_with_their_rows():
    rows = parse(b"a\nb\xe9\nc\nd\xe9\n", Dialect(), 1)
    assert rows.part(1, 3) == Rows([2, 3], [["b\udce9"], ["c"]], frozenset({0}))
    assert rows.part(0, 2) + rows.part(2, 9) == rows
    assert len(rows) == 4


def test_a_range_that_no_longer_fits_the_file_is_noticed(write):
    path = write("a\n1\n2\n3\n")
    range_ = Range(2, 8, 0, 2, 3)
    assert read_range(path, Dialect(), range_).cells == [["1"], ["2"], ["3"]]
    write("a\n1\n")
    with pytest.raises(FileChanged):
        read_range(path, Dialect(), range_)
