import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers

numbers = st.sets(st.integers(0, 9_000) | st.integers(0, 20), max_size=60)


def gathered(chosen):
    marks = RowMarks()
    for number in chosen:
        marks.add(number)
    return marks.numbers()


@given(numbers)
def test_rows_come_back_in_rising_order(chosen):
    assert list(gathered(chosen)) == sorted(chosen)


@given(numbers, st.integers(0, 9_100))
def test_the_others_are_all_rows_but_the_chosen(chosen, count):
    others = gathered(chosen).others(count)
    assert list(others) == sorted(set(range(count)) - chosen)


@given(numbers, st.integers(-20, 9_100))
def test_a_row_is_among_the_chosen_or_not(chosen, number):
    assert (number in gathered(chosen)) == (number in chosen)


def test_what_is_no_number_is_no_chosen_row():
    assert "3" not in gathered((3,))
    assert None not in gathered((0,))


def test_choosing_no_rows_at_once_changes_nothing():
    marks = RowMarks()
    marks.add_all(())
    assert marks.bits == b""
    marks.add_all((9, 2))
    before = marks.bits
    marks.add_all(())
    assert marks.bits == before


@given(numbers, numbers)
def test_two_choices_are_joined(one, two):
    assert list(gathered(one) | gathered(two)) == sorted(one | two)


@given(numbers, st.integers(0, 9_100))
def test_rows_below_a_number_are_counted(chosen, number):
    assert gathered(chosen).below(number) == sum(each < number for each in chosen)


def test_rows_are_taken_by_index_and_slice_like_any_sequence():
    rows = gathered((3, 8, 5_000))
    assert rows[1:] == [8, 5_000]
    assert rows[-1] == 5_000
    assert list(RowNumbers()) == []
    with pytest.raises(IndexError):
        rows[3]


def test_millions_of_rows_take_one_bit_each():
    rows = RowNumbers(b"\xff" * 625_000)
    assert len(rows) == 5_000_000
    assert rows[4_999_999] == 4_999_999
    assert len(rows.others(5_000_001)) == 1


@given(st.sets(st.integers(0, 200)), st.integers(0, 200), st.integers(0, 60))
def test_a_part_counts_from_its_first_row(numbers, first, count):
    marks = RowMarks()
    for number in numbers:
        marks.add(number)
    part = marks.numbers().part(first, count)
    assert list(part) == sorted(each - first for each in numbers if first <= each < first + count)
    assert len(RowNumbers(part.bits)) == len(part)
