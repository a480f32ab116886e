from __future__ import annotations

import sys
from itertools import pairwise

from klaviyo_gui.source.index import Index
from klaviyo_gui.source.marks import MARKS_LIMIT, Mark, Marks
from klaviyo_gui.source.stamp import Stamp


def marks_of(count, step=100):
    """Give marks of ten rows and eleven lines each; the last is the end of the file."""
    for at in range(count):
        yield Mark(at * step, at * 10, at * 11 + 2, last=at == count - 1)


def test_marks_come_back_as_they_were_given():
    given = list(marks_of(50))
    marks = Marks(given)
    assert list(marks) == given
    assert (marks[0], marks[-1], marks[49], marks[-50]) == (
        given[0],
        given[-1],
        given[49],
        given[0],
    )
    assert marks[3:5] == tuple(given[3:5])
    assert len(marks) == 50


def test_marks_are_not_complete_before_the_last():
    given = list(marks_of(50))
    part = Marks(given[:20])
    assert not part[-1].last
    copy = part.so_far()
    part.append(given[20])
    assert (len(copy), len(part)) == (20, 21)
    assert list(copy) == given[:20]
    copy.append(given[49])
    assert copy[-1].last
    assert not part[-1].last


def test_too_many_marks_are_thinned_out_evenly():
    given = list(marks_of(10_000))
    marks = Marks(given, limit=100)
    assert 50 <= len(marks) <= 101
    assert (marks[0], marks[-1]) == (given[0], given[-1])
    assert set(marks) <= set(given)
    gaps = [after.offset - before.offset for before, after in pairwise(marks)][:-1]
    assert max(gaps) <= 2 * min(gaps)


def test_every_row_is_found_between_thin_marks():
    index = Index(Marks(marks_of(1_000), limit=16), Stamp(0, 0))
    assert (index.rows, index.is_complete) == (9_990, True)
    for row in range(0, 9_990, 7):
        found = index.range_of(row)
        assert found.first_row <= row < found.first_row + found.rows


def test_all_marks_of_any_file_take_less_than_twenty_megabytes():
    # An eighth of them shows what all of them take.
    limit = MARKS_LIMIT // 8
    marks = Marks((Mark(at, at, at, last=False) for at in range(0, 2**63, 2**46)), limit=limit)
    columns = (marks._offsets, marks._rows, marks._lines)
    assert len(marks) > limit // 2
    assert sum(map(sys.getsizeof, columns)) < 20_000_000 / 8
