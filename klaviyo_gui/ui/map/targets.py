"""The middle pane of Map: Klaviyo's properties in groups."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.suggest import as_mapping
from klaviyo_gui.language import tr
from klaviyo_gui.ui import edits
from klaviyo_gui.ui.map.arrivals import Arrivals
from klaviyo_gui.ui.map.asking import waiting_events
from klaviyo_gui.ui.map.fillings import fillings, first_values
from klaviyo_gui.ui.map.groups import GroupsPage
from klaviyo_gui.ui.map.kinds import KindSwitch
from klaviyo_gui.ui.map.offered import CUSTOM_AT_ONCE, Offered, Unfolded, offered
from klaviyo_gui.ui.map.pane_title import pane_title
from klaviyo_gui.ui.map.scroll import DragScrollArea
from klaviyo_gui.ui.map.several.sending import SentWhen
from klaviyo_gui.ui.map.several.tabs import EventTabs
from klaviyo_gui.ui.map.slot.card import SlotCard
from klaviyo_gui.ui.pieces import column
from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.wording import source_words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QAbstractButton

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.ui.map.zone import CustomZone
    from klaviyo_gui.ui.models.built import Built
    from klaviyo_gui.ui.moving import Obstacle
    from klaviyo_gui.ui.placing import Way
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class TargetsPane(QWidget):
    """All properties of one kind of record; switched between events and profiles.

    Its ``kind_changed(kind)`` fires when the other kind is shown; ``columns_requested(key,
    place)`` and ``custom_columns_requested(of_person, place)`` when a list of columns is wanted;
    ``conversion_requested(key, place)`` for how a property is read. Everything else is done by
    its arrivals.
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
        self._built_by: Mapping | None = None
        self._path: Path | None = None
        self._unfolded = Unfolded()
        self._carried: tuple[str, ...] = ()
        self._arrivals = Arrivals(session, self._kind, self)
        self._arrivals.asked.connect(self._ask)
        self._arrivals.renamed.connect(self._show_renamed)
        self._arrivals.name_refused.connect(self._refuse_name)
        self.switch = KindSwitch(self._kind)
        self.switch.chosen.connect(self.show_kind)
        self.switch.all_accepted.connect(self.accept_all)
        title = pane_title(tr("Klaviyo side"))
        self.tabs, self.sent_when = EventTabs(), SentWhen(session)
        self.tabs.chosen.connect(session.show_event)
        self.tabs.remove_requested.connect(self._remove_event)
        self._pages: dict[Kind, GroupsPage] = {}
        holder = QWidget()
        holder.setObjectName("page")
        self._room = column(holder, gap=0)
        self._area = DragScrollArea()
        self._area.setWidget(holder)
        layout = column(self, gap=8)
        layout.addWidget(title)
        layout.addWidget(self.switch)
        layout.addWidget(self.tabs)
        layout.addWidget(self._area, 1)
        self._seen = RefreshWhenSeen(self, self.refresh, session.turns, self._prepare)
        session.file_changed.connect(self._take_file)
        session.mapping_changed.connect(self._seen.ask)
        session.hand_changed.connect(self._seen.ask)
        session.written_changed.connect(self._seen.ask)
        session.shown_event_changed.connect(self._turn)
        session.seconds_changed.connect(self._seen.ask)
        self.switch.show_kind(self._kind)
        self._seen.fall_behind()

    @property
    def kind(self) -> Kind:
        """Return the kind of record on show."""
        return self._kind

    @property
    def slots(self) -> dict[str, SlotCard]:
        """Return the places to fill, by property."""
        self._seen.catch_up()
        return self._page.slots

    @property
    def zones(self) -> dict[bool, CustomZone]:
        """Return the places for custom properties: of the event (False), of the person (True)."""
        return self._page.zones

    @property
    def area(self) -> DragScrollArea:
        """Return what scrolls, so that it can follow a drag."""
        return self._area

    @property
    def more_custom(self) -> QAbstractButton:
        """Return what shows more custom properties; hidden where all are shown."""
        self._seen.catch_up()
        return self._page.more_custom

    @Slot(object)
    def show_kind(self, kind: Kind) -> None:
        """Show the properties of events, or of people."""
        if kind is not self._kind:
            self._end_asking()
            self._kind = kind
            self._built = None
            self._arrivals.turn_to(kind)
            self._show_page()
            self.kind_changed.emit(kind)

    def show_record(self, built: Built | None) -> None:
        """Show in every slot what this record says."""
        self._built, self._built_by = built, self._session.seen
        if not self._seen.is_behind:
            self._show_values()

    @Slot()
    def accept_all(self) -> None:
        """Accept every proposal for the kind of record on show."""
        self._arrivals.accept_all()

    def place(self, columns: tuple[str, ...], key: str, origin: str = "") -> None:
        """Fill a property by columns; where something fills it already, ask in it how they join.

        Drag, click, lists and keys all come here. With an origin, they leave that property.
        """
        self._arrivals.place(columns, key, origin)

    def place_custom(
        self, columns: tuple[str, ...], origin: str = "", *, of_person: bool = False
    ) -> None:
        """Send columns as custom properties; one whose name is taken asks how it joins."""
        self._arrivals.place_custom(columns, origin, of_person=of_person)

    def combine(self, columns: tuple[str, ...], key: str) -> None:
        """Let several columns fill a property together, with what fills it already."""
        self._arrivals.combine(columns, key)
        self.reveal(key)

    def edit_fixed(self, key: str) -> None:
        """Open the line in which the fixed text of a property is typed."""
        self.reveal(key)
        self.slots[key].edit_fixed()

    def carry(self, columns: tuple[str, ...]) -> None:
        """Show which properties suit the columns that a drag carries; none when it ended."""
        self._carried = columns
        self._fill()

    def reveal(self, key: str) -> None:
        """Scroll so that a property can be seen as a whole, also one that waits to be shown."""
        self._demand(key)
        slot = self.slots.get(key)
        if slot is not None:
            self._area.ensureWidgetVisible(slot)

    def show_property(self, kind: Kind, key: str) -> None:
        """Show a property, one of the rare ones too, and give it the focus."""
        self.show_kind(kind)
        if key not in self.slots and any(each.key == key for each in catalog.targets(kind)):
            self._toggle_rare()
        # What was made just now can be scrolled to, and have the focus, once it is on the screen.
        self._demand(key)
        QTimer.singleShot(0, partial(self._focus, key))

    def focus_first(self) -> None:
        """Give the focus to the first property that is not filled, else to the first."""
        shown = list(self.slots.values())
        empty = [slot for slot in shown if slot.filling.pair is None]
        for slot in (*empty, *shown)[:1]:
            slot.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(slot)

    @Slot()
    def refresh(self) -> None:
        """Show the mapping as it is now."""
        page = self._page
        self._show_events()
        found = self._offered(self._kind)
        if [each.key for each in found.targets] != list(page.slots):
            page.arrange(found.targets, partial(self._new, self._kind))
        page.tell_waiting(found.waiting)
        page.offer_rare(is_all=self._unfolded.is_all)
        self._fill()
        if page.isHidden():
            page.show()

    # Overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Make ready for the other kind of record, too, once this one is on show."""
        super().showEvent(event)
        self._session.turns.later(self._prepare_other)

    # Private

    @Slot()
    def _turn(self) -> None:
        """Show another event of the row: nothing that was asked or typed at one is of another."""
        if self._session.origin:
            self._session.put_back()
        self.show_kind(Kind.EVENTS)
        self._end_asking()
        self._arrivals.turn_to(self._kind)
        self._built = None
        self._show_page()

    @Slot()
    def _take_file(self) -> None:
        """Show another file from its top, by the kind of record for which it is made."""
        session = self._session
        path = session.file.path if session.file is not None else None
        if path != self._path:
            self._path = path
            self._unfolded = Unfolded(self._unfolded.is_all)
            kinds = session.mapping.kinds or as_mapping(session.suggestions).kinds
            self.show_kind(kinds[0] if kinds else self._kind)
            self._area.verticalScrollBar().setValue(0)
        self._seen.ask()

    def _page_of(self, kind: Kind) -> GroupsPage:
        """Return the page of a kind of record, which is kept once it is built."""
        if kind not in self._pages:
            self._pages[kind] = page = GroupsPage(kind)
            page.hide()
            page.rare_toggled.connect(self._toggle_rare)
            page.more_requested.connect(self._show_more_custom)
            for of_person, zone in page.zones.items():
                zone.placed.connect(partial(self._arrivals.land_custom, of_person=of_person))
                zone.copied.connect(partial(self._arrivals.copy_custom, of_person=of_person))
                zone.columns_requested.connect(
                    partial(self.custom_columns_requested.emit, of_person)
                )
            if kind is Kind.EVENTS:
                page.lead(self.sent_when)
            self._room.addWidget(page)
        return self._pages[kind]

    @property
    def _page(self) -> GroupsPage:
        return self._page_of(self._kind)

    def _show_page(self) -> None:
        """Show the page of the kind from its top, as soon as it is whole."""
        shown = self._page
        for page in self._pages.values():
            if page is not shown:
                page.hide()
        self.switch.show_kind(self._kind)
        self._area.verticalScrollBar().setValue(0)
        self._seen.ask()

    def _end_asking(self) -> None:
        """Close what stands open in the properties on show: it is of them alone."""
        for slot in self._page.slots.values():
            slot.close_question()
            slot.leave_fixed()

    def _offered(self, kind: Kind) -> Offered:
        session = self._session
        existing = tuple(session.account_types) if kind is Kind.EVENTS else ()
        return offered(kind, session.seen, session.suggestions, self._unfolded, existing)

    def _prepare(self) -> bool:
        """Make a few more of the places to be shown; tell whether some are left."""
        targets = self._offered(self._kind).targets
        has_more = self._page.prepare(targets, partial(self._new, self._kind))
        if has_more:
            # What is quickly told need not wait for them.
            self._show_events()
            self._count()
        return has_more

    def _prepare_other(self) -> None:
        """Make a few more places for whoever turns to the other kind of record."""
        for kind in Kind:
            if kind is not self._kind:
                targets = self._offered(kind).targets
                if self._page_of(kind).prepare(targets, partial(self._new, kind)):
                    self._session.turns.later(self._prepare_other)

    def _show_events(self) -> None:
        """Show which events a row has, where events are on show."""
        session = self._session
        names = session.event_names if self._kind is Kind.EVENTS else ()
        # Beside an event that nothing fills there is no other one.
        self.tabs.setVisible(bool(names))
        if names:
            can_remove = len(names) > 1 and session.can_remove_event
            waiting = waiting_events(session) if len(names) > 1 else ()
            self.tabs.show_events(
                names, session.shown_event, can_remove=can_remove, waiting=waiting
            )
        if self._kind is Kind.EVENTS:
            self.sent_when.refresh()

    @Slot()
    def _remove_event(self) -> None:
        self._session.remove_event(self._session.shown_event)

    def _new(self, kind: Kind, target: Target) -> SlotCard:
        slot, arrivals = SlotCard(kind, target, self._theme), self._arrivals
        slot.placed.connect(arrivals.land)
        slot.copied.connect(arrivals.copy)
        slot.met.connect(arrivals.meet)
        slot.moving.connect(arrivals.take_out)
        slot.renamed.connect(arrivals.rename)
        slot.fixed.connect(arrivals.fix)
        slot.emptied.connect(arrivals.empty)
        slot.sending_chosen.connect(arrivals.choose_sending)
        slot.accepted.connect(arrivals.accept)
        slot.all_accepted.connect(arrivals.accept_all)
        slot.grown.connect(self._follow)
        slot.drag_begun.connect(self._begin_drag)
        slot.drag_ended.connect(self._end_drag)
        slot.columns_requested.connect(self.columns_requested)
        slot.conversion_requested.connect(self.conversion_requested)
        return slot

    def _fill(self) -> None:
        session = self._session
        slots = self._page.slots
        for key, filling in fillings(session, self._kind, slots, self._carried).items():
            slots[key].fill(filling)
        for zone in self.zones.values():
            zone.show_hand(has_hand=bool(session.in_hand))
        self._count()
        self._show_values()

    def _count(self) -> None:
        """Tell how much is filled of each kind, and how much is proposed."""
        session = self._session
        self.switch.count(session.seen)
        self.switch.offer(len(edits.open_proposals(session.seen, self._kind, session.suggestions)))

    def _show_values(self) -> None:
        if self._built is not None and self._built_by is not self._session.seen:
            # The record is about to be built anew.
            return
        slots = self._page.slots
        filled = {key: slot.filling.pair for key, slot in slots.items()}
        event = self._session.shown_name if self._kind is Kind.EVENTS else ""
        found = first_values(self._kind, filled, self._built, self._session.columns, event)
        for key, first in found.items():
            slots[key].show_value(first)

    def _demand(self, key: str) -> None:
        """Show a property that waits because there are too many."""
        if key not in self.slots:
            self._unfolded = replace(self._unfolded, wanted=self._unfolded.wanted | {key})
            self.refresh()

    def _focus(self, key: str) -> None:
        self.reveal(key)
        slot = self.slots.get(key)
        if slot is not None:
            slot.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _show_more_custom(self) -> None:
        self._unfolded = replace(self._unfolded, most=self._unfolded.most + CUSTOM_AT_ONCE)
        self.refresh()

    @Slot()
    def _toggle_rare(self) -> None:
        self._unfolded = replace(self._unfolded, is_all=not self._unfolded.is_all)
        self.refresh()

    @Slot(str, object, object, object)
    def _ask(
        self,
        key: str,
        names: tuple[str, ...],
        ways: tuple[Way, ...],
        against: dict[Way, Obstacle],
    ) -> None:
        for slot in self.slots.values():
            slot.close_question()
        self._demand(key)
        self.slots[key].ask(names, ways, against)

    @Slot(str)
    def _show_renamed(self, key: str) -> None:
        slot = self.slots.get(key)
        if slot is not None:
            slot.close_question()
            slot.setFocus()

    @Slot(str, object)
    def _refuse_name(self, key: str, error: ExpectedError) -> None:
        self.slots[key].refuse_name(error)

    @Slot(str)
    def _follow(self, key: str) -> None:
        """Keep a property in sight that grows; what scrolls knows its height by the next event."""
        QTimer.singleShot(0, partial(self.reveal, key))

    @Slot(str)
    def _begin_drag(self, key: str) -> None:
        """Follow a drag of a property, or of what fills the one of this key."""
        pair = self._session.seen.pair(self._kind, key) if key else None
        self._area.begin_drag()
        if pair is not None:
            self.carry(pair.columns or (source_words(pair),))

    @Slot(str)
    def _end_drag(self, _key: str) -> None:
        self._area.end_drag()
        self.carry(())
