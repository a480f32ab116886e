from __future__ import annotations

from dataclasses import replace

import pytest

from klaviyo_gui.core.errors import QuoteUnclosed, RowTooLarge
from klaviyo_gui.source.breach import doubted, fault_of
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.table import open_csv

TOLD = Overrides("utf-8", ",", 1, '"', "")
HEAD = "id,name\n1,Ann\n"


def test_the_end_of_what_can_be_read_is_a_fault_in_its_line(tmp_path):
    path = tmp_path / "a.csv"
    quote, large = fault_of(QuoteUnclosed(path, 7)), fault_of(RowTooLarge(path, 8))
    assert (quote.code, quote.lines) == ("quote_unclosed", (7,))
    assert (large.code, large.lines) == ("row_too_large", (8,))


@pytest.mark.parametrize(
    ("line", "kept", "unquoted"),
    [
        ('2,"Bob', ("2", "Bob…"), ("2", '"Bob')),
        ('2,"Bob, B', ("2", "Bob, B…"), ("2", '"Bob', " B")),
        ('"', ("…",), ('"',)),
        (f'2,"{"x" * 999}', ("2", "x" * 160 + "…"), ("2", '"' + "x" * 159)),
    ],
)
def test_a_file_with_an_open_quote_might_quote_nothing(write, line, kept, unquoted):
    file = open_csv(write(f"{HEAD}{line}\n3,Cid\n"), TOLD)
    index, end = file.readable()
    found = doubted(file, index, end).guess
    assert "quote" in found.doubts
    assert [each.quote for each in (found.dialect, *found.others)] == ['"', ""]
    assert [(each.line, each.readings) for each in found.lines] == [(3, (kept, unquoted))]


def test_other_candidates_stay_behind_it(write):
    file = open_csv(write(f'{HEAD}2,"Bob\n'), TOLD)
    index, end = file.readable()
    other = replace(file.dialect, delimiter=";")
    some = replace(file, guess=replace(file.guess, others=(other, file.dialect.unquoted(), other)))
    found = doubted(some, index, end).guess
    assert found.others == (file.dialect.unquoted(), other)
    assert found.lines[0].readings[2] == ('2,"Bob',)


def test_a_row_that_is_too_large_raises_no_doubt_about_quotes(write):
    file = open_csv(write(HEAD), TOLD)
    assert doubted(file, file.index(), RowTooLarge(file.path, 2)) is file
    unquoted = open_csv(write(HEAD), replace(TOLD, quote=""))
    assert doubted(unquoted, unquoted.index(), QuoteUnclosed(file.path, 2)) is unquoted


def test_a_file_whose_first_row_does_not_end_opens_without_rows(write):
    file = open_csv(write('id,name\n"1,Ann\n2,Bob\n'), TOLD)
    index, end = file.readable()
    assert (len(file.head_rows), index.rows, index.is_complete) == (0, 0, False)
    assert (end.line, end.rows) == (2, 0)
    with pytest.raises(QuoteUnclosed):
        open_csv(write('"1,Ann\n2,Bob\n'), replace(TOLD, header_line=0))
