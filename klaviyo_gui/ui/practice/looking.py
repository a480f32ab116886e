"""Looks into a practice Klaviyo beside the window; the latest that was asked wins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.practice.browsed import FoundPeople, Happening, ShownPerson, TimelinePage, Written
from klaviyo_gui.practice.visiting import PAGE, Visitor
from klaviyo_gui.ui.work import Broken, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Where = Callable[[], str]
    """Finds the address beside the window; raises an ExpectedError where there is none."""

COPIED_MAX = 10_000
"""Events of a timeline that is copied."""

_REFRESHED_MAX = 10_000
"""Things that are shown again at once; whoever had scrolled further scrolls again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody looks for."""

    text: str = ""
    only_written: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The first page of the people looked for, and who of all would have got messages."""

    wanted: Wanted
    page: FoundPeople
    written: Written
    is_bad_day: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody with the first page of the timeline."""

    person: ShownPerson
    page: TimelinePage


@dataclass(frozen=True, slots=True)
class Whole:
    """Somebody with the whole timeline, unless it is too long: then ``is_whole`` is false."""

    person: ShownPerson
    happenings: tuple[Happening, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Switched:
    """Its bad day has begun or ended."""


class PracticeLook(QObject):
    """Asks the practice Klaviyo that ``look_at`` names.

    ``found(Found)``, ``shown(Shown)`` and ``read(Whole)`` fire for what was asked last,
    ``more_found(FoundPeople)`` and ``more_shown(TimelinePage)`` for the pages that follow;
    ``people_refused(error)`` and ``person_refused(error)`` when it does not answer, ``day_set()``
    and ``day_refused(error)`` after its bad day was to begin or end.
    """

    found = Signal(object)
    more_found = Signal(object)
    people_refused = Signal(object)
    shown = Signal(object)
    more_shown = Signal(object)
    person_refused = Signal(object)
    read = Signal(object)
    day_set = Signal()
    day_refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._where: Where = str
        self._searches = 0
        self._wanted = Wanted()
        self._after = 0
        self._person = 0
        self._earlier = 0
        queues = (WorkQueue(self) for _ in range(4))
        self._people, self._timelines, self._copies, self._days = queues
        self._days.told.connect(self._take_day)
        self._people.told.connect(self._take_people)
        self._timelines.told.connect(self._take_person)
        self._copies.told.connect(self._take_copy)

    def look_at(self, where: Where) -> None:
        """Ask another practice Klaviyo from now on."""
        self._where = where

    def set_bad_day(self, *, is_on: bool) -> None:
        """Let it be slow, flaky and rude, or no longer."""
        self._days.begin(partial(_switching, self._where, is_on))

    def search(self, wanted: Wanted, shown: int = 0) -> None:
        """Look for people; at least as many as were ``shown``."""
        self._wanted = wanted
        self._searches += 1
        number = self._searches
        limit = min(max(shown, PAGE), _REFRESHED_MAX)
        # While one search is under way several may be asked; only the last has to be made.
        self._people.begin(
            partial(_searching, self._where, wanted, limit, lambda: self._searches == number)
        )

    @Slot()
    def search_on(self) -> None:
        """Look for the next people of the search."""
        self._people.begin(partial(_searching_on, self._where, self._wanted, self._after))

    def show(self, person: int, shown: int = 0) -> None:
        """Look at the person of this number; at least as much as was ``shown``."""
        self._person = person
        limit = min(max(shown, PAGE), _REFRESHED_MAX)
        self._timelines.begin(partial(_showing, self._where, person, limit))

    def show_nobody(self) -> None:
        """Wait no more for the person who was asked for."""
        self._person = 0
        self._timelines.forget()
        self._copies.forget()

    @Slot()
    def show_on(self) -> None:
        """Look further back in the timeline."""
        self._timelines.begin(partial(_showing_on, self._where, self._person, self._earlier))

    def read_whole(self) -> None:
        """Look at the whole timeline of the person."""
        if self._person:
            self._copies.begin(partial(_reading, self._where, self._person))

    def close(self) -> None:
        """Wait for what is being read."""
        self._searches += 1
        for each in (self._people, self._timelines, self._copies, self._days):
            each.forget()
            each.close()

    @Slot(object)
    def _take_people(self, event: object) -> None:
        match event:
            case Found():
                self._after = event.page.following or 0
                self.found.emit(event)
            case FoundPeople():
                self._after = event.following or 0
                self.more_found.emit(event)
            case Broken(error):
                self.people_refused.emit(error)

    @Slot(object)
    def _take_person(self, event: object) -> None:
        match event:
            case Shown():
                self._earlier = event.page.following or 0
                self.shown.emit(event)
            case TimelinePage():
                self._earlier = event.following or 0
                self.more_shown.emit(event)
            case Broken(error):
                self.person_refused.emit(error)

    @Slot(object)
    def _take_day(self, event: object) -> None:
        match event:
            case Switched():
                self.day_set.emit()
            case Broken(error):
                self.day_refused.emit(error)

    @Slot(object)
    def _take_copy(self, event: object) -> None:
        match event:
            case Whole():
                self.read.emit(event)
            case Broken(error):
                self.person_refused.emit(error)


def _switching(where: Where, is_on: bool) -> Iterator[Switched]:
    Visitor(where()).set_bad_day(is_on=is_on)
    yield Switched()


def _searching(
    where: Where, wanted: Wanted, limit: int, is_wanted: Callable[[], bool]
) -> Iterator[Found]:
    if is_wanted():
        visitor = Visitor(where())
        page = visitor.found(wanted.text, only_written=wanted.only_written, limit=limit)
        yield Found(wanted, page, visitor.written(), visitor.is_bad_day())


def _searching_on(where: Where, wanted: Wanted, after: int) -> Iterator[FoundPeople]:
    visitor = Visitor(where())
    yield visitor.found(wanted.text, only_written=wanted.only_written, after=after)


def _showing(where: Where, person: int, limit: int) -> Iterator[Shown]:
    visitor = Visitor(where())
    yield Shown(visitor.person(person), visitor.timeline(person, limit=limit))


def _showing_on(where: Where, person: int, after: int) -> Iterator[TimelinePage]:
    yield Visitor(where()).timeline(person, after=after)


def _reading(where: Where, person: int) -> Iterator[Whole]:
    visitor = Visitor(where())
    page = visitor.timeline(person, limit=COPIED_MAX)
    yield Whole(visitor.person(person), page.happenings, page.following is None)
