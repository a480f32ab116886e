"""The window: a rail of stations, the station on show, and the status strip."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMainWindow, QWidget

from klaviyo_gui.core.errors import AmendmentsError
from klaviyo_gui.core.left_key import Fate
from klaviyo_gui.language import tr
from klaviyo_gui.ui import menus, status
from klaviyo_gui.ui.accounts.desk import AccountDesk
from klaviyo_gui.ui.accounts.words import title_words
from klaviyo_gui.ui.amend.desk import AmendDesk
from klaviyo_gui.ui.command_palette import CommandPalette
from klaviyo_gui.ui.file.words import FILES
from klaviyo_gui.ui.home.desk import HomeDesk
from klaviyo_gui.ui.home.drop_area import dropped_file
from klaviyo_gui.ui.icons import application_icon
from klaviyo_gui.ui.map.joining.dropped import DropQuestion
from klaviyo_gui.ui.meaning.subjects import StationSubject
from klaviyo_gui.ui.menu_actions import MenuActions
from klaviyo_gui.ui.menu_state import MenuState
from klaviyo_gui.ui.pasting import PasteDesk
from klaviyo_gui.ui.pieces import column, row
from klaviyo_gui.ui.practice.desk import PracticeDesk
from klaviyo_gui.ui.presets.desk import PresetDesk
from klaviyo_gui.ui.rail import Rail
from klaviyo_gui.ui.run.background import Background
from klaviyo_gui.ui.run.badge import Badge
from klaviyo_gui.ui.run.closing import ClosingQuestion
from klaviyo_gui.ui.sight import Sight
from klaviyo_gui.ui.station_stack import StationStack
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.strip import Strip
from klaviyo_gui.ui.support import SupportDesk
from klaviyo_gui.ui.tab_order import put_in_order
from klaviyo_gui.wording import left_key_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.findings import Place
    from klaviyo_gui.core.left_key import LeftKey
    from klaviyo_gui.sending.progress import Finished
    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.exporting.desk import ExportDesk
    from klaviyo_gui.ui.guide.desk import GuideDesk
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.runner import Runner
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.stations.history import HistoryStation
    from klaviyo_gui.ui.stations.map import MapStation
    from klaviyo_gui.ui.stations.preview import PreviewStation
    from klaviyo_gui.ui.stations.results import ResultsStation
    from klaviyo_gui.ui.stations.send import SendStation
    from klaviyo_gui.ui.strip import Link
    from klaviyo_gui.ui.theme import Theme

TITLE = "CSV to Klaviyo"
_LOGOUT_MS = 4_000
"""Windows ends a program that takes longer than five seconds over a logout."""
WISHED_SIZE, _LEAST = QSize(1280, 720), QSize(960, 600)


class Window(QMainWindow):
    """Joins the stations; they never know one another.

    ``closed`` fires once all work has ended.
    """

    closed = Signal()

    def __init__(
        self, session: Session, checker: Checker, runner: Runner, archive: Archive, theme: Theme
    ) -> None:
        super().__init__()
        self.session = session
        self.checker = checker
        self.runner = runner
        self.archive = archive
        self.book = book = runner.book
        self.theme = theme
        self.stations = stations = StationStack(session, checker, runner, archive, theme)
        self.desk = PresetDesk(session, stations.map_notice, theme, self)
        self.amend_desk = AmendDesk(session, self)
        self.account_desk = AccountDesk(book, theme, self)
        self.practice_desk = PracticeDesk(runner.practice, theme, self)
        self.dropped = DropQuestion()
        self.paste_desk = PasteDesk(session, self)
        self.support = SupportDesk(archive, theme, self)
        self.home_desk = HomeDesk(
            stations.file.home, session, archive, self.desk, self.account_desk
        )
        self.commands = CommandPalette(self)
        self.rail = Rail(theme)
        self.strip = Strip(session, checker, book, theme)
        self.background = Background(self, runner)
        self.badge = Badge(runner)
        self._guide: GuideDesk | None = None
        self._closes_at_end = False
        self._question: ClosingQuestion | None = None
        self._build()
        self._connect()
        self.show_station(Station.FILE)
        self._refresh()
        archive.refresh()
        Sight(self).usable.connect(self.stations.prepare)

    @property
    def station(self) -> Station:
        """Return the station on show."""
        return self.stations.current

    @cached_property
    def export_desk(self) -> ExportDesk:
        """Return what saves rows as files, which is built when it is first wanted."""
        from klaviyo_gui.ui.exporting.desk import ExportDesk  # noqa: PLC0415 - no start needs it

        return ExportDesk(self.session, self.checker.pool, self.theme, self)

    @property
    def question(self) -> ClosingQuestion | None:
        """Return the question that stands open when the window was closed in mid-run."""
        return self._question

    @Slot(object)
    def show_station(self, station: Station) -> None:
        """Go to a station."""
        if any(self.rail.button(each).hasFocus() for each in Station):
            self.rail.button(station).setFocus()
        self.stations.show_station(station)
        if self.stations.has_focus_itself:
            # A ring around all of a station would say nothing.
            self.rail.button(station).setFocus()
        if self._guide is not None:
            self._guide.follow(station)
        self.rail.show_current(station)

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Open a CSV file"), "", tr(FILES))
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Open a file and go where it is shown, or where it is said why it cannot be."""
        self.show_station(Station.FILE)
        if path.is_dir():
            self.stations.file.tell_folder(path)
        else:
            self.session.open_file(path)

    @Slot()
    def leave_file(self) -> None:
        """Leave the open file as it was mapped, and go back to Home."""
        self.session.leave_file()
        self.show_station(Station.FILE)
        self.stations.file.home.drop.focus_first()

    @property
    def guide(self) -> GuideDesk:
        """Return what leads through the stations, which is built when it is first wanted."""
        if self._guide is None:
            from klaviyo_gui.ui.guide.desk import GuideDesk  # noqa: PLC0415 - no start needs it

            self._guide = GuideDesk(self)
        return self._guide

    def lead_with(self, bar: QWidget) -> None:
        """Show a bar above the station on show; beside it the rail keeps its height."""
        self._beside.insertWidget(0, bar)

    def subject(self) -> Subject:
        """Return the station on show, for whatever in it cannot be told better."""
        button = self.rail.button(self.station)
        return StationSubject(self.station, button.status.words)

    @Slot()
    def show_about(self) -> None:
        """Tell which version this is, what leaves this computer, and what it is made of."""
        from klaviyo_gui.ui.about import About  # noqa: PLC0415 - no start needs it

        About(TITLE, self).open()

    @Slot()
    def leave(self) -> None:
        """Close without a question, once requests on their way are finished and recorded."""
        self._closes_at_end = True
        self.background.leave()
        if self._question is not None:
            self._question.reject()
        self.runner.stop()
        if not self.runner.is_running:
            self.close()

    @Slot()
    def end_session(self) -> None:
        """Stop the run and wait as long as a system that shuts down would wait for a program."""
        if self.runner.is_running:
            self.runner.end_within(_LOGOUT_MS)

    # Overrides

    def event(self, event: QEvent) -> bool:
        """Leave F4 to what lists its choices by it, wherever that has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and _opens_by_f4(event):
            event.accept()
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the focus on the rail, not on a field."""
        super().showEvent(event)
        self.rail.button(self.station).setFocus()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go on by Tab as the window is read."""
        put_in_order(self._centre)
        return super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste before a file is open, or end the tour, where nothing else takes the key."""
        is_home = self.session.file is None and self.station is Station.FILE
        if is_home and event.matches(QKeySequence.StandardKey.Paste):
            self.paste_desk.paste()
        elif event.key() == Qt.Key.Key_Escape and self._guide is not None:
            self._guide.end()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the window."""
        if dropped_file(event.mimeData()) is not None:
            self.stations.file.lift(is_lifted=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Sink again."""
        self.stations.file.lift(is_lifted=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the dropped file; while another one is open, ask what is to be done with it."""
        self.stations.file.lift(is_lifted=False)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._take_dropped(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close; while a run is on, ask first and wait for its end without freezing."""
        if not self.runner.is_running:
            self._end_work()
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        if not self._closes_at_end and self._question is None:
            self._ask()

    # Private

    def _build(self) -> None:
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(WISHED_SIZE.boundedTo(room))
        self._centre = centre = QWidget()
        outer = column(centre, gap=0)
        inner = row(gap=0)
        inner.addWidget(self.rail)
        self._beside = beside = column(gap=0)
        beside.addWidget(self.dropped)
        beside.addWidget(self.stations, 1)
        inner.addLayout(beside, 1)
        outer.addLayout(inner, 1)
        outer.addWidget(self.strip)
        self.setCentralWidget(centre)
        self.menu_state = MenuState(self)
        self.menu_actions = MenuActions(self)
        menus.fill(self.menuBar(), self)

    def _connect(self) -> None:
        session, runner = self.session, self.runner
        self.rail.station_requested.connect(self.show_station)
        self.strip.place_requested.connect(self._show_place)
        self.stations.built.connect(self._join)
        self.stations.completed.connect(self.archive.tidy)
        self.stations.file.open_requested.connect(self.choose_file)
        self.stations.file.paste_requested.connect(self.paste_desk.paste)
        self.paste_desk.file_requested.connect(self.open_file)
        self.paste_desk.refused.connect(self._tell_unpasted)
        self.book.left.connect(self._tell_left_key)
        self.stations.file.home.continue_requested.connect(self._go_on)
        self.stations.file.home.preset_requested.connect(self._begin_with)
        self.dropped.join_requested.connect(self._join_dropped)
        self.dropped.stand_in_requested.connect(self._let_stand_in)
        self.dropped.open_requested.connect(self.open_file)
        session.file_changed.connect(self.dropped.clear)
        self.archive.history_changed.connect(self._refresh)
        for signal in (
            session.file_changed,
            session.opening_changed,
            session.index_changed,
            session.mapping_changed,
            session.written_changed,
            session.seconds_changed,
            session.preset_changed,
            session.amendments_changed,
            self.checker.changed,
            self.stations.inspector.changed,
            runner.changed,
            self.book.chosen_changed,
        ):
            signal.connect(self._refresh)
        session.file_refused.connect(self._show_file_error)
        session.preset_refused.connect(self._show_map)
        self.desk.shown.connect(self._show_map)
        self.amend_desk.line_requested.connect(self._show_line)
        session.amendments_refused.connect(self._show_preview)
        self.desk.keeper.refused.connect(self._tell_unkept)
        self.background.quit_requested.connect(self.leave)
        self.background.file_requested.connect(self.open_file)
        runner.start_refused.connect(self._show_send_error)
        runner.finished.connect(self._take_end)
        for over in (
            runner.finished,
            runner.start_refused,
            self.archive.forgotten,
            self.book.chosen_changed,
        ):
            over.connect(self.checker.compare_again)

    @Slot(object, object)
    def _join(self, station: Station, made: QWidget) -> None:
        """Join a station that was built just now to the others."""
        joins: dict[Station, Callable[[Any], None]] = {
            Station.MAP: self._join_map,
            Station.PREVIEW: self._join_preview,
            Station.SEND: self._join_send,
            Station.RESULTS: self._join_results,
            Station.HISTORY: self._join_history,
        }
        joins[station](made)

    def _join_map(self, made: MapStation) -> None:
        made.add_bar(self.desk.bar)
        made.finding_requested.connect(self._show_rows_of)
        self.menu_state.follow(made)

    def _join_preview(self, made: PreviewStation) -> None:
        made.changes_requested.connect(self.amend_desk.list_changes)
        made.replace_requested.connect(self.amend_desk.replace_in)
        made.row_requested.connect(self._choose_row)

    def _join_send(self, made: SendStation) -> None:
        made.results_requested.connect(self._show_results)
        made.page.resuming.begun.connect(self._show_run)

    def _join_results(self, made: ResultsStation) -> None:
        made.continue_requested.connect(self._go_on)
        made.again_requested.connect(self._send_again)
        made.practice_requested.connect(self.practice_desk.look_after)

    def _join_history(self, made: HistoryStation) -> None:
        made.results_requested.connect(self._show_results_of)
        made.continue_requested.connect(self._go_on)

    def _take_dropped(self, path: Path) -> None:
        file = self.session.file
        if file is None or path.is_dir() or path.absolute() == file.path.absolute():
            self.open_file(path)
        else:
            self.dropped.ask(path, file.path.name, self.stations.map.joining.missing)

    @Slot(object)
    def _join_dropped(self, path: Path) -> None:
        self.show_station(Station.MAP)
        self.stations.map.joining.join_file(path)

    @Slot(object)
    def _let_stand_in(self, path: Path) -> None:
        self.show_station(Station.MAP)
        self.stations.map.joining.stand_in(path)

    def _end_work(self) -> None:
        self.background.close()
        self.practice_desk.close()
        self.stations.close_work()
        self.runner.close()
        self.account_desk.close()
        self.checker.close()
        self.archive.close()
        self.paste_desk.close()
        if "export_desk" in vars(self):
            self.export_desk.close()
        self.amend_desk.close()
        self.desk.close()
        self.session.close()

    def _ask(self) -> None:
        self._question = question = ClosingQuestion(self)
        question.background_requested.connect(self.background.send_away)
        question.quit_requested.connect(self.leave)
        question.finished.connect(self._forget_question)
        question.open()

    @Slot()
    def _forget_question(self) -> None:
        self._question = None

    @Slot()
    def _refresh(self) -> None:
        session = self.session
        show = self.rail.show_status
        show(Station.FILE, status.file_status(session, self.stations.inspector))
        show(Station.MAP, status.map_status(session))
        show(Station.PREVIEW, status.preview_status(session, self.checker))
        show(Station.SEND, status.send_status(self.runner))
        show(Station.RESULTS, status.results_status(self.runner))
        show(Station.HISTORY, status.history_status(self.archive))
        runner = self.runner
        done = f"{int(runner.done * 100)} %" if runner.is_running and runner.progress else ""
        chosen = self.book.chosen
        parts = [done, session.file.path.name if session.file is not None else "", session.preset]
        parts.append(title_words(chosen) if chosen is not None else "")
        self.setWindowTitle(" — ".join(filter(None, (*parts, TITLE))))

    @Slot(object)
    def _take_end(self, result: Finished) -> None:
        # Live is a choice for one run.
        self.session.set_history(True)
        order = self.runner.order
        if order is not None:
            self.desk.keeper.learn(order.mapping)
        if self._closes_at_end:
            self.close()
            return
        self.archive.refresh()
        self.archive.show(result.run)

    @Slot(object)
    def _show_place(self, link: Link) -> None:
        """Go to what explains a part of the strip."""
        self.show_station(link.leads_to)
        if link.place is not None:
            self.stations.preview.choose_finding(link.place)
        elif link.filter is not None:
            self.stations.preview.show_part(link.kind, link.filter)

    @Slot(object)
    def _show_rows_of(self, place: Place) -> None:
        """Show the rows in which something was found, in front of what asked for them."""
        self.show_station(Station.PREVIEW)
        self.stations.preview.choose_finding(place)
        self.activateWindow()

    @Slot()
    def _show_results(self) -> None:
        self.show_station(Station.RESULTS)

    @Slot(str)
    def _show_results_of(self, run: str) -> None:
        self.archive.show(run)
        self.show_station(Station.RESULTS)

    @Slot(str)
    def _send_again(self, run: str) -> None:
        self.stations.send.page.resuming.send_again(run)

    @Slot(str)
    def _go_on(self, run: str) -> None:
        self.stations.once_there(lambda: self.stations.send.page.resuming.go_on(run))

    @Slot(object)
    def _begin_with(self, preset: str) -> None:
        """Use a preset for the file that is asked for now."""
        self.desk.apply(preset)
        self.choose_file()

    @Slot()
    def _show_run(self) -> None:
        self.show_station(Station.SEND)

    @Slot()
    def _show_file_error(self) -> None:
        self.show_station(Station.FILE)
        self._refresh()

    @Slot()
    def _show_map(self) -> None:
        self.show_station(Station.MAP)

    @Slot()
    def _show_preview(self) -> None:
        self.show_station(Station.PREVIEW)

    @Slot(object)
    def _tell_unkept(self, error: ExpectedError | None) -> None:
        if isinstance(error, AmendmentsError):
            self.stations.preview.kept_notice.say_error(error)

    @Slot(object)
    def _tell_left_key(self, left: LeftKey) -> None:
        words = left_key_words(left)
        tone = "good" if left.fate is Fate.REMOVED else "warn"
        self.stations.file.notice.say(words.what, words.advice, tone)

    @Slot(object)
    def _tell_unpasted(self, error: ExpectedError | None) -> None:
        self.show_station(Station.FILE)
        self.stations.file.tell_refusal(error)

    @Slot(int)
    def _choose_row(self, line: int) -> None:
        self.stations.send.choose_row(line)
        self.show_station(Station.SEND)

    @Slot(int)
    def _show_line(self, line: int) -> None:
        self.show_station(Station.PREVIEW)
        self.stations.preview.show_line(line)

    @Slot()
    def _show_send_error(self) -> None:
        self.show_station(Station.SEND)
        if self._closes_at_end and not self.runner.is_running:
            self.close()


def _opens_by_f4(event: QEvent) -> bool:
    """Tell whether this is F4 where it lists columns, properties or the choices of a box."""
    if not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F4):
        return False
    from klaviyo_gui.ui.map.landing import Landing  # noqa: PLC0415 - no start needs it

    return isinstance(QApplication.focusWidget(), (QComboBox, Landing))
