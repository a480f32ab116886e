"""Tables in the look of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.roomy import in_type

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from klaviyo_gui.ui.cards import Index

_ROW = 30
_SIGN = 16
_ROWS_LEAST = 2.5
_COLUMN = 140
_COLUMN_MAX = 360
_AIR = 12
_PADDING = 22
"""Pixels beside the words of a cell: those of the style sheet, and Qt's own margins."""

_COLUMN_LEAST = 72
_SHARE_LEAST = 90
"""Pixels of a column below which nobody knows a name by its beginning: the table scrolls then."""

_CELLS_MEASURED = 20
_COLUMNS_FITTED = 200
"""Qt places all columns anew for each one fitted: all of a wide file would take it seconds."""
_TO_CONTENTS = QHeaderView.ResizeMode.ResizeToContents


class LineNumbers(QHeaderView):
    """The headings of rows, as wide as the last of them.

    Qt would ask the first and the last hundred, each time that a view is laid out.
    """

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def sizeHint(self) -> QSize:
        """Return the room of the last number."""
        count = self.model().rowCount() if self.model() is not None else 0
        return self.sectionSizeFromContents(count - 1) if count else QSize(0, 0)


class WrappedWords(QStyledItemDelegate):
    """Asks for as many lines as the words of a cell take beside the room that its style keeps.

    Qt measures them as if they had the whole width of the cell, and then elides the last line.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell with all its words."""
        narrowed = QStyleOptionViewItem(option)
        width = narrowed.rect.width()
        narrowed.rect.setWidth(max(0, width - _PADDING))
        if option.fontMetrics.horizontalAdvance(str(index.data() or "")) <= width - _PADDING:
            # Qt breaks words that have all but a part of a pixel of the room of one line.
            narrowed.rect.setWidth(width)
        wished = super().sizeHint(narrowed, index)
        return QSize(width, wished.height()) if width else wished


class Table(QTableView):
    """A table whose rows follow the size of its type, and are copied whole by the key for that."""

    wide: frozenset[int] = frozenset()
    """The columns that share the room which the others leave."""

    def __init__(self) -> None:
        super().__init__()
        self._copying = Copying(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.share_out()

    @Slot(int)
    def share_out(self, changed: int = -1) -> None:
        """Share the room that the others leave, or scroll where that says too little of each."""
        if not self.wide or changed in self.wide:
            return
        top, least = self.horizontalHeader(), in_type(_SHARE_LEAST)
        shown = [at for at in range(top.count()) if not top.isSectionHidden(at)]
        taken = sum(top.sectionSize(at) for at in shown if at not in self.wide)
        has_room = self.viewport().width() - taken >= least * len(self.wide)
        mode = QHeaderView.ResizeMode.Stretch if has_room else QHeaderView.ResizeMode.Interactive
        for at in self.wide:
            if top.sectionResizeMode(at) is not mode:
                top.setSectionResizeMode(at, mode)
            if not has_room:
                top.resizeSection(at, least)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows by the key for which Qt copies one cell."""
        if not self._copying.takes(event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for the least height: it gets what is left, where Qt would ask for 192 pixels."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of a few rows, the last of which shows that there are more."""
        rows = round(_ROWS_LEAST * self.verticalHeader().defaultSectionSize())
        high = self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()
        return QSize(super().minimumSizeHint().width(), high)

    def fit_rows(self) -> None:
        """Give each row the height of a line of type, and its signs a size to match."""
        high = max(_ROW, self.fontMetrics().height() + 12)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setIconSize(QSize(in_type(_SIGN), in_type(_SIGN)))


def wrap_words(view: QTableView) -> None:
    """Let every row be as high as the words of its cells need in the widths of their columns."""
    view.setWordWrap(True)
    view.setItemDelegate(WrappedWords(view))
    view.verticalHeader().setSectionResizeMode(_TO_CONTENTS)


def table(model: QAbstractItemModel, name: str, *, has_lines: bool = False) -> Table:
    """Return a read-only table; ``has_lines`` shows the model's own heading of each row."""
    view = Table()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    # The chosen row is marked whole: a ring around one cell of it would say that it is another.
    view.setProperty("picks", "cells" if has_lines else "rows")
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    if has_lines:
        view.setVerticalHeader(LineNumbers(view))
    side = view.verticalHeader()
    side.setVisible(has_lines)
    view.fit_rows()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    top = view.horizontalHeader()
    top.setTextElideMode(Qt.TextElideMode.ElideRight)
    top.setDefaultSectionSize(in_type(_COLUMN))
    top.setMaximumSectionSize(in_type(_COLUMN_MAX))
    top.setHighlightSections(False)
    top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return view


def fit_to_cells(view: QTableView, least: int = _COLUMN_LEAST) -> None:
    """Make the first columns as wide as their headings and first cells, within limits."""
    top = view.horizontalHeader()
    for at in range(min(view.model().columnCount(), _COLUMNS_FITTED)):
        wanted = max(top.sectionSizeHint(at), _room_for_cells(view, at)) + _AIR
        view.setColumnWidth(at, max(least, min(wanted, _COLUMN_MAX)))


def stretch_words(view: Table, first: int) -> None:
    """Share the room between the columns of words, the last ones; those before fit their cells."""
    share_room(view, range(first, view.model().columnCount()))


def share_room(view: Table, wide: Collection[int]) -> None:
    """Share the room that is left between these columns; the others fit their cells."""
    view.wide = frozenset(wide)
    top = view.horizontalHeader()
    top.setResizeContentsPrecision(_CELLS_MEASURED)
    for at in range(view.model().columnCount()):
        mode = QHeaderView.ResizeMode.Stretch if at in wide else _TO_CONTENTS
        top.setSectionResizeMode(at, mode)
    top.sectionResized.connect(view.share_out)
    # Qt fits them anew when a model is reset, but not when rows come one by one.
    view.model().rowsInserted.connect(top.resizeSections)


def fit_to_headings(view: QTableView, least: int = _COLUMN) -> None:
    """Make the first columns as wide as their headings, within limits; cells are not measured."""
    top = view.horizontalHeader()
    for at in range(min(view.model().columnCount(), _COLUMNS_FITTED)):
        wanted = top.sectionSizeHint(at) + _AIR
        view.setColumnWidth(at, max(least, min(wanted, _COLUMN_MAX)))


def _room_for_cells(view: QTableView, at: int) -> int:
    """Return the width of the widest of a column's first cells.

    Qt would lay out every one of them to find it out; the widest is known by its words.
    """
    model, metrics = view.model(), view.fontMetrics()
    sign = view.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
    first = max(view.rowAt(0), 0)
    rows = range(first, min(first + _CELLS_MEASURED, model.rowCount()))

    cells = [model.index(row, at) for row in rows]
    words = [metrics.horizontalAdvance(str(cell.data() or "")) for cell in cells]
    most = max(words, default=0)

    def width(each: tuple[QModelIndex, int]) -> int:
        cell, width = each
        # A sign is only asked for where it could make the cell the widest.
        has_sign = width + sign >= most and cell.data(Qt.ItemDataRole.DecorationRole) is not None
        return width + sign if has_sign else width

    widest, _ = max(zip(cells, words, strict=True), key=width, default=(QModelIndex(), 0))
    return view.sizeHintForIndex(widest).width() + 1 if widest.isValid() else 0
