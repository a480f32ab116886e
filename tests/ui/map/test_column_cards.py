import pytest
from PySide6.QtCore import QRect, Qt

from klaviyo_gui.ui.cards import CardDelegate
from tests.ui.windows import open_path, write

NAMES = ("BILL_FIRST_NAME", "BILL_LAST_NAME")
CELLS = ("Ann", "Ann")
TITLE = 24
"""Pixels of a card's upper line."""


@pytest.fixture
def view(qtbot, empty, session, tmp_path):
    """Two columns of the same cells, neither decided, in a pane as narrow as it can be."""
    open_path(qtbot, session, write(tmp_path, [CELLS], NAMES))
    session.undo_stack.undo()
    empty.columns.setFixedWidth(empty.columns.minimumWidth())
    view = empty.columns.view
    view.clearFocus()
    view.clearSelection()
    qtbot.waitUntil(lambda: view.width() <= empty.columns.minimumWidth())
    return view


def titles(view):
    """Return pictures of the upper lines of both cards."""
    return [
        view.viewport()
        .grab(QRect(card.topLeft(), card.size()).adjusted(0, 0, 0, TITLE - card.height()))
        .toImage()
        for card in (view.visualRect(view.model().index(at, 0)) for at in range(2))
    ]


def test_names_that_would_be_cut_to_the_same_text_look_different(view):
    first, last = titles(view)
    assert first != last


def test_without_telling_them_apart_they_would_look_the_same(view, theme):
    view.setItemDelegate(CardDelegate(theme, view))
    first, last = titles(view)
    assert first == last


def test_the_whole_name_is_in_the_tip_and_for_screen_readers(view):
    for at, name in enumerate(NAMES):
        index = view.model().index(at, 0)
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            assert index.data(role).startswith(name)
