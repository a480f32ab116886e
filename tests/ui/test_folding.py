"""What has no room beside its neighbour stands below it, and goes back once there is room."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete

from klaviyo_gui.store import settings
from klaviyo_gui.ui.folding import FoldingRow, FoldingSplitter
from klaviyo_gui.ui.remembered import remember

HANDLE = 10
HOLDERS = []


@pytest.fixture(autouse=True)
def cleared():
    """Leave no widget to the search for garbage, which may come while Qt goes over all of them."""
    yield
    while HOLDERS:
        delete(HOLDERS.pop())


def pane(width):
    made = QWidget()
    made.setMinimumSize(width, 50)
    return made


def shown(widget, width):
    """Show it in a window, of which Qt would let it decide the least size itself."""
    holder = QWidget()
    HOLDERS.append(holder)
    widget.setParent(holder)
    holder.resize(800, 400)
    widget.resize(width, 400)
    holder.show()
    return widget


def resized(widget, width):
    widget.resize(width, 400)
    QApplication.processEvents()


@pytest.fixture
def splitter(qapp):
    made = FoldingSplitter(HANDLE)
    for width in (200, 300):
        made.addWidget(pane(width))
    made.setSizes([250, 350])
    return shown(made, 600 + HANDLE)


def test_panes_ask_for_the_width_of_the_widest_and_stand_abreast_where_they_can(splitter):
    assert (splitter.minimumSizeHint().width(), splitter.width_abreast) == (300, 500 + HANDLE)
    assert not splitter.is_folded
    resized(splitter, 499 + HANDLE)
    assert splitter.is_folded
    assert splitter.minimumSizeHint().height() >= 100 + HANDLE
    resized(splitter, 500 + HANDLE)
    assert not splitter.is_folded


def test_panes_are_divided_as_before_once_they_stand_abreast_again(splitter):
    assert splitter.sizes() == [250, 350]
    resized(splitter, 400)
    assert splitter.is_folded
    resized(splitter, 600 + HANDLE)
    assert splitter.sizes() == [250, 350]


def test_a_hidden_pane_needs_no_room(splitter):
    splitter.widget(1).hide()
    resized(splitter, 300)
    assert not splitter.is_folded


def test_panes_around_others_are_folded_before_those_within(qapp):
    within, around = FoldingSplitter(HANDLE), FoldingSplitter(HANDLE)
    for width in (200, 300):
        within.addWidget(pane(width))
    around.addWidget(within)
    around.addWidget(pane(100))
    shown(around, 610 + HANDLE)
    folded = []
    for width in (610 + HANDLE, 609 + HANDLE, 400):
        resized(around, width)
        folded.append((around.is_folded, within.is_folded))
    assert folded == [(False, False), (True, False), (True, True)]


def test_heights_of_folded_panes_are_not_kept_as_widths(qtbot, splitter):
    remember(splitter, "test panes")
    resized(splitter, 400)
    splitter.splitterMoved.emit(60, 1)
    qtbot.wait(500)
    assert settings.sizes("test panes") == ()
    resized(splitter, 600 + HANDLE)
    splitter.splitterMoved.emit(260, 1)
    qtbot.waitUntil(lambda: settings.sizes("test panes") == tuple(splitter.sizes()))


def test_a_row_folds_and_unfolds(qapp):
    name, thing = QLabel("Effects"), pane(300)
    name.setFixedWidth(100)
    row = shown(FoldingRow(name, thing, gap=8), 408)
    assert row.minimumSizeHint().width() == 300
    places = []
    for width in (408, 407, 500):
        resized(row, width)
        places.append((row.is_folded, thing.mapTo(row, QPoint(0, 0)).x()))
    assert places == [(False, 108), (True, 0), (False, 108)]


def test_folded_panes_are_as_high_as_it_was_said(qapp):
    made = FoldingSplitter(HANDLE, high=400)
    for width in (200, 300):
        made.addWidget(pane(width))
    shown(made, 600)
    assert made.minimumSizeHint().height() < 400
    resized(made, 400)
    assert made.minimumSizeHint().height() == 400
