import pytest

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.source.profile import profile
from klaviyo_gui.ui.map.suitability import unsuited


def column(*cells):
    return profile(("a",), [[cell] for cell in cells])[0]


@pytest.mark.parametrize(
    ("to", "cells"),
    [
        (ValueType.TEXT, ("anything",)),
        (ValueType.TIME, ("2024-03-01", "2024-03-02")),
        (ValueType.TIME, ("31.12.2024 10:00", "soon")),
        (ValueType.TIME, ("1709287200", "1709287201")),
        (ValueType.NUMBER, ("1", "2.5")),
        (ValueType.NUMBER, ("1.234,50", "x")),
        (ValueType.EMAIL, ("a@shop.io",)),
        (ValueType.PHONE, ("+15005550006",)),
    ],
)
def test_a_column_suits_what_at_least_half_of_its_cells_look_like(to, cells):
    assert unsuited(to, column(*cells)) == ""


@pytest.mark.parametrize(
    ("to", "cells", "expected"),
    [
        (ValueType.TIME, ("red", "blue"), "needs a date; no value looks like one"),
        (ValueType.NUMBER, ("red", ""), "needs a number; no value looks like one"),
        (ValueType.EMAIL, ("",), "needs an e-mail; this column is blank so far"),
        (
            ValueType.TIME,
            ("2024-03-01", *("red",) * 32),
            "needs a date; 3 % of values look like dates",
        ),
        (
            ValueType.PHONE,
            ("+15005550006", *("red",) * 300),
            "needs a phone; 1 % of values look like phones",
        ),
    ],
)
def test_a_column_that_does_not_suit_says_what_is_needed_and_what_is_there(to, cells, expected):
    assert unsuited(to, column(*cells)) == expected
