import pytest

from klaviyo_gui.core.conversion import AS_IT_IS, Conversion, DateStyle, NumberStyle, Percent
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.question import Asks, Question, question, telling_percent
from klaviyo_gui.core.styles import Written, see_dates, see_numbers

DAY, MONTH, YEAR = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST, DateStyle.YEAR_FIRST
POINT, COMMA = NumberStyle


def asked(cells, to, conversion=AS_IT_IS):
    counted = [(cell, 1) for cell in cells]
    written = {"a": Written(see_dates(counted), see_numbers(counted))}
    pair = Pair("properties.a", Column("a"), to, conversion)
    return question(Kind.EVENTS, pair, written, {"a": tuple(cells)})


@pytest.mark.parametrize(
    ("cells", "chosen", "found"),
    [
        (["3.5.2024", "4.6.2024"], None, Question(Asks.DATE, "3.5.2024")),
        (["3.5.2024", "4.6.2024"], DAY, None),
        (["1.1.2024", "2.5.2024"], None, Question(Asks.DATE, "2.5.2024")),
        (["1.1.2024", "2.2.2024"], None, Question(Asks.DATE, "1.1.2024")),
        (["2024-05-31", *["4.6.2024"] * 9], None, Question(Asks.DATE, "4.6.2024")),
        (["3.5.2024", "31.6.2024"], MONTH, None),
        (["3.5.2024", "31.5.2024"], DAY, None),
        (["3.5.2024", "31.5.2024"], None, Question(Asks.DATE, "31.5.2024", DAY)),
        (["3.5.2024", "31.5.2024"], MONTH, Question(Asks.DATE_OTHERWISE, "31.5.2024", DAY)),
        (["31.5.2024", "5/31/2024"], DAY, Question(Asks.DATE_OTHERWISE, "5/31/2024", MONTH)),
        (["3.5.2024", "2024/5/3"], YEAR, Question(Asks.DATE_OTHERWISE, "3.5.2024")),
        (["2024-05-31"], None, None),
        (["45000", "45001"], DateStyle.EXCEL_1904, None),
        (["45000"], None, Question(Asks.DATE, "45000", DateStyle.EXCEL)),
        (["3.5.2024", *"abcdefgh"], None, None),
    ],
)
def test_dates_are_asked_for_until_they_are_chosen_and_where_they_are_written_otherwise(
    cells, chosen, found
):
    assert asked(cells, ValueType.TIME, Conversion(date=chosen)) == found


@pytest.mark.parametrize(
    ("cells", "chosen", "found"),
    [
        (["1.234", "7"], None, Question(Asks.NUMBER, "1.234")),
        (["1.234", "7"], COMMA, None),
        (["1.234,50", "7"], None, None),
        (["1.234,50", "7"], COMMA, None),
        (["1.234,50", "7"], POINT, Question(Asks.NUMBER_OTHERWISE, "1.234,50", COMMA)),
        (["7"], None, None),
    ],
)
def test_numbers_are_asked_for_where_they_can_mean_two(cells, chosen, found):
    assert asked(cells, ValueType.NUMBER, Conversion(number=chosen)) == found


def test_percentages_are_asked_for_until_they_are_chosen():
    cells = ["0 %", "12.5 %"]
    assert asked(cells, ValueType.NUMBER) == Question(Asks.PERCENT, "12.5 %")
    assert asked(cells, ValueType.NUMBER, Conversion(percent=Percent.WHOLE)) is None
    assert telling_percent(["7"]) == ""


def test_text_and_what_is_no_column_are_never_asked_for():
    assert asked(["3.5.2024"], ValueType.TEXT) is None
    fixed = Pair("time", Fixed("3.5.2024"))
    assert question(Kind.EVENTS, fixed, {}, {}) is None
