"""The ways in which records reach an account."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How records go out; the value names it in the journals of runs.

    By a private key many go in one request, and the account can be looked at. By a public key,
    which opens nothing, each goes alone, as from the pages of a shop.
    """

    PRIVATE = "private"
    PUBLIC = "public"
