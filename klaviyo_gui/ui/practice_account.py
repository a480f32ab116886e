"""The practice Klaviyo of this window: started when first needed, the same until the end."""

from __future__ import annotations

from threading import Lock

from klaviyo_gui.practice.behaviour import PRACTICE_KEY, PRACTICE_NAME
from klaviyo_gui.practice.process import PracticeProcess
from klaviyo_gui.sending.send import Destination


class PracticeAccount:
    """Gives out the practice Klaviyo; safe to ask from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: PracticeProcess | None = None

    @property
    def address(self) -> str:
        """Return where it listens; empty before it was needed."""
        return self._process.address if self._process is not None else ""

    def destination(self) -> Destination:
        """Return where to send, starting the practice Klaviyo when it is not there yet."""
        with self._lock:
            if self._process is None:
                self._process = PracticeProcess()
            return Destination(PRACTICE_NAME, self._process.address, PRACTICE_KEY, is_practice=True)

    def close(self) -> None:
        """End the practice Klaviyo with all that it holds."""
        with self._lock:
            if self._process is not None:
                self._process.stop()
                self._process = None
