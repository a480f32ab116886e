"""What a key may be used for is found out by requests that change nothing."""

import orjson
import pytest

from klaviyo_gui.core.permission import Permission
from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.probing import permissions_of
from tests.klaviyo.loopback import answering

PERMITTED = {
    "GET": answering(200, orjson.dumps({"data": []})),
    "POST": answering(
        400,
        orjson.dumps(
            {
                "errors": [
                    {
                        "code": "invalid",
                        "detail": "'data' is a required field.",
                        "source": {"pointer": "/data"},
                    }
                ]
            }
        ),
    ),
}
MISSING = answering(404, orjson.dumps({"errors": [{"code": "not_found", "detail": "None."}]}))
FORBIDDEN = answering(403, orjson.dumps({"errors": [{"code": "forbidden", "detail": "Scope."}]}))
KEY_GONE = answering(401, orjson.dumps({"errors": [{"code": "x", "detail": "Key."}]}))
CHALLENGE = answering(403, b"<html>", content_type="text/html")


@pytest.fixture
def asked(serve):
    """Ask a server that answers as a function of the request says."""

    def ask(behave):
        server = serve(lambda talk: behave(talk.request)(talk))
        with Client(server.address, "pk_1", wire.Patience(5, 5, 30)) as client:
            return permissions_of(client), server.requests

    return ask


def permitted(request):
    return MISSING if "flow-triggers" in request.target else PERMITTED[request.method]


def test_a_key_that_may_do_everything_is_told_so_by_requests_that_change_nothing(asked):
    found, requests = asked(permitted)
    assert found == dict.fromkeys(Permission, True)
    assert [each.body for each in requests if each.method == "POST"] == [b"{}", b"{}"]


@pytest.mark.parametrize(
    ("path", "lacking"),
    [
        ("/api/event-bulk-create-jobs", {Permission.SEND_EVENTS}),
        ("/api/metrics/", {Permission.SEE_FLOWS}),
        ("/api/lists", {Permission.SEE_LISTS}),
        ("/api/profiles", {Permission.SEE_PEOPLE}),
    ],
)
def test_a_missing_scope_is_told(asked, path, lacking):
    found, _ = asked(lambda each: FORBIDDEN if each.target.startswith(path) else permitted(each))
    assert {permission for permission, may in found.items() if not may} == lacking
    assert found.keys() == set(Permission)


def refusing(status, **source):
    """Answer with one error, which says where it is."""
    errors = [{"code": "invalid", "detail": "Revision not supported.", "source": source}]
    return answering(status, orjson.dumps({"errors": errors}))


@pytest.mark.parametrize("status", [400, 409, 413, 415, 422])
@pytest.mark.parametrize("source", [{}, {"parameter": "revision"}, {"pointer": "/database"}])
def test_a_refusal_of_something_else_than_the_body_tells_nothing(asked, status, source):
    assert asked(lambda _: refusing(status, **source))[0] == {}


def test_only_a_400_of_the_body_tells_that_one_may_write(asked):
    found, _ = asked(lambda _: refusing(400, pointer="/data/attributes"))
    assert found == {Permission.SEND_EVENTS: True, Permission.SEND_PEOPLE: True}
    assert asked(lambda _: refusing(422, pointer="/data"))[0] == {}


def test_a_404_tells_only_where_nothing_is_to_be_found(asked):
    assert asked(lambda _: MISSING)[0] == {Permission.SEE_FLOWS: True}


@pytest.mark.parametrize("status", [200, 202, 204])
def test_an_empty_document_that_is_taken_tells_nothing(asked, status):
    def behave(request):
        return answering(status) if request.method == "POST" else permitted(request)

    found, _ = asked(behave)
    assert Permission.SEND_EVENTS not in found
    assert Permission.SEND_PEOPLE not in found


@pytest.mark.parametrize("oddity", [CHALLENGE, KEY_GONE, answering(429, b""), answering(500, b"")])
def test_what_is_not_told_stays_unknown(asked, oddity):
    assert asked(lambda _: oddity)[0] == {}
