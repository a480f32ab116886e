"""What was chosen last time, in words, and what speaks against choosing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.effect_choice import Turn
from klaviyo_gui.wording.amounts import plural
from klaviyo_gui.wording.values import moment_words

if TYPE_CHECKING:
    from klaviyo_gui.core.effect_choice import EffectChoice, FlowChange, LastTime

_NAMED: Final = 5
"""Flows that a sentence names before it counts the others."""

ASKED_AGAIN: Final = "Choose again; history is proposed."
"""What follows where a choice does not stand and another can be made beside it."""

_TURNS: Final = {
    Turn.AWAKE: "is live now",
    Turn.CHANGED: "was changed",
    Turn.RESTING: "is not live any more",
    Turn.GONE: "is gone",
}


def last_time_words(last: LastTime) -> str:
    """Return what was chosen and when; where it does not stand, why it must be chosen anew."""
    what, day = _chosen(last.choice), moment_words(last.choice.chosen_at.date().isoformat())
    if last.stands:
        same = "Its flows are the same." if last.choice.flows else "There is still no flow for it."
        return f"As last time, {day}: {what}. {same}"
    if not last.is_seen:
        why = "Whether the flows are still the same cannot be seen now."
    elif last.changes:
        why = f"Since then {changes_words(last.changes)}."
    else:
        why = "These events are older than those of then."
    return f"Last time, {day}, it was: {what}. {why}"


def changes_words(changes: tuple[FlowChange, ...]) -> str:
    """Return what became of flows, the first of them by name."""
    named = [_change(each) for each in changes[:_NAMED]]
    more = len(changes) - _NAMED
    if more > 0:
        named.append(f"{plural(more, 'more flow')} changed")
    return ", ".join(named)


def _chosen(choice: EffectChoice) -> str:
    if choice.is_history:
        return "as history"
    if choice.history_before is None:
        return "live"
    before = moment_words(choice.history_before.date().isoformat())
    return f"history before {before} and live from then on"


def _change(change: FlowChange) -> str:
    name = f"“{change.flow.name}”"
    if change.turn is Turn.NEW:
        return f"{name} was added and {'is live' if change.flow.may_act else 'is off'}"
    return f"{name} {_TURNS[change.turn]}"
