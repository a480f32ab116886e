"""What the check foretells of generated files is what the practice Klaviyo then does, one by one.

The number of files is raised by ``KLAVIYO_GUI_FORECAST_EXAMPLES``; see ``tests/README.md``.
"""

import itertools
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, Repeats, ValueType
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.journal import Journal
from tests.doubles.files import csv_file

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_FORECAST_EXAMPLES", "60"))
NUMBERS = itertools.count(1)
HEADER = ("email", "phone", "shop", "id", "time", "points", "note", "city")

emails = st.sampled_from(["ann@*.io", "Ann@*.io", "bob@*.io", "cy@*.io", "d*@example.com"])
no_emails = st.sampled_from(["", "nobody", "a b@*.io", f"{'x' * 99}@*.io"])
phones = st.sampled_from(["", "+49309*1", "+49309*2", "030 9*2", "+1234", "call me"])
shops = st.sampled_from(["", "", "s*1", "s*2"])
ids = st.sampled_from(["1", "2", "3", "", "i" * 255, "i" * 256])
times = st.sampled_from(["2024-05-31 10:00:00", "2024-05-31T12:00:00+02:00", "2024-05-31 10:00:01"])
no_times = st.sampled_from(["", "soon", "1989-12-31 23:59:59", "2099-01-01 00:00:00"])
points = st.sampled_from(["", "0", "0.0", "7", "-1.5", "many"])
words = st.sampled_from(["", "x", "y"])


def mostly(usual, odd):
    """Draw what is usual nine times out of ten."""
    return st.integers(0, 9).flatmap(lambda number: odd if number == 0 else usual)


rows = st.tuples(
    mostly(emails, no_emails), phones, shops, ids, mostly(times, no_times), points, words, words
)
files = st.lists(rows, min_size=1, max_size=12)

NUMBER = {"type": ValueType.NUMBER}
EVENTS = (
    Pair("profile.email", Column("email")),
    Pair("time", Column("time")),
    Pair("properties.points", Column("points"), **NUMBER),
    Pair("properties.inner.points", Column("points"), **NUMBER),
    Pair("properties.note", Column("note")),
)
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


class Forecast:
    """What check, preview and plan say of a file, and the run that follows."""

    def __init__(self, account, found, events, profiles, repeats):
        mark = f"{next(NUMBERS):05d}"
        self.metric = f"Ordered {mark}"
        cells = [tuple(cell.replace("*", mark) for cell in row) for row in found]
        metric = (Pair("metric", Fixed(self.metric)),) if events else ()
        mapping = Mapping((*metric, *events), profiles, Options("UTC", "DE", repeats))
        account.begin()
        dropped = account.counts()["dropped"]
        with TemporaryDirectory() as name:
            folder = Path(name)
            file = csv_file(folder, cells, HEADER)
            plan = Plan(mapping, file.header)
            *_, self.checked = check(file, plan, account.pool, Event())
            plan = replace(plan, judged=self.checked.judged)
            with closing(self.checked.repeats) as draft:
                self.records = list(preview_rows(plan, file.rows(file.index(), 0, 99), draft))
            with closing(Journal.create(folder / "run" / "journal.db", {})) as journal:
                part = Part(file, plan, is_for_sending=True)
                for _ in freeze(part, account.pool, journal, Event()):
                    pass
                *_, self.end = Run(journal, account.pool, Event()).events()
                self.states = {
                    (kind, line): state
                    for kind in mapping.kinds
                    for line, state in journal.states(kind, 0, 999).items()
                }
        self.events = [each for each in account.stored("events") if each["metric"] == self.metric]
        self.people = account.stored("people")
        self.dropped = account.counts()["dropped"] - dropped

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
        told = {}
        for each in self.of(kind):
            for problem in each.problems:
                told[problem.code] = told.get(problem.code, 0) + 1
        assert {code: self.count(kind, code) for code in told} == told
        assert {each.code for each in self.checked.findings if each.kind is kind} == set(told)


def codes_of(record):
    return {(problem.code, problem.target) for problem in record.problems}


def with_identifiers(person):
    return {key: value for key, value in person.items() if key != "id"}


def events_hold(forecast):
    """Every event that is foretold to be stored is stored as shown, and no other."""
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
        expected.append((person["attributes"]["email"], event["unique_id"], event["properties"]))
    stored = [(each["email"], each["unique_id"], each["properties"]) for each in forecast.events]
    assert sorted(map(repr, stored)) == sorted(map(repr, expected))
    assert forecast.dropped == dropped


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


@found
@given(files, st.booleans(), st.sampled_from(Repeats))
def test_events_are_stored_dropped_and_held_as_foretold(account, found, has_id, repeats):
    has_id = (Pair("unique_id", Column("id")),) if has_id else ()
    events_hold(Forecast(account, found, (*EVENTS, *has_id), (), repeats))


@found
@given(files)
def test_people_are_merged_joined_and_held_as_foretold(account, found):
    people_hold(Forecast(account, found, (), PEOPLE, Repeats.FIRST))


GOOD = ("ann@*.io", "+49309*1", "s*1", "1", "2024-05-31 10:00:00", "7", "x", "x")


def changed(**cells):
    usual = dict(zip(HEADER, GOOD, strict=True)) | cells
    return tuple(usual.values())


def of_events(account, *rows):
    found = [changed(**row) for row in rows]
    return Forecast(account, found, (*EVENTS, Pair("unique_id", Column("id"))), (), Repeats.FIRST)


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
