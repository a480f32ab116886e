from __future__ import annotations

from collections import Counter

from klaviyo_gui.source.frequent import DISTINCT_LIMIT, Frequent


def of(counts):
    found = Frequent()
    found.add(counts, max(map(len, counts)))
    return found


def test_long_values_are_kept_short_and_apart():
    found = of({"x" * 1_000: 2, "x" * 1_001: 1, "y" * 200: 1})
    assert found.distinct == 3
    assert found.top(1) == (("x" * 59 + "…", 2),)
    assert max(map(len, found._counts)) < 240


def test_memory_does_not_grow_with_the_values():
    found = Frequent()
    for start in range(0, 100_000, 5_000):
        found.add(Counter(str(value) for value in range(start, start + 5_000)), 6)
    assert found.distinct == DISTINCT_LIMIT
    assert len(found._counts) <= 1_000
    assert found.top(10) == ()


def test_values_that_stay_few_after_the_limit_are_kept_as_they_are():
    found = of({str(value): 1 for value in range(DISTINCT_LIMIT + 1)} | {"often": 9})
    assert found.top(2) == (("often", 8),)
    found.add({"often": 2}, 5)
    assert (found.top(1), found.missed) == ((("often", 10),), 1)


def test_of_more_frequent_values_the_most_frequent_are_kept():
    counts = {f"{value:05}": 2 + 3 * (value < 10) for value in range(DISTINCT_LIMIT + 1)}
    found = of(counts)
    assert found.missed == 2
    assert [count for _, count in found.top(20)] == [3] * 10
