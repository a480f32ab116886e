"""What an earlier run may start in an account when more of it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store.list_form import list_in
from klaviyo_gui.store.results import facts_of
from klaviyo_gui.wording.amounts import in_state
from klaviyo_gui.wording.flows import effect_words

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.tally import State
    from klaviyo_gui.store.history import RunSummary


@dataclass(frozen=True, slots=True)
class Stake:
    """What goes where, as ``words``, and by what flows may start: as ``what`` follows "To"."""

    words: str
    what: str


def stake_of(runs: Path, run: RunSummary, *states: State) -> Stake | None:
    """Return what is at stake where the records in these states go, None where nothing is.

    Nothing is in practice, and where events are history and nobody joins a list.
    """
    if run.is_practice:
        return None
    goes = in_state(run.tally, *states) or "What is left"
    try:
        facts = facts_of(runs, run.run)
        mapping = facts.get("mapping", {})
        joins = list_in(mapping) if mapping.get(Kind.PROFILES.value) else None
    except (ExpectedError, ValueError):
        # What nobody can tell is taken for the worst.
        return Stake(
            f"{goes} would go to {run.account}. Whether they go live cannot be told: flows that "
            "send messages may start.",
            "send them",
        )
    is_history = facts.get("is_history") is True
    # Of a run whose mapping is erased the worst is taken, too.
    is_live = not is_history and bool(mapping.get(Kind.EVENTS.value, True))
    if not is_live and joins is None:
        return None
    effect = effect_words(is_history=False, history_before=facts.get("history_before", ""))
    said = [f"{goes} would go to {run.account}."]
    if is_live:
        said.append(f"Events are sent {effect}.")
    if joins is not None:
        said.append(
            f"People join the list “{joins.name}”, and that is always live, so that flows may "
            "start."
        )
    said.append("Which flows that are is not looked up here.")
    return Stake(" ".join(said), "send live events" if is_live else "let them join")
