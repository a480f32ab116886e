"""Tab goes through a window as it is read, whenever its parts were made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QLayout

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
"""Controls whose insides are their own matter."""


def put_in_order(root: QWidget) -> None:
    """Let Tab go through what is on show in there as it is read; Qt goes by when it was made."""
    for before, after in pairwise(in_order(root)):
        QWidget.setTabOrder(before, after)


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at on show in there, as it is read."""
    if widget.isHidden():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if not isinstance(widget, _WHOLE):
        for part in _parts(widget):
            yield from in_order(part)


def _parts(widget: QWidget) -> Iterable[QWidget]:
    """Return what a widget holds, as it is read."""
    match widget:
        case QSplitter():
            found = [widget.widget(at) for at in range(widget.count())]
        case QScrollArea():
            found = [widget.widget()]
        case QTabWidget():
            found = [widget.tabBar(), widget.currentWidget()]
        case _:
            layout = widget.layout()
            laid_out = list(_laid_out(layout)) if layout is not None else []
            children = (each for each in widget.children() if isinstance(each, QWidget))
            others = (each for each in children if each not in laid_out and not each.isWindow())
            found = [*laid_out, *others]
    return filter(None, found)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        rows = layout
        places.sort(key=lambda at: tuple(map(int, rows.getItemPosition(at))))  # type: ignore[call-overload] # a tuple of four
    for item in map(layout.itemAt, places):
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
