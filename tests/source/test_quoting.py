from __future__ import annotations

import pytest

from klaviyo_gui.source.quoting import Quoting, quoting_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b\n", Quoting(0, 0)),
        ('"a","b ""x""",c\n"d\ne",5" pipe\n', Quoting(3, 0)),
        ('"",x\n"a"', Quoting(2, 0)),
        ('"bad" one,x\n"good",y\n', Quoting(1, 1)),
        ('"never closed,x\ny\n', Quoting(0, 1)),
        ('"say \\"hi\\"",x\n', Quoting(0, 1)),
    ],
)
def test_quotes_at_the_edges_of_cells_are_told_from_quotes_astray(text, found):
    assert quoting_of(text, ",", '"') == found


def test_an_escape_character_takes_the_meaning_from_a_quote():
    assert quoting_of('"say \\"hi\\"",x\n', ",", '"', "\\") == Quoting(1, 0)
    assert quoting_of('"C:\\dir\\",x\n', ",", '"', "\\") == Quoting(0, 1)
    assert quoting_of('"C:\\dir\\",x\n', ",", '"') == Quoting(1, 0)


@pytest.mark.parametrize("part", ['"', '"a', ',"a', '"a,"', ',"a""', '"\n'])
def test_damaged_quotes_take_no_more_time_than_there_is_text(part):
    found = quoting_of(part * 50_000, ",", '"')
    assert found.proper + found.astray <= 50_000
