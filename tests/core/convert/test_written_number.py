"""Numbers come back exactly from every way of writing, or are held; a second reader checks it."""

from decimal import Decimal

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import NumberStyle, Percent
from klaviyo_gui.core.convert.number import styles_of, written_number
from tests.core.cells import converted

SIGNS = {NumberStyle.POINT: (",", "."), NumberStyle.COMMA: (".", ",")}
BLANKS = (" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019")
exact = st.integers(0, 4).flatmap(
    lambda places: st.integers(0, 10**12).map(lambda whole: Decimal(whole).scaleb(-places))
)
styles = st.sampled_from(NumberStyle)
frames = st.sampled_from(
    [
        ("{}", 1),
        ("-{}", -1),
        ("- {}", -1),
        ("\u2212{}", -1),
        ("{}-", -1),
        ("({})", -1),
        ("+{}", 1),
        ("${}", 1),
        ("€ {}", 1),
        ("{} €", 1),
        ("{}\u00a0€", 1),
        ("{}\u202fEUR", 1),
        ("-${}", -1),
        ("$-{}", -1),
        ("($ {})", -1),
        ("$ ({})", -1),
        ("$({})", -1),
        ("EUR ({})", -1),
        ("({}) €", -1),
        ("({} €)", -1),
        ("(-{})", -1),
        ("(\u2212 $ {})", -1),
        ("US$ {} USD", 1),
        ("CHF {}", 1),
        ("R$ {}", 1),
        ("$ {} USD", 1),
        ("  {}\t", 1),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        *("USD12.50EUR", "$ 12.50 €", "12.50 € (12.50)", "£ (12.50) EUR", "US$ 12.50 CAD"),
        *("kr 12.50 EUR", "(+5)", "-(5)", "$-(5)", "(--5)", "(5-)-", "$ (5", "$ 5)", "(5) 5"),
        *("$ $ 5 (5)", "(5-2)"),
    ],
)
def test_signs_that_contradict_one_another_are_no_number(text):
    assert converted(text, "number") == (None, ["number_invalid"])


@pytest.mark.parametrize("text", ["$ 12.50 CAD", "kr 12.50 SEK", "kr. 12.50 DKK", "C$ 12.50 CAD"])
def test_a_sign_and_a_code_of_one_currency_are_a_sum(text):
    assert converted(text, "number") == (12.5, [])


def grouped(number, thousands, decimal):
    """Write a number that is not negative with its thousands apart."""
    whole, _, fraction = format(number, "f").partition(".")
    parts = []
    while len(whole) > 3:
        whole, last = whole[:-3], whole[-3:]
        parts.insert(0, last)
    return thousands.join([whole, *parts]) + (decimal + fraction if fraction else "")


def second_reader(digits, style):
    """Read digits sign by sign, as somebody would who chose the style; None for no number."""
    thousands, decimal = SIGNS[style]
    whole, mark, fraction = digits.partition(decimal)
    if (mark and not all(each in "0123456789" for each in fraction)) or not whole + fraction:
        return None
    between = {each for each in whole if each not in "0123456789"}
    if between:
        sign = between.pop()
        if between or sign not in (thousands, *BLANKS) or whole[0] == "0":
            return None
        first, *others, last = whole.split(sign)
        is_usual = 1 <= len(first) <= 3 and all(len(each) == 3 for each in others)
        is_indian = sign == "," and 1 <= len(first) <= 2 and all(len(each) == 2 for each in others)
        if len(last) != 3 or not (is_usual or (is_indian and others)):
            return None
        whole = whole.replace(sign, "")
    return Decimal(f"{whole or 0}.{fraction or 0}")


def says(value, number):
    return Decimal(orjson.dumps(value).decode()) == number


def read_back(read, text, style, number):
    """Hold ``read`` to it: a number exactly as it was written, or none at all."""
    value, problems = read(text, style)
    assert value is not None or problems
    if value is not None:
        assert says(value, number), (text, value)
        assert problems == []
    return value


def read(text, style):
    return converted(text, "number", number=style)


@given(exact, styles, frames, st.sampled_from([None, *BLANKS]))
@example(Decimal("1234.50"), NumberStyle.COMMA, ("({})", -1), None)
def test_a_number_comes_back_exactly_in_its_style_and_never_wrongly_without(
    number, style, frame, blank
):
    form, sign = frame
    thousands, decimal = SIGNS[style]
    text = form.format(grouped(number, blank or thousands, decimal))
    is_phone_like = "+" in form and blank not in (None, "'", "\u2019") and "." not in f"{number:f}"

    if is_phone_like and number >= 1000:
        assert read(text, style) == (None, ["number_invalid"])
        return
    assert read_back(read, text, style, sign * number) is not None
    value, problems = read(text, None)
    if value is None:
        assert problems in (["number_ambiguous"], ["number_invalid"])
    else:
        assert says(value, sign * number)


shreds = st.text("0123456789.,' \u00a0", min_size=1, max_size=14)


@given(st.one_of(shreds, st.text("0123456789.,", min_size=1, max_size=10)), st.booleans())
@example("1.234", False)
@example("012.345", False)
@example("1.23.456", False)
@example("12,34,567.8", False)
@example("1,23,456", False)
def test_what_two_styles_read_differently_is_held_and_what_one_reads_is_read_so(text, is_negative):
    digits = text.strip()
    readings = {
        style: found
        for style in NumberStyle
        if digits and (found := second_reader(digits, style)) is not None
    }
    sign = -1 if is_negative else 1
    text = f"-{digits}" if is_negative else digits

    for style in NumberStyle:
        value, _ = read(text, style)
        assert (value is not None) == (style in readings)
        assert value is None or says(value, sign * readings[style])
    value, problems = read(text, None)
    if len(set(readings.values())) > 1:
        assert problems == ["number_ambiguous"]
    elif readings:
        assert says(value, sign * next(iter(readings.values())))
    else:
        assert problems == ["number_invalid"]


@pytest.mark.parametrize("style", [None, *NumberStyle])
@pytest.mark.parametrize(
    "text",
    [
        "ABC123",
        "12-34",
        "1.2.3",
        "1.23.456",
        "10.0.0.1",
        "10:30",
        "2024-05-31",
        "31.05.2024",
        "31/05/2024",
        "+49 30 123456",
        "+33 612 345 678",
        "(650) 253-0000",
        "1,234,56",
        "1.234,567.8",
        "1 234'567",
        "(5",
        "5)",
        "--5",
        "-5-",
        "5 -",
        "%5",
        "5 5",
        "12,- 5",
        "$",
        "€ -",
        "EUR",
        "12 XYZ",
        "1e5",
        "0x1F",
        "١٢",
        "1٬234",
        "12\n34",
        "",
        "(" + " " * 5_000 + "x",
        "-" + " " * 5_000 + "5",
    ],
)
def test_nothing_else_is_a_number(text, style):
    assert read(text, style) == (None, ["number_invalid"])


def test_what_could_be_an_address_of_a_computer_waits_for_a_choice():
    assert read("192.168.100.200", None) == (None, ["number_invalid"])
    assert read("192.168.100.200", NumberStyle.COMMA) == (192168100200, [])
    assert read("192.168.100.300", None) == (192168100300, [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,-", 12),
        ("€ 12,-", 12),
        ("1.234,-- €", 1234),
        ("12.\u2013", 12),
        ("CHF 1'234.-", 1234),
        ("-12,-", -12),
        ("12,00-", -12),
        ("1'234.50", 1234.5),
        ("1.234.567", 1234567),
        ("1,23,456.00", 123456),
        ("(1.234,50)", -1234.5),
        ("12,00 €", 12),
        ("- 5", -5),
        ("-0", 0),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("kr. 12,50", 12.5),
    ],
)
def test_what_proves_itself_is_read_without_a_style(text, number):
    assert read(text, None) == (number, [])


def test_a_percent_waits_until_somebody_says_what_it_becomes():
    assert read("12 %", None) == (None, ["percent_unsaid"])
    assert converted("12,5%", "number", percent=Percent.WHOLE) == (12.5, [])
    assert converted("12,5 %", "number", percent=Percent.FRACTION) == (0.125, [])
    assert converted("100%", "number", percent=Percent.FRACTION) == (1, [])
    assert converted("(5%)", "number", percent=Percent.FRACTION) == (-0.05, [])


def test_a_percent_loses_no_digit_however_many_it_has():
    text = f"0.5{'0' * 40}1%"

    assert converted(text, "number", percent=Percent.FRACTION) == (None, ["number_inexact"])


def test_the_styles_of_a_text_are_those_in_which_it_is_a_number():
    assert styles_of("1.234") == (NumberStyle.POINT, NumberStyle.COMMA)
    assert styles_of("1.234,5") == (NumberStyle.COMMA,)
    assert styles_of("1.2.3") == ()
    assert styles_of("x") == ()
    assert written_number("x") is None


def test_readers_that_guess_or_take_a_dash_for_a_minus_would_fail_these_tests():
    def guessing(text, _style):
        return float(text.replace(",", "")), []

    def dashing(text, style):
        return read(f"-{text[:-1]}", style)

    with pytest.raises(AssertionError):
        read_back(guessing, "1.234,50", NumberStyle.COMMA, Decimal("1234.50"))
    with pytest.raises(AssertionError):
        read_back(dashing, "12,-", NumberStyle.COMMA, Decimal(12))
