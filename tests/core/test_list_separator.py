import pytest

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.suggest import suggest_template
from klaviyo_gui.core.suggest.listing import list_separator, separator_of_lists
from klaviyo_gui.core.templates import TEMPLATES


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("a;b", "c; d", "e"), ";"),
        (("a|b|c", "d|e", ""), "|"),
        (('["a"]', '["a", "b"]', " "), ""),
        (("[]",), ""),
    ],
)
def test_cells_prove_where_they_are_to_be_split(cells, expected):
    assert list_separator(cells) == expected


@pytest.mark.parametrize(
    "cells",
    [
        (),
        ("", " "),
        ("a", "b"),
        ("a, b", "c, d"),
        ("a;b", "c"),
        ("a;b", "a;b"),
        ("a;", "b;"),
        ("a;b", "c;d", "e|f"),
        ("Shirts &amp; more", "Shoes &amp; more"),
        ("a;b", "c;d", '["e"]'),
        ("[a", "[b"),
        ('["a"', '["b"]'),
    ],
)
def test_what_cells_do_not_prove_stays_open(cells):
    assert list_separator(cells) is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("a;b", "c"), ";"),
        (("a", "b|c"), "|"),
        (("Fiction, Art", "Travel"), ","),
        (("a;b, c", "d"), ";"),
        (('["a", "b"]', "", " "), ""),
        (("1,5", "2,5"), ""),
        (("1,5", "red, blue"), ","),
        (("a,", "b"), ""),
        ((), ""),
    ],
)
def test_of_what_is_called_a_list_one_cell_shows_where_it_is_split_and_a_comma_may(cells, expected):
    assert separator_of_lists(cells) == expected


def placed(rows):
    found = suggest_template(TEMPLATES[0], ("email", "categories"), rows)
    return next(each for each in found if each.pair.target == "properties.Categories")


def test_a_list_of_a_ready_event_is_certain_where_the_cells_prove_its_separator():
    proposal = placed([("a@shop.io", "Fiction;Children"), ("b@shop.io", "Travel;Art")])
    assert proposal.is_certain
    assert proposal.pair.type is ValueType.LIST
    assert proposal.pair.conversion == Conversion(separator=";")
    assert "lists with “;” between" in proposal.reason
    assert placed([("a@shop.io", '["Fiction"]')]).reason.endswith("its texts are lists")


def test_a_list_waits_where_nothing_proves_it():
    proposal = placed([("a@shop.io", "Fiction, Children"), ("b@shop.io", "Travel, Art")])
    assert not proposal.is_certain
    assert proposal.pair.type is not ValueType.LIST
