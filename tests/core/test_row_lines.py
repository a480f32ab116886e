"""Rows are found by the line in which they begin, whatever rows have several lines."""

from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.row_lines import RowLines

HEIGHTS = st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=30), min_size=1, max_size=5)


def built(parts, start=2):
    """Return what finds the rows of parts whose rows have so many lines, and all their lines."""
    found, line, row, every = RowLines(), start, 0, []
    for heights in parts:
        lines = []
        for height in heights:
            lines.append(line)
            line += height
        found.add(row, lines[0], lines[-1], len(lines), lambda lines=lines: lines)
        row += len(lines)
        every += lines
    return found, every


@given(HEIGHTS, st.randoms())
def test_every_line_leads_to_its_row_in_any_order(parts, order):
    found, lines = built(parts)
    numbered = list(enumerate(lines))
    assert [found.row(line) for _, line in numbered] == [row for row, _ in numbered]
    order.shuffle(numbered)
    assert all(found.row(line) == row for row, line in numbered)


def test_lines_are_not_asked_for_where_every_line_is_a_row():
    def asked():
        raise AssertionError("nobody needs them")

    found = RowLines()
    found.add(10, 12, 14, 3, asked)
    assert [found.row(line) for line in (12, 13, 14)] == [10, 11, 12]
