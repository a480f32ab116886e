"""How a column writes its dates and numbers is proven by all of its cells, or left to a person."""

from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.proposal import STYLE_WORDS, propose
from klaviyo_gui.core.styles import (
    Seen,
    Verdict,
    Written,
    date_styles,
    judge_dates,
    judge_numbers,
    number_styles,
    see_dates,
    see_numbers,
)
from tests.core.cells import converted

DAY, MONTH, YEAR = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST, DateStyle.YEAR_FIRST
POINT, COMMA = NumberStyle


def dates(*cells):
    return see_dates((cell, 1) for cell in cells)


def numbers(*cells):
    return see_numbers((cell, 1) for cell in cells)


@pytest.mark.parametrize(
    ("cells", "style", "doubt", "proof"),
    [
        (("03/04/2024", "31/12/2024"), DAY, (), "31/12/2024"),
        (("03/04/2024", "12/31/2024"), MONTH, (), "12/31/2024"),
        (("03.04.2024 10:30", "31. 12. 24"), DAY, (), "31. 12. 24"),
        (("03/04/2024", "05/06/2024"), None, (DAY, MONTH), "03/04/2024"),
        (("31/12/2024", "12/31/2024"), None, (DAY, MONTH), "31/12/2024"),
        (("2024/05/31", "2024/04/03"), YEAR, (), "2024/04/03"),
        (("20240531",), YEAR, (), "20240531"),
        (("2024-5-3",), YEAR, (), "2024-5-3"),
        (("2024/05/31", "03/04/2024"), None, (DAY, MONTH), "2024/05/31"),
        (("1712138400000",), DateStyle.MILLISECONDS, (), "1712138400000"),
        (("1712138400000", "03/04/2024"), None, (DAY, MONTH), "1712138400000"),
        (("45443.6", "45444"), None, (DateStyle.EXCEL, DateStyle.EXCEL_1904), "45443.6"),
        (("2024-05-31 10:00", "1712138400", "31 May 2024"), None, (), ""),
        (("yesterday", "", "x" * 60), None, (), ""),
        ((), None, (), ""),
    ],
)
def test_a_style_of_dates_is_proven_doubtful_or_not_needed(cells, style, doubt, proof):
    verdict = judge_dates(dates(*cells))

    assert verdict == Verdict(style, doubt, proof)
    assert verdict.is_settled == (doubt == ())


@pytest.mark.parametrize(
    ("cells", "style", "doubt", "proof"),
    [
        (("1.234", "12,50"), COMMA, (), "12,50"),
        (("1.234", "0.500"), POINT, (), "0.500"),
        (("1,234", "5,678"), None, (POINT, COMMA), "1,234"),
        (("12.50", "12,50"), None, (COMMA, POINT), "12,50"),
        (("12", "007", "1'234"), None, (), ""),
        (("abc", "1.2.3"), None, (), ""),
    ],
)
def test_a_style_of_numbers_is_proven_doubtful_or_not_needed(cells, style, doubt, proof):
    assert judge_numbers(numbers(*cells)) == Verdict(style, doubt, proof)


def test_a_column_is_likely_to_hold_dates_where_nearly_all_cells_are_read():
    nineteen = [f"{day:02d}.05.2024" for day in range(1, 20)]

    assert dates(*nineteen, "n/a").is_likely
    assert dates(*nineteen, "n/a").unread == 1
    assert not dates(*nineteen, "n/a", "none").is_likely
    assert not Seen().is_likely


def test_what_is_longer_than_any_date_is_none_whatever_it_begins_with():
    day = "31.12.2024 10:30"
    assert date_styles(day.ljust(200)) == (DAY,), "blanks around it do not count"
    assert date_styles(f"{day} {'x' * 80}") is None
    assert date_styles(f"2024-12-31T10:00:00.{'0' * 100}Z") is None
    assert date_styles("2024-12-31T10:00:00.0000Z") == ()


def test_cells_count_as_often_as_they_are_there():
    seen = see_dates([("31.12.2024", 5), ("03.04.2024", 2), ("2024-05-31", 3), ("x", 4)])

    assert seen == Seen(14, 3, 2, ((DAY, 5, "31.12.2024"),), "03.04.2024", 0, 10, "", "03.04.2024")
    assert seen.unread == 4


date_cells = st.one_of(
    st.dates(date(1990, 1, 1), date(2026, 1, 1)).flatmap(
        lambda day: st.sampled_from(
            ["%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%Y-%m-%d", "%d.%m.%y", "%Y%m%d", "%d %B %Y"]
        ).map(day.strftime)
    ),
    st.sampled_from(["1712138400000", "45443", "45443,25", "1712138400", "n/a", ""]),
)
number_cells = st.one_of(
    st.text("0123456789.,", max_size=7), st.sampled_from(["1.234,5", "1,234.5", "x", "5 €"])
)


def says_the_same_in_any_parts(looks, merge, cells, cuts, rotation):
    see, judge = looks
    whole = see((cell, 1) for cell in cells)
    edges = [0, *sorted(cut % (len(cells) + 1) for cut in cuts), len(cells)]
    parts = [see((cell, 1) for cell in cells[low:high]) for low, high in pairwise(edges)]
    turned = parts[rotation % len(parts) :] + parts[: rotation % len(parts)]
    for order in (parts, parts[::-1], turned):
        seen = Seen()
        for part in order:
            seen = merge(seen, part)
        assert seen == whole
        assert judge(seen) == judge(whole)


@given(
    st.one_of(
        st.tuples(st.just((see_dates, judge_dates)), st.lists(date_cells, max_size=20)),
        st.tuples(st.just((see_numbers, judge_numbers)), st.lists(number_cells, max_size=20)),
    ),
    st.lists(st.integers(0, 20), max_size=4),
    st.integers(0, 10),
)
def test_parts_of_a_column_say_the_same_in_any_order(column, cuts, rotation):
    looks, cells = column
    says_the_same_in_any_parts(looks, Seen.merged, cells, cuts, rotation)


def test_a_merge_that_keeps_what_came_first_would_fail_these_tests():
    def careless(one, other):
        return replace(one.merged(other), example=one.example or other.example)

    with pytest.raises(AssertionError):
        says_the_same_in_any_parts(
            (see_dates, judge_dates), careless, ["05/06/2024", "03/04/2024"], [1], 0
        )


@given(st.lists(date_cells, min_size=1, max_size=12))
def test_a_proven_style_reads_every_date_that_it_was_proven_by(cells):
    seen = dates(*cells)
    verdict = judge_dates(seen)

    for cell in cells:
        styles = date_styles(cell)
        if verdict.style is not None and styles:
            assert verdict.style in styles
        if styles is not None and not styles:
            value, _ = converted(cell, "time", date=verdict.style, target="properties.at")
            assert value is not None


@given(st.lists(number_cells, min_size=1, max_size=12))
def test_a_proven_style_of_numbers_leaves_no_cell_in_two_ways(cells):
    verdict = judge_numbers(numbers(*cells))

    for cell in cells:
        if number_styles(cell) is not None and verdict.is_settled:
            assert converted(cell, "number", number=verdict.style)[1] in ([], ["number_inexact"])


@given(st.text(max_size=60))
def test_any_cell_can_be_looked_at(cell):
    date_styles(cell)
    number_styles(cell)


def test_a_settled_column_is_proposed_with_its_proof():
    found = propose(ValueType.TIME, Written(dates("03.04.2024", "31.12.2024")))

    assert found.conversion == Conversion(date=DAY)
    assert found.reason == "day first, as “31.12.2024” proves"
    assert found.is_settled


def test_a_doubtful_column_leaves_the_question_open_with_both_readings():
    base = Conversion(trim=True)
    found = propose(ValueType.TIME, Written(dates("03/04/2024")), base)

    assert found.conversion == base
    assert found.choices == (replace(base, date=DAY), replace(base, date=MONTH))
    assert found.reason == "day first or month first: “03/04/2024” does not tell"
    assert not found.is_settled


def test_numbers_are_proposed_likewise_and_other_types_as_they_are():
    assert propose(ValueType.NUMBER, Written(numbers=numbers("1,5"))).conversion == Conversion(
        number=COMMA
    )
    assert len(propose(ValueType.NUMBER, Written(numbers=numbers("1,500"))).choices) == 2
    assert propose(ValueType.NUMBER, Written(numbers=numbers("15"))).reason == ""
    assert propose(ValueType.TEXT, Written(dates("03/04/2024"), numbers("1,500"))).is_settled


def test_every_style_has_its_words():
    assert set(STYLE_WORDS) == {*DateStyle, *NumberStyle}


def test_proofs_do_not_depend_on_the_order_of_cells():
    cells = ("31/12/2024", "30/11/2024", "29/10/2024")

    assert len({judge_dates(dates(*order)) for order in permutations(cells)}) == 1
