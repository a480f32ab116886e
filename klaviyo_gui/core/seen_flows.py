"""The flows that were seen before a run began, held against those that are seen later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.effect_choice import FlowChange, Turn, flow_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.flow import Flow


@dataclass(frozen=True, slots=True)
class SeenFlows:
    """All flows of events of these ``names``, and of the list that people join.

    Those that rested are among them, for one that was off may be live by now.
    """

    names: tuple[str, ...]
    flows: tuple[Flow, ...]

    def and_now(self, now: SeenFlows) -> SeenFlows:
        """Return these with what somebody agreed to since, of as many names as that is about."""
        flows = {each.id: each for each in (*self.flows, *now.flows)}
        names = dict.fromkeys((*self.names, *now.names))
        return SeenFlows(tuple(names), tuple(flows.values()))

    def unknown(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of events about whose flows nobody was asked."""
        return tuple(each for each in dict.fromkeys(names) if each not in self.names)

    def awakened(self, now: Iterable[Flow]) -> tuple[FlowChange, ...]:
        """Return what may act by now and is not as it was; what rests or is gone harms nobody."""
        changes = flow_changes(self.flows, now)
        return tuple(each for each in changes if each.turn is not Turn.GONE and each.flow.may_act)
