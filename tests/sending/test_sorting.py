from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, digest
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.sent import sent_value, sorting_key
from klaviyo_gui.sending.sorting import sort
from klaviyo_gui.source.index import ranges_from
from tests.doubles.files import csv_file

EVENTS = Kind.EVENTS
HEADER = ("email", "total", "id")
COUNT = 6_000


def ranges_of(file):
    return ranges_from(file.scan(), 4_000)


def csv_row(at):
    return f"Person{at}@shop.io", "" if at % 9 == 4 else str((at * 77) % COUNT), f"A-{at}"


@pytest.fixture
def file(tmp_path):
    """Rows of several ranges."""
    return csv_file(tmp_path, [csv_row(at) for at in range(COUNT)], HEADER)


@pytest.fixture
def mapped():
    pairs = (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("email")),
        Pair("value", Column("total")),
        Pair("unique_id", Column("id")),
    )
    return Mapping(pairs)


def test_rows_come_in_the_order_of_what_they_send_and_those_without_last(file, mapped, builders):
    plan = Plan(mapped, file.header, datetime(2026, 1, 1, tzinfo=UTC))
    (found,) = sort(file, ranges_of(file), plan, EVENTS, "value", builders, Event())
    there = [at for at in range(COUNT) if at % 9 != 4]
    assert list(found.rows) == [
        *sorted(there, key=lambda at: (at * 77) % COUNT),
        *(at for at in range(COUNT) if at % 9 == 4),
    ]


def test_edited_rows_stand_where_what_they_send_belongs(file, mapped, builders):
    row = csv_row(3_500)
    changed = UNCHANGED.with_cell(3_502, digest(row), "total", "0.5")
    plan = Plan(mapped, file.header, amendments=changed)
    (found,) = sort(file, ranges_of(file), plan, EVENTS, "value", builders, Event())
    assert found.rows[:2] == (0, 3_500)
    (before,) = sort(
        file, ranges_of(file), Plan(mapped, file.header), EVENTS, "value", builders, Event()
    )
    assert before.rows.index(3_500) > 2


def test_the_order_is_not_told_when_asked_to_stop(file, mapped, builders):
    stop = Event()
    stop.set()
    plan = Plan(mapped, file.header)
    assert list(sort(file, ranges_of(file), plan, EVENTS, "value", builders, stop)) == []


def test_values_are_put_in_order_by_size_then_as_texts():
    values = ["b", 10, "A", 2.5, ["x"], True]
    ordered = sorted(values, key=sorting_key)
    assert ordered == [True, 2.5, 10, "A", "b", ["x"]]
    assert sorting_key(None) is None


def test_values_are_read_back_from_every_place_of_a_record():
    person = (
        b'{"type":"profile","id":"p","attributes":{"email":"a@b.io","location":{"zip":"1"}'
        b',"properties":{"x":{"y":2}}}}'
    )
    event = (
        b'{"attributes":{"profile":{"data":%s},"events":{"data":[{"attributes":'
        b'{"value":3,"properties":{"n":1},"metric":{"data":{"attributes":{"name":"M"}}}}}]}}}'
        % person
    )
    for key, expected in (("id", "p"), ("email", "a@b.io"), ("location.zip", "1"),
                          ("properties.x.y", 2), ("phone_number", None)):  # fmt: skip
        assert sent_value(Kind.PROFILES, key, person) == expected
        assert sent_value(EVENTS, f"profile.{key}", event) == expected
    for key, expected in (("value", 3), ("metric", "M"), ("properties.n", 1), ("time", None)):
        assert sent_value(EVENTS, key, event) == expected
