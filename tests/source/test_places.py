from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.source.places import LINES_KEPT, Places


def of(lines):
    found = Places()
    for line in lines:
        found.add(line, f"text {line}", "mended")
    return found


def shown(places):
    return places.count, places.lines, places.examples


def test_the_count_goes_on_where_the_list_ends():
    found = of(range(1, 301))
    assert found.count == 300
    assert found.lines == list(range(1, LINES_KEPT + 1))
    assert [line for line, _, _ in found.examples] == [1, 2, 3]
    assert not found.has_room(300)
    assert found.has_room(0)


def test_a_finding_without_text_is_no_example():
    found = Places()
    found.add(4)
    assert found.has_room(900)
    assert shown(found) == (1, [4], [])


def test_examples_are_cut():
    found = Places()
    found.add(1, "x" * 100, "y" * 100)
    assert found.examples == [(1, "x" * 80, "y" * 80)]


@given(st.lists(st.integers(1, 400), max_size=250), st.integers(0, 250))
def test_the_order_in_which_lines_come_does_not_matter(lines, cut):
    merged = of(lines[cut:])
    merged.merge(of(lines[:cut]))
    assert shown(merged) == shown(of(lines)) == shown(of(sorted(lines)))
