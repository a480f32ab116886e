"""The run under way: it is started, steered, watched and stopped here, one at a time."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths
from klaviyo_gui.accounts import KLAVIYO
from klaviyo_gui.core.errors import EventsRenamed, RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import mark, tr
from klaviyo_gui.practice_account import PracticeAccount
from klaviyo_gui.sending.again import is_of, order_again
from klaviyo_gui.sending.facts import mapping_in_facts
from klaviyo_gui.sending.helm import Helm
from klaviyo_gui.sending.interruption import interruptions
from klaviyo_gui.sending.progress import Comparing, Finished, Planning, Progress, Refused
from klaviyo_gui.sending.retry import retry
from klaviyo_gui.sending.send import Order, resume, send
from klaviyo_gui.store.history import known_run
from klaviyo_gui.store.results import facts_of
from klaviyo_gui.ui.destinations import Bound, Destinations
from klaviyo_gui.ui.work import Broken, Ended, Report, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from klaviyo_gui.core.agreed import Agreed
    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.progress import RunEvent
    from klaviyo_gui.sending.send import Destination
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.session import Session


class Phase(Enum):
    """Where the run is."""

    NONE = auto()
    PLANNING = auto()
    SENDING = auto()
    STOPPING = auto()
    FINISHED = auto()
    FAILED = auto()


RUNNING = (Phase.PLANNING, Phase.SENDING, Phase.STOPPING)


class Runner(QObject):
    """Drives one run at a time in a thread that only waits; the work is done by processes.

    ``changed`` fires at every step; ``refused(rows)`` when rows were not taken;
    ``finished(Finished)`` at the end of a run that could start; ``start_refused(error)`` when a
    run cannot start or breaks off.
    """

    changed = Signal()
    refused = Signal(object)
    finished = Signal(object)
    start_refused = Signal(object)

    def __init__(self, session: Session, book: AccountBook) -> None:
        super().__init__(session)
        self._session = session
        self._book = book
        self._sent_to: KnownAccount | None = None
        self._account = ""
        self._practice = PracticeAccount(paths.practice(), paths.runs())
        self._find = Destinations(self._practice, book.accounts)
        self._work = WorkQueue(self)
        self._work.reported.connect(self._apply_report)
        self._stop = threading.Event()
        self._helm = Helm()
        self._phase = Phase.NONE
        self._order: Order | None = None
        self._title = self._file = ""
        self._sent: tuple[CsvFile, Mapping, Amendments] | None = None
        self._planning: Planning | Comparing | None = None
        self._progress: Progress | None = None
        self._result: Finished | None = None
        self._error: ExpectedError | None = None

    @property
    def practice(self) -> PracticeAccount:
        """Return the practice Klaviyo of this window."""
        return self._practice

    @property
    def book(self) -> AccountBook:
        """Return the accounts, and which of them is sent to."""
        return self._book

    def journals(self) -> tuple[Path, ...]:
        """Return the journals of earlier runs to where one would go now, the latest first."""
        if self._book.chosen is None:
            return self._practice.journals()
        return self._book.journals()

    @property
    def find(self) -> Destinations:
        """Return what finds where runs go, in a thread beside the window's."""
        return self._find

    @property
    def phase(self) -> Phase:
        """Return where the run is."""
        return self._phase

    @property
    def is_running(self) -> bool:
        """Tell whether a run is under way."""
        return self._phase in RUNNING

    @property
    def is_paused(self) -> bool:
        """Tell whether a run is on that sends nothing new until it may go on."""
        return self._phase is Phase.SENDING and self._helm.is_paused

    @property
    def share(self) -> float:
        """Return the part of the account's limit that runs may use."""
        return self._helm.share

    @property
    def done(self) -> float:
        """Return which part of what is to be sent is settled, from 0.0 to 1.0."""
        if self._progress is None:
            return 0.0
        total = self._progress.tally.total
        count = total.read - total.held
        # Divided once: a tenth of the way is a tenth, and not a little less.
        return (count - total.unsent - total.unknown) / count if count > 0 else 1.0

    @property
    def order(self) -> Order | None:
        """Return what the last run was asked to send."""
        return self._order

    @property
    def account(self) -> str:
        """Return the account that the last run goes to, empty until that is known."""
        return self._account

    @property
    def name(self) -> str:
        """Return what the last run is called that was no order of its own."""
        return tr(self._title, file=self._file or tr("an earlier run"))

    @property
    def is_current(self) -> bool:
        """Tell whether the last run was of the file, its rows and the mapping as they are now.

        It must also have gone where a run would go now.
        """
        session, chosen = self._session, self._book.chosen
        return self._sent is not None and (
            self._sent[0] is session.file
            and self._sent[1:] == (session.mapping, session.amendments)
            and (self._sent_to and self._sent_to.id) == (chosen and chosen.id)
        )

    @property
    def planning(self) -> Planning | Comparing | None:
        """Return how far is what comes before the sending."""
        return self._planning

    @property
    def progress(self) -> Progress | None:
        """Return how far the sending is."""
        return self._progress

    @property
    def result(self) -> Finished | None:
        """Return how the last run ended."""
        return self._result

    @property
    def error(self) -> ExpectedError | None:
        """Return what kept the last run from its end."""
        return self._error

    def start(self, order: Order) -> None:
        """Send to what is chosen; refused while another run is under way."""
        if self._is_taken():
            return
        sent = order.file, order.mapping, order.amendments
        chosen = self._book.chosen
        # The run's own hold on the file's copy: another file may be opened meanwhile.
        order = replace(order, file=order.file.shared())
        self._begin(partial(_sending, order, partial(self._find.chosen, chosen)))
        self._order, self._sent = order, sent
        self._sent_to = chosen
        self.changed.emit()

    def send_again(self, run: str, agreed: Agreed | None = None) -> None:
        """Send the refused rows of a run again that were put right; refused while a run is on.

        They are read from the file that is open, with what is mapped and changed there, if it is
        the run's; else as the run has it. ``agreed`` is what somebody was told that they may start.
        """
        if self._is_taken():
            return
        self._begin(partial(_sending_again, run, self.open_order(), self._find, agreed))
        self._title = mark("Refused rows of {file}")
        self.changed.emit()

    def go_on(self, run: str, *, sends_lost: bool = False, agreed: Agreed | None = None) -> None:
        """Continue a run that has not come to its end; refused while another one is on.

        With ``sends_lost`` its lost records go as well, where they were held. ``agreed`` is what
        somebody was told that the rest may start.
        """
        if self._is_taken():
            return
        is_last = self._result is not None and self._result.run == run
        known = (self._order, self._sent) if is_last else (None, None)
        self._begin(partial(_going_on, run, self._find, sends_lost=sends_lost, agreed=agreed))
        self._order, self._sent = known
        self._title = mark("{file}, continued")
        self.changed.emit()

    def refuse(self, error: ExpectedError) -> None:
        """Say why what was wished does not begin."""
        self.start_refused.emit(error)

    @Slot()
    def turn_pause(self) -> None:
        """Send nothing new for now; once more, go on."""
        self._helm.is_paused = not self._helm.is_paused
        self.changed.emit()

    def use_share(self, share: float) -> None:
        """Let this run and those after it use this part of the account's limit."""
        self._helm.share = share
        self.changed.emit()

    def open_order(self) -> Order | None:
        """Return what is open as an order, with a hold of its own on the file's copy."""
        session = self._session
        if session.file is None:
            return None
        return Order(
            session.file.shared(),
            session.mapping,
            session.preset or session.file.path.stem,
            is_history=True,
            judged=session.judged,
            amendments=session.amendments,
        )

    def stop(self) -> None:
        """Let the requests on their way finish, and send no more."""
        if self.is_running:
            self._stop.set()
            self._phase = Phase.STOPPING
            self.changed.emit()

    def end_within(self, milliseconds: int) -> bool:
        """Stop and wait so long for the end, without a look at events; tell whether it came."""
        self._stop.set()
        return self._work.wait(milliseconds)

    def close(self) -> None:
        """Stop, wait for the end, and end the practice Klaviyo."""
        self._stop.set()
        self._work.close()
        self._practice.close()

    def _is_taken(self) -> bool:
        """Tell whether a run is on, and say that another one is refused."""
        if self.is_running:
            self.start_refused.emit(RunOngoing(self._account or KLAVIYO))
        return self.is_running

    def _begin(self, events: Callable[[threading.Event, Helm], Iterator[RunEvent | Bound]]) -> None:
        self._stop = threading.Event()
        self._helm = Helm(share=self._helm.share)
        self._sent = self._order = None
        self._account = self._file = ""
        self._planning = self._progress = self._result = self._error = None
        self._phase = Phase.PLANNING
        self._work.begin(partial(events, self._stop, self._helm))

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        event = report.event
        self._note(event)
        if isinstance(event, Refused):
            self.refused.emit(event.rows)
        self.changed.emit()
        if isinstance(event, Ended) and self._result is not None:
            self.finished.emit(self._result)
        elif isinstance(event, Broken):
            self.start_refused.emit(event.error)

    def _note(self, event: object) -> None:
        """Remember what an event tells of the run."""
        match event:
            case Bound(account, file):
                self._account, self._file = account, file
            case (Planning() | Comparing()) as planning:
                self._planning = planning
            case Progress() as progress:
                self._progress = progress
                if self._phase is Phase.PLANNING:
                    self._phase = Phase.SENDING
            case Finished() as result:
                self._result = result
            case Ended():
                self._phase = Phase.FINISHED
            case Broken(error):
                self._phase, self._error = Phase.FAILED, error


def _sending(
    order: Order, find: Callable[[], Destination], stop: threading.Event, helm: Helm
) -> Iterator[RunEvent | Bound]:
    with interruptions():
        destination = find()
    yield Bound(destination.account)
    yield from send(order, destination, paths.runs(), paths.locks(), stop, helm=helm)


def _sending_again(  # noqa: PLR0913, PLR0917 - what, as who agreed to it, and the hands on it
    run: str,
    current: Order | None,
    find: Destinations,
    agreed: Agreed | None,
    stop: threading.Event,
    helm: Helm,
) -> Iterator[RunEvent | Bound]:
    runs = paths.runs()
    found = known_run(runs, run)
    if current is None or not is_of(runs, run, current.file):
        if current is not None:
            current.file.close()
        current = order_again(runs, run)
    current = replace(current, agreed=agreed)
    with closing(current.file):
        if not found.is_practice:
            _check_names(facts_of(runs, run), run, current.mapping)
        destination = find.again(found)
        yield Bound(destination.account, found.file)
        yield from retry(current, run, destination, runs, paths.locks(), stop, helm=helm)


def _check_names(facts: dict[str, Any], run: str, mapping: Mapping) -> None:
    """Make sure that live events keep the names by which they were agreed to."""
    if facts["is_history"] or not mapping.pairs(Kind.EVENTS):
        return
    if _names(mapping) != _names(mapping_in_facts(facts, run)):
        raise EventsRenamed(run)


def _names(mapping: Mapping) -> list[object]:
    return [each.source for each in mapping.every_pair(Kind.EVENTS) if each.target == "metric"]


def _going_on(  # noqa: PLR0913 - as above
    run: str,
    find: Destinations,
    stop: threading.Event,
    helm: Helm,
    *,
    sends_lost: bool,
    agreed: Agreed | None,
) -> Iterator[RunEvent | Bound]:
    found = known_run(paths.runs(), run)
    destination = find.of_run(found)
    yield Bound(destination.account, found.file)
    folder = paths.runs() / run
    yield from resume(
        folder, destination, paths.locks(), stop, helm=helm, sends_lost=sends_lost, agreed=agreed
    )
