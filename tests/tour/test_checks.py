"""Each check of the tour finds the fault that it is there for, in a small window of its own."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from klaviyo_gui.ui.models.table import TextTable
from tests.tour import checks
from tests.tour.windows_of_ui import in_sources
from tests.ui.windows import theme

__all__ = ["theme"]


@pytest.fixture
def sound(qtbot, theme):
    """A window in which nothing is wrong, and a way to put something into it."""
    root = QWidget()
    root.setWindowTitle("Orders")
    qtbot.addWidget(root)
    root.column = QVBoxLayout(root)
    root.column.addWidget(QPushButton("Send the rest"))
    model = TextTable(("File line", "Reason"), root)
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName("Rows")
    view.setAccessibleDescription("No row is refused.")
    view.setTabKeyNavigation(False)
    root.column.addWidget(view)
    root.resize(500, 400)
    root.show()
    qtbot.waitExposed(root)
    return root


def put(root, widget, **properties):
    for name, value in properties.items():
        getattr(widget, f"set{name}")(value)
    root.column.addWidget(widget)
    QApplication.processEvents()
    return widget


def without_name(root):
    put(root, QLineEdit())


def sign_without_tip(root):
    put(root, QToolButton(), Text="✕", AccessibleName="Close")


def too_small(root):
    put(root, QPushButton("OK")).setFixedSize(60, 20)


def table_without_heading(root):
    model = TextTable(("",), root)
    put(root, QTableView(), AccessibleName="More", AccessibleDescription="None", Model=model)


def unreachable(root):
    """One that lets the focus go round without the last."""
    put(root, QPushButton("Last"))
    first, view = root.findChildren(QPushButton)[0], root.findChildren(QTableView)[0]
    around = itertools.cycle((view, first))
    root.focusNextChild = lambda: next(around).setFocus()


def action_without_place(root):
    root.action = QAction("Hidden", root)


def words_of_programmers(root):
    put(root, QLabel("The payload was answered with 429"))


def empty_table(root):
    put(root, QTableView(), AccessibleName="Refused", Model=TextTable(("Reason",), root))


def wide():
    page = QWidget()
    page.setMinimumWidth(2_000)
    return page


def cut_off(root):
    put(root, QLabel("More words than there is room for")).setFixedWidth(60)


def cut_box(root):
    box = put(root, QComboBox(), AccessibleName="Zone")
    box.addItem("not said (London in winter)")
    box.setFixedWidth(90)


FAULTS = {
    "has a name": without_name,
    "of a sign is described": sign_without_tip,
    "is large enough": too_small,
    "of a table has a heading": table_without_heading,
    "of an empty table is said": empty_table,
    "is reached by Tab": unreachable,
    "of the menus has a place": action_without_place,
    "is in words of the field": words_of_programmers,
    "has room for its words": cut_off,
    "of a box has room for its words": cut_box,
}


@pytest.mark.parametrize("check", checks.PLAIN)
def test_a_sound_window_passes_and_a_fault_is_found(sound, check):
    assert checks.PLAIN[check](sound) == []
    FAULTS[check](sound)
    QApplication.processEvents()
    assert len(checks.PLAIN[check](sound)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        lambda root: put(root, QCheckBox("A choice to tick")).setFixedWidth(60),
        lambda root: put(root, QLabel("one\ntwo\nthree")).setFixedHeight(16),
        lambda root: put(root, QLabel("a b " * 90, wordWrap=True)).setFixedHeight(16),
        lambda root: put(root, QPushButton("Away")).move(480, 10),
        lambda root: put(root, QScrollArea()).setWidget(wide()),
    ],
    ids=["tick", "lines", "wrapped", "outside", "sideways"],
)
def test_words_without_room_are_found_however_they_are_cut(sound, fault):
    fault(sound)
    assert len(checks.cut(sound)) == 1


@pytest.mark.parametrize("ring", ["1px solid", "none"])
def test_a_thin_ring_or_none_is_found(sound, ring):
    first = sound.findChildren(QPushButton)[0]
    assert checks.has_ring(sound, first)
    sound.setStyleSheet(f"QPushButton:focus {{ border: {ring} #4649c8; }}")
    assert not checks.has_ring(sound, first)
    assert [words for words, _ in checks.Rings()(sound)] == ["QPushButton 'Send the rest'"]


def test_a_control_that_only_looks_like_one_needs_a_name_as_well(sound):
    made = put(sound, QWidget(), FocusPolicy=Qt.FocusPolicy.StrongFocus)
    assert checks.nameless(sound) == ["QWidget ''"]
    made.setAccessibleName("Bars")
    assert checks.nameless(sound) == []


def test_windows_are_found_in_sources_whatever_makes_them_one(tmp_path):
    (tmp_path / "one.py").write_text(
        "class Base(QDialog): ...\n"
        "class Question(Base): ...\n"
        "class Pop(QFrame):\n"
        "    def __init__(self): super().__init__(None, Qt.WindowType.Popup)\n"
        "def ask(): QMessageBox(None)\n"
        "class Part(QWidget): ...\n"
    )
    assert in_sources(tmp_path) == ({"Question", "Pop"}, 1)
    assert QDialog.__name__ not in in_sources()[0]
