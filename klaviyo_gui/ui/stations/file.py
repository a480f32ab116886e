"""Station 1: the file as it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QMenu, QSplitter, QStackedWidget, QWidget

from klaviyo_gui.core.errors import ExpectedError, FileChanged, RowUnending, SourceError
from klaviyo_gui.language import counted, tr
from klaviyo_gui.source.breach import fault_of
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.source.opening import explained
from klaviyo_gui.ui.cards import card_list
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.file.answering import Answering
from klaviyo_gui.ui.file.bar import DialectBar
from klaviyo_gui.ui.file.card import ColumnCard, choosing_words
from klaviyo_gui.ui.file.damaged import DamagedCells
from klaviyo_gui.ui.file.heading import Heading
from klaviyo_gui.ui.file.offers import Offer, Offers, offers_of
from klaviyo_gui.ui.file.raw import RawText
from klaviyo_gui.ui.file.watch import FileWatch
from klaviyo_gui.ui.file.words import search_words
from klaviyo_gui.ui.folding import FoldingSplitter
from klaviyo_gui.ui.home.page import HomePage
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.meaning.subjects import ColumnSubject, has_keys
from klaviyo_gui.ui.models.faults import FaultsModel
from klaviyo_gui.ui.models.rows import RowsModel
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, row, text
from klaviyo_gui.ui.remembered import remember
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.ui.tables import fit_to_headings, table
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.row_filter import filter_words

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.file.inspector import Inspector
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx"})
_CARD = 236
_SHARE = 100
_GRID_SHARE, _BELOW_SHARE = 5, 3
_HANDLE = 10


class FileStation(QWidget):
    """Home while no file is open; else its rows, how they are read, and what is damaged.

    ``open_requested`` fires when a file is to be chosen, ``paste_requested`` when what was copied
    is to be opened.
    """

    open_requested = Signal()
    paste_requested = Signal()

    def __init__(self, session: Session, inspector: Inspector, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._inspector = inspector
        self.notice = Notice(theme)
        self.read_again = button(tr("Read again"), tip=tr("Read the file as it is now"))
        self.read_again.clicked.connect(session.read_again)
        self.read_again.hide()
        self.notice.dismissed.connect(self.read_again.hide)
        self.offers = Offers()
        self.offers.chosen.connect(session.open_file)
        self.notice.dismissed.connect(self._offer_nothing)
        self.home = HomePage(theme)
        self.home.drop.open_requested.connect(self.open_requested)
        self.home.drop.paste_requested.connect(self.paste_requested)
        self.home.drop.sample_requested.connect(session.open_sample)
        self._opening = ElidedLabel(role="muted")
        self._opening.hide()
        self._title = ElidedLabel(tr("File"), "title")
        self.bar = DialectBar(session, theme)
        self._rows = RowsModel(session, self, inspector)
        self.grid = table(self._rows, tr("The rows of the file"), has_lines=True)
        self.grid.setItemDelegate(DamagedCells(theme, self.grid))
        self._heading = Heading(theme, self.grid)
        self.card = ColumnCard()
        self._found = FaultsModel(self)
        self.answering = Answering()
        self.list = card_list(tr("What was found in the file"), self._found, theme, wraps=True)
        self._told = text(role="muted", wraps=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.raw = RawText()
        self._watch = FileWatch(session, self)
        self._prepare_grid()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.home)
        self._stack.addWidget(self._build_page())
        layout = column(self, edge=EDGE)
        above = row()
        above.addWidget(self.notice, 1)
        above.addWidget(self.read_again)
        layout.addLayout(above)
        layout.addWidget(self._opening)
        layout.addWidget(self.offers)
        layout.addWidget(self._stack, 1)
        self._is_new = False
        self._seen = RefreshWhenSeen(self, self._refresh, session.turns)
        self._connect()
        self._refresh()

    @property
    def facts(self) -> str:
        """Return the sentence about the file."""
        return self.bar.sentence

    @property
    def opening(self) -> str:
        """Return what is said about a file that is being opened."""
        return self._opening.text()

    @property
    def findings(self) -> FaultsModel:
        """Return the damage by cause."""
        return self._found

    @property
    def said(self) -> str:
        """Return what is said about the search for damage."""
        return self._told.text()

    def subject(self) -> Subject | None:
        """Return the column of the current cell while the grid or its card has the focus."""
        at = self.grid.currentIndex().column()
        is_asked = has_keys(self.grid) or has_keys(self.card)
        return ColumnSubject(self._session.header[at]) if is_asked and at >= 0 else None

    def close_work(self) -> None:
        """End the work under way; called once, when the window is gone."""
        self._watch.close()

    def lift(self, *, is_lifted: bool) -> None:
        """Show that a file over the window would be taken."""
        restyle(self.home.drop, lifted="true" if is_lifted else "false")

    @Slot(object)
    def tell_refusal(self, error: ExpectedError | None) -> None:
        """Say why a file cannot be opened, or read to its end."""
        file = self._session.file
        if isinstance(error, FileChanged) and file is not None and error.path == file.path:
            # It is still being written: its rows could not be counted to the end.
            self._tell_change(error)
        else:
            self.read_again.hide()
            self.notice.say_error(error)
            self.offers.show_offers(offers_of(error))
        self._refresh()
        if self._breaches():
            self.list.setCurrentIndex(self._found.index(0))

    def tell_folder(self, folder: Path) -> None:
        """Offer the files of a folder that can be opened."""
        try:
            with explained(folder):
                files = sorted(
                    each
                    for each in folder.iterdir()
                    if each.suffix.lower() in _SUFFIXES and not each.name.startswith(".")
                )
        except SourceError as error:
            self.tell_refusal(error)
            return
        self.read_again.hide()
        self.notice.say(
            tr("{name} is a folder.", name=folder.name),
            counted(
                len(files),
                "It holds {count} file that can be opened. Choose one:",
                "It holds {count} files that can be opened. Choose one:",
            )
            if files
            else tr("It holds no file that can be opened: no CSV, text, zip, gz or Excel file."),
            "warn",
        )
        self.offers.show_offers([Offer(each.name, each, Overrides()) for each in files])

    def use_as_header(self, grid_row: int) -> None:
        """Let the line of a row name the columns."""
        line = self._rows.line(grid_row)
        if line is not None:
            self._session.reopen(replace(self._session.overrides, header_line=line))

    @Slot()
    def use_current_as_header(self) -> None:
        """Let the line of the current row name the columns."""
        if self.grid.currentIndex().isValid():
            self.use_as_header(self.grid.currentIndex().row())

    @Slot()
    def open_settings(self) -> None:
        """Offer all that can be chosen about how the file is read."""
        self.bar.open_all()

    def gutter_menu(self, grid_row: int, at: int = -1) -> QMenu:
        """Return what can be done with a row, and with the rows that say the same in a column."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self._rows.line(grid_row)
        use = menu.addAction(tr("Use line {line} as header", line=line))
        use.triggered.connect(partial(self.use_as_header, grid_row))
        if line is not None:
            cells = self._rows.cells(grid_row)
            self._add_changes(menu, line, cells)
            if 0 <= at < len(cells):
                text_ = self._rows.used_text(grid_row, at)
                self._add_choices(menu, self._session.header[at], text_)
        menu.addSeparator()
        menu.addActions(self.grid.actions())
        return menu

    # Private

    def _add_choices(self, menu: QMenu, name: str, value: str) -> None:
        """Add what chooses rows by the text of a cell."""
        session = self._session
        menu.addSeparator()
        for words, do in zip(
            choosing_words(name, value),
            (self._choose_only, self._choose_others),
            strict=True,
        ):
            action = menu.addAction(words)
            action.triggered.connect(partial(do, name, value))
            action.setEnabled(session.can_narrow)

    def _add_changes(self, menu: QMenu, line: int, cells: list[str]) -> None:
        """Add what leaves a row out, takes it in, or puts it back."""
        session = self._session
        change = session.amendments.row(line)
        if change is not None and change.is_left_out:
            menu.addAction(tr("Take line {line} in", line=line)).triggered.connect(
                partial(session.take_row_in, line)
            )
        else:
            leave = menu.addAction(tr("Leave line {line} out", line=line))
            leave.triggered.connect(partial(session.leave_row_out, line, cells))
            leave.setEnabled(session.aside is None)
        if change is not None and change.cells:
            menu.addAction(tr("Put back line {line}", line=line)).triggered.connect(
                partial(session.put_row_back, line)
            )

    def _connect(self) -> None:
        session = self._session
        for each in (self.answering, self.card):
            each.repair_requested.connect(session.repair)
            each.take_back_requested.connect(session.take_back)
            each.seen_requested.connect(session.see)
        self.card.only_requested.connect(self._choose_only)
        self.card.without_requested.connect(self._choose_others)
        session.file_changed.connect(self._show_file)
        session.mapping_changed.connect(self._look)
        session.plan_changed.connect(self._look)
        session.index_changed.connect(self._seen.ask)
        session.file_refused.connect(self.tell_refusal)
        session.opening_changed.connect(self._tell_opening)
        self._inspector.changed.connect(self._look)
        self._watch.noticed.connect(self._tell_change)
        masking.changed.connect(self._show_anew)
        self.list.selectionModel().currentChanged.connect(self._show_finding)
        self.list.activated.connect(self.answering.focus_first)
        self.grid.selectionModel().currentChanged.connect(self._show_column)

    def _prepare_grid(self) -> None:
        self.grid.setCornerButtonEnabled(False)
        self.grid.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.grid.setHorizontalHeader(self._heading)
        self._heading.sectionClicked.connect(self._go_to_column)
        side = self.grid.verticalHeader()
        side.setSectionsClickable(True)
        side.setToolTip(tr("Click a line number to use that line as the header"))
        side.sectionClicked.connect(self._open_gutter_menu)
        for widget in (self.grid, side):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(self._open_row_menu)

    def _build_page(self) -> QWidget:
        another = button(tr("Open another…"), tip=tr("Choose a file (Ctrl+O)"))
        another.clicked.connect(self.open_requested)
        heading = row()
        heading.addWidget(self._title, 1)
        heading.addWidget(another)
        above = FoldingSplitter(_HANDLE)
        above.addWidget(self.grid)
        above.addWidget(self.card)
        above.setStretchFactor(0, 1)
        above.setSizes([_CARD * 4, _CARD])
        follow_type(self.card, minimumWidth=_CARD - 40)
        found = QWidget()
        left = column(found, gap=6)
        left.addWidget(self._told)
        left.addWidget(self.list, 1)
        left.addWidget(self.answering)
        left.addStretch()
        drawer = QWidget()
        right = column(drawer, gap=6)
        right.addWidget(text(tr("Raw text"), "muted"))
        right.addWidget(self.raw, 1)
        below = FoldingSplitter(_HANDLE)
        below.addWidget(found)
        below.addWidget(drawer)
        below.setSizes([1, 1])
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setHandleWidth(_HANDLE)
        whole.setChildrenCollapsible(False)
        whole.addWidget(above)
        whole.addWidget(below)
        whole.setSizes([_GRID_SHARE * _SHARE, _BELOW_SHARE * _SHARE])
        whole.setStretchFactor(0, _GRID_SHARE)
        whole.setStretchFactor(1, _BELOW_SHARE)
        for name, splitter in (("file.above", above), ("file.below", below), ("file", whole)):
            remember(splitter, name)
        page = QWidget()
        layout = column(page, gap=10)
        layout.addLayout(heading)
        layout.addWidget(self.bar)
        layout.addWidget(whole, 1)
        return page

    @Slot()
    def _show_file(self) -> None:
        self.notice.dismiss()
        self._found.show(())
        fit_to_headings(self.grid)
        self._stack.setCurrentIndex(0 if self._session.file is None else 1)
        self._is_new = True
        self._session.turns.later(self._refresh)

    def _show_rest(self) -> None:
        """Show the rest of a file whose first rows are on the screen."""
        self._is_new = False
        self._session.turns.forget(self._refresh)
        if self._session.file is not None:
            self.raw.show_top(self._session.file)
        self.grid.setCurrentIndex(self._rows.index(0, 0))

    @Slot()
    def _look(self) -> None:
        """Show what is known now, if nothing of it is about to be shown anyway."""
        if not self._is_new:
            self._seen.ask()

    @Slot()
    def _show_anew(self) -> None:
        """Show values as they may be seen now."""
        if self._session.file is None or self._is_new:
            return
        self._show_raw(self._session.file, self._found.finding(self.list.currentIndex()))
        self._seen.ask()

    @Slot()
    def _tell_opening(self) -> None:
        path = self._session.opening
        self._opening.setText(tr("Opening {file}…", file=path.name) if path is not None else "")
        self._opening.setVisible(path is not None)

    @Slot(str, str)
    def _choose_only(self, name: str, value: str) -> None:
        self._session.only_rows_with(name, value)
        self._tell_chosen()

    @Slot(str, str)
    def _choose_others(self, name: str, value: str) -> None:
        self._session.leave_rows_out_with(name, value)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        """Say what is sent from now on; all rows are still on show here."""
        words = filter_words(self._session.row_filter)
        self.read_again.hide()
        if not self._session.can_narrow:
            self.notice.say(
                tr("Rows are chosen by any of several conditions."),
                tr("Change them in Choose rows… (Ctrl+R)."),
                "warn",
            )
            return
        self.notice.say(
            tr("{rows} are sent.", rows=words[:1].upper() + words[1:]),
            tr("All rows stay on show here. Map says it in a chip; Ctrl+Z takes it back."),
            "good",
        )

    @Slot(object)
    def _tell_change(self, error: ExpectedError) -> None:
        words = error_words(error)
        self.notice.say(words.what, words.advice, "warn")
        self.offers.show_offers(())
        self.read_again.show()

    @Slot()
    def _offer_nothing(self) -> None:
        self.offers.show_offers(())

    @Slot(int)
    def _go_to_column(self, at: int) -> None:
        shown = max(self.grid.currentIndex().row(), 0)
        self.grid.setCurrentIndex(self._rows.index(shown, at))

    @Slot(int)
    def _open_gutter_menu(self, grid_row: int) -> None:
        side = self.grid.verticalHeader()
        top = side.sectionViewportPosition(grid_row)
        place = side.viewport().mapToGlobal(QPoint(side.width(), top))
        self.gutter_menu(grid_row).popup(place)

    @Slot(QPoint)
    def _open_row_menu(self, place: QPoint) -> None:
        grid_row = self.grid.rowAt(place.y())
        if grid_row >= 0:
            is_cell = self.sender() is self.grid
            at = self.grid.columnAt(place.x()) if is_cell else -1
            self.gutter_menu(grid_row, at).popup(self.grid.viewport().mapToGlobal(place))

    @Slot()
    def _show_column(self) -> None:
        at = self.grid.currentIndex().column()
        profile = self._rows.profile(at) if at >= 0 else None
        self._heading.show_current(at)
        if profile is None:
            self.card.show_nothing()
            return
        found = self._inspector.found
        is_whole = found is not None and found.is_complete and not self._session.is_cut_short
        meaning = self._session.meanings[at]
        session = self._session
        faults = self._rows.faults(at)
        self.card.show_column(
            profile, meaning, faults, session.mapping, session.judged, is_whole=is_whole
        )

    @Slot()
    def _show_finding(self) -> None:
        self._offer()
        self.list.scrollTo(self.list.currentIndex())
        fault, file = self._found.finding(self.list.currentIndex()), self._session.file
        if file is None:
            return
        self._show_raw(file, fault)
        if fault is None or not fault.lines:
            return
        number = self._rows.number_of(fault.lines[0])
        if number is not None:
            at = fault.positions[0] if fault.positions else 0
            self.grid.setCurrentIndex(self._rows.index(number, at))

    def _show_raw(self, file: CsvFile, fault: Fault | None) -> None:
        """Show the lines of a finding, the first ones where it has none."""
        if fault is None or not fault.lines:
            self.raw.show_top(file)
        else:
            self.raw.show_fault(file, self._session.counted, fault)

    def _show_first(self) -> None:
        """Choose the first finding; nobody asked for it, so the cell in the grid stays."""
        at = self.grid.currentIndex()
        self.list.setCurrentIndex(self._found.index(0))
        self.grid.setCurrentIndex(at)

    def _breaches(self) -> tuple[Fault, ...]:
        """Return where the reading of the file ends too soon, if it does, as a finding."""
        breach = self._session.breach
        return (fault_of(breach),) if isinstance(breach, RowUnending) else ()

    @Slot()
    def _offer(self) -> None:
        """Offer what can be done about the current finding."""
        fault = self._found.finding(self.list.currentIndex())
        self.answering.show_fault(fault, self._session.mapping, self._session.judged)

    @Slot()
    def _refresh(self) -> None:
        if self._is_new:
            self._show_rest()
        file = self._session.file
        self._stack.setCurrentIndex(0 if file is None else 1)
        if file is None:
            return
        self._title.setText(file.path.name)
        found = self._inspector.found
        faults = (*self._breaches(), *(found.faults if found is not None else ()))
        self._found.show(faults, self._session.mapping)
        self._offer()
        self.list.setVisible(self._found.rowCount() > 0)
        # To go to what is found would take a cell away from whoever types it anew.
        is_typing = self.grid.state() is QAbstractItemView.State.EditingState
        if self._found.rowCount() and not self.list.currentIndex().isValid() and not is_typing:
            self._show_first()
        is_cut = self._session.is_cut_short
        is_busy = self._inspector.is_busy
        self._told.setText(search_words(found, is_busy=is_busy, is_cut=is_cut))
        self._show_column()
