"""How a practice Klaviyo is to behave."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from klaviyo_gui.practice.account import Account
from klaviyo_gui.practice.shop import Shop

PRACTICE_NAME = "Practice Klaviyo"
"""The name under which every part of the program speaks of it."""

PRACTICE_KEY = "pk_practice"
"""The private key that a practice Klaviyo takes unless told otherwise."""

EVERY_SCOPE = frozenset(
    {
        "accounts:read",
        "events:write",
        "flows:read",
        "lists:read",
        "lists:write",
        "metrics:read",
        "profiles:read",
        "profiles:write",
    }
)
"""What a key may do that is allowed whatever the practice offers."""


class Fault(StrEnum):
    """What can go wrong with one request; *before* and *after* speak of its processing.

    *odd* answers in a form that nobody knows, *echo* refuses and quotes what it was sent, the key
    with it.
    """

    THROTTLED = "429"
    ERROR_BEFORE = "500-before"
    ERROR_AFTER = "500-after"
    RESET_BEFORE = "reset-before"
    RESET_AFTER = "reset-after"
    HANG_BEFORE = "hang-before"
    HANG_AFTER = "hang-after"
    TRUNCATED = "truncated"
    HTML = "html"
    CHALLENGE = "challenge"
    REDIRECT = "redirect"
    ODD = "odd"
    ECHO = "echo"


Repeats = Literal["ignore", "refuse", "refuse-stored", "refuse-blind", "drop", "retrigger"]
"""What becomes of an explicit unique id that comes again for the same person and metric.

Klaviyo's own pages disagree. *ignore*: the first one wins, silently (the guide). *refuse*: a
request that holds one id twice fails as a whole. *refuse-stored*: so does a request with an id
that an earlier request stored (the specification's "the request will fail"). *refuse-blind*: the
same without a word about which id it is. *drop*: such a request is accepted, and nothing of it is
stored. *retrigger*: as *ignore*, but each copy starts flows; nothing is said of whether it does.
"""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The settings of a practice Klaviyo.

    ``faults`` befall the next write requests, one each, in order. ``bad_day`` is the seed of a
    generator that adds such faults to about 15 % of the others, and of what is read.
    ``slow_seconds`` is how much later than it could each answer comes. ``polls_to_complete`` counts
    the looks at an import job until it is complete; the look before shows it processing.
    ``scopes`` is what the key may do, ``account`` whose it is, ``shop`` what was there before.
    """

    key: str = PRACTICE_KEY
    scopes: frozenset[str] = EVERY_SCOPE
    account: Account = field(default_factory=Account)
    shop: Shop = field(default_factory=Shop)
    limits: bool = True
    repeats: Repeats = "ignore"
    faults: tuple[str, ...] = ()
    bad_day: int | None = None
    slow_seconds: float = 0.0
    polls_to_complete: int = 2
