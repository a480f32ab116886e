"""The upper line of a slot: the property, and how what fills it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.slot import words
from klaviyo_gui.ui.map.slot.offers import is_asked
from klaviyo_gui.ui.map.slot.pill import Pill
from klaviyo_gui.ui.pieces import named, row, text, tool
from klaviyo_gui.ui.roomy import in_type
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.ui.map.slot.filling import Filling
    from klaviyo_gui.ui.theme import Theme

_LABEL_MOST = 100
"""Pixels that a property's name asks for; it gets what is left of the line."""

_LABEL_LEAST = 130
"""Pixels of a name that what is said beside it leaves, by which most names are read whole."""


class SlotHead(QWidget):
    """Its buttons are pressed by keys of the slot as well, so Tab goes from slot to slot."""

    def __init__(self, target: Target, theme: Theme) -> None:
        super().__init__()
        self._target = target
        label = target.shown_label
        # It takes the rest of the line, so that the buttons never shrink in its favour.
        self._label = ElidedLabel(label, most=_LABEL_MOST)
        self._why = ElidedLabel(role="small", where=Qt.TextElideMode.ElideRight)
        self._why.hide()
        self._need = text(role="small")
        self.fix = tool(
            tr("Fixed text…"), tr("Send the same text in every row as {property}", property=label)
        )
        self.name = tool(
            tr("Rename…"), tr("Send it under another name than {property} (N)", property=label)
        )
        self.name.hide()
        self.pill = Pill()
        self.down = QToolButton()
        self._theme = theme
        self._draw_arrow()
        theme.changed.connect(self._draw_arrow)
        named(self.down, tr("Choose a column for {property} (F4)", property=label))
        layout = row(self, gap=8)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._why)
        layout.addWidget(self._need)
        for each in (self.fix, self.name, self.pill, self.down):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            layout.addWidget(each)

    def show_filling(self, filling: Filling, *, is_near: bool) -> None:
        """Show how what fills the property is read, else how it is needed."""
        need = words.need(self._target, filling)
        self._need.setText(need or tr("advised"))
        restyle(self._need, tone="warn" if need else "")
        self.pill.setEnabled(filling.pair is not None)
        self.pill.show_as(
            words.type_shown(filling),
            words.type_spoken(self._target, filling),
            is_asking=filling.asked is not None,
            is_quiet=filling.pair is None,
        )
        # It is said in this line, so that nothing moves below a drag.
        self._why.setText(filling.unsuited)
        self._why.setVisible(bool(filling.unsuited))
        whole = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 2
        self._label.setMinimumWidth(min(whole, in_type(_LABEL_LEAST)) if filling.unsuited else 0)
        self.offer(filling, is_near=is_near)

    def offer(self, filling: Filling, *, is_near: bool) -> None:
        """Offer a fixed text under the mouse or focus, in the place of what else it says."""
        suits, is_empty = not filling.unsuited, filling.pair is None
        is_open = is_empty and not filling.is_by_sending
        is_wanted = bool(words.need(self._target, filling)) or self._target.is_advised
        has_fix = suits and is_open and is_near and not is_asked(self._target, filling)
        self.fix.setVisible(has_fix)
        self._need.setVisible(suits and is_open and is_wanted and not has_fix)
        self.pill.setVisible(suits and not has_fix)
        self.name.setVisible(suits and not is_empty and is_near and self._target.is_custom)

    @Slot()
    def _draw_arrow(self) -> None:
        icons.put_on(self.down, "down", self._theme.tokens.muted)

    def is_on_name(self, place: QPoint) -> bool:
        """Tell whether the name of the property lies there."""
        return self._label.geometry().contains(place)
