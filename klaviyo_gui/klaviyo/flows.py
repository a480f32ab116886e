"""The flows of an account: what Klaviyo does by itself when something happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from klaviyo_gui.klaviyo.document import part, text

if TYPE_CHECKING:
    from collections.abc import Iterable

_RESTING: Final = frozenset({"draft", "manual"})
"""Statuses of flows that send nothing by themselves; of any other it is not known."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow; ``status`` is Klaviyo's word: live, manual, draft."""

    id: str
    name: str
    status: str
    is_archived: bool = False

    @property
    def may_act(self) -> bool:
        """Tell whether it may send messages to people by itself."""
        return not self.is_archived and self.status.casefold() not in _RESTING


def flows_in(resources: Iterable[dict[str, Any]]) -> list[Flow]:
    """Return the flows among the resources of an answer."""
    return [
        Flow(
            text(each.get("id")),
            text(attributes.get("name")),
            text(attributes.get("status")),
            attributes.get("archived") is True,
        )
        for each in resources
        if each.get("type") == "flow"
        for attributes in (part(each, "attributes"),)
    ]
