"""What is read of an account before anything is sent: paced, asked patiently, and remembered."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo.pace import Limit, Pace
from klaviyo_gui.klaviyo.patience import patiently

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from klaviyo_gui.klaviyo.client import Client
    from klaviyo_gui.klaviyo.flows import Flow
    from klaviyo_gui.klaviyo.metrics import Metric
    from klaviyo_gui.klaviyo.properties import Types

Found = TypeVar("Found")

WHOSE: Final = "whose"
"""Whose the key is, which whoever has the key asks before he asks for anything here."""

_METRICS, _FLOWS, _OF_METRIC, _OF_PEOPLE = "metrics", "flows", "of metric", "of people"

_LIMITS: Final = {
    # https://developers.klaviyo.com/en/reference/get_metrics
    _METRICS: Limit(10, 150),
    # https://developers.klaviyo.com/en/reference/get_flows_triggered_by_metric
    _FLOWS: Limit(10, 150),
    # https://developers.klaviyo.com/en/reference/get_properties_for_metric
    _OF_METRIC: Limit(1, 15),
    # https://developers.klaviyo.com/en/reference/get_profiles
    _OF_PEOPLE: Limit(75, 700),
}

KEPT_SECONDS: Final = {
    WHOSE: 300.0,
    _METRICS: 300.0,
    _FLOWS: 60.0,
    _OF_METRIC: 300.0,
    _OF_PEOPLE: 300.0,
}
"""How long an answer is good; flows are switched on and off by hand, and matter most."""


class AccountMemory:
    """What one account has told lately, and when it was asked; for one thread at a time."""

    def __init__(self, paces: dict[str, Pace] | None = None) -> None:
        self.paces = paces or {name: Pace(limit) for name, limit in _LIMITS.items()}
        self._answers: dict[tuple[str, str], tuple[float, Any]] = {}

    def recalled(self, what: str, of: str = "") -> Any | None:  # noqa: ANN401 - whatever was kept
        """Return an answer that is still good, None where there is none."""
        known = self._answers.get((what, of))
        is_good = known is not None and time.monotonic() - known[0] < KEPT_SECONDS[what]
        return known[1] if known is not None and is_good else None

    def keep(self, what: str, found: object, of: str = "") -> None:
        """Remember an answer from now on."""
        self._answers[what, of] = time.monotonic(), found

    def emptied(self) -> AccountMemory:
        """Return one without answers, which still knows when the account was asked."""
        return AccountMemory(self.paces)


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
        known = self._memory.recalled(what, of)
        if known is not None:
            return Outcome(Verdict.ACCEPTED), cast("Found", known)
        if self._stop.is_set():
            return Outcome(Verdict.UNKNOWN), nothing
        outcome, found = patiently(ask, self._stop)
        if outcome.verdict is Verdict.ACCEPTED:
            self._memory.keep(what, found, of)
        return outcome, found

    def _wait(self, what: str) -> None:
        pace = self._memory.paces[what]
        self._stop.wait(pace.wait(time.monotonic()))
        pace.take(time.monotonic())
