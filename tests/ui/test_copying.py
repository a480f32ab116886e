"""What a list shows can be copied, and saved so that a spreadsheet reads it rightly."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMessageBox, QTreeView

from klaviyo_gui.ui import copying
from klaviyo_gui.ui.cards import card_list
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.tables import table
from tests.ui.windows import open_path, write

CELLS = (("=1+1", "two\nlines"), ("Žofie\t1", ""), ("x", "y"))


def model_of(rows):
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(["Name", "Note"])
    for row in rows:
        model.appendRow([*map(QStandardItem, row)])
    return model


@pytest.fixture
def view(qtbot):
    model = model_of(CELLS)
    view = table(model, "Things")
    view.keep = model
    qtbot.addWidget(view)
    return view


def copying_of(view):
    return view.findChild(Copying)


def copied():
    return QGuiApplication.clipboard().text()


def test_the_key_copies_the_row_in_hand(qtbot, view):
    view.show()
    view.activateWindow()
    qtbot.waitActive(view)
    view.selectRow(1)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == "Žofie 1\t"


def test_one_cell_is_copied_as_it_is(view):
    view.setCurrentIndex(view.model().index(0, 1))
    next(each for each in view.actions() if each.text() == "Copy this cell").trigger()
    assert copied() == "two\nlines"


def test_where_no_cell_is_in_hand_none_is_copied(view):
    QGuiApplication.clipboard().setText("before")
    copying_of(view).copy_current()
    assert copied() == "before"


def test_of_what_has_no_cells_rows_alone_are_copied(qtbot, theme):
    cards = card_list("Things", model_of(CELLS), theme)
    qtbot.addWidget(cards)
    assert "Copy this cell" not in [each.text() for each in cards.actions()]


def test_several_rows_are_copied_in_their_order(view):
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.selectAll()
    copying_of(view).copy_chosen()
    assert copied() == "=1+1\ttwo lines\nŽofie 1\t\nx\ty"


def test_all_of_it_has_its_headings_and_only_the_columns_on_show(view):
    view.setColumnHidden(1, True)
    copying_of(view).copy_every()
    assert copied() == "Name\n=1+1\nŽofie 1\nx"


def test_where_nothing_is_in_hand_nothing_is_copied(view):
    QGuiApplication.clipboard().setText("before")
    copying_of(view).copy_chosen()
    assert copied() == "before"


def test_of_many_rows_the_first_are_copied(view, monkeypatch):
    monkeypatch.setattr(copying, "ROWS_MOST", 2)
    copying_of(view).copy_every()
    assert len(copied().splitlines()) == 3


def test_a_saved_list_is_read_again_as_it_was_and_holds_no_formula(view, tmp_path):
    copying_of(view).save_as(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["Name", "Note"], ["'=1+1", "two\nlines"], ["Žofie\t1", ""], ["x", "y"]]


def test_where_it_cannot_be_saved_that_is_said(qtbot, view, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    path = str(tmp_path / "file" / "a.csv")
    monkeypatch.setattr(copying.QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    copying_of(view).save.trigger()
    box = view.findChild(QMessageBox)
    assert "a.csv could not be saved" in box.text()
    box.close()


def test_cards_are_copied_as_they_are_read_aloud(qtbot, theme):
    model = QStandardItemModel()
    item = QStandardItem("3 rows")
    item.setData("3 rows, held, no e-mail", Qt.ItemDataRole.AccessibleTextRole)
    model.appendRow(item)
    model.appendRow(QStandardItem("bare"))
    view = card_list("Findings", model, theme)
    qtbot.addWidget(view)
    copying_of(view).copy_every()
    assert copied() == "3 rows, held, no e-mail\nbare"


def test_every_list_of_the_window_can_be_copied(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    views = [
        each
        for each in window.findChildren(QAbstractItemView)
        if each.accessibleName() and not isinstance(each, QHeaderView | QTreeView)
    ]
    assert len(views) > 8
    assert [each.accessibleName() for each in views if copying_of(each) is None] == []
