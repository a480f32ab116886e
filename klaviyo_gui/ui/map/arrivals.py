"""What happens when columns arrive at a property, or leave it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core import catalog
from klaviyo_gui.core.errors import MappingError
from klaviyo_gui.core.mapping import Fixed, Kind, Undated
from klaviyo_gui.core.regrouping import own_key
from klaviyo_gui.ui.moving import obstacles
from klaviyo_gui.ui.placing import Way, ways
from klaviyo_gui.wording import source_words
from klaviyo_gui.wording.sources import part_words, target_name

if TYPE_CHECKING:
    from klaviyo_gui.ui.session import Session


class Arrivals(QObject):
    """Turns what is asked of the properties of one kind of record into edits of the mapping.

    ``asked(key, names, ways, against)`` fires when somebody must say how what is named joins, with
    what stands against the other ways; ``renamed(key)`` when a property has its new name;
    ``name_refused(key, error)`` when it cannot have it.
    """

    asked = Signal(str, object, object, object)
    renamed = Signal(str)
    name_refused = Signal(str, object)

    def __init__(self, session: Session, kind: Kind, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._waiting: tuple[str, tuple[str, ...], str] = ("", (), "")
        self._is_copy = False

    def turn_to(self, kind: Kind) -> None:
        """Let what comes now concern this kind of record; nothing waits for an answer any more."""
        self._kind = kind
        self._waiting = ("", (), "")

    def place(self, columns: tuple[str, ...], key: str, origin: str = "") -> None:
        """Fill a property by columns; where something fills it already, ask how they join.

        With an origin, all that fills that property leaves it, whether columns or a text.
        """
        session, kind = self._session, self._kind
        if origin == key:
            session.put_back()
            return
        if origin:
            self._move(origin, key)
            return
        found = ways(session.seen, kind, key, columns, session.missing)
        if len(found) > 1:
            self._waiting = key, columns, origin
            self.asked.emit(key, columns, found, {})
        elif found:
            session.meet(columns, kind, key, found[0])
        else:
            session.put_back()

    def place_custom(
        self, columns: tuple[str, ...], origin: str = "", *, of_person: bool = False
    ) -> None:
        """Send columns as custom properties; one whose name is taken asks how it joins.

        Of several none is asked about: each whose name is taken gets one that is free.
        """
        session, kind = self._session, self._kind
        of_person = of_person and kind is Kind.EVENTS
        if origin or len(columns) == 1:
            key = catalog.custom(target_name(kind, origin), of_person=of_person)
            if columns:
                key = own_key(session.seen, kind, columns[0], of_person=of_person)
            if origin or session.seen.pair(kind, key) is not None:
                self.place(columns, key, origin)
                return
        session.place_custom(columns, kind, of_person=of_person)

    def combine(self, columns: tuple[str, ...], key: str) -> None:
        """Let several columns fill a property together, with what fills it already."""
        self._session.meet(columns, self._kind, key, Way.COMBINE)

    @Slot(str, object, str)
    def land(self, key: str, columns: tuple[str, ...], origin: str) -> None:
        """Place what was dropped, or what is in hand where nothing was dropped."""
        columns, origin = self._landed(columns, origin)
        self.place(columns, key, origin)

    def land_custom(self, columns: tuple[str, ...], origin: str, *, of_person: bool) -> None:
        """Send as custom properties what was dropped, or what is in hand."""
        columns, origin = self._landed(columns, origin)
        self.place_custom(columns, origin, of_person=of_person)

    @Slot(str, str)
    def copy(self, key: str, origin: str) -> None:
        """Let what fills one property, or is in hand, fill another one as well."""
        columns, origin = self._landed((), origin)
        if columns:
            self.place(columns, key)
        elif origin and origin != key:
            self._move(origin, key, is_copy=True)
        else:
            self._session.put_back()

    def copy_custom(self, origin: str, *, of_person: bool) -> None:
        """Send what fills a property as a custom one as well, under the name that it has."""
        of_person = of_person and self._kind is Kind.EVENTS
        name = target_name(self._kind, origin)
        self.copy(catalog.custom(name, of_person=of_person), origin)

    @Slot(str, object)
    def meet(self, key: str, way: Way) -> None:
        """Let the columns that wait at a property join it as somebody said."""
        asked, columns, origin = self._waiting
        if asked != key:
            return
        if origin:
            self._session.move(self._kind, origin, key, way, is_copy=self._is_copy)
        else:
            self._session.meet(columns, self._kind, key, way)

    @Slot(str)
    def take_out(self, key: str) -> None:
        """Take what fills a property in hand, so that it leaves it when it is placed elsewhere."""
        pair = self._session.seen.pair(self._kind, key)
        if pair is not None:
            source = pair.source
            text = part_words(source) if isinstance(source, Fixed) and not pair.columns else ""
            self._session.take(pair.columns, key, text)

    @Slot(str, str)
    def rename(self, key: str, name: str) -> None:
        """Give a custom property another name, or say why it cannot have it."""
        wanted = key[: key.index(catalog.CUSTOM) + len(catalog.CUSTOM)] + name.strip()
        try:
            self._session.rename(self._kind, key, name)
        except MappingError as error:
            self.name_refused.emit(key, error)
        else:
            self.renamed.emit(wanted)

    @Slot(str, str)
    def fix(self, key: str, typed: str) -> None:
        """Send the same text in every row."""
        self._session.fix(self._kind, key, typed)

    @Slot(str)
    def empty(self, key: str) -> None:
        """Empty a property."""
        self._session.unmap(self._kind, key)

    @Slot(str, bool)
    def choose_sending(self, _key: str, is_wanted: bool) -> None:
        """Let the time of sending stand in for that of the events, or no more."""
        undated = Undated.SENDING if is_wanted else Undated.UNSAID
        options = self._session.mapping.options
        self._session.set_options(replace(options, undated=undated))

    @Slot(str)
    def accept(self, key: str) -> None:
        """Accept what is proposed for a property."""
        suggestion = self._session.suggestion(self._kind, key)
        if suggestion is not None:
            self._session.accept(self._kind, suggestion.pair)

    @Slot()
    def accept_all(self) -> None:
        """Accept every proposal for the kind of record on show."""
        self._session.accept_all(self._kind)

    def _move(self, origin: str, key: str, *, is_copy: bool = False) -> None:
        """Let what fills one property fill another one, once it is said how both join there."""
        session, kind = self._session, self._kind
        pair = session.seen.pair(kind, origin)
        found = obstacles(session.seen, kind, origin, key, session.missing)
        if pair is None or not found:
            session.move(kind, origin, key, is_copy=is_copy)
            return
        self._waiting, self._is_copy = (key, pair.columns, origin), is_copy
        offered = tuple(way for way, against in found.items() if against is None)
        against = {way: each for way, each in found.items() if each is not None}
        self.asked.emit(key, (source_words(pair),), offered, against)

    def _landed(self, columns: tuple[str, ...], origin: str) -> tuple[tuple[str, ...], str]:
        if columns or origin:
            return columns, origin
        return self._session.hand, self._session.origin
