"""What stands above the properties of an event: which of the row's it is, and when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.several import words
from klaviyo_gui.ui.map.several.tabs import EventTabs
from klaviyo_gui.ui.pieces import TARGET, button, column, frame, named, row, text, tool
from klaviyo_gui.ui.theme import mark

if TYPE_CHECKING:
    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.ui.session import Session


class EventHead(QWidget):
    """Shows the events of a row, and of the one on show when it is sent.

    ``add_requested(place)`` fires when another event is wanted, ``conditions_requested`` when the
    conditions of the one on show are. Everything else is done by the session.
    """

    add_requested = Signal(QPoint)
    conditions_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.tabs = EventTabs()
        self.always = button(words.ALWAYS, "filter", "Send it of every row")
        self.these = button(words.THESE, "filter", "Send it only of rows that meet conditions")
        self.condition = tool("", "Change the conditions")
        self.remove = tool("", "")
        self.each_item = QCheckBox(words.EACH_ITEM)
        self._words = ElidedLabel(role="small", where=Qt.TextElideMode.ElideRight)
        self._asked = ElidedLabel(where=Qt.TextElideMode.ElideRight)
        self.accept = tool("✓ Use", "Send it only of these rows")
        self._more = QWidget()
        self._offer = frame("chip")
        self._line = QWidget()
        self._build()
        self._connect()
        self.refresh()

    @property
    def sentence(self) -> str:
        """Return what is said of when the event on show is sent, empty for always."""
        return self._words.text() if not self._line.isHidden() else ""

    @property
    def offer(self) -> str:
        """Return which condition is proposed, empty for none."""
        return self._asked.text() if not self._offer.isHidden() else ""

    @Slot()
    def refresh(self) -> None:
        """Show the events as they are now."""
        session = self._session
        names, shown = session.event_names, session.shown_event
        self.tabs.show_events(names, shown)
        has_several = session.mapping.has_several_events
        self._more.setVisible(has_several)
        if not has_several:
            return
        condition, proposed = session.seen.condition, session.proposed_condition
        self.always.setChecked(condition is None)
        self.these.setChecked(condition is not None)
        self._show_condition(condition)
        self._show_proposal(proposed)
        self.remove.setEnabled(session.can_remove_event)
        named(self.remove, words.remove(names[shown] if shown < len(names) else ""))
        can_tell = shown > 0 and (session.grouping is not None or session.tells_each_item)
        self.each_item.setVisible(can_tell)
        self.each_item.setChecked(session.tells_each_item)

    # Private

    def _build(self) -> None:
        layout = column(self, gap=6)
        layout.addWidget(self.tabs)
        layout.addWidget(self._more)
        more = column(self._more, gap=4)
        more.addLayout(self._build_when())
        self._build_line()
        self._build_offer()
        more.addWidget(self._line)
        more.addWidget(self._offer, alignment=Qt.AlignmentFlag.AlignLeft)
        self.each_item.setToolTip(words.EACH_ITEM_TIP)
        self.each_item.setAccessibleDescription(words.EACH_ITEM_TIP)
        self.each_item.setMinimumHeight(TARGET)
        more.addWidget(self.each_item)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _build_when(self) -> QHBoxLayout:
        self._ways = QButtonGroup(self)
        self.remove.setText("Remove")
        line = row(gap=6)
        line.addWidget(text("Sent when", "muted"))
        for each in (self.always, self.these):
            each.setCheckable(True)
            self._ways.addButton(each)
            line.addWidget(each)
        line.addStretch(1)
        line.addWidget(self.remove)
        return line

    def _build_line(self) -> None:
        self.condition.setText("Change…")
        line = row(self._line, gap=6)
        line.addWidget(self._words, 1)
        line.addWidget(self.condition)

    def _build_offer(self) -> QFrame:
        mark(self._offer, tone="guess")
        inner = row(self._offer, gap=4)
        inner.setContentsMargins(9, 1, 3, 1)
        inner.addWidget(self._asked)
        inner.addWidget(self.accept)
        return self._offer

    def _connect(self) -> None:
        session = self._session
        self.tabs.chosen.connect(session.show_event)
        self.tabs.add_requested.connect(self.add_requested)
        self.tabs.remove_requested.connect(self._remove)
        self.remove.clicked.connect(self._remove)
        self.always.clicked.connect(self._send_always)
        self.these.clicked.connect(self._ask_conditions)
        self.condition.clicked.connect(self.conditions_requested)
        self.accept.clicked.connect(self._accept)
        self.each_item.clicked.connect(session.tell_each_item)

    def _show_condition(self, condition: RowFilter | None) -> None:
        self._line.setVisible(condition is not None)
        self._words.setText(words.when(condition) if condition is not None else "")

    def _show_proposal(self, proposed: RowFilter | None) -> None:
        self._offer.setVisible(proposed is not None)
        if proposed is not None:
            self._asked.setText(words.proposal(proposed))
            tip = words.proposal_tip(proposed)
            self._offer.setToolTip(tip)
            self.accept.setAccessibleDescription(tip)

    @Slot()
    def _send_always(self) -> None:
        self._session.send_when(None)
        self.refresh()

    @Slot()
    def _ask_conditions(self) -> None:
        """Ask for conditions; until there are some it is sent always, and is shown so."""
        self.conditions_requested.emit()
        self.refresh()

    @Slot()
    def _accept(self) -> None:
        self._session.send_when(self._session.proposed_condition)

    @Slot()
    def _remove(self) -> None:
        self._session.remove_event(self._session.shown_event)
