import orjson
import pytest

from klaviyo_gui.core.errors import AddressRefused
from klaviyo_gui.core.outcome import ImportFailure, Job, JobStatus, Outcome, Refusal, Verdict
from klaviyo_gui.klaviyo import client as module
from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.account import Account
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.trouble import Trouble
from tests.klaviyo.loopback import answering, resetting, sending

KEY = "pk_0123456789abcdef"


@pytest.fixture
def client_of(serve):
    """Return a client and the server that it speaks to."""
    clients = []

    def start(*behaviours):
        server = serve(*behaviours)
        clients.append(Client(server.address, KEY, wire.Patience(5, 5, 30)))
        return clients[-1], server

    yield start
    for client in clients:
        client.close()


def said(status, document):
    return answering(status, orjson.dumps(document))


def job(status, **counts):
    return {
        "data": {
            "type": "profile-bulk-import-job",
            "id": "am9i/Og==",
            "attributes": {"status": status, **counts},
        }
    }


def page(email, link=None):
    return {
        "data": [
            {
                "type": "import-error",
                "attributes": {
                    "code": "invalid",
                    "detail": "Invalid email.",
                    "original_payload": {"email": email},
                },
            }
        ],
        "links": {"next": link},
    }


def failure(email):
    return ImportFailure(email, "", "", "invalid", "Invalid email.")


def test_events_go_to_their_endpoint_byte_for_byte(client_of):
    client, server = client_of(answering(202))
    assert client.send_events(b'{"data": 1}', 1) == Outcome(Verdict.ACCEPTED, 202)
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/api/event-bulk-create-jobs")
    assert request.body == b'{"data": 1}'
    assert request.headers["authorization"] == f"Klaviyo-API-Key {KEY}"


def test_profiles_go_to_theirs_and_bring_a_job(client_of):
    client, server = client_of(said(202, job("queued", total_count=2)))
    expected = Job("am9i/Og==", JobStatus.QUEUED, total=2)
    assert client.send_profiles(b"{}", 2) == Outcome(Verdict.ACCEPTED, 202, job=expected)
    assert server.requests[0].target == "/api/profile-bulk-import-jobs"


@pytest.mark.parametrize(
    ("count", "position"),
    [(2, 1), (1, -1)],
)
def test_a_refusal_is_read_with_the_count_of_the_batch(client_of, count, position):
    pointer = "/data/attributes/events-bulk-create/data/1/attributes/email"
    client, _ = client_of(said(400, {"errors": [{"source": {"pointer": pointer}}]}))
    outcome = client.send_events(b"{}", count)
    assert outcome.refusals == (Refusal(position, "", "", "email"),)


def test_a_reset_is_an_outcome_and_no_error(client_of):
    client, _ = client_of(resetting)
    assert client.send_events(b"{}", 1).verdict is Verdict.UNKNOWN
    assert client.send_profiles(b"{}", 1).verdict is Verdict.UNKNOWN
    assert client.look_at_job("a").verdict is Verdict.WAIT
    assert client.import_failures("a").verdict is Verdict.WAIT
    outcome, account = client.account()
    assert (outcome.verdict, account) == (Verdict.WAIT, None)


def test_a_job_is_looked_at_by_its_id_however_odd(client_of):
    client, server = client_of(said(200, job("complete", total_count=5, failed_count=1)))
    outcome = client.look_at_job("am9i/Og==")
    assert outcome.job == Job("am9i/Og==", JobStatus.COMPLETE, total=5, failed=1)
    (request,) = server.requests
    assert (request.method, request.target) == (
        "GET",
        "/api/profile-bulk-import-jobs/am9i%2FOg%3D%3D",
    )


def test_all_pages_of_failures_are_read(client_of):
    path = "/api/profile-bulk-import-jobs/j1/import-errors"
    client, server = client_of(
        lambda talk: said(200, page("a@b", f"{talk.server.address}{path}?page%5Bcursor%5D=x%3D"))(
            talk
        ),
        said(200, page("c@d", "?page[cursor]=y")),
        said(200, page("e@f")),
    )
    waits = []
    outcome = client.import_failures("j1", lambda: waits.append(1))
    assert outcome == Outcome(
        Verdict.ACCEPTED, 200, failures=(failure("a@b"), failure("c@d"), failure("e@f"))
    )
    assert [request.target for request in server.requests] == [
        f"{path}?page%5Bsize%5D=100",
        f"{path}?page%5Bcursor%5D=x%3D",
        f"{path}?page%5Bcursor%5D=y",
    ]
    assert len(waits) == 3


def test_a_link_can_change_the_page_and_never_the_path(client_of):
    client, server = client_of(
        said(200, page("a@b", "/elsewhere?page[cursor]=x")), said(200, page("c@d"))
    )
    assert client.import_failures("j1").verdict is Verdict.ACCEPTED
    assert server.requests[1].target.startswith("/api/profile-bulk-import-jobs/j1/import-errors?")


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/x",
        "//evil.example/x",
        "http://127.0.0.1:1/x",
        "https://a.klaviyo.com/x",
        "http://[::1",
        "http://ann@{host}/x",
        "https://{host}/x",
    ],
)
def test_a_link_to_another_origin_is_not_followed(client_of, link):
    client, server = client_of(
        lambda talk: said(
            200, page("a@b", link.replace("{host}", talk.server.address.removeprefix("http://")))
        )(talk)
    )
    assert client.import_failures("j1") == Outcome(Verdict.UNKNOWN, 200, Trouble.FOREIGN_LINK)
    assert len(server.requests) == 1


def test_pages_without_an_end_are_left(client_of, monkeypatch):
    monkeypatch.setattr(wire, "MAX_PAGES", 3)
    client, server = client_of(said(200, page("a@b", "?page[cursor]=x")))
    assert client.import_failures("j1") == Outcome(Verdict.UNKNOWN, detail=Trouble.ENDLESS)
    assert len(server.requests) == 3


def test_a_page_that_fails_gives_no_half_of_the_failures(client_of):
    client, _ = client_of(
        said(200, page("a@b", "?page[cursor]=x")), answering(429, Retry_After="4")
    )
    assert client.import_failures("j1") == Outcome(Verdict.WAIT, 429, retry_after=4.0)


def test_the_account_of_a_key_is_told(client_of):
    document = {
        "data": [
            {
                "type": "account",
                "id": "AbC123",
                "attributes": {
                    "test_account": False,
                    "contact_information": {"organization_name": "Shop"},
                    "timezone": "Europe/Oslo",
                    "preferred_currency": "NOK",
                },
            }
        ]
    }
    client, server = client_of(said(200, document))
    assert client.account() == (
        Outcome(Verdict.ACCEPTED, 200),
        Account("AbC123", "Shop", "Europe/Oslo", "NOK", is_test=False),
    )
    assert (server.requests[0].method, server.requests[0].target) == ("GET", "/api/accounts")


def test_a_wrong_key_has_no_account(client_of):
    client, _ = client_of(said(401, {"errors": [{"detail": "Incorrect authentication."}]}))
    outcome, account = client.account()
    assert (outcome.verdict, outcome.status, account) == (Verdict.STOP, 401, None)
    assert outcome.detail == "Incorrect authentication."


@pytest.mark.parametrize("key", ["", "  ", "pk_a b", "pk_a\r\nX-Other: 1", "pk_å", "pk_\x7f"])
def test_a_key_that_cannot_be_one_is_never_sent(serve, key):
    server = serve(answering(202))
    with Client(server.address, key) as client:
        assert client.send_events(b"{}", 1) == Outcome(Verdict.STOP, detail=Trouble.KEY)
        assert client.account() == (Outcome(Verdict.STOP, detail=Trouble.KEY), None)
    assert server.connections == 0


def test_blanks_around_a_pasted_key_are_no_part_of_it(serve):
    server = serve(answering(202))
    with Client(server.address, f" {KEY}\n") as client:
        assert client.send_events(b"{}", 1).verdict is Verdict.ACCEPTED
    assert server.requests[0].headers["authorization"] == f"Klaviyo-API-Key {KEY}"


def test_a_client_never_shows_its_key():
    client = Client("http://127.0.0.1:9", KEY)
    assert repr(client) == "Client('http://127.0.0.1:9')"
    assert KEY not in repr(vars(client))
    assert KEY not in repr(client._transport)


def test_a_client_speaks_to_no_other_host():
    with pytest.raises(AddressRefused):
        Client("https://evil.example", KEY)


def test_html_in_place_of_an_answer_is_unknown(client_of):
    client, _ = client_of(answering(403, b"<html>", "text/html", cf_mitigated="challenge"))
    assert client.send_events(b"{}", 1) == Outcome(Verdict.UNKNOWN, 403, Trouble.NOT_JSON)


def test_a_cut_answer_is_unknown(client_of):
    client, _ = client_of(sending(b"HTTP/1.1 202 OK\r\nContent-Length: 9\r\n\r\n"))
    assert client.send_events(b"{}", 1) == Outcome(Verdict.UNKNOWN, 202, Trouble.CUT)


SEEN = [
    lambda client: client.metrics(),
    lambda client: client.flows_of_metric("UcMGZ4"),
    lambda client: client.flows_of_list("Y6nRLr"),
    lambda client: client.lists(),
]
SOUND = [
    {"type": of, "id": "X", "attributes": {"name": "Bought"}} for of in ("metric", "flow", "list")
]


def resources(*odd):
    """An answer with what belongs into it, whatever was asked, and with something odd."""
    return lambda sound: said(200, {"data": [sound, *odd]})


@pytest.mark.parametrize("see", SEEN)
@pytest.mark.parametrize(
    "odd",
    [
        {"type": "flow-trigger", "id": "1"},
        {"type": "profile", "id": "1"},
        {"type": "metric"},
        {"type": "list"},
        {"type": "flow", "id": ""},
        {"type": "flow", "id": 5},
        {"id": "1"},
        "flow",
        None,
    ],
)
def test_a_list_with_something_else_in_it_is_no_answer(client_of, see, odd):
    for sound in SOUND:
        client, _ = client_of(resources(odd)(sound))
        assert see(client) == (Outcome(Verdict.UNKNOWN, 200, Trouble.ODD), [])


@pytest.mark.parametrize(
    ("see", "sound"),
    [(SEEN[0], SOUND[0]), (SEEN[1], SOUND[1]), (SEEN[2], SOUND[1]), (SEEN[3], SOUND[2])],
)
@pytest.mark.parametrize(
    "links", ["", ["/x"], {"next": ["/x"]}, {"next": {"url": "/x"}}, {"next": 5}]
)
def test_a_next_page_that_nobody_can_find_is_not_the_end(client_of, see, sound, links):
    client, _ = client_of(said(200, {"data": [sound], "links": links}))
    assert see(client) == (Outcome(Verdict.UNKNOWN, 200, Trouble.ODD), [])
    client, _ = client_of(said(200, {"data": [sound], "links": {"next": None}}))
    outcome, found = see(client)
    assert (outcome.verdict, len(found)) == (Verdict.ACCEPTED, 1)


def test_a_link_that_is_an_object_is_followed_on_the_own_host_only(client_of):
    first = {"data": SOUND[:1], "links": {"next": {"href": "/api/metrics?page[cursor]=2"}}}
    client, server = client_of(said(200, first), said(200, {"data": SOUND[:1]}))
    _, found = client.metrics()
    assert len(found) == 2
    assert server.requests[1].target == "/api/metrics?page%5Bcursor%5D=2"
    first["links"]["next"]["href"] = "https://evil.example/x"
    client, server = client_of(said(200, first))
    assert client.metrics() == (Outcome(Verdict.UNKNOWN, 200, Trouble.FOREIGN_LINK), [])


def test_a_metric_without_a_name_makes_the_answer_odd(client_of):
    """Passed over, it would make its events look new, and its flows as if there were none."""
    client, _ = client_of(resources({"type": "metric", "id": "1", "attributes": None})(SOUND[0]))
    assert client.metrics() == (Outcome(Verdict.UNKNOWN, 200, Trouble.ODD), [])


@pytest.mark.parametrize("see", SEEN[1:3])
def test_a_list_that_was_taken_though_it_is_odd_would_be_found_out(client_of, see, monkeypatch):
    """The negative control: were flows of another type passed over, there would seem to be none."""
    monkeypatch.setattr(module, "is_flow", lambda _: True)
    client, _ = client_of(said(200, {"data": [{"type": "flow-trigger", "id": "1"}]}))
    assert see(client)[0] == Outcome(Verdict.ACCEPTED, 200)
