from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, Replacement, digest
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.core.row_numbers import RowMarks
from klaviyo_gui.sending.searching import search
from klaviyo_gui.source.index import ranges_from
from tests.doubles.files import csv_file

HEADER = ("email", "total", "id")
COUNT = 6_000
WHO = (Pair("metric", Fixed("Sale")), Pair("profile.email", Column("email")))
MAPPED = Mapping((*WHO, Pair("unique_id", Column("id"))))


def csv_row(at):
    return f"Person{at}@shop.io", str(at), f"A-{at}"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Rows of several ranges."""
    rows = [csv_row(at) for at in range(COUNT)]
    return csv_file(tmp_path_factory.mktemp("searched"), rows, HEADER)


def searched(file, builders, text, stop=None, **changed):
    plan = Plan(**{"mapping": MAPPED, "header": file.header, **changed})
    ranges = ranges_from(file.scan(), 4_000)
    return list(search(file, ranges, plan, text, builders, stop or Event()))


def rows_of(*asked, **options):
    return list(searched(*asked, **options)[-1].rows)


def test_rows_are_found_in_every_part_of_the_file_by_who_and_by_id(file, builders):
    for text, expected in (
        (" person577@ ", [577]),
        ("a-599", [599, *range(5_990, 6_000)]),
        ("77", [at for at in range(COUNT) if "77" in str(at)]),
    ):
        steps = searched(file, builders, text)
        assert len(steps) > 1
        assert list(steps[-1].rows) == expected
        assert steps[-1].share == 1.0


def test_what_is_nowhere_is_told_once_at_the_end(file, builders):
    (found,) = searched(file, builders, "nobody")
    assert (list(found.rows), found.share) == ([], 1.0)


def test_cells_that_say_not_who_it_is_are_not_looked_at(file, builders):
    assert rows_of(file, builders, "a-599", mapping=Mapping(WHO)) == []


def test_the_ids_of_all_events_of_a_row_are_looked_at(tmp_path, builders):
    file = csv_file(tmp_path, [("ann@shop.io", "12", "A-1"), ("bo@shop.io", "13", "A-2")], HEADER)
    of_parcel = Pair("unique_id", Joined((Column("total"), Column("id")), "/"))
    shipped = FurtherEvent((Pair("metric", Fixed("Fulfilled Order")), of_parcel))
    mapping = Mapping(WHO, further=(shipped,))
    assert rows_of(file, builders, "a-2", mapping=mapping) == [1], "a cell tells it"
    assert rows_of(file, builders, "12/a-1", mapping=mapping) == [0], "it is told by what is sent"
    assert rows_of(file, builders, "12/a-1", mapping=Mapping(WHO)) == []


def test_edited_cells_are_looked_at_as_they_were_edited(file, builders):
    changed = UNCHANGED.with_cell(502, digest(csv_row(500)), "email", "anna@new.io")
    assert rows_of(file, builders, "anna@new", amendments=changed) == [500]
    assert rows_of(file, builders, "person500@", amendments=changed) == []
    assert rows_of(file, builders, "person500@") == [500]


def test_replaced_texts_are_looked_at_as_they_were_replaced(file, builders):
    changed = UNCHANGED.with_replacement(Replacement("email", "Person41", "Bea"))
    expected = [41, *range(410, 420), *range(4_100, 4_200)]
    assert rows_of(file, builders, "bea", amendments=changed) == expected
    assert rows_of(file, builders, "person41", amendments=changed) == []


def test_repaired_cells_are_looked_at_as_they_were_repaired(tmp_path, builders):
    rows = [("ann@\u200bshop.io", "1", "A-1"), ("short",), ("bea@shop.io", "2", "A-2")]
    file = csv_file(tmp_path, rows, HEADER)
    repair = Repair("email", Code.INVISIBLE_CHARACTERS)
    assert rows_of(file, builders, "ann@shop", mapping=MAPPED.with_repair(repair)) == [0]
    assert rows_of(file, builders, "ann@shop") == []
    assert rows_of(file, builders, "short", mapping=MAPPED.with_repair(repair)) == [1]


def test_a_person_is_found_by_what_is_sent_as_well_as_by_the_cell(tmp_path, builders):
    rows = [
        ("ann@shop.io", "0151 23456789", "likes blue"),
        ("Bea@shop.io", "0170 1112223", "likes red"),
        ("", "0151 2345", "likes +49151"),
    ]
    file = csv_file(tmp_path, rows, ("email", "phone", "note"))
    phone = Pair("phone_number", Column("phone"), ValueType.PHONE)
    people = (Pair("email", Column("email")), phone, Pair("properties.note", Column("note")))
    german = Mapping((), people, Options(phone_country="DE"))
    assert rows_of(file, builders, "+49151", mapping=german) == [0]
    assert rows_of(file, builders, "0151", mapping=german) == [0, 2]
    assert rows_of(file, builders, "bea@", mapping=german) == [1]
    # Of a record it is said by what says who it is, not by all that it holds.
    assert rows_of(file, builders, "likes", mapping=german) == []
    # What cannot be built yet is looked for in the cells alone.
    nameless = Mapping((Pair("profile.phone_number", Column("phone")),))
    assert rows_of(file, builders, "+49151", mapping=nameless) == []
    assert rows_of(file, builders, "0151", mapping=nameless) == [0, 2]


@pytest.mark.parametrize("text", ['say "hi"', "back\\slash", "\ud800"])
def test_what_a_record_writes_otherwise_is_looked_for_as_it_is_typed(tmp_path, builders, text):
    rows = [("ann@shop.io", " say ", ' "hi" '), ("bea@shop.io", "back\\", "slash")]
    file = csv_file(tmp_path, rows, ("email", "one", "other"))
    joined = Pair("external_id", Joined((Column("one"), Column("other")), ""))
    spaced = Pair("external_id", Joined((Column("one"), Column("other")), " "))
    who = Pair("email", Column("email"))
    for pair, expected in (
        (spaced, [0] if '"' in text else []),
        (joined, [1] if "\\" in text else []),
    ):
        assert rows_of(file, builders, text, mapping=Mapping((), (who, pair))) == expected


class InOrder:
    """Runs the tasks in this process, so that hundreds of ranges take no time."""

    def in_order(self, work, tasks):
        return map(work, tasks)


def test_the_marks_are_copied_a_few_times_only_however_long_the_file_is(tmp_path, monkeypatch):
    copied = []
    numbers = RowMarks.numbers

    def counting(marks):
        found = numbers(marks)
        copied.append(len(found.bits))
        return found

    monkeypatch.setattr(RowMarks, "numbers", counting)
    rows = [(f"{at}@shop.io" + " " * 3_000, "1", "A") for at in range(8_000)]
    file = csv_file(tmp_path, rows, HEADER)
    assert len(list(ranges_from(file.scan(), 4_000))) > 200
    steps = searched(file, InOrder(), "@")
    assert len(steps) > 10
    assert sum(copied) <= 10 * copied[-1]


def test_the_first_row_is_told_as_soon_as_it_is_found(file, builders):
    first, *_ = searched(file, builders, "person4000@")
    assert list(first.rows) == [4_000]
    assert 0.6 < first.share < 0.7


def test_the_search_ends_when_asked_to_stop(file, builders):
    stop = Event()
    stop.set()
    assert len(searched(file, builders, "1", stop=stop)) == 1
    assert searched(file, builders, "nobody", stop=stop) == []
