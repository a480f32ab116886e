"""Why a run does not go on without a question, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import tr
from klaviyo_gui.wording.amounts import listed
from klaviyo_gui.wording.last_time import changes_words
from klaviyo_gui.wording.phrases import quoted

if TYPE_CHECKING:
    from klaviyo_gui.core.standing import Standing


def standing_words(stands: Standing) -> str:
    """Return what speaks against going on, blank for nothing."""
    said = []
    if not stands.is_known:
        said.append(tr("When the run began nobody saw which flows it would start."))
    elif not stands.is_seen:
        said.append(tr("Whether the flows are still the same cannot be seen now."))
    if stands.names:
        named = listed([*map(quoted, stands.names)])
        said.append(tr("Nobody has confirmed events of the name {names}.", names=named))
    if stands.changes:
        changes = changes_words(stands.changes)
        said.append(tr("Since it was confirmed {changes}.", changes=changes))
    return " ".join(said)
