from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.outcome import Job, JobStatus, Outcome, Refusal, Verdict
from klaviyo_gui.klaviyo.answer import Broken, Reply, understand
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.klaviyo.wire import (
    ACCOUNT,
    CLIENT_EVENTS,
    CLIENT_PROFILES,
    EVENTS,
    FAILURES,
    JOB,
    PROFILES,
)

JSON_API = "application/vnd.api+json"


def reply(status, body=b"", content_type=JSON_API, *, truncated=False, **headers):
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, named, content_type, content, truncated)


def errors(*details, pointer="/data"):
    return {
        "errors": [
            {
                "id": "1",
                "code": "invalid",
                "title": "Invalid",
                "detail": detail,
                "source": {"pointer": pointer},
            }
            for detail in details
        ]
    }


def job(status="queued", **changes):
    attributes = {"status": status, "total_count": 5, "completed_count": None, "failed_count": 1}
    return {
        "data": {
            "type": "profile-bulk-import-job",
            "id": "am9i",
            "attributes": attributes,
            **changes,
        }
    }


HTML = b"<!DOCTYPE html><title>Just a moment...</title>"
ERRORS = errors("No.")
ACCOUNT_FOUND = {"data": [{"type": "account", "id": "AbC123", "attributes": {}}]}
NO_FAILURES = {"data": [], "links": {"next": None}}

OF_QUERY = {
    "errors": [{"code": "invalid", "detail": "Unknown.", "source": {"parameter": "company_id"}}]
}

TABLE = [
    # What came                                              from      class
    (reply(202), CLIENT_EVENTS, "accepted"),
    (reply(202), CLIENT_PROFILES, "accepted"),
    (reply(400, ERRORS), CLIENT_EVENTS, "refused"),
    (reply(409, ERRORS), CLIENT_PROFILES, "refused"),
    # Only of one record is it clear that the query is wrong, and with it the public key.
    (reply(400, OF_QUERY), CLIENT_EVENTS, "stop"),
    (reply(400, OF_QUERY), EVENTS, "refused"),
    (reply(400, HTML, "text/html"), CLIENT_EVENTS, "unknown"),
    (reply(429, OF_QUERY), CLIENT_PROFILES, "wait"),
    (reply(500, OF_QUERY), CLIENT_PROFILES, "unknown"),
    (reply(202), EVENTS, "accepted"),
    (reply(202, content_type=""), EVENTS, "accepted"),
    (reply(202, content_type="text/html; charset=utf-8"), EVENTS, "accepted"),
    (reply(202, {"data": {}}), EVENTS, "accepted"),
    (reply(202, {"meta": {}}, "application/json; charset=utf-8"), EVENTS, "accepted"),
    (reply(202, truncated=True), EVENTS, "unknown"),
    (reply(202, HTML, "text/html"), EVENTS, "unknown"),
    (reply(202, HTML), EVENTS, "unknown"),
    (reply(202, {"data": {}}, "text/plain"), EVENTS, "unknown"),
    (reply(202, {"data": {}}, ""), EVENTS, "unknown"),
    (reply(202, b"null"), EVENTS, "unknown"),
    (reply(202, b"[]"), EVENTS, "unknown"),
    (reply(202, {}), EVENTS, "unknown"),
    (reply(202, {"ok": True}), EVENTS, "unknown"),
    (reply(202, {"data": {}, **ERRORS}), EVENTS, "unknown"),
    (reply(202, b'{"data":'), EVENTS, "unknown"),
    (reply(200), EVENTS, "unknown"),
    (reply(201, {"data": {}}), EVENTS, "unknown"),
    (reply(204), EVENTS, "unknown"),
    (reply(202, job()), PROFILES, "accepted"),
    (reply(202, job(), truncated=True), PROFILES, "unknown"),
    (reply(202), PROFILES, "unknown"),
    (reply(202, {"data": {}}), PROFILES, "unknown"),
    (reply(202, job("asleep")), PROFILES, "unknown"),
    (reply(202, job(["queued"])), PROFILES, "unknown"),
    (reply(202, job(id="")), PROFILES, "unknown"),
    (reply(202, job(id=7)), PROFILES, "unknown"),
    (reply(202, job(type="profile")), PROFILES, "unknown"),
    (reply(202, job(attributes=None)), PROFILES, "unknown"),
    (reply(202, {"data": [job()["data"]]}), PROFILES, "unknown"),
    (reply(200, job()), PROFILES, "unknown"),
    (reply(200, job("complete")), JOB, "accepted"),
    (reply(202, job("complete")), JOB, "unknown"),
    (reply(200, NO_FAILURES), FAILURES, "accepted"),
    (reply(200, {"data": {}}), FAILURES, "unknown"),
    (reply(200, ACCOUNT_FOUND), ACCOUNT, "accepted"),
    (reply(200, {"data": []}), ACCOUNT, "unknown"),
    *[(reply(status, ERRORS), EVENTS, "refused") for status in (400, 409, 413, 415, 422)],
    (reply(400, ERRORS, "application/json"), EVENTS, "refused"),
    (reply(400, ERRORS, "application/problem+json"), PROFILES, "refused"),
    (reply(400), EVENTS, "unknown"),
    (reply(400, ERRORS, "text/html"), EVENTS, "unknown"),
    (reply(400, ERRORS, truncated=True), EVENTS, "unknown"),
    (reply(400, {"errors": []}), EVENTS, "unknown"),
    (reply(400, {"errors": ["no"]}), EVENTS, "unknown"),
    (reply(400, {"errors": {"detail": "no"}}), EVENTS, "unknown"),
    (reply(400, {"message": "no"}), EVENTS, "unknown"),
    (reply(413, HTML, "text/html"), EVENTS, "unknown"),
    *[(reply(status, ERRORS), EVENTS, "stop") for status in (401, 403, 404, 410)],
    (reply(403, {"message": "Forbidden"}, "application/json"), EVENTS, "stop"),
    (reply(403, HTML, "text/html", cf_mitigated="challenge"), EVENTS, "unknown"),
    (reply(401), EVENTS, "unknown"),
    (reply(404, HTML), EVENTS, "unknown"),
    (reply(410, ERRORS, truncated=True), EVENTS, "unknown"),
    (reply(429, ERRORS, retry_after="3"), EVENTS, "wait"),
    (reply(429), PROFILES, "wait"),
    (reply(429, HTML, "text/html"), JOB, "wait"),
    (reply(429, b"{", truncated=True), ACCOUNT, "wait"),
    *[(reply(status, ERRORS), EVENTS, "unknown") for status in (500, 502, 503, 504, 524)],
    *[(reply(status, ERRORS), EVENTS, "unknown") for status in (402, 405, 406, 408, 418, 451)],
    *[
        (reply(status, location="https://a.klaviyo.com/"), EVENTS, "unknown")
        for status in (301, 302, 303, 304, 307, 308)
    ],
    (reply(103), EVENTS, "unknown"),
    (reply(999, ERRORS), EVENTS, "unknown"),
    (Broken(after_first_byte=False, cause="no connection"), EVENTS, "wait"),
    (Broken(after_first_byte=True, cause="connection broken"), EVENTS, "unknown"),
]


@pytest.mark.parametrize(("came", "endpoint", "verdict"), TABLE)
def test_every_answer_falls_into_its_class(came, endpoint, verdict):
    assert understand(came, endpoint=endpoint, count=3).verdict == verdict


@pytest.mark.parametrize("status", range(100, 600))
def test_a_status_alone_never_says_that_a_batch_is_done_refused_or_to_be_stopped(status):
    outcome = understand(reply(status, HTML, "text/html"), endpoint=EVENTS)
    assert outcome.verdict is (Verdict.WAIT if status == 429 else Verdict.UNKNOWN)


def test_an_accepted_batch_of_profiles_carries_its_job():
    outcome = understand(reply(202, job()), endpoint=PROFILES)
    expected = Job("am9i", JobStatus.QUEUED, total=5, completed=0, failed=1)
    assert outcome == Outcome(Verdict.ACCEPTED, 202, job=expected)


def test_counts_that_are_no_numbers_count_as_none():
    odd = job(attributes={"status": "processing", "total_count": "5", "failed_count": True})
    outcome = understand(reply(200, odd), endpoint=JOB)
    assert outcome.job == Job("am9i", JobStatus.PROCESSING)


def test_a_refusal_names_the_rows_it_points_at():
    came = {
        "errors": [
            {
                "code": "invalid",
                "detail": "Invalid email.",
                "source": {"pointer": "/data/attributes/profiles/data/1/attributes/email"},
            },
            {"code": "odd", "title": "Only a title"},
        ]
    }
    outcome = understand(reply(400, came), endpoint=PROFILES, count=2)
    assert outcome == Outcome(
        Verdict.REFUSED,
        400,
        "Invalid email.",
        refusals=(
            Refusal(1, "invalid", "Invalid email.", "email"),
            Refusal(-1, "odd", "Only a title"),
        ),
    )


def test_a_refusal_of_repeated_ids_says_so():
    came = errors("Duplicate unique_id in this request.", "unique_id was repeated.")
    assert understand(reply(400, came), endpoint=EVENTS).speaks_of_repeats


def test_a_refusal_that_has_other_faults_too_is_not_one_of_repeats():
    came = errors("Duplicate unique_id in this request.", "Invalid email.")
    assert not understand(reply(400, came), endpoint=EVENTS).speaks_of_repeats


def test_a_stop_says_why_in_the_words_of_klaviyo():
    outcome = understand(reply(401, errors("Incorrect authentication.")), endpoint=ACCOUNT)
    assert outcome.detail == "Incorrect authentication."
    assert outcome.status == 401


def test_an_answer_to_wait_says_how_long():
    came = reply(429, errors("Throttled."), retry_after="3")
    assert understand(came, endpoint=EVENTS) == Outcome(
        Verdict.WAIT, 429, "Throttled.", retry_after=3.0
    )


def test_a_wait_until_a_date_counts_from_the_moment_given():
    came = reply(429, retry_after="Mon, 23 Nov 2026 12:00:09 GMT")
    now = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
    assert understand(came, endpoint=EVENTS, now=now).retry_after == 9.0


def test_a_server_in_trouble_may_ask_to_wait_too():
    assert understand(reply(503, retry_after="20"), endpoint=EVENTS).retry_after == 20.0
    assert understand(reply(503), endpoint=EVENTS).retry_after is None


@pytest.mark.parametrize(
    ("came", "trouble"),
    [
        (reply(202, HTML, "text/html"), Trouble.NOT_JSON),
        (reply(202, ERRORS, truncated=True), Trouble.CUT),
        (reply(302), Trouble.REDIRECT),
        (reply(418, {"data": {}}), Trouble.ODD),
        (reply(500, errors("Out of order.")), "Out of order."),
        (Broken(after_first_byte=True, cause=Trouble.BROKEN), Trouble.BROKEN),
    ],
)
def test_an_unknown_outcome_says_what_came(came, trouble):
    assert understand(came, endpoint=EVENTS).detail == trouble


@pytest.mark.parametrize("status", [202, 400, 401, 403, 429, 500])
@pytest.mark.parametrize("content_type", [JSON_API, "text/html", ""])
def test_nothing_of_a_body_reaches_the_outcome_but_the_sentence_of_an_error(status, content_type):
    body = {
        "data": {"email": "ann@shop.test"},
        "errors": [{"detail": "No.", "meta": {"email": "ann@shop.test"}, "value": "ann@shop.test"}],
    }
    assert "ann@shop.test" not in repr(
        understand(reply(status, body, content_type), endpoint=EVENTS)
    )


def test_a_sentence_is_cut_to_500_characters():
    outcome = understand(reply(400, errors("x" * 501)), endpoint=EVENTS)
    assert outcome.detail == outcome.refusals[0].detail == "x" * 500


junk = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "data",
                    "errors",
                    "attributes",
                    "source",
                    "pointer",
                    "detail",
                    "id",
                    "type",
                    "links",
                ]
            ),
            inner,
        )
    ),
)


@given(
    st.sampled_from([EVENTS, PROFILES, JOB, FAILURES, ACCOUNT]),
    st.sampled_from([200, 202, 400, 401, 429, 500]),
    st.sampled_from(["data", "errors"]),
    junk,
)
def test_no_document_however_odd_is_too_much(endpoint, status, name, value):
    outcome = understand(reply(status, {name: value}), endpoint=endpoint, count=2)
    assert all(-1 <= refusal.position < 2 for refusal in outcome.refusals)
    assert (outcome.verdict is Verdict.REFUSED) == (status == 400 and outcome.refusals != ())
