"""How the practice Klaviyo treats connections, healthy and spoilt."""

import http.client
import json
import socket
import threading

import pytest

from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.server import BODY_READ_MAX, PracticeServer
from tests.practice.bodies import one_event, profile, profiles_body
from tests.practice.caller import EVENTS, PROFILES, Caller

HEAD = (
    b"POST /api/event-bulk-create-jobs HTTP/1.1\r\nHost: x\r\n"
    b"Authorization: Klaviyo-API-Key pk_practice\r\nrevision: 2026-07-15\r\n"
    b"Content-Type: application/json\r\n"
)


def raw(practice):
    return socket.create_connection((practice.connection.host, practice.connection.port), 30)


def stored(practice):
    return practice.counts()["events"]


def test_a_connection_is_kept_open(practice):
    practice.get("/api/accounts")
    first = practice.connection.sock
    practice.post(EVENTS, one_event())
    assert practice.connection.sock is first


def test_an_answer_arrives_in_one_piece(practice):
    with raw(practice) as connection:
        connection.sendall(b"GET /practice/counts HTTP/1.1\r\nHost: x\r\n\r\n")
        head, _blank, body = connection.recv(65_536).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert json.loads(body)["events"] == 0


def test_only_this_computer_can_connect(practice):
    assert practice.connection.host == "127.0.0.1"
    server = PracticeServer(Behaviour())
    assert server.address == f"http://127.0.0.1:{server.port}"
    server.close()


def test_a_port_that_is_taken_is_an_error_at_once(practice):
    with pytest.raises(OSError, match=r"in use|Only one usage"):
        PracticeServer(port=practice.connection.port)


def test_half_a_request_has_no_effect(practice):
    body = json.dumps(one_event()).encode()
    with raw(practice) as connection:
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body[:-1])
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""
    assert practice.counts()["requests"] == 0


@pytest.mark.parametrize("header", [b"Transfer-Encoding: chunked", b"Content-Length: some"])
def test_a_body_needs_its_length(practice, header):
    with raw(practice) as connection:
        connection.sendall(HEAD + header + b"\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 411 ")


def test_a_body_beyond_all_measure_is_not_even_read(practice):
    with raw(practice) as connection:
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % (BODY_READ_MAX + 1))
        assert connection.recv(65_536).startswith(b"HTTP/1.1 413 ")


def test_a_client_that_leaves_amid_a_large_body_does_no_harm(practice):
    with raw(practice) as connection:
        connection.sendall(HEAD + b"Content-Length: 7000000\r\n\r\n123")
    assert practice.post(EVENTS, one_event()).status == 202


def test_the_server_ends_while_clients_keep_connections_open():
    with PracticeServer() as server, Caller(server.address) as caller:
        caller.get("/practice/counts")
        threads = threading.active_count()
    assert threading.active_count() < threads


def test_a_client_that_resets_is_no_error(practice, capfd):
    with raw(practice) as connection:
        connection.sendall(HEAD)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    practice.get("/practice/counts")
    assert capfd.readouterr().err == ""


def test_a_bug_in_the_practice_is_printed_and_harms_that_connection_alone(start, capfd):
    times = iter([])
    practice = start(server_options={"now": lambda: next(times)})
    with pytest.raises(http.client.RemoteDisconnected):
        practice.post(EVENTS, one_event())
    assert "StopIteration" in capfd.readouterr().err
    assert practice.get("/practice/counts").status == 200


@pytest.mark.parametrize(
    ("fault", "status", "kept"),
    [("429", 429, 0), ("500-before", 500, 0), ("500-after", 500, 1)],
)
def test_a_scripted_answer_befalls_the_next_write_only(start, fault, status, kept):
    practice = start(faults=(fault,))
    assert practice.get("/api/accounts").status == 200
    reply = practice.post(EVENTS, one_event())
    assert reply.status == status
    assert reply.json["errors"]
    assert reply.headers["Retry-After"] == ("1" if status == 429 else None)
    assert stored(practice) == kept
    assert practice.post(EVENTS, one_event()).status == 202
    assert stored(practice) == 1


@pytest.mark.parametrize(("fault", "kept"), [("reset-before", 0), ("reset-after", 1)])
def test_a_reset_comes_before_or_after_the_processing(start, fault, kept):
    practice = start(faults=(fault,))
    with pytest.raises(ConnectionResetError) as error:
        practice.post(EVENTS, one_event())
    # An orderly end would be of this subclass.
    assert not isinstance(error.value, http.client.RemoteDisconnected)
    practice.connection.close()
    assert stored(practice) == kept


@pytest.mark.parametrize(("fault", "kept"), [("hang-before", 0), ("hang-after", 1)])
def test_a_hanging_answer_never_comes(start, fault, kept):
    practice = start(timeout=0.2, faults=(fault,))
    with pytest.raises(TimeoutError):
        practice.post(EVENTS, one_event())
    practice.connection.close()
    assert stored(practice) == kept


@pytest.mark.parametrize(
    ("target", "content"), [(EVENTS, one_event()), (PROFILES, profiles_body(profile()))]
)
def test_a_truncated_answer_ends_too_soon_after_the_processing(start, target, content):
    practice = start(faults=("truncated",))
    with pytest.raises(http.client.IncompleteRead):
        practice.post(target, content)
    practice.connection.close()
    assert practice.counts()["people"] == 1


@pytest.mark.parametrize(
    ("fault", "status", "header"),
    [
        ("html", 200, ("Content-Type", "text/html; charset=utf-8")),
        ("challenge", 403, ("cf-mitigated", "challenge")),
        ("redirect", 302, ("Location", "/elsewhere")),
    ],
)
def test_a_stranger_answers_in_klaviyos_place(start, fault, status, header):
    practice = start(faults=(fault,))
    reply = practice.post(EVENTS, one_event())
    assert (reply.status, reply.headers[header[0]]) == (status, header[1])
    assert reply.content.startswith(b"<!doctype html>")
    assert stored(practice) == 0


def test_faults_can_be_added_over_http(practice):
    assert practice.post("/practice/faults", ["500-before", "429"]).json == {"added": 2}
    statuses = [practice.post(EVENTS, one_event()).status for _ in range(3)]
    assert statuses == [500, 429, 202]
    assert practice.counts()["throttled"] == 1


@pytest.mark.parametrize("content", [["earthquake"], 5, [["429"]]])
def test_an_unknown_fault_is_refused_over_http(practice, content):
    assert practice.post("/practice/faults", content).status == 400
    assert practice.post(EVENTS, one_event()).status == 202


def test_an_echo_quotes_what_it_was_sent_and_stores_nothing(start):
    practice = start(faults=("echo", "echo", "odd"))
    for path, batch in ((EVENTS, "events-bulk-create"), (PROFILES, "profiles")):
        answer = practice.post(path, one_event())
        assert answer.status == 400
        ((pointer, detail),) = answer.problems
        assert pointer.startswith(f"/data/attributes/{batch}/data/0/")
        assert "Klaviyo-API-Key pk_practice" in detail
        assert answer.headers["X-Said"] == detail
    assert stored(practice) == 0
    assert practice.post(EVENTS, one_event()).json == {"data": None, "links": {"next": ["?"]}}
    assert stored(practice) == 1


def test_a_bad_day_is_switched_on_and_off_over_http(start):
    practice = start(slow_seconds=0.01)

    def is_bad():
        return practice.get("/practice/bad-day").json["is_on"]

    assert not is_bad()
    assert practice.post("/practice/bad-day", {"is_on": True}).status == 200
    assert is_bad()
    for wrong in ({"is_on": 1}, {}, [], "on"):
        assert practice.post("/practice/bad-day", wrong).status == 400
    assert is_bad()
    assert practice.post("/practice/bad-day", {"is_on": False}).status == 200
    assert not is_bad()
    assert all(practice.get("/api/metrics").status == 200 for _ in range(40))


def test_a_bad_day_spoils_what_is_read_too(start):
    practice = start(bad_day=5)
    answers = []
    for _ in range(60):
        try:
            answer = practice.get("/api/metrics")
            is_whole = answer.status == 200 and answer.content[:1] == b"{"
            answers.append(is_whole and "self" in answer.json["links"])
        except (ConnectionError, http.client.HTTPException):
            practice.connection.close()
            answers.append(False)
    assert 40 <= answers.count(True) < 60


def test_a_bad_day_spoils_some_writes_and_loses_nothing_it_took(start):
    practice = start(bad_day=5)
    answers = []
    for number in range(60):
        try:
            answers.append(practice.post(EVENTS, one_event(unique_id=str(number))).status)
        except (ConnectionError, http.client.HTTPException):
            practice.connection.close()
            answers.append(0)
    good = answers.count(202)
    assert 40 <= good < 60
    assert good <= stored(practice) < 60
