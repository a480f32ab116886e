"""What Map says of rows that have several events, and what opens the conditions of one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.chip import Chip
from klaviyo_gui.ui.map.several import words
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.map.several.panel import EventPanel
    from klaviyo_gui.ui.map.targets import TargetsPane
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class SeveralDesk(QObject):
    """Joins the chip of the steps bar, the tabs, and the panel of conditions."""

    def __init__(
        self,
        session: Session,
        checker: Checker,
        targets: TargetsPane,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._checker = checker
        self._targets = targets
        self._theme = theme
        self._parent = parent
        targets.sent_when.conditions_requested.connect(self.open_conditions)
        self.chip = Chip(tr(words.ADDED_BY), self)
        self.chip.panel_requested.connect(self.open_panel)
        self._seen = RefreshWhenSeen(parent, self._refresh, session.turns)
        for signal in (session.file_changed, session.mapping_changed):
            signal.connect(self._seen.ask)

    @cached_property
    def panel(self) -> EventPanel:
        """Return the panel of conditions, which is built when it is first wanted."""
        from klaviyo_gui.ui.map.several.panel import EventPanel  # noqa: PLC0415 - no start needs it

        return EventPanel(self._session, self._checker, self._theme, self._parent)

    def close(self) -> None:
        """Close what stands beside the window."""
        if "panel" in vars(self):
            self.panel.close()

    @Slot()
    def open_panel(self) -> None:
        """Lead to the tabs; where there is one event only, ask what another one is."""
        if self._session.mapping.has_several_events:
            self._targets.show_kind(Kind.EVENTS)
            self._targets.tabs.bar.setFocus()
        else:
            self.add_event()

    @Slot()
    def add_event(self) -> None:
        """Ask what another event of each row is."""
        if self._session.mapping.events:
            self._targets.show_kind(Kind.EVENTS)
            self._targets.tabs.ask_what()

    @Slot()
    def open_conditions(self) -> None:
        """Show of which rows the event on show is sent."""
        if self._session.mapping.events:
            self._targets.show_kind(Kind.EVENTS)
            self.panel.open_panel()

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        names = session.event_names if session.mapping.has_several_events else ()
        text = words.chip(names, session.mapping.condition) if names else ""
        self.chip.say(text, words.chip_tip(names) if names else "")
