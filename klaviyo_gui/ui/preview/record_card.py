"""One row in full: its cells in the file, what becomes of them, and the request exactly as sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.as_curl import as_curl
from klaviyo_gui.klaviyo.bodies import wrap
from klaviyo_gui.language import grouped, mark, tr
from klaviyo_gui.ui.amend.panel import RowPanel
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.models.record_fields import fields
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import button, column, grown, row, text
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.tables import stretch_words, table
from klaviyo_gui.wording.cells import are_masked, cell_words
from klaviyo_gui.wording.here import advice_here

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.ui.models.built import Built
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_SHOWN = 300
"""Characters of a cell that are shown; the request holds all."""


_CURL_TIP = mark(
    "Copy the request as a command for curl, in the terminal of macOS or Linux, for whoever helps. "
    "It holds no key, so that it sends nothing by itself."
)

_LINES, _SEVERAL = 6, 2

_CELLS_LEAST = 262
"""Pixels in which a cell and what is used of it can be told apart, in the narrowest window too."""

_TITLE_LEAST = 144
"""Pixels in which a short title stands in one line."""


class RecordCard(QFrame):
    """Shows file line ↔ record on the left, and the request on the right."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.panel = RowPanel(session, theme)
        self.setProperty("role", "card")
        follow_type(self, minimumHeight=150)
        self.line = grown(text(role="section", wraps=True))
        follow_type(self.line, minimumWidth=_TITLE_LEAST)
        self._request = QPlainTextEdit()
        self._request.setReadOnly(True)
        self._request.setProperty("role", "mono")
        self._request.setAccessibleName(tr("The request exactly as it is sent, in lines"))
        self._exact = ""
        tip = tr("Copy the whole request, to the letter as it is sent for this record alone")
        self._copy = button(tr("Copy"), tip=tip)
        self._copy.clicked.connect(self.copy_request)
        self._curl = button(tr("Copy as cURL"), tip=tr(_CURL_TIP))
        self._curl.clicked.connect(self.copy_curl)
        self._kind = Kind.EVENTS
        self.pairs = TextTable((tr("Property"), tr("In the file"), tr("As it is sent")), self)
        self._grid = table(self.pairs, tr("The cells of this row and what is sent for them"))
        stretch_words(self._grid, 0)
        self._late: tuple[Built | None, Kind, Mapping, tuple[str, ...]] | None = None
        self._build()
        self.panel.view.closed.connect(self._catch_up)
        session.file_changed.connect(self._let_go)

    @property
    def request(self) -> str:
        """Return what is shown of the request, or why there is none."""
        return self._request.toPlainText()

    @property
    def facts(self) -> str:
        """Return what is said of the row."""
        return self.told.text()

    def show_record(
        self, built: Built | None, kind: Kind, mapping: Mapping, header: tuple[str, ...]
    ) -> None:
        """Show a row, or that none is chosen.

        Where somebody is typing another row stays until they have done: a check that ends may take
        theirs out of the list.
        """
        if self.panel.is_typing and (built is None or built.line != self.panel.line):
            self._late = built, kind, mapping, header
            return
        self._late = None
        for each in (self._copy, self._curl):
            each.setEnabled(built is not None and not built.is_held)
        self.pairs.show(_pairs(built, kind, mapping, header) if built is not None else ())
        if built is None:
            self.line.setText(tr("No row chosen"))
            self.told.setText("")
            self._show_request(None, kind, "")
            self.panel.show_nothing()
            return
        self.line.setText(_standing(built))
        self.panel.show_row(built.line, built.cells)
        lines = []
        for problem in built.problems:
            what, advice = wording.problem_words(problem).what, advice_here(problem.code)
            label = f"{wording.target_label(kind, problem.target)}: " if problem.target else ""
            lines.append(f"{label}{what} {advice}".rstrip())
        if built.lines:
            all_lines = ", ".join(map(grouped, built.lines))
            lines.append(
                tr("One person from file lines {lines}: sent once, as shown here.", lines=all_lines)
            )
        self.told.setText("\n\n".join(lines) or tr("Nothing wrong with this row."))
        self._show_request(built, kind, mapping.list_of(kind))

    def take_focus(self) -> None:
        """Give the focus to what is shown of the row."""
        shown = (self.panel.view, self._grid, self._request)
        shown[self.tabs.currentIndex()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit(self, name: str) -> None:
        """Begin to type another text for this column of the row."""
        self.tabs.setCurrentIndex(0)
        self.panel.edit_column(name)

    @Slot()
    def _catch_up(self) -> None:
        """Show what was to be shown while somebody was typing."""
        if self._late is not None:
            self.show_record(*self._late)

    @Slot()
    def _let_go(self) -> None:
        """End the typing in a row of a file that is no longer open."""
        self.panel.show_nothing()
        self._catch_up()

    @Slot()
    def copy_request(self) -> None:
        """Put the request of the chosen row on the clipboard."""
        QGuiApplication.clipboard().setText(self._exact)

    @Slot()
    def copy_curl(self) -> None:
        """Put the same on the clipboard as a command for whoever helps, which holds no key."""
        command = as_curl(self._kind, self._exact.encode()) if self._exact else ""
        QGuiApplication.clipboard().setText(command)

    def _show_request(self, built: Built | None, kind: Kind, list_id: str) -> None:
        """Keep the request to the letter, and show it in lines; a field of Qt keeps it not."""
        self._kind = kind
        if built is None or built.is_held:
            self._exact = ""
            why = tr("Nothing is sent for this row.") if built is not None else ""
            self._request.setPlainText(why)
            return
        request = wrap(kind, [built.body], list_id)
        shown = values.pretty(request)
        self._request.setPlainText(shown)
        # While values are masked, nobody copies what is not on show.
        self._exact = shown if are_masked() else request.decode()

    def _build(self) -> None:
        left: QVBoxLayout = column(gap=8)
        left.addWidget(self.line)
        left.addWidget(self._build_facts(), 1)
        left.addWidget(self.panel.leave)
        cells, request = QWidget(), QWidget()
        column(cells, edge=4).addWidget(self.panel)
        exact = column(request, edge=8, gap=6)
        exact.addWidget(self._request, 1)
        copies = row(gap=8)
        copies.addStretch(1)
        copies.addWidget(self._curl)
        copies.addWidget(self._copy)
        exact.addLayout(copies)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setDrawBase(False)
        follow_type(self.tabs, minimumWidth=_CELLS_LEAST)
        self.tabs.tabBar().setAccessibleName(tr("What is shown of the row"))
        self.tabs.addTab(cells, tr("Cells"))
        self.tabs.addTab(self._grid, tr("As it is sent"))
        self.tabs.addTab(request, tr("Exact request"))
        sides = row(self, edge=12, gap=14)
        sides.addLayout(left, 2)
        sides.addWidget(self.tabs, 5)

    def _build_facts(self) -> QScrollArea:
        self.told = grown(text(wraps=True))
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("What is wrong with this row"))
        page = QWidget()
        page.setObjectName("page")
        column(page).addWidget(self.told)
        area.setWidget(page)
        return area


def _standing(built: Built) -> str:
    """Return where a row stands, and what becomes of it."""
    if built.is_left_out:
        return tr("{place}: left out", place=_place(built))
    if built.is_held:
        return tr("{place}: held", place=_place(built))
    return tr("{place}: ready", place=_place(built))


def _place(built: Built) -> str:
    """Return where a row stands, or the lines of an order, of which a few are named."""
    lines = ", ".join(map(grouped, built.of_order[:_LINES]))
    if len(built.of_order) < _SEVERAL:
        return tr("File line {line}", line=grouped(built.line))
    if len(built.of_order) > _LINES:
        return tr("Order of file lines {lines}…", lines=lines)
    return tr("Order of file lines {lines}", lines=lines)


def _pairs(
    built: Built, kind: Kind, mapping: Mapping, header: tuple[str, ...]
) -> list[tuple[str, ...]]:
    content = values.document(built.body) if not built.is_held else None
    there = set(values.names_in(content)) if content is not None and kind is Kind.EVENTS else set()
    lines: list[tuple[str, ...]] = []
    for field in fields(mapping, kind):
        pair = field.pair
        places = [header.index(name) for name in pair.columns if name in header]
        cells = [built.all_cells[at] for at in places if at < len(built.all_cells)]
        raw = " · ".join(filter(None, map(cell_words, cells)))[:_SHOWN]
        if not pair.columns:
            raw = wording.source_words(pair)
        sent = values.value(kind, field.key, content) if content is not None else None
        said = values.shown(sent)[:_SHOWN] or "—"
        if content is not None and field.event and field.event not in there:
            said = tr("not sent")
        lines.append((wording.target_label(kind, field.key), raw or "—", said))
    return lines
