"""What happens to one request: admission, limits, faults, and then its operation."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.practice.admission import admitted
from klaviyo_gui.practice.answer import Answer, refusal, throttled
from klaviyo_gui.practice.bad_day import BadDay
from klaviyo_gui.practice.browsing import Browsing
from klaviyo_gui.practice.faults import FaultQueue
from klaviyo_gui.practice.flows import told_flows
from klaviyo_gui.practice.holdings import Holdings
from klaviyo_gui.practice.inspection import Inspection
from klaviyo_gui.practice.performing import performers
from klaviyo_gui.practice.request import QueryRefused, Request
from klaviyo_gui.practice.spoiling import spoilt

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.practice.behaviour import Behaviour
    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.limits import Limits
    from klaviyo_gui.practice.operations import Route

INSPECTION = "/practice/"
"""What lies below is not Klaviyo's: it shows and steers the practice itself."""

_THROTTLED = 429


class Api:
    """Answers requests; several threads may ask at once. ``now`` gives the time of day."""

    def __init__(
        self, database: Database, behaviour: Behaviour, limits: Limits, now: Callable[[], datetime]
    ) -> None:
        self._behaviour = behaviour
        self._limits = limits
        self._holdings = Holdings(database, behaviour)
        self._faults = FaultQueue(behaviour.faults, behaviour.bad_day)
        self._performers = performers(self._holdings, behaviour, now)
        self._bad_day = BadDay(self._faults, behaviour.slow_seconds)
        browsing = Browsing(self._holdings)
        self._inspection = Inspection(
            self.counts,
            {
                "events": self._holdings.store.events,
                "people": self._holdings.people.shown,
                "members": self._holdings.lists.members,
                "messages": self._holdings.messages.shown,
            },
            {
                "found": browsing.found,
                "person": browsing.person,
                "timeline": browsing.timeline,
                "written": browsing.written,
                "bad-day": self._bad_day.show,
            },
            {
                "faults": self._faults.add,
                "bad-day": self._bad_day.switch,
                "flows": lambda told: self._holdings.flows.save(
                    told_flows(told), now().isoformat(timespec="seconds")
                ),
            },
        )
        self._requests = 0
        self._throttled = 0
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Answer:
        """Answer one request."""
        if request.path.startswith(INSPECTION):
            return _answered(self._inspection.answer, request)
        route = admitted(request, self._behaviour)
        answer = route if isinstance(route, Answer) else self._within_limits(route, request)
        with self._lock:
            self._requests += 1
            self._throttled += answer.status == _THROTTLED
        return replace(answer, late=self._bad_day.late)

    def counts(self) -> dict[str, int]:
        """Return how much was stored, and how many requests there were."""
        counts = self._holdings.counts()
        with self._lock:
            return {**counts, "requests": self._requests, "throttled": self._throttled}

    def _within_limits(self, route: Route, request: Request) -> Answer:
        remaining, reset = route.allowance.burst - 1, 0
        if self._behaviour.limits:
            grant = self._limits.ask(route.operation.name, route.allowance)
            if not grant.granted:
                return throttled(grant.retry_after)
            remaining, reset = grant.remaining, grant.reset
        perform = partial(_answered, self._performers[route.operation], request)
        fault = self._faults.next() if route.method == "POST" else self._faults.next_of_read()
        answer = spoilt(fault, request, perform)
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
