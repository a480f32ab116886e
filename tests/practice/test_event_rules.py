from datetime import UTC, datetime

import pytest

from klaviyo_gui.practice.event_rules import event_problems
from tests.practice.bodies import entry, event, events_body, one_event, profile

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ENTRY = "/data/attributes/events-bulk-create/data/0"
EVENT = f"{ENTRY}/attributes/events/data/0/attributes"
METRIC = f"{EVENT}/metric/data"


def pointers(document):
    return [problem.pointer for problem in event_problems(document, NOW)]


def detail(document):
    (problem,) = event_problems(document, NOW)
    return problem.detail


def raw_event(**attributes):
    whole = event()
    whole["attributes"].update(attributes)
    return events_body(entry(profile(), whole))


def test_a_sound_request_has_no_problems():
    assert pointers(one_event(value_currency="EUR", backfill=True)) == []


def test_null_is_allowed_where_the_specification_says_nullable():
    nothing = dict.fromkeys(("time", "value", "value_currency", "unique_id", "backfill"))
    assert pointers(raw_event(**nothing)) == []


def nested(levels):
    """Return so many arrays, one within the other."""
    return [nested(levels - 1)] if levels > 1 else []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("value", "9.99"),
        ("value", True),
        ("unique_id", 5),
        ("unique_id", ""),
        ("unique_id", "x" * 256),
        ("backfill", "true"),
        ("value_currency", "dollars"),
        ("value_currency", 5),
        ("properties", []),
        ("properties", None),
        ("properties", {str(number): 1 for number in range(401)}),
        ("properties", {"Note": "x" * 100_001}),
        ("properties", {"Deep": [{"Note": "ü" * 50_001}]}),
        ("properties", {"Deep": [{"List": ["x"] * 4_001}]}),
        ("properties", {"Deep": nested(10)}),
        ("properties", {"Deep": {"Number": 2**63}}),
        ("properties", {"Number": -(2**63) - 1}),
        ("metric", None),
        ("metric", "Placed Order"),
        ("time", 1_700_000_000),
        ("time", "2026-01-02"),
        ("time", "2026-01-02T03:04:05"),
        ("time", "2026-13-02T03:04:05Z"),
        ("time", "1989-12-31T23:59:59Z"),
        ("time", "1989-12-31T23:30:00-02:00"),
        ("time", "1990-01-01T00:30:00+02:00"),
        ("time", "2027-06-03T00:00:00Z"),
    ],
)
def test_a_bad_value_is_pointed_at(name, value):
    assert f"{EVENT}/{name}" in pointers(raw_event(**{name: value}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("value", 0),
        ("value", -3.5),
        ("unique_id", "x" * 255),
        ("properties", {}),
        ("properties", {str(number): 1 for number in range(400)}),
        ("properties", {"Note": "x" * 100_000, "Deep": [{"List": ["x", 1]}]}),
        ("properties", {"List": ["x"] * 4_000, "Number": 2**63 - 1, "Least": -(2**63)}),
        ("properties", {"Deep": nested(9), "Yes": True, "Half": 1e300}),
        ("time", "1990-01-01T00:00:00Z"),
        ("time", "2027-05-31T00:00:00+02:00"),
        ("time", "2026-01-02 03:04:05.123456-0500"),
    ],
)
def test_a_value_at_its_limit_is_taken(name, value):
    assert pointers(raw_event(**{name: value})) == []


def test_an_unknown_attribute_is_named_in_the_words_of_the_real_api():
    document = raw_event(colour="red")
    assert pointers(document) == [f"{EVENT}/colour"]
    assert detail(document) == "'colour' is not a valid field for the resource 'event'."


def test_a_name_with_a_slash_is_escaped_in_the_pointer():
    assert pointers(raw_event(**{"a/b~c": 1})) == [f"{EVENT}/a~1b~0c"]


@pytest.mark.parametrize("name", ["", "x" * 128, 5, None])
def test_a_metric_has_a_name_of_fewer_than_128_characters(name):
    metric = {"data": {"type": "metric", "attributes": {"name": name}}}
    assert pointers(raw_event(metric=metric)) == [f"{METRIC}/attributes/name"]


@pytest.mark.parametrize(
    ("metric", "pointer"),
    [
        ({"data": {"type": "metric"}}, f"{METRIC}/attributes"),
        ({"data": {"type": "metrics", "attributes": {"name": "A"}}}, f"{METRIC}/type"),
        ({"data": {"type": "metric", "attributes": {"name": "A"}, "id": "1"}}, f"{METRIC}/id"),
        ({"data": []}, METRIC),
        ({}, f"{EVENT}/metric"),
    ],
)
def test_a_metric_has_its_whole_shape(metric, pointer):
    assert pointers(raw_event(metric=metric)) == [pointer]


def test_an_event_that_is_none_is_pointed_at():
    place = f"{ENTRY}/attributes/events/data/0"
    assert pointers(events_body(entry(profile(), 5))) == [place]


@pytest.mark.parametrize(
    ("part", "value", "places"),
    [
        ("profile", None, ["profile"]),
        ("profile", 5, ["profile", "profile"]),
        ("events", None, ["events"]),
        ("events", {"data": {}}, ["events/data"]),
        ("backfill", 1, ["backfill"]),
        ("colour", 1, ["colour"]),
    ],
)
def test_an_entry_has_its_whole_shape(part, value, places):
    whole = entry(profile(), event())
    whole["attributes"][part] = value
    assert pointers(events_body(whole)) == [f"{ENTRY}/attributes/{place}" for place in places]


def test_an_entry_without_attributes_is_pointed_at():
    assert pointers(events_body({"type": "event-bulk-create"})) == [f"{ENTRY}/attributes"]


def test_the_profile_of_an_event_is_checked_and_may_be_anonymous():
    anonymous = entry(profile(None, anonymous_id="a-1"), event())
    nameless = entry(profile(None, first_name="Ann"), event())
    bad = entry(profile("ann@"), event())
    assert pointers(events_body(anonymous, nameless, bad)) == [
        "/data/attributes/events-bulk-create/data/1/attributes/profile/data/attributes",
        "/data/attributes/events-bulk-create/data/2/attributes/profile/data/attributes/email",
    ]


def test_a_profile_that_is_none_is_pointed_at():
    assert pointers(events_body(entry("Ann", event()))) == [f"{ENTRY}/attributes/profile/data"]


def test_every_bad_event_gets_a_problem_of_its_own():
    document = events_body(
        entry(profile(), event(value="a"), event("o-2"), event("o-3", value="b")),
        entry(profile("bob@shop.io"), event(time="yesterday")),
    )
    start = "/data/attributes/events-bulk-create/data"
    assert pointers(document) == [
        f"{start}/0/attributes/events/data/0/attributes/value",
        f"{start}/0/attributes/events/data/2/attributes/value",
        f"{start}/1/attributes/events/data/0/attributes/time",
    ]


def test_nested_events_count_towards_the_thousand():
    many = [event(str(number)) for number in range(501)]
    within = events_body(entry(profile(), *many[:500]), entry(profile("bob@shop.io"), *many[:500]))
    beyond = events_body(entry(profile(), *many[:500]), entry(profile("bob@shop.io"), *many))
    assert pointers(within) == []
    assert pointers(beyond) == ["/data/attributes/events-bulk-create/data"]


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ([], "/data"),
        ({}, "/data"),
        ({"data": {"type": "event"}}, "/data/type"),
        ({"data": {"type": "event-bulk-create-job"}}, "/data/attributes"),
        (
            {"data": {"type": "event-bulk-create-job", "attributes": {}}},
            "/data/attributes/events-bulk-create",
        ),
        (events_body(), "/data/attributes/events-bulk-create"),
    ],
)
def test_a_request_has_its_whole_shape(document, pointer):
    assert pointers(document) == [pointer]


def test_a_stranger_beside_the_events_is_refused():
    document = one_event()
    document["data"]["attributes"]["profiles"] = {}
    assert pointers(document) == ["/data/attributes/profiles"]
