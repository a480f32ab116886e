from __future__ import annotations

import pytest

from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.reader import parse
from klaviyo_gui.source.swallowed import swallowing

HEAD = "1,a,b,c\n2,a,b,c\n"


def of(text, width, delimiter=","):
    rows = parse(text.encode(), Dialect(delimiter=delimiter), 2)
    return [rows.lines[at] for at in swallowing(rows, width)]


def test_a_cell_with_rows_in_it_is_suspected_in_the_line_where_its_row_begins():
    assert of(HEAD + '3,"a,b,c\n4,a,b,c\n5,a,b,c\n6,"x",b,c\n7,a,b,c\n', 4) == [4]


def test_a_narrow_file_needs_more_lines():
    assert of('1,"a\n2,b\n3,c\n4,d\n5,"e"\n', 2) == [2]
    assert of('1,"a\n2,b\n3,c\n4,"d"\n', 2) == []


def test_other_line_ends_are_line_ends():
    assert of('3,"a,b,c\r4,a,b,c\r5,"x",b,c\r', 4) == [2]


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        '1,"12 Oak Street\nSpringfield, IL\nUSA",b,c\n2,a,b,"x\ny"\n',
        '1,"Dear all,\nred, green, blue, pink\nBye",b,c\n',
        '1,"one\n\ntwo\n\nthree",b,c\n',
        '1,a,b,"x\n2,a,b,c"\n',
        '1,"a\nx\ny\nz\n1,2,3,4\nw",b,c\n',
        "1,a,b,c\n\n2,a,b,c\n",
    ],
)
def test_a_cell_of_several_lines_is_sound(text):
    assert of(text, 4) == []


def test_one_column_cannot_show_it():
    assert of('"a\nb\nc"\n', 1) == []
    assert swallowing(parse(b"", Dialect(), 2), 4) == []
