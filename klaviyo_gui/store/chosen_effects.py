"""Which effect was chosen for the events of a mapping in an account; kept on this computer only.

None of it stands in a preset, so that nobody's trust travels with one. It is found by what the
mapping does and by the id of the account: a preset that somebody changes, or has from somebody
else, has to be asked about like a new one.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui import paths
from klaviyo_gui.core.effect_choice import EffectChoice
from klaviyo_gui.store.flow_form import flow_as_json, flow_in
from klaviyo_gui.store.notebook import Notebook
from klaviyo_gui.store.presets import mapping_as_json

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping

KEPT = 200
"""Choices kept; those made longest ago go first."""

_FILE = "effects.json"
_ASIDE = frozenset({"left_out", "repairs", "confirmed"})
"""What of a mapping says how texts are read, and not what is sent of which rows to whom."""

_OPTION_ASIDE = "phone_country"
"""The one option that says no more than that. The others decide which of two like events goes out,
what becomes of events without a time, and which of them happened before the day that parts them."""


def chosen_effect(mapping: Mapping, account: str) -> EffectChoice | None:
    """Return what was chosen for this mapping in the account of this id, None where nothing was."""
    return _choice_in(_notebook().read().get(_key(mapping, account)))


def keep_effect(mapping: Mapping, account: str, choice: EffectChoice | None) -> None:
    """Remember a choice; with None, that nothing is to be proposed next time."""
    key = _key(mapping, account)

    def changed(notes: dict[str, Any]) -> dict[str, Any]:
        others = {name: each for name, each in notes.items() if name != key}
        kept = {**others, key: _as_note(choice)} if choice is not None else others
        return dict(list(kept.items())[-KEPT:])

    # A comfort only: where nothing can be written, history is proposed.
    with suppress(OSError):
        _notebook().change(changed)


def _notebook() -> Notebook:
    return Notebook(paths.home() / _FILE)


def _key(mapping: Mapping, account: str) -> str:
    content = mapping_as_json(mapping)
    del content["options"][_OPTION_ASIDE]
    deciding = [account, {name: each for name, each in content.items() if name not in _ASIDE}]
    try:
        told = orjson.dumps(deciding)
    except orjson.JSONEncodeError:
        # The name of a column may hold bytes that are no text.
        told = repr(deciding).encode("ascii", "backslashreplace")
    return hashlib.sha256(told).hexdigest()


def _as_note(choice: EffectChoice) -> dict[str, Any]:
    before = choice.history_before
    return {
        "is_history": choice.is_history,
        "history_before": before.isoformat() if before is not None else "",
        "chosen_at": choice.chosen_at.isoformat(timespec="seconds"),
        "flows": [flow_as_json(each) for each in choice.flows],
        "ages": list(choice.ages),
    }


def _choice_in(note: object) -> EffectChoice | None:
    """Return a choice as it was kept; what is not whole is as good as never made."""
    match note:
        case {
            "is_history": bool(is_history),
            "history_before": str(before),
            "chosen_at": str(at),
            "flows": list(flows),
            "ages": [int(day), int(month), int(year)],
        }:
            try:
                turn = datetime.fromisoformat(before) if before else None
                found = tuple(map(flow_in, flows))
                return EffectChoice(
                    is_history, datetime.fromisoformat(at), turn, found, (day, month, year)
                )
            except ValueError:
                return None
    return None
