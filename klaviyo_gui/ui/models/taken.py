"""The columns of a second file as a list in which those are ticked that are taken of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.elided import one_line
from klaviyo_gui.ui.models.ticked import COLUMN, TickedTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_HEADINGS = (mark("Column"), mark("Called here"), mark("First values"))
_NAME = 1


@dataclass(frozen=True, slots=True)
class Offered:
    """A column of a second file, what it is called beside those of the first, and some values."""

    column: str
    name: str
    is_taken: bool
    samples: tuple[str, ...] = ()


class TakenTable(TickedTable):
    """A tick before a column says that it is taken."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(tuple(map(tr, _HEADINGS)), parent)
        self._theme = theme
        self._offered: tuple[Offered, ...] = ()

    @property
    def offered(self) -> tuple[Offered, ...]:
        """Return what is listed."""
        return self._offered

    def show(self, offered: Sequence[Offered]) -> None:
        """List these columns; those that stay keep their place and who has the focus."""
        is_same = self._begin_showing(each.column for each in offered)
        self._offered = tuple(offered)
        self._end_showing(is_same=is_same)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the words of a cell, its tick, and its colour where a name had to be changed."""
        if not index.isValid():
            return None
        offered, at = self._offered[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(offered, at)
        if role == Qt.ItemDataRole.ForegroundRole and at != COLUMN:
            is_other = at == _NAME and offered.name != offered.column
            return QColor(self._theme.tokens.accent if is_other else self._theme.tokens.muted)
        if at == COLUMN and role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._words(offered, each) for each in range(len(_HEADINGS)))
        if at == COLUMN and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if offered.is_taken else Qt.CheckState.Unchecked
        return None

    def _is_free(self, _row: int) -> bool:
        return True

    @staticmethod
    def _words(offered: Offered, at: int) -> str:
        if at == COLUMN:
            return one_line(offered.column)
        if at == _NAME:
            return one_line(offered.name)
        return " · ".join(map(one_line, offered.samples)) or tr("no values in the first rows")
