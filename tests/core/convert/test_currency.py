import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.convert.currencies import KNOWN
from klaviyo_gui.core.convert.signs import currencies_of, signs_in
from tests.core.cells import converted

SAMPLES = ("US$", "C$", "R$", "A$", *"$€£¥₹₽₩₺₴₫₪₱฿₦₡₲₸", "kr", "zł", "Kč", "Ft", "lei", "Fr", "Rs")


def currency(text, **conversion):
    return converted(text, "text", target="value_currency", **conversion)


@pytest.mark.parametrize("text", ["USD", "usd", " Eur "])
def test_a_code_of_three_letters_is_sent_in_capitals(text):
    assert currency(text) == (text.strip().upper(), [])


@pytest.mark.parametrize("text", ["$", "US", "DOLLAR", "U5D", "\uff35\uff33\uff24", "€€€", "ßa"])
def test_anything_else_is_held(text):
    assert currency(text) == (None, ["currency_invalid"])


@pytest.mark.parametrize("text", ["usq", "XXX", "EUC", "GBX", "DOL"])
def test_a_code_that_no_currency_has_is_told_of_and_sent(text):
    assert currency(text) == (text.upper(), ["currency_unknown"])


@pytest.mark.parametrize("text", ["DEM", "HRK", "CUC", "VEF", "ZWG", "XCG", "SLE", "XAU"])
def test_codes_of_old_orders_and_of_late_are_known(text):
    assert currency(text) == (text, [])


def test_every_code_that_a_sign_may_stand_for_is_that_of_a_currency():
    codes = {code for sign in signs_in(" ".join(SAMPLES)) for code in currencies_of(sign)}
    assert len(codes) > 60
    assert codes <= KNOWN
    assert all(len(code) == 3 and code.isupper() for code in KNOWN)


def test_signs_become_codes_by_the_table_of_values():
    assert currency("€", table=(("€", "EUR"),)) == ("EUR", [])


@given(st.text())
def test_what_is_sent_is_always_three_capital_letters(text):
    value, problems = currency(text)

    assert (value is None) == (problems == ["currency_invalid"])
    assert value is None or (len(value) == 3 and value.isascii() and value.isupper())
