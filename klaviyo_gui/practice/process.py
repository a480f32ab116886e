"""The practice Klaviyo in a process of its own, or in the foreground of this one."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import threading
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, Self

from klaviyo_gui import processes
from klaviyo_gui.practice.behaviour import Behaviour

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path
    from types import FrameType

_SERVER: Final = "klaviyo_gui.practice.server"
"""Imported by the child that serves alone: who starts it may be a window that has just opened."""

STOP_SECONDS = 10.0
"""How long a child may take to end before it is killed."""


_GARBAGE_THRESHOLD = 50_000
"""Objects between two collections: a request of 1,000 events makes 10,000 and no cycle."""


class PracticeProcess:
    """Runs a practice Klaviyo in a child process that ends with this one.

    ``path`` is the file to store in, None for one that vanishes. Raises ChildProcessError when
    the server cannot start, such as on a port that is taken.
    """

    def __init__(
        self, behaviour: Behaviour | None = None, *, port: int = 0, path: Path | None = None
    ) -> None:
        self._pipe, far_end = multiprocessing.Pipe()
        self._process = processes.context(_SERVER).Process(
            target=_serve_child,
            args=(behaviour or Behaviour(), port, path, far_end),
            name="practice-klaviyo",
            daemon=True,
        )
        self._process.start()
        far_end.close()
        try:
            self._address: str = self._pipe.recv()
        except EOFError as error:
            self.stop()
            raise ChildProcessError("The practice Klaviyo ended before it was ready.") from error

    @property
    def address(self) -> str:
        """Return where the server is found."""
        return self._address

    @property
    def pid(self) -> int | None:
        """Return the id of the process, for tests that look after it; None once it is gone."""
        return self._process.pid if self._process.is_alive() else None

    def stop(self) -> None:
        """End the process; it may be called again."""
        self._pipe.close()
        self._process.join(STOP_SECONDS)
        self._process.kill()
        self._process.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


def serve(port: int, behaviour: Behaviour, announce: Callable[[str], None]) -> None:
    """Serve in the foreground until SIGINT or SIGTERM; ``announce`` is given the address.

    It must be called from the main thread, which alone hears signals. OSError: the port is taken.
    """
    from klaviyo_gui.practice.server import PracticeServer  # noqa: PLC0415 - as _SERVER says

    server = PracticeServer(behaviour, port=port)
    gc.set_threshold(_GARBAGE_THRESHOLD)
    # The byte that the signal itself writes ends serve(); on Windows nothing else would wake it.
    earlier_socket = signal.set_wakeup_fd(server.stop_socket.fileno())
    earlier = {number: signal.signal(number, _wake) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        announce(server.address)
        server.serve()
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(earlier_socket)
        server.close()


def _wake(_number: int, _frame: FrameType | None) -> None:
    """Keep a signal from ending the process: its byte in the stop socket is what counts."""


def _serve_child(behaviour: Behaviour, port: int, path: Path | None, pipe: Connection) -> None:
    """Serve in a child until the parent hangs up or is gone; SIGINT is for the parent to judge."""
    from klaviyo_gui.practice.server import PracticeServer  # noqa: PLC0415 - as _SERVER says

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_GARBAGE_THRESHOLD)
    parent = multiprocessing.parent_process()
    assert parent is not None, "this runs in a child"
    server = PracticeServer(behaviour, port=port, path=path)

    def watch() -> None:
        wait([parent.sentinel, pipe])
        server.stop()

    watcher = threading.Thread(target=watch, name="practice-klaviyo-watch")
    watcher.start()
    pipe.send(server.address)
    server.serve()
    watcher.join()
    server.close()
