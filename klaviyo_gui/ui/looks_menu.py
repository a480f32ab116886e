"""The looks in the menu View: theme, size of type, motion, language; each is remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup

from klaviyo_gui.language import mark, tr
from klaviyo_gui.store import settings
from klaviyo_gui.ui.system_language import AS_SYSTEM, NAMES
from klaviyo_gui.ui.text_size import TextSizeMenu
from klaviyo_gui.ui.theme import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMenu

    from klaviyo_gui.ui.theme import Theme

_THEMES = {
    Choice.SYSTEM: mark("As the &system"),
    Choice.LIGHT: mark("&Light"),
    Choice.DARK: mark("&Dark"),
    Choice.CONTRAST: mark("High &contrast"),
}


def fill_looks(menu: QMenu, theme: Theme) -> None:
    """Add what can be chosen of the looks."""
    choices = {each: partial(_choose, theme, each) for each in Choice}
    themes = {tr(_THEMES[each]): choose for each, choose in choices.items()}
    _fill(menu.addMenu(tr("&Theme")), themes, tr(_THEMES[theme.choice]))
    menu.addMenu(TextSizeMenu(theme, menu))
    # What is built already keeps its words.
    names = {AS_SYSTEM: tr("As the &system")} | NAMES
    languages = {words: partial(_choose_language, name) for name, words in names.items()}
    kept = names.get(settings.language(), names[AS_SYSTEM])
    _fill(menu.addMenu(tr("Lan&guage, from the next start on")), languages, kept)
    calm = menu.addAction(tr("Reduce motio&n"))
    calm.setCheckable(True)
    calm.setChecked(theme.is_asked_calm)
    calm.triggered.connect(partial(_choose_calm, theme))


def _fill(menu: QMenu, choices: Mapping[str, Callable[..., None]], chosen: str) -> None:
    """Add choices of which one holds."""
    group = QActionGroup(menu)
    for words, choose in choices.items():
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setChecked(words == chosen)
        action.triggered.connect(choose)
        group.addAction(action)
        menu.addAction(action)


def _choose(theme: Theme, choice: Choice, _is_on: object = None) -> None:
    theme.choose(choice)
    settings.set_theme(choice)


def _choose_language(name: str, _is_on: object = None) -> None:
    settings.set_language(name)


def _choose_calm(theme: Theme, is_calm: bool) -> None:
    theme.choose_calm(is_calm=is_calm)
    settings.set_calm(is_calm=is_calm)
