"""The left pane of Map: the columns by what becomes of them, to be found, sorted and placed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.map.columns import ColumnsView
from klaviyo_gui.ui.map.pane_title import pane_title
from klaviyo_gui.ui.meaning.subjects import ColumnSubject, has_keys
from klaviyo_gui.ui.models.column_state import ColumnState
from klaviyo_gui.ui.models.columns import ColumnsModel
from klaviyo_gui.ui.models.found_columns import FoundColumns, Order
from klaviyo_gui.ui.pieces import button, column, named, row, text, tool
from klaviyo_gui.ui.undoing import StepKeys

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_SHORT = {
    ColumnState.UNDECIDED: mark("undecided"),
    ColumnState.MAPPED: mark("mapped"),
    ColumnState.CUSTOM: mark("custom"),
    ColumnState.LEFT_OUT: mark("left out"),
}
_ORDERS = {
    Order.FILE: mark("File order"),
    Order.STATE: mark("State"),
    Order.NAME: mark("Name"),
}
_SORTED = {
    Order.FILE: mark("File ▾"),
    Order.STATE: mark("State ▾"),
    Order.NAME: mark("Name ▾"),
}
_SORTED_SPOKEN = {
    Order.FILE: mark("Sort columns, now by file order"),
    Order.STATE: mark("Sort columns, now by state"),
    Order.NAME: mark("Sort columns, now by name"),
}


class ColumnsPane(QWidget):
    """The columns with a box to filter them; what is asked is passed on by ``view``."""

    def __init__(self, session: Session, kind: Kind, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._header = session.header
        self.model = ColumnsModel(session, kind, self)
        self.found = FoundColumns(self.model, self)
        self.view = ColumnsView(self.found, theme)
        self._filter = QLineEdit()
        StepKeys(self._filter)
        self._filter.setPlaceholderText(tr("Filter columns"))
        self._filter.setAccessibleName(tr("Filter columns"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._find)
        self._none = text(tr("No column matches."), "muted", wraps=True)
        self._none.hide()
        self.states = {state: self._chip(state) for state in ColumnState}
        self.joined = button("", "filter")
        self.joined.setCheckable(True)
        self.joined.clicked.connect(self._find)
        looked_for = row(gap=6)
        looked_for.addWidget(self._filter, 1)
        looked_for.addWidget(self.joined)
        heading = row()
        heading.addWidget(pane_title(tr("Your columns")))
        heading.addStretch(1)
        self._sort = self._build_sort()
        heading.addWidget(self._sort)
        chips = QGridLayout()
        chips.setSpacing(4)
        for at, chip in enumerate(self.states.values()):
            chips.addWidget(chip, at // 2, at % 2)
        layout = column(self, gap=8)
        layout.addLayout(heading)
        layout.addLayout(looked_for)
        layout.addLayout(chips)
        layout.addWidget(self._none)
        layout.addWidget(self.view, 1)
        layout.addLayout(self._build_rest())
        session.file_changed.connect(self._take_file)
        session.mapping_changed.connect(self._refresh)
        session.seconds_changed.connect(self._refresh)
        session.hand_changed.connect(self._refresh)
        theme.changed.connect(self.view.viewport().update)
        theme.changed.connect(self._show_joined)
        self._refresh()

    def focus_search(self) -> None:
        """Let the next letters say which column is looked for."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def show_state(self, state: ColumnState | None) -> None:
        """Show the columns in one state alone, or all of them."""
        for each, chip in self.states.items():
            chip.setChecked(each is state)
        self._find()

    def show_column(self, name: str) -> None:
        """Choose a column and give it the focus, whatever was looked for before."""
        self._filter.clear()
        self.show_state(None)
        index = self.found.mapFromSource(self.model.index_of(name))
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def subject(self) -> Subject | None:
        """Return the column at which the list stands while it has the focus."""
        index = self.view.currentIndex()
        is_asked = has_keys(self.view) and index.isValid()
        return ColumnSubject(index.data()) if is_asked else None

    def order_by(self, order: Order) -> None:
        """Sort the columns otherwise."""
        self.found.order_by(order)
        self._sort.setText(tr(_SORTED[order]))
        named(self._sort, tr(_SORTED_SPOKEN[order]))

    def _build_sort(self) -> QToolButton:
        result = tool(tr(_SORTED[Order.FILE]), tr(_SORTED_SPOKEN[Order.FILE]))
        menu = QMenu(result)
        for order in Order:
            menu.addAction(tr(_ORDERS[order])).triggered.connect(partial(self._order_by, order))
        result.setMenu(menu)
        result.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return result

    def _build_rest(self) -> QGridLayout:
        """Return the two ways to decide about all that is left in one step."""
        self._custom = button(
            tr("Rest: custom"), tip=tr("Send every undecided column as custom property")
        )
        self._custom.clicked.connect(self.send_rest)
        self._left = button(tr("Rest: leave out"), tip=tr("Send nothing of every undecided column"))
        self._left.clicked.connect(self._session.leave_out_rest)
        layout = QGridLayout()
        layout.setSpacing(6)
        for at, each in enumerate((self._custom, self._left)):
            each.setProperty("role", "small")
            layout.addWidget(each, at, 0)
        return layout

    @Slot()
    def send_rest(self) -> None:
        """Send every undecided column as a custom property of the kind of record on show."""
        self._session.send_rest_as_custom(self.model.kind)

    def _chip(self, state: ColumnState) -> QPushButton:
        chip = button("", "filter")
        chip.setCheckable(True)
        chip.clicked.connect(partial(self._toggle, state))
        return chip

    def _order_by(self, order: Order, _is_checked: bool = False) -> None:
        self.order_by(order)

    def _toggle(self, state: ColumnState, _is_checked: bool = False) -> None:
        self.show_state(state if self.states[state].isChecked() else None)

    @Slot()
    def _find(self) -> None:
        state = next((each for each, chip in self.states.items() if chip.isChecked()), None)
        self.found.find(self._filter.text(), state, is_joined=self.joined.isChecked())
        self._none.setVisible(bool(self._session.header) and not self.found.rowCount())

    @Slot()
    def _take_file(self) -> None:
        """Show the columns of another file from the first one on, none of them left out."""
        if self._session.header != self._header:
            self._header = self._session.header
            self._filter.clear()
            self.joined.setChecked(False)
            self.show_state(None)
            self.view.scrollToTop()
        self._find()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        header = self._session.header
        self.view.show_hand(has_hand=bool(self._session.in_hand))
        counts = self.model.counts
        for state, chip in self.states.items():
            count = counts[state]
            chip.setText(f"{count} {tr(_SHORT[state])}")
            spoken = counted(
                count,
                "Show only the {count} column that is: {state}",
                "Show only the {count} columns that are: {state}",
                state=tr(state.value),
            )
            named(chip, spoken)
            chip.setEnabled(bool(count) or chip.isChecked())
            chip.setProperty("tone", "warn" if state is ColumnState.UNDECIDED and count else "")
        self._show_joined()
        shown = self.found.state
        if shown is not None and not counts[shown]:
            self.show_state(None)
        for each in (self._custom, self._left):
            each.setVisible(bool(counts[ColumnState.UNDECIDED]))
        self._none.setVisible(bool(header) and not self.found.rowCount())
        if header and self.found.rowCount() and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.found.index(0, 0))
            self.view.clearSelection()

    @Slot()
    def _show_joined(self) -> None:
        """Offer to show only the columns of second files, as long as there are some."""
        session, count = self._session, self.model.joined
        files = dict.fromkeys(map(session.second_name, session.mapping.joins))
        self.joined.setText(f"{count}")
        icons.put_on(self.joined, "join", self._theme.tokens.accent)
        spoken = counted(
            count,
            "Show only the {count} column from {files}",
            "Show only the {count} columns from {files}",
            files=", ".join(files),
        )
        named(self.joined, spoken)
        self.joined.setVisible(bool(count))
        if not count and self.joined.isChecked():
            self.joined.setChecked(False)
            self._find()
