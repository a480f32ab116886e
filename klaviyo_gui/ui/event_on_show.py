"""The mapping in hand, and which of the events of a row its panes show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.shown_event import changed_event, showing


class EventOnShow(QObject):
    """The part of the session that all others look at: the whole mapping, and how it is seen.

    ``mapping_changed`` fires after every edit, undo and redo; ``shown_event_changed`` when another
    event of a row is on show.
    """

    mapping_changed = Signal()
    shown_event_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mapping = self._seen = Mapping()
        self._shown = 0

    @property
    def mapping(self) -> Mapping:
        """Return the mapping as it stands."""
        return self._mapping

    @property
    def seen(self) -> Mapping:
        """Return the mapping as it looks while this event is on show: its events are that one."""
        return self._seen

    @property
    def shown_event(self) -> int:
        """Return which event of a row is on show, by its place in the mapping; 0 is the main one.

        Where a row may have several.
        """
        return self._shown

    def show_event(self, at: int) -> None:
        """Show this event of a row, or the main one where it is not there."""
        at = at if at <= len(self._mapping.further) else 0
        self._seen = showing(self._mapping, at)
        if at != self._shown:
            self._shown = at
            self.shown_event_changed.emit()

    # Private

    def _show_mapping(self, mapping: Mapping) -> None:
        """Take a mapping; where it says otherwise of one event alone, that one comes on show."""
        changed = changed_event(self._mapping, mapping)
        self._mapping = mapping
        self.show_event(self._shown if changed is None else changed)
        self.mapping_changed.emit()

    def _hold(self, mapping: Mapping) -> None:
        """Take a mapping of which nobody is told yet."""
        self._mapping = mapping
        self.show_event(self._shown)
