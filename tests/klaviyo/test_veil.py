"""A key that is quoted in an answer is covered before anybody reads the answer."""

import orjson
import pytest

from klaviyo_gui.klaviyo import transport as module
from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.answer import Reply
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.veil import COVER, Veil
from tests.klaviyo.loopback import answering

KEY = "pk_0123456789abcdef"
POINTER = "/data/attributes/events-bulk-create/data/0/attributes/email"


def refusal(detail):
    return {"errors": [{"code": "invalid", "detail": detail, "source": {"pointer": POINTER}}]}


def escaped(text):
    """Write every character by its number, as JSON allows."""
    return "".join(f"\\u{ord(each):04X}" for each in text)


def said_of(serve, body, **headers):
    server = serve(answering(400, body, **headers))
    with Client(server.address, KEY, wire.Patience(5, 5, 30)) as client:
        return client.send_events(b"{}", 1)


@pytest.mark.parametrize("quoted", [KEY, escaped(KEY), f"\\u0070{KEY[1:]}"])
def test_a_quoted_key_is_covered_however_json_writes_it(serve, quoted):
    body = orjson.dumps(refusal("Bad request with KEY.")).replace(b"KEY", quoted.encode())
    outcome = said_of(serve, body)
    assert outcome.detail == f"Bad request with {COVER}."
    assert KEY not in repr(outcome)


def test_a_key_in_a_code_or_pointer_is_covered(serve):
    error = {"code": KEY, "source": {"pointer": f"{POINTER}/{KEY}"}, "title": f"{KEY}{KEY}"}
    outcome = said_of(serve, orjson.dumps({"errors": [error]}))
    (refused,) = outcome.refusals
    assert (refused.code, refused.field, refused.detail) == (COVER, COVER, COVER * 2)


def test_a_key_that_nobody_covers_is_found_out(serve, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(module.Veil, "over", lambda _, reply: reply)
    assert KEY in said_of(serve, orjson.dumps(refusal(f"With {KEY}."))).detail


def test_headers_are_covered_and_other_bytes_stay():
    reply = Reply(
        400, {f"x-{KEY}": f"a {KEY}"}, f"text/{KEY}", b"\x00\xff" + KEY.encode() + b"\xfe"
    )
    assert Veil(KEY).over(reply) == Reply(
        400, {f"x-{COVER}": f"a {COVER}"}, f"text/{COVER}", b"\x00\xff" + COVER.encode() + b"\xfe"
    )


def test_a_slash_in_a_key_may_be_escaped():
    covered = Veil("pk_/0123456").over(Reply(400, {}, "", rb'"pk_\/0123456"'))
    assert covered.body == f'"{COVER}"'.encode()


@pytest.mark.parametrize("key", ["", "pk_1", "data"])
def test_what_is_too_short_to_be_a_key_is_no_secret(key):
    reply = Reply(400, {}, "", b'{"data": "pk_1"}')
    assert Veil(key).over(reply) is reply
