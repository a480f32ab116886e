"""What a public key can do: send one record at a time, and nothing else."""

import pytest

from klaviyo_gui.core.errors import AddressRefused
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.klaviyo.public_client import PublicClient
from tests.klaviyo.loopback import answering, resetting

KEY = "AbC123"


@pytest.fixture
def client(serve):
    """A client of a server that takes everything, and that server."""
    server = serve(answering(202))
    with PublicClient(server.address, KEY) as client:
        yield client, server


@pytest.mark.parametrize(
    ("send", "path"), [("send_events", "/client/events"), ("send_profiles", "/client/profiles")]
)
def test_the_key_stands_in_the_query_and_nowhere_else(client, send, path):
    client, server = client
    assert getattr(client, send)(b'{"data":{}}', 1).verdict is Verdict.ACCEPTED
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", f"{path}?company_id={KEY}")
    assert request.body == b'{"data":{}}'
    assert "authorization" not in request.headers
    assert KEY not in " ".join(request.headers.values())
    assert request.headers["revision"] == "2026-10-15"


def test_one_connection_serves_record_after_record(client):
    client, server = client
    for _ in range(3):
        client.send_events(b"{}", 1)
    assert (len(server.requests), server.connections) == (3, 1)


def test_an_answer_that_is_lost_leaves_the_outcome_unknown(serve):
    with PublicClient(serve(resetting).address, KEY) as client:
        assert client.send_profiles(b"{}", 1).verdict is Verdict.UNKNOWN


def test_no_other_address_is_spoken_to():
    with pytest.raises(AddressRefused):
        PublicClient("https://shop.example", KEY)
