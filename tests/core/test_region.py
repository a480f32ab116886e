"""The country of phone numbers is read from the file or not at all."""

import pytest

from klaviyo_gui.core.region import phone_country

HEADER = ("EMAIL", "BILL_COUNTRY_CODE")


@pytest.mark.parametrize(
    ("cells", "country"),
    [
        (["USA", "usa ", ""], "US"),
        (["de", "DE"], "DE"),
        (["Deutschland"], "DE"),
        (["USA", "CA"], ""),
        (["Atlantis"], ""),
        (["USA", "Atlantis"], ""),
        ([], ""),
    ],
)
def test_all_rows_must_agree_on_the_country(cells, country):
    assert phone_country(HEADER, [["a@b.co", cell] for cell in cells]) == country


def test_no_country_column_means_no_country():
    assert phone_country(("EMAIL", "SHIPPING_NOTE"), [["a@b.co", "USA"]]) == ""


def test_a_row_that_ends_early_is_passed_over():
    assert phone_country(HEADER, [["a@b.co"], ["a@b.co", "FR"]]) == "FR"
