import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.cells import converted


def currency(text, **conversion):
    return converted(text, "text", target="value_currency", **conversion)


@pytest.mark.parametrize("text", ["USD", "usd", " Eur "])
def test_a_code_of_three_letters_is_sent_in_capitals(text):
    assert currency(text) == (text.strip().upper(), [])


@pytest.mark.parametrize("text", ["$", "US", "DOLLAR", "U5D", "\uff35\uff33\uff24", "€€€", "ßa"])
def test_anything_else_is_held(text):
    assert currency(text) == (None, ["currency_invalid"])


def test_signs_become_codes_by_the_table_of_values():
    assert currency("€", table=(("€", "EUR"),)) == ("EUR", [])


@given(st.text())
def test_what_is_sent_is_always_three_capital_letters(text):
    value, problems = currency(text)

    assert (value is None) == (problems == ["currency_invalid"])
    assert value is None or (len(value) == 3 and value.isascii() and value.isupper())
