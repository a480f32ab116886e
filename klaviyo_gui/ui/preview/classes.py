"""The four classes of findings, worst first. The one place that says which finding is in which."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code, Severity

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding


class HarmClass(Enum):
    """What a finding would lead to: the heading of its section, and how it is marked."""

    REFUSED = ("Would be refused", "stop", "bad")
    DROPPED = ("Would be dropped silently", "alert", "bad")
    CHANGED = ("Changes meaning", "alert", "warn")
    KNOWN = ("Worth knowing", "info", "muted")

    @property
    def title(self) -> str:
        """Return the heading."""
        return self.value[0]

    @property
    def mark(self) -> str:
        """Return the name of its drawing."""
        return self.value[1]

    @property
    def tone(self) -> str:
        """Return the name of its colour."""
        return self.value[2]


_DROPPED = frozenset({Code.EMAIL_DROPPED, Code.PHONE_INVALID, Code.ZERO_IGNORED, Code.REPEATED})
"""Klaviyo would say that it accepts these, and they would not be there."""

_BY_SEVERITY = {
    Severity.HOLD: HarmClass.REFUSED,
    Severity.WARN: HarmClass.CHANGED,
    Severity.NOTE: HarmClass.KNOWN,
}


def class_of(finding: Finding) -> HarmClass:
    """Return the class of a finding."""
    return HarmClass.DROPPED if finding.code in _DROPPED else _BY_SEVERITY[finding.severity]
