"""The wish of the system that the program end: a signal, or the end of the session."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal, Slot
from PySide6.QtGui import QSessionManager

if TYPE_CHECKING:
    from types import FrameType

    from PySide6.QtWidgets import QApplication

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Ending(QObject):
    """Hears the system while Qt's loop runs, in which Python hears no signal.

    ``asked`` fires for a signal: there is time to finish. ``session_over`` fires at a logout: the
    program may be ended as soon as its slots return.
    """

    asked = Signal()
    session_over = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._before_fd = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _note) for number in _SIGNALS}
        application.commitDataRequest.connect(self._take_logout, Qt.ConnectionType.DirectConnection)

    def close(self) -> None:
        """Leave signals to whoever had them before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._reading.close()
        self._writing.close()

    @Slot()
    def _hear(self) -> None:
        heard = self._reading.recv(64)
        if any(number in heard for number in _SIGNALS):
            self.asked.emit()

    @Slot(QSessionManager)
    def _take_logout(self, manager: QSessionManager) -> None:
        manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
        self.session_over.emit()


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the number of the signal has gone to the socket already."""
