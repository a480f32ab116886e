"""What Map says and offers about rows that are lines of orders, and what opens the panel."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.suggest import are_lines
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.chip import Chip
from klaviyo_gui.ui.map.grouping import words
from klaviyo_gui.ui.map.grouping.counting import OrderCounting
from klaviyo_gui.ui.map.grouping.line import GroupingLine
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.suggest import GroupingProposal
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.map.grouping.panel import GroupingPanel
    from klaviyo_gui.ui.models.material import MaterialStore
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class GroupingDesk(QObject):
    """Joins the chip of the steps bar, the offer, the panel, and the count of the whole file.

    ``rows_requested(place)`` asks for the rows of a finding.
    """

    rows_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        checker: Checker,
        materials: MaterialStore,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._materials = materials
        self._theme = theme
        self._parent = parent
        self._declined = ""
        self.counting = OrderCounting(session, checker.pool)
        self.chip = Chip(tr(words.ADDED_BY), self)
        self.line = GroupingLine()
        self._seen = RefreshWhenSeen(parent, self._refresh, session.turns)
        for signal in (session.file_changed, session.mapping_changed, self.counting.changed):
            signal.connect(self._seen.ask)
        self.line.group_requested.connect(self._group)
        self.chip.panel_requested.connect(self.open_panel)
        self.line.panel_requested.connect(self.open_panel)
        self.line.declined.connect(self._decline)

    @cached_property
    def panel(self) -> GroupingPanel:
        """Return the panel, which is built when it is first wanted."""
        from klaviyo_gui.ui.map.grouping.panel import GroupingPanel  # noqa: PLC0415 - no start needs it

        panel = GroupingPanel(
            self._session, self._materials, self.counting, self._theme, self._parent
        )
        panel.contradictions.rows_requested.connect(self.rows_requested)
        return panel

    def close(self) -> None:
        """Close what stands beside the window, and end the work under way."""
        if "panel" in vars(self):
            self.panel.close()
            self.panel.close_work()
        self.counting.close()

    @Slot()
    def open_panel(self) -> None:
        """Show all that can be chosen."""
        if self._session.file is not None:
            self.panel.open_panel()

    @Slot()
    def _group(self) -> None:
        """Put the rows together as proposed, and show what becomes of them."""
        session = self._session
        if session.proposed_grouping is not None:
            session.group_as_proposed()
        else:
            session.group_by(session.likely_key)
        self.panel.open_panel()

    @Slot()
    def _decline(self) -> None:
        self._declined = self._session.kept_under
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        grouping, proposed = session.grouping, session.proposed_grouping
        offer = ""
        key: tuple[str, ...] = ()
        if grouping is not None:
            key = grouping.key
        elif session.file is not None and session.kept_under != self._declined:
            key = proposed.grouping.key if proposed is not None else session.likely_key
            offer = self._offer(proposed, self._counted(key))
        self._show_chip(grouping)
        if offer:
            self.line.offer(offer)
        else:
            self.line.clear()
        self.counting.count(key)

    def _show_chip(self, grouping: Grouping | None) -> None:
        if grouping is None:
            self.chip.say("")
            return
        found = self._counted(grouping.key)
        self.chip.say(words.chip(grouping, found), words.chip_tip(grouping, found))

    @staticmethod
    def _offer(proposed: GroupingProposal | None, found: tuple[int, int] | None) -> str:
        """Return in what words grouping is offered, empty where it is not.

        That rows are lines is sometimes shown by the whole file alone.
        """
        if found is not None and (proposed is not None or are_lines(*found)):
            return words.offer(*found, is_whole=True)
        if proposed is not None:
            return words.offer(proposed.rows, proposed.orders, is_whole=False)
        return ""

    def _counted(self, key: tuple[str, ...]) -> tuple[int, int] | None:
        found = self.counting.found
        is_asked = found is not None and bool(key) and self.counting.key == key
        return (found.rows, found.orders) if is_asked and found is not None else None
