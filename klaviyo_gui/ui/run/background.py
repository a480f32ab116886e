"""How a window is found by the next start, comes back when it is out of sight, tells the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from klaviyo_gui.core.tally import State
from klaviyo_gui.language import mark, tr
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.ui.calling import Answering
from klaviyo_gui.ui.icons import application_icon
from klaviyo_gui.ui.pieces import add_action
from klaviyo_gui.wording import in_state

if TYPE_CHECKING:
    from klaviyo_gui.sending.progress import Finished
    from klaviyo_gui.ui.runner import Runner

_SHOWN = frozenset({QEvent.Type.Show, QEvent.Type.WindowStateChange})

_ENDS = {
    RunState.DONE: mark("The run is done: {records}."),
    RunState.PAUSED: mark("The run is paused and asks for you: {records}."),
    RunState.STOPPED: mark("The run was stopped: {records}."),
}
_STATES = {
    State.ACCEPTED: mark("{records} accepted"),
    State.REFUSED: mark("{records} refused"),
    State.UNKNOWN: mark("{records} unknown"),
    State.UNSENT: mark("{records} not sent"),
}


class Background(QObject):
    """Keeps a sign in the tray while a run is on, where the system has a tray.

    The next start of the program brings the window back, and one on show to the front where it was
    asked to ``answer``. ``quit_requested`` fires when the menu of the sign is asked to pause the
    run and quit, ``file_requested`` when that start has a file.
    """

    quit_requested = Signal()
    file_requested = Signal(Path)

    def __init__(self, window: QWidget, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._told = ""
        self._is_answering = False
        self._menu = QMenu(window)
        add_action(self._menu, tr("Show the window"), self.bring_back)
        add_action(self._menu, tr("Pause and quit"), self.quit_requested.emit)
        self._tray = QSystemTrayIcon(application_icon(), self)
        self._tray.setContextMenu(self._menu)
        self._tray.activated.connect(self.bring_back)
        self._tray.messageClicked.connect(self.bring_back)
        self._answering = Answering(self)
        self._answering.called.connect(self._take_call)
        window.installEventFilter(self)
        runner.changed.connect(self._refresh)
        runner.finished.connect(self._tell_end)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._take_state)

    @property
    def told(self) -> str:
        """Return what was told last of an end that nobody was looking at."""
        return self._told

    @Slot()
    def answer(self) -> None:
        """Be found by every start of the program from now on: there is one window for all."""
        self._is_answering = True
        self._answering.listen()

    @Slot()
    def send_away(self) -> None:
        """Hide the window, or make it small where nothing else could bring it back."""
        if self._tray.isSystemTrayAvailable():
            self._tray.show()
            self._window.hide()
        else:
            self._window.showMinimized()
        self._answering.listen()

    @Slot()
    def bring_back(self) -> None:
        """Show the window as it was."""
        if self._is_away:
            state = self._window.windowState() & ~Qt.WindowState.WindowMinimized
            self._window.setWindowState(state)
            self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._refresh()

    def leave(self) -> None:
        """Be called back no more: the next start shows its own window, whatever is on its way."""
        self._answering.leave()

    def close(self) -> None:
        """Take the sign away, and be called back no more."""
        self._tray.hide()
        self._answering.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be called back no more once the window is on show again, whoever brought it back.

        One that answers every start goes on to do so.
        """
        if event.type() in _SHOWN and not self._is_away and not self._is_answering:
            self._answering.close()
        return super().eventFilter(watched, event)

    @property
    def _is_away(self) -> bool:
        return self._window.isMinimized() or not self._window.isVisible()

    @Slot()
    def _refresh(self) -> None:
        runner = self._runner
        if runner.is_running:
            self._tray.setToolTip(self._window.windowTitle())
        is_needed = runner.is_running or not self._window.isVisible()
        if self._tray.isVisible() != is_needed and self._tray.isSystemTrayAvailable():
            self._tray.setVisible(is_needed)

    @Slot(object)
    def _tell_end(self, result: Finished) -> None:
        """Tell the end to somebody who is not looking at the window."""
        if self._window.isActiveWindow() and not self._is_away:
            return
        parts = [
            tr(words, records=said)
            for state, words in _STATES.items()
            if (said := in_state(result.tally, state))
        ]
        self._told = tr(_ENDS[result.state], records=", ".join(parts))
        QApplication.alert(self._window)
        if self._tray.isSystemTrayAvailable():
            self._tray.show()
            self._tray.showMessage(self._window.windowTitle(), self._told)

    @Slot(object)
    def _take_call(self, file: Path | None) -> None:
        self.bring_back()
        if file is not None:
            self.file_requested.emit(file)

    @Slot(object)
    def _take_state(self, state: Qt.ApplicationState) -> None:
        """Come back when the program is called again, as by a click in the dock."""
        if state is Qt.ApplicationState.ApplicationActive and not self._window.isVisible():
            self.bring_back()
