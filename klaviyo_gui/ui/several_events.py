"""The events that a row may have: what is proposed for another one, and the steps that add it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.order_lines import orders_of
from klaviyo_gui.core.regrouping import as_lines
from klaviyo_gui.core.shown_event import event_name, event_names, put_back, showing
from klaviyo_gui.core.suggest.further import begun, begun_of_lines, filled_only, propose_events
from klaviyo_gui.core.templates.products import ORDERED_PRODUCT
from klaviyo_gui.ui import several_edits
from klaviyo_gui.ui.chosen_rows import ChosenRows
from klaviyo_gui.ui.edits import Edit, proven

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.mapping import Mapping, Pair
    from klaviyo_gui.core.question import Known
    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.core.suggest.further import EventProposal
    from klaviyo_gui.ui.opening import Opened

    TakeBack = Callable[[Mapping, Mapping, Known], Edit]
    """Takes back of a mapping what another one only proposed, and what is known contradicts."""


class SeveralEvents(ChosenRows):
    """The part of the session that gives rows several events; its signals are those it inherits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._times: dict[str, Pair | None] = {}
        """The times with which further events began, by their names."""

    @property
    def event_names(self) -> tuple[str, ...]:
        """Return what the events of a row are called, the main one first."""
        return event_names(self._mapping)

    @property
    def shown_name(self) -> str:
        """Return what the event on show is called where a row may have several, else nothing."""
        mapping = self._mapping
        if not mapping.has_several_events:
            return ""
        return event_name(mapping, self._shown)

    @property
    def proposed_events(self) -> tuple[EventProposal, ...]:
        """Return the events of which a date of the rows speaks that no event has yet."""
        return propose_events(self._mapping, self._proposing(self._mapping.grouping))

    @property
    def can_tell_products(self) -> bool:
        """Tell whether each line of an order can be an event of its own, and none is yet."""
        grouping = self._mapping.grouping
        is_told = any(each.is_per_item for each in self._mapping.further)
        return grouping is not None and bool(grouping.per_item) and not is_told

    @property
    def can_remove_event(self) -> bool:
        """Tell whether the event on show can be taken away, so that a row still has one."""
        return several_edits.can_remove(self._mapping, self._shown)

    @property
    def tells_each_item(self) -> bool:
        """Tell whether the event on show is one of each line of an order."""
        return self._shown > 0 and self._mapping.further[self._shown - 1].is_per_item

    @property
    def proposed_condition(self) -> RowFilter | None:
        """Return when the event on show can be sent only: where its time is filled.

        None where it is in every row, or where there is a condition already.
        """
        if self._seen.condition is not None:
            return None
        return self._only_filled(self._seen.pair(Kind.EVENTS, "time"))

    def add_event(self, name: str) -> None:
        """Let a row have another event, with what is told of the main one and a time of its own."""
        event = begun(self._mapping, name, self._proposing(self._mapping.grouping))
        event = self._read(event)
        self._times[name] = event.pair("time")
        self._push(
            several_edits.add(
                self._mapping, replace(event, condition=self._only_filled(event.pair("time")))
            )
        )

    def add_products(self) -> None:
        """Let each line of an order be an event of its own as well."""
        if self.can_tell_products:
            event = begun_of_lines(self._mapping, ORDERED_PRODUCT.metric)
            self._push(several_edits.add(self._mapping, event))

    def remove_event(self, at: int) -> None:
        """Let no row have this event any more."""
        if several_edits.can_remove(self._mapping, at):
            self._push(several_edits.remove(self._mapping, at))

    def send_when(self, condition: RowFilter | None, merging: str = "") -> None:
        """Send the event on show only of rows that meet this; None for all.

        Steps that follow one another with the same ``merging`` are one.
        """
        edit = several_edits.send_when(self._mapping, self._shown, condition)
        self._push(edit, merging=merging)

    def tell_each_item(self, is_per_item: bool) -> None:
        """Send the event on show once for each line of an order, or once for the order."""
        if self._shown:
            self._push(several_edits.tell_each_item(self._mapping, self._shown, is_per_item))

    # Private

    def _take_opened(self, opened: Opened | None) -> None:
        if opened is None or self.file is None or self.file.path != opened.file.path:
            self.show_event(0)
        super()._take_opened(opened)

    def _of_every_event(self, take_back: TakeBack, proposed: Mapping, known: Known) -> Edit:
        """Return the edit that takes back what was only proposed, in all events of a row."""
        edit = take_back(self._mapping, proposed, known)
        for at, event in enumerate(edit.after.further, 1):
            own = proposed.without(Kind.EVENTS, "time")
            if event.is_per_item:
                own = replace(own, events=as_lines(proposed.events))
            time = self._times.get(event.name)
            own = own.with_pair(Kind.EVENTS, time) if time is not None else own
            found = take_back(showing(edit.after, at), own, known)
            after = put_back(edit.after, found.after, at)
            is_first = edit.after == self._mapping
            edit = Edit(found.text if is_first else edit.text, after)
        return edit

    def _read(self, event: FurtherEvent) -> FurtherEvent:
        """Return an event of which the time is read as its column proves it."""
        pairs = tuple(
            proven(Kind.EVENTS, pair, self.written) if pair.target == "time" else pair
            for pair in event.pairs
        )
        return replace(event, pairs=pairs)

    def _only_filled(self, time: Pair | None) -> RowFilter | None:
        """Return that the column of a time is filled, where it is blank in some rows."""
        is_column = time is not None and isinstance(time.source, Column) and not time.fallback
        if time is None or not is_column:
            return None
        (column,) = time.columns
        return filled_only(column) if self._has_blanks(column) else None

    def _has_blanks(self, column: str) -> bool:
        """Tell whether a row has no text in a column, or an order that is known in no line."""
        grouping, header = self._mapping.grouping, self.columns
        if grouping is None or column not in header:
            known = (each for each in self.known_profiles if each.name == column)
            return any(each.filled < each.total for each in known)
        at, rows = header.index(column), self._head
        return any(
            not any(rows[place][at].strip() for place in order.places)
            for order in orders_of(header, rows, grouping.key)
        )
