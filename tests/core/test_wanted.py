from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core import wanted as under_test
from klaviyo_gui.core.cell_reading import CellReading, cell_readings
from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle
from klaviyo_gui.core.errors import ConditionDoubtful, ConditionUnusable
from klaviyo_gui.core.mapping import Column, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.row_filter import UNSAID, Ask, Condition, RowFilter
from klaviyo_gui.core.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.scale import Scale

TODAY = date(2026, 11, 27)
NUMBER = CellReading(ValueType.NUMBER)
TIME = CellReading(ValueType.TIME)


def is_wanted(cell, test, *values, reading=None, **styles):
    condition = Condition("a", test, values, **styles)
    readings = {} if reading is None else {"a": reading}
    return wanted(RowFilter((condition,)), ("a",), readings, TODAY)([cell])


@pytest.mark.parametrize(
    ("cell", "test", "values", "verdict"),
    [
        ("DE", Ask.IS, ("de ",), True),
        (" De", Ask.IS, ("DE",), True),
        ("DEU", Ask.IS, ("DE",), False),
        ("", Ask.IS, ("DE",), False),
        ("Mu\N{COMBINING DIAERESIS}ller", Ask.IS, ("Müller",), True),
        ("DE", Ask.IS_NOT, ("AT",), True),
        ("", Ask.IS_NOT, ("AT",), True),
        ("at", Ask.IS_NOT, ("AT",), False),
        ("AT", Ask.IS_ONE_OF, ("DE", "AT"), True),
        ("CH", Ask.IS_ONE_OF, ("DE", "AT"), False),
        ("", Ask.IS_BLANK, (), True),
        (" \t", Ask.IS_BLANK, (), True),
        ("x", Ask.IS_BLANK, (), False),
        ("x", Ask.IS_FILLED, (), True),
        (" ", Ask.IS_FILLED, (), False),
        ("Summer SALE", Ask.CONTAINS, ("sale",), True),
        ("Summer", Ask.CONTAINS, ("sale",), False),
        ("Summer", Ask.CONTAINS_NOT, ("sale",), True),
        ("Summer sale", Ask.BEGINS, ("SUMMER",), True),
        ("The summer", Ask.BEGINS, ("summer",), False),
        ("ann@b.co ", Ask.ENDS, ("@B.CO",), True),
        ("ann@b.co.uk", Ask.ENDS, ("@b.co",), False),
        ("100.01", Ask.IS_ABOVE, ("100",), True),
        ("100.00", Ask.IS_ABOVE, ("100",), False),
        ("99", Ask.IS_ABOVE, ("100",), False),
        ("$9.50", Ask.IS_BELOW, ("10",), True),
        ("12 %", Ask.IS_BELOW, ("13",), True),
        ("", Ask.IS_ABOVE, ("-5",), False),
        (" ", Ask.IS_BELOW, ("5",), False),
        ("2024-06-01", Ask.IS_AFTER, ("2024-05-31",), True),
        ("2024-05-31 23:59", Ask.IS_AFTER, ("2024-05-31",), False),
        ("2024-05-31 23:59", Ask.IS_AFTER, ("2024-05-31 12:00",), True),
        ("2024-05-30 23:59", Ask.IS_BEFORE, ("2024-05-31",), True),
        ("2024-05-31 00:00", Ask.IS_BEFORE, ("2024-05-31",), False),
        ("2024-05-31 11:00", Ask.IS_BEFORE, ("2024-05-31 12:00",), True),
        ("", Ask.IS_BEFORE, ("2024-05-31",), False),
    ],
)
def test_a_cell_meets_a_condition_or_does_not(cell, test, values, verdict):
    assert is_wanted(cell, test, *values) is verdict


@pytest.mark.parametrize(
    ("cell", "test", "value"),
    [
        ("many", Ask.IS_ABOVE, "100"),
        ("1.234", Ask.IS_ABOVE, "100"),
        ("1.234", Ask.IS_BELOW, "100"),
        ("03.04.2024", Ask.IS_AFTER, "2024-01-01"),
        ("soon", Ask.IS_BEFORE, "2024-01-01"),
        ("0001-01-01T00:00:00+14:00", Ask.IS_BEFORE, "2024-01-01"),
    ],
)
def test_a_cell_that_cannot_be_read_in_one_way_decides_nothing(cell, test, value):
    assert is_wanted(cell, test, value) is None


def test_numbers_and_dates_are_read_in_the_style_of_their_column():
    comma = CellReading(number=NumberStyle.COMMA)
    assert is_wanted("1.234", Ask.IS_ABOVE, "1.000,50", reading=comma) is True
    point = CellReading(number=NumberStyle.POINT)
    assert is_wanted("1.234", Ask.IS_ABOVE, "100", reading=point) is False
    # What the condition itself says comes first.
    assert is_wanted("1.234", Ask.IS_ABOVE, "100", reading=point, number=NumberStyle.COMMA) is True
    german = CellReading(date=DateStyle.DAY_FIRST)
    assert is_wanted("03.04.2024", Ask.IS_AFTER, "2024-03-31", reading=german) is True
    american = CellReading(date=DateStyle.MONTH_FIRST)
    assert is_wanted("03.04.2024", Ask.IS_AFTER, "2024-03-31", reading=american) is False
    assert is_wanted("31.04.24", Ask.IS_AFTER, "2024-03-31", date=DateStyle.MONTH_FIRST) is None


def test_a_moment_with_an_offset_is_told_by_the_clock_of_the_zone():
    berlin = CellReading(zone="Europe/Berlin")
    cell = "2024-05-31T23:30:00Z"
    assert is_wanted(cell, Ask.IS_AFTER, "2024-05-31", reading=berlin) is True
    assert is_wanted(cell, Ask.IS_AFTER, "2024-05-31") is False
    assert is_wanted(cell, Ask.IS_AFTER, "2024-05-31 23:00") is True


@pytest.mark.parametrize(
    ("cell", "value", "reading", "verdict"),
    [
        ("10.00", "10", NUMBER, True),
        ("10,0", "10", NUMBER, True),
        ("10.01", "10", NUMBER, False),
        ("ten", "10", NUMBER, False),
        ("Ten", "ten", NUMBER, True),
        ("", "10", NUMBER, False),
        ("1.234", "1234", NUMBER, None),
        ("10.00", "10", None, False),
        ("2024-05-31 14:30", "2024-05-31", TIME, True),
        ("31 May 2024", "2024-05-31", TIME, True),
        ("2024-06-01", "2024-05-31", TIME, False),
        ("03.04.2024", "2024-04-03", TIME, None),
        ("never", "2024-04-03", TIME, False),
        ("", "2024-04-03", TIME, False),
    ],
)
def test_what_is_sent_as_a_number_or_a_time_is_the_same_however_it_is_written(
    cell, value, reading, verdict
):
    assert is_wanted(cell, Ask.IS, value, reading=reading) is verdict
    opposite = None if verdict is None else not verdict
    assert is_wanted(cell, Ask.IS_NOT, value, reading=reading) is opposite


@pytest.mark.parametrize(
    ("test", "values"),
    [
        (Ask.IS_ABOVE, ("many",)),
        (Ask.IS_ABOVE, ("1.234",)),
        (Ask.IS_AFTER, ("03.04.2024",)),
        (Ask.IS, ()),
        (Ask.IS, ("a", "b")),
        (Ask.IS, (" ",)),
        (Ask.IS_ONE_OF, ()),
        (Ask.IS_BLANK, ("a",)),
    ],
)
def test_a_value_with_which_nothing_can_be_compared_is_refused(test, values):
    with pytest.raises(ConditionUnusable) as caught:
        is_wanted("1", test, *values)
    assert (caught.value.column, caught.value.ask) == ("a", test)


DAY_FIRST = Condition("a", Ask.IS_BEFORE, ("03/04/2026",), date=DateStyle.DAY_FIRST)
POINT = Condition("a", Ask.IS_ABOVE, ("1.5",), number=NumberStyle.POINT)
GERMAN = CellReading(number=NumberStyle.COMMA, seen_number=NumberStyle.COMMA)
GUESSED = CellReading(
    number=NumberStyle.COMMA,
    date=DateStyle.MONTH_FIRST,
    zone="UTC",
    seen_number=NumberStyle.COMMA,
    seen_date=DateStyle.MONTH_FIRST,
    is_number_guessed=True,
    is_date_guessed=True,
)


@pytest.mark.parametrize(
    ("ask", "value", "style"),
    [
        (Ask.IS_ABOVE, "1.000", {"number": NumberStyle.COMMA}),
        (Ask.IS_BEFORE, "03/04/2026", {"date": DateStyle.MONTH_FIRST}),
    ],
)
def test_a_value_that_means_two_things_is_compared_only_where_somebody_says_its_style(
    ask, value, style
):
    condition = Condition("a", ask, (value,))
    with pytest.raises(ConditionDoubtful) as caught:
        wanted(RowFilter((condition,)), ("a",), {"a": GUESSED}, TODAY)
    assert (caught.value.column, caught.value.ask, caught.value.value) == ("a", ask, value)
    wanted(RowFilter((replace(condition, **style),)), ("a",), {"a": GUESSED}, TODAY)
    if ask is Ask.IS_ABOVE:
        wanted(RowFilter((condition,)), ("a",), {"a": GERMAN}, TODAY)


@pytest.mark.parametrize(
    ("ask", "value"),
    [
        (Ask.IS_ABOVE, "1000"),
        (Ask.IS_ABOVE, "1.000,00"),
        (Ask.IS_BEFORE, "2026-04-03"),
        (Ask.IS_BEFORE, "04/04/2026"),
    ],
)
def test_a_value_that_means_one_thing_needs_no_style(ask, value):
    condition = Condition("a", ask, (value,))
    wanted(RowFilter((condition,)), ("a",), {"a": GUESSED}, TODAY)


@pytest.mark.parametrize(
    ("condition", "cell", "verdict"),
    [
        (DAY_FIRST, "04/05/2026", None),
        (DAY_FIRST, "02/02/2026", True),
        (DAY_FIRST, "02/28/2026", None),
        (DAY_FIRST, "28/02/2026", True),
        (POINT, "2.000", None),
        (POINT, "2000", True),
        (POINT, "1,50", None),
    ],
)
def test_a_cell_that_means_another_thing_as_the_file_writes_it_decides_nothing(
    condition, cell, verdict
):
    found = wanted(RowFilter((condition,)), ("a",), {"a": GUESSED}, TODAY)([cell])
    assert found is verdict


def test_a_cell_in_doubt_is_neither_one_of_the_values_nor_none():
    reading = CellReading(ValueType.NUMBER, NumberStyle.POINT, seen_number=NumberStyle.COMMA)
    look = wanted(RowFilter((Condition("a", Ask.IS, ("2",)),)), ("a",), {"a": reading}, TODAY)
    assert [look([cell]) for cell in ("2.000", "2", "3", "1.000,5", "x")] == [
        None,
        True,
        False,
        None,
        False,
    ]


def test_a_filter_without_conditions_wants_every_row():
    assert wanted(RowFilter(()), ("a",), {}, TODAY)(["x"]) is True


T, F, U = ("5", True), ("1", False), ("?", None)


@pytest.mark.parametrize(
    ("cells", "of_all", "of_any"),
    [
        ([T, T], True, True),
        ([T, F], False, True),
        ([F, F], False, False),
        ([T, U], None, True),
        ([U, T], None, True),
        ([U, F], False, None),
        ([F, U], False, None),
        ([U, U], None, None),
    ],
)
def test_a_cell_that_decides_nothing_counts_only_where_the_others_do_not_decide(
    cells, of_all, of_any
):
    conditions = (Condition("a", Ask.IS_ABOVE, ("3",)), Condition("b", Ask.IS_ABOVE, ("3",)))
    row = [text for text, _ in cells]
    assert wanted(RowFilter(conditions), ("a", "b"), {}, TODAY)(row) is of_all
    assert wanted(RowFilter(conditions, is_any=True), ("a", "b"), {}, TODAY)(row) is of_any


def test_a_column_is_read_as_the_pair_reads_it_that_sends_it():
    mapping = Mapping(
        (
            Pair("time", Column("At"), conversion=Conversion(date=DateStyle.DAY_FIRST, zone="UTC")),
            Pair("properties.sum", Column("Sum"), ValueType.NUMBER),
            Pair("value", Column("Sum"), conversion=Conversion(number=NumberStyle.COMMA)),
            Pair("properties.note", Column("Note")),
        ),
        options=Options(time_zone="Europe/Berlin"),
    )
    header = ("At", "Sum", "Note", "Shipped", "Gone")
    rows = [["x", "y", "1,5", "31.12.2024", "z"], ["x"], ["x", "y", "", "01.02.2024", "z"]]
    found = cell_readings(mapping, (*header, "Nowhere"), header, rows)
    assert found["At"] == CellReading(ValueType.TIME, None, DateStyle.DAY_FIRST, "UTC")
    # Of two pairs the one counts that has a style.
    assert found["Sum"] == CellReading(ValueType.NUMBER, NumberStyle.COMMA, None, "Europe/Berlin")
    # Where none reads it so, its cells prove a style.
    assert found["Note"].number is NumberStyle.COMMA
    assert found["Note"].is_number_guessed
    assert found["Shipped"] == CellReading(
        date=DateStyle.DAY_FIRST,
        zone="Europe/Berlin",
        seen_date=DateStyle.DAY_FIRST,
        is_date_guessed=True,
    )
    assert found["Gone"] == found["Nowhere"] == CellReading(zone="Europe/Berlin")


# What is generated: texts with what they mean, so that the truth needs no reading of them.

UNREAD = object()
cents = st.integers(-200, 200)
days = st.integers(-40, 40).map(lambda shift: date(2024, 6, 15) + timedelta(shift))


def as_number(value: int):
    whole = f"{abs(value) // 100},{abs(value) % 100:02d}"
    return f"-{whole}" if value < 0 else whole, Decimal(value) / 100


def as_day(value: date):
    return f"{value:%d.%m.%Y}", value


def as_moment(value: date):
    return f"{value:%d.%m.%Y} 14:30", value


blanks = st.sampled_from([("", None), ("  ", None)])
numbers = st.one_of(cents.map(as_number), blanks, st.just(("n/a", UNREAD)))
times = st.one_of(days.map(as_day), days.map(as_moment), blanks, st.just(("soon", UNREAD)))
words = st.sampled_from(["DE", "de", " AT ", "CH", "", "Deutschland"])
rows = st.tuples(words, numbers, times)

conditions = st.one_of(
    st.builds(
        lambda test, word: ("word", test, (word,)),
        st.sampled_from([Ask.IS, Ask.IS_NOT, Ask.CONTAINS, Ask.CONTAINS_NOT, Ask.BEGINS]),
        st.sampled_from(["DE", "at", "d"]),
    ),
    st.just(("word", Ask.IS_ONE_OF, ("de", "CH"))),
    st.sampled_from([("word", Ask.IS_BLANK, ()), ("time", Ask.IS_FILLED, ())]),
    st.builds(
        lambda test, value: ("number", test, value),
        st.sampled_from([Ask.IS_ABOVE, Ask.IS_BELOW, Ask.IS]),
        cents.map(as_number),
    ),
    st.builds(
        lambda test, value: ("time", test, value),
        st.sampled_from([Ask.IS_AFTER, Ask.IS_BEFORE, Ask.IS_NOT]),
        days.map(lambda day: (day.isoformat(), day)),
    ),
)
HEADER = ("word", "number", "time")
READINGS = {
    "number": CellReading(ValueType.NUMBER, NumberStyle.COMMA),
    "time": CellReading(ValueType.TIME, None, DateStyle.DAY_FIRST),
}


def truth_of(condition, row) -> bool | None:  # noqa: PLR0911 - one arm per test
    """Tell by what a cell means whether it meets a condition, as slowly as can be."""
    name, test, value = condition
    word, number, time = row
    if name == "word":
        texts = [each.strip().lower() for each in value]
        cell = word.strip().lower()
        return {
            Ask.IS: lambda: cell == texts[0],
            Ask.IS_NOT: lambda: cell != texts[0],
            Ask.CONTAINS: lambda: texts[0] in cell,
            Ask.CONTAINS_NOT: lambda: texts[0] not in cell,
            Ask.BEGINS: lambda: cell[: len(texts[0])] == texts[0],
            Ask.IS_ONE_OF: lambda: cell in texts,
            Ask.IS_BLANK: lambda: cell == "",
        }[test]()
    text, meant = number if name == "number" else time
    if test is Ask.IS_FILLED:
        return text.strip() != ""
    wanted_value = value[1]
    match test:
        case Ask.IS:
            return meant == wanted_value
        case Ask.IS_NOT:
            return meant != wanted_value
    if meant is None:
        return False
    if meant is UNREAD:
        return None
    return meant > wanted_value if test in {Ask.IS_ABOVE, Ask.IS_AFTER} else meant < wanted_value


def slowly(chosen, row, *, is_any: bool) -> bool | None:
    verdicts = [truth_of(condition, row) for condition in chosen]
    decisive = is_any
    if decisive in verdicts:
        return decisive
    return None if None in verdicts else not decisive


def differ(chosen, made: Sequence, *, is_any: bool) -> bool:
    row_filter = RowFilter(
        tuple(
            Condition(name, test, value if name == "word" else value[:1])
            for name, test, value in chosen
        ),
        is_any,
    )
    decide = wanted(row_filter, HEADER, READINGS, TODAY)
    return any(
        decide([word, number[0], time[0]]) is not slowly(chosen, row, is_any=is_any)
        for row in made
        for word, number, time in [row]
    )


filters = {
    "chosen": st.lists(conditions, min_size=1, max_size=3),
    "made": st.lists(rows, min_size=1, max_size=20),
    "is_any": st.booleans(),
}


@settings(max_examples=120)
@given(**filters)
def test_rows_are_wanted_exactly_as_what_they_mean_says(unmeasured, chosen, made, is_any):
    assert not differ(chosen, made, is_any=is_any)


def _not_below(scale: Scale) -> Scale:
    return replace(scale, is_above=lambda found, value: not scale.is_below(found, value))


FAULTS = {
    "what is the same is taken for above": lambda patch: patch.setattr(
        under_test, "numbers", lambda style: _not_below(numbers_of(style))
    ),
    "what cannot be read passes": lambda patch: patch.setattr(
        under_test, "_beyond", lambda *told: lambda cell: beyond(*told)(cell) is not False
    ),
    "what cannot be read is dropped": lambda patch: patch.setattr(
        under_test, "_beyond", lambda *told: lambda cell: bool(beyond(*told)(cell))
    ),
    "any is taken for all": lambda patch: patch.setattr(under_test, "_any", under_test._all),
    "capitals count": lambda patch: patch.setattr(under_test, "_folded", str.strip),
}
numbers_of, beyond = under_test.numbers, under_test._beyond


@pytest.mark.parametrize("fault", FAULTS)
def test_a_filter_that_is_wrong_is_found_out(monkeypatch, unmeasured, fault):
    FAULTS[fault](monkeypatch)
    find(
        st.fixed_dictionaries(filters),
        lambda found: differ(found["chosen"], found["made"], is_any=found["is_any"]),
        settings=settings(max_examples=5_000, phases=[Phase.generate], database=None),
    )


def test_a_condition_that_waits_for_its_value_is_told_from_one_that_needs_none():
    unsaid = Condition("a", Ask.IS, UNSAID)
    assert unsaid.is_unsaid
    assert not unsaid.has_right_values
    assert not Condition("a", Ask.IS, ("b",)).is_unsaid
    assert not Condition("a", Ask.IS_BLANK).is_unsaid
    assert not Condition("a", Ask.IS_BLANK, UNSAID).is_unsaid
