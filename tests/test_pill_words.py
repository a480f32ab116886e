import pytest

from klaviyo_gui.core.conversion import (
    Conversion,
    DateStyle,
    LetterCase,
    MissingHour,
    NumberStyle,
    Percent,
    Unread,
)
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Options, Pair, ValueType
from klaviyo_gui.core.question import Asks, Question
from klaviyo_gui.wording import moment_words, pill_words, question_words, value_words

DAY = DateStyle.DAY_FIRST
A = Column("a")
OPTIONS = Options("Europe/Berlin", "DE")


def words(to=ValueType.TEXT, source=A, fallback=(), options=OPTIONS, **choices):
    pair = Pair("properties.a", source, to, Conversion(**choices), fallback)
    return pill_words(Kind.EVENTS, pair, options)


@pytest.mark.parametrize(
    ("said", "pill"),
    [
        (words(), "text"),
        (
            words(case=LetterCase.LOWER, table=tuple(zip("abcde", "vwxyz", strict=True))),
            "text · lower · table of 5",
        ),
        (words(trim=True, replace=(("a", "b"),)), "text · trimmed · 1 replaced"),
        (words(domains=(("gmial.com", "gmail.com"),)), "text · 1 domain mended"),
        (words(ValueType.NUMBER), "number"),
        (words(ValueType.NUMBER, number=NumberStyle.COMMA), "number · 1.234,50"),
        (words(ValueType.NUMBER, percent=Percent.FRACTION), "number · 12 % is 0.12"),
        (words(ValueType.TIME), "date · Berlin"),
        (words(ValueType.TIME, date=DAY), "date · day first · Berlin"),
        (words(ValueType.TIME, date=DAY, zone="America/New_York"), "date · day first · New York"),
        (words(ValueType.TIME, hour=MissingHour.NOON), "date · Berlin · noon if no hour"),
        (words(ValueType.PHONE), "phone · DE"),
        (words(ValueType.PHONE, country="AT"), "phone · AT"),
        (words(ValueType.PHONE, options=Options()), "phone"),
        (words(ValueType.YES_NO), "yes/no"),
        (words(ValueType.YES_NO, yes=("opt-in",)), "yes/no · opt-in or no"),
        (words(ValueType.LIST, separator=";"), "list · ;"),
        (words(ValueType.LIST), "list · in brackets"),
        (words(ValueType.NUMBER, unread=Unread.LEAVE_OUT), "number · unreadable left out"),
        (words(ValueType.EMAIL), "e-mail"),
        (words(source=Joined((Column("FIRST"), Column("LAST")))), "FIRST + LAST"),
        (words(fallback=(Fixed("friend"),)), "else “friend”"),
        (words(case=LetterCase.UPPER, fallback=(Fixed("x"),)), "text · upper · else “x”"),
    ],
)
def test_a_pill_says_in_few_words_what_happens(said, pill):
    assert said == pill


@pytest.mark.parametrize(
    ("asked", "pill"),
    [
        (Question(Asks.DATE, "3.5.2024"), "date · day or month first?"),
        (Question(Asks.DATE, "31.5.2024", DAY), "date · day first?"),
        (Question(Asks.DATE_OTHERWISE, "5/31/2024"), "date · day first · Berlin?"),
    ],
)
def test_what_is_asked_stands_on_the_pill(asked, pill):
    pair = Pair("time", Column("a"), conversion=Conversion(date=DAY))
    assert pill_words(Kind.EVENTS, pair, OPTIONS, asked) == pill


@pytest.mark.parametrize("asks", Asks)
@pytest.mark.parametrize("style", [None, DAY])
def test_every_question_names_the_cell_and_what_to_do(asks, style):
    words = question_words(Question(asks, " 3.5.2024 ", style))
    assert "“3.5.2024”" in words.what
    assert words.what.endswith(".")
    assert words.advice.endswith(".")


def test_a_question_names_the_column_and_both_styles_that_its_cells_prove():
    month = DateStyle.MONTH_FIRST
    both = Question(Asks.DATE, "31.5.2024", DAY, "When", (month, "5/31/2024"))
    assert question_words(both).what == (
        "The column “When” holds “31.5.2024”: day first, and also “5/31/2024”: month first."
    )
    pair = Pair("time", Column("When"))
    assert pill_words(Kind.EVENTS, pair, OPTIONS, both) == "date · day or month first?"
    otherwise = Question(Asks.DATE_OTHERWISE, "5/31/2024", month, "When")
    assert "“When” also holds “5/31/2024”: month first" in question_words(otherwise).what
    unread = question_words(Question(Asks.DATE_OTHERWISE, "5/31/2024", column="When"))
    assert "the chosen way does not read" in unread.what
    assert "in this column" not in question_words(Question(Asks.DATE, "3.5.2024")).what
    stamp = question_words(Question(Asks.DATE, "1404241217", DateStyle.SECONDS, "When"))
    assert "may count seconds, or be a day with its time" in stamp.what


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (7, "7"),
        ("x", "x"),
        (["red", True, ["a", "b"]], "red, yes, (a, b)"),
        ({"size": "M", "more": {"a": 1}}, "size: M, more: (a: 1)"),
    ],
)
def test_values_are_said_on_one_line(value, said):
    assert value_words(value) == said


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2024-05-31T14:30:00+02:00", "31 May 2024, 14:30 (+02:00)"),
        ("2024-05-31T14:30:05.250000+00:00", "31 May 2024, 14:30:05 (+00:00)"),
        ("2024-05-31", "31 May 2024"),
        ("tomorrow", "tomorrow"),
        ("", ""),
    ],
)
def test_moments_are_said_with_their_distance_from_greenwich(iso, said):
    assert moment_words(iso) == said


def test_the_pill_of_phones_says_whose_country_comes_first():
    def said(country, options=OPTIONS, *, is_by_row=True):
        pair = Pair("phone_number", A, conversion=Conversion(country=country))
        return pill_words(Kind.PROFILES, pair, options, is_by_row=is_by_row)

    assert said("AT") == "phone · each row's country · else AT"
    assert said("") == "phone · each row's country · else DE"
    assert said("", Options()) == "phone · each row's country"
    assert said("AT", is_by_row=False) == "phone · AT"
