"""Limits follow the size of type; dialogs open as they were left, and hold all of their words."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from klaviyo_gui.store import settings
from klaviyo_gui.ui import roomy
from klaviyo_gui.ui.pieces import grown, text
from klaviyo_gui.ui.roomy import RoomyDialog, follow_type, zoomed

LEAST, WISHED = QSize(200, 150), QSize(400, 300)


@pytest.fixture
def magnified(theme):
    theme.choose_zoom(200)
    yield theme
    theme.choose_zoom(100)


def dialog(qtbot, words="Apply"):
    made = RoomyDialog()
    QVBoxLayout(made).addWidget(QPushButton(words))
    made.give_room("test", LEAST, WISHED)
    qtbot.addWidget(made)
    return made


def test_limits_follow_type_there_and_back(qtbot, theme):
    widget = QWidget()
    qtbot.addWidget(widget)
    follow_type(widget, minimumWidth=100, maximumWidth=120)
    theme.choose_zoom(150)
    assert (widget.minimumWidth(), widget.maximumWidth()) == (150, 180)
    theme.choose_zoom(100)
    assert (widget.minimumWidth(), widget.maximumWidth()) == (100, 120)


def test_what_is_made_later_has_the_limits_of_the_type_in_use(qtbot, magnified):
    widget = QLabel("x")
    qtbot.addWidget(widget)
    follow_type(widget, maximumHeight=30)
    assert widget.maximumHeight() == 60


def test_a_window_is_in_proportion_to_its_type_but_never_larger_than_its_screen(
    qtbot, magnified, monkeypatch
):
    monkeypatch.setattr(roomy, "screen_room", lambda _widget: QSize(1280, 720))
    made = dialog(qtbot)
    assert zoomed(WISHED, made) == QSize(800, 600)
    assert zoomed(QSize(500, 500), made) == QSize(1000, 720)
    assert made.size() == QSize(800, 600)


def test_a_dialog_comes_back_as_somebody_left_it(qtbot):
    first = dialog(qtbot)
    first.show()
    first.close()
    assert settings.sizes("test window") == (), "nobody chose it"
    first.show()
    first.resize(333, 222)
    first.close()
    assert settings.sizes("test window") == (333, 222)
    assert dialog(qtbot).size() == QSize(333, 222)


def test_a_dialog_is_never_too_small_for_its_words(qtbot):
    settings.set_sizes("test window", (210, 160))
    made = dialog(qtbot, "A button of which the words need a good deal more room than that")
    made.show()
    button = made.findChild(QPushButton)
    assert button.width() >= button.sizeHint().width()
    assert made.minimumWidth() > LEAST.width()


def test_a_dialog_grows_with_words_that_wrap_and_get_more(qtbot):
    made = RoomyDialog()
    words, beside = grown(text("Few.", wraps=True)), QPushButton("A button that takes room")
    line = QHBoxLayout()
    line.addWidget(beside)
    line.addWidget(words, 1)
    QVBoxLayout(made).addLayout(line)
    made.give_room("test", LEAST, QSize(320, 150))
    qtbot.addWidget(made)
    made.show()
    words.setText("Many more words came while it was on show, " * 8)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert made.height() > 150
