"""Columns of tables have the room that their words need."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate

from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.tables import share_room, stretch_words, table, wrap_words


def test_columns_before_the_words_grow_with_rows_that_come_one_by_one(qtbot):
    model = TextTable(("A", "B", "Words"))
    view = table(model, "Test")
    qtbot.addWidget(view)
    stretch_words(view, 2)
    view.resize(500, 200)
    view.show()
    for words in ("x", "a good deal longer than its heading"):
        model.put_first([(words, "y", "z")], 10)
        qtbot.waitUntil(lambda: view.columnWidth(0) >= view.sizeHintForColumn(0), timeout=2_000)
    widths = sum(view.columnWidth(at) for at in range(3))
    assert widths == view.viewport().width()


def test_a_name_is_told_by_its_beginning_in_whatever_room_there_is(qtbot):
    model = TextTable(("When", "File", "Customers' data"))
    model.show([("2026-11-27 17:17:00", "Spring orders.csv", "until the end of the year")])
    view = table(model, "Test")
    qtbot.addWidget(view)
    share_room(view, (1,))
    view.resize(200, 200)
    view.show()
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    assert view.columnWidth(1) >= view.fontMetrics().horizontalAdvance("Spring or")


def test_the_numbers_of_rows_have_the_room_of_the_last_one(qtbot):
    model = QStandardItemModel(12_345, 1)
    view = table(model, "Test", has_lines=True)
    qtbot.addWidget(view)
    side = view.verticalHeader()
    assert side.sizeHint().width() >= side.fontMetrics().horizontalAdvance("12345")
    assert side.sizeHint().width() == side.sectionSizeFromContents(12_344).width()
    model.setRowCount(0)
    assert side.sizeHint().width() == 0


WORDS = "No profile can be sent. In Klaviyo, make a key that also has profiles:write."


def rows_that_hide_words(qtbot, view):
    """Return at which widths a row is lower than the lines that its words take."""
    view.show()
    metrics, found = view.fontMetrics(), []
    for width in range(300, 700, 7):
        view.resize(width, 300)
        qtbot.waitUntil(lambda: view.viewport().width() == view.horizontalHeader().length())
        view.resizeRowsToContents()
        # What the style keeps beside the words on either side.
        room = view.columnWidth(1) - 2 * (8 + 3)
        needed = metrics.boundingRect(0, 0, room, 999, Qt.TextFlag.TextWordWrap, WORDS).height()
        if view.rowHeight(0) < needed:
            found.append(width)
    return found


def test_a_row_is_as_high_as_its_words_need_in_any_width(qtbot, theme):
    model = TextTable(("A", "Words"))
    model.show([("x", WORDS)])
    view = table(model, "Test")
    qtbot.addWidget(view)
    stretch_words(view, 1)
    wrap_words(view)
    view.horizontalHeader().setMaximumSectionSize(1_000)
    assert rows_that_hide_words(qtbot, view) == []
    view.setItemDelegate(QStyledItemDelegate(view))
    assert rows_that_hide_words(qtbot, view), "Qt's own measure would be found out"


def test_a_table_asks_for_a_few_rows_and_no_more(qtbot, theme):
    model = TextTable(("A", "B"))
    model.show([("x", "y")] * 100)
    view = table(model, "Test")
    qtbot.addWidget(view)
    row = view.verticalHeader().defaultSectionSize()
    top = view.horizontalHeader().sizeHint().height()
    assert 2 * row < view.minimumSizeHint().height() - top < 3 * row
    assert view.sizeHint().height() == view.minimumSizeHint().height()
