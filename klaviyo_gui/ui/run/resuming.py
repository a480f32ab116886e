"""More of an earlier run is sent: once it is known what that starts, and somebody means it."""

from __future__ import annotations

import threading
from contextlib import closing, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from klaviyo_gui import paths
from klaviyo_gui.core.errors import AccountMissing, ExpectedError
from klaviyo_gui.language import mark, tr
from klaviyo_gui.sending.again import is_of, order_again
from klaviyo_gui.sending.event_names import event_names, names_vary
from klaviyo_gui.sending.facts import mapping_in_facts
from klaviyo_gui.sending.going_on import look_at_rest, look_at_rows_again
from klaviyo_gui.store.history import known_run
from klaviyo_gui.store.journal import JOURNAL
from klaviyo_gui.store.results import facts_of
from klaviyo_gui.ui.run.asking import LOOKING, READING, MoreQuestion
from klaviyo_gui.ui.run.stake import (
    Stake,
    question_of_rest,
    question_of_rows,
    stake_of_rest,
    stake_of_rows,
)
from klaviyo_gui.ui.work import Broken, WorkQueue
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.flows import flow_words
from klaviyo_gui.wording.joining import joined_words
from klaviyo_gui.wording.standing import standing_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.core.agreed import Agreed
    from klaviyo_gui.sending.event_names import EventNames
    from klaviyo_gui.sending.going_on import Outlook
    from klaviyo_gui.sending.send import Destination, Order
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.runner import Runner

    FindStake = Callable[[Path, RunSummary], Stake]
    Look = Callable[[str, Destination, threading.Event], Outlook | None]
    Begin = Callable[[Agreed | None], None]

_FAULT = mark("A fault of the program kept the account from being looked at.")

_PATIENCE_MS = 300
"""Milliseconds until it is said that a run is being read: what is there sooner needs no words."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody wishes of a run, and how it is begun once that is meant.

    ``to_look`` gives what looks at the account, once it is known that something is at stake. Where
    nothing is, it is begun unasked unless it ``is_always_asked``.
    """

    run: RunSummary
    title: str
    yes: str
    question: str
    stake: FindStake
    to_look: Callable[[], Look]
    begin: Begin
    is_always_asked: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    outlook: Outlook | None


class Resuming(QObject):
    """Asks one question at a time, and looks at the account where flows may start.

    What is at stake stands in the journal of the run, which is opened beside the window. The name
    of the account is wanted where the flows are not those that were confirmed.
    ``begun`` fires right before a run begins.
    """

    begun = Signal()

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        self._parent = parent
        self._question: MoreQuestion | None = None
        self._wish: _Wish | None = None
        self._name = ""
        self._what = ""
        self._outlook: Outlook | None = None
        self._stop = threading.Event()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_waiting)
        self._looking = WorkQueue(self)
        self._looking.told.connect(self._take)

    @property
    def question(self) -> MoreQuestion | None:
        """Return the question that stands open."""
        return self._question

    def go_on(self, run: str, *, sends_lost: bool = False) -> None:
        """Continue a run that has not come to its end, unasked where that starts no flow."""

        def begin(agreed: Agreed | None) -> None:
            self._runner.go_on(run, sends_lost=sends_lost, agreed=agreed)

        found = self._found(run, begin)
        if found is None:
            return
        if found.is_practice:
            # No flow can start there, whatever the journal says, which takes long to open.
            self._begin(begin)
            return
        title, question = tr("Continue a run"), question_of_rest(found)
        self._ask(
            _Wish(
                found,
                title,
                tr("Continue"),
                question,
                stake_of_rest,
                lambda: _rest,
                begin,
                is_always_asked=False,
            )
        )

    def send_again(self, run: str) -> None:
        """Send the refused rows of a run again that were put right."""
        begin = partial(self._runner.send_again, run)
        found = self._found(run, begin)
        if found is None:
            return
        title, question = tr("Send refused rows again"), question_of_rows(found)
        self._ask(
            _Wish(
                found,
                title,
                tr("Send again"),
                question,
                stake_of_rows,
                lambda: partial(_rows_again, self._runner.open_order()),
                begin,
                is_always_asked=True,
            )
        )

    def close(self) -> None:
        """Look no more, and wait for the end of that."""
        self._stop.set()
        self._patience.stop()
        self._looking.forget()
        self._looking.close()

    # Slots

    @Slot()
    def _show_waiting(self) -> None:
        """Say that the run is read, where that takes so long that somebody may wonder."""
        if self._question is not None:
            self._question.wait_for(tr(READING))
            self._question.open()

    @Slot(object)
    def _take(self, event: object) -> None:
        question, wish = self._question, self._wish
        if question is None or wish is None:
            return
        if isinstance(event, Broken):
            self._open(question)
            question.tell("", error_words(event.error).sentence if event.error else tr(_FAULT))
        elif isinstance(event, Stake):
            self._meet(question, wish, event)
        elif isinstance(event, _Seen):
            self._outlook = event.outlook
            if event.outlook is None:
                # What the facts cannot tell, the runner does.
                question.tell("")
                question.allow()
                return
            question.tell(_starts(event.outlook), standing_words(event.outlook.stands))
            if event.outlook.stands.is_same:
                question.allow()
            else:
                question.want_name(self._name, self._what)

    @Slot()
    def _accept(self) -> None:
        if self._wish is not None:
            self._begin(self._wish.begin, self._outlook)

    @Slot()
    def _forget(self) -> None:
        self._stop.set()
        self._patience.stop()
        self._looking.forget()
        self._question = self._wish = self._outlook = None

    # Private

    def _found(self, run: str, begin: Begin) -> RunSummary | None:
        """Return a run to ask about; None where a question stands open, or it is said why not."""
        if self._question is not None:
            return None
        if self._runner.is_running:
            self._begin(begin)
            return None
        try:
            found = known_run(paths.runs(), run)
            self._name = "" if found.is_practice else self._account_of(found).name
        except ExpectedError as error:
            self._runner.refuse(error)
            return None
        return found

    def _account_of(self, run: RunSummary) -> KnownAccount:
        """Return where a run went, by the list as it is now; raises AccountMissing.

        A command may have added an account that the window has not read of.
        """
        accounts = self._runner.book.accounts
        known = accounts.of_run(run)
        if known is None:
            raise AccountMissing(run.account, tuple(each.name for each in accounts.all()))
        return known

    def _ask(self, wish: _Wish) -> None:
        """Have a question ready, and find out what is at stake."""
        window = self._parent.window()
        self._wish = wish
        self._question = question = MoreQuestion(window, wish.title, wish.question, wish.yes)
        question.accepted.connect(self._accept)
        question.finished.connect(self._forget)
        self._patience.start()
        self._looking.begin(partial(_staked, wish.stake, wish.run))

    def _meet(self, question: MoreQuestion, wish: _Wish, stake: Stake) -> None:
        """Ask with what is at stake, or begin unasked where nothing is and nobody need be asked."""
        if not (stake.what or wish.is_always_asked):
            question.reject()
            question.deleteLater()
            self._begin(wish.begin)
            return
        self._what = stake.what
        question.say(stake.words)
        if stake.what:
            question.wait_for(tr(LOOKING))
            self._stop = threading.Event()
            find = partial(self._runner.find.of_run, wish.run)
            self._looking.begin(partial(_looked, wish.to_look(), wish.run.run, find, self._stop))
        else:
            question.tell("")
            question.allow()
        self._open(question)

    def _open(self, question: MoreQuestion) -> None:
        self._patience.stop()
        question.open()

    def _begin(self, begin: Begin, outlook: Outlook | None = None) -> None:
        self.begun.emit()
        begin(outlook.agreed() if outlook is not None else None)


def _staked(stake: FindStake, run: RunSummary) -> Iterator[Stake]:
    """Find out what is at stake; in another thread."""
    yield stake(paths.runs(), run)


def _rest(run: str, destination: Destination, stop: threading.Event) -> Outlook | None:
    return look_at_rest(paths.runs() / run / JOURNAL, destination, stop)


def _rows_again(
    current: Order | None, run: str, destination: Destination, stop: threading.Event
) -> Outlook | None:
    """Look by the names of the file as it is now, where its rows have a say in them.

    ``current`` is what is open, whose hold on the file ends here.
    """
    with closing(current.file) if current is not None else nullcontext():
        facts, named = facts_of(paths.runs(), run), None
        if facts["is_history"] is not True and names_vary(mapping_in_facts(facts, run)):
            named = _names_now(current, run, stop)
        return look_at_rows_again(facts, run, destination, stop, named)


def _names_now(current: Order | None, run: str, stop: threading.Event) -> EventNames:
    """Return the names of events in the file of a run, as it is open or else on the disk."""
    if current is not None and is_of(paths.runs(), run, current.file):
        return event_names(current, stop)
    order = order_again(paths.runs(), run)
    with closing(order.file):
        return event_names(order, stop)


def _looked(
    look: Look, run: str, find: Callable[[], Destination], stop: threading.Event
) -> Iterator[_Seen]:
    """Look at the account; in another thread."""
    yield _Seen(look(run, find(), stop))


def _starts(outlook: Outlook) -> str:
    """Return what an outlook shows, and whether that was confirmed."""
    said = []
    if outlook.begins.is_live:
        said.append(flow_words(outlook.report.flows))
    if outlook.begins.joins is not None:
        said.append(joined_words(outlook.report.joined, outlook.begins.joins.name))
    if outlook.stands.is_same and not outlook.report.is_harmless:
        said.append(tr("That is what was confirmed when the run began."))
    return " ".join(said)
