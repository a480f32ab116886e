"""What a column proves against the style by which it is read, and what is held for it."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from klaviyo_gui.core import filling
from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle, Others
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.otherwise import Confirmed, chosen_style, columns_of, otherwise
from klaviyo_gui.core.record import Plan, compile_plan
from klaviyo_gui.core.styles import Written, see_dates, see_numbers
from klaviyo_gui.core.trial import Trial
from tests.core.cells import NOW

DAY, MONTH, YEAR = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST, DateStyle.YEAR_FIRST
POINT, COMMA = NumberStyle
HEADER = ("who", "a", "b")
TIME, NUMBER = ValueType.TIME, ValueType.NUMBER


def seen(*cells):
    counted = [(cell, 1) for cell in cells]
    return Written(see_dates(counted), see_numbers(counted))


def plan(pair, columns, confirmed=(), size=7):
    judged = Judged(
        written=tuple((name, seen(*cells)) for name, cells in columns.items()), size=size
    )
    who = Pair("external_id", Column("who"))
    mapping = Mapping((), (who, pair), Options("UTC"), confirmed=tuple(confirmed))
    return Plan(mapping, HEADER, NOW, judged=judged)


def sent(plan, *cells):
    """Return what a row sends for the property, or the codes for which it is held."""
    record = compile_plan(plan, Kind.PROFILES)(("x", *cells, *[""] * (2 - len(cells))))
    if not record.body:
        return [problem.code.value for problem in record.problems]
    return orjson.loads(record.body)["attributes"].get("properties", {}).get("p")


def dated(source, style, *fallback, **choices):
    return Pair("properties.p", source, TIME, Conversion(date=style, **choices), fallback)


def counted(source, style, *fallback):
    return Pair("properties.p", source, NUMBER, Conversion(number=style), fallback)


A, B = Column("a"), Column("b")
US = {"a": ("12/31/2024 10:00", "01/02/2024 10:00")}


def test_a_date_that_both_styles_read_is_held_where_the_column_proves_the_other_one():
    contradicted = plan(dated(A, DAY), US)
    assert sent(contradicted, "01/02/2024 10:00") == ["date_otherwise"]
    assert sent(contradicted, "12/31/2024 10:00") == ["time_invalid"]
    assert sent(contradicted, "05/05/2024 10:00") == "2024-05-05T10:00:00+00:00"
    assert sent(contradicted, "2024-02-01 10:00") == "2024-02-01T10:00:00+00:00"
    assert sent(plan(dated(A, MONTH), US), "01/02/2024 10:00") == "2024-01-02T10:00:00+00:00"


def test_that_test_would_find_out_a_style_that_is_never_doubted(monkeypatch):
    monkeypatch.setattr(filling, "_doubts", lambda *_: [])
    with pytest.raises(AssertionError):
        test_a_date_that_both_styles_read_is_held_where_the_column_proves_the_other_one()


def test_a_number_that_both_styles_read_is_held_where_the_column_proves_the_other_one():
    contradicted = plan(counted(A, POINT), {"a": ("2,50", "1,500")})
    assert sent(contradicted, "1,500") == ["number_otherwise"]
    assert sent(contradicted, "1.500") == ["number_otherwise"]
    assert sent(contradicted, "12.50") == 12.5
    assert sent(contradicted, "7") == 7
    assert sent(plan(counted(A, COMMA), {"a": ("2,50",)}), "1.500") == 1500


def test_nothing_is_held_before_the_whole_file_is_known_or_where_no_style_is_chosen():
    known = plan(dated(A, DAY), US)
    assert sent(replace(known, judged=None), "01/02/2024") == "2024-02-01T00:00:00+00:00"
    assert sent(plan(dated(A, None), US), "01/02/2024") == ["date_ambiguous"]
    text = Pair("properties.p", A, ValueType.TEXT, Conversion(date=DAY))
    assert sent(plan(text, US), "01/02/2024") == "01/02/2024"


CONFIRMED = Confirmed("a", DAY, MONTH, 7)


@pytest.mark.parametrize(
    ("confirmed", "is_held"),
    [
        (CONFIRMED, False),
        (replace(CONFIRMED, column="b"), True),
        (replace(CONFIRMED, style=MONTH, despite=DAY), True),
        (replace(CONFIRMED, despite=YEAR), True),
        (replace(CONFIRMED, size=8), True),
    ],
)
def test_who_confirms_the_style_for_this_file_and_this_contradiction_sends_by_it(
    confirmed, is_held
):
    found = sent(plan(dated(A, DAY), US, [confirmed]), "01/02/2024 10:00")
    assert found == (["date_otherwise"] if is_held else "2024-02-01T10:00:00+00:00")


def test_each_source_is_held_by_what_its_own_column_proves():
    pair = dated(A, MONTH, B)
    both = plan(pair, {"a": US["a"], "b": ("31/12/2024", "01/02/2024")})
    assert sent(both, "01/02/2024", "") == "2024-01-02T00:00:00+00:00"
    assert sent(both, "", "01/02/2024") == ["date_otherwise"]
    assert sent(both, " ", " ") is None
    fixed = plan(dated(A, DAY, Fixed("01/02/2024")), US)
    assert sent(fixed, "", "") == "2024-02-01T00:00:00+00:00"
    assert sent(fixed, "03/04/2024") == ["date_otherwise"]


def test_texts_are_changed_before_they_are_doubted_but_one_to_fall_back_on_is_not():
    pair = dated(A, DAY, Fixed("at 03/04/2024"), replace=(("at ", ""),))
    changed = plan(pair, US)
    assert sent(changed, "at 01/02/2024") == ["date_otherwise"]
    assert sent(changed, "", "") == ["time_invalid"]
    table = replace(pair.conversion, table=(("never", "x"),), others=Others.HOLD)
    assert sent(plan(replace(pair, conversion=table), US), "01/02/2024") == ["value_unknown"]


def test_joined_texts_are_held_by_what_the_columns_of_their_parts_prove():
    columns = {"a": ("12/31/2024",), "b": ("45000", "2024/05/31")}
    joined = plan(dated(Joined((A, B)), DAY), columns)
    assert sent(joined, "01/02/2024", "10:00") == ["date_otherwise"]
    assert sent(plan(dated(Joined((A, B)), MONTH), columns), "01/02/2024", "10:00") == (
        "2024-01-02T10:00:00+00:00"
    )


def test_joined_texts_are_held_by_what_they_prove_together():
    day = Joined((A, B), "/")
    known = Judged(size=7, joined=((day, seen("4/13/2024", "1/2/2024")),))
    by_day = replace(plan(dated(day, DAY), {}), judged=known)
    assert sent(by_day, "1", "2/2024") == ["date_otherwise"]
    unproven = replace(by_day, judged=Judged(size=7))
    assert sent(unproven, "1", "2/2024") == "2024-02-01T00:00:00+00:00"
    by_month = replace(plan(dated(day, MONTH), {}), judged=known)
    assert sent(by_month, "1", "2/2024") == "2024-01-02T00:00:00+00:00"
    confirmed = plan(dated(day, DAY), {}, [Confirmed("a", DAY, MONTH, 7)])
    assert sent(replace(confirmed, judged=known), "1", "2/2024") == "2024-02-01T00:00:00+00:00"
    # Of a longer text it is only told which part comes first.
    assert list(otherwise(day, TIME, DAY, {}, joined={day: seen("2024-05-31", "45000")})) == []


def test_the_value_of_an_event_is_held_beside_its_currency_too():
    pairs = (
        Pair("metric", Fixed("Order")),
        Pair("profile.external_id", Column("who")),
        Pair("value", A, conversion=Conversion(number=POINT)),
        Pair("value_currency", B),
    )
    judged = Judged(written=(("a", seen("2,50")),))
    build = compile_plan(Plan(Mapping(pairs), HEADER, NOW, judged=judged), Kind.EVENTS)
    assert "number_otherwise" in [each.code for each in build(("x", "1,500", "EUR")).problems]
    assert build(("x", "12.50", "EUR")).body


def test_a_pair_is_tried_as_it_is_sent():
    known = plan(dated(A, DAY), US)
    pair = known.mapping.profiles[1]
    trial = Trial(known.mapping, HEADER, Kind.PROFILES, pair, NOW, judged=known.judged)
    trial.add([("x", "01/02/2024", ""), ("y", "05/05/2024", "")])
    assert trial.failed == 1


def test_both_kinds_of_workbook_days_look_alike_and_contradict_nothing():
    columns = {"a": seen("45000")}
    assert list(otherwise(A, TIME, DateStyle.EXCEL_1904, columns)) == []
    assert list(otherwise(A, TIME, None, columns)) == []
    found = list(otherwise(A, TIME, DAY, columns))
    assert [(each.column, each.style, each.cell) for each in found] == [
        ("a", DateStyle.EXCEL, "45000")
    ]


def test_only_dates_and_numbers_have_a_style():
    both = Conversion(date=DAY, number=POINT)
    assert [chosen_style(each, both) for each in (TIME, NUMBER, ValueType.TEXT)] == [
        DAY,
        POINT,
        None,
    ]
    assert columns_of(Joined((A, Fixed("x"), B))) == ("a", "b")
    assert columns_of(Fixed("x")) == ()
