from __future__ import annotations

import pytest

from klaviyo_gui.core.lost_zeros import LostZeros, has_five_digits

ZIPS = LostZeros(((3, 5), (4, 5)), "Country", in_unknown=False)


@pytest.mark.parametrize(
    ("cell", "country", "restored"),
    [
        ("7102", "US", "07102"),
        ("501", "Germany", "00501"),
        ("1010", "Austria", None),
        ("1010", "", None),
        ("0710", "US", None),
        ("97205", "US", None),
        ("710a", "US", None),
    ],
)
def test_zeros_come_back_where_the_country_has_five_digits(cell, country, restored):
    assert ZIPS.restored(cell, country) == restored


def test_without_a_country_every_number_of_that_length_gets_them():
    assert LostZeros(((4, 5),)).restored("7102", "Austria") == "07102"


def test_where_most_are_whole_an_unknown_country_counts_as_one_with_five():
    assert LostZeros(((4, 5),), "Country").restored("7102", "Nowhere") == "07102"
    assert LostZeros(((4, 5),), "Country").restored("7102", "AT") is None


def test_a_country_has_five_digits_or_not_or_is_not_known():
    assert (has_five_digits("DE"), has_five_digits("AT"), has_five_digits("?")) == (
        True,
        False,
        None,
    )
