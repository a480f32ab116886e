from __future__ import annotations

import pytest

from klaviyo_gui.source.known_titles import are_surely_titles, is_known


@pytest.mark.parametrize(
    "cell", ["Email", "E-MAIL", "first_name", "orderId", "Preis", "SKU", " id "]
)
def test_the_usual_titles_of_columns_are_known(cell):
    assert is_known(cell)


@pytest.mark.parametrize("cell", ["", "Ann", "a@shop.io", "12", "Export of May"])
def test_values_are_no_titles(cell):
    assert not is_known(cell)


def test_several_usual_titles_that_stand_in_one_row_alone_are_surely_titles():
    assert are_surely_titles(["name", "email"], [["Ann", "a@x.co"], ["name", "email"]])
    assert not are_surely_titles(["name"], [["Ann"]])
    assert not are_surely_titles(["name", "Ann"], [["Bob", "a@x.co"]])
    assert not are_surely_titles(["size", "tag"], [["color", "price"]])
