"""Words stand on one line where there is room, and are all read where there is not."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from klaviyo_gui.ui.wrapped import WrappedLabel
from tests.ui import measures

WORDS = "Drag a column onto a property, or click one and then the other."


def beside(qtbot, label):
    """Return a line of a label and of something else, in a window."""
    holder = QWidget()
    qtbot.addWidget(holder)
    line = QHBoxLayout(holder)
    line.addWidget(label)
    line.addWidget(QLabel("OK"))
    holder.show()
    return holder


@pytest.mark.parametrize("width", [900, 400, 250, 150])
def test_all_of_it_is_read_in_whatever_width_there_is(qtbot, width):
    label = WrappedLabel(WORDS)
    holder = beside(qtbot, label)
    holder.resize(width, holder.heightForWidth(width))
    qtbot.waitUntil(lambda: not measures.low(holder))
    assert not measures.cut(holder)
    lines = label.heightForWidth(label.width()) // label.fontMetrics().height()
    assert (lines == 1) is (width == 900)


def test_labels_of_qt_take_two_lines_where_one_has_room(qtbot):
    label = QLabel(WORDS, wordWrap=True)
    holder = beside(qtbot, label)
    holder.layout().addStretch(1)
    holder.resize(900, 200)
    qtbot.waitUntil(lambda: holder.width() == 900)
    assert label.width() < WrappedLabel(WORDS).sizeHint().width()


def test_a_name_without_a_blank_widens_nothing(qtbot):
    holder = beside(qtbot, WrappedLabel("x" * 500))
    assert holder.minimumSizeHint().width() < 200
