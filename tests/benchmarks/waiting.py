"""Waiting in a benchmark while the window lives: for a signal, for a painting, for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal, SignalInstance

if TYPE_CHECKING:
    from collections.abc import Callable


class Painted(QObject):
    """Tells when a widget has been painted: ``done`` fires after every painting."""

    done = Signal()

    def eventFilter(  # noqa: N802 - Qt's own name
        self, _watched: QObject, event: QEvent
    ) -> bool:
        """Let the painting happen, and speak after it."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.done)
        return False


def until(signal: SignalInstance, is_reached: Callable[[], bool] = lambda: True) -> None:
    """Let the window live until a signal comes at which the condition holds."""
    loop = QEventLoop()

    def look() -> None:
        if is_reached():
            loop.quit()

    signal.connect(look)
    loop.exec()
    signal.disconnect(look)


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    timer = QTimer(singleShot=True)
    timer.start(milliseconds)
    until(timer.timeout)
