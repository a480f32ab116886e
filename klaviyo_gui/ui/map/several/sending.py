"""When the event on show is sent, and how often, above its properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.several import words
from klaviyo_gui.ui.pieces import TARGET, button, column, frame, row, text, tool
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.ui.session import Session


class SentWhen(QWidget):
    """Hidden where a row has one event, always.

    ``conditions_requested`` fires when the conditions of the event on show are wanted. Everything
    else is done by the session.
    """

    conditions_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.always = button(tr(words.ALWAYS), "filter", tr("Send it of every row"))
        self.these = button(
            tr(words.THESE), "filter", tr("Send it only of rows that meet conditions")
        )
        self.change = tool(tr("Change…"), tr("Change the conditions of this event"))
        self.accept = tool(tr("✓ Use"), tr("Send it only of these rows"))
        self.each_item = QCheckBox(tr(words.EACH_ITEM))
        self._said = ElidedLabel(role="small", where=Qt.TextElideMode.ElideRight)
        self._asked = ElidedLabel(where=Qt.TextElideMode.ElideRight)
        self._condition, self._offer = QWidget(), frame("chip")
        self._build()
        self._connect()

    @property
    def sentence(self) -> str:
        """Return of which rows the event is sent, empty where it is of all."""
        return self._said.text() if not self._condition.isHidden() else ""

    @property
    def offer(self) -> str:
        """Return which condition is proposed, empty for none."""
        return self._asked.text() if not self._offer.isHidden() else ""

    @Slot()
    def refresh(self) -> None:
        """Show what holds for the event on show now."""
        session = self._session
        has_several = session.mapping.has_several_events
        self.setVisible(has_several)
        if not has_several:
            return
        shown = session.shown_event
        self._show_condition(session.seen.condition)
        self._show_offer(session.proposed_condition)
        can_tell = shown > 0 and (session.grouping is not None or session.tells_each_item)
        self.each_item.setVisible(can_tell)
        self.each_item.setChecked(session.tells_each_item)

    # Private

    def _build(self) -> None:
        condition = row(self._condition, gap=6)
        condition.addWidget(self._said, 1)
        condition.addWidget(self.change)
        restyle(self._offer, tone="guess")
        offer = row(self._offer, gap=4)
        offer.setContentsMargins(8, 2, 4, 2)
        offer.addWidget(self._asked)
        offer.addWidget(self.accept)
        self.each_item.setToolTip(tr(words.EACH_ITEM_TIP))
        self.each_item.setAccessibleDescription(tr(words.EACH_ITEM_TIP))
        self.each_item.setMinimumHeight(TARGET)
        layout = column(self, gap=4)
        layout.addLayout(self._build_ways())
        layout.addWidget(self._condition)
        layout.addWidget(self._offer, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.each_item)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("When this event is sent"))

    def _build_ways(self) -> QHBoxLayout:
        self._ways = QButtonGroup(self)
        ways = row(gap=6)
        ways.addWidget(text(tr("Sent when"), "muted"))
        for each in (self.always, self.these):
            each.setCheckable(True)
            self._ways.addButton(each)
            ways.addWidget(each)
        ways.addStretch(1)
        return ways

    def _connect(self) -> None:
        self.always.clicked.connect(self._send_always)
        self.these.clicked.connect(self._ask_conditions)
        self.change.clicked.connect(self.conditions_requested)
        self.accept.clicked.connect(self._accept)
        self.each_item.clicked.connect(self._session.tell_each_item)

    def _show_condition(self, condition: RowFilter | None) -> None:
        self.always.setChecked(condition is None)
        self.these.setChecked(condition is not None)
        self._condition.setVisible(condition is not None)
        self._said.setText(words.when(condition) if condition is not None else "")

    def _show_offer(self, proposed: RowFilter | None) -> None:
        self._offer.setVisible(proposed is not None)
        if proposed is not None:
            self._asked.setText(words.proposal(proposed))
            tip = words.proposal_tip(proposed)
            self._offer.setToolTip(tip)
            self.accept.setAccessibleDescription(tip)

    @Slot()
    def _send_always(self) -> None:
        self._session.send_when(None)

    @Slot()
    def _ask_conditions(self) -> None:
        """Ask for conditions; until there are some the event is sent always, and is shown so."""
        self._show_condition(self._session.seen.condition)
        self.conditions_requested.emit()

    @Slot()
    def _accept(self) -> None:
        self._session.send_when(self._session.proposed_condition)
