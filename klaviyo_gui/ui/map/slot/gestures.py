"""What mouse and keys ask of a slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QDrag, QInputEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from klaviyo_gui.ui.map.drag import chip_data, target_data
from klaviyo_gui.ui.map.landing import Landing
from klaviyo_gui.ui.map.slot.filling import Filling
from klaviyo_gui.ui.map.slot.foot import SlotFoot
from klaviyo_gui.ui.map.slot.head import SlotHead
from klaviyo_gui.ui.map.slot.offers import SlotOffers

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QPixmap

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.theme import Theme

_GHOST_MOST = 220
"""Pixels of the picture that travels with the mouse."""

_PILL_GAP = 4
"""Pixels between the pill and what opens below it."""


class SlotGestures(Landing):
    """Turns what is done to a slot by drop, drag, click and keys into signals.

    Every signal carries the property's key first. ``placed(key, columns, origin)`` after a drop,
    with the property that they leave, and with no columns for what is in hand; ``moving(key)``
    when what fills it is taken in hand; ``drag_begun(key)`` and ``drag_ended(key)`` around a drag;
    ``columns_requested(key, place)`` for the list of columns; ``conversion_requested(key, place)``;
    ``copied(key, origin)`` when what fills another property is to fill this one too, with no origin
    for what is in hand; ``emptied(key)``; ``accepted(key)``; ``all_accepted(key)`` when every
    proposal is wanted; ``sending_chosen(key, is_wanted)`` when the time of sending is to stand in
    for it, or no more.
    """

    placed = Signal(str, object, str)
    copied = Signal(str, str)
    moving = Signal(str)
    drag_begun = Signal(str)
    drag_ended = Signal(str)
    columns_requested = Signal(str, QPoint)
    conversion_requested = Signal(str, QPoint)
    emptied = Signal(str)
    accepted = Signal(str)
    all_accepted = Signal(str)
    sending_chosen = Signal(str, bool)

    def __init__(self, kind: Kind, target: Target, theme: Theme) -> None:
        super().__init__()
        self._kind = kind
        self._target = target
        self._filling = Filling(None, target.type)
        self._pressed: QPoint | None = None
        self._head = SlotHead(target, theme)
        self._foot = SlotFoot(target)
        self._offers = SlotOffers(target)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head.down.clicked.connect(self._request_columns)
        self._head.pill.clicked.connect(self._request_conversion)
        self._head.fix.clicked.connect(self._request_fixed)
        self._head.name.clicked.connect(self._request_renaming)
        self._foot.empty.clicked.connect(self._request_empty)
        self._foot.accept.clicked.connect(self._request_accept)
        self._offers.fix.clicked.connect(self._request_fixed)
        self._offers.sending.clicked.connect(self._request_sending)

    @property
    def key(self) -> str:
        """Return the property."""
        return self._target.key

    @property
    def target(self) -> Target:
        """Return all that is known of the property."""
        return self._target

    @property
    def filling(self) -> Filling:
        """Return what it shows."""
        return self._filling

    def edit_fixed(self) -> None:
        """Open the line in which a fixed text is typed; the slot says where."""
        raise NotImplementedError

    def leave_fixed(self) -> bool:
        """Close that line, and tell whether it was open."""
        raise NotImplementedError

    def rename(self) -> None:
        """Open the line in which a custom property gets another name; the slot says where."""
        raise NotImplementedError

    def load(self, *, is_chip: bool) -> QMimeData:
        """Return what a drag of it carries: what fills it, out of it, or the property itself."""
        pair = self._filling.pair
        if is_chip and pair is not None:
            return chip_data(self._kind, self.key, pair.columns)
        return target_data(self._kind, self.key)

    # Overrides

    def receive(self, columns: tuple[str, ...], origin: str) -> None:
        """Ask to be filled by the columns."""
        self.placed.emit(self.key, columns, origin)

    def receive_copy(self, origin: str) -> None:
        """Ask to be filled as the other property is."""
        self.copied.emit(self.key, origin)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Become a drag once the mouse went far enough: of what fills it, or of the property."""
        if self._pressed is None:
            return
        way = event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            is_chip = self._is_on_chip(self._pressed)
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.load(is_chip=is_chip))
            drag.setPixmap(self._ghost(is_chip=is_chip))
            self.drag_begun.emit(self.key if is_chip else "")
            drag.exec(Qt.DropAction.CopyAction)
            self.drag_ended.emit(self.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what is in hand; with nothing in hand, a click on what fills it takes that."""
        was_pressed, self._pressed = self._pressed is not None, None
        place = event.position().toPoint()
        if not was_pressed or not self.rect().contains(place):
            return
        if self._filling.hand:
            self._place_hand(event)
        elif self._is_on_chip(place):
            self.moving.emit(self.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change the name of a custom property."""
        place = self._head.mapFrom(self, event.position().toPoint())
        if self._can_rename and self._head.is_on_name(place):
            self.rename()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Place, list columns, fix a text, empty, list types."""
        match event.key():
            case Qt.Key.Key_Escape if self.leave_fixed():
                self.setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._filling.hand:
                self._place_hand(event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if _has_shift(event):
                self.all_accepted.emit(self.key)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._filling.suggestion is not None:
                self._request_accept()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._request_columns()
            case Qt.Key.Key_F4 | Qt.Key.Key_Down:
                self._request_columns()
            case Qt.Key.Key_F2:
                self.edit_fixed()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._request_empty()
            case _ if not self._press_letter(event.key()):
                super().keyPressEvent(event)

    # Private

    def _place_hand(self, event: QInputEvent) -> None:
        """Take what is in hand; with Ctrl it stays where it came from, too."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.copied.emit(self.key, "")
        else:
            self.placed.emit(self.key, (), "")

    def _press_letter(self, key: int) -> bool:
        """Show how it is read, change its name or place; tell whether the key means any of it."""
        match key:
            case Qt.Key.Key_C | Qt.Key.Key_T if self._filling.pair is not None:
                self._request_conversion()
            case Qt.Key.Key_N if self._can_rename:
                self.rename()
            case Qt.Key.Key_M if self._filling.pair is not None:
                self.moving.emit(self.key)
            case Qt.Key.Key_S if self._filling.offers_sending:
                self._request_sending()
            case _:
                return False
        return True

    @property
    def _can_rename(self) -> bool:
        return self._target.is_custom and self._filling.pair is not None

    def _is_on_chip(self, place: QPoint) -> bool:
        is_inside = self._foot.is_on_chip(self._foot.mapFrom(self, place))
        return is_inside and self._filling.pair is not None

    def _ghost(self, *, is_chip: bool) -> QPixmap:
        """Return a picture of what is dragged, no wider than leaves the places below in sight."""
        picture = (self._foot.chip if is_chip else self).grab()
        if picture.deviceIndependentSize().width() <= _GHOST_MOST:
            return picture
        return picture.scaledToWidth(_GHOST_MOST, Qt.TransformationMode.SmoothTransformation)

    @Slot()
    def _request_columns(self) -> None:
        down = self._head.down
        self.columns_requested.emit(self.key, down.mapToGlobal(QPoint(0, down.height())))

    @Slot()
    def _request_conversion(self) -> None:
        pill = self._head.pill
        place = pill.mapToGlobal(QPoint(0, pill.height() + _PILL_GAP))
        self.conversion_requested.emit(self.key, place)

    @Slot()
    def _request_fixed(self) -> None:
        self.edit_fixed()

    @Slot()
    def _request_renaming(self) -> None:
        self.rename()

    @Slot()
    def _request_empty(self) -> None:
        if self._filling.pair is not None:
            self.emptied.emit(self.key)
        elif self._filling.is_by_sending:
            self.sending_chosen.emit(self.key, False)

    @Slot()
    def _request_sending(self) -> None:
        self.sending_chosen.emit(self.key, True)

    @Slot()
    def _request_accept(self) -> None:
        self.accepted.emit(self.key)


def _has_shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
