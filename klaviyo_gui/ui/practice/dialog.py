"""People of the practice Klaviyo, each with what happened, beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QSplitter, QWidget

from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import TARGET, button, column, row, text
from klaviyo_gui.ui.practice.looking import PracticeLook
from klaviyo_gui.ui.practice.people_panel import PeoplePanel
from klaviyo_gui.ui.practice.person_panel import PersonPanel
from klaviyo_gui.ui.practice.words import LEFT_OUT, timeline_text, written_words
from klaviyo_gui.ui.roomy import RoomyDialog

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.ui.practice.looking import Found, Shown, Wanted, Where, Whole
    from klaviyo_gui.ui.theme import Theme

_WISHED, _LEAST = QSize(1120, 680), QSize(800, 520)
_SHARES = (4, 6)
_BAD_DAY = mark(
    "Some requests are refused, answered late, in strange words or not at all, as on a bad day of "
    "the net. It ends with the practice Klaviyo."
)


class PracticeDialog(RoomyDialog):
    """Stands beside the window, which goes on; it shows what there was when it looked last."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("People of the practice Klaviyo"))
        self.give_room("practice", _LEAST, _WISHED)
        self.look = PracticeLook(self)
        self.notice = Notice(theme)
        self.people = PeoplePanel()
        self.person = PersonPanel()
        self.bad_day = QCheckBox(tr("&Bad day: slow, flaky and rude"))
        self.bad_day.setToolTip(tr(_BAD_DAY))
        self.bad_day.setAccessibleDescription(tr(_BAD_DAY))
        self.bad_day.setMinimumHeight(TARGET)
        self.again = button(tr("&Refresh"), tip=tr("Look again, such as while a run is on (F5)"))
        self._number = 0
        self._about = text(role="muted", wraps=True)
        self._written = text(role="sentence", wraps=True)
        self._build()
        self._connect()

    @property
    def sentence(self) -> str:
        """Return what it says of messages."""
        return self._written.text()

    @property
    def about(self) -> str:
        """Return which practice Klaviyo it says to show."""
        return self._about.text()

    def open_at(self, where: Where, about: str) -> None:
        """Come to the front and show the practice Klaviyo of this address, told of in words."""
        self.look.look_at(where)
        self.bad_day.setChecked(False)
        self._about.setText(about)
        self._written.setText("")
        self.people.start_anew()
        self.show()
        self.raise_()
        self.activateWindow()
        self.people.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again; who is in hand stays so."""
        self.people.ask()

    @Slot()
    def copy(self) -> None:
        """Put the person in hand with the whole timeline into the clipboard, as text."""
        if self.person.has_person:
            self.look.read_whole()

    def close_work(self) -> None:
        """Close it, and wait for what is being read."""
        self.close()
        self.people.close_work()
        self.look.close()

    # Private

    def _build(self) -> None:
        parts = QSplitter(Qt.Orientation.Horizontal)
        for part, share in zip((self.people, self.person), _SHARES, strict=True):
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, share)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(14)
        close = button(tr("Close"))
        close.clicked.connect(self.close)
        foot = row(gap=8)
        foot.addWidget(self._about, 1)
        foot.addWidget(self.bad_day)
        foot.addWidget(self.again)
        foot.addWidget(close)
        layout = column(self, edge=18)
        layout.addWidget(self._written)
        layout.addWidget(self.notice)
        layout.addWidget(parts, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        look, people, person = self.look, self.people, self.person
        people.search_requested.connect(self._search)
        people.person_chosen.connect(self._show_person)
        people.model.more_requested.connect(look.search_on)
        person.model.more_requested.connect(look.show_on)
        person.copy_requested.connect(self.copy)
        self.again.clicked.connect(self.refresh)
        self.bad_day.clicked.connect(self._switch_day)
        look.day_set.connect(self.refresh)
        look.day_refused.connect(self._tell_no_day)
        look.found.connect(self._take_found)
        look.more_found.connect(people.show_more)
        look.people_refused.connect(self._tell_no_people)
        look.shown.connect(self._take_shown)
        look.more_shown.connect(person.show_more)
        look.person_refused.connect(self._tell_no_person)
        look.read.connect(self._take_whole)
        for keys, slot in (
            ("F5", self.refresh),
            ("Ctrl+F", self._go_to_search),
            ("Ctrl+Shift+C", self.copy),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    @Slot(object)
    def _search(self, wanted: Wanted) -> None:
        self.look.search(wanted, self.people.model.rowCount())

    @Slot(int)
    def _show_person(self, number: int) -> None:
        if not number:
            self.look.show_nobody()
            self.person.show_nobody()
        else:
            is_same = number == self._number and self.person.has_person
            if not is_same:
                self.person.show_looking()
            self.look.show(number, self.person.model.rowCount() if is_same else 0)
        self._number = number

    @Slot(bool)
    def _switch_day(self, is_on: bool) -> None:
        self.look.set_bad_day(is_on=is_on)

    @Slot(object)
    def _tell_no_day(self, error: ExpectedError | None) -> None:
        self.notice.say_error(error)
        self.bad_day.setChecked(not self.bad_day.isChecked())

    @Slot(object)
    def _take_found(self, found: Found) -> None:
        self.notice.hide()
        self._written.setText(written_words(found.written))
        self.bad_day.setChecked(found.is_bad_day)
        self.people.show_found(found)

    @Slot(object)
    def _take_shown(self, shown: Shown) -> None:
        self.notice.hide()
        self.person.show_person(shown)

    @Slot(object)
    def _tell_no_people(self, error: ExpectedError | None) -> None:
        self.notice.say_error(error)
        self._written.setText("")
        self.people.show_failure()

    @Slot(object)
    def _tell_no_person(self, error: ExpectedError | None) -> None:
        self.notice.say_error(error)
        self.person.model.give_up()
        if not self.person.has_person:
            self.person.show_nobody()

    @Slot(object)
    def _take_whole(self, whole: Whole) -> None:
        words = timeline_text(whole.person, whole.happenings, is_whole=whole.is_whole)
        QGuiApplication.clipboard().setText(words)
        said = counted(
            len(whole.happenings),
            "The timeline is copied: {count} entry.",
            "The timeline is copied: {count} entries.",
        )
        if not whole.is_whole:
            said = f"{said} {tr(LEFT_OUT)}"
        self.notice.say(said, tone="good")

    @Slot()
    def _go_to_search(self) -> None:
        self.people.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.people.search.selectAll()
