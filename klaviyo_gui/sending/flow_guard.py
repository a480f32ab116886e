"""What events would start in an account: its flows, looked up before anything is sent."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo.pace import Limit, Pace
from klaviyo_gui.klaviyo.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from klaviyo_gui.klaviyo.client import Client
    from klaviyo_gui.klaviyo.flows import Flow
    from klaviyo_gui.klaviyo.metrics import Metric

# https://developers.klaviyo.com/en/reference/get_metrics
# https://developers.klaviyo.com/en/reference/get_flows_triggered_by_metric
_LIMIT: Final = Limit(10, 150)


@dataclass(frozen=True, slots=True)
class Effect:
    """What events of one name would do.

    ``is_new`` tells that the account has no metric of this name yet, and ``alike`` are names it has
    that differ in small and capital letters or spaces only. ``elsewhere`` are the integrations that
    have a metric of the same name, beside the one that events of this program belong to. ``flows``
    are those that may send messages by themselves.
    """

    name: str
    is_new: bool = False
    alike: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    flows: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowReport:
    """What was found; ``is_whole`` tells that it is all there is to find.

    ``status`` and ``detail`` are of the answer that ended the look before, 0 and blank for none.
    """

    effects: tuple[Effect, ...] = ()
    status: int = 0
    detail: str = ""
    is_whole: bool = True

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Return every flow that may act, once."""
        return tuple({flow.id: flow for each in self.effects for flow in each.flows}.values())

    @property
    def is_harmless(self) -> bool:
        """Tell whether it is known that nothing would be started."""
        return self.is_whole and not self.flows


@dataclass(slots=True)
class FlowGuard:
    """Looks up what events would start; one look at a time, and metrics are asked for once."""

    client: Client
    stop: threading.Event = field(default_factory=threading.Event)
    _metrics: list[Metric] | None = None
    _paces: tuple[Pace, Pace] = field(default_factory=lambda: (Pace(_LIMIT), Pace(_LIMIT)))

    def look(self, names: Iterable[str], *, is_every_name: bool = True) -> FlowReport:
        """Return what events of these names would start; never raises for what cannot be seen.

        ``is_every_name`` tells whether these are all names of the file.
        """
        if self._metrics is None:
            wait = self._waiting(self._paces[0])
            outcome, metrics = patiently(partial(self.client.metrics, wait), self.stop)
            if outcome.verdict is not Verdict.ACCEPTED:
                return FlowReport((), outcome.status, outcome.detail, is_whole=False)
            self._metrics = metrics
        effects: list[Effect] = []
        for name in dict.fromkeys(names):
            same = [each for each in self._metrics if each.name == name]
            outcome, flows = self._acting(same)
            if outcome.verdict is not Verdict.ACCEPTED:
                return FlowReport(tuple(effects), outcome.status, outcome.detail, is_whole=False)
            effects.append(_effect(name, same, self._metrics, flows))
        return FlowReport(tuple(effects), is_whole=is_every_name)

    def known(self, names: Iterable[str]) -> list[Metric]:
        """Return the metrics of the last look to which events of these names will belong."""
        wanted = frozenset(names)
        return [each for each in self._metrics or () if each.is_of_api and each.name in wanted]

    def _acting(self, metrics: Iterable[Metric]) -> tuple[Outcome, tuple[Flow, ...]]:
        """Return the flows that may act on events of these metrics, or why they are not known."""
        acting: dict[str, Flow] = {}
        outcome = Outcome(Verdict.ACCEPTED)
        for metric in metrics:
            self._waiting(self._paces[1])()
            if self.stop.is_set():
                return Outcome(Verdict.UNKNOWN), ()
            ask = partial(self.client.flows_of_metric, metric.id)
            outcome, found = patiently(ask, self.stop)
            if outcome.verdict is not Verdict.ACCEPTED:
                return outcome, ()
            acting.update((each.id, each) for each in found if each.may_act)
        return outcome, tuple(acting.values())

    def _waiting(self, pace: Pace) -> Callable[[], None]:
        def wait() -> None:
            self.stop.wait(pace.wait(time.monotonic()))
            pace.take(time.monotonic())

        return wait


def _effect(name: str, same: list[Metric], every: list[Metric], flows: tuple[Flow, ...]) -> Effect:
    alike = {each.name for each in every if each.name != name and _is_alike(each.name, name)}
    elsewhere = {each.integration for each in same if not each.is_of_api}
    is_new = not any(each.is_of_api for each in same)
    return Effect(name, is_new, tuple(sorted(alike)), tuple(sorted(elsewhere)), flows)


def _is_alike(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
