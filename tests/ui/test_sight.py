"""A window is usable when it was painted, and not when it was shown only."""

from PySide6.QtWidgets import QWidget

from klaviyo_gui.ui.sight import Sight


def test_it_is_told_once_when_the_window_was_painted(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    told = []
    sight = Sight(window)
    sight.usable.connect(lambda: told.append(window.isVisible()))
    with qtbot.waitSignal(sight.usable):
        window.show()
        assert told == []
    window.repaint()
    qtbot.wait(1)
    assert told == [True]


def test_what_is_never_shown_is_never_usable(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    sight = Sight(window)
    with qtbot.assertNotEmitted(sight.usable, wait=20):
        window.resize(300, 200)
