"""The saved presets as a table: name, fit to the open file, last use; a name can be changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from klaviyo_gui.language import clock, day, tr
from klaviyo_gui.preset_words import share_words
from klaviyo_gui.ui.models.table import TextTable

if TYPE_CHECKING:
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.presets.shelving import Shown

NAME, FIT, USE = range(3)


class ShelfModel(TextTable):
    """Shows presets in use, the best fit first, and behind them those that were deleted.

    ``rename_requested(name, to)`` fires when somebody wrote another name.
    """

    rename_requested = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((tr("Name"), tr("Fit to this file"), tr("Last used")), parent)
        self._names: tuple[str, ...] = ()
        self._in_use = 0

    def show_shelf(self, shown: Shown, *, has_file: bool) -> None:
        """Show what is on the shelf."""
        rows = [
            (
                each.name,
                _fit(share_words(each.fit), has_file=has_file, is_none=not each.fit.is_likely),
                moment_words(each.last_use),
            )
            for each in shown.all
        ]
        self._names = (*(each.name for each in shown.all), *shown.deleted)
        self._in_use = len(shown.all)
        self.show([*rows, *((name, tr("deleted"), "") for name in shown.deleted)])

    def name(self, at: int) -> str:
        """Return the preset of a row, empty where there is none."""
        return self._names[at] if 0 <= at < len(self._names) else ""

    def row(self, name: str) -> int:
        """Return the row of a preset, -1 where it has none."""
        return self._names.index(name) if name in self._names else -1

    def is_deleted(self, at: int) -> bool:
        """Tell whether the preset of a row was deleted and can be had back."""
        return self._in_use <= at < len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a text; a name is edited as it stands."""
        is_edit = role == Qt.ItemDataRole.EditRole
        return super().data(index, Qt.ItemDataRole.DisplayRole if is_edit else role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that names of presets in use can be edited."""
        flags = super().flags(index)
        if index.isValid() and index.column() == NAME and not self.is_deleted(index.row()):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - Qt's variant
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Ask for another name; it is shown once the preset has it."""
        name, to = self.name(index.row()), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not to or to == name:
            return False
        self.rename_requested.emit(name, to)
        return False


def moment_words(text: str) -> str:
    """Return a moment as the system writes it, in the zone of the computer."""
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return ""
    return f"{day(moment)} {clock(moment)}"


def _fit(words: str, *, has_file: bool, is_none: bool) -> str:
    if not has_file:
        return tr("no file open")
    return tr("nothing in common") if is_none else words
