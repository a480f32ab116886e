"""The middle pane of Map: Klaviyo's properties in groups."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group
from klaviyo_gui.core.errors import MappingError
from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.record import type_of
from klaviyo_gui.core.suggest import as_mapping
from klaviyo_gui.ui.map.asking import question_of
from klaviyo_gui.ui.map.scroll import DragScrollArea
from klaviyo_gui.ui.map.slot.card import SlotCard
from klaviyo_gui.ui.map.slot.filling import Filling
from klaviyo_gui.ui.map.suitability import unsuited
from klaviyo_gui.ui.map.zone import CustomZone
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.pieces import button, column, row, text, tool
from klaviyo_gui.ui.placing import Way, ways
from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.wording import pill_words, value_words

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.core.question import Question
    from klaviyo_gui.ui.models.built import Built
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_ZONES = (Group.DETAILS, Group.ABOUT)
"""The groups that take custom properties."""

_HEADING = 32
"""Pixels of a pane's first line, so that the titles of all panes stand on one."""

_MORE = {Group.WHO: "More ways to say who it is…", Group.ABOUT: "More about the person…"}
"""What offers the properties that only few files fill; without it they would be in the way."""

_CUSTOM = 40
"""Custom properties shown at once: each is a dozen widgets, and a file may have thousands."""

_KINDS = {Kind.EVENTS: "Events", Kind.PROFILES: "Profiles"}


class TargetsPane(QWidget):
    """All properties of one kind of record; switched between events and profiles.

    Its ``kind_changed(kind)`` fires when the other kind is shown; ``columns_requested(key,
    place)`` and ``custom_columns_requested(of_person, place)`` when a list of columns is wanted;
    ``conversion_requested(key, place)`` for how a property is read. Everything else goes straight
    to the session's actions.
    """

    kind_changed = Signal(object)
    columns_requested = Signal(str, QPoint)
    custom_columns_requested = Signal(bool, QPoint)
    conversion_requested = Signal(str, QPoint)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._kind = Kind.EVENTS
        self._built: Built | None = None
        self._slots: dict[str, SlotCard] = {}
        self._groups: dict[Group, QVBoxLayout] = {}
        self._zones: dict[bool, CustomZone] = {}
        self._path: Path | None = None
        self._is_all = False
        self._most, self._rest = _CUSTOM, 0
        self._wanted: set[str] = set()
        self._more_custom: QAbstractButton = tool("", "")
        self._carried: tuple[str, ...] = ()
        self._asked: tuple[str, tuple[str, ...], str] = ("", (), "")
        self._segments = QButtonGroup(self)
        layout = column(self, gap=8)
        layout.addLayout(self._build_heading())
        self._area = DragScrollArea()
        layout.addWidget(self._area, 1)
        self._seen = RefreshWhenSeen(self, self.refresh)
        session.file_changed.connect(self._take_file)
        session.mapping_changed.connect(self._seen.ask)
        session.hand_changed.connect(self._seen.ask)
        session.written_changed.connect(self._seen.ask)
        self._rebuild()

    @property
    def kind(self) -> Kind:
        """Return the kind of record on show."""
        return self._kind

    @property
    def slots(self) -> dict[str, SlotCard]:
        """Return the places to fill, by property."""
        return self._slots

    @property
    def zones(self) -> dict[bool, CustomZone]:
        """Return the places for custom properties: of the event (False), of the person (True)."""
        return self._zones

    def show_kind(self, kind: Kind) -> None:
        """Show the properties of events, or of profiles."""
        if kind is not self._kind:
            self._kind = kind
            self._built = None
            self._rebuild()
            self.kind_changed.emit(kind)

    def show_record(self, built: Built | None) -> None:
        """Show in every slot what this record says."""
        self._built = built
        self._show_values()

    @Slot()
    def accept_all(self) -> None:
        """Accept every proposal for the kind of record on show."""
        self._session.accept_all(self._kind)

    def place(self, columns: tuple[str, ...], key: str, origin: str = "") -> None:
        """Fill a property by columns; where something fills it already, ask in it how they join.

        Drag, click, lists and keys all come here. With an origin, they leave that property.
        """
        session, kind = self._session, self._kind
        if origin == key:
            session.put_back()
            return
        found = ways(session.mapping, kind, key, columns, session.missing)
        if origin and session.mapping.pair(kind, key) is None:
            session.move(kind, origin, key)
        elif len(found) > 1:
            self._ask(columns, key, origin, found)
        elif found:
            session.meet(columns, kind, key, found[0])
        else:
            session.put_back()

    def place_custom(
        self, columns: tuple[str, ...], origin: str = "", *, of_person: bool = False
    ) -> None:
        """Send columns as custom properties; one whose name is taken asks how it joins."""
        session, kind = self._session, self._kind
        of_person = of_person and kind is Kind.EVENTS
        key = catalog.custom(columns[0], of_person=of_person) if columns else ""
        if origin or (len(columns) == 1 and session.mapping.pair(kind, key) is not None):
            if columns:
                self.place(columns, key, origin)
            return
        session.place_custom(columns, kind, of_person=of_person)

    def combine(self, columns: tuple[str, ...], key: str) -> None:
        """Let several columns fill a property together, with what fills it already."""
        self._session.meet(columns, self._kind, key, Way.COMBINE)
        self.reveal(key)

    def edit_fixed(self, key: str) -> None:
        """Open the line in which the fixed text of a property is typed."""
        self.reveal(key)
        self._slots[key].edit_fixed()

    def carry(self, columns: tuple[str, ...]) -> None:
        """Show which properties suit the columns that a drag carries; none when it ended."""
        self._carried = columns
        self._fill()

    @property
    def area(self) -> DragScrollArea:
        """Return what scrolls, so that it can follow a drag."""
        return self._area

    def reveal(self, key: str) -> None:
        """Scroll so that a property can be seen as a whole, also one that waits to be shown."""
        self._demand(key)
        slot = self._slots.get(key)
        if slot is not None:
            self._area.ensureWidgetVisible(slot)

    def focus_first(self) -> None:
        """Give the focus to the first property that is not filled, else to the first."""
        shown = list(self._slots.values())
        empty = [slot for slot in shown if slot.filling.pair is None]
        for slot in (*empty, *shown)[:1]:
            slot.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(slot)

    @property
    def more_custom(self) -> QAbstractButton:
        """Return what shows more custom properties; hidden where all are shown."""
        return self._more_custom

    @Slot()
    def refresh(self) -> None:
        """Show the mapping as it is now."""
        targets = self._targets()
        if [each.key for each in targets] != list(self._slots):
            self._arrange(targets)
        self._more_custom.setText(
            f"Show {min(self._rest, _CUSTOM)} more of {self._rest:,} that wait"
        )
        self._more_custom.setVisible(self._rest > 0)
        self._fill()

    @Slot()
    def _take_file(self) -> None:
        """Show another file from its top, by the kind of record for which it is made."""
        session = self._session
        path = session.file.path if session.file is not None else None
        if path != self._path:
            self._path = path
            self._most, self._wanted = _CUSTOM, set()
            kinds = session.mapping.kinds or as_mapping(session.suggestions).kinds
            self.show_kind(kinds[0] if kinds else self._kind)
            self._area.verticalScrollBar().setValue(0)
        self._seen.ask()

    def _build_heading(self) -> QVBoxLayout:
        heading = row(gap=4)
        for kind, words in _KINDS.items():
            segment = button(words, "segment")
            segment.setCheckable(True)
            segment.setChecked(kind is self._kind)
            segment.setProperty("kind", kind.value)
            self._segments.addButton(segment)
            heading.addWidget(segment)
        self._segments.buttonClicked.connect(self._switch)
        heading.addStretch(1)
        result = column(gap=8)
        title = text("Klaviyo side", "section")
        title.setMinimumHeight(_HEADING)
        result.addWidget(title)
        result.addLayout(heading)
        return result

    def _targets(self) -> list[Target]:
        """Return Klaviyo's own properties, then custom ones in the order they were made.

        Of many custom ones the first are returned, the newest, and those asked for.
        """
        own = catalog.targets(self._kind)
        known = {target.key for target in own}
        pairs = self._session.mapping.pairs(self._kind)
        keys = [pair.target for pair in pairs]
        keys += [
            each.pair.target
            for each in self._session.suggestions
            if each.kind is self._kind and not each.is_certain
        ]
        wanted = {*self._wanted, *(pair.target for pair in pairs[-1:])}
        every = [key for key in dict.fromkeys(keys) if key not in known]
        chosen = [key for at, key in enumerate(every) if at < self._most or key in wanted]
        self._rest = len(every) - len(chosen)
        custom = (catalog.find(self._kind, key) for key in chosen)
        shown = (each for each in own if self._is_all or not each.is_rare or each.key in keys)
        found = [*shown, *(target for target in custom if target is not None)]
        return [target for group in Group for target in found if target.group is group]

    def _rebuild(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        layout = column(page, gap=6)
        layout.setContentsMargins(0, 0, 8, 8)
        self._slots, self._groups, self._zones = {}, {}, {}
        for group in Group:
            if group in {Group.WHAT, Group.DETAILS} and self._kind is Kind.PROFILES:
                continue
            layout.addWidget(text(group.value, "group"))
            self._groups[group] = column(gap=6)
            layout.addLayout(self._groups[group])
            if group in _MORE:
                layout.addWidget(self._build_more(group))
            if group in _ZONES:
                if not self._zones:
                    self._more_custom = self._build_more_custom()
                    layout.addWidget(self._more_custom)
                layout.addWidget(self._build_zone(group))
        layout.addStretch(1)
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._area.setWidget(page)
        for segment in self._segments.buttons():
            segment.setChecked(segment.property("kind") == self._kind.value)
        self.refresh()

    def _build_more(self, group: Group) -> QAbstractButton:
        rare = [each for each in catalog.targets(self._kind) if each.is_rare]
        names = ", ".join(each.label for each in rare if each.group is group)
        more = tool("Fewer" if self._is_all else _MORE[group], names)
        more.clicked.connect(self._toggle_rare)
        return more

    def _build_more_custom(self) -> QToolButton:
        more = tool("", "Show more custom properties")
        more.clicked.connect(self._show_more_custom)
        more.hide()
        return more

    @Slot()
    def _show_more_custom(self) -> None:
        self._most += _CUSTOM
        self.refresh()

    def _demand(self, key: str) -> None:
        """Show a property that waits because there are too many."""
        if key not in self._slots:
            self._wanted.add(key)
            self.refresh()

    @Slot()
    def _toggle_rare(self) -> None:
        self._is_all = not self._is_all
        self._rebuild()

    def _build_zone(self, group: Group) -> CustomZone:
        of_person = group is Group.ABOUT
        zone = CustomZone("person" if of_person else "event")
        zone.placed.connect(self._place_person if of_person else self._place_event)
        zone.columns_requested.connect(self._request_person if of_person else self._request_event)
        self._zones[of_person] = zone
        return zone

    def _arrange(self, targets: list[Target]) -> None:
        """Keep the slots that stay, so that focus and place are not lost."""
        before_all = self._slots
        slots = {each.key: before_all.get(each.key) or self._new(each) for each in targets}
        for slot in (slot for key, slot in before_all.items() if key not in slots):
            slot.hide()
            slot.deleteLater()
        self._slots = slots
        for layout in self._groups.values():
            while layout.count():
                layout.takeAt(0)
        for target in targets:
            slot = slots[target.key]
            self._groups[target.group].addWidget(slot)
        order = [slot for group in self._groups for slot in self._stops(group, targets)]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _stops(self, group: Group, targets: list[Target]) -> list[QWidget]:
        """Return what Tab reaches in a group, as the eye does: its slots, then its zone."""
        stops: list[QWidget] = [
            self._slots[target.key] for target in targets if target.group is group
        ]
        if group in _ZONES:
            stops.append(self._zones[group is Group.ABOUT])
        return stops

    def _new(self, target: Target) -> SlotCard:
        slot = SlotCard(self._kind, target, self._theme)
        slot.placed.connect(self._place)
        slot.met.connect(self._meet)
        slot.moving.connect(self._take_out)
        slot.renamed.connect(self._rename)
        slot.grown.connect(self._follow)
        slot.drag_begun.connect(self._begin_drag)
        slot.drag_ended.connect(self._end_drag)
        slot.columns_requested.connect(self.columns_requested)
        slot.conversion_requested.connect(self.conversion_requested)
        slot.fixed.connect(self._fix)
        slot.emptied.connect(self._unmap)
        slot.accepted.connect(self._accept)
        slot.all_accepted.connect(self.accept_all)
        return slot

    def _fill(self) -> None:
        session, kind = self._session, self._kind
        pairs = session.mapping.pairs(kind)
        filled = {pair.target: pair for pair in pairs}
        # The first one counts, as in the session; looked up apart, wide files would take seconds.
        found = reversed(session.suggestions)
        proposed = {each.pair.target: each for each in found if each.kind is kind}
        needs_who = bool(pairs) and not filled.keys() & set(catalog.identifiers(kind))
        missing = set(session.missing)
        hand = session.hand or self._carried
        carried = {each.name: each for each in session.profiles if each.name in hand[:1]}
        for key, slot in self._slots.items():
            pair = filled.get(key)
            suggestion = proposed.get(key) if pair is None else None
            target = catalog.find(kind, key)
            assert target is not None, "slots are made from known properties only"
            to = type_of(kind, pair) if pair is not None else target.type
            slot.fill(
                Filling(
                    pair,
                    to,
                    suggestion,
                    pair is not None and not missing.isdisjoint(pair.columns),
                    hand,
                    needs_who and target.is_identifier,
                    *self._pill(pair),
                    next((unsuited(to, each) for each in carried.values()), ""),
                )
            )
        for zone in self._zones.values():
            zone.show_hand(has_hand=bool(session.hand))
        for segment in self._segments.buttons():
            each = Kind(segment.property("kind"))
            count = len(session.mapping.pairs(each))
            segment.setText(f"{_KINDS[each]}  {count}" if count else _KINDS[each])
        self._show_values()

    def _pill(self, pair: Pair | None) -> tuple[str, Question | None]:
        """Return how a pair is read, with what must be asked of it."""
        if pair is None:
            return "", None
        asked = question_of(self._session, self._kind, pair)
        return pill_words(self._kind, pair, self._session.mapping.options, asked), asked

    def _show_values(self) -> None:
        built, header = self._built, self._session.header
        content = values.document(built.body) if built is not None and built.body else None
        for key, slot in self._slots.items():
            pair = slot.filling.pair
            shown = ""
            if content is not None and pair is not None:
                shown = value_words(values.value(self._kind, key, content))
            elif built is not None and pair is not None and isinstance(pair.source, Column):
                at = header.index(pair.source.name) if pair.source.name in header else -1
                shown = built.cells[at] if 0 <= at < len(built.cells) else ""
            slot.show_value(shown, is_sent=content is not None)

    @Slot(QAbstractButton)
    def _switch(self, segment: QAbstractButton) -> None:
        self.show_kind(Kind(segment.property("kind")))

    @Slot(str, object, str)
    def _place(self, key: str, columns: tuple[str, ...], origin: str) -> None:
        """Place what was dropped, or what is in hand where nothing was dropped."""
        if not columns and not origin:
            columns, origin = self._session.hand, self._session.origin
        self.place(columns, key, origin)

    def _ask(self, columns: tuple[str, ...], key: str, origin: str, found: tuple[Way, ...]) -> None:
        for slot in self._slots.values():
            slot.close_question()
        self._asked = key, columns, origin
        self._demand(key)
        slot = self._slots[key]
        slot.ask(columns, found)

    @Slot(str)
    def _follow(self, key: str) -> None:
        """Keep a property in sight that grows; what scrolls knows its height by the next event."""
        QTimer.singleShot(0, partial(self.reveal, key))

    @Slot(str, object)
    def _meet(self, key: str, way: Way) -> None:
        asked, columns, origin = self._asked
        if asked != key:
            return
        if origin:
            self._session.move(self._kind, origin, key, way)
        else:
            self._session.meet(columns, self._kind, key, way)

    @Slot(str)
    def _take_out(self, key: str) -> None:
        """Take what fills a property in hand, so that it leaves it when it is placed elsewhere."""
        pair = self._session.mapping.pair(self._kind, key)
        if pair is not None:
            self._session.take(pair.columns, key)

    @Slot(str, str)
    def _rename(self, key: str, name: str) -> None:
        wanted = key[: key.index(catalog.CUSTOM) + len(catalog.CUSTOM)] + name.strip()
        try:
            self._session.rename(self._kind, key, name)
        except MappingError as error:
            self._slots[key].refuse_name(error)
            return
        slot = self._slots.get(wanted)
        if slot is not None:
            slot.close_question()
            slot.setFocus()

    @Slot(str)
    def _begin_drag(self, key: str) -> None:
        """Follow a drag of a property, or of what fills the one of this key."""
        pair = self._session.mapping.pair(self._kind, key) if key else None
        self._area.begin_drag()
        if pair is not None:
            self.carry(pair.columns)

    @Slot(str)
    def _end_drag(self, _key: str) -> None:
        self._area.end_drag()
        self.carry(())

    @Slot(object, str)
    def _place_event(self, columns: tuple[str, ...], origin: str) -> None:
        self._place_custom(columns, origin, of_person=False)

    @Slot(object, str)
    def _place_person(self, columns: tuple[str, ...], origin: str) -> None:
        self._place_custom(columns, origin, of_person=True)

    def _place_custom(self, columns: tuple[str, ...], origin: str, *, of_person: bool) -> None:
        session = self._session
        if not columns and not origin:
            columns, origin = session.hand, session.origin
        self.place_custom(columns, origin, of_person=of_person)

    @Slot(QPoint)
    def _request_event(self, place: QPoint) -> None:
        self.custom_columns_requested.emit(False, place)

    @Slot(QPoint)
    def _request_person(self, place: QPoint) -> None:
        self.custom_columns_requested.emit(True, place)

    @Slot(str, str)
    def _fix(self, key: str, typed: str) -> None:
        self._session.fix(self._kind, key, typed)

    @Slot(str)
    def _unmap(self, key: str) -> None:
        self._session.unmap(self._kind, key)

    @Slot(str)
    def _accept(self, key: str) -> None:
        suggestion = self._session.suggestion(self._kind, key)
        if suggestion is not None:
            self._session.accept(self._kind, suggestion.pair)
