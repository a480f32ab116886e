"""What the system says of looks, as far as Qt tells it: dark, high contrast, nothing that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints

_NONE = "NoPreference"


class SystemLooks(QObject):
    """Answers what the system asks for now.

    ``changed`` fires when it asks for something else. Qt tells of contrast from 6.10 on and of
    motion from 6.12 on; before, nothing is asked for.
    """

    changed = Signal()

    def __init__(self, hints: QStyleHints, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Its wrapper takes that of what it gives away along when it goes.
        self._hints = hints
        hints.colorSchemeChanged.connect(self.changed)
        self._wishes: QObject | None = None
        if hasattr(hints, "accessibility"):
            self._wishes = hints.accessibility()
        for name in ("contrastPreferenceChanged", "motionPreferenceChanged"):
            signal = getattr(self._wishes, name, None)
            if signal is not None:
                signal.connect(self.changed)

    @property
    def is_dark(self) -> bool:
        """Tell whether the system is in dark colours."""
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    @property
    def is_high_contrast(self) -> bool:
        """Tell whether the system asks for more contrast."""
        return self._wishes_for("contrastPreference")

    @property
    def is_calm(self) -> bool:
        """Tell whether the system asks for less that moves."""
        return self._wishes_for("motionPreference")

    def _wishes_for(self, name: str) -> bool:
        """Tell whether one of Qt's hints is there and wants something."""
        ask = getattr(self._wishes, name, None)
        return ask is not None and ask().name != _NONE
