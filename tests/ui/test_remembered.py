import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from klaviyo_gui.store import settings
from klaviyo_gui.ui.remembered import remember
from klaviyo_gui.ui.theme import Choice, kept_choice
from tests.ui.windows import WAIT_MS


def panes(qtbot, count=2):
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    for _ in range(count):
        splitter.addWidget(QWidget())
    splitter.resize(600, 100)
    splitter.show()
    return splitter


def test_panes_stand_again_where_they_were_drawn(qtbot):
    first = panes(qtbot)
    remember(first, "map")
    first.moveSplitter(200, 1)
    assert settings.sizes("map") == (), "not at every pixel"
    qtbot.waitUntil(lambda: settings.sizes("map") == tuple(first.sizes()), timeout=WAIT_MS)
    second = panes(qtbot)
    remember(second, "map")
    assert second.sizes() == first.sizes()


@pytest.mark.parametrize("kept", [(), (1, 2, 3), (0, 0)])
def test_sizes_that_do_not_fit_are_left_alone(qtbot, kept):
    settings.set_sizes("map", kept)
    splitter = panes(qtbot)
    before = splitter.sizes()
    remember(splitter, "map")
    assert splitter.sizes() == before


def test_the_theme_of_the_menu_is_kept_and_an_unknown_one_is_the_systems(window):
    assert kept_choice() is Choice.SYSTEM
    menu = next(each.menu() for each in window.menuBar().actions() if each.text() == "&View")
    themes = next(each.menu() for each in menu.actions() if each.text() == "&Theme")
    dark = next(each for each in themes.actions() if each.text() == "&Dark")
    assert isinstance(dark, QAction)
    dark.trigger()
    assert kept_choice() is Choice.DARK
    window.theme.choose(Choice.SYSTEM)
    settings.set_theme("purple")
    assert kept_choice() is Choice.SYSTEM
