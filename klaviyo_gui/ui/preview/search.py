"""The search for a person or an id through the whole file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot

from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.sending.searching import Searched, search
from klaviyo_gui.ui.masking import VeiledField
from klaviyo_gui.ui.preview.errand import Errand
from klaviyo_gui.ui.roomy import follow_type

if TYPE_CHECKING:
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.ui.models.material import MaterialStore

_HINT = mark("Find e-mail, phone or id")
_EDGES = 34
"""Pixels of the field around its words."""

_TYPED_MS = 250
"""From the last letter until the file is looked through."""


class Search(VeiledField):
    """Finds the rows that hold what is typed; ``changed`` fires when others are found."""

    changed = Signal()

    def __init__(self, materials: MaterialStore, pool: Pool) -> None:
        super().__init__()
        self._materials = materials
        self._pool = pool
        self._found: RowNumbers | None = None
        self._is_again = self._is_broken = False
        self._errand = Errand(self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self.setPlaceholderText(tr(_HINT))
        self.setAccessibleName(tr("Find a person or an id in the whole file"))
        self.setClearButtonEnabled(True)
        follow_type(self, maximumWidth=240)
        self.textChanged.connect(self._typed.start)
        self._typed.timeout.connect(self._begin)
        self._errand.told.connect(self._take)
        self._errand.ended.connect(self._end)

    @property
    def found(self) -> RowNumbers | None:
        """Return the rows found so far; None where nothing is looked for."""
        return self._found

    @property
    def is_on(self) -> bool:
        """Tell whether the file is being looked through."""
        return self._errand.is_on

    @property
    def words(self) -> str:
        """Return what is said of it."""
        if self._is_broken:
            return tr("The search stopped before its end; try again.")
        if self._found is None:
            return ""
        number = len(self._found)
        if self.is_on and not self._is_again:
            return counted(number, "{count} row found so far…", "{count} rows found so far…")
        return counted(
            number,
            "{count} row found in the whole file.",
            "{count} rows found in the whole file.",
        )

    def minimumSizeHint(self) -> QSize:
        """Return the room in which its hint can be read."""
        width = self.fontMetrics().horizontalAdvance(tr(_HINT)) + _EDGES
        return QSize(width, super().minimumSizeHint().height())

    @Slot()
    def forget(self) -> None:
        """Let what was found go, and look anew: it was of another file."""
        self._errand.cancel()
        self._found = None
        self._is_broken = False
        if self.text():
            self._typed.start()

    def look_again(self) -> None:
        """Look through rows that are others now; what was found stays until that is known.

        What could not be looked for, since no row was counted yet, is looked for now.
        """
        if self._found is not None:
            self._look(is_again=True)
        elif self.text() and not self._typed.isActive():
            self._begin()

    def close_work(self) -> None:
        """Wait for the end of the search."""
        self._typed.stop()
        self._errand.close()

    # Private

    @Slot()
    def _begin(self) -> None:
        self._look(is_again=False)
        self.changed.emit()

    def _look(self, *, is_again: bool) -> None:
        self._errand.cancel()
        wanted, material = self.text().strip(), self._materials.now()
        self._is_again, self._is_broken = is_again, False
        if not wanted or material is None or material.index is None:
            self._found = None
            return
        if not is_again:
            self._found = RowNumbers()
        ranges, pool = material.index.ranges(), self._pool
        self._errand.begin(partial(search, material.file, ranges, material.plan, wanted, pool))

    @Slot(object)
    def _take(self, found: Searched) -> None:
        if self._is_again and found.share < 1.0:
            return
        is_news = self._found is None or found.rows.bits != self._found.bits
        self._found = found.rows
        if is_news:
            self.changed.emit()

    @Slot(bool)
    def _end(self, is_whole: bool) -> None:
        self._is_broken = not is_whole
        self.changed.emit()
