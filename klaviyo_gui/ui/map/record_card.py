"""One record on show: a card in words, with the exact request under Details."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QWidget,
)

from klaviyo_gui.language import grouped, tr
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.record_words import headline, remarks, told
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.pieces import column, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFontMetrics

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.ui.models.built import Built

_NAME_MOST = 130
"""Pixels of a property's name on the card."""

_VALUE_BESIDE = 76
"""Pixels beside a property's name that even the narrowest card has."""

_SHOWN = 200
"""Characters of one value on the card."""

_EVENTS = 12
"""Events of the lines of an order that are told; one of a hundred would take the card with them."""

_BREAKS = re.compile(r"(?<=-)|\s+")
"""Where a line can break by itself."""

_BREAK = "\u200b"
"""Lets a word break where it stands, and cannot be seen."""


class RecordCard(QTabWidget):
    """Shows a record, or says why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._below = text(role="big", wraps=True), text(role="muted", wraps=True)
        self._remarks = text(wraps=True)
        for words in (self._title, self._below, self._remarks):
            # A name without a blank never widens the card.
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._values, self._form = _new_form()
        self._area = self._build_area()
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setProperty("role", "mono")
        self._details.setAccessibleName(tr("The request exactly as it is sent"))
        self.addTab(self._area, tr("Record"))
        self.addTab(self._details, tr("Details"))
        self.setAccessibleName(tr("One record"))
        self.tabBar().setAccessibleName(tr("What is shown of the record"))

    @property
    def sentence(self) -> str:
        """Return what the card says."""
        return f"{self._title.text()} {self._below.text()}".replace(_BREAK, "")

    @property
    def details(self) -> str:
        """Return the request on show."""
        return self._details.toPlainText()

    def show_record(
        self, kind: Kind, built: Built, pairs: Iterable[Pair], event: str = "", why: str = ""
    ) -> None:
        """Show what each pair brought to a record, or that its row is held or left out.

        Where a row may have several, what is shown is the ``event`` of this name, as often as it
        has it; ``why`` says what keeps a row from having it.
        """
        self._clear(remarks(kind, built))
        if not built.body:
            below = tr("File line {line}: nothing is sent for it.", line=grouped(built.line))
            is_out = built.is_left_out
            title = tr("This row is left out") if is_out else tr("This row is held")
            self._say(title, below, tr("Nothing is sent for this row."))
            return
        contents, request = values.parts(built.body, event), values.pretty(built.body)
        if not contents:
            self._say(tr("This row has no {event}", event=event), why, request)
            return
        title, below = headline(kind, contents[0])
        # An e-mail address may break after its @, so that it never widens the card.
        self._say(title.replace("@", f"@{_BREAK}"), below, request)
        every = tuple(pairs)
        for number, content in enumerate(contents[:_EVENTS], 1):
            if len(contents) > 1:
                heading = tr("{number} of {all}", number=number, all=len(contents))
                self._add(text(heading, "section"), text())
            self._tell(told(kind, every, content))

    def _tell(self, lines: Iterable[tuple[str, str]]) -> None:
        for label, shown in lines:
            if shown:
                said = text(shown[:_SHOWN], wraps=True)
                said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._add(ElidedLabel(label, "muted", most=_NAME_MOST), said)

    def show_reason(self, title: str, below: str) -> None:
        """Say why there is no record, and what to do."""
        self._clear(())
        self._say(title, below, "")

    def scroll_to_top(self) -> None:
        """Show the card from its beginning."""
        self._area.verticalScrollBar().setValue(0)

    def _build_area(self) -> QScrollArea:
        page = QWidget()
        page.setObjectName("page")
        self._page = inner = column(page, edge=16, gap=8)
        inner.addWidget(self._title)
        inner.addWidget(self._below)
        inner.addWidget(self._remarks)
        inner.addWidget(self._values)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        area.setAccessibleName(tr("The record in words"))
        return area

    def _add(self, name: QLabel, said: QLabel) -> None:
        """Add a value beside its name; what has no room there stands below, and is not cut."""
        at, top = self._form.rowCount(), Qt.AlignmentFlag.AlignTop
        # A value looks like the remarks; each one would have to be styled before it has its place.
        self._remarks.ensurePolished()
        if _longest(said.text(), self._remarks.fontMetrics()) <= _VALUE_BESIDE:
            self._form.addWidget(name, at, 0, top)
            self._form.addWidget(said, at, 1)
        else:
            self._form.addWidget(name, at, 0, 1, 2)
            self._form.addWidget(said, at + 1, 0, 1, 2)

    def _clear(self, remarked: tuple[str, ...]) -> None:
        # A grid never loses rows, so that stepping through records needs another one each time.
        before = self._values
        self._values, self._form = _new_form()
        self._page.replaceWidget(before, self._values)
        before.hide()
        before.deleteLater()
        self._remarks.setText("\n".join(remarked))
        self._remarks.setVisible(bool(remarked))

    def _say(self, title: str, below: str, details: str) -> None:
        self._title.setText(title)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self._details.setPlainText(details)


def _new_form() -> tuple[QWidget, QGridLayout]:
    """Return a place for names and values, and its layout."""
    place = QWidget()
    form = QGridLayout(place)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(14)
    form.setVerticalSpacing(6)
    form.setColumnStretch(1, 1)
    return place, form


def _longest(words: str, metrics: QFontMetrics) -> int:
    """Return the pixels of the longest part that a line cannot break."""
    return max(map(metrics.horizontalAdvance, _BREAKS.split(words)), default=0) + 2
