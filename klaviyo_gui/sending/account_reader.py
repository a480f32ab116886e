"""What is read of an account before anything is sent: paced, asked patiently, and remembered."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo.pace import Limit, Pace
from klaviyo_gui.klaviyo.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.flow import Flow
    from klaviyo_gui.klaviyo.client import Client
    from klaviyo_gui.klaviyo.lists import KnownList
    from klaviyo_gui.klaviyo.metrics import Metric
    from klaviyo_gui.klaviyo.properties import Types

Found = TypeVar("Found")

WHOSE: Final = "whose"
"""Whose the key is, which whoever has the key asks before he asks for anything here."""

_METRICS, _FLOWS, _OF_METRIC, _OF_PEOPLE = "metrics", "flows", "of metric", "of people"
_LISTS, _FLOWS_OF_LIST = "lists", "flows of list"

_LIMITS: Final = {
    # https://developers.klaviyo.com/en/reference/get_metrics
    _METRICS: Limit(10, 150),
    # https://developers.klaviyo.com/en/reference/get_flows_triggered_by_metric
    _FLOWS: Limit(10, 150),
    # https://developers.klaviyo.com/en/reference/get_properties_for_metric
    _OF_METRIC: Limit(1, 15),
    # https://developers.klaviyo.com/en/reference/get_profiles
    _OF_PEOPLE: Limit(75, 700),
    # https://developers.klaviyo.com/en/reference/get_lists
    _LISTS: Limit(75, 700),
    # https://developers.klaviyo.com/en/reference/get_flows_triggered_by_list
    _FLOWS_OF_LIST: Limit(3, 60),
}

KEPT_SECONDS: Final = {
    WHOSE: 300.0,
    _METRICS: 300.0,
    _FLOWS: 60.0,
    _OF_METRIC: 300.0,
    _OF_PEOPLE: 300.0,
    _LISTS: 300.0,
    _FLOWS_OF_LIST: 60.0,
}
"""How long an answer is good; flows are switched on and off by hand, and matter most."""


ANSWER_SECONDS: Final = 0.5
"""So long an answer takes; one that takes longer may let its question meet another one."""


class _Paces:
    """When the account was asked for what; several threads share one limit."""

    def __init__(self) -> None:
        self._paces = {name: Pace(limit) for name, limit in _LIMITS.items()}
        self._lock = threading.Lock()

    def reserve(self, what: str) -> float:
        """Reserve the next moment for a question, and return in how many seconds it is."""
        with self._lock:
            pace, now = self._paces[what], time.monotonic()
            wait = pace.wait(now)
            pace.take()
            pace.settle(now + wait + ANSWER_SECONDS)
            return wait


class AccountMemory:
    """What one account has told lately, and when it was asked; safe to share between threads."""

    def __init__(self, paces: _Paces | None = None) -> None:
        self._paces = paces or _Paces()
        self._answers: dict[tuple[str, str], tuple[float, Any]] = {}

    def emptied(self) -> AccountMemory:
        """Return one without answers, which still knows when the account was asked."""
        return AccountMemory(self._paces)

    def answer(self, what: str, of: str) -> tuple[Any] | None:
        """Return what was told, in a bracket, as long as it is good; None where it is not."""
        known = self._answers.get((what, of))
        is_good = known is not None and time.monotonic() - known[0] < KEPT_SECONDS[what]
        return (known[1],) if known is not None and is_good else None

    def keep(self, what: str, of: str, found: object) -> None:
        """Keep what was told just now."""
        self._answers[what, of] = time.monotonic(), found

    def reserve(self, what: str) -> float:
        """Reserve the next moment for a question, and return in how many seconds it is."""
        return self._paces.reserve(what)


class Memories:
    """The memory of every account, by its id; whoever asks one shares what it has told."""

    def __init__(self) -> None:
        self._known: dict[str, AccountMemory] = {}

    def of(self, account: str) -> AccountMemory:
        """Return the memory of an account."""
        return self._known.setdefault(account, AccountMemory())

    def forget(self) -> None:
        """Forget what was told; whoever still works with some of it keeps it for himself."""
        self._known = {account: each.emptied() for account, each in self._known.items()}


class AccountReader:
    """Asks with one key; ``stop`` ends the waiting, and then nothing more is asked."""

    def __init__(self, client: Client, stop: threading.Event, memory: AccountMemory) -> None:
        self._client = client
        self._stop = stop
        self._memory = memory

    def metrics(self) -> tuple[Outcome, list[Metric]]:
        """Return all metrics."""
        wait = partial(self._wait, _METRICS)
        return self._remembered(_METRICS, "", lambda: self._client.metrics(wait), [])

    def flows(self, metric_id: str) -> tuple[Outcome, list[Flow]]:
        """Return the flows that the events of a metric start."""
        return self._asked(_FLOWS, metric_id, self._client.flows_of_metric, [])

    def lists(self) -> tuple[Outcome, list[KnownList]]:
        """Return all lists."""
        wait = partial(self._wait, _LISTS)
        return self._remembered(_LISTS, "", lambda: self._client.lists(wait), [])

    def flows_of_list(self, list_id: str) -> tuple[Outcome, list[Flow]]:
        """Return the flows that begin when somebody is added to a list."""
        return self._asked(_FLOWS_OF_LIST, list_id, self._client.flows_of_list, [])

    def properties_of_metric(self, metric_id: str) -> tuple[Outcome, Types]:
        """Return the properties of a metric's events."""
        return self._asked(_OF_METRIC, metric_id, self._client.properties_of_metric, {})

    def properties_of_people(self) -> tuple[Outcome, Types]:
        """Return custom properties of people."""
        return self._asked(_OF_PEOPLE, "", lambda _: self._client.properties_of_people(), {})

    def _asked(
        self, what: str, of: str, ask: Callable[[str], tuple[Outcome, Found]], nothing: Found
    ) -> tuple[Outcome, Found]:
        def paced() -> tuple[Outcome, Found]:
            self._wait(what)
            return ask(of)

        return self._remembered(what, of, paced, nothing)

    def _remembered(
        self, what: str, of: str, ask: Callable[[], tuple[Outcome, Found]], nothing: Found
    ) -> tuple[Outcome, Found]:
        """Return an answer that is still good, else a new one; only what was seen is kept."""
        known = self._memory.answer(what, of)
        if known is not None:
            return Outcome(Verdict.ACCEPTED), cast("Found", known[0])
        if self._stop.is_set():
            return Outcome(Verdict.UNKNOWN), nothing
        outcome, found = patiently(ask, self._stop)
        if outcome.verdict is Verdict.ACCEPTED:
            self._memory.keep(what, of, found)
        return outcome, found

    def _wait(self, what: str) -> None:
        self._stop.wait(self._memory.reserve(what))
