"""What an account tells of what is in hand, asked for beside the window."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from klaviyo_gui.core.account_name import account_key
from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.sending.account_look import AccountReport, looked_at
from klaviyo_gui.sending.account_reader import WHOSE, Memories
from klaviyo_gui.sending.going_on import agreed_to, starting
from klaviyo_gui.store.chosen_effects import chosen_effect, keep_effect
from klaviyo_gui.ui.work import Broken, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.core.effect_choice import EffectChoice
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.account_reader import AccountMemory
    from klaviyo_gui.sending.send import Destination

    Find = Callable[[], Destination]

AGED_MS = 60_000
"""From an answer until it should be asked for again: flows are switched on and off by hand."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of which account; another question makes an answer worthless.

    ``place`` is the id of the account, empty for practice.
    """

    place: str
    mapping: Mapping
    names: tuple[str, ...]
    has_more_names: bool


@dataclass(frozen=True, slots=True)
class _Remembered:
    choice: EffectChoice | None


@dataclass(frozen=True, slots=True)
class _Answer:
    question: Question
    account: str
    currency: str
    report: AccountReport


class Looking(QObject):
    """Looks at one account at a time; an answer holds for its question only.

    ``changed`` fires when an answer comes, and when one no longer holds; ``aged`` when one is so
    old that it should be asked for again; ``seen_again`` when ``look_again`` has come to its end.
    """

    changed = Signal()
    aged = Signal()
    seen_again = Signal()

    def __init__(self, parent: QObject, memories: Memories | None = None) -> None:
        super().__init__(parent)
        self._work = WorkQueue(self)
        self._work.told.connect(self._take)
        self._stop = threading.Event()
        self._age = QTimer(self)
        self._age.setSingleShot(True)
        self._age.setInterval(AGED_MS)
        self._age.timeout.connect(self.aged)
        self._question: Question | None = None
        self._find: Find | None = None
        self._answer: _Answer | None = None
        self._choice: EffectChoice | None = None
        self._error: ExpectedError | None = None
        self._is_looking_again = False
        self._memories = memories or Memories()

    @property
    def report(self) -> AccountReport | None:
        """Return the answer to the last question, None until it is there."""
        return self._answer.report if self._answer is not None else None

    @property
    def account(self) -> str:
        """Return the id of the account, or the name of one without; empty until it is known."""
        return self._answer.account if self._answer is not None else ""

    @property
    def choice(self) -> EffectChoice | None:
        """Return what was chosen last time for what is asked about; None for nothing."""
        return self._choice

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

    @property
    def is_looking_again(self) -> bool:
        """Tell whether an account is looked at once more before something is sent there."""
        return self._is_looking_again

    def look_again(self, question: Question, find: Find) -> None:
        """Ask this of the account itself, whatever is remembered; an answer holds until then.

        Whatever drops the question ends this, too, and then ``seen_again`` never fires.
        """
        self._stop.set()
        self._stop = threading.Event()
        self._memories.forget()
        self._question, self._find = question, find
        self._is_looking_again = True
        self._begin(question, find)
        self.changed.emit()

    def agreed(self, *, is_history: bool) -> Agreed | None:
        """Return what is told here that a send may start; None in practice and for nothing."""
        question, report = self._question, self.report
        if question is None or not question.place:
            return None
        begins = starting(question.mapping, is_history=is_history)
        if begins.is_nothing:
            return None
        if report is None:
            # Nobody could look, so nothing was told.
            return Agreed()
        return agreed_to(begins.of(report), question.names)

    def ask(self, question: Question, find: Find) -> None:
        """Ask this, unless it was asked last; ``find`` gives the account, in another thread."""
        if question == self._question:
            return
        self._drop()
        self._question, self._find = question, find
        self._begin(question, find)
        self.changed.emit()

    @Slot()
    def renew(self) -> None:
        """Ask the same again; the answer that is there holds until the new one comes."""
        if self._is_looking_again:
            return
        if self._question is not None and self._find is not None and self._is_aged:
            self._begin(self._question, self._find)

    def _begin(self, question: Question, find: Find) -> None:
        memory = self._memories.of(question.place)
        self._work.begin(partial(_looked, question, find, self._stop, memory))

    @property
    def _is_aged(self) -> bool:
        return self._answer is not None and not self._age.isActive()

    def keep(self, choice: EffectChoice | None) -> None:
        """Remember what is chosen now for what was asked about."""
        question = self._question
        if question is not None and question.place:
            self._choice = choice
            self._work.begin(partial(_kept, question, choice))

    @Slot()
    def forget(self) -> None:
        """Let no answer hold any more, so that all is asked anew."""
        self._drop()
        self._memories.forget()

    def drop_others(self, place: str, mapping: Mapping) -> None:
        """Let an answer hold no more that is about another account or mapping than these."""
        question = self._question
        if question is not None and (question.place, question.mapping) != (place, mapping):
            self._drop()

    def drop_aged(self) -> None:
        """Let an old answer hold no more, where somebody comes back to it."""
        if self._is_aged:
            self._drop()

    def _drop(self) -> None:
        self._stop.set()
        self._stop = threading.Event()
        self._work.forget()
        self._age.stop()
        self._question = self._find = None
        self._is_looking_again = False
        self._answer = self._choice = self._error = None

    def close(self) -> None:
        """Stop, and wait for the end."""
        self.forget()
        self._work.close()

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, _Remembered):
            self._choice = event.choice
        elif isinstance(event, _Answer):
            self._answer = event
            self._age.start()
        elif isinstance(event, Broken) and self._is_told_by(event):
            # What was seen before may be otherwise by now.
            self._answer, self._error = None, event.error
            if event.error is None:
                self._question = None
        else:
            return
        is_over = self._is_looking_again and not isinstance(event, _Remembered)
        self._is_looking_again &= not is_over
        self.changed.emit()
        if is_over:
            self.seen_again.emit()

    def _is_told_by(self, event: Broken) -> bool:
        """Tell whether what was seen holds no more after this."""
        return self._answer is None or event.error is not None or self._is_looking_again


def _looked(
    question: Question, find: Find, stop: threading.Event, memory: AccountMemory
) -> Iterator[_Remembered | _Answer]:
    if question.place:
        yield _Remembered(chosen_effect(question.mapping, question.place))
    # A send asks anew whose the key is; to look once more the answer of a moment ago will do.
    known = memory.answer(WHOSE, "")
    destination: Destination = known[0] if known is not None else find()
    if known is None:
        memory.keep(WHOSE, "", destination)
    report = looked_at(
        destination,
        question.mapping,
        question.names,
        stop,
        memory,
        is_every_name=not question.has_more_names,
    )
    yield _Answer(question, account_key(destination.account), destination.currency, report)


def _kept(question: Question, choice: EffectChoice | None) -> Iterator[object]:
    keep_effect(question.mapping, question.place, choice)
    yield from ()
