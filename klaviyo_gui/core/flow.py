"""A flow of an account: what Klaviyo does by itself when something happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_RESTING: Final = frozenset({"draft", "manual"})
"""Statuses of flows that send nothing by themselves; of any other it is not known."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow; ``status`` is Klaviyo's word: live, manual, draft.

    ``updated`` is in ISO 8601, empty where it was not told.
    """

    id: str
    name: str
    status: str
    is_archived: bool = False
    updated: str = ""

    @property
    def may_act(self) -> bool:
        """Tell whether it may send messages to people by itself."""
        return not self.is_archived and self.status.casefold() not in _RESTING
