"""One record on show: a card in words, with the exact request under Details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QWidget,
)

from klaviyo_gui import wording
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.record_words import headline, pair_value, remarks
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.pieces import column, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.ui.models.built import Built

_NAME_MOST = 130
"""Pixels of a property's name on the card."""

_SHOWN = 200
"""Characters of one value on the card."""

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
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(6)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._area = self._build_area()
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setProperty("role", "mono")
        self._details.setAccessibleName("The request exactly as it is sent")
        self.addTab(self._area, "Record")
        self.addTab(self._details, "Details")
        self.setAccessibleName("One record")

    @property
    def sentence(self) -> str:
        """Return what the card says."""
        return f"{self._title.text()} {self._below.text()}".replace(_BREAK, "")

    @property
    def details(self) -> str:
        """Return the request on show."""
        return self._details.toPlainText()

    def show_record(self, kind: Kind, built: Built, pairs: Iterable[Pair]) -> None:
        """Show what each pair brought to a record, or that its row is held or left out."""
        self._clear(remarks(kind, built))
        if not built.body:
            below = f"File line {built.line:,}: nothing is sent for it."
            state = "left out" if built.is_left_out else "held"
            self._say(f"This row is {state}", below, "Nothing is sent for this row.")
            return
        content = values.document(built.body)
        title, below = headline(kind, content)
        # An e-mail address may break after its @, so that it never widens the card.
        self._say(title.replace("@", f"@{_BREAK}"), below, values.pretty(built.body))
        for pair in pairs:
            shown = pair_value(kind, pair, content)
            if shown:
                label = wording.target_label(kind, pair.target)
                said = text(shown[:_SHOWN], wraps=True)
                said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._form.addRow(ElidedLabel(label, "muted", most=_NAME_MOST), said)

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
        inner = column(page, edge=16, gap=8)
        inner.addWidget(self._title)
        inner.addWidget(self._below)
        inner.addWidget(self._remarks)
        inner.addLayout(self._form)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        area.setAccessibleName("The record in words")
        return area

    def _clear(self, remarked: tuple[str, ...]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self._remarks.setText("\n".join(remarked))
        self._remarks.setVisible(bool(remarked))

    def _say(self, title: str, below: str, details: str) -> None:
        self._title.setText(title)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self._details.setPlainText(details)
