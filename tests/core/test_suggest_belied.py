"""Types that the first rows proved are taken back where the rest of the column is otherwise."""

import pytest

from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.styles import Written, see_dates, see_numbers
from klaviyo_gui.core.suggest import is_belied, suggest, with_types


def known(cells):
    counted = [(cell, 1) for cell in cells if cell.strip()]
    return {"x": cells}, {"x": Written(see_dates(counted), see_numbers(counted))}


@pytest.mark.parametrize(
    ("to", "cells", "is_so"),
    [
        (ValueType.NUMBER, ("1", "2"), False),
        (ValueType.NUMBER, ("1", "007"), True),
        (ValueType.NUMBER, ("1", "many"), True),
        (ValueType.NUMBER, ("1", "12/24"), True),
        (ValueType.NUMBER, (), False),
        (ValueType.NUMBER, ("", " "), False),
        (ValueType.YES_NO, ("yes", "no"), False),
        (ValueType.YES_NO, ("yes", "no", "maybe"), True),
        (ValueType.YES_NO, (), False),
        (ValueType.TIME, ("2024-05-31", "31.05.2024"), False),
        (ValueType.TIME, ("2024-05-31", "soon"), True),
        (ValueType.TIME, ("2024-05-31", "31.31.2024"), True),
        (ValueType.LIST, ("a;b", "c"), False),
        (ValueType.TEXT, ("1", "many"), False),
    ],
)
def test_a_type_is_belied_by_any_cell_of_the_whole_column(to, cells, is_so):
    pair = Pair("properties.x", Column("x"), to)

    assert is_belied(Kind.EVENTS, pair, *known(cells)) is is_so


def test_nothing_belies_klaviyo_s_own_properties_and_what_is_no_column():
    cells, columns = known(("1", "many"))
    own = Pair("value", Column("x"), ValueType.NUMBER)
    fixed = Pair("properties.x", Fixed("1"), ValueType.NUMBER)

    assert not is_belied(Kind.EVENTS, own, cells, columns)
    assert not is_belied(Kind.EVENTS, fixed, cells, columns)
    assert not is_belied(Kind.EVENTS, Pair("properties.y", Column("y"), ValueType.NUMBER), {}, {})


def test_a_suggestion_is_text_again_and_says_why():
    rows = [["ann@shop.io", "1"], ["bob@shop.io", "2"], ["cid@shop.io", "3"]]
    found = suggest(["Email", "x"], rows, (Kind.EVENTS,))
    after = with_types(found, *known(("1", "2", "3", "many")))

    assert [each.pair.type for each in found if each.pair.source == Column("x")] == ["number"]
    (text,) = (each for each in after if each.pair.source == Column("x"))
    assert (text.pair.type, text.type_reason) == (
        ValueType.TEXT,
        "it stays text: further down, its cells are otherwise",
    )
    assert with_types(found, {}, {}) == found
