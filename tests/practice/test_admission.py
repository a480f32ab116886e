"""Who is let in, how often, and what is said to the others, seen over loopback."""

import pytest

from klaviyo_gui.practice.account import Account
from klaviyo_gui.practice.behaviour import PRACTICE_KEY
from tests.practice.bodies import one_event
from tests.practice.caller import EVENTS, PROFILES

ACCOUNTS = "/api/accounts"


class Clock:
    def __init__(self):
        self.seconds = 960.0

    def __call__(self):
        return self.seconds


def code(reply):
    (error,) = reply.json["errors"]
    assert error["status"] == reply.status
    return reply.status, error["code"]


def test_the_practice_key_opens_the_practice_account(practice):
    assert PRACTICE_KEY == "pk_practice"
    reply = practice.get(ACCOUNTS)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/vnd.api+json"
    (account,) = reply.json["data"]
    assert account["id"] == "PRACTI"
    told = account["attributes"]
    assert told["contact_information"]["organization_name"] == "Practice Klaviyo"
    assert (told["timezone"], told["preferred_currency"], told["test_account"]) == (
        "UTC",
        "USD",
        True,
    )


def test_the_account_can_be_another_one(start):
    account = Account(
        "Xy12Ab", "Moss & Stone", "hi@moss.shop", "Europe/Berlin", "EUR", "de-DE", False
    )
    (shown,) = start(account=account).get(ACCOUNTS).json["data"]
    told = shown["attributes"]
    assert (shown["id"], told["public_api_key"]) == ("Xy12Ab", "Xy12Ab")
    assert told["contact_information"]["organization_name"] == "Moss & Stone"
    assert told["contact_information"]["default_sender_email"] == "hi@moss.shop"
    assert (told["timezone"], told["preferred_currency"], told["locale"]) == (
        "Europe/Berlin",
        "EUR",
        "de-DE",
    )
    assert told["test_account"] is False


@pytest.mark.parametrize(
    "authorization", [None, "Klaviyo-API-Key pk_other", "Bearer pk_practice", "pk_practice"]
)
def test_any_other_key_is_refused_as_the_real_api_does(practice, authorization):
    reply = practice.get(ACCOUNTS, Authorization=authorization)
    assert code(reply) == (401, "authentication_failed")
    assert reply.problems == [("/data/", "Incorrect authentication credentials.")]
    assert reply.headers["RateLimit-Limit"] is None


def test_another_key_can_be_set(start):
    practice = start(key="pk_mine")
    assert practice.get(ACCOUNTS).status == 401
    assert practice.get(ACCOUNTS, Authorization="Klaviyo-API-Key pk_mine").status == 200


@pytest.mark.parametrize("revision", [None, "latest", "2026-7-15"])
def test_a_revision_is_needed(practice, revision):
    assert code(practice.get(ACCOUNTS, revision=revision)) == (400, "invalid")


def test_unknown_paths_and_methods_are_refused(practice):
    assert code(practice.get("/api/segments")) == (404, "not_found")
    assert code(practice.get("/practice/secrets")) == (404, "not_found")
    reply = practice.get(EVENTS)
    assert code(reply) == (405, "method_not_allowed")
    assert reply.headers["Allow"] == "POST"
    for method in ("PUT", "PATCH", "DELETE"):
        assert practice.send(method, PROFILES).headers["Allow"] == "POST, GET"


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": "text/plain"},
        {"Content_Type": None},
        {"Content_Encoding": "gzip"},
    ],
)
def test_a_body_of_another_kind_is_refused(practice, headers):
    reply = practice.post(EVENTS, one_event(), **headers)
    assert code(reply) == (415, "unsupported_media_type")


@pytest.mark.parametrize("media_type", ["application/json", "application/vnd.api+json; a=b"])
def test_both_names_of_json_are_taken(practice, media_type):
    assert practice.post(EVENTS, one_event(), Content_Type=media_type).status == 202


@pytest.mark.parametrize("target", [EVENTS, PROFILES])
def test_a_body_that_is_no_json_is_refused(practice, target):
    assert code(practice.send("POST", target, b"{")) == (400, "parse_error")


def test_the_inspection_needs_no_key_and_has_no_limit(start):
    practice = start(limits=True)
    replies = [practice.get("/practice/counts", Authorization=None) for _ in range(12)]
    assert {reply.status for reply in replies} == {200}
    assert replies[-1].json["requests"] == 0


def test_a_query_of_the_inspection_is_checked(practice):
    assert practice.get("/practice/events?limit=many").status == 400
    assert practice.get("/practice/events?limit=10001").status == 400


def test_answers_tell_what_is_left_of_the_limit(start):
    clock = Clock()
    practice = start(limits=True, server_options={"clock": clock})
    replies = [practice.post(EVENTS, one_event()) for _ in range(2)]
    assert [reply.headers["RateLimit-Limit"] for reply in replies] == ["10, 10;w=1, 150;w=60"] * 2
    assert [reply.headers["RateLimit-Remaining"] for reply in replies] == ["9", "8"]
    assert replies[0].headers["RateLimit-Reset"] == "1"


def test_a_request_beyond_the_burst_is_throttled_and_changes_nothing(start):
    clock = Clock()
    practice = start(limits=True, server_options={"clock": clock})
    for _ in range(10):
        practice.post(EVENTS, one_event())
    clock.seconds += 0.5
    reply = practice.post(EVENTS, one_event(unique_id="o-2"))
    assert reply.status == 429
    assert reply.headers["Retry-After"] == "1"
    assert reply.headers["RateLimit-Limit"] is None
    (error,) = reply.json["errors"]
    assert error.pop("id")
    assert error == {
        "status": 429,
        "code": "throttled",
        "title": "Request was throttled.",
        "detail": "Request was throttled. Expected available in 1 second.",
        "source": {"pointer": "/data"},
        "links": {
            "type": (
                "https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling#rate-limits"
            )
        },
        "meta": [],
    }
    counts = practice.counts()
    assert (counts["events"], counts["throttled"], counts["requests"]) == (1, 1, 11)
    clock.seconds += 0.5
    assert practice.post(EVENTS, one_event(unique_id="o-2")).status == 202


def test_accounts_may_be_read_fifteen_times_a_minute(start):
    clock = Clock()
    practice = start(limits=True, server_options={"clock": clock})
    for _ in range(15):
        assert practice.get(ACCOUNTS).headers["RateLimit-Limit"] == "1, 1;w=1, 15;w=60"
        clock.seconds += 1
    reply = practice.get(ACCOUNTS)
    assert (reply.status, reply.headers["Retry-After"]) == (429, "45")
    assert "45 seconds" in reply.json["errors"][0]["detail"]


def test_without_limits_the_headers_are_still_there(practice):
    replies = [practice.post(EVENTS, one_event()) for _ in range(30)]
    assert {reply.status for reply in replies} == {202}
    assert replies[-1].headers["RateLimit-Remaining"] == "9"


def test_a_slow_practice_lets_time_pass_before_each_answer_of_the_api(start, monkeypatch):
    paused = []
    monkeypatch.setattr("klaviyo_gui.practice.server._pause", paused.append)
    practice = start(slow_seconds=0.5)
    assert practice.post(EVENTS, one_event()).status == 202
    assert practice.get(ACCOUNTS, Authorization=None).status == 401
    practice.counts()
    assert paused == [0.5, 0.5]


def test_a_practice_is_not_slow_unless_told_so(practice, monkeypatch):
    paused = []
    monkeypatch.setattr("klaviyo_gui.practice.server._pause", paused.append)
    assert practice.post(EVENTS, one_event()).status == 202
    assert paused == []
