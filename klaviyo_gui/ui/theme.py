"""The looks of the window, chosen or the system's, and how they get onto it."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette

from klaviyo_gui.store import settings
from klaviyo_gui.ui.roomy import use_zoom
from klaviyo_gui.ui.system_looks import SystemLooks
from klaviyo_gui.ui.tokens import ZOOMS, style_sheet, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from klaviyo_gui.ui.tokens import Tokens


class Choice(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def kept_choice() -> Choice:
    """Return what was chosen last, the system's where nothing was."""
    kept = settings.theme()
    return Choice(kept) if kept in set(Choice) else Choice.SYSTEM


_SCHEMES = {
    Choice.SYSTEM: Qt.ColorScheme.Unknown,
    Choice.LIGHT: Qt.ColorScheme.Light,
    Choice.DARK: Qt.ColorScheme.Dark,
    Choice.CONTRAST: Qt.ColorScheme.Dark,
}


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


def restyle(widget: QWidget, **properties: str) -> None:
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
    """Keeps the application in the looks that the user or the system asks for.

    ``changed`` fires after they are others than before.
    """

    changed = Signal()

    def __init__(self, application: QApplication, system: SystemLooks | None = None) -> None:
        super().__init__(application)
        self._application = application
        self._system = system or SystemLooks(application.styleHints(), self)
        self._choice = Choice.SYSTEM
        self._zoom = ZOOMS[0]
        self._is_asked_calm = False
        self._name = ""
        self._shown: tuple[str, int, bool] | None = None
        self._effects = {each: application.isEffectEnabled(each) for each in Qt.UIEffect}
        application.setStyle("Fusion")
        self._system.changed.connect(self._apply)
        self._apply()

    @property
    def choice(self) -> Choice:
        """Return what the user asked for."""
        return self._choice

    @property
    def name(self) -> str:
        """Return the theme in use: light, dark or contrast."""
        return self._name

    @property
    def zoom(self) -> int:
        """Return the size of type in percent of the usual one."""
        return self._zoom

    @property
    def is_calm(self) -> bool:
        """Tell whether nothing may move by itself: because the user or the system asks for it."""
        return self._is_asked_calm or self._system.is_calm

    @property
    def is_asked_calm(self) -> bool:
        """Tell whether the user asks that nothing moves by itself."""
        return self._is_asked_calm

    @property
    def tokens(self) -> Tokens:
        """Return the colours in use."""
        return tokens(self.name)

    def use_kept(self) -> None:
        """Use what was chosen last."""
        zoom = settings.zoom()
        self._zoom = zoom if zoom in ZOOMS else ZOOMS[0]
        self._is_asked_calm = settings.is_calm()
        self.choose(kept_choice())

    def choose(self, choice: Choice) -> None:
        """Use this theme from now on."""
        self._choice = choice
        # Tells the system as well, so that title bars and file dialogs follow.
        self._application.styleHints().setColorScheme(_SCHEMES[choice])
        self._apply()

    def choose_zoom(self, percent: int) -> None:
        """Use type of so many percent of the usual size from now on."""
        self._zoom = percent
        self._apply()

    def choose_calm(self, *, is_calm: bool) -> None:
        """Let nothing move by itself, or follow the system."""
        self._is_asked_calm = is_calm
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
            self._put_on()

    def _is_bare(self) -> bool:
        """Tell whether there is no widget yet."""
        return not self._application.allWidgets()

    def _wanted(self) -> str:
        """Return the name of the theme that the user asks for, else the system."""
        if self._choice is not Choice.SYSTEM:
            return self._choice.value
        if self._system.is_high_contrast:
            return Choice.CONTRAST.value
        return (Choice.DARK if self._system.is_dark else Choice.LIGHT).value

    def _put_on(self) -> None:
        sheet = style_sheet(self.name, self._zoom, is_calm=self.is_calm)
        self._application.setStyleSheet(sheet)

    @Slot()
    def _apply(self) -> None:
        looks = (self._wanted(), self._zoom, self.is_calm)
        if looks == self._shown:
            return
        self._shown = looks
        self._name = looks[0]
        for effect, is_on in self._effects.items():
            self._application.setEffectEnabled(effect, is_on and not self.is_calm)
        self._application.setPalette(palette(self.tokens))
        self._put_on()
        use_zoom(self._application, self._zoom)
        self.changed.emit()
