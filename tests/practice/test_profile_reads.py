"""The profiles that a practice Klaviyo shows, seen over loopback."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from tests.practice.bodies import entry, event, events_body, profile, profiles_body
from tests.practice.caller import EVENTS
from tests.practice.caller import PROFILES as IMPORTS

PROFILES = "/api/profiles"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def shown(practice, **query):
    return practice.get(f"{PROFILES}?{urlencode(query)}").json["data"]


def emails(profiles):
    return [each["attributes"]["email"] for each in profiles]


def test_a_profile_shows_what_is_known_of_a_person(start):
    practice = start(server_options={"now": lambda: NOON})
    person = profile(first_name="Ann", location={"zip": "01067"}, properties={"Size": 42})
    practice.post(IMPORTS, profiles_body(person, profile(None, external_id="7")))
    first, second = shown(practice)
    assert first["attributes"] == {
        "email": "ann@shop.io",
        "phone_number": None,
        "external_id": None,
        "first_name": "Ann",
        "last_name": None,
        "organization": None,
        "locale": None,
        "title": None,
        "image": None,
        "location": {"zip": "01067"},
        "updated": "2026-06-01T12:00:00+00:00",
        "properties": {"Size": 42},
    }
    assert (second["attributes"]["properties"], second["attributes"]["location"]) == ({}, {})
    assert (len(first["id"]), first["id"] == second["id"]) == (26, False)


def test_the_id_that_a_profile_was_sent_with_is_shown(practice):
    practice.post(EVENTS, events_body(entry(profile() | {"id": "01GDD"}, event())))
    assert [each["id"] for each in shown(practice)] == ["01GDD"]


def test_properties_alone_can_be_asked_for(practice):
    practice.post(IMPORTS, profiles_body(profile(properties={"Size": 42, "Fit": "L"})))
    (only,) = shown(practice, **{"fields[profile]": "properties", "sort": "-updated"})
    assert only["attributes"] == {"properties": {"Size": 42, "Fit": "L"}}
    assert practice.get(f"{PROFILES}?fields[profile]=colour").status == 400


def test_the_last_to_change_can_come_first(start):
    moments = [NOON.replace(minute=minute) for minute in range(4)]
    practice = start(server_options={"now": lambda: moments.pop(0)})
    for name in ("ann", "bob"):
        practice.post(IMPORTS, profiles_body(profile(f"{name}@shop.io")))
    practice.post(IMPORTS, profiles_body(profile("ann@shop.io", title="Dr")))
    practice.post(EVENTS, events_body(entry(profile("bob@shop.io"), event())))
    assert emails(shown(practice)) == ["ann@shop.io", "bob@shop.io"]
    assert emails(shown(practice, sort="-updated")) == ["ann@shop.io", "bob@shop.io"]
    assert emails(shown(practice, sort="updated")) == ["bob@shop.io", "ann@shop.io"]


def test_profiles_come_twenty_a_page_and_up_to_a_hundred(practice):
    people = [profile(f"p{number}@shop.io") for number in range(105)]
    practice.post(IMPORTS, profiles_body(*people))
    assert [len(page) for page in practice.pages(PROFILES)] == [20, 20, 20, 20, 20, 5]
    pages = practice.pages(f"{PROFILES}?{urlencode({'page[size]': 100, 'sort': '-updated'})}")
    assert [len(page) for page in pages] == [100, 5]
    everybody = [each for page in pages for each in page]
    assert emails(everybody) == [each["attributes"]["email"] for each in reversed(people)]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("page[size]", "101"),
        ("sort", "title"),
        ("filter", "equals(email,'x')"),
        ("include", "conversations"),
        ("additional-fields[profile]", "subscriptions"),
    ],
)
def test_what_the_practice_does_not_do_with_profiles_it_refuses(practice, parameter, value):
    reply = practice.get(f"{PROFILES}?{urlencode({parameter: value})}")
    assert (reply.status, reply.json["errors"][0]["source"]) == (400, {"parameter": parameter})
