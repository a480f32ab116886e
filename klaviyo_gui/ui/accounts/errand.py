"""Something asked of Klaviyo, or of the system's place for keys, that may never be answered."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class GivenUp(Exception):
    """Nobody waits for the answer any more."""


class Errand:
    """Done in a thread of its own, which nobody waits for once it is given up.

    ``work`` is given the errand, and asks it before each step that changes anything.
    """

    def __init__(self, work: Callable[[Errand], object]) -> None:
        self._work = work
        self._is_given_up = Event()
        self._answers: SimpleQueue[tuple[object, BaseException | None]] = SimpleQueue()

    @property
    def is_given_up(self) -> bool:
        """Tell whether nobody waits for it any more."""
        return self._is_given_up.is_set()

    def give_up(self) -> None:
        """Wait no longer."""
        self._is_given_up.set()
        self._answers.put((None, GivenUp()))

    def ensure_wanted(self) -> None:
        """Raise GivenUp where nobody waits any more."""
        if self.is_given_up:
            raise GivenUp

    def events(self) -> Iterator[object]:
        """Yield what the work returns, once it does; nothing where it is given up before."""
        # It ends with the program, whatever it waits for.
        Thread(target=self._run, name="account", daemon=True).start()
        answer, error = self._answers.get()
        if isinstance(error, GivenUp) or self.is_given_up:
            return
        if error is not None:
            raise error
        yield answer

    def _run(self) -> None:
        try:
            self._answers.put((self._work(self), None))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            self._answers.put((None, error))
