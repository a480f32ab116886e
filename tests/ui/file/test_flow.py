"""Widgets side by side take as many lines as they need, also after one of them has changed."""

import pytest
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from klaviyo_gui.ui.file.flow import FlowLayout


class Remembering(FlowLayout):
    """A flow that never forgets a height."""

    def invalidate(self):
        QLayout.invalidate(self)


@pytest.fixture
def line(qtbot):
    return built(qtbot, FlowLayout)


def built(qtbot, kind):
    """Return three labels of equal width in a flow."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = kind(holder, gap=0)
    labels = [QLabel("x") for _ in range(3)]
    for label in labels:
        label.setFixedSize(100, 20)
        flow.addWidget(label)
    return holder, flow, labels


def test_the_height_follows_the_width(line):
    _, flow, _ = line
    assert [flow.heightForWidth(width) for width in (300, 200, 100, 300)] == [20, 40, 60, 20]


def stays_true(holder, flow, labels):
    assert flow.heightForWidth(200) == 40
    labels[0].setFixedSize(100, 30)
    assert flow.heightForWidth(200) == 50
    labels[2].hide()
    assert flow.heightForWidth(200) == 30
    flow.addWidget(QLabel("x", holder))
    labels[2].show()
    assert flow.heightForWidth(100) > 60


def test_what_changes_in_it_changes_its_height(line):
    stays_true(*line)


def test_heights_that_are_never_forgotten_would_fail_that_test(qtbot):
    with pytest.raises(AssertionError):
        stays_true(*built(qtbot, Remembering))
