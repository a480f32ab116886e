from __future__ import annotations

import pickle
import tracemalloc
from itertools import pairwise

import pytest

from klaviyo_gui.core.errors import HeaderMissing, QuoteUnclosed, RowTooLarge
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.index import Index, Range, header_range, ranges_from, scan
from klaviyo_gui.source.marks import Mark
from klaviyo_gui.source.stamp import stamp_of


def index_of(path, **options):
    return Index(tuple(scan(path, Dialect(), **options)), stamp_of(path))


def test_the_first_mark_is_the_first_row_and_the_last_the_end_of_the_file(write):
    path = write("a,b\n\n1,2\n\n3,4\n\n")
    assert list(scan(path, Dialect())) == [
        Mark(5, 0, 3, last=False),
        Mark(15, 2, 7, last=True),
    ]


def test_a_header_alone_has_one_mark_and_no_range(write):
    marks = list(scan(write("a,b"), Dialect()))
    assert marks == [Mark(3, 0, 2, last=True)]
    assert list(ranges_from(iter(marks))) == []


def test_the_byte_order_mark_belongs_to_no_record(write):
    path = write(b"\xef\xbb\xbfa\n1\n")
    assert header_range(path, Dialect()) == Range(3, 5, 0, 1, 1)
    assert next(scan(path, Dialect())).offset == 5


def test_marks_lie_about_a_step_apart(write):
    path = write("head\n" + "0123456789\n" * 100_000)
    marks = list(scan(path, Dialect()))
    gaps = [after.offset - before.offset for before, after in pairwise(marks)]
    assert len(marks) == 18
    assert all(65_000 < gap <= 65_536 for gap in gaps[:-1])
    assert marks[-1].row == 100_000


def test_the_memory_of_a_scan_does_not_grow_with_the_file(write):
    path = write("head\n" + "0123456789\n" * 300_000)
    tracemalloc.start()
    try:
        for _ in scan(path, Dialect()):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


def test_a_record_of_nothing_but_quotes_is_measured_in_little_memory(write):
    path = write(b'head\n"' + b'""' * 1_500_000 + b'"\nlast\n')
    tracemalloc.start()
    try:
        *_, last = scan(path, Dialect())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert last.row == 2
    assert peak < 50_000_000


def test_ranges_follow_one_another_and_hold_every_row_once(write):
    path = write("head\n" + "1,2\n" * 50)
    ranges = list(index_of(path, step=10).ranges(30))
    assert ranges[0].start == 5
    assert ranges[-1].stop == path.stat().st_size
    assert all(before.stop == after.start for before, after in pairwise(ranges))
    assert all(b.first_row + b.rows == a.first_row for b, a in pairwise(ranges))
    assert all(30 <= range_.stop - range_.start < 50 for range_ in ranges[:-1])
    assert sum(range_.rows for range_ in ranges) == 50


def test_ranges_come_before_the_scan_has_ended():
    def marks():
        yield Mark(0, 0, 2, last=False)
        yield Mark(10, 5, 7, last=False)
        pytest.fail("the next mark was asked for too early")

    assert next(ranges_from(marks(), 10)) == Range(0, 10, 0, 2, 5)


def test_every_row_has_its_range_and_no_other_number_has_one(write):
    index = index_of(write("head\n" + "1,2\n" * 50), step=10)
    for row in range(50):
        range_ = index.range_of(row)
        assert range_.first_row <= row < range_.first_row + range_.rows
    for row in (-1, 50):
        with pytest.raises(IndexError):
            index.range_of(row)


def test_an_index_of_the_marks_so_far_serves_the_rows_so_far(write):
    index = index_of(write("head\n" + "1,2\n" * 50), step=10)
    part = Index(index.marks[:3], index.stamp)
    assert index.is_complete
    assert not part.is_complete
    assert part.rows == index.marks[2].row
    assert part.range_of(part.rows - 1) == index.range_of(part.rows - 1)


def test_a_range_travels_between_processes():
    range_ = Range(1, 2, 3, 4, 5)
    assert pickle.loads(pickle.dumps(range_)) == range_


@pytest.mark.parametrize("header_line", [3, 4, 1_000])
def test_a_header_behind_the_end_is_missed(write, header_line):
    with pytest.raises(HeaderMissing) as caught:
        list(scan(write("a,b\n1,2\n"), Dialect(header_line=header_line), step=2))
    assert caught.value.line == header_line


def test_a_record_may_be_as_long_as_the_limit_and_no_longer(write):
    long = '"' + "x\n" * 49 + '"'
    assert len(long) == 100
    path = write(f"head\nfirst\n{long}\nlast\n")
    assert [mark.row for mark in scan(path, Dialect(), step=8, limit=100)][-1] == 3
    with pytest.raises(RowTooLarge) as caught:
        list(scan(path, Dialect(), step=8, limit=99))
    assert (caught.value.line, caught.value.rows, caught.value.size) == (3, 1, 100)


def test_a_quote_that_never_closes_is_found_within_the_record_limit(write):
    path = write(b'head\n1\n"2\n' + b"x,y\n" * 5_000_000)
    seen = []
    with pytest.raises(QuoteUnclosed) as caught:
        seen.extend(scan(path, Dialect()))
    assert caught.value.line == 3


def test_an_unclosed_header_is_no_header(write):
    with pytest.raises(QuoteUnclosed) as caught:
        header_range(write('\n"a,b\n1,2\n'), Dialect())
    assert caught.value.line == 2
