"""What an account tells of the events and properties in hand, asked for beside the window."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.sending.account_look import AccountReport, looked_at
from klaviyo_gui.sending.account_reader import WHOSE, AccountMemory
from klaviyo_gui.ui.work import Broken, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.send import Destination

    Find = Callable[[], Destination]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of which account; another question makes an answer worthless."""

    place: str
    mapping: Mapping
    names: tuple[str, ...]
    has_more_names: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    question: Question
    currency: str
    report: AccountReport


class Looking(QObject):
    """Looks at one account at a time; an answer holds for its question only.

    ``changed`` fires when an answer comes, and when one no longer holds.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work = WorkQueue(self)
        self._work.told.connect(self._take)
        self._stop = threading.Event()
        self._question: Question | None = None
        self._answer: _Answer | None = None
        self._error: ExpectedError | None = None
        self._memories: dict[str, AccountMemory] = {}

    @property
    def report(self) -> AccountReport | None:
        """Return the answer to the last question, None until it is there."""
        return self._answer.report if self._answer is not None else None

    @property
    def currency(self) -> str:
        """Return the currency of the account, empty where nobody knows."""
        return self._answer.currency if self._answer is not None else ""

    @property
    def error(self) -> ExpectedError | None:
        """Return what kept the account from being asked."""
        return self._error

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._question is not None and self._answer is None and self._error is None

    def ask(self, question: Question, find: Find) -> None:
        """Ask this, unless it was asked last; ``find`` gives the account, in another thread."""
        if question == self._question:
            return
        self._drop()
        self._question = question
        memory = self._memories.setdefault(question.place, AccountMemory())
        self._work.begin(partial(_looked, question, find, self._stop, memory))
        self.changed.emit()

    @Slot()
    def forget(self) -> None:
        """Let no answer hold any more, so that all is asked anew."""
        self._drop()
        # Whoever still works with one of them keeps it for himself.
        self._memories = {place: each.emptied() for place, each in self._memories.items()}

    def _drop(self) -> None:
        self._stop.set()
        self._stop = threading.Event()
        self._work.forget()
        self._question = self._answer = self._error = None

    def close(self) -> None:
        """Stop, and wait for the end."""
        self.forget()
        self._work.close()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, _Answer):
            self._answer = event
        elif isinstance(event, Broken) and self._answer is None:
            self._error = event.error
            if event.error is None:
                self._question = None
        else:
            return
        self.changed.emit()


def _looked(
    question: Question, find: Find, stop: threading.Event, memory: AccountMemory
) -> Iterator[_Answer]:
    # A send asks anew whose the key is; to look once more the answer of a moment ago will do.
    destination: Destination | None = memory.recalled(WHOSE)
    if destination is None:
        destination = find()
        memory.keep(WHOSE, destination)
    report = looked_at(
        destination,
        question.mapping,
        question.names,
        stop,
        memory,
        is_every_name=not question.has_more_names,
    )
    yield _Answer(question, destination.currency, report)
