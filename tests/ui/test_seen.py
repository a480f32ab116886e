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


def test_what_fell_behind_waits_until_it_is_seen_or_asked_for(qtbot, pages):
    stack, seen, refreshed = pages
    seen.fall_behind()
    done = []
    turns = Turns(stack)
    turns.later(lambda: turns.later(lambda: done.append("later")))
    qtbot.waitUntil(lambda: done == ["later"])
    assert refreshed == []
    stack.setCurrentIndex(1)
    assert len(refreshed) == 1


def test_what_was_never_asked_for_is_not_refreshed_when_shown(pages):
    stack, _seen, refreshed = pages
    stack.setCurrentIndex(1)
    assert refreshed == []


def test_what_is_patient_waits_for_its_turn_on_show_and_is_refreshed_once(qtbot, pages):
    stack, _seen, _refreshed = pages
    stack.setCurrentIndex(1)
    refreshed = []
    patient = RefreshWhenSeen(
        stack.currentWidget(), lambda: refreshed.append(True), Turns(stack), is_patient=True
    )
    patient.ask()
    patient.ask()
    assert refreshed == []
    assert patient.is_behind
    qtbot.waitUntil(lambda: refreshed == [True])
    patient.ask()
    patient.catch_up()
    assert refreshed == [True, True]
    assert not patient.is_behind


def test_what_takes_long_is_prepared_a_piece_a_turn_unless_somebody_asks_before(qtbot, pages):
    stack, _seen, _refreshed = pages
    done, left = [], [3]

    def prepare():
        left[0] -= 1
        done.append("piece")
        return left[0] > 0

    second = stack.widget(1)
    seen = RefreshWhenSeen(second, lambda: done.append("whole"), Turns(stack), prepare)
    seen.ask()
    assert done == []
    qtbot.waitUntil(lambda: "whole" in done)
    assert done == ["piece", "piece", "piece", "whole"]
    done.clear()
    left[0] = 3
    stack.setCurrentIndex(1)
    seen.ask()
    assert done == ["piece"]
    seen.catch_up()
    assert done == ["piece", "whole"]
    stack.setCurrentIndex(0)
    done.clear()
    left[0] = 3
    seen.ask()
    stack.setCurrentIndex(1)
    assert done == ["piece"]
    qtbot.waitUntil(lambda: "whole" in done)
    assert done == ["piece", "piece", "piece", "whole"]
