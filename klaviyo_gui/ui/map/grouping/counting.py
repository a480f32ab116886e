"""Counts beside the window how many orders the lines of the open file are of."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.sending.order_count import OrdersCounted, count_orders
from klaviyo_gui.ui.work import WorkQueue

if TYPE_CHECKING:
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.ui.session import Session


class OrderCounting(QObject):
    """Counts by one key at a time, once all rows have their places.

    ``changed`` fires when the count is known, and when it is no longer.
    """

    changed = Signal()

    def __init__(self, session: Session, pool: Pool) -> None:
        super().__init__(session)
        self._session = session
        self._pool = pool
        self._key: tuple[str, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._found: OrdersCounted | None = None
        self._stop = threading.Event()
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)
        session.file_changed.connect(self._begin)
        session.index_changed.connect(self._begin)
        session.amendments_changed.connect(self._begin)

    @property
    def key(self) -> tuple[str, ...]:
        """Return the columns by which it counts."""
        return self._key

    @property
    def found(self) -> OrdersCounted | None:
        """Return how many orders there are by the key asked for; None until it is known."""
        return self._found

    def count(self, key: tuple[str, ...]) -> None:
        """Count by these columns; by none, count nothing."""
        self._key = key
        self._begin()

    def close(self) -> None:
        """End the work under way."""
        self._stop.set()
        self._work.forget()
        self._work.close()

    @Slot()
    def _begin(self) -> None:
        session = self._session
        file, index, made = session.file, session.index, session.amendments
        is_possible = bool(self._key) and set(self._key) <= set(session.header)
        asked = (file, index, self._key, made) if is_possible and index is not None else ()
        if asked == self._asked:
            return
        self._stop.set()
        self._work.forget()
        self._asked, was, self._found = asked, self._found, None
        if file is not None and index is not None and asked:
            self._stop = threading.Event()
            work = partial(count_orders, file, index.ranges(), self._key, made, self._pool)
            self._work.begin(partial(work, self._stop))
        if was is not None:
            self.changed.emit()

    @Slot(object)
    def _apply(self, event: object) -> None:
        if isinstance(event, OrdersCounted):
            self._found = event
            self.changed.emit()
