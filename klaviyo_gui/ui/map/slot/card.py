"""The slot itself: it shows what fills its property, and what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QApplication, QSizePolicy

from klaviyo_gui.core.mapping import Fixed
from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.map.line import OwnLine
from klaviyo_gui.ui.map.slot import words
from klaviyo_gui.ui.map.slot.filling import FirstValue
from klaviyo_gui.ui.map.slot.gestures import SlotGestures
from klaviyo_gui.ui.map.slot.meeting import Meeting
from klaviyo_gui.ui.map.slot.renaming import Renaming
from klaviyo_gui.ui.map.type_words import type_words
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.meaning.subjects import PropertySubject
from klaviyo_gui.ui.pieces import column
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.wording import source_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QEnterEvent, QFocusEvent, QResizeEvent

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.map.slot.filling import Filling
    from klaviyo_gui.ui.map.slot.pill import Pill
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.moving import Obstacle
    from klaviyo_gui.ui.placing import Way
    from klaviyo_gui.ui.theme import Theme


class SlotCard(SlotGestures):
    """A property: drop, click or press Enter to fill it; drag it onto a column as well.

    To the signals of its gestures it adds ``met(key, way)`` when it was chosen how columns join;
    ``renamed(key, name)``; ``fixed(key, text)``; ``grown(key)`` when it got higher for what it
    asks.
    """

    met = Signal(str, object)
    renamed = Signal(str, str)
    fixed = Signal(str, str)
    grown = Signal(str)

    def __init__(self, kind: Kind, target: Target, theme: Theme) -> None:
        super().__init__(kind, target, theme)
        self._first = FirstValue()
        self._is_filled = False
        self._question: Meeting | Renaming | None = None
        self.setProperty("role", "slot")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(words.tip(target))
        self.setAccessibleDescription(words.keys_spoken(target, self._filling))
        self._line = OwnLine()
        self._line.setPlaceholderText(target.example or tr("the same in every row"))
        self._line.setAccessibleName(tr("Fixed text for {property}", property=target.shown_label))
        self._line.returnPressed.connect(self.take_fixed)
        self._line.hide()
        self._layout = layout = column(self, gap=4)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(self._head)
        layout.addWidget(self._foot)
        layout.addWidget(self._offers)
        layout.addWidget(self._line)
        masking.changed.connect(self._say_anew)

    @property
    def value(self) -> str:
        """Return the value on show."""
        return self._first.text

    @property
    def pill(self) -> Pill:
        """Return what says how the property is read."""
        return self._head.pill

    @property
    def question(self) -> Meeting | Renaming | None:
        """Return what stands open in it."""
        return self._question

    def fill(self, filling: Filling) -> None:
        """Show what fills the property."""
        if self._is_filled and filling == self._filling:
            return
        self._is_filled = True
        if filling.pair != self._filling.pair:
            self.close_question()
            # What it brings to the record on show is told before long.
            self._first = FirstValue()
        self._filling = filling
        self._head.show_filling(filling, is_near=self._is_near)
        self._foot.show_filling(filling)
        self._offers.show_filling(filling)
        self.setAccessibleDescription(words.keys_spoken(self._target, filling))
        if filling.hand:
            state = "unsuited" if filling.unsuited else "ready"
        else:
            is_filled = filling.pair is not None or filling.is_by_sending
            state = "mapped" if is_filled else "empty"
        restyle(self, state=state)
        self._show_first()

    def show_value(self, first: FirstValue) -> None:
        """Show the value of the record on show."""
        if first != self._first:
            self._first = first
            self._show_first()

    def subject(self) -> Subject:
        """Return the property with all that it shows, for whoever asks what it means."""
        filling = self._filling
        return PropertySubject(
            self._target,
            type_words(filling.type),
            words.need(self._target, filling),
            " ".join(filter(None, (words.source_shown(filling), words.fallback_shown(filling)))),
            filling.pill if filling.pill != type_words(filling.type) else "",
            self._first.text,
            filling.unsuited,
            words.keys_told(self._target, filling),
        )

    def ask(
        self, names: Sequence[str], ways: Sequence[Way], against: Mapping[Way, Obstacle]
    ) -> None:
        """Ask how what is named joins what fills the property, or one another."""
        filled = source_words(self._filling.pair) if self._filling.pair is not None else ""
        label = self._target.shown_label
        meeting = Meeting(names, ways, label, shortened(filled), against)
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

    def edit_fixed(self) -> None:
        """Open the line in which a fixed text is typed."""
        source = self._filling.pair.source if self._filling.pair is not None else None
        self._line.setText(source.text if isinstance(source, Fixed) else "")
        self._line.show()
        self._line.setFocus()
        self._line.selectAll()

    @Slot()
    def take_fixed(self) -> None:
        """Ask for the typed text."""
        typed = self._line.text()
        if self.leave_fixed():
            self.setFocus()
            self.fixed.emit(self.key, typed)

    def leave_fixed(self) -> bool:
        """Close the line of the fixed text, and tell whether it was open."""
        was_open = self._line.isVisible()
        self._line.hide()
        return was_open

    # Overrides

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer more under the mouse."""
        super().enterEvent(event)
        self._offer()

    def leaveEvent(self, event: QEvent) -> None:
        """Offer less."""
        super().leaveEvent(event)
        self._offer()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer more to the keys."""
        super().focusInEvent(event)
        self._offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer less."""
        super().focusOutEvent(event)
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that it needs more room while it asks something."""
        super().resizeEvent(event)
        if self._question is not None:
            self.grown.emit(self.key)

    # Private

    @property
    def _is_near(self) -> bool:
        return self.underMouse() or self.hasFocus()

    def _offer(self) -> None:
        self._head.offer(self._filling, is_near=self._is_near)

    def _show_first(self) -> None:
        self._foot.show_value(self._filling, self._first)
        self.setAccessibleName(words.spoken(self._target, self._filling, self._first))

    def _open(self, question: Meeting | Renaming) -> None:
        self.close_question()
        self._question = question
        question.cancelled.connect(self.close_question)
        self._layout.addWidget(question)
        question.show()
        question.begin()

    @Slot()
    def _say_anew(self) -> None:
        """Mask or show the cells that are quoted by what is proposed and what is asked."""
        if self._filling.suggestion is not None or self._filling.asked is not None:
            self._is_filled = False
            self.fill(self._filling)

    @Slot(object)
    def _answer(self, way: Way) -> None:
        self.close_question()
        self.met.emit(self.key, way)

    @Slot(str)
    def _request_name(self, name: str) -> None:
        self.renamed.emit(self.key, name)
