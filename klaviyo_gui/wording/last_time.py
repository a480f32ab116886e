"""What was chosen last time, in words, and what speaks against choosing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.effect_choice import Turn
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording.values import moment_words

if TYPE_CHECKING:
    from klaviyo_gui.core.effect_choice import EffectChoice, FlowChange, LastTime

_NAMED: Final = 5
"""Flows that a sentence names before it counts the others."""

ASKED_AGAIN: Final = mark("Choose again; history is proposed.")
"""What follows where a choice does not stand and another can be made beside it."""

_TURNS: Final = {
    Turn.AWAKE: mark("“{flow}” is live now"),
    Turn.CHANGED: mark("“{flow}” was changed"),
    Turn.RESTING: mark("“{flow}” is not live any more"),
    Turn.GONE: mark("“{flow}” is gone"),
}


def last_time_words(last: LastTime) -> str:
    """Return what was chosen and when; where it does not stand, why it must be chosen anew."""
    what, day = _chosen(last.choice), moment_words(last.choice.chosen_at.date().isoformat())
    if last.stands:
        same = (
            tr("Its flows are the same.")
            if last.choice.flows
            else tr("There is still no flow for it.")
        )
        said = tr("As last time, {day}: {effect}.", day=day, effect=what)
        return f"{said} {same}"
    if not last.is_seen:
        why = tr("Whether the flows are still the same cannot be seen now.")
    elif last.changes:
        why = tr("Since then {changes}.", changes=changes_words(last.changes))
    else:
        why = tr("These events are older than those of then.")
    said = tr("Last time, {day}, it was: {effect}.", day=day, effect=what)
    return f"{said} {why}"


def changes_words(changes: tuple[FlowChange, ...]) -> str:
    """Return what became of flows, the first of them by name."""
    named = [_change(each) for each in changes[:_NAMED]]
    more = len(changes) - _NAMED
    if more > 0:
        named.append(counted(more, "{count} more flow changed", "{count} more flows changed"))
    return ", ".join(named)


def _chosen(choice: EffectChoice) -> str:
    if choice.is_history:
        return tr("as history")
    if choice.history_before is None:
        return tr("live")
    before = moment_words(choice.history_before.date().isoformat())
    return tr("history before {day} and live from then on", day=before)


def _change(change: FlowChange) -> str:
    name = change.flow.name
    if change.turn is not Turn.NEW:
        return tr(_TURNS[change.turn], flow=name)
    if change.flow.may_act:
        return tr("“{flow}” was added and is live", flow=name)
    return tr("“{flow}” was added and is off", flow=name)
