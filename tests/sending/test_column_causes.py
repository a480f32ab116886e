"""What only a whole column tells can be left out, and mended, row by row once it is told."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core import column_causes
from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.conversion import Conversion, Others
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.remedies import Known, Way, remedies
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.effects import effects
from tests.doubles.builders import Builders
from tests.doubles.files import csv_file

EVENTS = Kind.EVENTS
HEADER = ("email", "name", "day", "size")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
MAPPING = Mapping(
    (
        Pair("metric", Column("name")),
        Pair("profile.email", Column("email")),
        Pair("time", Fixed("2024-05-31T10:00:00Z")),
        Pair("properties.day", Column("day")),
        Pair("properties.size", Column("size")),
    ),
    (Pair("email", Column("email")),),
    Options("UTC"),
)
COUNT = 700
ROWS = [
    (
        "nobody" if at % 11 == 0 else f"p{at}@{'test.com' if at % 13 == 0 else 'shop.io'}",
        ("Sale", "Sale", "sale", "Sale", "SALE")[at % 5],
        ("31/05/2024", '="31/05/2024"', "")[at % 3],
        "42" if at % 4 else "large",
    )
    for at in range(COUNT)
]
DOUBTFUL = {
    Code.METRIC_ALIKE: lambda at: at % 5 in {2, 4},
    Code.DATE_AS_TEXT: lambda at: at % 3 == 0,
    Code.TYPES_MIXED: lambda at: at % 4 == 0,
}
WAYS = {
    Code.METRIC_ALIKE: (Way.NAMES, '[["sale", "Sale"], ["SALE", "Sale"]]'),
    Code.DATE_AS_TEXT: (Way.AS_DATE, "day first"),
    Code.TYPES_MIXED: (Way.AS_NUMBER, ""),
}


def is_kept(at):
    """Tell whether Klaviyo keeps the event of a row."""
    return bool(at % 11 and at % 13)


@pytest.fixture
def file(tmp_path):
    return csv_file(tmp_path, ROWS, HEADER)


@pytest.fixture
def plan(file):
    return Plan(MAPPING, file.header, NOW)


def checked(file, plan):
    *_, result = check(file, plan, Builders(), Event())
    result.close()
    return result


def told_of(result, code):
    return next((each for each in result.findings if each.code is code), None)


def rows_are_left_out_by_their_cause(code, file, plan):
    before = checked(file, plan)
    told = told_of(before, code)
    made = UNCHANGED.with_cause(before.cause(told))
    after = checked(file, replace(plan, amendments=made))
    assert told_of(after, code) is None
    assert list(after.left_out) == list(before.found[told.place])
    assert [*after.left_out] == [at for at in range(COUNT) if is_kept(at) and DOUBTFUL[code](at)]


@pytest.mark.parametrize("code", DOUBTFUL)
def test_rows_of_a_whole_column_are_left_out_by_their_cause(code, file, plan):
    rows_are_left_out_by_their_cause(code, file, plan)


def test_what_a_repair_makes_a_date_is_left_out_too(file, plan):
    mended = MAPPING.with_repair(Repair("day", Code.TEXT_FORMULA))
    before = checked(file, replace(plan, mapping=mended))
    told = told_of(before, Code.DATE_AS_TEXT)
    assert told.count == sum(is_kept(at) and at % 3 < 2 for at in range(COUNT))
    made = UNCHANGED.with_cause(before.cause(told))
    after = checked(file, replace(plan, mapping=mended, amendments=made))
    assert list(after.left_out) == list(before.found[told.place])


@pytest.mark.parametrize("code", DOUBTFUL)
def test_rows_that_stay_would_fail_these_tests(code, file, plan, monkeypatch):
    monkeypatch.setattr(column_causes, "rows_with", lambda *_: frozenset({0}))
    monkeypatch.setattr(column_causes, "name_of", lambda _: "Sale")
    with pytest.raises(AssertionError):
        rows_are_left_out_by_their_cause(code, file, plan)


def test_a_column_that_is_sent_otherwise_by_now_leaves_nothing_out(file, plan):
    before = checked(file, plan)
    made = UNCHANGED.with_cause(before.cause(told_of(before, Code.DATE_AS_TEXT)))
    without = MAPPING.without(EVENTS, "properties.day")
    after = checked(file, replace(plan, mapping=without, amendments=made))
    assert list(after.left_out) == []


@pytest.mark.parametrize("code", DOUBTFUL)
def test_as_many_rows_are_mended_as_a_remedy_is_said_to_mend(code, file, plan):
    *_, before = check(file, plan, Builders(), Event())
    told = told_of(before, code)
    known = Known(file.header, alike=tuple(before.alike.items()))
    found = {(each.way, each.detail): each for each in remedies(told, MAPPING, known)}
    remedy = found[WAYS[code]]
    assert remedy.is_of_column is (code is not Code.METRIC_ALIKE)
    rows = RowNumbers().others(COUNT) if remedy.is_of_column else before.found[told.place]
    with closing(before.repeats):
        measured = effects(file, rows, before.cause(told), plan, remedy.after, Builders(), Event())
        *_, effect = measured
    after = checked(file, replace(plan, mapping=remedy.after))
    assert (effect.rows, effect.mended) == (len(rows), told.count)
    assert effect.examples
    assert all(each.line - 2 in before.found[told.place] for each in effect.examples)
    assert told_of(after, code) is None
    lost = before.tally.events.unsent - after.tally.events.unsent
    assert effect.worse == lost
    sound = sum(is_kept(at) and at % 4 > 0 for at in range(COUNT))
    assert effect.others == (sound if code is Code.TYPES_MIXED else 0)
    assert bool(lost) is (code is Code.DATE_AS_TEXT)


TABLE = (("Sale", "Sale"), (" sale ", "sale"))
OTHERWISE = {
    "no table, and others would be held": Conversion(others=Others.HOLD),
    "no table, and others would be left out": Conversion(others=Others.LEAVE_OUT),
    "a table beside which others are kept": Conversion(table=TABLE),
    "a table beside which others are held": Conversion(table=TABLE, others=Others.HOLD),
    "a table beside which others are left out": Conversion(table=TABLE, others=Others.LEAVE_OUT),
    "a table by which a name is held that another is written as": Conversion(
        table=(("Sale", "Sale"), ("SALE", "sale")), others=Others.HOLD
    ),
    "a table that makes one name of another": Conversion(
        table=(("sale", "Sale"), ("Sale", "sale")), others=Others.HOLD
    ),
}


@pytest.mark.parametrize("conversion", OTHERWISE.values(), ids=OTHERWISE)
@pytest.mark.parametrize("fallback", [(), (Fixed("sALE"),)], ids=["alone", "with a fallback"])
def test_writing_names_alike_does_what_it_is_said_to_do_and_nothing_else(
    file, plan, conversion, fallback
):
    named = Pair("metric", Column("name"), conversion=conversion, fallback=fallback)
    plan = replace(plan, mapping=MAPPING.with_pair(EVENTS, named))
    *_, before = check(file, plan, Builders(), Event())
    told = told_of(before, Code.METRIC_ALIKE)
    (remedy,) = remedies(told, plan.mapping, Known(alike=tuple(before.alike.items())))
    rows = before.found[told.place]
    with closing(before.repeats):
        measured = effects(file, rows, before.cause(told), plan, remedy.after, Builders(), Event())
        *_, effect = measured
    after = checked(file, replace(plan, mapping=remedy.after))
    assert told_of(after, Code.METRIC_ALIKE) is None
    assert (effect.mended, effect.ready, effect.worse) == (told.count, 0, 0)
    assert after.tally == before.tally
    assert list(after.held[EVENTS]) == list(before.held[EVENTS])
    others = [
        (each.place, each.count) for each in before.findings if each.code is not Code.METRIC_ALIKE
    ]
    assert [(each.place, each.count) for each in after.findings] == others


def test_rows_that_stay_as_they_are_are_not_said_to_be_mended(file, plan):
    before = checked(file, plan)
    for code in DOUBTFUL:
        told = told_of(before, code)
        *_, effect = effects(
            file, before.found[told.place], before.cause(told), plan, MAPPING, Builders(), Event()
        )
        assert (effect.rows, effect.mended) == (told.count, 0)


def test_nothing_is_left_out_for_what_no_row_by_itself_has(file, plan):
    before = checked(file, plan)
    told = replace(told_of(before, Code.METRIC_ALIKE), code=Code.METRICS_MANY)
    made = UNCHANGED.with_cause(before.cause(told))
    after = checked(file, replace(plan, amendments=made))
    assert list(after.left_out) == []
