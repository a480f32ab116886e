import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.batch import (
    BODY_MAX_BYTES,
    ITEM_MAX_BYTES,
    ITEMS_MAX,
    PERSON_IN_EVENT_MAX_BYTES,
    splits,
)
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.bodies import overhead, wrap


def test_the_limits_stay_below_klaviyo_s_own():
    assert BODY_MAX_BYTES < 5_000_000
    assert ITEMS_MAX == {Kind.EVENTS: 1_000, Kind.PROFILES: 10_000}
    assert ITEM_MAX_BYTES[Kind.PROFILES] < 100_000
    assert PERSON_IN_EVENT_MAX_BYTES <= 95_000


def test_one_item_of_the_largest_size_still_fits_into_a_request():
    for kind in Kind:
        body = wrap(kind, [b"x" * ITEM_MAX_BYTES[kind]])
        room = BODY_MAX_BYTES - overhead(kind)

        assert len(body) <= BODY_MAX_BYTES
        assert list(splits([ITEM_MAX_BYTES[kind]], 1, room)) == [(0, 1)]


@pytest.mark.parametrize(
    ("sizes", "count_max", "bytes_max", "groups"),
    [
        ([], 10, 10, []),
        ([9], 10, 10, [(0, 1)]),
        ([4, 4, 4], 10, 10, [(0, 2), (2, 3)]),
        ([0, 0, 0], 2, 10, [(0, 2), (2, 3)]),
        ([9, 0, 9], 5, 10, [(0, 1), (1, 2), (2, 3)]),
        ([1] * 5, 2, 100, [(0, 2), (2, 4), (4, 5)]),
    ],
)
def test_groups_are_as_full_as_both_limits_allow(sizes, count_max, bytes_max, groups):
    assert list(splits(sizes, count_max, bytes_max)) == groups


def test_an_item_larger_than_a_request_is_the_callers_fault():
    with pytest.raises(ValueError, match="one item of 10 bytes exceeds 10"):
        list(splits([3, 10], 5, 10))


def splits_well(split, sizes, count_max, bytes_max):
    groups = list(split(sizes, count_max, bytes_max))
    items = range(len(sizes))

    assert [item for start, stop in groups for item in items[start:stop]] == list(items)
    assert all(0 < stop - start <= count_max for start, stop in groups)
    assert all(sum(sizes[start:stop]) + stop - start <= bytes_max for start, stop in groups)


@given(st.lists(st.integers(0, 99)), st.integers(1, 20), st.integers(100, 400))
@example([99, 99], 20, 199)
def test_groups_keep_both_limits_and_lose_double_or_reorder_nothing(sizes, count_max, bytes_max):
    splits_well(splits, sizes, count_max, bytes_max)


def every_tenth(sizes, count_max, bytes_max):
    return [(at, min(at + 10, len(sizes))) for at in range(0, len(sizes), 10)]


def without_the_last(sizes, count_max, bytes_max):
    return list(splits(sizes, count_max, bytes_max))[:-1]


def with_the_border_twice(sizes, count_max, bytes_max):
    return [(max(0, start - 1), stop) for start, stop in splits(sizes, count_max, bytes_max)]


@pytest.mark.parametrize("fault", [every_tenth, without_the_last, with_the_border_twice])
def test_a_faulty_split_would_fail_these_tests(fault):
    with pytest.raises(AssertionError):
        splits_well(fault, [40] * 25, 9, 200)
