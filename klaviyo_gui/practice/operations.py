"""The operations that the practice Klaviyo offers, with the limits and scopes of the real ones.

Source: Klaviyo's OpenAPI specification, revision 2026-07-15 (``x-klaviyo-ratelimit`` and
``x-klaviyo-scopes``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from klaviyo_gui.practice.job_documents import JOBS_PATH
from klaviyo_gui.practice.limits import Allowance
from klaviyo_gui.practice.list_reads import LISTS_PATH
from klaviyo_gui.practice.metric_reads import METRICS_PATH
from klaviyo_gui.practice.profile_reads import PROFILES_PATH


class Operation(Enum):
    """What a request asks for."""

    GET_ACCOUNTS = auto()
    CREATE_EVENTS = auto()
    IMPORT_PROFILES = auto()
    GET_JOBS = auto()
    GET_JOB = auto()
    GET_IMPORT_ERRORS = auto()
    GET_METRICS = auto()
    GET_METRIC_PROPERTIES = auto()
    GET_FLOWS_OF_METRIC = auto()
    GET_LISTS = auto()
    GET_FLOWS_OF_LIST = auto()
    GET_PROFILES = auto()
    CREATE_EVENT = auto()
    CREATE_CLIENT_EVENT = auto()
    CREATE_CLIENT_PROFILE = auto()


@dataclass(frozen=True, slots=True)
class Route:
    """Where an operation is found, how often it may be used, and the scopes that it takes."""

    operation: Operation
    method: str
    path: re.Pattern[str]
    allowance: Allowance
    scopes: frozenset[str]


def _route(
    operation: Operation, method: str, path: str, allowance: Allowance, *scopes: str
) -> Route:
    return Route(operation, method, re.compile(path), allowance, frozenset(scopes))


_RARE = Allowance(burst=1, steady=15)
_FEW = Allowance(burst=3, steady=60)
_BULK = Allowance(burst=10, steady=150)
_MANY = Allowance(burst=75, steady=750)
_MOST = Allowance(burst=350, steady=3_500)
_EVENT_JOBS = "/api/event-bulk-create-jobs"
_JOB = f"{JOBS_PATH}/[^/]+"
_ERRORS = f"{_JOB}/import-errors"
_LIST_FLOWS = f"{LISTS_PATH}/[^/]+/flow-triggers"
_FLOWS = f"{METRICS_PATH}/[^/]+/flow-triggers"
_PROPERTIES = f"{METRICS_PATH}/[^/]+/metric-properties"
ROUTES = (
    _route(Operation.GET_ACCOUNTS, "GET", "/api/accounts", _RARE, "accounts:read"),
    _route(Operation.CREATE_EVENTS, "POST", _EVENT_JOBS, _BULK, "events:write"),
    _route(Operation.IMPORT_PROFILES, "POST", JOBS_PATH, _BULK, "lists:write", "profiles:write"),
    _route(Operation.GET_JOBS, "GET", JOBS_PATH, _BULK, "lists:read", "profiles:read"),
    _route(Operation.GET_JOB, "GET", _JOB, _BULK, "lists:read", "profiles:read"),
    _route(Operation.GET_IMPORT_ERRORS, "GET", _ERRORS, _BULK, "profiles:read"),
    _route(Operation.GET_METRICS, "GET", METRICS_PATH, _BULK, "metrics:read"),
    _route(Operation.GET_METRIC_PROPERTIES, "GET", _PROPERTIES, _RARE, "metrics:read"),
    _route(Operation.GET_FLOWS_OF_METRIC, "GET", _FLOWS, _BULK, "flows:read", "metrics:read"),
    _route(Operation.GET_LISTS, "GET", LISTS_PATH, _MANY, "lists:read"),
    _route(Operation.GET_FLOWS_OF_LIST, "GET", _LIST_FLOWS, _FEW, "flows:read", "lists:read"),
    _route(Operation.GET_PROFILES, "GET", PROFILES_PATH, _MANY, "profiles:read"),
    _route(Operation.CREATE_EVENT, "POST", "/api/events", _MOST, "events:write"),
    _route(Operation.CREATE_CLIENT_EVENT, "POST", "/client/events", _MOST),
    _route(Operation.CREATE_CLIENT_PROFILE, "POST", "/client/profiles", _MOST),
)


def routes_to(path: str) -> dict[str, Route]:
    """Return the routes of a path by method."""
    return {route.method: route for route in ROUTES if route.path.fullmatch(path)}
