"""Values of people are masked in the window while somebody else may look on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from klaviyo_gui.language import mark, tr
from klaviyo_gui.store import settings
from klaviyo_gui.wording.cells import are_masked, mask_cells

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

REFUSED = mark("Values are masked. Show them (Ctrl+Shift+M) to edit a cell.")
"""Said where somebody begins to type anew what is not on show."""


class Masking(QObject):
    """Turns the one switch of ``wording/cells.py``, and keeps over a restart how it stands.

    ``changed`` fires after it was turned: whoever has said a value says it anew.
    """

    changed = Signal()

    @property
    def is_on(self) -> bool:
        """Tell whether values are masked."""
        return are_masked()

    def use_kept(self) -> None:
        """Mask values if they were masked last: a presenter who starts anew is not exposed."""
        self._turn(is_on=settings.is_masked())

    # Slots

    @Slot(bool)
    def turn(self, is_on: bool) -> None:
        """Mask all values, or show them again."""
        settings.set_masked(is_masked=is_on)
        self._turn(is_on=is_on)

    @Slot()
    def end(self) -> None:
        """Show all values again."""
        self.turn(is_on=False)

    # Private

    def _turn(self, *, is_on: bool) -> None:
        if is_on == self.is_on:
            return
        mask_cells(is_on=is_on)
        # What pops up is asked for anew in a moment, and says what it says once.
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self.changed.emit()
        for each in QApplication.allWidgets():
            # Lists ask for their words while they are painted.
            if isinstance(each, QAbstractItemView):
                each.viewport().update()


masking = Masking()
"""The one of the program: there is one switch, whatever is shown beside it."""


class MaskAction(QAction):
    """Masks values and shows them again, by its key from every window of the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(tr("Mask personal &data"), parent)
        self.setCheckable(True)
        self.setShortcut(QKeySequence("Ctrl+Shift+M"))
        self.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self.triggered.connect(masking.turn)
        masking.changed.connect(self._check)
        self._check()

    @Slot()
    def _check(self) -> None:
        self.setChecked(masking.is_on)


class VeiledField(QLineEdit):
    """A field for a value: it shows dots for letters while values are masked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        masking.changed.connect(self._veil)
        self._veil()

    @Slot()
    def _veil(self) -> None:
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Password if masking.is_on else modes.Normal)
