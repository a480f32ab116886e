"""The end of an attempt that would otherwise drip on for ever.

A time-out of ``requests`` counts from one packet to the next, so an answer of one byte a minute
never meets it, nor does such a handshake. Here a watcher ends the connection itself when the time
for the whole is over.
"""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# A connection that comes about after the deadline is ended at the next look.
_LOOK_AGAIN: Final = 0.05


class Deadline:
    """The time limit of the attempts of one session, which come one after another."""

    def __init__(self) -> None:
        self._over = Event()
        self._kept: tuple[object, int] = (None, socket.SHUT_RDWR)
        self._early: socket.socket | None = None

    @property
    def is_over(self) -> bool:
        """Tell whether the latest attempt ran out of time."""
        return self._over.is_set()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """End the connection if the block takes longer."""
        self._over.clear()
        done = Event()
        watcher = Thread(target=self._watch, args=(done, seconds), name="deadline", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    def keep(self, connected: object) -> None:
        """Remember the socket of the latest connection."""
        self._kept = connected, socket.SHUT_RDWR

    def keep_early(self, connecting: socket.socket) -> None:
        """Remember the socket of a connection that is coming about, until ``forget_early``."""
        # A twin, because the handshake takes this one over, and nobody else has it until its end.
        self._early = connecting.dup()
        # Only no more answers: one that is shut altogether is none to TLS, which then loses it.
        self._kept = self._early, socket.SHUT_RD

    def forget_early(self) -> None:
        """Let go of a connection that came about, or did not."""
        if self._early is not None:
            self._early.close()
            self._early = None

    def _watch(self, done: Event, seconds: float) -> None:
        while not done.wait(seconds):
            self._over.set()
            seconds = _LOOK_AGAIN
            kept, how = self._kept
            if isinstance(kept, socket.socket):
                with suppress(OSError):
                    # Not the method of an SSL socket: that one pulls the TLS layer from under
                    # the reader, who then meets a ValueError instead of an end.
                    socket.socket.shutdown(kept, how)
