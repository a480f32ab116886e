"""Rows that stand whole in quotes are read as the rows that they are, wherever they are read."""

from __future__ import annotations

import pytest

from klaviyo_gui.source import wrapping
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.table import open_csv
from tests.source.test_hostile_list import looked_at

TEXT = '"id,name,""note, long"""\n"1,""Lee, Ann"",""a\nb"""\n2,Bob,x\n"3,Cid,""say """"hi"""""""\n'
ROWS = [["1", "Lee, Ann", "a\nb"], ["2", "Bob", "x"], ["3", "Cid", 'say "hi"']]
ADVISED = {"quote", "delimiter"}


def test_wrapped_rows_come_unwrapped_with_their_lines_and_no_fault(write):
    file, cells, faults = looked_at(write(TEXT))
    assert file.raw_header == ("id", "name", "note, long")
    assert (cells, faults) == (ROWS, ())
    assert file.rows(file.index(), 0, 9).lines == [2, 4, 5]


def test_that_rows_are_wrapped_is_doubted_with_the_cells_of_both_readings(write):
    guess = open_csv(write('"id,name"\n"1,Ann"\n"2,Bob"\n')).guess
    assert guess.doubts == ADVISED
    assert guess.lines[0].readings == (("id", "name"), ("id,name",))


def test_the_other_reading_can_be_chosen(write):
    path = write('"id,name"\n"1,Ann"\n"2,Bob"\n')
    other = open_csv(path).guess.others[0]
    whole = open_csv(path, Overrides(delimiter=other.delimiter, is_wrapped=other.is_wrapped))
    assert whole.head_rows.cells == [["1,Ann"], ["2,Bob"]]
    assert "quote" not in whole.guess.doubts
    apart = open_csv(path, Overrides(delimiter=",", is_wrapped=True))
    assert apart.head_rows.cells == [["1", "Ann"], ["2", "Bob"]]
    assert apart.guess.is_certain


@pytest.mark.parametrize(
    "text",
    [
        'name\n"Lee, Ann"\n"Ray, Bob"\n',
        'price\n"1,012.50"\n"2,012.50"\n',
        '"address"\n"1 Main St, Apt 4, NY"\n"2 Oak St, Apt 5, LA"\n',
    ],
)
def test_a_column_alone_of_values_with_commas_is_not_taken_for_wrapped_rows(write, text):
    file = open_csv(write(text))
    assert len(file.header) == 1
    assert "quote" not in file.guess.doubts


def test_a_wrapped_cell_of_several_rows_stays_whole():
    dialect = Dialect(is_wrapped=True)
    assert list(dialect.records(['"a,b\n', 'c,d"\n', "\n", '"x"\n'])) == [["a,b\nc,d"], [], ["x"]]


def test_the_test_finds_rows_that_stay_wrapped(write, monkeypatch):
    monkeypatch.setattr(wrapping.Unwrapped, "__next__", lambda self: next(self._outer))
    _, cells, _ = looked_at(write(TEXT))
    assert cells != ROWS
