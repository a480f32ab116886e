"""The bodies of requests that send, made of items that are already serialised."""

from __future__ import annotations

import re
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

# It stands before the people, where no text of theirs can be taken for it.
_PEOPLE: Final = b'{"data":{"type":"profile-bulk-import-job",'
_JOINING: Final = b'"relationships":{"lists":{"data":[{"type":"list","id":%b}]}},'
_JOINED: Final = re.compile(re.escape(_PEOPLE + _JOINING).replace(b"%b", rb'("(?:[^"\\]|\\.)*")'))


def wrap(kind: str, items: Sequence[bytes], list_id: str = "") -> bytes:
    """Return the body of one request for ``kind``, "events" or "profiles".

    With a ``list_id`` the people join that list; events can join none.
    """
    head, tail = _wrapping(kind, list_id)
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


def overhead(kind: str, list_id: str = "") -> int:
    """Return the bytes of a body without its items; each item but the first adds a comma."""
    return sum(map(len, _wrapping(kind, list_id)))


def list_in(body: bytes) -> str:
    """Return the id of the list that the people of a body join, empty for none."""
    found = _JOINED.match(body)
    return str(orjson.loads(found[1])) if found else ""


def unwrap(kind: str, body: bytes) -> list[bytes]:
    """Return the items of a body that ``wrap`` made, as ``orjson.dumps`` writes each.

    Raises ValueError for a body of another kind or make.
    """
    head, tail = _wrapping(kind, list_in(body) if kind == "profiles" else "")
    if not (body.startswith(head) and body.endswith(tail)):
        raise ValueError(f"no body of {kind}")
    items = orjson.loads(b"[" + body[len(head) : len(body) - len(tail)] + b"]")
    return [orjson.dumps(item) for item in items]


def _wrapping(kind: str, list_id: str) -> tuple[bytes, bytes]:
    head, tail = _WRAPPINGS[kind]
    if not list_id:
        return head, tail
    if not head.startswith(_PEOPLE):
        raise ValueError(f"{kind} join no list")
    return _PEOPLE + _JOINING % orjson.dumps(list_id) + head[len(_PEOPLE) :], tail
