"""What a check keeps of the one before is what a whole check would find."""

import os
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from klaviyo_gui.core.amendments import UNCHANGED, Cause
from klaviyo_gui.core.errors import MappingError
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Kind,
    Mapping,
    Pair,
    Repeats,
    ValueType,
)
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.sending.check import Checked, Checking, check
from klaviyo_gui.sending.rechecking import carried_over, changed_kinds
from klaviyo_gui.source.table import Overrides, open_csv
from tests.doubles.builders import Builders
from tests.doubles.disks import in_memory
from tests.doubles.files import csv_file, mapping, orders
from tests.sending import any_mapping
from tests.sending.foretold import MARK

EXAMPLES = os.environ.get("KLAVIYO_GUI_FORECAST_EXAMPLES", "")
EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
PLANNED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path):
    """A file in which a row has no person and another one stands twice."""
    rows = orders(40, people=30)
    rows[7] = ("nobody", *rows[7][1:])
    rows[12] = rows[3]
    return csv_file(tmp_path, rows)


@pytest.fixture
def run_of(builders):
    """Check plans of a file, and close in the end what was found."""
    found = []

    def checked(file, plan, kinds=None):
        *_, result = check(file, plan, builders, Event(), kinds=kinds)
        found.append(result)
        return result

    yield lambda file: partial(checked, file)
    for result in found:
        result.close()


@pytest.fixture
def run(file, run_of):
    """Check plans of the file."""
    return run_of(file)


def plan_of(file, mapped):
    return Plan(mapped, file.header, PLANNED)


def told(result):
    """Return all that a result tells, without what remembers it."""
    rows = {place: list(found) for place, found in result.found.items()}
    held = {kind: list(numbers) for kind, numbers in result.held.items()}
    counts = result.rows, result.tally, result.people
    return *counts, result.findings, held, rows, result.times, result.alike


EDITS = {
    "a pair of events reads otherwise": lambda mapped: mapped.with_pair(
        EVENTS, Pair("unique_id", Column("email"))
    ),
    "people lose a pair": lambda mapped: mapped.without(PEOPLE, "properties.note"),
    "repeats are kept apart": lambda mapped: mapped.with_options(
        replace(mapped.options, repeats=Repeats.APART)
    ),
    "no events any more": lambda mapped: mapped.with_pairs(EVENTS, ()),
    "a column is left out": lambda mapped: replace(mapped, left_out=("first",)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_carried_over_is_what_a_whole_check_finds(edit, file, run):
    before = plan_of(file, mapping())
    known = run(before)
    now = plan_of(file, edit(mapping()))
    kinds = changed_kinds(known, before, now)
    assert kinds != tuple(Kind), "nothing would be carried over"
    fresh = run(now, kinds) if kinds else known
    assert told(carried_over(known, fresh, kinds, now)) == told(run(now))


def after_one_change(data, changed):
    """Check any file, change one pair, check again what is said to be changed, and compare."""
    drawn = data.draw(any_mapping.any_files())
    edited = data.draw(any_mapping.with_one_pair_changed(drawn.mapping))
    rows = [tuple(cell.replace("*", MARK) for cell in row) for row in drawn.rows]
    with in_memory() as folder, ExitStack() as closing:
        file = csv_file(Path(folder), rows, any_mapping.HEADER)
        before, now = plan_of(file, drawn.mapping), plan_of(file, edited)
        try:
            check_mapping(edited, file.header)
        except MappingError:
            reject()

        def run(plan, kinds=None):
            *_, result = check(file, plan, Builders(), Event(), kinds=kinds)
            closing.callback(result.close)
            return result

        known = run(before)
        kinds = changed(known, before, now)
        fresh = run(now, kinds) if kinds else known
        assert told(carried_over(known, fresh, kinds, now)) == told(run(now))


any_changes = settings(
    max_examples=int(EXAMPLES or 25),
    deadline=None,
    derandomize=not EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow],
)


@any_changes
@given(st.data())
def test_after_any_change_of_one_pair_what_is_known_is_what_a_whole_check_finds(data):
    after_one_change(data, changed_kinds)


def test_checking_nothing_again_would_fail_this_test():
    @settings(any_changes, max_examples=25, phases=[Phase.generate], database=None)
    @given(st.data())
    def property_of(data):
        after_one_change(data, lambda *_: ())

    with pytest.raises(AssertionError):
        property_of()


def test_names_that_are_alike_stay_known_where_the_events_stay_as_they_were(tmp_path, builders):
    rows = [(*row[:2], "Sale" if at % 5 else "sale", row[3]) for at, row in enumerate(orders(9))]
    file = csv_file(tmp_path, rows)
    named = mapping().with_pair(EVENTS, Pair("metric", Column("note")))
    before, now = plan_of(file, named), plan_of(file, named.without(PEOPLE, "first_name"))
    *_, known = check(file, before, builders, Event())
    *_, fresh = check(file, now, builders, Event(), kinds=changed_kinds(known, before, now))
    after = carried_over(known, fresh, (PEOPLE,), now)
    known.close()
    fresh.close()
    assert fresh.alike == {}
    assert after.alike == {"sale": "Sale"}
    none = plan_of(file, named.with_pairs(EVENTS, ()))
    assert carried_over(known, fresh, (PEOPLE,), none).alike == {}


def test_only_the_kinds_that_an_edit_concerns_are_checked_again(file, run):
    before = plan_of(file, mapping())
    known = run(before)
    kinds = {
        name: changed_kinds(known, before, plan_of(file, edit(mapping())))
        for name, edit in EDITS.items()
    }
    assert kinds == {
        "a pair of events reads otherwise": (EVENTS,),
        "people lose a pair": (PEOPLE,),
        "repeats are kept apart": (EVENTS,),
        "no events any more": (),
        "a column is left out": (),
    }


def test_what_events_say_of_people_is_told_anew_once_profiles_say_it_as_well(file, run):
    names = (Pair("profile.first_name", Column("first")), Pair("profile.email", Column("email")))
    mapped = mapping()
    for pair in names:
        mapped = mapped.with_pair(EVENTS, pair)
    before = plan_of(file, mapped.without(PEOPLE, "first_name"))
    known = run(before)
    assert Code.PERSON_CHANGES in {each.code for each in known.findings}
    now = plan_of(file, mapped)
    kinds = changed_kinds(known, before, now)
    assert kinds == tuple(Kind)
    assert Code.PERSON_CHANGES not in {each.code for each in run(now, kinds).findings}


MEETING = Mapping(
    (
        *(Pair("metric", Fixed("Sale")), Pair("unique_id", Column("id"))),
        *(Pair("profile.email", Column("email")), Pair("profile.phone_number", Column("phone"))),
        *(Pair("time", Column("when")), Pair("properties.note", Column("note"))),
    ),
    (
        *(Pair("email", Column("email")), Pair("phone_number", Column("phone"))),
        Pair("properties.points", Column("points"), type=ValueType.NUMBER),
    ),
)
"""Events with ids of their own, of people who are known by two things, which profiles join."""

AS_TEXT = MEETING.with_pair(PEOPLE, Pair("properties.points", Column("points")))


@pytest.mark.parametrize(
    ("before", "now"),
    [(MEETING, MEETING.without(EVENTS, "properties.note")), (MEETING, AS_TEXT), (AS_TEXT, MEETING)],
    ids=["events changed", "people who join are sent", "people who join are held"],
)
def test_which_events_may_be_one_is_found_with_the_people_who_join_them(
    tmp_path, run_of, before, now
):
    day, phone = "2024-05-31T10:00:00Z", "+4930901820"
    rows = [
        ("", phone, "1", day, "a", "1"),
        ("ann@shop.io", "", "1", day, "b", "2"),
        ("ann@shop.io", phone, "2", "soon", "c", "many"),
    ]
    file = csv_file(tmp_path, rows, ("email", "phone", "id", "when", "note", "points"))
    run = run_of(file)
    known, later = run(plan_of(file, before)), plan_of(file, now)
    kinds = changed_kinds(known, plan_of(file, before), later)
    whole = run(later)
    assert told(carried_over(known, run(later, kinds), kinds, later)) == told(whole)
    alone = tuple(kind for kind in Kind if before.pairs(kind) != now.pairs(kind))
    assert told(carried_over(known, run(later, alone), alone, later)) != told(whole), "no control"


LEFT_OUT = UNCHANGED.with_cause(Cause(PEOPLE, Code.NUMBER_INVALID, "properties.note"))
"""People whose note is no number are left out, and so are their events."""


def test_a_row_that_is_left_out_for_people_is_left_out_of_events(file, run):
    numbers = mapping().with_pair(
        PEOPLE, Pair("properties.note", Column("note"), type=ValueType.NUMBER)
    )
    before = replace(plan_of(file, numbers), amendments=LEFT_OUT)
    known = run(before)
    now = replace(before, mapping=mapping())
    kinds = changed_kinds(known, before, now)
    whole = run(now)
    assert told(carried_over(known, run(now, kinds), kinds, now)) == told(whole)
    assert known.tally.events != whole.tally.events, "nothing was left out"


def test_history_or_live_concerns_no_finding(file, run):
    before = plan_of(file, mapping())
    assert changed_kinds(run(before), before, replace(before, is_history=False)) == ()


def test_where_rows_are_in_another_encoding_another_column_concerns_every_kind(file, run):
    before = plan_of(file, mapping())
    odd = replace(run(before), has_odd_rows=True)
    now = plan_of(file, EDITS["a pair of events reads otherwise"](mapping()))
    assert changed_kinds(odd, before, now) == tuple(Kind)
    assert changed_kinds(odd, before, before) == ()


def test_rows_in_another_encoding_are_noticed(tmp_path, builders):
    rows = [f"p{at}@shop.io,o{at},Müller,Zoë\n".encode("cp1252") for at in range(20)]
    rows[7] = "p7@shop.io,o7,Müller,Zoë\n".encode()
    path = tmp_path / "mixed.csv"
    path.write_bytes(b"".join([b"email,order,note,first\n", *rows]))
    file = open_csv(path, Overrides(encoding="cp1252", delimiter=",", header_line=1))
    *_, result = check(file, plan_of(file, mapping()), builders, Event())
    result.close()
    assert result.has_odd_rows


def test_what_is_kept_too_much_is_told_from_what_a_whole_check_finds(file, run):
    before, now = mapping(), EDITS["a pair of events reads otherwise"](mapping())
    known = run(plan_of(file, before))
    kept = carried_over(known, known, (), plan_of(file, now))
    assert told(kept) != told(run(plan_of(file, now)))


def test_each_kind_asks_its_own_memory_of_repeats_and_all_are_closed(file, run):
    known = run(plan_of(file, mapping()))
    now = plan_of(file, EDITS["people lose a pair"](mapping()))
    fresh = run(now, (PEOPLE,))
    both = carried_over(known, fresh, (PEOPLE,), now)
    assert both.repeats_of(EVENTS) is known.repeats
    assert both.repeats_of(PEOPLE) is fresh.repeats
    assert set(both.drafts) == {known.repeats, fresh.repeats}
    assert both.repeats_of(EVENTS).first_line(EVENTS, 14) == 5


def test_something_is_told_before_any_worker_is_asked(file):
    class Idle:
        def in_order(self, *_anything):
            raise AssertionError("a worker was asked")

    first = next(iter(check(file, plan_of(file, mapping()), Idle(), Event())))
    assert isinstance(first, Checking)
    assert {each.code for each in first.findings} >= {Code.EMAIL_INVALID}


def test_every_row_of_a_finding_is_known_also_of_what_only_earlier_rows_tell(file, run):
    result = run(plan_of(file, mapping()))
    rows = {(place[0], place[1]): list(found) for place, found in result.found.items()}
    assert rows[EVENTS, Code.EMAIL_INVALID] == [7]
    assert 12 in rows[EVENTS, Code.ROW_REPEATED]
    assert 12 in rows[PEOPLE, Code.MERGED]
    counts = {(each.kind, each.code): each.count for each in result.findings}
    assert {key: len(found) for key, found in rows.items()} == counts
    assert isinstance(result, Checked)


def test_the_kind_that_tells_who_shares_an_identifier_is_checked_again_when_it_no_longer_does(
    file, run
):
    several = mapping().with_pair(EVENTS, Pair("profile.external_id", Column("order")))
    before = plan_of(file, several)
    now = plan_of(file, several.with_pair(PEOPLE, Pair("external_id", Column("order"))))
    assert changed_kinds(run(before), before, now) == tuple(Kind)
