"""What every request to Klaviyo has in common."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from urllib.parse import urlsplit

from klaviyo_gui import __version__
from klaviyo_gui.core.errors import AddressRefused

# The one server of Klaviyo's OpenAPI specification.
HOST: Final = "https://a.klaviyo.com"

# Pinned, never "latest": https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
REVISION: Final = "2026-10-15"

# JSON:API in both directions: https://developers.klaviyo.com/en/reference/api_overview
MEDIA_TYPE: Final = "application/vnd.api+json"

USER_AGENT: Final = f"klaviyo-gui/{__version__}"

HEADERS: Final = {
    "Accept": MEDIA_TYPE,
    "User-Agent": USER_AGENT,
    "revision": REVISION,
    # A retired revision then fails loudly instead of meaning something else (same policy page).
    "X-Klaviyo-Revision-Fall-Forward-Opt-Out": "1",
}

# A page of 100 import errors, each with the original profile of at most 100 KB, is the largest
# answer there can be; ordinary ones hold some kilobytes.
MAX_ANSWER_BYTES: Final = 16_000_000

# The largest page of import errors, and more pages of it than 10,000 profiles can fill.
PAGE_SIZE: Final = 100
MAX_PAGES: Final = 600


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one attempt may take, in seconds; Klaviyo documents no limit of its own."""

    connect: float = 10.0
    read: float = 60.0
    # A full request of 4.5 MB needs some 70 s on a line of half a megabit, before it is answered.
    total: float = 180.0


class Content(Enum):
    """What the answer of an endpoint holds when the request succeeded."""

    NOTHING = auto()
    JOB = auto()
    FAILURES = auto()
    ACCOUNT = auto()
    RESOURCES = auto()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation; ``items`` is what a pointer says before the place of an item.

    One that ``is_lone`` takes one item, and whose it is in the query.
    """

    path: str
    success: int
    content: Content
    items: str = ""
    is_lone: bool = False


# https://developers.klaviyo.com/en/reference/bulk_create_events
EVENTS: Final = Endpoint(
    "/api/event-bulk-create-jobs", 202, Content.NOTHING, "/events-bulk-create/data/"
)
# https://developers.klaviyo.com/en/reference/bulk_import_profiles
PROFILES: Final = Endpoint("/api/profile-bulk-import-jobs", 202, Content.JOB, "/profiles/data/")
# https://developers.klaviyo.com/en/reference/get_bulk_import_profiles_job
JOB: Final = Endpoint("/api/profile-bulk-import-jobs/{job}", 200, Content.JOB)
# https://developers.klaviyo.com/en/reference/get_errors_for_bulk_import_profiles_job
FAILURES: Final = Endpoint(
    "/api/profile-bulk-import-jobs/{job}/import-errors", 200, Content.FAILURES
)
# https://developers.klaviyo.com/en/reference/get_accounts
ACCOUNT: Final = Endpoint("/api/accounts", 200, Content.ACCOUNT)
# https://developers.klaviyo.com/en/reference/get_bulk_import_profiles_jobs
JOBS: Final = Endpoint("/api/profile-bulk-import-jobs", 200, Content.RESOURCES)
# https://developers.klaviyo.com/en/reference/get_metrics
METRICS: Final = Endpoint("/api/metrics", 200, Content.RESOURCES)
# https://developers.klaviyo.com/en/reference/get_flows_triggered_by_metric
METRIC_FLOWS: Final = Endpoint("/api/metrics/{metric}/flow-triggers", 200, Content.RESOURCES)
# https://developers.klaviyo.com/en/reference/get_properties_for_metric
METRIC_PROPERTIES: Final = Endpoint(
    "/api/metrics/{metric}/metric-properties", 200, Content.RESOURCES
)
# https://developers.klaviyo.com/en/reference/get_lists
LISTS: Final = Endpoint("/api/lists", 200, Content.RESOURCES)
# https://developers.klaviyo.com/en/reference/get_flows_triggered_by_list
LIST_FLOWS: Final = Endpoint("/api/lists/{list}/flow-triggers", 200, Content.RESOURCES)
# https://developers.klaviyo.com/en/reference/get_profiles
PEOPLE: Final = Endpoint("/api/profiles", 200, Content.RESOURCES)

# https://developers.klaviyo.com/en/reference/create_client_event
CLIENT_EVENTS: Final = Endpoint("/client/events", 202, Content.NOTHING, is_lone=True)
# https://developers.klaviyo.com/en/reference/create_client_profile
CLIENT_PROFILES: Final = Endpoint("/client/profiles", 202, Content.NOTHING, is_lone=True)


def checked_address(text: str | None) -> str:
    """Return the origin to speak to, Klaviyo's own when ``text`` is None.

    Raises AddressRefused for everything that is neither Klaviyo nor loopback, since the key would
    go there.
    """
    if text is None:
        return HOST
    written = text.strip().removesuffix("/").lower()
    try:
        parts = urlsplit(written)
        origin = f"{parts.scheme}://{parts.netloc}"
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        raise AddressRefused(text) from None
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    # What is not exactly scheme, host and port hides something: a user, a path, a control sign.
    plain = written == origin == f"{parts.scheme}://{shown}{port}"
    if plain and (written == HOST or (parts.scheme in {"http", "https"} and is_loopback(host))):
        return written
    raise AddressRefused(text)


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address never leaves this computer."""
    if host in {"localhost", "::1"}:
        return True
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ipaddress.AddressValueError:
        return False
