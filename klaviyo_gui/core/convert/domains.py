"""Judge the domain of an address: one that Klaviyo drops, or a slip of the finger."""

from __future__ import annotations

import re
from functools import lru_cache

from klaviyo_gui.core.problem import Code

_DROPPED = frozenset(
    {"example.com", "example.org", "example.net", "test.com", "test.org", "test.net"}
)
"""Klaviyo answers "accepted" to such addresses and drops them (events_api_overview)."""

_COMMON = (
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "hotmail.fr",
    "hotmail.de",
    "outlook.com",
    "outlook.de",
    "yahoo.com",
    "yahoo.co.uk",
    "yahoo.de",
    "yahoo.fr",
    "icloud.com",
    "live.com",
    "msn.com",
    "aol.com",
    "comcast.net",
    "verizon.net",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "freenet.de",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "laposte.net",
    "libero.it",
    "virgilio.it",
)
"""Where most private mailboxes of shops' customers are."""

_REAL = frozenset(
    {
        "aol.de",
        "aol.fr",
        "aol.it",
        "email.com",
        "free.com",
        "gmail.co",
        "gmx.at",
        "gmx.ch",
        "gmx.com",
        "gmx.fr",
        "gmx.us",
        "hotmail.be",
        "hotmail.ca",
        "hotmail.ch",
        "hotmail.cl",
        "hotmail.dk",
        "hotmail.es",
        "hotmail.it",
        "hotmail.nl",
        "hotmail.no",
        "hotmail.se",
        "live.ca",
        "live.de",
        "live.dk",
        "live.fr",
        "live.it",
        "live.nl",
        "live.no",
        "live.se",
        "mail.com",
        "me.com",
        "outlook.at",
        "outlook.be",
        "outlook.dk",
        "outlook.es",
        "outlook.fr",
        "outlook.ie",
        "outlook.it",
        "rocketmail.com",
        "web.com",
        "yahoo.ca",
        "yahoo.cl",
        "yahoo.es",
        "yahoo.gr",
        "yahoo.ie",
        "yahoo.in",
        "yahoo.it",
        "yahoo.no",
        "yahoo.ro",
        "yahoo.se",
        "ymail.com",
    }
)
"""Domains that are near a common one, and somebody's own."""

_USUAL = re.compile(r"(?:[^\W_](?:[a-zA-Z0-9-]*[^\W_])?\.)+[a-zA-Z]{2,}", re.ASCII)
"""Plain names with a plain ending, such as most domains are."""

_SHORT = 7
"""Characters of a domain, up to which another one near it is as likely somebody's own."""


@lru_cache(maxsize=10_000)
def judged(domain: str) -> tuple[str, Code | None, bool]:
    """Return a domain in lower case, what is to be told of it if anything, and if it is usual."""
    lower, is_usual = domain.lower(), _USUAL.fullmatch(domain) is not None
    if lower in _DROPPED:
        return lower, Code.EMAIL_DROPPED, is_usual
    return lower, Code.EMAIL_TYPO if meant_domain(lower) else None, is_usual


def is_dropped(address: str) -> bool:
    """Tell whether Klaviyo drops what is sent for this address."""
    return judged(address.rpartition("@")[2])[1] is Code.EMAIL_DROPPED


def meant_domain(domain: str) -> str:
    """Return the common domain that this one probably means; empty where it means itself."""
    if domain in _COMMON or domain in _REAL:
        return ""
    return next((each for each in _COMMON if len(each) > _SHORT and _is_one_slip(domain, each)), "")


def _is_one_slip(typed: str, meant: str) -> bool:
    """Tell whether one letter too many, too few, wrong, or swapped with the next makes it."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    at = 0
    while at < min(len(typed), len(meant)) and typed[at] == meant[at]:
        at += 1
    mine, theirs = typed[at:], meant[at:]
    return (
        mine[1:] == theirs[1:]
        or mine[1:] == theirs
        or mine == theirs[1:]
        or (mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:])
    )
