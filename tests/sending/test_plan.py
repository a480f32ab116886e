"""Check, plan, preview and what Klaviyo then does must say one and the same of every record."""

import hashlib
import itertools
import os
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.amendments import KNOWN_BY_OTHERS
from klaviyo_gui.core.batch import ITEM_MAX_BYTES, ITEMS_MAX
from klaviyo_gui.core.errors import FileChanged, MappingEmpty
from klaviyo_gui.core.mapping import Kind, Mapping, Repeats
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.tally import Counts, State
from klaviyo_gui.klaviyo.bodies import unwrap
from klaviyo_gui.sending import freezer, survey
from klaviyo_gui.sending import plan as planning
from klaviyo_gui.sending.check import Checked, Checking, check
from klaviyo_gui.sending.plan import _fingerprint, freeze
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.source.stamp import fingerprint
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.journal import BatchState, Journal
from tests.doubles.files import csv_file, mapping, orders

NUMBERS = itertools.count()

emails = st.sampled_from(["ann", "Ann", "bob", "cy"])
good_rows = st.tuples(
    emails.map("{}@shop.io".format),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["", "x", "y"]),
    st.sampled_from(["", "Ann", "Bob"]),
)
bad_rows = st.sampled_from(
    [
        ("no address", "1", "x", "Ann"),
        ("", "2", "x", "Ann"),
        ("ann@shop.io", "i" * 256, "x", "Ann"),
        ("short", "row"),
        ("ann@shop.io", "1", "x", "Ann", "too long"),
    ]
)
files = st.lists(good_rows | bad_rows, min_size=1, max_size=12)


def checked(file, plan, pool):
    *steps, last = check(file, plan, pool, Event())
    assert all(type(each) is Checking for each in steps)
    assert type(last) is Checked
    return last


def previewed(file, plan, outcome):
    rows = file.rows(file.index(), 0, 100)
    records = preview_rows(plan, rows, outcome.repeats, outcome.found)
    return {(each.kind, each.line): each for each in records}


def frozen_bodies(journal):
    """Return the frozen item behind every record that will be sent."""
    return {
        (batch.kind, line): item
        for batch in journal.batches(BatchState.READY)
        for at, item in enumerate(unwrap(batch.kind, journal.body(batch.id)))
        for line in journal.lines_at(batch.id, at)
    }


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=files,
    has_id=st.booleans(),
    repeats=st.sampled_from(Repeats),
    limit=st.none() | st.integers(1, 12),
)
def test_check_preview_plan_and_klaviyo_agree_on_every_record(
    account, rows, has_id, repeats, limit
):
    account.begin()
    pool, mark = account.pool, f"h{next(NUMBERS)}"
    rows = [(row[0].replace("@shop", f"@{mark}"), *row[1:]) for row in rows]
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = csv_file(folder, rows)
        plan = Plan(mapping(f"M{mark}", has_id=has_id, repeats=repeats), file.header)
        with closing(Journal.create(folder / "run" / "journal.db", {})) as journal:
            steps = list(
                freeze(Part(file, plan, limit, is_for_sending=True), pool, journal, Event())
            )
            sent = len(rows) if limit is None else min(limit, len(rows))
            assert steps[-1].rows == sent
            # The check has no limit: it is compared with the file that the limit leaves.
            rest = csv_file(folder, rows[:sent])
            outcome = checked(rest, plan, pool)
            with closing(outcome.repeats):
                compare(journal, rest, plan, outcome)
                bodies = frozen_bodies(journal)
                *_, end = Run(journal, pool, Event()).events()
            assert end.tally.events.accepted == outcome.tally.events.unsent
            assert end.tally.profiles.accepted == outcome.tally.profiles.unsent
            assert_stored(account, f"M{mark}", bodies)


def compare(journal, file, plan, outcome):
    assert journal.tally() == outcome.tally
    assert journal.facts["rows"] == outcome.rows
    assert journal.facts["findings"] == [
        {key: value for key, value in finding.items() if key != "texts"}
        for finding in orjson.loads(orjson.dumps(outcome.findings))
    ]
    bodies = frozen_bodies(journal)
    assert len({body for (kind, _), body in bodies.items() if kind is Kind.PROFILES}) == (
        outcome.people
    )
    states = {
        (kind, line): state
        for kind in Kind
        for line, state in journal.states(kind, 0, 10_000).items()
    }
    shown = previewed(file, plan, outcome)
    assert shown.keys() == states.keys()
    for record, state in states.items():
        assert shown[record].body == bodies.get(record, b"")
        assert (state is State.HELD) == (not shown[record].body)
        is_held = any(each.severity is Severity.HOLD for each in shown[record].problems)
        assert is_held == (state is State.HELD)


def assert_stored(account, metric, bodies):
    events = [orjson.loads(body) for (kind, _), body in bodies.items() if kind is Kind.EVENTS]
    inner = [each["attributes"]["events"]["data"][0]["attributes"] for each in events]
    stored = [each for each in account.stored("events") if each["metric"] == metric]
    assert sorted((each["unique_id"], each["properties"].get("note", "")) for each in inner) == (
        sorted((each["unique_id"], each["properties"].get("note", "")) for each in stored)
    )
    people = {each["email"].casefold(): each for each in account.stored("people")}
    for (kind, _), body in bodies.items():
        if kind is Kind.PROFILES:
            attributes = orjson.loads(body)["attributes"]
            # Which spelling of one address is stored last depends on which request comes last.
            email = attributes.pop("email").casefold()
            assert attributes.items() <= people[email].items()


def test_a_row_that_would_make_its_person_too_large_is_held_and_the_person_goes(
    tmp_path, builders, monkeypatch
):
    monkeypatch.setitem(ITEM_MAX_BYTES, Kind.PROFILES, 140)
    rows = [
        ("ann@shop.io", "1", "first note", "Ann"),
        ("ann@shop.io", "2", "n" * 60, "Ann"),
        ("ann@shop.io", "3", "last note", "Ann"),
        ("bob@shop.io", "4", "", "Bob"),
    ]
    file = csv_file(tmp_path, rows)
    plan = Plan(mapping(), file.header)
    with closing(Journal.create(tmp_path / "run" / "journal.db", {})) as journal:
        for _ in freeze(Part(file, plan, is_for_sending=True), builders, journal, Event()):
            pass
        outcome = checked(file, plan, builders)
        with closing(outcome.repeats):
            compare(journal, file, plan, outcome)
        assert outcome.tally.profiles == Counts(unsent=3, held=1)
        (held,) = [each for each in journal.exceptions() if each.kind is Kind.PROFILES]
        assert (held.line, held.code, held.detail) == (3, Code.PERSON_TOO_LARGE, "2")
        (told,) = [each for each in outcome.findings if each.code is Code.PERSON_TOO_LARGE]
        assert told.code in KNOWN_BY_OTHERS
        assert b"last note" in frozen_bodies(journal)[Kind.PROFILES, 2]


def test_identical_rows_are_counted_apart_only_where_the_sender_says_so(tmp_path, builders):
    rows = [("ann@shop.io", "", "same", "A")] * 3
    file = csv_file(tmp_path, rows)
    for repeats, held in ((Repeats.FIRST, 2), (Repeats.APART, 0)):
        for has_id, expected in ((False, held), (True, held)):
            plan = Plan(mapping(has_id=has_id, repeats=repeats), file.header)
            outcome = checked(file, plan, builders)
            with closing(outcome.repeats):
                assert outcome.tally.events == Counts(unsent=3 - expected, held=expected)
                shown = previewed(file, plan, outcome)
                bodies = [each.body for each in shown.values() if each.kind is Kind.EVENTS]
                assert len({*bodies} - {b""}) == 3 - expected


def test_a_repeated_id_of_ones_own_is_held_however_rows_are_counted(tmp_path, builders):
    file = csv_file(tmp_path, [("a@shop.io", "1", "x", "A"), ("a@shop.io", "1", "y", "A")])
    plan = Plan(mapping(repeats=Repeats.APART), file.header)
    outcome = checked(file, plan, builders)
    with closing(outcome.repeats):
        assert outcome.tally.events == Counts(unsent=1, held=1)
        assert Code.REPEATED in {each.code for each in outcome.findings}


@pytest.mark.parametrize("kind", Kind)
def test_a_mapping_of_one_kind_makes_records_of_that_kind_only(tmp_path, builders, kind):
    file = csv_file(tmp_path, orders(3, people=2))
    outcome = checked(file, Plan(mapping(kinds=(kind,)), file.header), builders)
    with closing(outcome.repeats):
        assert outcome.tally.of(kind) == outcome.tally.total == Counts(unsent=3)
        assert outcome.people == (2 if kind is Kind.PROFILES else 0)


def test_a_check_that_is_stopped_has_no_result(tmp_path, builders):
    file = csv_file(tmp_path, orders(5))
    stop = Event()
    stop.set()
    assert list(check(file, Plan(mapping(), file.header), builders, stop)) == []
    stop.clear()
    steps = check(file, Plan(mapping(), file.header), builders, stop)
    next(steps)
    stop.set()
    assert list(steps) == []


def test_a_check_without_a_mapping_says_so(tmp_path, builders):
    file = csv_file(tmp_path, orders(1))
    with pytest.raises(MappingEmpty):
        next(check(file, Plan(Mapping(), file.header), builders, Event()))


@pytest.fixture
def many_ranges(tmp_path, monkeypatch):
    """A file of some ranges, each of more than a hundred rows."""
    monkeypatch.setattr(survey, "TASK_BYTES", 150_000)
    rows = [(f"p{at}@shop.io", str(at), "n" * 500, f"Name {at}") for at in range(1_500)]
    return csv_file(tmp_path, rows)


def test_repeats_are_found_across_ranges_and_the_limit_cuts_in_the_middle(
    many_ranges, builders, tmp_path
):
    plan = Plan(mapping(), many_ranges.header)
    for limit, expected in ((None, 1_500), (700, 700), (1, 1)):
        with closing(Journal.create(tmp_path / f"run-{limit}" / "journal.db", {})) as journal:
            steps = list(freeze(Part(many_ranges, plan, limit), builders, journal, Event()))
            assert journal.tally().events == Counts(unsent=expected)
            assert steps[-1].rows == expected
            assert [each.done for each in steps] == sorted(each.done for each in steps)


def test_a_stopped_plan_is_never_complete(many_ranges, builders, tmp_path):
    plan = Plan(mapping(), many_ranges.header)
    for stopped_after in range(3):
        stop = Event()
        path = tmp_path / f"run-{stopped_after}" / "journal.db"
        with closing(Journal.create(path, {})) as journal:
            if not stopped_after:
                stop.set()
            steps = freeze(Part(many_ranges, plan), builders, journal, stop)
            for number, _ in enumerate(steps, start=1):
                if number == stopped_after:
                    stop.set()
            assert not journal.is_planned


def test_a_stop_ends_the_reading_of_further_ranges(many_ranges, builders, monkeypatch):
    stop = Event()
    with closing(Draft()) as draft:
        monkeypatch.setattr(survey, "TASK_BYTES", 130_000)
        tasks = survey._tasks(Part(many_ranges, Plan(mapping(), many_ranges.header)), stop)
        next(tasks)
        stop.set()
        assert list(tasks) == []
        assert list(draft.people()) == []


def test_a_file_that_changes_while_it_is_planned_is_not_sent(many_ranges, builders, tmp_path):
    plan = Plan(mapping(), many_ranges.header)
    with closing(Journal.create(tmp_path / "run" / "journal.db", {})) as journal:
        steps = freeze(Part(many_ranges, plan), builders, journal, Event())
        next(steps)
        with many_ranges.path.open("ab") as file:
            file.write(b"late@shop.io,x,y,z\r\n")
        with pytest.raises(FileChanged):
            list(steps)
        assert not journal.is_planned


def test_a_file_that_changes_behind_the_last_range_is_noticed_too(tmp_path, builders):
    file = csv_file(tmp_path, orders(3))
    plan = Plan(mapping(), file.header)
    with closing(Journal.create(tmp_path / "run" / "journal.db", {})) as journal:
        steps = freeze(Part(file, plan), builders, journal, Event())
        next(steps)
        os.utime(file.path, (1, 1))
        with pytest.raises(FileChanged):
            list(steps)
        assert not journal.is_planned


@pytest.mark.parametrize("people_at_once", [3, 10, 100])
def test_batches_keep_both_limits_and_the_order_of_the_file(
    tmp_path, builders, monkeypatch, people_at_once
):
    monkeypatch.setattr(freezer, "BODY_MAX_BYTES", 2_000)
    monkeypatch.setattr(planning, "_AT_ONCE", people_at_once)
    monkeypatch.setitem(ITEMS_MAX, Kind.EVENTS, 4)
    monkeypatch.setitem(ITEMS_MAX, Kind.PROFILES, 7)
    rows = [(f"p{at}@shop.io", str(at), "n" * (at % 9 * 40), "A") for at in range(60)]
    file = csv_file(tmp_path, rows)
    with closing(Journal.create(tmp_path / "run" / "journal.db", {})) as journal:
        list(freeze(Part(file, Plan(mapping(), file.header)), builders, journal, Event()))
        for kind in Kind:
            batches = [each for each in journal.batches(BatchState.READY) if each.kind is kind]
            assert all(len(journal.body(each.id)) <= 2_000 for each in batches)
            assert all(each.items <= ITEMS_MAX[kind] for each in batches)
            assert max(each.items for each in batches) > 1
            lines = [
                line
                for each in batches
                for at in range(each.items)
                for line in journal.lines_at(each.id, at)
            ]
            assert lines == list(range(2, 62))


def test_the_findings_in_the_journal_hold_no_cell(tmp_path, builders):
    file = csv_file(tmp_path, [("secret address", "1", "x", "A")])
    with closing(Journal.create(tmp_path / "run" / "journal.db", {})) as journal:
        list(freeze(Part(file, Plan(mapping(), file.header)), builders, journal, Event()))
        assert b"secret" not in orjson.dumps(journal.facts)
        assert journal.facts["findings"]


def test_the_fingerprint_is_taken_once_more_when_its_worker_died(tmp_path, builders):
    file = csv_file(tmp_path, orders(1))
    broken = Future()
    broken.set_exception(BrokenProcessPool())
    expected = hashlib.sha256(file.path.read_bytes()).hexdigest()
    assert _fingerprint(broken, file, builders) == expected


def test_no_fingerprint_is_told_of_a_file_that_changed_since(tmp_path, builders):
    file = csv_file(tmp_path, orders(1))
    taken = builders.submit(fingerprint, file.path)
    taken.result()
    file.path.write_bytes(b"another file")
    with pytest.raises(FileChanged):
        _fingerprint(taken, file, builders)
