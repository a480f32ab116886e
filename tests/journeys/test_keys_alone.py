"""From an empty window to the results without a mouse, against a real practice Klaviyo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.ui.placing import Way
from klaviyo_gui.ui.status import Station
from tests.ui.map.hands import Typing
from tests.ui.windows import WAIT_MS, checked

CTRL = Qt.KeyboardModifier.ControlModifier


def pressed(typing, words):
    """Go to the button that begins with these words, and press it."""
    found = QApplication.activeWindow().findChildren(QPushButton)
    button = next(each for each in found if each.text().startswith(words) and each.isVisible())
    typing.go_to(button)
    typing.press(Qt.Key.Key_Space)


def test_the_keys_alone_lead_from_the_file_to_the_results(qtbot, window):
    typing = Typing(qtbot, window.stations.map)
    assert QApplication.focusWidget() is window.rail.button(Station.FILE)
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        pressed(typing, "Try")
    typing.press(Qt.Key.Key_2, CTRL)
    assert window.station is Station.MAP
    typing.place(("BILL_FIRST_NAME",), "profile.first_name")
    typing.place(("BILL_LAST_NAME",), "profile.first_name", Way.COMBINE)
    typing.leave_out("COUPON_CODE")
    mapping = window.session.mapping
    name = mapping.pair(Kind.EVENTS, "profile.first_name").source
    assert name.parts == (Column("BILL_FIRST_NAME"), Column("BILL_LAST_NAME"))
    assert mapping.left_out == ("COUPON_CODE",)
    checked(qtbot, window.checker)
    typing.press(Qt.Key.Key_Return, CTRL)
    assert window.station is Station.SEND
    assert not window.runner.is_running, "no key sends by accident"
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        pressed(typing, "Send")
    tally = window.archive.results.tally
    assert tally.of(Kind.EVENTS).accepted > 0
    assert not tally.total.unknown
    assert not tally.total.unsent
