from __future__ import annotations

import pytest

from klaviyo_gui.source.known_titles import is_known


@pytest.mark.parametrize(
    "cell", ["Email", "E-MAIL", "first_name", "orderId", "Preis", "SKU", " id "]
)
def test_the_usual_titles_of_columns_are_known(cell):
    assert is_known(cell)


@pytest.mark.parametrize("cell", ["", "Ann", "a@shop.io", "12", "Export of May"])
def test_values_are_no_titles(cell):
    assert not is_known(cell)
