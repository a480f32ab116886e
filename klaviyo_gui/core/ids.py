"""Ids that are the same on every machine and in every run; never Python's salted ``hash``."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.catalog import ID_TARGETS
from klaviyo_gui.core.convert.domains import is_dropped

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGEST_SIZE = 16
"""Bytes of every digest: 128 bits, so that no two of 10^9 records ever meet by chance."""

ACT_SIZE = 8
"""Bytes of the digest that only says where to look more closely."""

ROW_DIGEST_SIZE = 8
"""Bytes of the digest of a row's cells, which is only compared between rows of one key."""

_ENTRY_FLAG, _EVENT_FLAG = b'"backfill":true,', b',"backfill":true'
"""The flag as it stands at the beginning of an entry, and at the end of its event."""

_EMAIL = "email"
_PLACES = {name: place for place, name in enumerate(ID_TARGETS)}

Claim = tuple[int, bytes, bytes, int]
"""The place of an identifier among all there are, the most telling first, its digest, that of the
person, and a mask of the places of all identifiers of that person."""

Act = tuple[int, int, int, bytes]
"""The position of an event, what stands for its metric and id, the place of its most telling
identifier among all there are, and the digest of that."""


def digest(*parts: str) -> bytes:
    """Return the 128-bit BLAKE2b digest of these texts, kept apart from one another."""
    return blake2b(orjson.dumps(parts), digest_size=DIGEST_SIZE).digest()


def row_digest(cells: Sequence[str]) -> bytes:
    """Return the digest of all cells of a row as read."""
    return blake2b(orjson.dumps(cells), digest_size=ROW_DIGEST_SIZE).digest()


def event_digest(body: bytes, filled: bytes = b"") -> bytes:
    """Return the digest of what an event says: without the choice whether flows see it.

    ``filled`` is a piece of it that is another one in every run. No text of a file can hold these
    pieces: within JSON its quotes are written otherwise.
    """
    before, _, behind = body.partition(_ENTRY_FLAG)
    said, _, end = behind.rpartition(_EVENT_FLAG)
    body = b"".join((before, said, end))
    return body_digest(body.replace(filled, b"") if filled else body)


def body_digest(body: bytes) -> bytes:
    """Return the digest of an item as it is sent."""
    return blake2b(body, digest_size=ROW_DIGEST_SIZE).digest()


def claims(
    identifiers: dict[str, str], best: str = _EMAIL, person: bytes = b""
) -> tuple[Claim, ...]:
    """Return the claims of somebody to what others may have too.

    ``best`` is the most telling identifier that anybody has here: whoever has it is known by it,
    and it belongs to nobody else. Whoever Klaviyo drops has nothing there. ``person`` is the digest
    of what is most telling of them, where it was made before.
    """
    if not identifiers or (len(identifiers) == 1 and best in identifiers):
        return ()
    if is_dropped(identifiers.get(_EMAIL, "")):
        return ()
    person = person or digest(*next(iter(identifiers.items())))
    mask = sum(1 << _PLACES[name] for name in identifiers)
    return tuple(
        (_PLACES[name], digest(name, text), person, mask)
        for name, text in identifiers.items()
        if name != best
    )


def act_digest(metric: str, unique_id: str) -> int:
    """Return what stands for the metric and the id of an event; never 0."""
    made = blake2b(orjson.dumps((metric, unique_id)), digest_size=ACT_SIZE).digest()
    return int.from_bytes(made, "little", signed=True) or 1


def actor(identifiers: dict[str, str]) -> tuple[int, bytes] | None:
    """Return the place and the digest of what is most telling of somebody.

    None for nobody, and for whom Klaviyo drops.
    """
    email = identifiers.get(_EMAIL)
    if not identifiers or (email is not None and is_dropped(email)):
        return None
    name, text = next(iter(identifiers.items()))
    return _PLACES[name], digest(name, text)


def content_id(metric: str, identifiers: dict[str, Any], attributes: dict[str, Any]) -> str:
    """Return an event's id made from its content, in hexadecimal.

    A time that was only filled in must not be among the attributes: the id would change with
    every run.
    """
    canonical = orjson.dumps((metric, identifiers, attributes), option=orjson.OPT_SORT_KEYS)
    return blake2b(canonical, digest_size=DIGEST_SIZE).hexdigest()


def occurrence_id(made: str, occurrence: int) -> str:
    """Return the id of the n-th row (from 2) with one and the same content."""
    return digest(made, str(occurrence)).hex()


def occurrence_key(key: bytes, occurrence: int) -> bytes:
    """Return the digest that stands for the n-th event of one content, from that of the first."""
    return digest(key.hex(), str(occurrence))
