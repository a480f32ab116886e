"""Work that is held back while it is under way, so that it can be seen that it is."""

import threading
from functools import wraps

import pytest

WAIT_S = 60


class Gate:
    """Lets through so much of what a function gives, and the rest once it is opened."""

    def __init__(self, place, name, after=0):
        self._opened = threading.Event()
        self._patch = pytest.MonkeyPatch()
        held = getattr(place, name)

        @wraps(held)
        def waiting(*args, **more):
            given = held(*args, **more)
            if not hasattr(given, "__next__"):
                self._opened.wait(WAIT_S)
                return given
            return self._in_parts(given, after)

        self._patch.setattr(place, name, waiting)

    def open(self):
        """Let all go on, and hold back nothing any more."""
        self._patch.undo()
        self._opened.set()

    def _in_parts(self, given, after):
        for at, each in enumerate(given):
            if at >= after:
                self._opened.wait(WAIT_S)
            yield each
