"""Single events, and what the pages of a shop may send, seen over loopback."""

import pytest

from tests.practice.bodies import event, one_event, profile
from tests.practice.bodies import one_event_alone as lone
from tests.practice.caller import EVENTS as BULK

EVENT = "/api/events"
CLIENT_EVENT = "/client/events?company_id=PRACTI"
CLIENT_PROFILE = "/client/profiles?company_id=PRACTI"
BOTH = pytest.mark.parametrize("target", [EVENT, CLIENT_EVENT])


def client_profile(person):
    return {"data": person}


@BOTH
def test_one_event_is_taken_and_answered_without_a_body(practice, target):
    reply = practice.post(target, lone(backfill=True))
    assert (reply.status, reply.content) == (202, b"")
    (stored,) = practice.stored("events")
    assert (stored["metric"], stored["email"], stored["backfill"], stored["unique_id"]) == (
        "Placed Order",
        "ann@shop.io",
        True,
        "o-1",
    )
    assert "profile" not in stored
    assert reply.headers["RateLimit-Limit"] == "350, 350;w=1, 3500;w=60"


@BOTH
def test_an_event_alone_is_the_same_event_as_in_a_bulk_request(practice, target):
    practice.post(BULK, one_event(value=1))
    practice.post(target, lone(value=2))
    assert [each["value"] for each in practice.stored("events")] == [1]


@BOTH
def test_an_event_alone_that_repeats_is_never_refused(start, target):
    practice = start(repeats="refuse-stored")
    assert [practice.post(target, lone()).status for _ in range(2)] == [202, 202]
    assert practice.counts()["repeats_ignored"] == 1


@BOTH
def test_a_live_event_alone_starts_flows_too(practice, target):
    practice.post(target, lone(backfill=True))
    assert practice.stored("messages") == []
    practice.post(target, lone(unique_id="o-2"))
    assert [each["event"] for each in practice.stored("messages")] == [2]


@BOTH
@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        (lone(value="9.99"), "/data/attributes/value"),
        (lone(time="yesterday"), "/data/attributes/time"),
        (lone(profile("ann")), "/data/attributes/profile/data/attributes/email"),
        (lone(profile(None, title="Dr")), "/data/attributes/profile/data/attributes"),
        ({"data": event()}, "/data/attributes/profile"),
        ({"data": [lone()["data"]]}, "/data"),
        (one_event(), "/data/type"),
        ([], "/data"),
    ],
)
def test_what_is_wrong_with_an_event_alone_is_pointed_at(practice, target, document, pointer):
    reply = practice.post(target, document)
    assert (reply.status, [place for place, _detail in reply.problems]) == (400, [pointer])
    assert practice.counts()["events"] == 0


@BOTH
def test_a_body_that_is_no_document_is_refused(practice, target):
    assert practice.send("POST", target, b"{").status == 400
    assert practice.send("POST", CLIENT_PROFILE, b"{").status == 400


@pytest.mark.parametrize("target", [CLIENT_EVENT, CLIENT_PROFILE])
def test_a_client_needs_the_public_key_alone(start, target):
    practice = start(scopes=frozenset())
    document = lone() if target == CLIENT_EVENT else client_profile(profile())
    assert practice.post(target, document, Authorization=None).status == 202
    for query in ("", "?company_id=", "?company_id=AAAAAA", "?company_id=pk_practice"):
        wrong = target.partition("?")[0] + query
        reply = practice.post(wrong, document, Authorization=None)
        assert (reply.status, reply.json["errors"][0]["source"]) == (
            400,
            {"parameter": "company_id"},
        )
    assert practice.post(target, document, Authorization=None, revision=None).status == 400
    assert practice.counts()["people"] == 1


def test_a_public_key_opens_nothing_else(practice):
    assert practice.post(f"{EVENT}?company_id=PRACTI", lone(), Authorization=None).status == 401


def test_a_client_adds_to_what_is_known_of_a_person(practice):
    practice.post(CLIENT_PROFILE, client_profile(profile(first_name="Ann")))
    reply = practice.post(
        CLIENT_PROFILE, client_profile(profile("ANN@shop.io", title="Dr", anonymous_id="a-1"))
    )
    assert (reply.status, reply.content) == (202, b"")
    assert practice.stored("people") == [
        {
            "id": 1,
            "email": "ann@shop.io",
            "first_name": "Ann",
            "title": "Dr",
            "anonymous_id": "a-1",
        }
    ]


@pytest.mark.parametrize("target", [CLIENT_EVENT, CLIENT_PROFILE])
def test_a_client_changes_nothing_that_identifies_a_person(practice, target):
    first, second = "+4915112345678", "+4915187654321"

    def send(target, **attributes):
        person = profile(phone_number=second, **attributes)
        document = client_profile(person) if target == CLIENT_PROFILE else lone(person)
        return practice.post(target, document).status

    practice.post(CLIENT_PROFILE, client_profile(profile(phone_number=first)))
    assert send(target, title="Dr") == 202
    assert practice.stored("people") == [
        {"id": 1, "email": "ann@shop.io", "phone_number": first, "title": "Dr"}
    ]
    practice.post(EVENT, lone(profile(None, phone_number=second), unique_id="o-2"))
    assert len(practice.stored("people")) == 2


def test_a_key_does_change_what_identifies_a_person(practice):
    first, second = "+4915112345678", "+4915187654321"
    for phone in (first, second):
        practice.post(EVENT, lone(profile(phone_number=phone)))
    assert [each["phone_number"] for each in practice.stored("people")] == [second]


@pytest.mark.parametrize(
    ("person", "pointer"),
    [
        (profile("ann"), "/data/attributes/email"),
        (profile(None, title="Dr"), "/data/attributes"),
        (profile(properties={"Text": "x" * 100_000}), "/data"),
        (profile(colour="red"), "/data/attributes/colour"),
        (event(), "/data/type"),
    ],
)
def test_what_is_wrong_with_a_clients_profile_is_pointed_at(practice, person, pointer):
    reply = practice.post(CLIENT_PROFILE, client_profile(person))
    assert (reply.status, reply.problems[0][0]) == (400, pointer)
    assert practice.counts()["people"] == 0


def test_a_client_is_told_nothing_of_what_is_dropped(practice):
    person = profile("ann@example.com")
    assert practice.post(CLIENT_PROFILE, client_profile(person)).status == 202
    assert practice.post(CLIENT_EVENT, lone(person)).status == 202
    assert practice.stored("people") == []


def test_a_client_meets_faults_and_limits_too(start):
    practice = start(faults=("500-before", "429"))
    replies = [practice.post(CLIENT_EVENT, lone()).status for _ in range(3)]
    assert replies == [500, 429, 202]
