"""People of the practice Klaviyo: a search, and those whom it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.masking import VeiledField, masking
from klaviyo_gui.ui.pieces import column, text
from klaviyo_gui.ui.practice.looking import Wanted
from klaviyo_gui.ui.practice.paged import PagedTable
from klaviyo_gui.ui.practice.words import PEOPLE_HEADINGS, count_words, person_cells
from klaviyo_gui.ui.tables import fit_to_cells, table

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from klaviyo_gui.practice.browsed import FoundPeople, FoundPerson
    from klaviyo_gui.ui.practice.looking import Found

PAUSE_MS = 250
"""From the last letter typed until people are looked for."""

_TEXT_MAX = 200
_LOOKING = mark("Looking…")


class PeoplePanel(QWidget):
    """Lists people and lets one be chosen.

    ``search_requested(wanted)`` fires for other people to be looked for; ``person_chosen(number)``
    when somebody is in hand, 0 for nobody.
    """

    search_requested = Signal(object)
    person_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = 0
        self._is_looking = False
        self.search = VeiledField()
        self.search.setPlaceholderText(tr("Find by e-mail, phone, ID or name"))
        self.search.setAccessibleName(tr("Find people of the practice Klaviyo"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(_TEXT_MAX)
        self.only_written = QCheckBox(tr("Only those who would have got a &message"))
        headings = tuple(map(tr, PEOPLE_HEADINGS))
        self.model: PagedTable[FoundPerson] = PagedTable(headings, person_cells, self)
        self.view = table(self.model, tr("People of the practice Klaviyo"))
        self.view.horizontalHeader().setStretchLastSection(True)
        self._count = text(role="muted", wraps=True)
        self._found: Found | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        layout = column(self, gap=8)
        for each in (self.search, self.only_written, self._count):
            layout.addWidget(each)
        layout.addWidget(self.view, 1)
        self._pause.timeout.connect(self.ask)
        self.search.textChanged.connect(self._wait)
        self.search.returnPressed.connect(self.ask)
        self.only_written.toggled.connect(self.ask)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        masking.changed.connect(self._tell_count)

    @property
    def wanted(self) -> Wanted:
        """Return whom somebody looks for."""
        return Wanted(self.search.text(), self.only_written.isChecked())

    @property
    def sentence(self) -> str:
        """Return what it says of those who were found."""
        return self._count.text()

    @Slot()
    def ask(self) -> None:
        """Let people be looked for now."""
        self._pause.stop()
        self._is_looking = True
        self._count.setText(tr(_LOOKING))
        self.search_requested.emit(self.wanted)

    def start_anew(self) -> None:
        """Forget who was looked for and who was in hand, such as for another practice Klaviyo."""
        self.search.clear()
        self.only_written.setChecked(False)
        self.model.show((), has_more=False)
        self._set_chosen(0)

    def show_found(self, found: Found) -> None:
        """Show these people; whoever was in hand stays so, else the first of them is."""
        page = found.page
        self._is_looking = False
        before = self._chosen
        self.model.show(page.people, has_more=page.following is not None)
        fit_to_cells(self.view)
        self._found = found
        self._tell_count()
        numbers = [each.number for each in page.people]
        if numbers:
            self.view.selectRow(numbers.index(before) if before in numbers else 0)
        else:
            self._set_chosen(0)

    def show_more(self, page: FoundPeople) -> None:
        """Show the people who follow."""
        self.model.add(page.people, has_more=page.following is not None)

    def show_failure(self) -> None:
        """Show that nobody could be looked for."""
        self.model.give_up()
        if self._is_looking:
            self._is_looking = False
            self.model.show((), has_more=False)
            self._count.setText("")
            self._set_chosen(0)

    def close_work(self) -> None:
        """Look for nobody any more."""
        self._pause.stop()

    # Overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search to the people by the key down."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # Private

    @Slot()
    def _tell_count(self) -> None:
        """Say how many were found, unless others are being looked for."""
        if self._found is not None and self.sentence:
            wanted, count = self._found.wanted, self._found.page.found or 0
            self._count.setText(count_words(wanted.text, count, only_written=wanted.only_written))

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot()
    def _choose(self) -> None:
        person = self.model.thing(self.view.currentIndex().row())
        if person is not None:
            self._set_chosen(person.number)

    def _set_chosen(self, number: int) -> None:
        self._chosen = number
        self.person_chosen.emit(number)
