from contextlib import closing
from datetime import UTC, datetime
from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, digest
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.sent import sent_value, sorting_key
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.sorting import keys_of_people, sort
from klaviyo_gui.source.index import ranges_from
from tests.doubles.files import csv_file

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
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


def order_of(file, plan, by, builders, known=None):
    ranges = ranges_of(file)
    (found,) = sort(file, ranges, plan, *by, builders, Event(), known=known)
    return list(found.rows)


def known_of(file, plan, builders):
    *_, known = check(file, plan, builders, Event())
    return closing(known)


def test_a_person_of_several_rows_stands_with_each_where_all_together_belong(tmp_path, builders):
    rows = [("a@shop.io", "5"), ("b@shop.io", "3"), ("c@shop.io", "4"), ("a@shop.io", "1")]
    file = csv_file(tmp_path, rows, ("email", "points"))
    points = Pair("properties.points", Column("points"), ValueType.NUMBER)
    mapped = Mapping((), (Pair("email", Column("email")), points))
    plan = Plan(mapped, file.header)
    wanted = file, plan, (PEOPLE, "properties.points"), builders
    assert order_of(*wanted) == [3, 1, 2, 0]
    with known_of(file, plan, builders) as known:
        assert order_of(*wanted, known) == [0, 3, 1, 2]
    # What was known of the whole file is let go when it is checked anew.
    assert order_of(*wanted, known) == [3, 1, 2, 0]


def test_thousands_of_people_of_several_rows_are_put_in_order(tmp_path, builders):
    count = 2_400
    rows = [(f"p{at % 1_200}@shop.io", str(count - at)) for at in range(count)]
    file = csv_file(tmp_path, rows, ("email", "points"))
    points = Pair("properties.points", Column("points"), ValueType.NUMBER)
    plan = Plan(Mapping((), (Pair("email", Column("email")), points)), file.header)
    with known_of(file, plan, builders) as known:
        found = order_of(file, plan, (PEOPLE, "properties.points"), builders, known)
        stop = Event()

        class Stopping:
            """Is asked to stop when people of several rows are to be asked."""

            def in_order(self, work, tasks):
                if work is keys_of_people:
                    stop.set()
                return builders.in_order(work, tasks)

        rest = PEOPLE, "properties.points", Stopping(), stop, known
        assert list(sort(file, ranges_of(file), plan, *rest)) == []
    pairs = [(1_199 - at, count - 1 - at) for at in range(1_200)]
    assert found == [row for pair in pairs for row in pair]


def test_what_is_held_for_another_row_or_left_out_comes_last(tmp_path, mapped, builders):
    rows = [("a@shop.io", str(at), f"A-{at % 3}") for at in range(4)]
    file = csv_file(tmp_path, [*rows[:3], ("a@shop.io", "0", "A-0")], HEADER)
    changed = UNCHANGED.leaving_out(3, digest(rows[1]))
    plan = Plan(mapped, file.header, datetime(2026, 1, 1, tzinfo=UTC), amendments=changed)
    assert order_of(file, plan, (EVENTS, "value"), builders) == [0, 3, 2, 1]
    with known_of(file, plan, builders) as known:
        assert [*known.held[EVENTS]] == [3]
        assert order_of(file, plan, (EVENTS, "value"), builders, known) == [0, 2, 1, 3]


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
