"""Whether what was agreed to is still so, by the flows that are seen now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klaviyo_gui.core.effect_choice import FlowChange


@dataclass(frozen=True, slots=True)
class Standing:
    """What speaks against going on without a question.

    ``is_known`` tells that flows were seen when it was confirmed, ``is_seen`` that all of them were
    seen now. ``names`` are those of events that nobody confirmed, ``changes`` the flows that may
    act and are not as they were.
    """

    is_known: bool = True
    is_seen: bool = True
    names: tuple[str, ...] = ()
    changes: tuple[FlowChange, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether nothing does."""
        return self.is_known and self.is_seen and not self.names and not self.changes
