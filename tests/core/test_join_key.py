import pytest

from klaviyo_gui.core.join_key import key_of, key_text, shown_key


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 1001 ", "1001"),
        ("00123", "00123"),
        ("A-1", "A-1"),
        ("a-1", "a-1"),
        (" Ann@Shop.IO", "ann@shop.io"),
        ("Mu\N{COMBINING DIAERESIS}ller", "Müller"),
        ("MÜLLER@shop.de", "müller@shop.de"),
        ("  ", ""),
    ],
)
def test_keys_are_compared_without_blanks_and_addresses_without_capitals(cell, text):
    assert key_text(cell) == text


def test_a_row_has_a_key_where_all_its_cells_say_something():
    assert key_of((1,))(["x", " a "]) == "a"
    assert key_of((2,))(["x", "a"]) == ""
    both = key_of((0, 2))
    assert shown_key(both(["x", "-", "A@b.co"])) == "x + a@b.co"
    assert both(["x", "-", " "]) == both(["", "-", "y"]) == both(["x"]) == ""


def test_what_stands_in_two_cells_is_never_what_stands_in_one():
    both = key_of((0, 1))
    assert both(["ab", "c"]) != both(["a", "bc"])
