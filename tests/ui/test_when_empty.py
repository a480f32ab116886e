"""A table without rows says so, to the eye and to a screen reader."""

import pytest
from PySide6.QtWidgets import QLabel, QTableView
from shiboken6 import delete

from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.when_empty import WhenEmpty

WORDS = "No row is refused so far."


@pytest.fixture
def view(qapp):
    made = QTableView()
    made.setModel(TextTable(("File line", "Reason"), made))
    made.empty = WhenEmpty(made, WORDS)
    made.resize(400, 300)
    made.show()
    yield made
    # Nothing is left to the search for garbage, which may come while Qt goes over all widgets.
    delete(made)


def said(view):
    return [each.text() for each in view.viewport().findChildren(QLabel) if each.isVisible()]


def test_words_stand_where_there_are_no_rows_and_go_with_the_first(view):
    assert said(view) == [WORDS] == [view.accessibleDescription()]
    view.model().put_first([("7", "Invalid")], 10)
    assert (said(view), view.accessibleDescription(), view.empty.words) == ([], "", "")
    view.model().show(())
    assert said(view) == [WORDS]


def test_other_words_are_said_at_once(view):
    view.empty.say("No row was refused.")
    assert said(view) == ["No row was refused."] == [view.accessibleDescription()]


def test_words_keep_to_the_middle_and_never_stand_where_they_could_not_be_read(view):
    [label] = view.viewport().findChildren(QLabel)
    view.resize(300, 200)
    middle = view.viewport().rect().center()
    assert (label.geometry().center() - middle).manhattanLength() <= 2
    assert label.height() >= label.heightForWidth(label.width())
    view.setFixedHeight(view.horizontalHeader().height() + 8)
    assert said(view) == []
    assert view.accessibleDescription() == WORDS
