"""One of Klaviyo's properties as a place to put a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QDrag,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolButton, QWidget

from klaviyo_gui.core.mapping import Fixed
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.map.drag import chip_data, target_data
from klaviyo_gui.ui.map.landing import Landing
from klaviyo_gui.ui.map.line import OwnLine
from klaviyo_gui.ui.map.meeting import Meeting
from klaviyo_gui.ui.map.pill import Pill
from klaviyo_gui.ui.map.renaming import Renaming
from klaviyo_gui.ui.pieces import column, frame, named, row, text, tool
from klaviyo_gui.ui.theme import mark
from klaviyo_gui.wording import question_words, source_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.mapping import Kind, Pair, ValueType
    from klaviyo_gui.core.question import Question
    from klaviyo_gui.core.suggest import Suggestion
    from klaviyo_gui.ui.placing import Way
    from klaviyo_gui.ui.theme import Theme

_VALUE_SHOWN = 60
_GHOST_MOST = 220
"""Pixels of the picture that travels with the mouse."""

_LABEL_MOST = 100
"""Pixels that a property's name asks for; it gets what is left of the line."""

_CHIP_MOST = 220
"""Pixels of a column's name, so that the value beside it has room."""

_KEYS = (
    "F4 lists the columns, F2 sets a fixed text, C shows how it is read, M moves what fills it, "
    "Delete empties it."
)
_RENAME = " N changes its name."


@dataclass(frozen=True, slots=True)
class Filling:
    """What a slot shows: what fills it, as which type, what is proposed, what is in hand.

    ``pill`` says how its text is read, ``asked`` what somebody must say of that.
    ``unsuited`` says why what is in hand does not suit it.
    """

    pair: Pair | None
    type: ValueType
    suggestion: Suggestion | None = None
    is_missing: bool = False
    hand: tuple[str, ...] = ()
    is_needed: bool = False
    pill: str = ""
    asked: Question | None = None
    unsuited: str = ""


class SlotCard(Landing):
    """A property: drop, click or press Enter to fill it; drag it onto a column as well.

    Every signal carries the property's key first. ``placed(key, columns, origin)`` after a drop,
    with the property that they leave, and with no columns for what is in hand; ``met(key, way)``
    when it was chosen how they join; ``moving(key)`` when what fills it is taken in hand;
    ``drag_begun(key)`` and ``drag_ended(key)`` around a drag; ``renamed(key, name)``;
    ``grown(key)`` when it got higher for what it asks; ``columns_requested(key, place)`` for the
    list of columns; ``conversion_requested(key, place)``; ``fixed(key, text)``;
    ``emptied(key)``; ``accepted(key)``; ``all_accepted(key)`` when every proposal is wanted.
    """

    placed = Signal(str, object, str)
    met = Signal(str, object)
    moving = Signal(str)
    renamed = Signal(str, str)
    drag_begun = Signal(str)
    drag_ended = Signal(str)
    grown = Signal(str)
    columns_requested = Signal(str, QPoint)
    conversion_requested = Signal(str, QPoint)
    fixed = Signal(str, str)
    emptied = Signal(str)
    accepted = Signal(str)
    all_accepted = Signal(str)

    def __init__(self, kind: Kind, target: Target, theme: Theme) -> None:
        super().__init__()
        self._kind = kind
        self._target = target
        self._theme = theme
        self._filling = Filling(None, target.type)
        self._value = ""
        self._is_sent = False
        self._pressed: QPoint | None = None
        self._question: Meeting | Renaming | None = None
        self.setProperty("role", "slot")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            f"{target.meaning}\nExample: {target.example}" if target.example else target.meaning
        )
        self._build()
        self._describe()

    @property
    def key(self) -> str:
        """Return the property."""
        return self._target.key

    @property
    def value(self) -> str:
        """Return the value on show."""
        return self._value

    @property
    def filling(self) -> Filling:
        """Return what it shows."""
        return self._filling

    @property
    def question(self) -> Meeting | Renaming | None:
        """Return what stands open in it."""
        return self._question

    def ask(self, columns: Sequence[str], ways: Sequence[Way]) -> None:
        """Ask how these columns join what fills the property, or one another."""
        filled = source_words(self._filling.pair) if self._filling.pair is not None else ""
        meeting = Meeting(columns, ways, self._target.label, shortened(filled))
        meeting.chosen.connect(self._answer)
        self._open(meeting)

    def rename(self) -> None:
        """Open the line in which a custom property gets another name."""
        renaming = Renaming(self._target.label)
        renaming.renamed.connect(self._request_name)
        self._open(renaming)

    def refuse_name(self, error: ExpectedError) -> None:
        """Say why the property cannot have the typed name."""
        if isinstance(self._question, Renaming):
            self._question.refuse(error)

    @Slot()
    def close_question(self) -> None:
        """Close what stands open in it, with the focus back on the property."""
        question, self._question = self._question, None
        if question is not None:
            if question.isAncestorOf(QApplication.focusWidget() or self):
                self.setFocus()
            question.hide()
            question.deleteLater()

    def fill(self, filling: Filling) -> None:
        """Show what fills the property."""
        if filling.pair != self._filling.pair:
            self.close_question()
        self._filling = filling
        pair, suggestion = filling.pair, filling.suggestion
        self._chip.setVisible(pair is not None or suggestion is not None)
        self._show_fix()
        self._empty.setVisible(pair is not None)
        self._accept.setVisible(suggestion is not None)
        self._show_pill()
        self._need.setVisible(
            pair is None
            and (self._target.is_required or filling.is_needed or self._target.is_advised)
        )
        needed = self._need_words()
        self._need.setText(needed or "advised")
        mark(self._need, tone="warn" if needed else "")
        self._chip_text.setText(self._source_words())
        self._chip_text.setAccessibleName(self._source_words())
        tone = "bad" if filling.is_missing else ""
        mark(self._chip, tone="guess" if suggestion is not None else tone)
        mark(self._chip_text, tone=tone)
        self._describe()
        if filling.hand:
            state = "unsuited" if filling.unsuited else "ready"
        else:
            state = "mapped" if pair is not None else "empty"
        mark(self, state=state)
        self._show_unsuited()
        self._show_line()

    def _show_pill(self) -> None:
        filling, label = self._filling, self._target.label
        words = filling.pill or str(filling.type)
        if filling.pair is None:
            name = f"{label} takes: {words}"
        elif filling.asked is not None:
            name = f"{label}: {words}. {question_words(filling.asked).sentence} (C)"
        else:
            name = f"How {label} is read: {words} (C)"
        self.pill.setEnabled(filling.pair is not None)
        self.pill.say(
            words, name, is_asking=filling.asked is not None, is_quiet=filling.pair is None
        )

    def _show_unsuited(self) -> None:
        """Say why in the line of the name, so that nothing moves below a drag."""
        unsuited = self._filling.unsuited
        self._why.setText(unsuited)
        self._why.setVisible(bool(unsuited))
        for each in (self._need, self.pill, self._fix):
            if unsuited:
                each.hide()
        if not unsuited:
            self.pill.show()

    def _show_fix(self) -> None:
        """Offer a fixed text where it is needed most, elsewhere only under the mouse or focus."""
        is_near = self.underMouse() or self.hasFocus()
        is_open = self._filling.pair is None and not self._filling.unsuited
        self._fix.setVisible(is_open and (is_near or self._target.is_required))
        self._name.setVisible(self._is_custom and is_near and not self._filling.unsuited)

    def show_value(self, value: str, *, is_sent: bool = True) -> None:
        """Show the value of the record on show: as it will be sent, or as the file has it."""
        self._value, self._is_sent = value, is_sent
        self._show_line()

    def edit_fixed(self) -> None:
        """Open the line in which a fixed text is typed."""
        pair = self._filling.pair
        is_fixed = pair is not None and isinstance(pair.source, Fixed)
        self._line.setText(pair.source.text if is_fixed else "")  # type: ignore[union-attr] # is_fixed says so
        self._line.show()
        self._line.setFocus()
        self._line.selectAll()

    @Slot()
    def take_fixed(self) -> None:
        """Ask for the typed text."""
        if self._line.isVisible():
            typed = self._line.text()
            self._line.hide()
            self.setFocus()
            self.fixed.emit(self.key, typed)

    # Overrides

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer more under the mouse."""
        super().enterEvent(event)
        self._show_fix()

    def leaveEvent(self, event: QEvent) -> None:
        """Offer less."""
        super().leaveEvent(event)
        self._show_fix()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer more to the keys."""
        super().focusInEvent(event)
        self._show_fix()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer less."""
        super().focusOutEvent(event)
        self._show_fix()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that it needs more room while it asks something."""
        super().resizeEvent(event)
        if self._question is not None:
            self.grown.emit(self.key)

    def receive(self, columns: tuple[str, ...], origin: str) -> None:
        """Ask to be filled by the columns."""
        self.placed.emit(self.key, columns, origin)

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
            picture = (self._chip if is_chip else self).grab()
            if picture.deviceIndependentSize().width() > _GHOST_MOST:
                mode = Qt.TransformationMode.SmoothTransformation
                picture = picture.scaledToWidth(_GHOST_MOST, mode)
            drag.setPixmap(picture)
            self.drag_begun.emit(self.key if is_chip else "")
            drag.exec(Qt.DropAction.CopyAction)
            self.drag_ended.emit(self.key)

    def load(self, *, is_chip: bool) -> QMimeData:
        """Return what a drag of it carries: what fills it, out of it, or the property itself."""
        pair = self._filling.pair
        if is_chip and pair is not None:
            return chip_data(self._kind, self.key, pair.columns)
        return target_data(self._kind, self.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what is in hand; with nothing in hand, a click on what fills it takes that."""
        was_pressed, self._pressed = self._pressed is not None, None
        place = event.position().toPoint()
        if not was_pressed or not self.rect().contains(place):
            return
        if self._filling.hand:
            self.placed.emit(self.key, (), "")
        elif self._is_on_chip(place):
            self.moving.emit(self.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change the name of a custom property."""
        if self._is_custom and self._label.geometry().contains(event.position().toPoint()):
            self.rename()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Place, list columns, fix a text, empty, list types."""
        match event.key():
            case Qt.Key.Key_Escape if self._line.isVisible():
                self._line.hide()
                self.setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self._filling.hand:
                self.placed.emit(self.key, (), "")
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

    def _press_letter(self, key: int) -> bool:
        """Show how it is read, change its name or place; tell whether the key means any of it."""
        match key:
            case Qt.Key.Key_C | Qt.Key.Key_T if self._filling.pair is not None:
                self._request_conversion()
            case Qt.Key.Key_N if self._is_custom:
                self.rename()
            case Qt.Key.Key_M if self._filling.pair is not None:
                self.moving.emit(self.key)
            case _:
                return False
        return True

    def _describe(self) -> None:
        """Tell the keys as they are: Enter does what is nearest."""
        enter = "Enter lists the columns."
        if self._filling.hand:
            enter = "Enter places what is in hand."
        elif self._filling.suggestion is not None:
            enter = "Enter accepts the proposal, Shift+Enter accepts all proposals."
        more = _RENAME if self._is_custom else ""
        self.setAccessibleDescription(f"{self._target.meaning} {enter} {_KEYS}{more}")

    @property
    def _is_custom(self) -> bool:
        return self._target.is_custom and self._filling.pair is not None

    def _is_on_chip(self, place: QPoint) -> bool:
        widget = self.childAt(place)
        is_inside = widget is self._chip or self._chip.isAncestorOf(widget or self)
        return is_inside and self._filling.pair is not None

    def _open(self, question: Meeting | Renaming) -> None:
        self.close_question()
        self._question = question
        question.cancelled.connect(self.close_question)
        self._layout.addWidget(question)
        question.show()
        question.begin()

    @Slot(object)
    def _answer(self, way: Way) -> None:
        self.close_question()
        self.met.emit(self.key, way)

    @Slot(str)
    def _request_name(self, name: str) -> None:
        self.renamed.emit(self.key, name)

    @Slot()
    def _request_renaming(self) -> None:
        self.rename()

    def _build(self) -> None:
        label = self._target.label
        # It takes the rest of the line, so that the buttons never shrink in its favour.
        self._label = ElidedLabel(label, most=_LABEL_MOST)
        self._need = text(role="small")
        self.pill = Pill()
        self.pill.clicked.connect(self._request_conversion)
        self._down = QToolButton()
        self._down.setIcon(icons.icon("down", self._theme.tokens.muted))
        named(self._down, f"Choose a column for {label} (F4)")
        self._down.clicked.connect(self._request_columns)
        self._fix = tool("Fixed text…", f"Send the same text in every row as {label}")
        self._fix.clicked.connect(self._request_fixed)
        self._name = tool("Rename…", f"Send it under another name than {label} (N)")
        self._name.clicked.connect(self._request_renaming)
        self._name.hide()
        self._why = ElidedLabel(role="small", where=Qt.TextElideMode.ElideRight)
        self._why.hide()
        self._accept = tool("✓ Use", f"Use the proposal for {label} (Enter)")
        self._accept.clicked.connect(self._request_accept)
        self._line = OwnLine()
        self._line.setPlaceholderText(self._target.example or "the same in every row")
        self._line.setAccessibleName(f"Fixed text for {label}")
        self._line.returnPressed.connect(self.take_fixed)
        self._line.hide()
        for inner in (self.pill, self._down, self._fix, self._name, self._accept):
            # Every one of them has a key of the slot, so Tab goes from slot to slot.
            inner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = row(gap=8)
        top.addWidget(self._label, 1)
        top.addWidget(self._why)
        top.addWidget(self._need)
        top.addWidget(self._fix)
        top.addWidget(self._name)
        top.addWidget(self.pill)
        top.addWidget(self._down)
        bottom = self._build_bottom()
        self._layout = layout = column(self, gap=4)
        layout.setContentsMargins(12, 5, 6, 5)
        layout.addLayout(top)
        layout.addWidget(bottom)
        layout.addWidget(self._line)

    def _build_bottom(self) -> QWidget:
        self._chip = frame("chip")
        inner = row(self._chip, gap=4)
        inner.setContentsMargins(9, 1, 3, 1)
        self._chip_text = ElidedLabel(most=_CHIP_MOST)
        self._empty = tool("✕", f"Empty {self._target.label}", role="")
        self._empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty.clicked.connect(self._request_empty)
        inner.addWidget(self._chip_text)
        inner.addWidget(self._empty)
        self._first = ElidedLabel(role="muted", where=Qt.TextElideMode.ElideRight)
        self._first.setMinimumWidth(20)
        self._first.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bottom = QWidget()
        line = row(self._bottom, gap=8)
        line.addWidget(self._chip)
        line.addWidget(self._first, 1)
        line.addWidget(self._accept)
        return self._bottom

    def _source_words(self) -> str:
        suggestion = self._filling.suggestion
        pair = self._filling.pair or (suggestion.pair if suggestion is not None else None)
        if pair is None:
            return ""
        words = source_words(pair)
        if self._filling.is_missing:
            words = f"{words} is not in this file"
        elif isinstance(pair.source, Fixed) and not pair.fallback:
            words = f"{words} in every row"
        return words if self._filling.pair is not None else f"{words}?"

    def _show_line(self) -> None:
        filling = self._filling
        self._bottom.setVisible(filling.pair is not None or filling.suggestion is not None)
        if filling.suggestion is not None:
            words = filling.suggestion.reason
        elif filling.pair is not None and not isinstance(filling.pair.source, Fixed):
            words = self._value[:_VALUE_SHOWN]
            if self._is_sent:
                words = f"→ {words}" if words else "→ nothing in this row"
        else:
            words = ""
        self._first.setText(words)
        self.setAccessibleName(self._spoken())

    def _need_words(self) -> str:
        """Tell how the property is needed; of those that tell who it is one is enough."""
        if self._target.is_required:
            return "required"
        return "one of these" if self._filling.is_needed else ""

    def _spoken(self) -> str:
        filling = self._filling
        parts = [self._target.label, self._need_words(), str(filling.type)]
        if filling.pair is not None:
            parts.append(f"filled by {self._source_words()}")
            parts.append(f"read as {filling.pill}" if filling.pill != str(filling.type) else "")
            if filling.asked is not None:
                parts.append("needs a choice")
            if self._value:
                what = "first value" if self._is_sent else "in the file"
                parts.append(f"{what} {self._value[:_VALUE_SHOWN]}")
        elif filling.suggestion is not None:
            parts.append(f"proposed: {self._source_words()}")
        else:
            parts.append("empty")
        if filling.hand:
            parts.append(f"Enter places {shortened(filling.hand[0])}")
        parts.append(filling.unsuited)
        return ", ".join(filter(None, parts))

    @Slot()
    def _request_columns(self) -> None:
        self.columns_requested.emit(
            self.key, self._down.mapToGlobal(QPoint(0, self._down.height()))
        )

    @Slot()
    def _request_conversion(self) -> None:
        self.conversion_requested.emit(
            self.key, self.pill.mapToGlobal(QPoint(0, self.pill.height() + 4))
        )

    @Slot()
    def _request_fixed(self) -> None:
        self.edit_fixed()

    @Slot()
    def _request_empty(self) -> None:
        if self._filling.pair is not None:
            self.emptied.emit(self.key)

    @Slot()
    def _request_accept(self) -> None:
        self.accepted.emit(self.key)


def _has_shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
