"""The country of phone numbers is read from the file or not at all."""

import pytest

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.mapping import Column, Mapping, Options, Pair
from klaviyo_gui.core.region import phone_country, reads_by_guess

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


@pytest.mark.parametrize(
    ("options", "country", "is_guess"),
    [
        (Options(guessed_country="DE"), "", True),
        (Options(phone_country="AT", guessed_country="DE"), "", False),
        (Options(guessed_country="DE"), "AT", False),
        (Options(), "", False),
    ],
)
def test_a_number_is_read_by_a_guess_where_nobody_chose_a_country(options, country, is_guess):
    phone = Pair("phone_number", Column("Phone"), conversion=Conversion(country=country))
    email = Pair("email", Column("Mail"))
    assert reads_by_guess(Mapping(profiles=(email, phone), options=options)) is is_guess
    assert not reads_by_guess(Mapping(profiles=(email,), options=options))
