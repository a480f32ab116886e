"""What events would start in an account: its flows, looked up before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.outcome import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.flow import Flow
    from klaviyo_gui.klaviyo.metrics import Metric
    from klaviyo_gui.sending.account_reader import AccountReader


@dataclass(frozen=True, slots=True)
class Effect:
    """What events of one name would do.

    ``is_new`` tells that the account has no metric of this name yet, and ``alike`` are names it has
    that differ in small and capital letters or spaces only. ``elsewhere`` are the integrations that
    have a metric of the same name, beside the one that events of this program belong to. ``seen``
    are all flows that these events have to do with.
    """

    name: str
    is_new: bool = False
    alike: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    seen: tuple[Flow, ...] = ()


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
    def seen(self) -> tuple[Flow, ...]:
        """Return every flow, once."""
        return tuple({flow.id: flow for each in self.effects for flow in each.seen}.values())

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Return every flow that may act, once."""
        return tuple(each for each in self.seen if each.may_act)

    @property
    def is_harmless(self) -> bool:
        """Tell whether it is known that nothing would be started."""
        return self.is_whole and not self.flows


def look_at_flows(
    reader: AccountReader, names: Iterable[str], *, is_every_name: bool = True
) -> FlowReport:
    """Return what events of these names would start; not being able to see never raises.

    ``is_every_name`` tells whether these are all names of the file.
    """
    outcome, metrics = reader.metrics()
    if outcome.verdict is not Verdict.ACCEPTED:
        return FlowReport((), outcome.status, outcome.detail, is_whole=False)
    effects: list[Effect] = []
    for name in dict.fromkeys(names):
        same = [each for each in metrics if each.name == name]
        outcome, flows = _started(reader, same)
        if outcome.verdict is not Verdict.ACCEPTED:
            return FlowReport(tuple(effects), outcome.status, outcome.detail, is_whole=False)
        effects.append(_effect(name, same, metrics, flows))
    return FlowReport(tuple(effects), is_whole=is_every_name)


def _started(reader: AccountReader, metrics: Iterable[Metric]) -> tuple[Outcome, tuple[Flow, ...]]:
    """Return the flows of events of these metrics, or why they are not known."""
    started: dict[str, Flow] = {}
    outcome = Outcome(Verdict.ACCEPTED)
    for metric in metrics:
        outcome, found = reader.flows(metric.id)
        if outcome.verdict is not Verdict.ACCEPTED:
            return outcome, ()
        started.update((each.id, each) for each in found)
    return outcome, tuple(started.values())


def _effect(name: str, same: list[Metric], every: list[Metric], flows: tuple[Flow, ...]) -> Effect:
    alike = {each.name for each in every if each.name != name and _is_alike(each.name, name)}
    elsewhere = {each.integration for each in same if not each.is_of_api}
    is_new = not any(each.is_of_api for each in same)
    return Effect(name, is_new, tuple(sorted(alike)), tuple(sorted(elsewhere)), flows)


def _is_alike(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
