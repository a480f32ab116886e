"""A layout that goes on in the next line where the width ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FlowLayout(QLayout):
    """Sets widgets side by side, like words of a sentence.

    With ``fills`` those of a line share all of its width, by the stretch of their size policies;
    with ``to_end`` a line that is not full ends where the full ones do.
    """

    def __init__(
        self, parent: QWidget, gap: int = 6, *, fills: bool = False, to_end: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._fills = fills
        self._to_end = to_end
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
            x, widths = room.x(), self._widths(line, room.width())
            if self._to_end:
                x += room.width() - sum(widths) - self._gap * (len(line) - 1)
            heights = list(map(_height, line, widths))
            height = max(heights)
            for item, width, needed in zip(line, widths, heights, strict=True):
                if is_real:
                    high = height if self._fills else needed
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
            # What has no room in a line of its own is said on several, or cuts its words itself.
            return [min(width, room) for width in wanted]
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


class EvenLayout(FlowLayout):
    """Sets widgets side by side in columns of one width, on no more lines than they need.

    What is left for the last line stands below the first ones of the others. Where all have room on
    one line, but not by columns of one width, each is as wide as it must be.
    """

    def __init__(self, parent: QWidget, gap: int = 12) -> None:
        super().__init__(parent, gap, fills=True)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        shown = self._shown()
        if self._least(shown) <= width:
            return [shown] if shown else []
        lines = -(-len(shown) // self._fitting(width))
        columns = -(-len(shown) // max(lines, 1))
        return [shown[at : at + columns] for at in range(0, len(shown), max(columns, 1))]

    def _widths(self, line: list[QLayoutItem], room: int) -> list[int]:
        columns = len(self._lines(room)[0])
        if columns > self._fitting(room) and self._least(line) <= room:
            return super()._widths(line, room)
        return [(room - self._gap * (columns - 1)) // columns] * len(line)

    def _least(self, line: list[QLayoutItem]) -> int:
        """Return the width in which all of these have room beside one another."""
        widths = sum(item.minimumSize().width() for item in line)
        return widths + self._gap * max(len(line) - 1, 0)

    def _fitting(self, width: int) -> int:
        """Return how many columns this width has room for."""
        widest = max((item.minimumSize().width() for item in self._shown()), default=1)
        return max((width + self._gap) // (widest + self._gap), 1)


def _height(item: QLayoutItem, width: int) -> int:
    """Return how high something is in this width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _share(widget: QWidget | None) -> int:
    """Return how much of what is left a widget gets, beside others."""
    return max(widget.sizePolicy().horizontalStretch(), 1) if widget is not None else 1
