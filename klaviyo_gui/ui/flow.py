"""A layout that goes on in the next line where the width ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FlowLayout(QLayout):
    """Sets widgets side by side, like words of a sentence.

    With ``fills`` those of a line share all of its width, by the stretch of their size policies.
    """

    def __init__(self, parent: QWidget, gap: int = 6, *, fills: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._fills = fills
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add one at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        """Return the one at this place, if there is one."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        """Take the one at this place out."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that more room is of no use."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        # It is asked of pages out of sight too, whenever anything in the window changes its size.
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), is_real=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: something in it has another size, or is hidden now."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self._gap * max(len(sizes) - 1, 0)
        width = sum(size.width() for size in sizes) + gaps
        return self._framed(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return the room of the largest."""
        sizes = [item.minimumSize() for item in self._shown()]
        wide = max((size.width() for size in sizes), default=0)
        return self._framed(QSize(wide, max((size.height() for size in sizes), default=0)))

    def setGeometry(self, room: QRect) -> None:
        """Place all of them."""
        super().setGeometry(room)
        self._arrange(room, is_real=True)

    def _framed(self, size: QSize) -> QSize:
        around = self.contentsMargins()
        return size + QSize(around.left() + around.right(), around.top() + around.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, room: QRect, *, is_real: bool) -> int:
        around = self.contentsMargins()
        room = room.marginsRemoved(around)
        y = room.y()
        for line in self._lines(room.width()):
            x, height = room.x(), max(item.sizeHint().height() for item in line)
            for item, width in zip(line, self._widths(line, room.width()), strict=True):
                if is_real:
                    high = height if self._fills else item.sizeHint().height()
                    place = QPoint(x, y + (height - high) // 2)
                    item.setGeometry(QRect(place, QSize(width, high)))
                x += width + self._gap
            y += height + self._gap
        end = y - self._gap if y > room.y() else y
        return end - room.y() + around.top() + around.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return what stands in each line of this width."""
        lines: list[list[QLayoutItem]] = []
        left = -1
        for item in self._shown():
            wanted = item.sizeHint().width()
            if left < wanted or not lines:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= wanted + self._gap
        return lines

    def _widths(self, line: list[QLayoutItem], room: int) -> list[int]:
        wanted = [item.sizeHint().width() for item in line]
        if not self._fills:
            return wanted
        free = room - self._gap * (len(line) - 1)
        shares = [_share(item.widget()) for item in line]
        growing = set(range(len(line)))
        while growing:
            parts = sum(shares[at] for at in growing)
            left = free - sum(wanted[at] for at in range(len(line)) if at not in growing)
            needy = {at for at in growing if left * shares[at] // parts < wanted[at]}
            if not needy:
                for at in growing:
                    wanted[at] = left * shares[at] // parts
                break
            growing -= needy
        return wanted


def _share(widget: QWidget | None) -> int:
    """Return how much of what is left a widget gets, beside others."""
    return max(widget.sizePolicy().horizontalStretch(), 1) if widget is not None else 1
