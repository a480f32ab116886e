"""The colours of the window, light and dark, and how they get onto it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette

from klaviyo_gui import paths
from klaviyo_gui.store import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget


class Choice(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def kept_choice() -> Choice:
    """Return what was chosen last, the system's where nothing was."""
    kept = settings.theme()
    return Choice(kept) if kept in set(Choice) else Choice.SYSTEM


_SCHEMES = {
    Choice.SYSTEM: Qt.ColorScheme.Unknown,
    Choice.LIGHT: Qt.ColorScheme.Light,
    Choice.DARK: Qt.ColorScheme.Dark,
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of one theme; each name says what the colour is for."""

    ground: str
    surface: str
    sunken: str
    hover: str
    border: str
    strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    blue: str
    green: str
    amber: str
    violet: str
    teal: str
    red: str


@cache
def _values(name: str) -> dict[str, str]:
    text = (paths.resources() / "style" / f"{name}.json").read_text(encoding="utf-8")
    values: dict[str, str] = json.loads(text)
    return values


def tokens(name: str) -> Tokens:
    """Return the colours of the theme of this name: light or dark."""
    return Tokens(**_values(name))


def style_sheet(name: str) -> str:
    """Return the style sheet in the colours of this theme."""
    folder = paths.resources()
    template = Template((folder / "style" / "window.qss").read_text(encoding="utf-8"))
    # A style sheet cannot name every folder: that of "Program Files (x86)" would end it.
    QDir.setSearchPaths("icons", [str(folder / "icons")])
    return template.substitute(
        _values(name), icons="icons:", mark="dark" if name == "dark" else "light"
    )


def palette(colours: Tokens) -> QPalette:
    """Return the palette for whatever the style sheet leaves to Qt."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.sunken,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent_soft,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.text,
        QPalette.ColorRole.ToolTipText: colours.surface,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        result.setColor(disabled, role, QColor(colours.muted))
    return result


def mark(widget: QWidget, **properties: str) -> None:
    """Set properties that the style sheet asks for, and show the widget by them."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Theme(QObject):
    """Keeps the application in the colours that the user or the system asks for.

    ``changed`` fires after the colours of the application are others than before.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = Choice.SYSTEM
        self._name = ""
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def choice(self) -> Choice:
        """Return what the user asked for."""
        return self._choice

    @property
    def name(self) -> str:
        """Return the theme in use: light or dark."""
        return self._name

    @property
    def tokens(self) -> Tokens:
        """Return the colours in use."""
        return tokens(self._name)

    def choose(self, choice: Choice) -> None:
        """Use this theme from now on."""
        self._choice = choice
        # Tells the system as well, so that title bars and file dialogs follow.
        self._application.styleHints().setColorScheme(_SCHEMES[choice])
        self._apply()

    @contextmanager
    def put_on_last(self) -> Iterator[None]:
        """Style the widgets that are built meanwhile at the end, when all have their places.

        Whenever one is put into another, all below it would be styled anew, level by level. Where
        there are widgets already their style stays: Qt crashes later over one that was taken away.
        """
        if self._is_bare():
            self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._application.setStyleSheet(style_sheet(self._name))

    def _is_bare(self) -> bool:
        """Tell whether there is no widget yet."""
        return not self._application.allWidgets()

    @Slot()
    def _apply(self) -> None:
        name = self._choice.value
        if self._choice is Choice.SYSTEM:
            is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
            name = "dark" if is_dark else "light"
        if name == self._name:
            return
        self._name = name
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(name))
        self.changed.emit()
