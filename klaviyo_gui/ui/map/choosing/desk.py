"""What Map says of rows that are chosen, and what opens the panel."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui.language import counted, tr
from klaviyo_gui.ui.map.chip import Chip
from klaviyo_gui.ui.map.choosing import words
from klaviyo_gui.ui.map.choosing.counting import ChoiceCounting
from klaviyo_gui.ui.map.choosing.known import known_columns
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.map.choosing.panel import ChoosingPanel
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class ChoosingDesk(QObject):
    """Joins the chip of the steps bar, the panel, and the count of the whole file."""

    def __init__(self, session: Session, checker: Checker, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._checker = checker
        self._theme = theme
        self._parent = parent
        self._judged: tuple[object, tuple[str, ...]] = ((), ())
        self.chip = Chip(tr(words.ADDED_BY), self)
        self.counting = ChoiceCounting(session, checker)
        self._seen = RefreshWhenSeen(parent, self._refresh, session.turns)
        for signal in (
            session.file_changed,
            session.mapping_changed,
            checker.changed,
            self.counting.changed,
        ):
            signal.connect(self._seen.ask)
        self.chip.panel_requested.connect(self.open_panel)

    @cached_property
    def panel(self) -> ChoosingPanel:
        """Return the panel, which is built when it is first wanted."""
        from klaviyo_gui.ui.map.choosing.panel import ChoosingPanel  # noqa: PLC0415 - no start needs it

        return ChoosingPanel(self._session, self.counting, self._theme, self._parent)

    def close(self) -> None:
        """Close what stands beside the window, and end the work under way."""
        if "panel" in vars(self):
            self.panel.close()
        self.counting.close()

    @Slot()
    def open_panel(self) -> None:
        """Show all that can be chosen."""
        if self._session.file is not None:
            self.panel.open_panel()

    @Slot()
    def _refresh(self) -> None:
        row_filter = self._session.row_filter
        if row_filter is None:
            self.chip.say("")
            return
        faults = self._faults(row_filter)
        said = words.chip(row_filter, self._counted())
        tip = " ".join((f"{said}.", *faults)) if faults else ""
        self.chip.say(said, tip, is_asking=bool(faults))

    def _faults(self, row_filter: RowFilter) -> tuple[str, ...]:
        """Return what keeps conditions from being asked; found out once for a mapping."""
        session = self._session
        about = (session.file, session.mapping)
        if about != self._judged[0]:
            known = known_columns(session, row_filter)
            self._judged = about, tuple(filter(None, map(known.fault, row_filter.conditions)))
        return self._judged[1]

    def _counted(self) -> str:
        """Return how many rows, or orders, are chosen, once that is known."""
        report, prepared, result = (
            self.counting.report,
            self._checker.prepared,
            self._checker.result,
        )
        is_grouped = self._session.grouping is not None
        if report is not None:
            return words.so_many(report.total - report.unwanted.count, report.total)
        if is_grouped and result is not None:
            # What is left out is counted in lines there.
            return counted(result.rows, "{count} order", "{count} orders")
        if is_grouped or prepared is None or prepared.rows is None or prepared.unwanted is None:
            return ""
        return words.so_many(prepared.rows - prepared.unwanted, prepared.rows)
