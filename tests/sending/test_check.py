from datetime import UTC, datetime
from functools import partial
from threading import Event

import pytest

from klaviyo_gui.core.batch import ITEM_MAX_BYTES
from klaviyo_gui.core.findings import LINES_KEPT
from klaviyo_gui.core.mapping import Column, Kind, Pair, Repeats
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending import survey
from klaviyo_gui.sending.check import check
from klaviyo_gui.source import table
from klaviyo_gui.source.index import scan
from tests.doubles.files import csv_file, mapping, orders

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def checked(tmp_path, builders):
    """Check rows and return what was found."""
    found = []

    def check_rows(rows, timed=None, **options):
        file, mapped = csv_file(tmp_path, rows), mapping(**options)
        if timed is not None:
            mapped = mapped.with_pair(EVENTS, timed)
        plan = Plan(mapped, file.header, datetime.now(UTC))
        *_, result = check(file, plan, builders, Event())
        found.append(result)
        return result

    yield check_rows
    for result in found:
        result.repeats.close()


def test_held_rows_are_told_by_number_and_kind_in_every_part_of_the_file(checked, monkeypatch):
    monkeypatch.setattr(survey, "TASK_BYTES", 2_000)
    rows = orders(900)
    without = [at for at in range(900) if at % 3 == 1]
    for at in without:
        rows[at] = ("nobody", *rows[at][1:])
    result = checked(rows)
    assert list(result.held[EVENTS]) == list(result.held[PEOPLE]) == without


def test_an_event_that_repeats_an_earlier_one_is_among_the_held_rows(checked):
    rows = orders(6)
    rows[4] = rows[1]
    result = checked(rows)
    assert list(result.held[EVENTS]) == [4]
    assert list(result.held[PEOPLE]) == []


def test_the_picture_of_times_counts_what_is_sent_and_no_row_that_is_held(checked, monkeypatch):
    monkeypatch.setattr(survey, "TASK_BYTES", 400)
    rows = [(f"p{at}@shop.io", f"o-{at}", f"20{at:02}-03-01T10:00:00Z", "x") for at in range(24)]
    repeated = [*rows[3:6], ("nobody", *rows[7][1:]), *rows[3:6], *rows]
    timed = Pair("time", Column("note"))
    result = checked([*rows, *repeated], timed=timed)
    assert dict(result.times.months) == {f"20{at:02}-03": 1 for at in range(24)}
    assert result.times.total == result.tally.events.unsent == 24
    apart = checked([*rows, *repeated], timed=timed, has_id=False, repeats=Repeats.APART)
    assert apart.times.total == apart.tally.events.unsent == 54
    assert dict(apart.times.months)["2004-03"] == 4


def test_the_held_rows_are_as_many_as_the_tally_says(checked):
    rows = [("" if at % 4 == 0 else email, *rest) for at, (email, *rest) in enumerate(orders(50))]
    result = checked(rows)
    for kind in Kind:
        assert len(result.held[kind]) == result.tally.of(kind).held == 13


def test_names_of_events_that_only_letters_tell_apart_are_told_with_their_rows(tmp_path, builders):
    rows = [(f"p{at}@shop.io", f"o{at}", "Sale" if at % 9 else "sale", "") for at in range(30)]
    file = csv_file(tmp_path, rows)
    named = mapping(kinds=(Kind.EVENTS,)).with_pair(Kind.EVENTS, Pair("metric", Column("note")))
    *_, result = check(file, Plan(named, file.header), builders, Event())
    result.close()
    (found,) = [each for each in result.findings if each.code is Code.METRIC_ALIKE]
    assert (found.count, found.texts) == (4, ("sale",))
    assert list(result.found[found.place]) == [0, 9, 18, 27]


@pytest.mark.usefixtures("small_ranges")
def test_names_of_events_that_are_not_sent_are_not_counted(tmp_path, builders):
    names = ["Placed Order"] * 2 + ["placed order"] * 3
    ids = ["o1", "o2", "o3", "o3", "o3"]
    rows = [(f"{each}@shop.io", each, name, "") for each, name in zip(ids, names, strict=True)]
    file = csv_file(tmp_path, rows)
    named = mapping(kinds=(Kind.EVENTS,)).with_pair(Kind.EVENTS, Pair("metric", Column("note")))
    *_, result = check(file, Plan(named, file.header), builders, Event())
    result.close()
    (found,) = [each for each in result.findings if each.code is Code.METRIC_ALIKE]
    assert (found.count, found.texts, found.lines) == (1, ("placed order",), (4,))
    assert list(result.found[found.place]) == [2]


def test_every_row_of_what_a_whole_column_tells_is_told_however_many_they_are(
    tmp_path, builders, monkeypatch
):
    monkeypatch.setattr(table, "scan", partial(scan, step=4_000))
    monkeypatch.setattr(survey, "TASK_BYTES", 1)
    rows = [
        (f"p{at}@shop.io" if at % 7 else "nobody", f"o{at}", "sale" if at % 3 else "Sale", day)
        for at, day in enumerate(["31/05/2024", "", "2024-05-31"] * 200)
    ]
    file = csv_file(tmp_path, [*rows[:300], *rows[:90], *rows[300:]])
    named = mapping(kinds=(EVENTS,)).with_pair(EVENTS, Pair("metric", Column("note")))
    named = named.with_pair(EVENTS, Pair("properties.day", Column("first")))
    *_, result = check(file, Plan(named, file.header, datetime.now(UTC)), builders, Event())
    result.close()
    found = {each.code: each for each in result.findings}
    first = [at for at in range(600) if at % 7 and at % 3 == 0]
    expected = [at if at < 300 else at + 90 for at in first]
    for code in (Code.METRIC_ALIKE, Code.DATE_AS_TEXT):
        assert list(result.found[found[code].place]) == expected
        assert found[code].count == len(expected) > LINES_KEPT


def test_a_row_with_which_a_person_would_be_too_large_is_not_told_of_its_cells(
    tmp_path, builders, monkeypatch
):
    monkeypatch.setitem(ITEM_MAX_BYTES, PEOPLE, 140)
    rows = [
        ("ann@shop.io", "1", "31/05/2024", "Ann"),
        ("ann@shop.io", "2", "30/05/2024", "A" * 60),
    ]
    file = csv_file(tmp_path, rows)
    plan = Plan(mapping(kinds=(PEOPLE,)), file.header, datetime.now(UTC))
    *_, result = check(file, plan, builders, Event())
    result.close()
    found = {each.code: list(result.found[each.place]) for each in result.findings}
    assert found == {Code.PERSON_TOO_LARGE: [1], Code.DATE_AS_TEXT: [0]}
