"""What the account that would be sent to knows of events, asked for beside the window."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.metric_names import by_name
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.account_reader import AccountReader, Memories
from klaviyo_gui.ui.work import Broken, Ended, WorkQueue
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.metrics import unseen_flows_words, unseen_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.core.account_metric import AccountMetric
    from klaviyo_gui.klaviyo.metrics import Metric
    from klaviyo_gui.klaviyo.properties import Types
    from klaviyo_gui.sending.account_reader import AccountMemory
    from klaviyo_gui.sending.send import Destination
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.accounts.book import AccountBook

    Find = Callable[[], Destination]

_COUNTED = 20
"""Names of which the flows are counted, the latest first: Klaviyo lets 150 be asked in a minute."""


@dataclass(frozen=True, slots=True)
class _Question:
    place: str
    metric: str
    wants_flows: bool


@dataclass(frozen=True, slots=True)
class _Names:
    names: tuple[AccountMetric, ...]


@dataclass(frozen=True, slots=True)
class _Properties:
    metric: str
    types: Types


@dataclass(frozen=True, slots=True)
class _Flows:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class _Note:
    words: str


class AccountMetrics(QObject):
    """Knows the names of an account's events, and the properties of those of one name.

    Where nobody can be asked there are none, and ``note`` says why. ``changed`` fires whenever more
    is known, or less.
    """

    changed = Signal()

    def __init__(
        self,
        book: AccountBook,
        find: Callable[[KnownAccount | None], Destination],
        memories: Memories,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._find = find
        self._memories = memories
        self._work = WorkQueue(self)
        self._work.told.connect(self._take)
        self._stop = threading.Event()
        self._question: _Question | None = None
        self._is_busy = False
        self._names: tuple[AccountMetric, ...] = ()
        self._properties: dict[str, Types] = {}
        self._note = ""
        book.chosen_changed.connect(self._take_account)

    @property
    def account(self) -> str:
        """Return what the account is called, empty for practice, of which nothing is asked."""
        chosen = self._book.chosen
        return chosen.name if chosen is not None else ""

    @property
    def names(self) -> tuple[AccountMetric, ...]:
        """Return the names of its events, as far as they are known."""
        return self._names

    @property
    def note(self) -> str:
        """Return why something is not known, empty for nothing."""
        return self._note

    @property
    def is_busy(self) -> bool:
        """Tell whether more may come."""
        return self._is_busy

    def properties(self, metric: str) -> Types:
        """Return the properties that events of this name have had, with their types."""
        return self._properties.get(metric, {})

    def look(self, metric: str, *, wants_flows: bool = False) -> None:
        """Ask for the names and for the properties of one, unless that was asked last.

        ``wants_flows`` asks in any case, and for how many flows each name starts.
        """
        chosen = self._book.chosen
        if chosen is None:
            return
        question = _Question(chosen.id, metric, wants_flows)
        last = self._question
        is_asked = last is not None and (last.place, last.metric) == (chosen.id, metric)
        if is_asked and not wants_flows:
            return
        self._stop.set()
        self._stop = threading.Event()
        self._question, self._is_busy, self._note = question, True, ""
        memory = self._memories.of(chosen.id)
        find = partial(self._find, chosen)
        self._work.begin(partial(_looked, question, find, self._stop, memory))

    def close(self) -> None:
        """Stop, and wait for the end."""
        self._stop.set()
        self._work.forget()
        self._work.close()

    @Slot()
    def _take_account(self) -> None:
        """Know nothing of another account."""
        self._stop.set()
        self._work.forget()
        self._question, self._is_busy, self._note = None, False, ""
        self._names, self._properties = (), {}
        self.changed.emit()

    @Slot(object)
    def _take(self, event: object) -> None:
        match event:
            case _Names(names):
                counts = {each.name: each.flows for each in self._names}
                self._names = tuple(replace(each, flows=counts.get(each.name)) for each in names)
            case _Properties(metric, types):
                self._properties[metric] = types
            case _Flows(name, count):
                self._names = tuple(
                    replace(each, flows=count) if each.name == name else each
                    for each in self._names
                )
            case _Note(words):
                self._note = words
            case Broken(error):
                self._is_busy = False
                self._note = error_words(error).what if error is not None else ""
            case Ended():
                self._is_busy = False
        self.changed.emit()


def _looked(
    question: _Question, find: Find, stop: threading.Event, memory: AccountMemory
) -> Iterator[object]:
    destination = find()
    if destination.way is Way.PUBLIC:
        yield _Note(unseen_words(0, Trouble.PUBLIC))
        return
    with Client(destination.address, destination.key) as client:
        reader = AccountReader(client, stop, memory)
        outcome, metrics = reader.metrics()
        if outcome.verdict is not Verdict.ACCEPTED:
            yield _Note(unseen_words(outcome.status, outcome.detail))
            return
        names = by_name(metrics)
        yield _Names(names)
        if question.metric:
            yield _Properties(question.metric, _properties(reader, metrics, question.metric))
        if question.wants_flows:
            yield from _counted(reader, metrics, names[:_COUNTED])


def _properties(reader: AccountReader, metrics: list[Metric], name: str) -> Types:
    """Return the properties of the metric to which events of this name will belong."""
    found: Types = {}
    for metric in metrics:
        if metric.is_of_api and metric.name == name:
            found |= reader.properties_of_metric(metric.id)[1]
    return found


def _counted(
    reader: AccountReader, metrics: list[Metric], names: tuple[AccountMetric, ...]
) -> Iterator[object]:
    """Yield how many flows events of each name may start, as the guard of a send counts them."""
    for each in names:
        acting: set[str] = set()
        for metric in metrics:
            if metric.name != each.name:
                continue
            outcome, flows = reader.flows(metric.id)
            if outcome.verdict is not Verdict.ACCEPTED:
                yield _Note(unseen_flows_words(outcome.status))
                return
            acting.update(flow.id for flow in flows if flow.may_act)
        yield _Flows(each.name, len(acting))
