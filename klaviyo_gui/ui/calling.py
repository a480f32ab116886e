"""A start of the program calls the window that is there, rather than show another one.

The window listens at an address that nobody can guess; where it lies is written down in a folder
of the user alone.
"""

from __future__ import annotations

import json
import sys
import uuid
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from klaviyo_gui import paths
from klaviyo_gui.store.away import announce, announced, withdraw

PATIENCE_MS = 10_000
"""So long a start waits for a window to answer; one that stands still is passed over."""

_NAMED = "klaviyo-gui-"
_COMING = b"coming\n"
_ANY_PROCESS = -1
"""``ASFW_ANY``: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-allowsetforegroundwindow"""


class Answering(QObject):
    """Answers starts of the program as long as it listens.

    ``called`` fires with the file that is to be opened, None for none.
    """

    called = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._note: Path | None = None
        self._is_leaving = False
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_caller)

    @property
    def is_listening(self) -> bool:
        """Tell whether the next start will find this window."""
        return self._server.isListening()

    @Slot()
    def listen(self) -> None:
        """Let the next start of the program find this window; where it cannot, it shows its own."""
        if self._is_leaving or self.is_listening:
            return
        if not self._server.listen(f"{_NAMED}{uuid.uuid4().hex}"):
            return
        try:
            self._note = announce(paths.away(), self._server.fullServerName())
        except OSError:
            self._server.close()

    @Slot()
    def close(self) -> None:
        """Be found no more."""
        if self._note is not None:
            withdraw(self._note)
            self._note = None
        self._server.close()

    @Slot()
    def leave(self) -> None:
        """Answer no start any more, even one that has called: it shows its own window then."""
        self._is_leaving = True
        self.close()
        for caller in self.findChildren(QLocalSocket):
            caller.abort()

    @Slot()
    def _take_caller(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(self._hear)
            caller.disconnected.connect(caller.deleteLater)
            self._hear_from(caller)

    @Slot()
    def _hear(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._hear_from(caller)

    def _hear_from(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            return
        name = json.loads(bytes(caller.readLine().data()))
        caller.write(_COMING)
        caller.flush()
        self.called.emit(Path(name) if name else None)


def call_back(file: Path | None, patience: int = PATIENCE_MS) -> bool:
    """Call the window that is there, to open this file; tell whether one answered."""
    for note, address in announced(paths.away()).items():
        caller = QLocalSocket()
        caller.connectToServer(address)
        if not caller.waitForConnected(patience):
            # Its process is gone: the system takes calls for one that only stands still.
            withdraw(note)
            _remove_socket(address)
            continue
        _let_come_forward()
        # Names of files may be no text, which only this way of writing JSON carries.
        caller.write(json.dumps(str(file or "")).encode() + b"\n")
        if caller.waitForReadyRead(patience) and caller.readLine().data() == _COMING:
            return True
    return False


def _remove_socket(address: str) -> None:
    """Remove what a killed window left in the folder of temporary files, where it left anything."""
    path = Path(address)
    with suppress(OSError):
        if path.name.startswith(_NAMED) and path.is_socket():
            path.unlink()


def _let_come_forward() -> None:
    """Let the window come before others, which Windows allows nobody but the last one started."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has it so

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
