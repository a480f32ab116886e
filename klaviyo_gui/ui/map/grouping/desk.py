"""What Map says and asks about rows that are lines of orders, and what opens the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui.core.suggest import are_lines
from klaviyo_gui.ui.elided import columns_words
from klaviyo_gui.ui.map.grouping import words
from klaviyo_gui.ui.map.grouping.counting import OrderCounting
from klaviyo_gui.ui.map.grouping.line import GroupingLine, Said
from klaviyo_gui.ui.map.grouping.panel import GroupingPanel
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class GroupingDesk(QObject):
    """Joins the line above the panes, the panel, and the count of the whole file."""

    def __init__(self, session: Session, checker: Checker, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._declined = ""
        self.counting = OrderCounting(session, checker.pool)
        self.line = GroupingLine()
        self.panel = GroupingPanel(session, checker, self.counting, theme, parent)
        self._seen = RefreshWhenSeen(parent, self._refresh, session.turns)
        for signal in (session.file_changed, session.mapping_changed, self.counting.changed):
            signal.connect(self._seen.ask)
        self.line.group_requested.connect(self._group)
        self.line.ungroup_requested.connect(session.ungroup)
        self.line.panel_requested.connect(self.panel.open_panel)
        self.line.declined.connect(self._decline)

    def close(self) -> None:
        """Close what stands beside the window, and end the work under way."""
        self.panel.close()
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
        is_declined = session.kept_under == self._declined
        if session.file is None:
            self._show(Said.NOTHING, "", ())
        elif grouping is not None:
            by = columns_words(grouping.key)
            found = self._counted(grouping.key)
            told = f": {words.made(*found)}" if found is not None else ""
            self._show(Said.GROUPED, f"Rows are grouped by {by}{told}.", grouping.key)
        elif proposed is not None and not is_declined:
            key = proposed.grouping.key
            found = self._counted(key)
            is_all = found is not None
            rows, orders = found if found is not None else (proposed.rows, proposed.orders)
            where = "" if is_all else " among the first rows"
            lines = words.lines_of_orders(rows, orders)
            self._show(Said.OFFER, f"{words.ASK}: {lines}{where}.", key)
        elif proposed is None and not is_declined:
            self._look_further()
        else:
            self._show(Said.NOTHING, "", ())

    def _look_further(self) -> None:
        """Offer to group rows of which only the whole file shows that they are lines."""
        key = self._session.likely_key
        found = self._counted(key) if key else None
        if found is None or not are_lines(*found):
            self._show(Said.NOTHING, "", key)
            return
        lines = words.lines_of_orders(*found)
        self._show(Said.OFFER, f"{words.ASK}: {lines}.", key)

    def _show(self, said: Said, words_: str, key: tuple[str, ...]) -> None:
        self.line.say(said, words_)
        self.counting.count(key)

    def _counted(self, key: tuple[str, ...]) -> tuple[int, int] | None:
        found = self.counting.found
        is_asked = found is not None and self.counting.key == key
        return (found.rows, found.orders) if is_asked and found is not None else None
