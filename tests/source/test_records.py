from __future__ import annotations

import pytest

from klaviyo_gui.source import records
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.records import Stretch, measure, measure_first, measure_lines, usable

ORDINARY = {
    "unquoted": b"a,b\nc,d\n",
    "windows lines": b"a,b\r\n\r\nc,d\r\n",
    "old Mac lines": b"a,b\rc,d\re",
    "everything quoted": b'"a","b"\n"c","d"\n',
    "doubled quotes": b'"say ""hi""",b\n"""c""",""\n',
    "a quoted newline": b'"a\n\nb",c\r\nd,"e\r\n"\r\n',
    "a quoted delimiter": b'"a,",","\n",b","c,d"\n',
    "cut within a quoted cell": b'a,b\n\nc,d\ne,"f\n\ng',
    "cut behind a quote": b'a,b\nc,d\n"e""',
}


@pytest.mark.parametrize("data", ORDINARY.values(), ids=ORDINARY.keys())
def test_ordinary_data_is_measured_without_reading_it_row_by_row(monkeypatch, data):
    exact = records._measured_exactly(
        records._with_line_feeds(data, is_end=False), Dialect(), is_end=False
    )
    monkeypatch.delattr(records, "_measured_exactly")
    assert measure(data, Dialect(), is_end=False) == exact
    assert exact.rows == 2


@pytest.mark.parametrize("data", [b'a,b"c\nd,e\n', b'"a"b,c\nd,e\n', b'"a" ,b\nc,d\n'])
def test_a_quote_astray_is_measured_by_reading(monkeypatch, data):
    assert measure(data, Dialect(), is_end=False) == Stretch(len(data), 2, 2)
    monkeypatch.delattr(records, "_measured_exactly")
    with pytest.raises(NameError):
        measure(data, Dialect(), is_end=False)


def test_a_record_that_is_not_complete_is_left_over():
    assert measure(b"a,b\nc,d", Dialect(), is_end=False) == Stretch(4, 1, 1)
    assert measure(b"a,b", Dialect(), is_end=False) == Stretch()
    assert measure_first(b'"a\n', Dialect(), is_end=False) == Stretch()


def test_the_end_of_the_file_completes_a_record_but_not_a_quote():
    assert measure(b"a,b\nc,d", Dialect(), is_end=True) == Stretch(7, 2, 2)
    assert measure(b'a,b\n"c,d', Dialect(), is_end=True) == Stretch(4, 1, 1)
    assert measure_first(b"a,b", Dialect(), is_end=True) == Stretch(3, 1, 1)


def test_a_carriage_return_at_the_edge_waits_for_its_line_feed():
    assert usable(b"a\r", is_end=False) == b"a"
    assert usable(b"a\r", is_end=True) == b"a\r"
    assert measure(b"a\rb\r", Dialect(), is_end=False) == Stretch(2, 1, 1)


def test_physical_lines_are_counted_even_within_quotes():
    assert measure_lines(b'"a\r\nb\rc\nd', 2, is_end=False) == Stretch(6, 0, 2)
    assert measure_lines(b'"a\r\nb\rc\nd', 9, is_end=True) == Stretch(9, 0, 4)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_blank_lines_are_records_but_no_rows(line_end):
    data = line_end.join([b"", b"", b"a", b"", b"b", b"", b""])
    for is_end in (True, False):
        found = measure(data + b"c", Dialect(), is_end=is_end)
        assert found == Stretch(len(data) + is_end, 2 + is_end, 6 + is_end)
