"""What a private key may be used for, and the scopes that this takes."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Something that the program does with a key; the value names it in files and in JSON."""

    SEND_EVENTS = "send-events"
    SEND_PEOPLE = "send-people"
    FOLLOW_PEOPLE = "follow-people"
    SEE_METRICS = "see-metrics"
    SEE_FLOWS = "see-flows"
    SEE_LISTS = "see-lists"
    SEE_PEOPLE = "see-people"


BY_PUBLIC_KEY: Final = frozenset({Permission.SEND_EVENTS, Permission.SEND_PEOPLE})
"""What a public key is enough for."""

SCOPES: Final = {
    Permission.SEND_EVENTS: ("events:write",),
    Permission.SEND_PEOPLE: ("profiles:write", "lists:write"),
    Permission.FOLLOW_PEOPLE: ("lists:read", "profiles:read"),
    Permission.SEE_METRICS: ("metrics:read",),
    Permission.SEE_FLOWS: ("flows:read", "metrics:read"),
    Permission.SEE_LISTS: ("lists:read",),
    Permission.SEE_PEOPLE: ("profiles:read",),
}
"""What to tick in Klaviyo where a key is made (``x-klaviyo-scopes`` of the specification)."""
