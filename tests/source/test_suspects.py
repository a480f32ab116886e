from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.reader import parse

UNQUOTED = Dialect(quote="")


def of(text, dialect=UNQUOTED):
    return parse(text.encode(), dialect, 2).suspects


def test_a_quote_that_nothing_closes_is_suspected_where_nothing_seemed_quoted():
    assert of('1,2\n"3,4\n5,6\n') == {1: Code.QUOTE_OPEN}
    assert of('1,"""2"\n') == {}.fromkeys([0], Code.QUOTE_KEPT)
    assert of('1,"2",x\n1,"2",""x"\n') == {0: Code.QUOTE_KEPT, 1: Code.QUOTE_OPEN}
    assert of('5" pipe,"Best" of 3\n') == {0: Code.QUOTE_KEPT}
    assert of('5" pipe,x\n') == {}


def test_who_said_that_nothing_is_quoted_is_told_of_quotes_and_not_asked_again():
    assert of('1,2\n"3,4\n', Dialect(quote="", is_quote_told=True)) == {1: Code.QUOTE_KEPT}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('1,"a"b\n2,c\n', {0: Code.TEXT_AFTER_QUOTE}),
        ('1,2\n\n\n3,"4\n5,"6"\n7,8\n', {1: Code.LINES_SWALLOWED}),
        ('1,a"b\n', {0: Code.QUOTE_ASTRAY}),
        ('"1","2"\r\n"3","4"\r\n', {}),
        ('"1","2"\r"3","4""x"\r', {}),
        ('"1","2\n","3"\n"4"5,6,"7"\n', {1: Code.TEXT_AFTER_QUOTE}),
        ('\n\r\n1,"a"b\n', {0: Code.TEXT_AFTER_QUOTE}),
        ("1,2\n", {}),
    ],
)
def test_text_after_a_quote_is_suspected_in_its_row(text, found):
    assert of(text, Dialect()) == found


def test_parts_and_sums_of_rows_keep_the_suspicion():
    rows = parse(b'1,2\n"3,4\n5,6\n"7,8\n', UNQUOTED, 2)
    assert rows.part(1, 3).suspects == {0: Code.QUOTE_OPEN}
    assert (
        (rows.part(0, 2) + rows.part(2, 4)).suspects
        == rows.suspects
        == dict.fromkeys((1, 3), Code.QUOTE_OPEN)
    )


def test_the_worst_cause_of_a_row_counts():
    assert of('1,"2\n3,4"\n"1"0,11\n', Dialect()) == {
        0: Code.LINES_SWALLOWED,
        1: Code.TEXT_AFTER_QUOTE,
    }
    assert of('1,"2,x\n3,4",y"\n"1"0,11\n', Dialect()) == {
        0: Code.LINES_SWALLOWED,
        1: Code.TEXT_AFTER_QUOTE,
    }
    assert of('a"b,"2"3\n', Dialect()) == of('"2"3,a"b\n', Dialect()) == {0: Code.TEXT_AFTER_QUOTE}
    assert of('"2\nx"3,a"b\n', Dialect()) == {0: Code.LINES_SWALLOWED}


def test_a_cell_of_a_workbook_swallows_nothing():
    rows = parse(b'1,"2\x0b3,4\x0b5,6\x0b7,8\x0b9"\n', Dialect(line_feed="\x0b"), 2)
    assert rows.cells == [["1", "2\n3,4\n5,6\n7,8\n9"]]
    assert rows.suspects == {}


def test_each_suspicion_is_a_fault_with_its_line():
    faults = Faults(("a", "b"), 1, UNQUOTED)
    faults.add(parse(b'1,"2"\n"3,4\n', UNQUOTED, 2))
    assert [(each.code, each.lines) for each in faults.all()] == [
        (Code.QUOTE_KEPT, (2,)),
        (Code.QUOTE_OPEN, (3,)),
    ]
