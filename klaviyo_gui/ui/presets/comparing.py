"""The mapping in hand beside a preset: everything in which they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot

from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.presets.differing import differing, said_of
from klaviyo_gui.ui.roomy import RoomyDialog
from klaviyo_gui.ui.tables import stretch_words, table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.store.presets import Preset

_WISHED, _LEAST = QSize(760, 460), QSize(480, 300)


class CompareDialog(RoomyDialog):
    """Stands beside the window, which goes on.

    ``apply_requested(name)`` fires when the preset is wanted.
    """

    apply_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self.give_room("compare", _LEAST, _WISHED)
        self._title = ElidedLabel("", "section")
        self._words = text(role="muted", wraps=True)
        self._model = TextTable((tr("What"), tr("Now"), tr("In the preset")), self)
        self.table = table(self._model, tr("Differences"))
        stretch_words(self.table, 0)
        self._apply = button("", tip=tr("Use the preset, as one step that can be undone"))
        self._apply.clicked.connect(self._ask)
        close = button(tr("Close"))
        close.clicked.connect(self.close)
        foot = row(gap=8)
        foot.addStretch(1)
        foot.addWidget(self._apply)
        foot.addWidget(close)
        layout = column(self, edge=18)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    @property
    def model(self) -> TextTable:
        """Return the differences on show."""
        return self._model

    @property
    def sentence(self) -> str:
        """Return what it says above the table."""
        return self._words.text()

    def show_pair(self, now: Preset, other: Preset) -> None:
        """Show in what a preset differs from the mapping in hand."""
        self._name = other.name
        name = shortened(other.name)
        found = differing(now, other)
        self._model.show(found)
        self.setWindowTitle(tr("Compare with {name}", name=name))
        self._title.setText(tr("The mapping now, beside “{name}”", name=name))
        said = tr("{differences}. All else is alike in both.", differences=said_of(found))
        self._words.setText(said)
        self.table.setVisible(bool(found))
        self._apply.setText(tr("Apply {name}", name=name))
        self._apply.setEnabled(bool(found))
        self.show()
        self.activateWindow()
        (self.table if found else self._apply).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask(self) -> None:
        self.close()
        self.apply_requested.emit(self._name)
