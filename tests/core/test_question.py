from dataclasses import replace

import pytest

from klaviyo_gui.core import question as questions
from klaviyo_gui.core import zoneless
from klaviyo_gui.core.conversion import (
    AS_IT_IS,
    Conversion,
    DateStyle,
    MissingHour,
    NumberStyle,
    Others,
    Percent,
)
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Options, Pair, ValueType
from klaviyo_gui.core.otherwise import Confirmed
from klaviyo_gui.core.question import (
    Asks,
    Known,
    Question,
    is_contradiction,
    question,
    telling_percent,
)
from klaviyo_gui.core.styles import Written, see_dates, see_numbers

DAY, MONTH, YEAR = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST, DateStyle.YEAR_FIRST
POINT, COMMA = NumberStyle


SAID = Options("Europe/Berlin")


NOT_OF_ONE = {
    Asks.ZONE,
    Asks.PERCENT,
    Asks.UNREADABLE,
    Asks.NO_NUMBER,
    Asks.NO_EMAIL,
    Asks.NO_ANSWER,
}
"""What is asked of no one column."""


def asked(cells, to, conversion=AS_IT_IS, options=SAID):
    counted = [(cell, 1) for cell in cells]
    written = {"a": Written(see_dates(counted), see_numbers(counted))}
    pair = Pair("properties.a", Column("a"), to, conversion)
    found = question(Kind.EVENTS, pair, Known(written, {"a": tuple(cells)}), options)
    assert found is None or found.asks in NOT_OF_ONE or found.column == "a"
    return replace(found, column="") if found is not None else None


@pytest.mark.parametrize(
    ("cells", "chosen", "found"),
    [
        (["3.5.2024", "4.6.2024"], None, Question(Asks.DATE, "3.5.2024")),
        (["3.5.2024", "4.6.2024"], DAY, None),
        (["1.1.2024", "2.5.2024"], None, Question(Asks.DATE, "2.5.2024")),
        (["1.1.2024", "2.2.2024"], None, Question(Asks.DATE, "1.1.2024")),
        (["2024-05-31", *["4.6.2024"] * 9], None, Question(Asks.DATE, "4.6.2024")),
        (["3.5.2024", "31.6.2024"], MONTH, None),
        (
            ["1404241217", "1504241305"],
            None,
            Question(Asks.DATE, "1404241217", DateStyle.SECONDS),
        ),
        (
            ["0304241817", "1504241305", ""],
            None,
            Question(Asks.DATE, "0304241817", DateStyle.SECONDS),
        ),
        (["1404241217", "1710496800"], None, None),
        (["1404241217", "1504241305"], DateStyle.SECONDS, None),
        (["1404241217", "1504241305"], YEAR, None),
        (["3.5.2024", "31.5.2024"], DAY, None),
        (["3.5.2024", "31.5.2024"], None, Question(Asks.DATE, "31.5.2024", DAY)),
        (["3.5.2024", "31.5.2024"], MONTH, Question(Asks.DATE_OTHERWISE, "31.5.2024", DAY)),
        (["31.5.2024", "5/31/2024"], DAY, Question(Asks.DATE_OTHERWISE, "5/31/2024", MONTH)),
        (["3.5.2024", "2024/5/3"], YEAR, Question(Asks.DATE_OTHERWISE, "3.5.2024")),
        (["2024-05-31"], None, None),
        (["45000", "45001"], DateStyle.EXCEL_1904, None),
        (["45000"], None, Question(Asks.DATE, "45000", DateStyle.EXCEL)),
        (["3.5.2024", *"abcdefgh"], None, None),
        (["1001", "abc"], None, Question(Asks.UNREADABLE, "1001")),
        (["1001", "abc"], DateStyle.SECONDS, None),
        (["soon", "", " "], DAY, Question(Asks.UNREADABLE, "soon")),
        (["2024-12-31 10:00:00 UTC"], YEAR, None),
        (["2024-12-31 10:00:00 UTC"], None, Question(Asks.DATE, "2024-12-31 10:00:00 UTC", YEAR)),
        (["", " "], None, None),
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


def test_text_is_never_asked_for():
    assert asked(["3.5.2024"], ValueType.TEXT) is None


def seen(*cells):
    counted = [(cell, 1) for cell in cells]
    return Written(see_dates(counted), see_numbers(counted))


def test_a_fixed_text_that_can_mean_two_days_is_asked_for_as_a_column_is():
    nothing = Known({}, {})
    for text, found in [("3.5.2024", "3.5.2024"), ("2024-05-03", None), ("soon", None)]:
        pair = Pair("time", Fixed(text))
        told = Question(Asks.DATE, found) if found else None
        assert question(Kind.EVENTS, pair, nothing, SAID) == told
    chosen = Pair("time", Fixed("3.5.2024"), conversion=Conversion(date=DAY))
    assert question(Kind.EVENTS, chosen, nothing, SAID) is None
    number = Pair("value", Fixed("1.234"))
    assert question(Kind.EVENTS, number, nothing, SAID) == Question(Asks.NUMBER, "1.234")


JOINED = Joined((Column("day"), Column("hour")))
HOURS = {"hour": seen("10:00", "11:00")}


def joined(date, *texts, **columns):
    """Return what is asked of a joined date whose first rows hold these texts."""
    known = Known(HOURS | columns, {}, texts=lambda _: texts)
    pair = Pair("time", JOINED, conversion=Conversion(date=date))
    return question(Kind.EVENTS, pair, known, SAID)


def test_joined_columns_are_asked_about_by_the_texts_that_they_make():
    either = joined(None, "1/1/2024 10:00", "1/2/2024 10:00", day=seen("1/2/2024"))
    assert either == Question(Asks.DATE, "1/2/2024 10:00", column="day")
    assert joined(None, "2024-05-31 10:00", day=seen("2024-05-31")) is None
    assert joined(DAY, "1/2/2024 10:00", day=seen("1/2/2024")) is None


def test_joined_columns_are_asked_about_by_the_whole_column_of_each_part():
    later = joined(None, "2024-05-31 10:00", day=seen("2024-05-31", "1/2/2024"))
    assert later == Question(Asks.DATE, "1/2/2024", column="day")
    proven = joined(None, "1/2/2024 10:00", day=seen("1/2/2024", "12/31/2024"))
    assert proven == Question(Asks.DATE, "12/31/2024", MONTH, "day")
    otherwise = joined(DAY, "1/2/2024 10:00", day=seen("1/2/2024", "12/31/2024"))
    assert otherwise == Question(Asks.DATE_OTHERWISE, "12/31/2024", MONTH, "day")


def test_joined_columns_are_asked_about_by_what_the_whole_file_makes_of_them():
    pair = Pair("time", JOINED, conversion=Conversion(date=DAY))
    known = Known({}, {}, texts=lambda _: ("1/2/2024",), joined={JOINED: seen("12/31/2024")})
    asked = Question(Asks.DATE_OTHERWISE, "12/31/2024", MONTH, "day")
    assert question(Kind.EVENTS, pair, known, SAID) == asked
    assert question(Kind.EVENTS, pair, replace(known, joined={}), SAID) is None
    open_pair = replace(pair, conversion=Conversion())
    proven = Question(Asks.DATE, "12/31/2024", MONTH, "day")
    assert question(Kind.EVENTS, open_pair, known, SAID) == proven


def test_a_number_of_an_order_beside_a_date_is_no_day_of_a_workbook():
    assert joined(None, "2024-05-31 45000", day=seen("2024-05-31"), hour=seen("45000")) is None
    assert joined(DAY, "1/2/2024 45000", day=seen("1/2/2024"), hour=seen("45000")) is None


def test_every_source_of_a_pair_is_asked_about():
    columns = {"a": seen("12/31/2024"), "b": seen("31/12/2024", "1/2/2024")}
    known = Known(columns, {"b": ("5 %",)}, 7)
    month = Conversion(date=MONTH)
    pair = Pair("time", Column("a"), conversion=month, fallback=(Column("b"),))
    asked_of_b = Question(Asks.DATE_OTHERWISE, "31/12/2024", DAY, "b")
    assert question(Kind.EVENTS, pair, known, SAID) == asked_of_b
    confirmed = (Confirmed("b", MONTH, DAY, 7),)
    assert question(Kind.EVENTS, pair, known, SAID, confirmed) is None
    assert question(Kind.EVENTS, pair, replace(known, size=8), SAID, confirmed) == asked_of_b
    unchosen = Pair("time", Column("z"), fallback=(Column("b"),))
    assert question(Kind.EVENTS, unchosen, known, SAID).column == "b"
    percent = Pair("value", Column("a"), fallback=(Column("b"),))
    assert question(Kind.EVENTS, percent, Known({}, {"b": ("5 %",)}), SAID).asks is Asks.PERCENT


def test_a_fallback_that_is_not_looked_at_would_be_found_out(monkeypatch):
    real = questions._of_source
    monkeypatch.setattr(
        questions,
        "_of_source",
        lambda source, to, pair, *rest: (
            real(source, to, pair, *rest) if source == pair.source else None
        ),
    )
    with pytest.raises(AssertionError):
        test_every_source_of_a_pair_is_asked_about()


def test_where_cells_prove_two_styles_both_are_told():
    found = asked(["31.5.2024", "5/31/2024"], ValueType.TIME)
    assert found == Question(Asks.DATE, "31.5.2024", DAY, rival=(MONTH, "5/31/2024"))
    assert is_contradiction(found)
    assert not is_contradiction(asked(["31.5.2024"], ValueType.TIME))
    assert is_contradiction(asked(["31.5.2024"], ValueType.TIME, Conversion(date=MONTH)))
    assert not is_contradiction(asked(["3.5.2024"], ValueType.TIME, Conversion(date=YEAR)))


NAIVE, DAY_ALONE = "2024-05-31 14:30", "2024-05-31"
UNSAID = Options()


@pytest.mark.parametrize(
    ("cells", "choices", "found"),
    [
        ([NAIVE], {}, NAIVE),
        (["2024-05-31 14:30Z", "2024-05-31 14:30 +02:00", "1717165800"], {}, None),
        (["2024-05-31 14:30Z", NAIVE], {}, NAIVE),
        ([DAY_ALONE], {}, DAY_ALONE),
        ([DAY_ALONE, NAIVE], {}, NAIVE),
        ([DAY_ALONE], {"hour": MissingHour.DATE}, None),
        ([DAY_ALONE], {"hour": MissingHour.HOLD}, None),
        ([NAIVE], {"hour": MissingHour.DATE}, NAIVE),
        ([NAIVE], {"zone": "Asia/Tokyo"}, None),
        (["31.5.2024 14:30"], {"date": DAY}, "31.5.2024 14:30"),
        (["1717165800000"], {"date": DateStyle.MILLISECONDS}, None),
        (["45000.5"], {"date": DateStyle.EXCEL}, "45000.5"),
        (["at 2024-05-31 14:30"], {"replace": (("at ", ""),)}, "at 2024-05-31 14:30"),
        (["2024-05-31 14:30 GMT"], {"replace": ((" GMT", "Z"),)}, None),
        (["soon"], {}, None),
    ],
)
def test_whose_clock_it_was_is_asked_where_a_moment_needs_it_and_nobody_said(cells, choices, found):
    choices = Conversion(**choices)
    told = Question(Asks.ZONE, found) if found else None
    asked_now = asked(cells, ValueType.TIME, choices, UNSAID)
    assert (asked_now if found or not asked_now or asked_now.asks is Asks.ZONE else None) == told
    said = asked(cells, ValueType.TIME, choices)
    assert said is None or said.asks is not Asks.ZONE


def test_the_time_of_an_event_needs_a_zone_even_where_dates_are_to_stay_dates():
    pair = Pair("time", Column("a"), conversion=Conversion(hour=MissingHour.DATE))
    found = question(Kind.EVENTS, pair, Known({}, {"a": (DAY_ALONE,)}), UNSAID)
    assert found == Question(Asks.ZONE, DAY_ALONE)


def test_all_about_the_day_itself_is_asked_before_whose_clock_it_was():
    assert asked(["3.5.2024 14:30"], ValueType.TIME, options=UNSAID).asks is Asks.DATE
    odd = ["31.5.2024 14:30", "5/31/2024 14:30"]
    by_day = Conversion(date=DAY)
    assert asked(odd, ValueType.TIME, by_day, UNSAID).asks is Asks.DATE_OTHERWISE
    assert asked(odd[:1], ValueType.TIME, by_day, UNSAID) == Question(Asks.ZONE, odd[0])


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        (Pair("time", Fixed(NAIVE)), NAIVE),
        (Pair("time", Fixed("2024-05-31 14:30Z")), None),
        (Pair("time", Column("z"), fallback=(Column("day"),)), DAY_ALONE),
        (Pair("time", Column("z"), fallback=(Fixed(NAIVE),)), NAIVE),
        (Pair("time", Joined((Column("day"), Column("hour")))), NAIVE),
        (Pair("time", Joined((Column("day"), Column("hour"), Fixed("Z")))), None),
        (Pair("time", Column("nowhere")), None),
    ],
)
def test_fixed_joined_and_fallen_back_on_times_need_a_zone_too(pair, found):
    cells = {"z": ("2024-05-31 14:30Z",), "day": (" ", DAY_ALONE), "hour": ("14:30",)}
    told = Question(Asks.ZONE, found) if found else None
    assert question(Kind.EVENTS, pair, Known({}, cells), UNSAID) == told
    assert question(Kind.EVENTS, pair, Known({}, cells), SAID) is None


def test_a_text_to_fall_back_on_is_read_unchanged():
    chosen = Conversion(replace=((" GMT", "Z"),))
    pair = Pair("time", Column("a"), conversion=chosen, fallback=(Fixed(NAIVE),))
    cells = {"a": ("2024-05-31 14:30 GMT",)}
    assert question(Kind.EVENTS, pair, Known({}, cells), UNSAID) == Question(Asks.ZONE, NAIVE)


def test_a_cell_without_a_zone_is_known_from_the_whole_column():
    seen = see_dates([("2024-05-31 14:30Z", 1), (NAIVE, 1), (DAY_ALONE, 1)])
    assert (seen.zoneless, seen.day) == (NAIVE, DAY_ALONE)
    pair = Pair("time", Column("a"))
    cells = {"a": ("2024-05-31 14:30Z",)}
    found = question(Kind.EVENTS, pair, Known({"a": Written(seen)}, cells), UNSAID)
    assert found == Question(Asks.ZONE, NAIVE)


def test_a_date_that_becomes_a_moment_unasked_would_be_found_out(monkeypatch):
    monkeypatch.setattr(zoneless, "_fills_hour", lambda *_: False)
    with pytest.raises(AssertionError):
        test_whose_clock_it_was_is_asked_where_a_moment_needs_it_and_nobody_said(
            [DAY_ALONE], {}, DAY_ALONE
        )


def asked_of(pair, cells, seen=()):
    written = {name: Written(see_dates((cell, 1) for cell in each)) for name, each in seen}
    return question(Kind.EVENTS, pair, Known(written, cells), SAID)


def test_no_date_in_any_cell_is_asked_of_by_what_the_cells_become_and_by_all_their_columns():
    plain = Pair("time", Column("a"))
    mended = Pair("time", Column("a"), conversion=Conversion(replace=(("on ", ""),)))
    both = Pair("time", Column("a"), fallback=(Column("b"),))
    cells = {"a": ("on 2024-05-31",)}

    assert asked_of(plain, cells) == Question(Asks.UNREADABLE, "on 2024-05-31")
    assert asked_of(mended, cells) is None
    assert asked_of(both, cells | {"b": ("2024-05-31",)}) is None
    assert asked_of(both, cells | {"b": ("x",)}) == Question(Asks.UNREADABLE, "on 2024-05-31")
    assert asked_of(plain, cells, [("a", ["on 2024-05-31", "2024-05-31"])]) is None
    assert asked_of(plain, {}) is None
    assert asked_of(Pair("time", Fixed("soon")), {}) is None
    assert asked_of(Pair("time", Joined((Column("a"), Column("b")))), cells) is None


YES_NO, NUMBER = ValueType.YES_NO, ValueType.NUMBER


@pytest.mark.parametrize(
    ("cells", "target", "to", "conversion", "found"),
    [
        (["free", "gift"], "value", None, AS_IT_IS, Question(Asks.NO_NUMBER, "free")),
        (["free", "12.50"], "value", None, AS_IT_IS, None),
        (["free"], "value", None, Conversion(replace=(("free", "0"),)), None),
        (["free"], "value", None, Conversion(others=Others.LEAVE_OUT, table=(("a", "b"),)), None),
        (["1.234"], "value", None, AS_IT_IS, Question(Asks.NUMBER, "1.234")),
        (["", " "], "value", None, AS_IT_IS, None),
        (["many"], "properties.a", NUMBER, AS_IT_IS, Question(Asks.NO_NUMBER, "many")),
        (["many"], "properties.a", ValueType.TEXT, AS_IT_IS, None),
        (["words"], "profile.email", None, AS_IT_IS, Question(Asks.NO_EMAIL, "words")),
        (["words", "ann@shop.io"], "profile.email", None, AS_IT_IS, None),
        (["VIP", ""], "properties.a", YES_NO, AS_IT_IS, Question(Asks.NO_ANSWER, "VIP")),
        (["VIP"], "properties.a", YES_NO, Conversion(yes=("VIP",)), None),
        (["ja", "VIP"], "properties.a", YES_NO, AS_IT_IS, None),
    ],
)
def test_a_column_of_which_every_row_would_be_held_is_asked_about(
    cells, target, to, conversion, found
):
    counted = [(cell, 1) for cell in cells]
    written = {"a": Written(see_dates(counted), see_numbers(counted))}
    pair = Pair(target, Column("a"), to, conversion)
    known = Known(written, {"a": tuple(cells)})
    asked = question(Kind.EVENTS, pair, known, SAID)
    assert (replace(asked, column="") if asked is not None else None) == found


def test_a_number_further_down_the_file_is_one_that_can_be_read():
    pair = Pair("value", Column("a"))
    whole = [("free", 9), ("12.50", 1)]
    known = Known({"a": Written(see_dates(whole), see_numbers(whole))}, {"a": ("free",)})
    assert question(Kind.EVENTS, pair, known, SAID) is None
    assert asked_of(pair, {"a": ("free",)}) == Question(Asks.NO_NUMBER, "free")


def test_a_text_that_stands_in_for_blank_cells_must_be_one_that_can_be_read():
    pair = Pair("value", Column("a"), fallback=(Fixed("none"),))
    assert asked_of(pair, {"a": ("12.50",)}) == Question(Asks.NO_NUMBER, "none")
    assert asked_of(replace(pair, fallback=(Fixed("0"),)), {"a": ("12.50",)}) is None
