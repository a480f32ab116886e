"""The bodies of requests that send, made of items that are already serialised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

# https://developers.klaviyo.com/en/reference/bulk_create_events
# https://developers.klaviyo.com/en/reference/bulk_import_profiles
_WRAPPINGS: Final = {
    "events": (
        b'{"data":{"type":"event-bulk-create-job","attributes":{"events-bulk-create":{"data":[',
        b"]}}}}",
    ),
    "profiles": (
        b'{"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":[',
        b"]}}}}",
    ),
}


def wrap(kind: str, items: Sequence[bytes]) -> bytes:
    """Return the body of one request for many of ``kind``, "events" or "profiles"."""
    head, tail = _WRAPPINGS[kind]
    return head + b",".join(items) + tail


def lone(kind: str, item: bytes) -> bytes:
    """Return the body of a request for one item alone, without a key of any account."""
    if kind == "profiles":
        return b'{"data":' + item + b"}"
    entry = orjson.loads(item)["attributes"]
    (event,) = entry["events"]["data"]
    # The flag of the outer entry stands in the event as well.
    event["attributes"]["profile"] = entry["profile"]
    return orjson.dumps({"data": event})


def overhead(kind: str) -> int:
    """Return the bytes of a body without its items; each item but the first adds a comma."""
    return sum(map(len, _WRAPPINGS[kind]))


def unwrap(kind: str, body: bytes) -> list[bytes]:
    """Return the items of a body that ``wrap`` made, as ``orjson.dumps`` writes each.

    Raises ValueError for a body of another kind or make.
    """
    head, tail = _WRAPPINGS[kind]
    if not (body.startswith(head) and body.endswith(tail)):
        raise ValueError(f"no body of {kind}")
    items = orjson.loads(b"[" + body[len(head) : len(body) - len(tail)] + b"]")
    return [orjson.dumps(item) for item in items]
