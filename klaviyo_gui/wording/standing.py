"""Why a run does not go on without a question, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.wording.amounts import listed
from klaviyo_gui.wording.last_time import changes_words

if TYPE_CHECKING:
    from klaviyo_gui.core.standing import Standing


def standing_words(stands: Standing) -> str:
    """Return what speaks against going on, blank for nothing."""
    said = []
    if not stands.is_known:
        said.append("When the run began nobody saw which flows it would start.")
    elif not stands.is_seen:
        said.append("Whether the flows are still the same cannot be seen now.")
    if stands.names:
        named = [f"“{each}”" for each in stands.names]
        said.append(f"Nobody has confirmed events of the name {listed(named)}.")
    if stands.changes:
        said.append(f"Since it was confirmed {changes_words(stands.changes)}.")
    return " ".join(said)
