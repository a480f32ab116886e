"""The panel in which it is chosen of which rows the event on show is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot

from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.choosing.conditions import Conditions
from klaviyo_gui.ui.map.choosing.frame import fill_panel
from klaviyo_gui.ui.map.choosing.known import known_columns
from klaviyo_gui.ui.map.several import words
from klaviyo_gui.ui.map.step_panel import StepPanel
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.pieces import button, grown, text
from klaviyo_gui.wording.row_filter import COMPARED

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class EventPanel(StepPanel):
    """Shows and changes the conditions of the event of the chosen tab, whichever that is."""

    wished = QSize(700, 460)
    least = QSize(560, 340)

    def __init__(self, session: Session, checker: Checker, theme: Theme, parent: QWidget) -> None:
        super().__init__(session, "event conditions", tr(words.TITLE), parent)
        self._session = session
        self._checker = checker
        self.conditions = Conditions(
            theme, nothing=words.EVERY_ROW, one=words.ONE, begins=words.BEGINS, ends=words.ENDS
        )
        self._title = text(role="section")
        self._compared = grown(text(tr(COMPARED), "small", wraps=True))
        self._outcome = grown(text(wraps=True))
        self.always = button(tr("Send it always"), tip=tr("Take all conditions out"))
        self.close_button = button(tr("Close"))
        self._build()
        self._connect()

    @property
    def outcome(self) -> str:
        """Return what is said of how many events there would be."""
        return self._outcome.text()

    def open_panel(self) -> None:
        """Show it; where nothing is asked yet, the first condition is one press away."""
        self._refresh()
        self.come_forward()
        self.conditions.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take what is being typed."""
        self.conditions.settle()
        super().hideEvent(event)

    # Private

    def _build(self) -> None:
        parts = (self._title, self.conditions, self._compared)
        buttons = self.always, self.close_button
        fill_panel(self, tr("Conditions of the event"), parts, self._outcome, buttons)

    def _connect(self) -> None:
        session = self._session
        self.conditions.changed.connect(self._change)
        self.always.clicked.connect(self._send_always)
        self.close_button.clicked.connect(self.close)
        masking.changed.connect(self._refresh_if_seen)
        for signal in (
            session.mapping_changed,
            session.shown_event_changed,
            session.file_changed,
            session.written_changed,
            self._checker.changed,
        ):
            signal.connect(self._refresh_if_seen)

    @Slot(object, str)
    def _change(self, condition: RowFilter | None, merging: str) -> None:
        if condition is not None:
            known = known_columns(self._session, condition)
            condition = replace(
                condition, conditions=tuple(map(known.styled, condition.conditions))
            )
        self._session.send_when(condition, merging)

    @Slot()
    def _send_always(self) -> None:
        self._session.send_when(None)
        self.conditions.add.setFocus()

    @Slot()
    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        session = self._session
        names = session.event_names
        if not names:
            self.close()
            return
        condition, name = session.seen.condition, names[session.shown_event]
        self.setWindowTitle(words.title(name))
        self._title.setText(name)
        self.conditions.show_conditions(condition, known_columns(session, condition))
        for each in (self.always, self._compared):
            each.setVisible(condition is not None)
        self._outcome.setText(self._words(name, condition))

    def _words(self, name: str, condition: RowFilter | None) -> str:
        """Return how many events of this name there would be, as soon as that is known."""
        result = self._checker.result
        if any(each.fault for each in self.conditions.lines):
            return tr(words.UNFINISHED)
        if result is None:
            return tr(words.COUNTING) if self._checker.is_busy else ""
        counts = dict(result.event_counts)
        is_told = condition is not None or bool(counts)
        return words.outcome(counts.get(name, 0), name) if is_told else ""
