"""What events would start in an account: its flows, looked up before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.near_names import bare_name
from klaviyo_gui.core.outcome import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.flow import Flow
    from klaviyo_gui.klaviyo.metrics import Metric
    from klaviyo_gui.sending.account_reader import AccountReader


_SEEN: Final = Outcome(Verdict.ACCEPTED)
_FORBIDDEN: Final = 403


@dataclass(frozen=True, slots=True)
class Effect:
    """What events of one name would do.

    ``is_new`` tells that the account has no metric of this name yet, and ``alike`` are names it has
    that differ in capitals, blanks, joints or the form of letters only. ``elsewhere`` are the
    integrations that have a metric of the same name, beside the one that events of this program
    belong to. ``seen`` are all flows that these events have to do with.
    """

    name: str
    is_new: bool = False
    alike: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    seen: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowReport:
    """What was found; ``is_whole`` tells that it is all there is to find.

    ``status`` and ``detail`` are of the first answer that showed nothing, 0 and blank for none.
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
    effects, blind = [], _SEEN
    for name in dict.fromkeys(names):
        started: dict[str, Flow] = {}
        same = [each for each in metrics if each.name == name]
        # What is not seen of some leaves what is to be said of the others as it is.
        for metric in same:
            if blind.status == _FORBIDDEN:
                # Scopes are asked for first: of the next metric Klaviyo would say the same.
                break
            outcome, found = reader.flows(metric.id)
            started.update((each.id, each) for each in found)
            if blind is _SEEN and outcome.verdict is not Verdict.ACCEPTED:
                blind = outcome
        effects.append(_effect(name, same, metrics, tuple(started.values())))
    is_whole = is_every_name and blind is _SEEN
    return FlowReport(tuple(effects), blind.status, blind.detail, is_whole=is_whole)


def look_at_names(reader: AccountReader, names: Iterable[str]) -> FlowReport:
    """Return what there is to know of these names themselves, where no flow matters."""
    outcome, metrics = reader.metrics()
    if outcome.verdict is not Verdict.ACCEPTED:
        return FlowReport((), outcome.status, outcome.detail, is_whole=False)
    effects = (
        _effect(name, [each for each in metrics if each.name == name], metrics, ())
        for name in dict.fromkeys(names)
    )
    return FlowReport(tuple(effects))


def _effect(name: str, same: list[Metric], every: list[Metric], flows: tuple[Flow, ...]) -> Effect:
    bare = bare_name(name)
    alike = {each.name for each in every if each.name != name and bare_name(each.name) == bare}
    elsewhere = {each.integration for each in same if not each.is_of_api}
    is_new = not any(each.is_of_api for each in same)
    return Effect(name, is_new, tuple(sorted(alike)), tuple(sorted(elsewhere)), flows)
