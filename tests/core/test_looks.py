"""Looks are loose: what a cell probably is."""

import pytest

from klaviyo_gui.core import looks

LOOKS = {
    "email": looks.looks_like_email,
    "phone": looks.looks_like_phone,
    "number": looks.looks_like_number,
    "time": looks.looks_like_time,
    "date": looks.looks_like_date,
    "country": looks.looks_like_country,
}


@pytest.mark.parametrize(
    ("cell", "alike"),
    [
        ("a@b.co", {"email"}),
        (" a@b.co ", {"email"}),
        ("a@b", set()),
        ("a b@c.de", set()),
        ("(555) 864-9987", {"phone"}),
        ("+49 171 123456", {"phone"}),
        ("555-864", set()),
        ("1234567", {"phone", "number"}),
        ("1234567890123456", {"number"}),
        ("-12.50", {"number"}),
        ("1,250.00", {"number"}),
        ("2024-03-02", {"phone", "time", "date"}),
        ("2024-03-02 19:12:16", {"time", "date"}),
        ("31/12/2024", {"phone", "time", "date"}),
        ("31.12.24 8:15", {"time", "date"}),
        ("31.12/2024", {"phone"}),
        ("1700000000", {"phone", "number", "time"}),
        ("us", {"country"}),
        ("Germany ", {"country"}),
        ("Atlantis", set()),
        ("", set()),
    ],
)
def test_a_cell_looks_like_what_it_may_be(cell, alike):
    assert {name for name, look in LOOKS.items() if look(cell)} == alike


@pytest.mark.parametrize(
    ("cell", "is_money"),
    [
        ("$1,234.50", True),
        ("1.234,56 €", True),
        ("EUR 5", True),
        ("-5.00", True),
        ("12 kr", True),
        ("US$ 7.5", True),
        ("5.00 ", True),
        ("5", False),
        ("5.5", False),
        ("5.000", False),
        ("a lot", False),
        ("", False),
    ],
)
def test_an_amount_of_money_has_a_sign_of_currency_or_two_decimals(cell, is_money):
    assert looks.looks_like_money(cell) is is_money
