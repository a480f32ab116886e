"""What one step that is taken with rows says of itself in the steps bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot


class Chip(QObject):
    """A desk owns one and says by it whether its step is taken; the steps bar shows it.

    ``changed`` fires when it says something else; ``panel_requested`` when somebody wants to see
    the panel in which the step is chosen, by the chip or by the bar's list of what can be added.
    """

    changed = Signal()
    panel_requested = Signal()

    def __init__(self, added_by: str, parent: QObject) -> None:
        """Make one; ``added_by`` are the words that offer a step that is not taken yet."""
        super().__init__(parent)
        self.added_by = added_by
        self._text = ""
        self._tip = ""
        self._is_asking = False

    @property
    def text(self) -> str:
        """Return what it says, on one line."""
        return self._text

    @property
    def tip(self) -> str:
        """Return what it says in full, for its tip and for screen readers."""
        return self._tip or self._text

    @property
    def is_shown(self) -> bool:
        """Tell whether the step is taken."""
        return bool(self._text)

    @property
    def is_asking(self) -> bool:
        """Tell whether the step waits for somebody, and nothing can be sent until then."""
        return self._is_asking

    def say(self, text: str, tip: str = "", *, is_asking: bool = False) -> None:
        """Say this; an empty text says that the step is not taken."""
        if (text, tip, is_asking) != (self._text, self._tip, self._is_asking):
            self._text, self._tip, self._is_asking = text, tip, is_asking
            self.changed.emit()

    @Slot()
    def open_panel(self) -> None:
        """Ask for the panel in which the step is chosen."""
        self.panel_requested.emit()
