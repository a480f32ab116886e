"""Panels of steps share their keys, come back in their size, and are open one at a time."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from klaviyo_gui.ui.map.step_panel import StepPanel


@pytest.fixture
def station(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_is_open_at_a_time(session, station):
    first = StepPanel(session, "first", "First", station)
    second = StepPanel(session, "second", "Second", station)
    first.come_forward()
    assert first.isVisible()
    second.come_forward()
    assert (first.isVisible(), second.isVisible()) == (False, True)


def test_it_comes_back_in_the_size_in_which_it_was_left(session, station):
    # As wished, as far as the screen has room.
    wished = StepPanel.wished.boundedTo(station.screen().availableGeometry().size())
    panel = StepPanel(session, "first", "First", station)
    assert panel.size() == wished
    panel.come_forward()
    panel.resize(700, 500)
    panel.close()
    assert StepPanel(session, "first", "First", station).size() == QSize(700, 500)
    assert StepPanel(session, "second", "Second", station).size() == wished


def test_steps_are_taken_back_and_made_again_by_keys_in_it(qtbot, session, station):
    session.leave_out(("a",))
    panel = StepPanel(session, "first", "First", station)
    panel.come_forward()
    qtbot.waitUntil(panel.isActiveWindow)
    qtbot.keyClick(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.mapping.left_out == ()
    again = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel, Qt.Key.Key_Z, again)
    assert session.mapping.left_out == ("a",)
