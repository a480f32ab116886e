"""Columns of tables have the room that their words need."""

from PySide6.QtGui import QStandardItemModel

from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.tables import stretch_words, table


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


def test_the_numbers_of_rows_have_the_room_of_the_last_one(qtbot):
    model = QStandardItemModel(12_345, 1)
    view = table(model, "Test", has_lines=True)
    qtbot.addWidget(view)
    side = view.verticalHeader()
    assert side.sizeHint().width() >= side.fontMetrics().horizontalAdvance("12345")
    assert side.sizeHint().width() == side.sectionSizeFromContents(12_344).width()
    model.setRowCount(0)
    assert side.sizeHint().width() == 0
