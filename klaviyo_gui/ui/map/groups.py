"""The properties of one kind of record, group by group, on the page that scrolls."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from klaviyo_gui.core.catalog import Group
from klaviyo_gui.language import grouped, mark, tr
from klaviyo_gui.ui.map.offered import CUSTOM_AT_ONCE, groups, rare
from klaviyo_gui.ui.map.zone import CustomZone
from klaviyo_gui.ui.pieces import column, text, tool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QAbstractButton

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.map.slot.card import SlotCard

_ZONES = (Group.DETAILS, Group.ABOUT)
"""The groups that take custom properties."""

_MORE = {
    Group.WHO: mark("More ways to say who it is…"),
    Group.ABOUT: mark("More about the person…"),
}
"""What offers the properties that only few files fill; without it they would be in the way."""


_AT_ONCE = 3
"""Slots that are made in one turn; each takes one or two milliseconds."""


class GroupsPage(QWidget):
    """Lays out slots, the zones for custom properties, and what unfolds more.

    ``rare_toggled`` fires when all properties are wanted, or fewer; ``more_requested`` for more
    custom ones.
    """

    rare_toggled = Signal()
    more_requested = Signal()

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self._layouts: dict[Group, QVBoxLayout] = {}
        self._headings: dict[Group, QLabel] = {}
        self._more: dict[Group, QAbstractButton] = {}
        self._made: dict[str, SlotCard] = {}
        self.slots: dict[str, SlotCard] = {}
        self.zones: dict[bool, CustomZone] = {}
        self.more_custom = tool("", tr("Show more custom properties"))
        self.more_custom.clicked.connect(self.more_requested)
        self.more_custom.hide()
        self._layout = layout = column(self, gap=6)
        layout.setContentsMargins(0, 0, 8, 8)
        for group in groups(kind):
            self._headings[group] = heading = text(tr(group.value), "group")
            layout.addWidget(heading)
            self._layouts[group] = column(gap=6)
            layout.addLayout(self._layouts[group])
            if group in _MORE:
                self._more[group] = more = tool("", ", ".join(rare(kind, group)))
                more.clicked.connect(self.rare_toggled)
                layout.addWidget(more)
            if group in _ZONES:
                if not self.zones:
                    layout.addWidget(self.more_custom)
                layout.addWidget(self._build_zone(group))
        layout.addStretch(1)

    def lead(self, first: QWidget) -> None:
        """Let this stand above all properties."""
        self._layout.insertWidget(0, first)

    def offer_rare(self, *, is_all: bool) -> None:
        """Offer the properties that only few files fill, or to fold them away."""
        for group, more in self._more.items():
            more.setText(tr("Fewer") if is_all else tr(_MORE[group]))

    def prepare(self, targets: Sequence[Target], new: Callable[[Target], SlotCard]) -> bool:
        """Make the slots of a few of these that have none, out of sight; tell whether more do."""
        known = self._known(targets)
        missing = [each for each in targets if each.key not in known]
        for target in missing[:_AT_ONCE]:
            self._made[target.key] = slot = new(target)
            slot.hide()
            slot.setParent(self)
            slot.ensurePolished()
        return len(missing) > _AT_ONCE

    def arrange(self, targets: Sequence[Target], new: Callable[[Target], SlotCard]) -> None:
        """Show these properties; the slots that stay are kept, with their focus and place."""
        known = self._known(targets)
        slots = {each.key: known.get(each.key) or new(each) for each in targets}
        for key, slot in (*self._made.items(), *self.slots.items()):
            if slots.get(key) is not slot:
                slot.hide()
                slot.deleteLater()
        self.slots, self._made = slots, {}
        for layout in self._layouts.values():
            while layout.count():
                layout.takeAt(0)
        for target in targets:
            self._layouts[target.group].addWidget(slots[target.key])
            slots[target.key].show()
        for group, heading in self._headings.items():
            has_places = any(target.group is group for target in targets)
            heading.setVisible(has_places or group is not Group.ITEMS)
        order = [slot for group in self._layouts for slot in self._stops(group, targets)]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def tell_waiting(self, count: int) -> None:
        """Offer the custom properties that wait."""
        more = min(count, CUSTOM_AT_ONCE)
        words = tr("Show {more} more of {all} that wait", more=more, all=grouped(count))
        self.more_custom.setText(words)
        self.more_custom.setVisible(count > 0)

    def _known(self, targets: Sequence[Target]) -> dict[str, SlotCard]:
        """Return the slots that serve; of a property that is another one by now none does.

        None changes under the eyes, or loses the focus.
        """
        made, is_seen = {**self._made, **self.slots}, not self.isHidden()
        wanted = {target.key: target for target in targets}
        return {
            key: slot
            for key, slot in made.items()
            if key in wanted and (is_seen or slot.target == wanted[key])
        }

    def _build_zone(self, group: Group) -> CustomZone:
        of_person = group is Group.ABOUT
        zone = self.zones[of_person] = CustomZone(of_person=of_person)
        return zone

    def _stops(self, group: Group, targets: Sequence[Target]) -> list[QWidget]:
        """Return what Tab reaches in a group, as the eye does: its slots, then its zone."""
        stops: list[QWidget] = [
            self.slots[target.key] for target in targets if target.group is group
        ]
        if group in _ZONES:
            stops.append(self.zones[group is Group.ABOUT])
        return stops
