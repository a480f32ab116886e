"""What the check foretells of generated files is what the practice Klaviyo then does, one by one.

The number of files is raised by ``KLAVIYO_GUI_FORECAST_EXAMPLES``; see ``tests/README.md``.
"""

import itertools
import os
from collections import Counter
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core import event_item
from klaviyo_gui.core.amendments import UNCHANGED, Cause, Replacement, digest
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.convert import domains, moment
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Kind,
    Mapping,
    Options,
    Pair,
    Repeats,
    Undated,
    ValueType,
)
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.same_person import identifiers
from klaviyo_gui.core.tally import State
from klaviyo_gui.klaviyo.bodies import wrap
from klaviyo_gui.sending import check as checking
from klaviyo_gui.sending import run, survey
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.sending.worker import DeliverTask, deliver
from klaviyo_gui.source import table
from klaviyo_gui.source.index import scan
from klaviyo_gui.store.acts import Acts
from klaviyo_gui.store.journal import Journal
from tests.doubles.disks import in_memory
from tests.doubles.files import csv_file

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_FORECAST_EXAMPLES", "20"))
NUMBERS = itertools.count(1)
HEADER = (
    *("email", "phone", "shop", "metric", "id", "time"),
    *("points", "note", "city", "long", "more", "most"),
)
NOW = datetime.now(UTC)
YEAR_AHEAD = timedelta(days=365)


def in_time(distance, offset=0):
    """Return a time so far from now, as a clock so many hours east of Greenwich shows it."""
    clock = (NOW + distance + timedelta(hours=offset)).replace(tzinfo=None, microsecond=0)
    return f"{clock.isoformat()}{offset:+03d}:00"


emails = st.sampled_from(
    ["ann@*.io", "Ann@*.io", "bob@*.io", "cy@*.io", "d*@example.com", "d*@Test.com", ""]
)
no_emails = st.sampled_from(["nobody", "a b@*.io", f"{'x' * 99}@*.io"])
phones = st.sampled_from(["", "+49309*1", "+49309*2", "030 9*2", "+1234", "call me"])
shops = st.sampled_from(["", "", "s*1", "s*2", " s*1", "S*1"])
metrics = st.sampled_from(["m*", "M*", "n*", " m*"])
no_metrics = st.sampled_from(["", f"*{'m' * 122}", f"*{'m' * 123}"])
ids = st.sampled_from(["1", "2", "a", "A", " 1", "1 "])
no_ids = st.sampled_from(["", "i" * 255, "i" * 256])
times = st.sampled_from(["2024-05-31 10:00:00", "2024-05-31T12:00:00+02:00", "2024-05-31 10:00:01"])
no_times = st.sampled_from(
    [
        *("", "soon", "1989-12-31 23:59:59", "1990-01-01 00:00:01", "1990-01-01T00:00:01+02:00"),
        *(in_time(YEAR_AHEAD + timedelta(hours=hours), 12) for hours in (-11, -1, 1, 11)),
        in_time(timedelta(days=380)),
    ]
)
points = st.sampled_from(["", "0", "0.0", "7", "-1.5", "many"])
words = st.sampled_from(["", "x", "y"])
longs = st.sampled_from(["t" * 100_000, "t" * 100_001, "\u00e4" * 50_000, "\u00e4" * 50_001])
LEFT, EDITED = "left out", "edited"


def mostly(usual, odd):
    """Draw what is usual fourteen times out of fifteen."""
    return st.integers(0, 14).flatmap(lambda number: odd if number == 0 else usual)


rows = st.tuples(
    mostly(emails, no_emails),
    phones,
    shops,
    mostly(metrics, no_metrics),
    mostly(ids, no_ids),
    mostly(times, no_times),
    points,
    words,
    words,
    mostly(st.just(""), longs),
    mostly(st.just(""), st.just("x")),
    mostly(st.just(""), st.just("x")),
)
files = st.lists(rows, min_size=1, max_size=12)
amendments = st.tuples(
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from([LEFT, EDITED])), max_size=2),
    st.sampled_from(
        [
            *(None, None, Replacement("id", "2", "1"), Replacement("email", "cy@", "ann@")),
            *(Cause(kind, Code.ZERO_IGNORED, "properties.points") for kind in Kind),
        ]
    ),
)
sizes = st.sampled_from([(False, 0), (False, 3), (True, 0), (True, 2)])

NUMBER = {"type": ValueType.NUMBER}
EVENTS = (
    Pair("metric", Column("metric")),
    Pair("profile.email", Column("email")),
    Pair("time", Column("time")),
    Pair("properties.points", Column("points"), **NUMBER),
    Pair("properties.inner.points", Column("points"), **NUMBER),
    Pair("properties.note", Column("note")),
)
WITH_ID = (*EVENTS, Pair("unique_id", Column("id")))
SEVERAL = (
    Pair("profile.phone_number", Column("phone")),
    Pair("profile.external_id", Column("shop")),
)
LONG = (Pair("properties.long", Column("long")),)
WIDE = (
    *(Pair(f"properties.p{at}", Fixed("x")) for at in range(396)),
    Pair("properties.more", Column("more")),
    Pair("properties.most", Column("most")),
)
"""With points, inner and note there are 399 to 401."""
WHO = (
    Pair("email", Column("email")),
    Pair("phone_number", Column("phone")),
    Pair("external_id", Column("shop")),
)
PEOPLE = (
    *WHO,
    Pair("location.city", Column("city")),
    Pair("properties.points", Column("points"), **NUMBER),
    Pair("properties.note", Column("note"), conversion=Conversion(trim=True)),
)


class Builders:
    """Builds by the functions that workers call, in this process, so that a fault can be seeded."""

    def in_order(self, work, tasks):
        return map(work, tasks)

    def submit(self, work, task):
        done = Future()
        done.set_result(work(task))
        return done


def amended(drawn, cells):
    """Return the changes that were drawn, of rows that there are."""
    found, whole = UNCHANGED, drawn[1]
    if isinstance(whole, Replacement):
        found = found.with_replacement(whole)
        at = HEADER.index(whole.column)
        change = whole.change()
        cells = [(*row[:at], change(row[at]), *row[at + 1 :]) for row in cells]
    elif whole is not None:
        found = found.with_cause(whole)
    for at, what in dict(drawn[0]).items():
        if at < len(cells):
            line, reads = at + 2, digest(cells[at])
            if what is LEFT:
                found = found.leaving_out(line, reads)
            else:
                found = found.with_cell(line, reads, "id", "2")
    return found


NO_AMENDMENTS, AT_ONCE = ([], None), (False, 0)


class Forecast:
    """What check, preview and plan say of a file, and the run that follows.

    ``size`` tells whether ranges are of a row or so, and how many items a request has at most, 0
    for as many as ever. One request is under way at a time: what comes first is known then.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a file, how it is mapped, changed and sent
        self, account, found, events, profiles, repeats, drawn=NO_AMENDMENTS, size=AT_ONCE
    ):
        mark = f"{next(NUMBERS):05d}"
        cells = [tuple(cell.replace("*", mark) for cell in row) for row in found]
        options = Options("UTC", "DE", repeats, undated=Undated.SENDING)
        mapping = Mapping(events, profiles, options)
        account.begin()
        dropped = account.counts()["dropped"]
        with in_memory() as name, pytest.MonkeyPatch.context() as patched:
            patched.setattr(run, "DELIVERIES", 1)
            is_small, items = size
            if is_small:
                patched.setattr(table, "scan", partial(scan, step=64))
                patched.setattr(survey, "TASK_BYTES", 1)
            for kind in Kind if items else ():
                patched.setitem(ITEMS_MAX, kind, items)
            self._pass(account, csv_file(Path(name), cells, HEADER), mapping, amended(drawn, cells))
        self.events = account.stored("events")
        self.people = account.stored("people")
        self.dropped = account.counts()["dropped"] - dropped
        if self._repeated:
            body = wrap(Kind.EVENTS, self._repeated)
            task = DeliverTask(Kind.EVENTS, body, len(self._repeated))
            assert account.pool.submit(deliver, task).result().verdict is Verdict.ACCEPTED
        self.more_events = len(account.stored("events")) - len(self.events)

    def _pass(self, account, file, mapping, amendments):
        plan = Plan(mapping, file.header, amendments=amendments)
        *_, self.checked = check(file, plan, Builders(), Event())
        plan = replace(plan, judged=self.checked.judged)
        read = file.rows(file.index(), 0, 99)
        with closing(self.checked.repeats) as draft:
            self.records = list(preview_rows(plan, read, draft))
        self._repeated = self._bodies_of_repeats(build_rows(plan, read))
        folder = file.path.parent
        with closing(Journal.create(folder / "run" / "journal.db", {})) as journal:
            part = Part(file, plan, is_for_sending=True)
            for _ in freeze(part, Builders(), journal, Event()):
                pass
            *_, self.end = Run(journal, account.pool, Event()).events()
            self.states = {
                (kind, line): state
                for kind in mapping.kinds
                for line, state in journal.states(kind, 0, 999).items()
            }

    def _bodies_of_repeats(self, built):
        """Return the events that are held because one that is sent says the same person and id."""
        records = dict(built.get(Kind.EVENTS, ()))
        who = {
            line: next(iter(identifiers(person_of(record.body)).items()))
            for line, record in records.items()
            if record.body
        }
        sent = {each.line for each in self.of(Kind.EVENTS) if each.body}
        return [
            records[each.line].body
            for each in self.of(Kind.EVENTS)
            for problem in each.problems
            if problem.code in REPEATED and problem.other_line in sent
            if who[each.line] == who[problem.other_line]
        ]

    def of(self, kind):
        return [each for each in self.records if each.kind is kind]

    def count(self, kind, *codes):
        return sum(
            each.count for each in self.checked.findings if each.kind is kind and each.code in codes
        )

    def holds(self, kind):
        """Compare what every kind of record has: sent or held, and the counts of it."""
        counts, end = self.checked.tally.of(kind), self.end.tally.of(kind)
        assert (end.accepted, end.held) == (counts.unsent, counts.held)
        assert end.refused == end.unknown == end.unsent == 0
        for each in self.of(kind):
            expected = State.ACCEPTED if each.body else State.HELD
            assert self.states[kind, each.line] is expected
        told = Counter(
            problem.code
            for each in self.of(kind)
            for problem in each.problems
            if problem.code is not Code.LEFT_OUT
        )
        codes = {each.code for each in self.checked.findings if each.kind is kind} - OF_COLUMNS
        assert {code: self.count(kind, code) for code in codes} == told
        gone = sum(
            each.problems[0].code is Code.LEFT_OUT for each in self.of(kind) if each.problems
        )
        assert len(self.checked.held[kind]) + gone == counts.held
        assert len(self.checked.left_out) == gone


REPEATED = {Code.REPEATED, Code.ROW_REPEATED, Code.CONTENT_REPEATED}
OF_COLUMNS = {Code.TYPES_MIXED, Code.DATE_AS_TEXT, Code.METRIC_ALIKE, Code.METRICS_MANY}
"""What is found of a whole column, and told of none of its records."""


def person_of(body):
    return orjson.loads(body)["attributes"]["profile"]["data"]["attributes"]


def codes_of(record):
    return {(problem.code, problem.target) for problem in record.problems}


def with_identifiers(person):
    return {key: value for key, value in person.items() if key != "id"}


def events_hold(forecast):
    """Every event that is foretold to be stored is stored as shown, and no other.

    Nor would be what is held as a repeat.
    """
    forecast.holds(Kind.EVENTS)
    expected, dropped = [], 0
    for each in forecast.of(Kind.EVENTS):
        if not each.body:
            continue
        if Code.EMAIL_DROPPED in {code for code, _ in codes_of(each)}:
            dropped += 1
            continue
        attributes = orjson.loads(each.body)["attributes"]
        ((event,), person) = attributes["events"]["data"], attributes["profile"]["data"]
        event = event["attributes"]
        for code, target in codes_of(each):
            if code is Code.ZERO_IGNORED:
                *around, name = target.removeprefix("properties.").split(".")
                place = event["properties"]
                for inner in around:
                    place = place[inner]
                del place[name]
        metric = event["metric"]["data"]["attributes"]["name"]
        expected.append(shown({**person["attributes"], **event, "metric": metric}))
    assert forecast.dropped == dropped == forecast.count(Kind.EVENTS, Code.EMAIL_DROPPED)
    stored = Counter(map(shown, forecast.events))
    missing = Counter(expected) - stored
    assert not forecast.more_events, "what was held as a repeat would have been stored"
    assert not stored - Counter(expected)
    assert missing.total() <= forecast.count(Kind.EVENTS, Code.MAY_REPEAT)


def shown(event):
    """Return an event as its person, its name, its id, its time and what it says."""
    who = [event.get(name) for name in ("email", "phone_number", "external_id")]
    return repr((who, event["metric"], event["unique_id"], event["time"], event["properties"]))


def people_hold(forecast):
    """Every person that is foretold is stored with the values shown, joined ones as one."""
    forecast.holds(Kind.PROFILES)
    bodies, joined, dropped = {}, set(), set()
    for each in forecast.of(Kind.PROFILES):
        if not each.body:
            continue
        first = min(bodies.get(each.body, each.line), each.line)
        bodies[each.body] = first
        codes = {code for code, _ in codes_of(each)}
        if Code.EMAIL_DROPPED in codes:
            dropped.add(each.body)
        if Code.IDENTIFIER_JOINS in codes:
            joined.add(each.body)
    assert forecast.checked.people == len(bodies)
    assert len(joined) == forecast.count(Kind.PROFILES, Code.IDENTIFIER_JOINS)
    assert len(dropped) == forecast.count(Kind.PROFILES, Code.EMAIL_DROPPED)
    assert len(forecast.people) == len(bodies) - len(joined) - len(dropped)
    stored = [with_identifiers(each) for each in forecast.people]
    if not joined:
        shown = [orjson.loads(body)["attributes"] for body in bodies if body not in dropped]
        assert sorted(map(repr, map(sorted_items, stored))) == sorted(
            map(repr, map(sorted_items, shown))
        )


def sorted_items(value):
    if not isinstance(value, dict):
        return value
    return sorted((key, sorted_items(inner)) for key, inner in value.items())


found = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


pairs_of_events = st.builds(
    lambda has_id, has_several, more: (*(WITH_ID if has_id else EVENTS), *has_several, *more),
    st.booleans(),
    st.sampled_from([(), SEVERAL, SEVERAL[:1]]),
    st.sampled_from([(), (), (), LONG, WIDE]),
)


@found
@given(files, pairs_of_events, st.sampled_from(Repeats), amendments, sizes)
def test_events_are_stored_dropped_and_held_as_foretold(  # noqa: PLR0913, PLR0917 - a file and what is done with it
    account, found, pairs, repeats, drawn, size
):
    events_hold(Forecast(account, found, pairs, (), repeats, drawn, size))


@found
@given(files, amendments, sizes)
def test_people_are_merged_joined_and_held_as_foretold(account, found, drawn, size):
    people_hold(Forecast(account, found, (), PEOPLE, Repeats.FIRST, drawn, size))


@found
@given(files, pairs_of_events, amendments, sizes)
def test_events_are_stored_as_foretold_when_people_are_sent_as_well(
    account, found, pairs, drawn, size
):
    forecast = Forecast(account, found, pairs, PEOPLE, Repeats.FIRST, drawn, size)
    events_hold(forecast)
    forecast.holds(Kind.PROFILES)


GOOD = {
    **dict.fromkeys(HEADER, ""),
    "email": "ann@*.io",
    "phone": "+49309*1",
    "shop": "s*1",
    "metric": "m*",
    "id": "1",
    "time": "2024-05-31 10:00:00",
    "points": "7",
    "note": "x",
    "city": "x",
}


def changed(**cells):
    return tuple((GOOD | cells).values())


def of_events(account, *rows, more=()):
    found = [changed(**row) for row in rows]
    return Forecast(account, found, (*WITH_ID, *more), (), Repeats.FIRST)


def of_people(account, *rows):
    return Forecast(account, [changed(**row) for row in rows], (), PEOPLE, Repeats.FIRST)


def forget(code):
    """Return what takes a cause out of a forecast, wherever it is told."""

    def spoil(forecast):
        findings = (each for each in forecast.checked.findings if each.code is not code)
        forecast.checked = replace(forecast.checked, findings=tuple(findings))
        forecast.records = [
            replace(each, problems=tuple(told for told in each.problems if told.code is not code))
            for each in forecast.records
        ]

    return spoil


def count_one_more_person(forecast):
    forecast.checked = replace(forecast.checked, people=forecast.checked.people + 1)


def call_one_more_ready(forecast):
    tally = forecast.checked.tally
    more = tally.with_counts(Kind.EVENTS, tally.events.plus(State.UNSENT, 1))
    forecast.checked = replace(forecast.checked, tally=more)


def show_another_value(forecast):
    forecast.records = [
        replace(each, body=each.body.replace(b'"x"', b'"y"')) for each in forecast.records
    ]


def show_a_held_one_as_sent(forecast):
    forecast.records = [replace(each, body=forecast.records[0].body) for each in forecast.records]


FAULTS = [
    (forget(Code.EMAIL_DROPPED), events_hold, of_events, ({"email": "d*@example.com"},)),
    (forget(Code.ZERO_IGNORED), events_hold, of_events, ({"points": "0"},)),
    (call_one_more_ready, events_hold, of_events, ({},)),
    (show_another_value, events_hold, of_events, ({},)),
    (show_a_held_one_as_sent, events_hold, of_events, ({}, {"note": "y"})),
    (forget(Code.EMAIL_DROPPED), people_hold, of_people, ({"email": "d*@example.com"},)),
    (forget(Code.IDENTIFIER_JOINS), people_hold, of_people, ({"email": ""}, {"shop": ""})),
    (count_one_more_person, people_hold, of_people, ({}, {"note": "y"})),
    (show_another_value, people_hold, of_people, ({}, {"city": "z"})),
]


@pytest.mark.parametrize(("spoil", "holds", "made", "rows"), FAULTS)
def test_a_forecast_that_is_wrong_about_one_record_would_fail_these_tests(
    account, spoil, holds, made, rows
):
    forecast = made(account, *rows)
    holds(forecast)
    spoil(forecast)
    with pytest.raises(AssertionError):
        holds(forecast)


KEY_OF_EVENTS = 4


def key_of(*chosen):
    """Return a digest that changes the parts of the key of an event so."""

    def digest_of(*parts):
        if len(parts) == KEY_OF_EVENTS:
            parts = [change(part) for change, part in zip(chosen, parts, strict=True)]
        return DIGEST(*parts)

    return digest_of


def as_it_is(part):
    return part


def nothing(_part):
    return ""


def nobody(*_, **__):
    return []


def count_the_last_range(gathered, part):
    ADD(gathered, part)
    gathered._people = checking.people_of(part)


def take_nothing_back(*_):
    return {}


DIGEST, ADD = event_item.digest, checking._Gathered.add
SEEDED = {
    "the key of an event without its metric": (
        (event_item, "digest", key_of(as_it_is, as_it_is, nothing, as_it_is)),
        ((), {}, {"metric": "n*"}),
    ),
    "ids that differ in blanks taken for one": (
        (event_item, "digest", key_of(as_it_is, as_it_is, as_it_is, str.strip)),
        ((), {}, {"id": "1 "}),
    ),
    "ids that differ in case taken for one": (
        (event_item, "digest", key_of(as_it_is, as_it_is, as_it_is, str.lower)),
        ((), {"id": "a"}, {"id": "A"}),
    ),
    "a test domain that is not known": (
        (domains, "_DROPPED", frozenset({"example.com"})),
        ((), {"email": "d*@test.com"}),
    ),
    "times too far ahead": (
        (moment, "LATEST_AHEAD", timedelta(days=400)),
        ((), {"time": in_time(timedelta(days=380))}),
    ),
    "one property too many": (
        (event_item, "PROPERTIES_MAX", 401),
        (WIDE, {"more": "x", "most": "x"}),
    ),
    "a text of one byte too many": (
        (import_module("klaviyo_gui.core.convert.text"), "TEXT_MAX_BYTES", 100_001),
        (LONG, {"long": "t" * 100_001}),
    ),
    "a name of one character too many": (
        (event_item, "METRIC_NAME_MAX", 128),
        ((), {"metric": f"*{'m' * 123}"}),
    ),
    "one id of two people who are one": (
        (Acts, "claim", nobody),
        (SEVERAL, {}, {"email": ""}),
    ),
    "what is dropped of a repeat": (
        (survey, "_taken_back", take_nothing_back),
        ((), {"email": "d*@test.com"}, {"email": "d*@test.com"}),
    ),
}


@pytest.fixture
def forgetful():
    """Let nothing be remembered from one test to another of what depends on a seeded fault."""
    caches = event_item._metric, domains.judged
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize(("fault", "file"), SEEDED.values(), ids=SEEDED)
def test_a_fault_that_builds_or_counts_otherwise_would_fail_these_tests(
    account, monkeypatch, fault, file
):
    more, *found = file
    events_hold(of_events(account, *found, more=more))
    for cache in (event_item._metric, domains.judged):
        cache.cache_clear()
    monkeypatch.setattr(*fault)
    wrong = of_events(account, *found, more=more)
    with pytest.raises(AssertionError):
        events_hold(wrong)


def test_counting_the_people_of_the_last_range_alone_would_fail_these_tests(account, monkeypatch):
    cells = [changed(email=f"p{at}@*.io", phone="", shop="") for at in range(5)]
    several = partial(Forecast, account, cells, (), PEOPLE, Repeats.FIRST, size=(True, 2))
    people_hold(several())
    monkeypatch.setattr(checking._Gathered, "add", count_the_last_range)
    wrong = several()
    with pytest.raises(AssertionError):
        people_hold(wrong)
