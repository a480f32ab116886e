"""Within one menu no letter is the key of two entries, in any language of the window."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from klaviyo_gui import language, paths
from tests.tour.spoken import spoken


@pytest.fixture(params=language.languages(paths.languages()))
def each_language(request, qapp):
    """Speak each language of the window."""
    with spoken(request.param):
        yield


def keys_of(menu):
    """Return the entries of a menu by the key that each has."""
    found = {}
    for each in menu.actions():
        key = QKeySequence.mnemonic(each.text()).toString()
        if key:
            found.setdefault(key, []).append(each.text())
    return found


def menus_of(menu):
    """Yield a menu and all that open from it."""
    yield menu
    for each in menu.actions():
        if isinstance(each.menu(), QMenu):
            yield from menus_of(each.menu())


def twice(menu):
    """Return the entries of a menu that share a key."""
    return [entries for entries in keys_of(menu).values() if len(entries) > 1]


def test_no_key_of_a_menu_is_given_twice(each_language, window):
    menus = list(menus_of(window.menuBar()))
    assert len(menus) > 12
    assert [found for each in menus for found in twice(each)] == []


def test_every_menu_of_the_bar_has_a_key(each_language, window):
    bar = window.menuBar()
    assert sum(map(len, keys_of(bar).values())) == len(bar.actions())


def test_a_key_given_twice_is_seen(qapp):
    menu = QMenu()
    for words in ("&Open", "&Options", "A && B", "Bar"):
        menu.addAction(words)
    assert twice(menu) == [["&Open", "&Options"]]
