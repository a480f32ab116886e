"""What happens to one request: admission, limits, faults, and then its operation."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.practice.answer import Answer, forbidden, refusal, throttled
from klaviyo_gui.practice.faults import FaultQueue
from klaviyo_gui.practice.flow_reads import FlowReads
from klaviyo_gui.practice.flows import Flows, told_flows
from klaviyo_gui.practice.inspection import Inspection
from klaviyo_gui.practice.jobs import Jobs
from klaviyo_gui.practice.list_reads import ListReads
from klaviyo_gui.practice.lists import Lists
from klaviyo_gui.practice.messages import Messages
from klaviyo_gui.practice.metric_reads import MetricReads
from klaviyo_gui.practice.metrics import Metrics
from klaviyo_gui.practice.operations import Operation, Route, routes_to
from klaviyo_gui.practice.people_table import People
from klaviyo_gui.practice.profile_reads import ProfileReads
from klaviyo_gui.practice.reads import Reads
from klaviyo_gui.practice.request import QueryRefused, Request
from klaviyo_gui.practice.spoiling import spoilt
from klaviyo_gui.practice.store import Store
from klaviyo_gui.practice.writes import Writes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from klaviyo_gui.practice.behaviour import Behaviour
    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.limits import Limits

INSPECTION = "/practice/"
"""What lies below is not Klaviyo's: it shows and steers the practice itself."""

_THROTTLED = 429
_REVISION = re.compile(r"\d{4}-\d{2}-\d{2}(?:\.\w+)?", re.ASCII)


class Api:
    """Answers requests; several threads may ask at once. ``now`` gives the time of day."""

    def __init__(
        self, database: Database, behaviour: Behaviour, limits: Limits, now: Callable[[], datetime]
    ) -> None:
        self._behaviour = behaviour
        self._limits = limits
        self._store = Store(database)
        self._messages = Messages(database)
        metrics = Metrics(database, behaviour.shop.metrics)
        flows = Flows(database, behaviour.shop.flows)
        people = People(database)
        lists = Lists(database, behaviour.shop.lists)
        self._jobs = Jobs(database, behaviour.polls_to_complete)
        self._faults = FaultQueue(behaviour.faults, behaviour.bad_day)
        self._inspection = Inspection(
            self.counts,
            {
                "events": self._store.events,
                "people": people.shown,
                "members": lists.members,
                "messages": self._messages.shown,
            },
            {
                "faults": self._faults.add,
                "flows": lambda told: flows.save(told_flows(told), now().isoformat()),
            },
        )
        metric_reads = MetricReads(metrics)
        flow_reads = FlowReads(flows, metrics, lists)
        reads = Reads(behaviour.account, self._jobs, now)
        list_reads = ListReads(lists)
        profile_reads = ProfileReads(people)
        writes = Writes(self._store, self._jobs, lists, behaviour.repeats, now)
        self._operations: Mapping[Operation, Callable[[Request], Answer]] = {
            Operation.GET_ACCOUNTS: reads.accounts,
            Operation.CREATE_EVENTS: writes.create_events,
            Operation.IMPORT_PROFILES: writes.import_profiles,
            Operation.GET_JOBS: reads.jobs,
            Operation.GET_JOB: reads.job,
            Operation.GET_IMPORT_ERRORS: reads.import_errors,
            Operation.GET_METRICS: metric_reads.metrics,
            Operation.GET_METRIC_PROPERTIES: metric_reads.properties,
            Operation.GET_FLOWS_OF_METRIC: flow_reads.of_metric,
            Operation.GET_LISTS: list_reads.lists,
            Operation.GET_FLOWS_OF_LIST: flow_reads.of_list,
            Operation.GET_PROFILES: profile_reads.profiles,
        }
        self._requests = 0
        self._throttled = 0
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Answer:
        """Answer one request."""
        if request.path.startswith(INSPECTION):
            return _answered(self._inspection.answer, request)
        answer = self._admit(request)
        with self._lock:
            self._requests += 1
            self._throttled += answer.status == _THROTTLED
        return answer

    def counts(self) -> dict[str, int]:
        """Return how much was stored, and how many requests there were."""
        counts = {
            **self._store.counts(),
            "jobs": self._jobs.count(),
            "messages": self._messages.count(),
        }
        with self._lock:
            return {**counts, "requests": self._requests, "throttled": self._throttled}

    def _admit(self, request: Request) -> Answer:
        if request.headers.get("authorization") != f"Klaviyo-API-Key {self._behaviour.key}":
            words = "Incorrect authentication credentials."
            return refusal(401, "authentication_failed", words, words, pointer="/data/")
        if not _REVISION.fullmatch(request.headers.get("revision", "")):
            detail = "A revision header in the form YYYY-MM-DD is required."
            return refusal(400, "invalid", "Invalid input.", detail, parameter="revision")
        routes = routes_to(request.path)
        if not routes:
            return refusal(404, "not_found", "Not found.", f"The path {request.path} is unknown.")
        if request.method not in routes:
            detail = f"The method {request.method} is not allowed."
            answer = refusal(405, "method_not_allowed", "Method not allowed.", detail)
            return replace(answer, headers=(("Allow", ", ".join(routes)),))
        route = routes[request.method]
        if missing := route.scopes - self._behaviour.scopes:
            return forbidden(missing)
        return self._within_limits(route, request)

    def _within_limits(self, route: Route, request: Request) -> Answer:
        remaining, reset = route.allowance.burst - 1, 0
        if self._behaviour.limits:
            grant = self._limits.ask(route.operation.name, route.allowance)
            if not grant.granted:
                return throttled(grant.retry_after)
            remaining, reset = grant.remaining, grant.reset
        perform = partial(_answered, self._operations[route.operation], request)
        answer = spoilt(self._faults.next(), perform) if route.method == "POST" else perform()
        if answer.status == _THROTTLED:
            return answer
        headers = (
            ("RateLimit-Limit", route.allowance.policy),
            ("RateLimit-Remaining", str(remaining)),
            ("RateLimit-Reset", str(reset)),
        )
        return replace(answer, headers=answer.headers + headers)


def utc_now() -> datetime:
    """Return the time of day."""
    return datetime.now(UTC)


def _answered(perform: Callable[[Request], Answer], request: Request) -> Answer:
    """Perform an operation; a query that it cannot understand is refused."""
    try:
        return perform(request)
    except QueryRefused as refused:
        detail = f"The parameter {refused.parameter} is invalid."
        return refusal(400, "invalid", "Invalid input.", detail, parameter=refused.parameter)
