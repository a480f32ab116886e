"""The sign that values are masked, which also shows them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QToolButton

from klaviyo_gui.language import tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.pieces import named
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from klaviyo_gui.ui.theme import Theme


class MaskedSign(QToolButton):
    """Hidden while values are shown; a press shows them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setText(tr("Masked"))
        self.setProperty("role", "fact")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        restyle(self, tone="warn")
        told = tr(
            "Values of people are masked in the window, and true in what is sent and saved. "
            "Press to show them (Ctrl+Shift+M)"
        )
        named(self, told)
        self.clicked.connect(masking.end)
        masking.changed.connect(self._tell)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()
        self.setVisible(masking.is_on)

    @Slot()
    def _tell(self) -> None:
        self.setVisible(masking.is_on)
        on = tr("Values are masked. Ctrl+Shift+M shows them.")
        announce(self.window(), on if masking.is_on else tr("Values are shown."))

    @Slot()
    def _paint_icon(self) -> None:
        colours = self._theme.tokens
        icons.put_on(self, "masked", colours.warn, colours.surface)
