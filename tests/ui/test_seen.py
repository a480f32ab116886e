import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget

from klaviyo_gui.ui.seen import RefreshWhenSeen
from klaviyo_gui.ui.turns import Turns


@pytest.fixture
def pages(qtbot):
    """Two pages of which the first is on show, with a list of what the second one did."""
    stack, second, refreshed = QStackedWidget(), QWidget(), []
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.addWidget(second)
    stack.show()
    turns = Turns(stack)
    seen = RefreshWhenSeen(second, lambda: refreshed.append(second.isVisible()), turns)
    return stack, seen, refreshed


def test_what_is_hidden_is_refreshed_once_it_is_shown_however_often_it_was_asked(pages):
    stack, seen, refreshed = pages
    seen.ask()
    seen.ask()
    assert refreshed == []
    stack.setCurrentIndex(1)
    assert len(refreshed) == 1
    stack.setCurrentIndex(0)
    stack.setCurrentIndex(1)
    assert len(refreshed) == 1


def test_what_is_hidden_is_refreshed_in_a_turn_of_its_own_before_it_is_shown(qtbot, pages):
    stack, seen, refreshed = pages
    seen.ask()
    qtbot.waitUntil(lambda: refreshed == [False])
    stack.setCurrentIndex(1)
    assert refreshed == [False]


def test_what_is_on_show_is_refreshed_at_once(pages):
    stack, seen, refreshed = pages
    stack.setCurrentIndex(1)
    assert refreshed == []
    seen.ask()
    assert refreshed == [True]


def test_what_was_never_asked_for_is_not_refreshed_when_shown(pages):
    stack, _seen, refreshed = pages
    stack.setCurrentIndex(1)
    assert refreshed == []
