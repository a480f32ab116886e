"""What is at stake when more of an earlier run is sent, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.language import tr
from klaviyo_gui.store.list_form import list_in
from klaviyo_gui.store.results import facts_of
from klaviyo_gui.wording.amounts import in_state
from klaviyo_gui.wording.flows import effect_words

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary


@dataclass(frozen=True, slots=True)
class Stake:
    """What is said to the question whether more is to be sent.

    ``what`` follows "To" where flows may start, as nobody knows before the account is looked at.
    It is blank where none can: in practice, and where events are history and nobody joins a list.
    """

    words: str
    what: str = ""


def question_of_rest(run: RunSummary) -> str:
    """Return what is asked before an unfinished run goes on."""
    left = in_state(run.tally, State.UNSENT, State.UNKNOWN) or tr("what is left")
    return tr("Send the rest to {account}: {records}?", account=run.account, records=left)


def question_of_rows(run: RunSummary) -> str:
    """Return what is asked before refused rows are sent again."""
    return tr(
        "Send again what was put right of {records}?", records=in_state(run.tally, State.REFUSED)
    )


def stake_of_rest(runs: Path, run: RunSummary) -> Stake:
    """Return what is at stake where an unfinished run goes on; it opens the journal."""
    facts = _facts(runs, run)
    said = [tr("Events are sent {effect}.", effect=_effect(facts))] if _has_events(facts) else []
    joins = _list_name(facts)
    if joins:
        said.append(tr("People join the list “{name}”, and that is always live.", name=joins))
    return Stake(" ".join(said), _what(run, facts))


def stake_of_rows(runs: Path, run: RunSummary) -> Stake:
    """Return what is at stake where refused rows are sent again; it opens the journal."""
    facts = _facts(runs, run)
    to, joins = run.account, _list_name(facts)
    if _has_events(facts):
        to = f"{to} {_effect(facts)}"
    if joins:
        to = tr("{account}, and onto the list “{name}”", account=to, name=joins)
    return Stake(
        tr(
            "They are read from {file} as it is now, with the mapping and the edits in hand where "
            "it is open here, and go to {account}. What was accepted is not sent again, and a row "
            "of which the same would be sent as was refused stays here.",
            file=run.file,
            account=to,
        ),
        _what(run, facts),
    )


def _facts(runs: Path, run: RunSummary) -> dict[str, Any] | None:
    """Return the facts of a run, None where they cannot be read: whoever looks says why."""
    try:
        facts = facts_of(runs, run.run)
        list_in(facts.get("mapping", {}))
    except (ExpectedError, ValueError):
        return None
    return facts


def _what(run: RunSummary, facts: dict[str, Any] | None) -> str:
    """Return by what flows may start; what nobody can tell is taken for the worst."""
    if run.is_practice:
        return ""
    if facts is None:
        return tr("send them")
    if _has_events(facts) and facts.get("is_history") is not True:
        return tr("send live events")
    return tr("let them join") if _list_name(facts) else ""


def _has_events(facts: dict[str, Any] | None) -> bool:
    """Tell whether there are events; of a run whose mapping is erased the worst is taken."""
    return facts is not None and bool(facts.get("mapping", {}).get(Kind.EVENTS.value, True))


def _effect(facts: dict[str, Any] | None) -> str:
    known = facts or {}
    return effect_words(
        is_history=known.get("is_history") is True, history_before=known.get("history_before", "")
    )


def _list_name(facts: dict[str, Any] | None) -> str:
    """Return what the list is called that people join, blank for none."""
    mapping = (facts or {}).get("mapping", {})
    joins = list_in(mapping) if mapping.get(Kind.PROFILES.value) else None
    return joins.name if joins is not None else ""
