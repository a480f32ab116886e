"""Widgets side by side take as many lines as they need, also after one of them has changed."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from klaviyo_gui.ui.flow import EvenLayout, FlowLayout


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


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (360, [(0, 0, 180), (180, 0, 90), (270, 0, 90)]),
        (250, [(0, 0, 167), (167, 0, 83), (0, 20, 250)]),
        (200, [(0, 0, 120), (120, 0, 80), (0, 20, 200)]),
        (100, [(0, 0, 120), (0, 20, 100), (0, 40, 100)]),
    ],
)
def test_what_fills_shares_each_line_by_its_stretch_and_never_below_its_need(qtbot, width, places):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, gap=0, fills=True)
    parts = [Part(120, 2), Part(80, 1), Part(80, 1)]
    for each in parts:
        flow.addWidget(each)
    flow.setGeometry(QRect(0, 0, width, 100))
    found = [(each.x(), each.y(), each.width()) for each in parts]
    assert all(
        abs(one - other) <= 1 for one, other in zip(sum(found, ()), sum(places, ()), strict=True)
    )


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (540, [(0, 0), (108, 0), (216, 0), (324, 0), (432, 0)]),
        # Four would fit, and leave one alone.
        (430, [(0, 0), (143, 0), (286, 0), (0, 20), (143, 20)]),
        (210, [(0, 0), (105, 0), (0, 20), (105, 20), (0, 40)]),
        (90, [(0, 0), (0, 20), (0, 40), (0, 60), (0, 80)]),
    ],
)
def test_what_stands_in_columns_leaves_its_last_line_as_full_as_it_can(qtbot, width, places):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = EvenLayout(holder, gap=0)
    parts = [Part(80, 1) for _ in range(5)]
    for each in parts:
        each.setMinimumWidth(100)
        flow.addWidget(each)
    flow.setGeometry(QRect(0, 0, width, 100))
    assert [(each.x(), each.y()) for each in parts] == places
    assert flow.heightForWidth(width) == places[-1][1] + 20


def test_columns_of_unequal_needs_stay_on_one_line_as_long_as_all_have_room(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = EvenLayout(holder, gap=0)
    parts = [Part(each, 1) for each in (100, 60, 60)]
    for each in parts:
        each.setMinimumWidth(each.sizeHint().width())
        flow.addWidget(each)
    places = {}
    for width in (330, 250, 210):
        flow.setGeometry(QRect(0, 0, width, 100))
        places[width] = [(each.x(), each.y(), each.width()) for each in parts]
    assert places == {
        330: [(0, 0, 110), (110, 0, 110), (220, 0, 110)],
        250: [(0, 0, 100), (100, 0, 75), (175, 0, 75)],
        210: [(0, 0, 105), (105, 0, 105), (0, 20, 105)],
    }


def test_columns_without_anything_need_no_room(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    assert EvenLayout(holder).heightForWidth(200) == 0


def test_what_is_lower_stands_in_the_middle_of_its_line(line):
    _, flow, labels = line
    labels[1].setFixedSize(100, 40)
    flow.setGeometry(QRect(0, 0, 200, 100))
    assert [each.y() for each in labels] == [10, 0, 40]


class Part(QWidget):
    """One that wants so many pixels, and this share of what is left."""

    def __init__(self, width, stretch):
        super().__init__()
        self._width = width
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHorizontalStretch(stretch)
        self.setSizePolicy(policy)

    def sizeHint(self):  # noqa: N802 - Qt's name
        return QSize(self._width, 20)


def test_a_line_that_is_not_full_ends_where_the_full_one_does(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, gap=0, to_end=True)
    labels = [QLabel("x") for _ in range(3)]
    for label in labels:
        label.setFixedSize(100, 20)
        flow.addWidget(label)
    flow.setGeometry(QRect(0, 0, 230, 40))
    assert [(each.x(), each.y()) for each in labels] == [(30, 0), (130, 0), (130, 20)]
