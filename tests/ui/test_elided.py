from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from klaviyo_gui.ui.elided import ElidedLabel, one_line, shortened


def tipped(label):
    """Rest the mouse on a label and tell whether it answers itself."""
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    label.event(event)
    return event.isAccepted()


def test_a_name_is_shown_on_one_line_and_turns_nothing_beside_it():
    assert one_line("Order\r\ntotal\t\u202eevil") == "Order total evil"
    assert one_line("שם לקוח") == "שם לקוח"


def test_a_short_name_stays_and_a_long_one_keeps_both_its_ends():
    assert shortened("x" * 40) == "x" * 40
    assert shortened("a" * 130 + "z" * 130) == "a" * 20 + "…" + "z" * 19


def test_a_label_asks_for_no_more_than_its_limit_and_tells_the_whole_in_its_tip(qtbot):
    label = ElidedLabel("short", most=200)
    qtbot.addWidget(label)
    label.show()
    label.adjustSize()
    assert label.sizeHint().width() < 200
    assert not label.is_cut
    assert not tipped(label)
    label.setText("long " * 60)
    label.resize(label.sizeHint())
    assert label.sizeHint().width() == 200
    assert label.minimumSizeHint().width() < 60
    assert label.is_cut
    assert tipped(label)
    assert QToolTip.text() == label.text() == "long " * 60
    QToolTip.hideText()
    label.setText("")
    assert label.sizeHint().isEmpty()
