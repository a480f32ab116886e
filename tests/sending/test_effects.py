"""What a remedy is said to do to the rows of its finding is what a check then finds."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, digest
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Kind,
    Mapping,
    Options,
    Pair,
    Repeats,
    ValueType,
)
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.remedies import Known, Way, remedies
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.sending import effects as module
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.effects import EXAMPLES, Effect, countries, effects, slips
from klaviyo_gui.source import index
from tests.doubles.files import csv_file
from tests.sending.order_files import prepared, written

EVENTS = Kind.EVENTS
HEADER = ("email", "total", "when", "phone")
COUNT = 5_000


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Rows of several ranges: every fifth has a doubtful number, every seventh none."""
    monkeypatch.setattr(module, "ranges_from", lambda marks: index.ranges_from(marks, 4_000))
    rows = []
    for at in range(COUNT):
        total = "1.234" if at % 5 == 0 else "7"
        email = "nobody" if at % 35 == 0 else f"p{at}@shop.io"
        rows.append((email, "x" if at % 7 == 3 else total, "2024-03-01T10:00Z", "030 901820"))
    return csv_file(tmp_path, rows, HEADER)


@pytest.fixture
def plan(file):
    pairs = (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("email")),
        Pair("value", Column("total")),
        Pair("time", Column("when")),
    )
    return Plan(Mapping(pairs), file.header, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def checked(file, builders):
    found = []

    def run(plan):
        *_, result = check(file, plan, builders, Event())
        found.append(result)
        return result

    yield run
    for result in found:
        result.close()


def of(result, code):
    return next(each for each in result.findings if each.code is code)


@pytest.fixture
def effect_of(file, plan, builders):
    """Return what one way to read the doubtful numbers would do to their rows."""

    def measured(result, detail):
        told = of(result, Code.NUMBER_AMBIGUOUS)
        found = remedies(told, plan.mapping, Known(file.header))
        remedy = next(each for each in found if (each.way, each.detail) == (Way.NUMBERS, detail))
        rows = result.found[told.place]
        steps = list(effects(file, rows, told, plan, remedy.after, builders, Event()))
        assert len(steps) > 1, "the rows lie in several ranges"
        return remedy, steps[-1]

    return measured


@pytest.mark.parametrize("detail", ["comma", "point"])
def test_as_many_rows_become_ready_as_the_check_then_finds(detail, file, plan, checked, effect_of):
    before = checked(plan)
    code = Code.NUMBER_AMBIGUOUS
    remedy, effect = effect_of(before, detail)
    after = checked(Plan(remedy.after, file.header, plan.planned_at, judged=before.judged))
    gained = after.tally.events.unsent - before.tally.events.unsent
    assert effect.ready == gained > 0
    assert effect.rows == len(before.found[of(before, code).place]) > effect.ready
    assert effect.mended == effect.rows
    assert effect.worse == 0
    assert code not in {each.code for each in after.findings}


def test_a_change_of_a_row_that_has_it_not_holds_none_that_has_it(
    file, plan, checked, builders, effect_of
):
    result = checked(plan)
    remedy, effect = effect_of(result, "comma")
    (beside,) = file.rows(file.index(), 6, 1).cells
    changed = Plan(
        plan.mapping,
        file.header,
        plan.planned_at,
        amendments=UNCHANGED.leaving_out(8, digest(beside)),
    )
    told = of(result, Code.NUMBER_AMBIGUOUS)
    rows = result.found[told.place]
    assert 5 in rows
    assert 6 not in rows
    *_, now = effects(file, rows, told, changed, remedy.after, builders, Event())
    assert now.ready == effect.ready


def test_some_rows_are_shown_before_and_after(plan, checked, effect_of):
    _, effect = effect_of(checked(plan), "comma")
    assert len(effect.examples) == EXAMPLES
    for each in effect.examples:
        assert each.cells[1] == "1.234"
        assert each.before == b""
        assert b'"value":1234' in each.after


def test_rows_that_would_be_held_as_they_were_not_are_counted(file, plan, checked, builders):
    result = checked(plan)
    told = of(result, Code.NUMBER_AMBIGUOUS)
    ready = result.held[EVENTS].others(result.rows)
    worse = plan.mapping.with_pair(EVENTS, Pair("properties.d", Column("total"), ValueType.TIME))
    *_, effect = effects(file, ready, told, plan, worse, builders, Event())
    assert effect == Effect(len(ready), 0, 0, len(ready), effect.examples)


@pytest.mark.parametrize("repeats", Repeats)
def test_what_would_be_held_as_a_repeat_is_not_said_to_become_ready(repeats, tmp_path, builders):
    rows = [("ann(at)x.io", "1"), ("ann(at)x.io", "1"), ("bob@x.io", "2"), ("bob(at)x.io", "2")]
    rows += [("cy(at)x.io", "3"), ("cy(at)x.io", ""), ("cy(at)x.io", "")]
    file = csv_file(tmp_path, rows, ("email", "id"))
    pairs = (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("email")),
        Pair("unique_id", Column("id")),
    )
    plan = Plan(Mapping(pairs, options=Options(repeats=repeats)), file.header)
    *_, before = check(file, plan, builders, Event())
    told = of(before, Code.EMAIL_INVALID)
    (remedy,) = remedies(told, plan.mapping, Known(file.header))
    found = before.found[told.place], told, plan, remedy.after, builders, Event()
    *_, effect = effects(file, *found, others=before.repeats)
    *_, after = check(file, replace(plan, mapping=remedy.after), builders, Event())
    after.close()
    gained = after.tally.events.unsent - before.tally.events.unsent
    assert effect.ready == gained == (4 if repeats is Repeats.APART else 3)
    before.close()
    *_, unknown = effects(file, *found, others=before.repeats)
    assert unknown.ready == gained + 1


def test_effects_end_when_asked_to_stop(file, plan, checked, builders):
    result = checked(plan)
    told = of(result, Code.NUMBER_AMBIGUOUS)
    stop = Event()
    steps = []
    for each in effects(file, result.found[told.place], told, plan, plan.mapping, builders, stop):
        steps.append(each)
        stop.set()
    assert len(steps) == 1
    assert steps[0].ready == 0


def test_slips_of_domains_are_counted_in_the_rows_of_the_finding(tmp_path, builders):
    domains = ("gmial.com", "hotmial.com", "GMIAL.com ", "shop.io", "gmail.co")
    file = csv_file(tmp_path, [(f"p@{each}", "", "", "") for each in domains], HEADER)
    every = RowNumbers(bytes([0b1_1111]))
    assert list(slips(file, every, ("email", "gone"), builders, Event())) == [
        ("gmial.com", "hotmial.com")
    ]
    assert list(slips(file, RowNumbers(bytes([0b10])), ("email",), builders, Event())) == [
        ("hotmial.com",)
    ]


def test_so_many_addresses_are_looked_into_and_no_more(file, builders, monkeypatch):
    monkeypatch.setattr(module, "TRIED", 10)
    asked = []
    sound = module.read_range
    monkeypatch.setattr(module, "read_range", lambda *rest: asked.append(rest) or sound(*rest))
    every = RowNumbers().others(COUNT)
    assert list(slips(file, every, ("email",), builders, Event())) == [()]
    assert len(asked) == 1


def test_countries_are_asked_of_the_cells_of_the_rows(file, builders):
    rows = RowNumbers(bytes([0b1000_0001]))
    (found,) = countries(file, rows, ("phone", "gone"), builders, Event())
    assert "DE" in found
    stopped = Event()
    stopped.set()
    assert list(countries(file, rows, ("phone",), builders, stopped)) == [()]


def test_the_lines_of_an_order_are_asked_one_by_one(tmp_path, builders):
    rows = [("1", "p@gmial.com", "", "", "", ""), ("1", "", "", "", "", "")]
    ready = prepared(written(tmp_path / "orders.csv", rows))
    try:
        (found,) = slips(ready.file, RowNumbers(b"\x01"), ("Email",), builders, Event())
        assert found == ("gmial.com",)
    finally:
        ready.close()
