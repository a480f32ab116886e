"""What the practice Klaviyo does with profile imports and their jobs, seen over loopback."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from tests.practice.bodies import profile, profiles_body
from tests.practice.caller import PROFILES

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def practice(start):
    return start(server_options={"now": lambda: NOON})


def imported(practice, *profiles):
    reply = practice.post(PROFILES, profiles_body(*profiles))
    assert reply.status == 202
    return reply.json["data"]["id"]


def attributes(practice, job_id):
    return practice.get(f"{PROFILES}/{job_id}").json["data"]["attributes"]


def failing(number):
    return [profile(f"p{each}+failed@shop.io") for each in range(number)]


def test_an_import_is_answered_with_its_queued_job(practice):
    reply = practice.post(PROFILES, profiles_body(profile(), lists=("Y6nRLr",)))
    assert reply.status == 202
    job = reply.json["data"]
    assert job["type"] == "profile-bulk-import-job"
    assert job["attributes"] == {
        "status": "queued",
        "created_at": "2026-06-01T12:00:00+00:00",
        "total_count": 1,
        "completed_count": 0,
        "failed_count": 0,
        "completed_at": None,
        "expires_at": "2026-06-08T12:00:00+00:00",
        "started_at": None,
    }
    assert job["relationships"]["lists"]["data"] == [{"type": "list", "id": "Y6nRLr"}]


def test_a_job_is_processing_at_the_first_look_and_complete_at_the_second(practice):
    job_id = imported(practice, profile(), *failing(1))
    seen = [attributes(practice, job_id) for _ in range(3)]
    assert [each["status"] for each in seen] == ["processing", "complete", "complete"]
    assert [each["started_at"] is None for each in seen] == [False, False, False]
    assert [each["completed_at"] is None for each in seen] == [True, False, False]
    assert [(each["completed_count"], each["failed_count"]) for each in seen] == [
        (0, 0),
        (1, 1),
        (1, 1),
    ]
    assert {each["total_count"] for each in seen} == {2}


@pytest.mark.parametrize(
    ("polls", "stations"),
    [(1, ["complete", "complete"]), (4, ["queued", "queued", "processing", "complete"])],
)
def test_how_often_a_job_is_looked_at_can_be_set(start, polls, stations):
    practice = start(polls_to_complete=polls)
    job_id = imported(practice, profile())
    assert [attributes(practice, job_id)["status"] for _ in stations] == stations


def test_profiles_are_saved_once_per_person(practice):
    imported(
        practice,
        profile("ann@shop.io", first_name="An", properties={"Size": 1}, location={"zip": "01067"}),
        profile("ANN@shop.io", first_name="Ann", properties={"Fit": "L"}, location={"zip": None}),
        profile(None, phone_number="+4915112345678"),
        profile(None, external_id="c-1"),
    )
    imported(practice, profile(None, external_id="c-1", title="Dr", last_name=None))
    assert practice.stored("people") == [
        {
            "id": 1,
            "email": "ANN@shop.io",
            "first_name": "Ann",
            "properties": {"Size": 1, "Fit": "L"},
            "location": {"zip": "01067"},
        },
        {"id": 2, "phone_number": "+4915112345678"},
        {"id": 3, "external_id": "c-1", "title": "Dr"},
    ]
    counts = practice.counts()
    assert (counts["people"], counts["jobs"]) == (3, 2)


def test_one_bad_profile_keeps_the_whole_request_out(practice):
    reply = practice.post(PROFILES, profiles_body(profile(), profile("bob+refused@shop.io")))
    assert reply.status == 400
    assert reply.problems == [
        ("/data/attributes/profiles/data/1/attributes/email", "Invalid email address")
    ]
    counts = practice.counts()
    assert (counts["people"], counts["jobs"]) == (0, 0)


def test_a_failing_address_is_accepted_and_fails_in_the_job(practice):
    job_id = imported(practice, profile(), profile("bob+failed@shop.io", first_name="Bob"))
    assert practice.get(f"{PROFILES}/{job_id}/import-errors").json["data"] == []
    for _ in range(2):
        attributes(practice, job_id)
    (error,) = practice.get(f"{PROFILES}/{job_id}/import-errors").json["data"]
    assert error["type"] == "import-error"
    assert error["attributes"]["code"] == "invalid"
    assert error["attributes"]["source"] == {"pointer": "/data"}
    assert error["attributes"]["original_payload"] == {
        "email": "bob+failed@shop.io",
        "first_name": "Bob",
    }
    assert [person["email"] for person in practice.stored("people")] == ["ann@shop.io"]


def test_import_errors_come_in_pages_of_twenty_unless_asked_for_more(practice):
    other = imported(practice, *failing(3))
    job_id = imported(practice, *failing(45))
    for _ in range(2):
        attributes(practice, job_id)
        attributes(practice, other)
    pages = practice.pages(f"{PROFILES}/{job_id}/import-errors")
    assert [len(page) for page in pages] == [20, 20, 5]
    emails = [each["attributes"]["original_payload"]["email"] for page in pages for each in page]
    assert emails == [f"p{number}+failed@shop.io" for number in range(45)]
    whole = practice.get(f"{PROFILES}/{job_id}/import-errors?{urlencode({'page[size]': 100})}")
    assert len(whole.json["data"]) == 45
    assert whole.json["links"]["next"] is None


def test_an_unknown_job_is_not_found(practice):
    for target in (f"{PROFILES}/nowhere", f"{PROFILES}/nowhere/import-errors"):
        reply = practice.get(target)
        assert (reply.status, reply.json["errors"][0]["code"]) == (404, "not_found")


def test_jobs_are_listed_by_station_without_being_moved_on(practice):
    first, second, third = (imported(practice, profile()) for _ in range(3))
    attributes(practice, second)
    for _ in range(2):
        attributes(practice, third)

    def listed(**query):
        page = practice.get(f"{PROFILES}/?{urlencode(query)}").json
        return [job["id"] for job in page["data"]]

    assert listed() == [first, second, third]
    assert listed(sort="-created_at") == [third, second, first]
    assert listed(filter="equals(status,'queued')") == [first]
    assert listed(filter='equals(status,"processing")') == [second]
    assert listed(filter='any(status,["queued","complete"])') == [first, third]


def test_a_listing_of_jobs_keeps_its_filter_and_order_over_its_pages(practice):
    job_ids = [imported(practice, profile()) for _ in range(5)]
    query = {"sort": "-created_at", "filter": 'equals(status,"queued")', "page[size]": "2"}
    pages = practice.pages(f"{PROFILES}?{urlencode(query)}")
    newest = job_ids[::-1]
    listed = [[job["id"] for job in page] for page in pages]
    assert listed == [newest[:2], newest[2:4], newest[4:]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("filter", "equals(name,'x')"),
        ("sort", "name"),
        ("page[size]", "0"),
        ("page[size]", "101"),
        ("page[size]", "many"),
        ("page[cursor]", "!"),
        ("page[cursor]", "a"),
        ("page[cursor]", "_w"),
        ("page[cursor]", "bm9ib2R5"),
        ("page[cursor]", "bmV4dDo6aWQ6Ong"),
    ],
)
def test_a_query_that_cannot_be_understood_is_refused_by_name(practice, name, value):
    reply = practice.get(f"{PROFILES}?{urlencode({name: value})}")
    assert reply.status == 400
    assert reply.json["errors"][0]["source"] == {"parameter": name}


def test_a_person_of_a_test_domain_is_counted_like_all_others_and_dropped(practice):
    people = (profile("a@Example.com"), profile("b@shop.io"), profile(None, external_id="7"))
    job_id = imported(practice, *people)
    for _ in range(2):
        seen = attributes(practice, job_id)
    assert (seen["total_count"], seen["completed_count"], seen["failed_count"]) == (3, 3, 0)
    assert [each.get("email") for each in practice.stored("people")] == ["b@shop.io", None]
