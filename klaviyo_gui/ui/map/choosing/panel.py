"""The panel in which rows are chosen: conditions, and what they do with the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot

from klaviyo_gui.core.row_filter import RowFilter
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.choosing import words
from klaviyo_gui.ui.map.choosing.conditions import Conditions
from klaviyo_gui.ui.map.choosing.frame import fill_panel
from klaviyo_gui.ui.map.choosing.known import known_columns
from klaviyo_gui.ui.map.choosing.outcome import Examples, Outcome
from klaviyo_gui.ui.map.step_panel import StepPanel
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.pieces import button, grown, text
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.row_filter import COMPARED

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.map.choosing.counting import ChoiceCounting
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class ChoosingPanel(StepPanel):
    """Shows and changes which rows are sent."""

    wished = QSize(760, 600)
    least = QSize(560, 440)

    def __init__(
        self, session: Session, counting: ChoiceCounting, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(session, "choosing", tr(words.TITLE), parent)
        self._session = session
        self._counting = counting
        self.conditions = Conditions(theme)
        self.examples = Examples()
        self._of_orders = grown(text(role="muted", wraps=True))
        self.outcome = Outcome()
        self._compared = grown(text(tr(COMPARED), "small", wraps=True))
        self.all_rows = button(tr("Send all rows"), tip=tr("Take all conditions out"))
        self.close_button = button(tr("Close"))
        self._build()
        self._connect()

    @property
    def of_orders(self) -> str:
        """Return what it says of orders whose lines are chosen."""
        return self._of_orders.text()

    def open_panel(self) -> None:
        """Show it; where nothing is asked yet, the first condition is one press away."""
        self._refresh()
        self.come_forward()
        self.conditions.focus_first()
        self._counting.want(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take what is being typed, and count no more."""
        self.conditions.settle()
        self._counting.want(False)
        super().hideEvent(event)

    # Private

    def _build(self) -> None:
        parts = (self.conditions, self.examples, self._of_orders, self._compared)
        buttons = self.all_rows, self.close_button
        name = tr("Conditions, and rows that they choose")
        fill_panel(self, name, parts, self.outcome, buttons)

    def _connect(self) -> None:
        session = self._session
        self.conditions.changed.connect(session.choose_rows)
        self.all_rows.clicked.connect(self._send_all)
        self.close_button.clicked.connect(self.close)
        self._counting.changed.connect(self._tell_if_seen)
        masking.changed.connect(self._refresh_if_seen)
        for signal in (session.mapping_changed, session.file_changed, session.written_changed):
            signal.connect(self._refresh_if_seen)

    @Slot()
    def _send_all(self) -> None:
        self._session.choose_rows(None)
        self.conditions.add.setFocus()

    @Slot()
    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    @Slot()
    def _tell_if_seen(self) -> None:
        if self.isVisible():
            self._tell()

    def _refresh(self) -> None:
        session = self._session
        row_filter = session.row_filter
        self.conditions.show_conditions(row_filter, known_columns(session, row_filter))
        for each in (self.all_rows, self._compared, self.outcome):
            each.setVisible(row_filter is not None)
        self._tell()

    def _tell(self) -> None:
        session, counting = self._session, self._counting
        row_filter = session.row_filter or RowFilter(())
        report = counting.report
        told = ""
        if counting.error is not None:
            told = error_words(counting.error).sentence
        elif report is not None:
            told = words.outcome(report, is_grouped=session.grouping is not None)
        elif any(each.fault for each in self.conditions.lines):
            told = tr(words.UNFINISHED)
        elif row_filter.conditions:
            told = tr(words.COUNTING)
        self._of_orders.setText(words.of_orders(row_filter, session.grouping))
        self._of_orders.setVisible(bool(self._of_orders.text()))
        self.examples.setVisible(report is not None or counting.share is not None)
        self.examples.setEnabled(report is not None)
        if report is not None:
            # Until then those of before stay on show, grey, so that nothing jumps while one types.
            self.examples.show_report(report, row_filter.columns)
        is_doubtful = report is None and counting.share is None
        self.outcome.show_outcome(told, counting.share, is_doubtful=is_doubtful)
