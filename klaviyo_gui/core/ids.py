"""Ids that are the same on every machine and in every run; never Python's salted ``hash``."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson

DIGEST_SIZE = 16
"""Bytes of every digest: 128 bits, so that no two of 10^9 records ever meet by chance."""


def digest(*parts: str) -> bytes:
    """Return the 128-bit BLAKE2b digest of these texts, kept apart from one another."""
    return blake2b(orjson.dumps(parts), digest_size=DIGEST_SIZE).digest()


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
