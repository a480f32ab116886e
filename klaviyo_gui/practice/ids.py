"""Ids like Klaviyo's own."""

from __future__ import annotations

from hashlib import blake2b

LENGTH = 6
"""Characters of the id of a metric, a flow or a list."""

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def short_id(*parts: str) -> str:
    """Return the id of what these words name: the same in every practice Klaviyo."""
    digest = blake2b("\0".join(parts).encode(), digest_size=LENGTH).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest)
