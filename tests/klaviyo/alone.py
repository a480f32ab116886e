"""Each request that the program makes by a public key, which Klaviyo's own SDK cannot make."""

from dataclasses import dataclass

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.bodies import lone
from klaviyo_gui.klaviyo.public_client import PublicClient
from tests.klaviyo.loopback import Loopback, answering
from tests.klaviyo.official import Seen, record_of

PUBLIC_KEY = "AbC123"


@dataclass(frozen=True, slots=True)
class Alone:
    """One request: its operation, the endpoint of ``wire.py``, the method and the model."""

    operation: str
    endpoint: str
    method: str
    kind: Kind
    body: str


ALONE = (
    Alone("create_client_event", "CLIENT_EVENTS", "send_events", Kind.EVENTS, "EventCreateQueryV2"),
    Alone(
        "create_client_profile",
        "CLIENT_PROFILES",
        "send_profiles",
        Kind.PROFILES,
        "OnsiteProfileCreateQuery",
    ),
)


def body_alone(kind, record=None):
    """Return the body of a record, one of every property of the catalogue if none is given."""
    return lone(kind, (record or record_of(kind)).body)


def seen_alone(endpoint, body=None):
    """Make a request by the program, and return it."""
    (asked,) = (each for each in ALONE if each.endpoint == endpoint)
    server = Loopback((answering(202),))
    try:
        with PublicClient(server.address, PUBLIC_KEY) as client:
            getattr(client, asked.method)(body or body_alone(asked.kind), 1)
    finally:
        server.close()
    (found,) = server.requests
    return Seen(found.method, found.target, found.headers, found.body)
