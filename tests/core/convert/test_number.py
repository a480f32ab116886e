import re
from decimal import Decimal

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.convert import exact_number
from tests.core.cells import converted

plain_numbers = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "+", "-"]),
    st.text("0123456789", max_size=24),
    st.one_of(st.just(""), st.text("0123456789", max_size=24).map(lambda digits: "." + digits)),
).filter(lambda text: any(character.isdigit() for character in text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("150.75", 150.75),
        ("0", 0),
        ("-3", -3),
        ("+7", 7),
        (" 12 ", 12),
        ("007", 7),
        (".5", 0.5),
        ("5.", 5.0),
        ("-0.1", -0.1),
        ("9223372036854775807", 2**63 - 1),
        ("-9223372036854775808", -(2**63)),
        ("123456789.1234567", 123456789.1234567),
    ],
)
def test_a_plain_number_becomes_the_number_it_says(text, number):
    value, problems = converted(text, "number")

    assert (value, type(value), problems) == (number, type(number), [])


@pytest.mark.parametrize(
    "text",
    [
        "1e5",
        "nan",
        "inf",
        "1_000",
        "٣",
        "½",
        "12 34",
        "--5",
        "+-5",
        "0x10",
        ".",
        "-",
        "abc",
    ],
)
def test_what_is_no_plain_number_is_held(text):
    assert converted(text, "number") == (None, ["number_invalid"])
    assert exact_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "9223372036854775808",
        "-9223372036854775809",
        "1" * 5_000,
        "0.12345678901234567890",
        "1" * 400 + ".0",
    ],
)
def test_a_number_that_no_json_number_says_exactly_is_held(text):
    assert converted(text, "number") == (None, ["number_inexact"])


def says_the_same(read, text):
    number = read(text)
    if number is not None:
        assert type(number) in (int, float)
        assert Decimal(orjson.dumps(number).decode()) == Decimal(text)


@given(plain_numbers)
@example("0.1234567890123456789")
@example("123456789012345.")
@example("-0")
def test_a_number_is_sent_exactly_as_its_digits_say_or_not_at_all(text):
    says_the_same(exact_number, text)


@given(plain_numbers.filter(lambda text: len(text) <= 15))
def test_up_to_fifteen_characters_every_number_can_be_sent(text):
    assert exact_number(text) is not None


@given(st.text())
def test_no_other_text_is_ever_read_as_a_number(text):
    number = exact_number(text)

    assert number is None or re.fullmatch(r"[+-]?[0-9]*\.?[0-9]*", text)


@given(st.one_of(plain_numbers, st.text()))
def test_a_number_cell_becomes_a_value_or_a_problem_never_neither(text):
    value, problems = converted(text, "number")

    assert (value is None) == (len(problems) == 1)


def test_plain_float_would_fail_these_tests():
    with pytest.raises(AssertionError):
        says_the_same(float, "0.1234567890123456789")
    with pytest.raises(AssertionError):
        says_the_same(lambda text: round(float(text), 2), "0.125")
