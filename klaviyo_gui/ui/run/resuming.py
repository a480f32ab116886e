"""More of an earlier run is sent: once it is known what that starts, and somebody means it."""

from __future__ import annotations

import threading
from contextlib import closing, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

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
from klaviyo_gui.ui.run.asking import LOOKING, MoreQuestion
from klaviyo_gui.ui.run.stake import stake_of_rest, stake_of_rows
from klaviyo_gui.ui.work import Broken, WorkQueue
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.flows import flow_words
from klaviyo_gui.wording.joining import joined_words
from klaviyo_gui.wording.standing import standing_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.core.agreed import Agreed
    from klaviyo_gui.sending.event_names import EventNames
    from klaviyo_gui.sending.going_on import Outlook
    from klaviyo_gui.sending.send import Destination, Order
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.run.stake import Stake
    from klaviyo_gui.ui.runner import Runner

    Look = Callable[[str, Destination, threading.Event], Outlook | None]
    Begin = Callable[[Agreed | None], None]

_FAULT = mark("A fault of the program kept the account from being looked at.")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody wishes, and how it is begun once that is meant."""

    title: str
    yes: str
    stake: Stake
    look: Look
    begin: Begin


@dataclass(frozen=True, slots=True)
class _Seen:
    outlook: Outlook | None


class Resuming(QObject):
    """Asks one question at a time, and looks at the account where flows may start.

    The name of the account is wanted where they are not those that were confirmed.
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
        self._outlook: Outlook | None = None
        self._stop = threading.Event()
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
        stake = stake_of_rest(paths.runs(), found)
        if stake.what:
            self._ask(found, _Wish(tr("Continue a run"), tr("Continue"), stake, _rest, begin))
        else:
            self._begin(begin)

    def send_again(self, run: str) -> None:
        """Send the refused rows of a run again that were put right."""
        begin = partial(self._runner.send_again, run)
        found = self._found(run, begin)
        if found is not None:
            title, stake = tr("Send refused rows again"), stake_of_rows(paths.runs(), found)
            look = partial(_rows_again, self._runner.open_order() if stake.what else None)
            self._ask(found, _Wish(title, tr("Send again"), stake, look, begin))

    def close(self) -> None:
        """Look no more, and wait for the end of that."""
        self._stop.set()
        self._looking.forget()
        self._looking.close()

    # Slots

    @Slot(object)
    def _take(self, event: object) -> None:
        question, wish = self._question, self._wish
        if question is None or wish is None:
            return
        if isinstance(event, Broken):
            question.tell("", error_words(event.error).sentence if event.error else tr(_FAULT))
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
                question.want_name(self._name, wish.stake.what)

    @Slot()
    def _accept(self) -> None:
        if self._wish is not None:
            self._begin(self._wish.begin, self._outlook)

    @Slot()
    def _forget(self) -> None:
        self._stop.set()
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

    def _ask(self, found: RunSummary, wish: _Wish) -> None:
        stake, window = wish.stake, self._parent.window()
        self._wish = wish
        self._question = question = MoreQuestion(
            window, wish.title, stake.question, stake.words, wish.yes
        )
        question.accepted.connect(self._accept)
        question.finished.connect(self._forget)
        if stake.what:
            question.tell(tr(LOOKING))
            self._stop = threading.Event()
            find = partial(self._runner.find.of_run, found)
            self._looking.begin(partial(_looked, wish.look, found.run, find, self._stop))
        else:
            question.allow()
        question.open()

    def _begin(self, begin: Begin, outlook: Outlook | None = None) -> None:
        self.begun.emit()
        begin(outlook.agreed() if outlook is not None else None)


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
