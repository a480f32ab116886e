"""What the practice Klaviyo does with bulk event requests, seen over loopback."""

import json
from concurrent.futures import ThreadPoolExecutor

from tests.practice.bodies import entry, event, events_body, one_event, profile
from tests.practice.caller import EVENTS, Caller, each_page

START = "/data/attributes/events-bulk-create/data"


def ids(practice):
    return [stored["unique_id"] for stored in practice.stored("events")]


def test_a_good_request_is_answered_202_without_a_body(practice):
    reply = practice.post(EVENTS, one_event())
    assert (reply.status, reply.content) == (202, b"")


def test_an_event_is_stored_as_it_was_received(practice):
    person = profile("Ann@shop.io", phone_number="+4915112345678", first_name="Ann")
    practice.post(EVENTS, events_body(entry(person, event(value=None), backfill=True)))
    assert practice.stored("events") == [
        {
            "id": 1,
            "person": 1,
            "metric": "Placed Order",
            "time": "2026-01-02T03:04:05+00:00",
            "unique_id": "o-1",
            "properties": {"OrderId": "1"},
            "backfill": True,
            "email": "Ann@shop.io",
            "phone_number": "+4915112345678",
        }
    ]
    assert practice.stored("people") == [
        {
            "id": 1,
            "email": "Ann@shop.io",
            "phone_number": "+4915112345678",
            "first_name": "Ann",
        }
    ]


def test_an_events_own_backfill_wins_over_that_of_its_entry(practice):
    events = (event("o-1", backfill=False), event("o-2", backfill=True), event("o-3"))
    practice.post(EVENTS, events_body(entry(profile(), *events, backfill=True)))
    assert [stored["backfill"] for stored in practice.stored("events")] == [False, True, True]


def test_one_bad_event_keeps_the_whole_request_out(practice):
    document = events_body(
        entry(profile(), event("o-1"), event("o-2", value="9.99")),
        entry(profile("bob+refused@shop.io"), event("o-3")),
    )
    reply = practice.post(EVENTS, document)
    assert reply.status == 400
    assert reply.problems == [
        (f"{START}/0/attributes/events/data/1/attributes/value", "Expected a number."),
        (f"{START}/1/attributes/profile/data/attributes/email", "Invalid email address"),
    ]
    first = reply.json["errors"][0]
    assert (first["code"], first["title"], first["status"]) == ("invalid", "Invalid input.", 400)
    assert len({error["id"] for error in reply.json["errors"]}) == 2
    counts = practice.counts()
    assert (counts["events"], counts["people"]) == (0, 0)


def test_a_repeat_of_a_stored_event_is_ignored_and_the_first_wins(practice):
    practice.post(EVENTS, one_event(value=1))
    assert practice.post(EVENTS, one_event(value=2)).status == 202
    assert [stored["value"] for stored in practice.stored("events")] == [1]
    assert practice.counts()["repeats_ignored"] == 1


def test_the_same_id_for_another_person_or_metric_is_another_event(practice):
    practice.post(EVENTS, one_event())
    others = events_body(
        entry(profile(), event("o-1", "Refunded Order")),
        entry(profile("bob@shop.io"), event("o-1")),
    )
    practice.post(EVENTS, others)
    assert practice.counts()["events"] == 3


def test_a_person_is_recognised_in_a_repeat_by_another_identifier(practice):
    practice.post(EVENTS, events_body(entry(profile(external_id="c-1"), event())))
    practice.post(EVENTS, events_body(entry(profile(None, external_id="c-1"), event())))
    practice.post(EVENTS, events_body(entry(profile("ANN@shop.io"), event())))
    counts = practice.counts()
    assert (counts["people"], counts["events"], counts["repeats_ignored"]) == (1, 1, 2)


def test_without_an_id_the_second_of_the_time_tells_events_apart(practice):
    def at(time):
        return event(None, time=time)

    practice.post(
        EVENTS,
        events_body(
            entry(
                profile(),
                at("2026-01-02T03:04:05Z"),
                at("2026-01-02T04:04:05.250+01:00"),
                at("2026-01-02T03:04:06Z"),
            )
        ),
    )
    assert practice.counts()["events"] == 2


def test_without_id_and_time_the_receipt_stands_in(practice):
    bare = event(None)
    del bare["attributes"]["time"]
    practice.post(EVENTS, events_body(entry(profile(), bare, bare)))
    counts = practice.counts()
    assert (counts["events"], counts["repeats_ignored"]) == (1, 1)


def test_a_repeat_inside_a_request_is_ignored_unless_told_otherwise(practice):
    practice.post(EVENTS, events_body(entry(profile(), event(value=1), event(value=2))))
    assert [stored["value"] for stored in practice.stored("events")] == [1]


def test_the_other_reading_refuses_a_request_that_repeats_an_id(start):
    practice = start(repeats="refuse")
    document = events_body(
        entry(profile(), event("o-1"), event("o-2")),
        entry(profile("ANN@shop.io"), event("o-3"), event("o-1")),
    )
    reply = practice.post(EVENTS, document)
    assert reply.status == 400
    ((pointer, detail),) = reply.problems
    assert pointer == f"{START}/1/attributes/events/data/1/attributes/unique_id"
    assert "unique_id is repeated" in detail
    counts = practice.counts()
    assert (counts["events"], counts["people"]) == (0, 0)


def test_that_reading_still_ignores_an_id_stored_earlier(start):
    practice = start(repeats="refuse")
    practice.post(EVENTS, one_event())
    assert practice.post(EVENTS, one_event()).status == 202
    assert practice.counts()["repeats_ignored"] == 1


def test_the_strictest_reading_refuses_an_id_stored_earlier_too(start):
    practice = start(repeats="refuse-stored")
    practice.post(EVENTS, one_event())
    reply = practice.post(EVENTS, events_body(entry(profile(), event("o-2"), event("o-1"))))
    assert [pointer for pointer, _detail in reply.problems] == [
        f"{START}/0/attributes/events/data/1/attributes/unique_id"
    ]
    assert ids(practice) == ["o-1"]


def test_events_without_ids_are_never_refused_as_repeats(start):
    practice = start(repeats="refuse-stored")
    assert practice.post(EVENTS, events_body(entry(profile(), *[event(None)] * 2))).status == 202


def test_events_for_addresses_of_examples_are_accepted_and_dropped(practice):
    document = events_body(
        entry(profile("ann@EXAMPLE.com"), event("o-1"), event("o-2")),
        entry(profile("bob@test.com"), event("o-3")),
        entry(profile("eve@shop.io"), event("o-4")),
    )
    assert practice.post(EVENTS, document).status == 202
    assert ids(practice) == ["o-4"]
    counts = practice.counts()
    assert (counts["dropped"], counts["people"]) == (3, 1)


def test_a_bad_phone_beside_a_good_address_is_dropped_without_a_word(practice):
    person = profile(phone_number="0151 123")
    assert practice.post(EVENTS, events_body(entry(person, event()))).status == 202
    assert practice.stored("people") == [{"id": 1, "email": "ann@shop.io"}]


def test_events_change_the_person_they_belong_to(practice):
    first = profile(first_name="An", properties={"Size": 1}, title=None)
    second = profile(first_name="Ann", properties={"Fit": "L"}) | {"id": "01GDD"}
    practice.post(EVENTS, events_body(entry(first, event("o-1"))))
    practice.post(EVENTS, events_body(entry(second, event("o-2"))))
    assert practice.stored("people") == [
        {
            "id": 1,
            "email": "ann@shop.io",
            "first_name": "Ann",
            "properties": {"Size": 1, "Fit": "L"},
            "profile_id": "01GDD",
        }
    ]


def test_a_shared_phone_stays_with_whom_it_was_first_known(practice):
    phone = "+4915112345678"
    people = (
        profile("ann@shop.io", phone_number=phone),
        profile("eve@shop.io", phone_number=phone),
        profile(None, phone_number=phone),
    )
    practice.post(EVENTS, events_body(*[entry(person, event()) for person in people]))
    assert [stored["person"] for stored in practice.stored("events")] == [1, 2]
    assert practice.counts()["repeats_ignored"] == 1


def test_pages_of_events_go_on_where_the_last_one_ended(practice):
    practice.post(
        EVENTS, events_body(entry(profile(), *[event(str(number)) for number in range(5)]))
    )

    def read(after):
        page = practice.get(f"/practice/events?after={after}&limit=2").json
        return [stored["unique_id"] for stored in page["data"]], page["next"]

    assert list(each_page(0, read)) == [["0", "1"], ["2", "3"], ["4"]]


def test_pages_of_people_go_on_where_the_last_one_ended(practice):
    people = [entry(profile(f"p{number}@shop.io"), event()) for number in range(3)]
    practice.post(EVENTS, events_body(*people))
    first = practice.get("/practice/people?limit=2").json
    rest = practice.get(f"/practice/people?limit=2&after={first['next']}").json
    emails = [person["email"] for person in first["data"] + rest["data"]]
    assert emails == ["p0@shop.io", "p1@shop.io", "p2@shop.io"]
    assert rest["next"] is None
    assert practice.get("/practice/people?after=3").json == {"data": [], "next": None}


def test_two_connections_at_once_store_everything_once(practice):
    address = f"http://{practice.connection.host}:{practice.connection.port}"

    def send(sender):
        with Caller(address) as caller:
            return [
                caller.post(
                    EVENTS,
                    events_body(
                        entry(profile(f"{sender}@shop.io"), event(str(number))),
                        entry(profile("both@shop.io"), event(str(number))),
                    ),
                ).status
                for number in range(30)
            ]

    with ThreadPoolExecutor(2) as pool:
        statuses = [status for each in pool.map(send, ["ann", "bob"]) for status in each]
    assert statuses == [202] * 60
    counts = practice.counts()
    assert (counts["events"], counts["people"], counts["repeats_ignored"]) == (90, 3, 30)
    assert counts["requests"] == 60


def test_a_request_is_measured_in_bytes(practice):
    def padded(size):
        document = json.dumps(one_event())
        return document.encode() + b" " * (size - len(document))

    assert practice.send("POST", EVENTS, padded(5_000_000)).status == 202
    assert practice.send("POST", EVENTS, padded(5_000_001)).status == 413
    reply = practice.send("POST", EVENTS, padded(7_000_000))
    assert (reply.status, reply.json["errors"][0]["code"]) == (413, "payload_too_large")
    assert practice.counts()["requests"] == 3


def test_values_that_klaviyo_ignores_are_not_stored(practice):
    ignored = {"zero": 0, "small": 0.0, "none": None, "empty": ""}
    kept = {"no": False, "text": "0", "list": [0, ""], "one": 1}
    practice.post(EVENTS, one_event(properties={**ignored, **kept, "inner": {**ignored, **kept}}))
    (stored,) = practice.stored("events")
    assert stored["properties"] == {**kept, "inner": kept}
