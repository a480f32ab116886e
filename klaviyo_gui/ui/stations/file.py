"""Station 1: the file as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from klaviyo_gui.core.problem import Code
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.cards import card_list
from klaviyo_gui.ui.models.findings import FindingsModel
from klaviyo_gui.ui.models.rows import RowsModel
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, plural, row, text
from klaviyo_gui.ui.tables import fit_to_headings, table
from klaviyo_gui.ui.theme import mark

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Pipe"}
_LIST = 108
_STRUCTURE = frozenset({Code.ROW_TOO_SHORT, Code.ROW_TOO_LONG, Code.ROW_UNDECODABLE})


def dropped_file(data: QMimeData) -> Path | None:
    """Return the first file on this computer among what is dropped."""
    for url in data.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None


def facts(session: Session) -> str:
    """Return how the file is read, in one sentence."""
    file = session.file
    if file is None:
        return ""
    dialect = file.dialect
    rows = plural(session.row_count, "row")
    if session.breach is not None:
        rows = f"{rows} or more (the rest cannot be read)"
    elif session.index is None:
        rows = f"{rows} so far (counting…)"
    return " · ".join(
        (
            _DELIMITERS.get(dialect.delimiter, f"“{dialect.delimiter}” between cells"),
            dialect.encoding.upper(),
            f"Header in line {dialect.header_line}",
            plural(len(file.header), "column"),
            rows,
        )
    )


class DropArea(QFrame):
    """The large place for a file; ``open_requested`` and ``sample_requested`` are its buttons."""

    open_requested = Signal()
    sample_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "drop")
        self._icon = text()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        choose = button("Open…", "primary", "Choose a CSV file (Ctrl+O)")
        sample = button("Try with sample orders", tip="60 orders, sent to a Klaviyo for practice")
        choose.clicked.connect(self.open_requested)
        sample.clicked.connect(self.sample_requested)
        buttons = row()
        for widget in (None, choose, sample, None):
            if widget is None:
                buttons.addStretch(1)
            else:
                buttons.addWidget(widget)
        layout = column(self, edge=40, gap=16)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        for words, role in (
            ("Drop a CSV here", "title"),
            ("or choose one on this computer", "muted"),
        ):
            label = text(words, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        layout.addStretch(3)
        promise = text("Nothing leaves this computer until you press Send.", "muted")
        promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(promise)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    @Slot()
    def _paint_icon(self) -> None:
        self._icon.setPixmap(icons.pixmap("drop", self._theme.tokens.accent, 64))


class FileStation(QWidget):
    """Empty, a place to drop a file; else its rows, how they are read, and broken ones."""

    open_requested = Signal()
    sample_requested = Signal()

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self.notice = Notice(theme)
        self._drop = DropArea(theme)
        self._drop.open_requested.connect(self.open_requested)
        self._drop.sample_requested.connect(self.sample_requested)
        self._title = text("File", "title")
        self._facts = text(role="muted", wraps=True)
        self._rows = RowsModel(session, self)
        self.grid = table(self._rows, "The rows of the file", has_lines=True)
        self.grid.setCornerButtonEnabled(False)
        self._found = FindingsModel(self, counts_rows=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._drop)
        self._stack.addWidget(self._build_page(theme))
        layout = column(self, edge=EDGE)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        session.file_changed.connect(self._show_file)
        session.index_changed.connect(self._refresh)
        session.file_refused.connect(self._tell_refusal)
        checker.changed.connect(self._refresh)
        self._refresh()

    @property
    def facts(self) -> str:
        """Return the sentence about the file."""
        return self._facts.text()

    @property
    def findings(self) -> FindingsModel:
        """Return the broken rows by cause."""
        return self._found

    def lift(self, *, is_lifted: bool) -> None:
        """Show that a file over the window would be taken."""
        mark(self._drop, lifted="true" if is_lifted else "false")

    def _build_page(self, theme: Theme) -> QWidget:
        another = button("Open another…", tip="Choose a CSV file (Ctrl+O)")
        another.clicked.connect(self.open_requested)
        heading = row()
        heading.addWidget(self._title)
        heading.addStretch(1)
        heading.addWidget(another)
        self._list = card_list("Broken rows", self._found, theme, wraps=True)
        self._list.setFixedHeight(_LIST)
        self._sound = text(role="muted", wraps=True)
        page = QWidget()
        layout = column(page)
        layout.addLayout(heading)
        layout.addWidget(self._facts)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._sound)
        layout.addWidget(self._list)
        return page

    @Slot()
    def _show_file(self) -> None:
        self.notice.dismiss()
        fit_to_headings(self.grid)
        self._refresh()

    @Slot(object)
    def _tell_refusal(self, error: ExpectedError | None) -> None:
        self.notice.say_error(error)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        file, result = self._session.file, self._checker.result
        self._stack.setCurrentIndex(0 if file is None else 1)
        if file is None:
            return
        self._title.setText(file.path.name)
        self._facts.setText(facts(self._session))
        found = result.findings if result is not None else ()
        # Both kinds of record meet the same broken row; it is told once.
        broken = {each.code: each for each in found if each.code in _STRUCTURE}
        self._found.show(tuple(broken.values()))
        self._list.setVisible(bool(broken))
        self._sound.setVisible(not broken)
        if result is not None:
            self._sound.setText("Every row has as many cells as the header, and all are readable.")
        else:
            self._sound.setText("Broken rows are told here once the mapping can be checked.")
