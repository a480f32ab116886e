"""What the check foretells of generated files is what the practice Klaviyo then does, one by one.

The number of files is raised by ``KLAVIYO_GUI_FORECAST_EXAMPLES``; see ``tests/README.md``.
"""

import os
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core import event_item
from klaviyo_gui.core.amendments import Cause, Replacement
from klaviyo_gui.core.built import Record
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
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending import check as checking
from klaviyo_gui.sending import survey
from klaviyo_gui.store.acts import Acts
from klaviyo_gui.store.person_changes import PersonChanges
from tests.sending import any_mapping
from tests.sending.foretold import (
    AT_ONCE,
    EDITED,
    LEFT,
    NO_AMENDMENTS,
    Forecast,
    events_hold,
    everybody_holds,
    people_hold,
)

EXAMPLES = os.environ.get("KLAVIYO_GUI_FORECAST_EXAMPLES", "")
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
changes = st.lists(st.tuples(st.integers(0, 11), st.sampled_from([LEFT, EDITED])), max_size=2)
amendments = st.tuples(
    changes,
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


found = settings(
    max_examples=int(EXAMPLES or 12),
    deadline=None,
    derandomize=not EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


pairs_of_events = st.builds(
    lambda has_id, has_several, more: (*(WITH_ID if has_id else EVENTS), *has_several, *more),
    st.booleans(),
    st.sampled_from([(), SEVERAL, SEVERAL[:1]]),
    st.sampled_from([(), (), (), LONG, WIDE]),
)


def made(  # noqa: PLR0913, PLR0917 - a file, how it is mapped, changed and sent
    account, found, events, profiles, repeats, drawn=NO_AMENDMENTS, size=AT_ONCE
):
    options = Options("UTC", "DE", repeats, undated=Undated.SENDING)
    mapping = Mapping(events, profiles, options)
    return Forecast(account, found, HEADER, mapping, drawn=drawn, size=size)


@found
@given(files, pairs_of_events, st.sampled_from(Repeats), amendments, sizes)
def test_events_are_stored_dropped_and_held_as_foretold(  # noqa: PLR0913, PLR0917 - a file and what is done with it
    account, found, pairs, repeats, drawn, size
):
    events_hold(made(account, found, pairs, (), repeats, drawn, size))


@found
@given(files, amendments, sizes)
def test_people_are_merged_joined_and_held_as_foretold(account, found, drawn, size):
    people_hold(made(account, found, (), PEOPLE, Repeats.FIRST, drawn, size))


@found
@given(files, pairs_of_events, amendments, sizes)
def test_events_are_stored_as_foretold_when_people_are_sent_as_well(
    account, found, pairs, drawn, size
):
    forecast = made(account, found, pairs, PEOPLE, Repeats.FIRST, drawn, size)
    events_hold(forecast)
    forecast.holds(Kind.PROFILES)


@found
@given(any_mapping.any_files(), changes, sizes)
def test_whatever_is_mapped_is_stored_merged_dropped_and_held_as_foretold(
    account, drawn, changed, size
):
    forecast = Forecast(
        account, drawn.rows, any_mapping.HEADER, drawn.mapping, drawn=(changed, None), size=size
    )
    kinds = drawn.mapping.kinds
    if Kind.EVENTS in kinds:
        events_hold(forecast)
    if kinds == (Kind.PROFILES,):
        people_hold(forecast)
    if len(kinds) > 1:
        forecast.holds(Kind.PROFILES)
        everybody_holds(forecast)


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
    return made(account, found, (*WITH_ID, *more), (), Repeats.FIRST)


def of_people(account, *rows):
    return made(account, [changed(**row) for row in rows], (), PEOPLE, Repeats.FIRST)


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


def count_one_off(code, change):
    """Return what miscounts a cause by one record, one too many or one too few."""

    def spoil(forecast):
        findings = tuple(
            replace(each, count=each.count + change) if each.code is code else each
            for each in forecast.checked.findings
        )
        assert findings != forecast.checked.findings
        forecast.checked = replace(forecast.checked, findings=findings)

    return spoil


def tally_one_off(kind, state, change):
    """Return what miscounts one kind of record by one that is sent, or held."""

    def spoil(forecast):
        tally = forecast.checked.tally
        more = tally.with_counts(kind, tally.of(kind).plus(state, change))
        forecast.checked = replace(forecast.checked, tally=more)

    return spoil


DROPPED = ({}, {"email": "d*@example.com"}, {"email": "e*@test.com", "phone": "+49309*2"})
MIXED = tuple({"id": f"{at}", "note": note} for at, note in enumerate("12345xy"))
MOVED = ({"city": "x"}, {"id": "2", "city": "y"}, {"id": "3", "city": "z"})
ABOUT = (Pair("profile.location.city", Column("city")),)


def about_people(account, *rows):
    return of_events(account, *rows, more=ABOUT)


def about_people_of(column):
    """Return what sends such events with profiles, of which this column fills the city."""
    people = (WHO[0], Pair("location.city", Column(column)))

    def of(account, *rows):
        return made(
            account, [changed(**row) for row in rows], (*WITH_ID, *ABOUT), people, Repeats.FIRST
        )

    of.__name__ = column
    return of


ABOUT_BOTH, ABOUT_OTHERS = about_people_of("city"), about_people_of("note")


def lose_the_rows_of_a_cause(forecast):
    found = dict.fromkeys(forecast.checked.found, RowNumbers())
    forecast.checked = replace(forecast.checked, found=found)


def show_another_value(forecast):
    forecast.records = [
        replace(each, body=each.body.replace(b'"x"', b'"y"')) for each in forecast.records
    ]


def show_a_held_one_as_sent(forecast):
    forecast.records = [replace(each, body=forecast.records[0].body) for each in forecast.records]


FAULTS = [
    (forget(Code.EMAIL_DROPPED), events_hold, of_events, ({"email": "d*@example.com"},)),
    (forget(Code.ZERO_IGNORED), events_hold, of_events, ({"points": "0"},)),
    *(
        (tally_one_off(kind, state, change), holds, of, ({}, wrong))
        for kind, holds, of, wrong in (
            (Kind.EVENTS, events_hold, of_events, {"email": "nobody"}),
            (Kind.PROFILES, people_hold, of_people, {"email": "nobody"}),
        )
        for state in (State.UNSENT, State.HELD)
        for change in (-1, 1)
    ),
    *(
        (count_one_off(code, change), holds, of, rows)
        for code, holds, of, rows in (
            (Code.EMAIL_INVALID, events_hold, of_events, ({}, *[{"email": "nobody"}] * 2)),
            (Code.EMAIL_DROPPED, events_hold, of_events, DROPPED),
            (Code.EMAIL_DROPPED, people_hold, of_people, DROPPED),
            (Code.MERGED, people_hold, of_people, ({}, {"note": "y"}, {"note": "z"})),
            (Code.REPEATED, events_hold, of_events, ({}, {"note": "y"}, {"note": "z"})),
            (Code.METRIC_ALIKE, events_hold, of_events, ({}, {"metric": "M*"}, {"metric": "M*"})),
            (Code.TYPES_MIXED, events_hold, of_events, MIXED),
            (Code.PERSON_CHANGES, events_hold, about_people, MOVED),
        )
        for change in (-1, 1)
    ),
    (forget(Code.PERSON_CHANGES), events_hold, about_people, MOVED),
    (forget(Code.PERSON_CHANGES), events_hold, ABOUT_OTHERS, MOVED),
    (forget(Code.VALUES_DIFFER), events_hold, ABOUT_BOTH, MOVED),
    (show_another_value, events_hold, of_events, ({},)),
    (show_a_held_one_as_sent, events_hold, of_events, ({}, {"note": "y"})),
    (forget(Code.EMAIL_DROPPED), people_hold, of_people, ({"email": "d*@example.com"},)),
    (forget(Code.IDENTIFIER_JOINS), people_hold, of_people, ({"email": ""}, {"shop": ""})),
    (lose_the_rows_of_a_cause, people_hold, of_people, ({}, {"note": "y"})),
    (count_one_more_person, people_hold, of_people, ({}, {"note": "y"})),
    (show_another_value, people_hold, of_people, ({}, {"city": "z"})),
]


SOUND = {}


@pytest.fixture
def sound(account):
    """Return a forecast that holds, to be spoilt; the same file is sent once for all of them."""

    def of(holds, made, rows):
        file = made, repr(rows)
        if file not in SOUND:
            SOUND[file] = made(account, *rows)
            holds(SOUND[file])
        return copy(SOUND[file])

    return of


@pytest.mark.parametrize(("spoil", "holds", "made", "rows"), FAULTS)
def test_a_forecast_that_is_wrong_about_one_record_would_fail_these_tests(
    sound, spoil, holds, made, rows
):
    forecast = sound(holds, made, rows)
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
    "an id of one character too few": (
        (event_item, "UNIQUE_ID_MAX", 254),
        ((), {"id": "i" * 255}),
    ),
    "a name of one character too few": (
        (event_item, "METRIC_NAME_MAX", 126),
        ((), {"metric": f"*{'m' * 122}"}),
    ),
    "one property too few": (
        (event_item, "PROPERTIES_MAX", 399),
        (WIDE, {"more": "x"}),
    ),
    "years too late": (
        (moment, "EARLIEST", datetime(1992, 1, 1, tzinfo=UTC)),
        ((), {"time": "1991-05-31T10:00:00Z"}),
    ),
    "a name that makes no metric": (
        (Record, "kept", property(lambda record: record.body)),
        ((), {}, {"metric": "M*", "email": "d*@test.com"}),
    ),
    "a text of an event that is dropped": (
        (Record, "kept", property(lambda record: record.body)),
        ((), *MIXED[:5], {"id": "6", "note": "x", "email": "d*@test.com"}),
    ),
    "what is said of somebody": (
        (PersonChanges, "claim", nobody),
        (ABOUT, *MOVED),
    ),
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
    several = partial(made, account, cells, (), PEOPLE, Repeats.FIRST, size=(True, 2))
    people_hold(several())
    monkeypatch.setattr(checking._Gathered, "add", count_the_last_range)
    wrong = several()
    with pytest.raises(AssertionError):
        people_hold(wrong)
