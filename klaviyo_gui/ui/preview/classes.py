"""The four classes of findings as they are shown, worst first, and what somebody knows of."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from klaviyo_gui.core.consequence import Consequence
from klaviyo_gui.language import mark, tr

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding


class HarmClass(Enum):
    """What a finding would lead to: the heading of its section, and how it is marked."""

    REFUSED = (mark("Would be refused"), "stop", "bad")
    DROPPED = (mark("Would be dropped silently"), "alert", "bad")
    CHANGED = (mark("Changes meaning"), "alert", "warn")
    KNOWN = (mark("Worth knowing"), "info", "muted")
    NOTED = (mark("Taken note of"), "tick", "muted")
    """What is only worth knowing, and somebody knows."""

    @property
    def title(self) -> str:
        """Return the heading."""
        return tr(self.value[0])

    @property
    def mark(self) -> str:
        """Return the name of its drawing."""
        return self.value[1]

    @property
    def tone(self) -> str:
        """Return the name of its colour."""
        return self.value[2]


_OF_CONSEQUENCES = dict(zip(Consequence, tuple(HarmClass)[:-1], strict=True))


def class_of(finding: Finding) -> HarmClass:
    """Return the class of a finding."""
    return _OF_CONSEQUENCES[finding.consequence]
