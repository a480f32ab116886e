from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.found_rows import FoundRows
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.row_numbers import RowMarks

PROBLEM = Problem(Code.EMAIL_INVALID, Severity.HOLD, "email")
PLACE = (Kind.EVENTS, Code.EMAIL_INVALID, Severity.HOLD, "email")


def test_parts_of_a_file_add_up_to_all_its_rows():
    part = FoundRows()
    part.add(Kind.EVENTS, 0, [PROBLEM])
    part.add(Kind.EVENTS, 9, [PROBLEM, PROBLEM])
    whole = FoundRows()
    whole.add_part(3, part.parts())
    whole.add_part(1_000_003, part.parts())
    whole.mark(PLACE, [4])
    assert {place: list(rows) for place, rows in whole.numbers().items()} == {
        PLACE: [3, 4, 12, 1_000_003, 1_000_012]
    }


@given(st.sets(st.integers(0, 300)), st.sets(st.integers(0, 300)), st.integers(0, 300))
def test_a_part_is_added_at_its_first_row_and_takes_nothing_away(there, part, first):
    marks, added = RowMarks(), RowMarks()
    for row in there:
        marks.add(row)
    for row in part:
        added.add(row)
    marks.add_part(first, added.bits)
    assert list(marks.numbers()) == sorted(there | {first + row for row in part})
