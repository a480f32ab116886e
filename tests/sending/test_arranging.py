from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.sent import sent_value, sorting_key
from klaviyo_gui.sending.arranging import search, sort
from klaviyo_gui.source.index import ranges_from
from tests.doubles.files import csv_file

EVENTS = Kind.EVENTS
HEADER = ("email", "total", "id")
COUNT = 6_000


def ranges_of(file):
    return ranges_from(file.scan(), 4_000)


@pytest.fixture
def file(tmp_path):
    """Rows of several ranges."""
    rows = [
        (f"Person{at}@shop.io", "" if at % 9 == 4 else str((at * 77) % COUNT), f"A-{at}")
        for at in range(COUNT)
    ]
    return csv_file(tmp_path, rows, HEADER)


@pytest.fixture
def mapped():
    pairs = (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("email")),
        Pair("value", Column("total")),
        Pair("unique_id", Column("id")),
    )
    return Mapping(pairs)


def test_rows_are_found_in_every_part_of_the_file_by_who_and_by_id(file, mapped, builders):
    for text, expected in (
        (" person577@ ", [577]),
        ("a-599", [599, *range(5_990, 6_000)]),
        ("77", [at for at in range(COUNT) if "77" in str(at)]),
    ):
        steps = list(search(file, ranges_of(file), mapped, text, builders, Event()))
        assert len(steps) > 1
        assert list(steps[-1].rows) == expected
        assert steps[-1].share == 1.0


def test_cells_that_say_not_who_it_is_are_not_looked_at(file, builders):
    pairs = (Pair("metric", Fixed("Sale")), Pair("profile.email", Column("email")))
    *_, found = search(file, ranges_of(file), Mapping(pairs), "a-599", builders, Event())
    assert list(found.rows) == []


def test_rows_come_in_the_order_of_what_they_send_and_those_without_last(file, mapped, builders):
    plan = Plan(mapped, file.header, datetime(2026, 1, 1, tzinfo=UTC))
    (found,) = sort(file, ranges_of(file), plan, EVENTS, "value", builders, Event())
    there = [at for at in range(COUNT) if at % 9 != 4]
    assert list(found.rows) == [
        *sorted(there, key=lambda at: (at * 77) % COUNT),
        *(at for at in range(COUNT) if at % 9 == 4),
    ]


def test_search_and_order_end_when_asked_to_stop(file, mapped, builders):
    stop = Event()
    stop.set()
    plan = Plan(mapped, file.header)
    assert list(sort(file, ranges_of(file), plan, EVENTS, "value", builders, stop)) == []
    assert len(list(search(file, ranges_of(file), mapped, "1", builders, stop))) == 1


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
