"""The properties that the account has of the events in hand, kept with the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.nesting import flat

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.klaviyo.properties import Types
    from klaviyo_gui.ui.map.account_metrics import AccountMetrics
    from klaviyo_gui.ui.session import Session


class Existing(QObject):
    """Looks them up for whatever the events are called, while the station can be seen.

    ``changed`` fires when others are known.
    """

    changed = Signal()

    def __init__(self, session: Session, metrics: AccountMetrics, station: QWidget) -> None:
        super().__init__(station)
        self._session = session
        self._metrics = metrics
        self._station = station
        station.installEventFilter(self)
        session.mapping_changed.connect(self._take)
        session.shown_event_changed.connect(self._take)
        metrics.changed.connect(self._take)

    def eventFilter(self, _station: QObject, event: QEvent) -> bool:
        """Look once somebody can see it."""
        if event.type() == QEvent.Type.Show:
            self._take()
        return False

    @Slot()
    def _take(self) -> None:
        metric = self._session.seen.fixed_metric
        if metric and self._station.isVisible():
            self._metrics.look(metric)
        types = account_types(self._metrics.properties(metric))
        if types != self._session.account_types:
            self._session.know_account_types(types)
            self.changed.emit()


def account_types(found: Types) -> dict[str, ValueType]:
    """Return the keys of these properties with what each becomes; text where nobody knows."""
    return {
        # A dot in a name of theirs makes no object.
        catalog.custom(flat(name)): next(iter(types)) if len(types) == 1 else ValueType.TEXT
        for name, types in sorted(found.items(), key=lambda each: each[0].casefold())
    }
