"""The person in hand: who it is, and what happened, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.elided import one_line
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import button, column, named, row, text
from klaviyo_gui.ui.practice.paged import PagedTable
from klaviyo_gui.ui.practice.words import (
    TIMELINE_HEADINGS,
    facts,
    happening_cells,
    happening_text,
    person_title,
    person_words,
)
from klaviyo_gui.ui.tables import fit_to_cells, stretch_words, table

if TYPE_CHECKING:
    from klaviyo_gui.practice.browsed import Happening, ShownPerson, TimelinePage
    from klaviyo_gui.ui.practice.looking import Shown

_LEAST_HEIGHT = 70
_NOBODY = mark("Whoever is chosen is shown here, with every event.")
_LOOKING = mark("Looking…")


class PersonPanel(QWidget):
    """Shows one person.

    ``copy_requested`` fires when the timeline is wanted as text; ``model.more_requested`` when
    somebody has scrolled to its end.
    """

    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownPerson | None = None
        self._title = text(role="section", wraps=True)
        self._words = text(role="muted", wraps=True)
        self.copy = button(
            tr("&Copy as text"), tip=tr("The person with the timeline (Ctrl+Shift+C)")
        )
        self.facts = TextTable((tr("What is known"), tr("Value")), self)
        self._facts_view = table(self.facts, tr("What is known of the person"))
        stretch_words(self._facts_view, 1)
        headings = tuple(map(tr, TIMELINE_HEADINGS))
        self.model: PagedTable[Happening] = PagedTable(headings, happening_cells, self)
        self.view = table(self.model, tr("Timeline of the person"))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setProperty("role", "mono")
        named(self.details, tr("All of what is chosen in the timeline"))
        self._nobody = text(tr(_NOBODY), "muted", wraps=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._build())
        column(self).addWidget(self._stack)
        self.copy.clicked.connect(self.copy_requested)
        self.view.selectionModel().currentRowChanged.connect(self._show_details)
        self.model.modelReset.connect(self._show_details)
        masking.changed.connect(self._tell)

    @property
    def sentence(self) -> str:
        """Return what it says of the person."""
        return f"{self._title.text()}: {self._words.text()}"

    @property
    def has_person(self) -> bool:
        """Tell whether somebody is on show."""
        return self._stack.currentIndex() == 1

    def show_person(self, shown: Shown) -> None:
        """Show somebody with the newest that happened."""
        self._shown = shown.person
        self._tell()
        self.model.show(shown.page.happenings, has_more=shown.page.following is not None)
        fit_to_cells(self.view)
        self._stack.setCurrentIndex(1)
        if shown.page.happenings:
            self.view.selectRow(0)

    def show_more(self, page: TimelinePage) -> None:
        """Show what happened earlier."""
        self.model.add(page.happenings, has_more=page.following is not None)

    def show_looking(self) -> None:
        """Show that somebody else is being looked at."""
        self._nobody.setText(tr(_LOOKING))
        self._stack.setCurrentIndex(0)

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self._nobody.setText(tr(_NOBODY))
        self._stack.setCurrentIndex(0)

    # Private

    @Slot()
    def _tell(self) -> None:
        """Say who it is, and what is known."""
        if self._shown is not None:
            self._title.setText(one_line(person_title(self._shown)))
            self._words.setText(person_words(self._shown))
            self.facts.show(facts(self._shown))
            self._show_details()

    def _build(self) -> QWidget:
        page = QWidget()
        head = row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(self.copy, alignment=Qt.AlignmentFlag.AlignTop)
        layout = column(page, gap=8)
        layout.addLayout(head)
        layout.addWidget(self._words)
        for part, share in ((self._facts_view, 3), (self.view, 4), (self.details, 3)):
            part.setMinimumHeight(_LEAST_HEIGHT)
            layout.addWidget(part, share)
        return page

    @Slot()
    def _show_details(self) -> None:
        happening = self.model.thing(self.view.currentIndex().row())
        self.details.setPlainText("" if happening is None else happening_text(happening))
