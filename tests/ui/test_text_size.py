"""Type is made larger and smaller by keys, through the sizes that the window is made for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from klaviyo_gui.store import settings
from klaviyo_gui.ui import text_size
from klaviyo_gui.ui.steps_list import StepsList
from klaviyo_gui.ui.text_size import TextSizeMenu
from klaviyo_gui.ui.tokens import ZOOMS
from tests.ui.windows import home, open_window, theme, window

__all__ = ["home", "open_window", "theme", "window"]

CONTROL = Qt.KeyboardModifier.ControlModifier
LARGER, SMALLER, USUAL = Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0


@pytest.fixture(autouse=True)
def _usual(theme):
    """Leave type as it was."""
    yield
    theme.choose_zoom(ZOOMS[0])


def menu_of(window):
    return window.menuBar().findChild(TextSizeMenu) or window.findChild(TextSizeMenu)


def press(widget, key):
    QTest.keyClick(widget, key, CONTROL)


def test_keys_go_from_size_to_size_and_stop_at_the_last(window, theme):
    seen = []
    for _ in range(len(ZOOMS) + 1):
        seen.append(theme.zoom)
        press(window, LARGER)
    assert tuple(seen) == (*ZOOMS, ZOOMS[-1])
    press(window, SMALLER)
    assert theme.zoom == ZOOMS[-2]
    press(window, USUAL)
    assert theme.zoom == ZOOMS[0]
    press(window, SMALLER)
    assert theme.zoom == ZOOMS[0]


def test_the_key_of_the_plus_sign_needs_no_shift(window, theme):
    press(window, Qt.Key.Key_Equal)
    assert theme.zoom == ZOOMS[1]


def test_what_was_chosen_by_keys_is_kept_and_marked(window, theme):
    press(window, LARGER)
    assert settings.zoom() == ZOOMS[1]
    menu = menu_of(window)
    assert isinstance(menu, QMenu)
    marked = [each.text() for each in menu.actions() if each.isChecked()]
    assert marked == [f"{ZOOMS[1]} %"]


def test_a_size_of_the_list_can_be_chosen_at_once(window, theme):
    menu = menu_of(window)
    next(each for each in menu.actions() if each.text() == "200 %").trigger()
    assert (theme.zoom, settings.zoom()) == (200, 200)


@pytest.mark.parametrize(("zoom", "enabled"), [(100, "Larger"), (200, "SmallerUsual")])
def test_what_would_change_nothing_is_grey(window, theme, zoom, enabled):
    theme.choose_zoom(zoom)
    words = [each for each in menu_of(window).actions() if not each.isCheckable()]
    assert "".join(each.text().replace("&", "") for each in words if each.isEnabled()) == enabled


def test_the_keys_work_in_what_stands_beside_the_window(qtbot, window, theme):
    window.menu_actions.show_steps()
    (beside,) = window.findChildren(StepsList)
    qtbot.waitExposed(beside)
    beside.activateWindow()
    press(beside.view, LARGER)
    assert theme.zoom == ZOOMS[1]


def test_the_new_size_is_said(window, theme, monkeypatch):
    said = []
    monkeypatch.setattr(text_size, "announce", lambda _of, words: said.append(words))
    press(window, LARGER)
    menu_of(window).enlarge()
    theme.choose_zoom(ZOOMS[-1])
    menu_of(window).enlarge()
    assert said == ["Text size: 125 %", "Text size: 150 %"]
