"""What became of the columns that the mapping has and the file lacks, found beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.fit import Drift, Fit, fit
from klaviyo_gui.ui.work import WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.ui.session import Session


class Drifting(QObject):
    """Asks of each missing column whether it has another name now.

    ``changed`` fires when other columns are missing, or when it is known what became of them.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._known: dict[str, Drift] = {}
        self._shown: tuple[str, ...] = ()
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)
        session.file_changed.connect(self._forget)
        session.mapping_changed.connect(self._look)

    @property
    def drifts(self) -> tuple[Drift, ...]:
        """Return every missing column, with its likely new name once that is known."""
        return tuple(self._known.get(name) or Drift(name, ()) for name in self._session.missing)

    def close(self) -> None:
        """Wait for what is being found out."""
        self._work.close()

    @Slot()
    def _forget(self) -> None:
        self._known = {}
        self._look()

    @Slot()
    def _look(self) -> None:
        session, missing = self._session, self._session.missing
        if session.file is not None and not self._known.keys() >= set(missing):
            rows, places = session.file.head_rows.cells, session.places
            self._work.begin(partial(_fitting, session.mapping, session.header, rows, places))
        if missing != self._shown:
            self._shown = missing
            self.changed.emit()

    @Slot(object)
    def _apply(self, event: object) -> None:
        if isinstance(event, Fit):
            self._known |= {drift.column: drift for drift in event.drifts}
            self.changed.emit()


def _fitting(
    mapping: Mapping,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    places: tuple[tuple[str, int], ...],
) -> Iterator[object]:
    yield fit(mapping, header, rows, places)
