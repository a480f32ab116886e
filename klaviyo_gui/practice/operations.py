"""The operations that the practice Klaviyo offers, with the limits of the real ones.

Source: Klaviyo's OpenAPI specification, revision 2026-07-15 (``x-klaviyo-ratelimit``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from klaviyo_gui.practice.documents import JOBS_PATH
from klaviyo_gui.practice.limits import Allowance


class Operation(Enum):
    """What a request asks for."""

    GET_ACCOUNTS = auto()
    CREATE_EVENTS = auto()
    IMPORT_PROFILES = auto()
    GET_JOBS = auto()
    GET_JOB = auto()
    GET_IMPORT_ERRORS = auto()


@dataclass(frozen=True, slots=True)
class Route:
    """Where an operation is found, and how often it may be used."""

    operation: Operation
    method: str
    path: re.Pattern[str]
    allowance: Allowance


_ACCOUNTS = Allowance(burst=1, steady=15)
_BULK = Allowance(burst=10, steady=150)
_EVENT_JOBS = "/api/event-bulk-create-jobs"
_ERRORS = f"{JOBS_PATH}/[^/]+/import-errors"
ROUTES = (
    Route(Operation.GET_ACCOUNTS, "GET", re.compile("/api/accounts"), _ACCOUNTS),
    Route(Operation.CREATE_EVENTS, "POST", re.compile(_EVENT_JOBS), _BULK),
    Route(Operation.IMPORT_PROFILES, "POST", re.compile(JOBS_PATH), _BULK),
    Route(Operation.GET_JOBS, "GET", re.compile(JOBS_PATH), _BULK),
    Route(Operation.GET_JOB, "GET", re.compile(f"{JOBS_PATH}/[^/]+"), _BULK),
    Route(Operation.GET_IMPORT_ERRORS, "GET", re.compile(_ERRORS), _BULK),
)


def routes_to(path: str) -> dict[str, Route]:
    """Return the routes of a path by method."""
    return {route.method: route for route in ROUTES if route.path.fullmatch(path)}
