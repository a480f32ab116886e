"""What somebody chose for the events of a mapping, and whether its flows are still the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from klaviyo_gui.core.flow import Flow
    from klaviyo_gui.core.time_picture import Ages


@dataclass(frozen=True, slots=True)
class EffectChoice:
    """History, live, or parted by ``history_before``, for one account, with the flows seen then.

    ``flows`` are all of them, those that rested too: one that was off may be live by now. ``ages``
    tell how old the events were that it was chosen for.
    """

    is_history: bool
    chosen_at: datetime
    history_before: datetime | None = None
    flows: tuple[Flow, ...] = ()
    ages: Ages = (0, 0, 0)

    def suits(self, ages: Ages) -> bool:
        """Tell whether events of such ages are no older than those that it was chosen for.

        What happened long ago should start nothing, however live the events of last time were.
        """
        return self.is_history or all(
            now <= then for now, then in zip(ages, self.ages, strict=True)
        )


class Turn(Enum):
    """What became of a flow since it was seen last."""

    NEW = auto()
    AWAKE = auto()
    CHANGED = auto()
    RESTING = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class FlowChange:
    """A flow that is not as it was seen last: as it is now, or as it was where it is gone."""

    flow: Flow
    turn: Turn


@dataclass(frozen=True, slots=True)
class LastTime:
    """A choice that was made before, beside what can be seen now.

    ``is_seen`` tells whether all flows could be looked at, ``is_as_young`` whether the events are
    no older than those of then.
    """

    choice: EffectChoice
    changes: tuple[FlowChange, ...] = ()
    is_seen: bool = True
    is_as_young: bool = True

    @property
    def stands(self) -> bool:
        """Tell whether it may be proposed again; otherwise somebody must choose anew."""
        return self.is_seen and self.is_as_young and not self.changes


def flow_changes(before: Iterable[Flow], now: Iterable[Flow]) -> tuple[FlowChange, ...]:
    """Return what is not as it was, first what is there now."""
    known, found = ({each.id: each for each in flows} for flows in (before, now))
    changes = [
        FlowChange(each, _turn(known.get(key), each))
        for key, each in found.items()
        if known.get(key) != each
    ]
    gone = [FlowChange(each, Turn.GONE) for key, each in known.items() if key not in found]
    return (*changes, *gone)


def _turn(before: Flow | None, now: Flow) -> Turn:
    if before is None:
        return Turn.NEW
    if now.may_act is before.may_act:
        return Turn.CHANGED
    return Turn.AWAKE if now.may_act else Turn.RESTING
