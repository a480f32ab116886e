"""What somebody who sends was told that it may start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.seen_flows import SeenFlows

if TYPE_CHECKING:
    from klaviyo_gui.core.flow import Flow


@dataclass(frozen=True, slots=True)
class Agreed:
    """The flows of events of these ``names``, and of the list that people join, as they were told.

    ``is_whole`` tells that these are all flows and all names. ``is_binding`` tells that somebody
    said yes to these and to no others; nobody did where whatever there is may start.
    """

    names: tuple[str, ...] = ()
    flows: tuple[Flow, ...] = ()
    is_whole: bool = False
    is_binding: bool = True

    @property
    def seen(self) -> SeenFlows | None:
        """Return what was seen as a run keeps it; None where not all of it was."""
        return SeenFlows(self.names, self.flows) if self.is_whole else None
