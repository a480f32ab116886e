"""Rows are chosen in the window by mouse and by keys, and every choice can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.errors import ConditionUnusable
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.row_filter import UNSAID, Ask, Condition, RowFilter
from klaviyo_gui.ui.map.choosing import words
from klaviyo_gui.ui.map.choosing.known import KnownColumns
from klaviyo_gui.ui.map.choosing.reading import ReadingRow
from tests.tour.made_up import made_up_language
from tests.ui.windows import WAIT_MS, checked, open_path, write

CONTROL = Qt.KeyboardModifier.ControlModifier
PAID = Condition("Status", Ask.IS, ("paid",))
DEAR = Condition("Total", Ask.IS_ABOVE, ("100",))


def choose(qtbot, box, text):
    """Choose an entry of a box by keys."""
    box.setFocus()
    at = box.findText(text)
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(at):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == text


def take_column(qtbot, panel, name):
    """Take a column in the list that is open, by keys."""
    chooser = panel.conditions.chooser
    qtbot.waitUntil(chooser.isVisible, timeout=WAIT_MS)
    search = QApplication.focusWidget()
    qtbot.keyClicks(search, name)
    qtbot.keyClick(search, Qt.Key.Key_Return)


def test_by_keys_alone_a_condition_is_added_typed_counted_and_taken_back(
    qtbot, session, panel, counted
):
    assert panel.conditions.sentence == words.ALL_ROWS
    assert panel.conditions.add.hasFocus()
    qtbot.keyClick(panel.conditions.add, Qt.Key.Key_Space)
    take_column(qtbot, panel, "Status")
    (line,) = panel.conditions.lines
    assert session.row_filter == RowFilter((Condition("Status", Ask.IS, UNSAID),))
    assert line.value.hasFocus()
    assert "Fill in what to compare with" in line.fault
    assert panel.outcome.sentence == words.UNFINISHED
    qtbot.keyClicks(line.value, "paid")
    assert counted() == "5 of 20 rows are chosen and 15 are left out."
    assert session.row_filter == RowFilter((PAID,))
    assert not line.fault
    qtbot.keyClick(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.row_filter.conditions[0].values == UNSAID
    assert line.value.text() == ""
    qtbot.keyClick(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.row_filter is None
    assert panel.conditions.lines == []


def test_what_is_typed_in_one_go_is_one_step_and_what_follows_another(qtbot, session, panel):
    session.choose_rows(RowFilter((PAID,)))
    steps = session.undo_stack.count()
    field = panel.conditions.lines[0].value
    field.setFocus()
    field.selectAll()
    for letter in "open":
        qtbot.keyClick(field, letter)
        panel.conditions.lines[0]._type()
    assert session.row_filter.conditions[0].values == ("open",)
    assert session.undo_stack.count() == steps + 1
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "ed")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert session.row_filter.conditions[0].values == ("opened",)
    assert session.undo_stack.count() == steps + 2
    assert session.undo_stack.undoText() == "choose rows by Status"
    session.undo_stack.undo()
    assert field.text() == "open"
    session.undo_stack.undo()
    assert session.row_filter == RowFilter((PAID,))


def test_what_is_typed_to_what_was_there_is_no_step(qtbot, session, panel):
    session.choose_rows(RowFilter((PAID,)))
    steps = session.undo_stack.count()
    line = panel.conditions.lines[0]
    line.value.setFocus()
    qtbot.keyClick(line.value, "x")
    line._type()
    assert session.undo_stack.count() == steps + 1
    qtbot.keyClick(line.value, Qt.Key.Key_Backspace)
    line._type()
    assert session.row_filter == RowFilter((PAID,))
    assert session.undo_stack.count() == steps


def test_undo_in_a_field_is_that_of_the_window(qtbot, session, panel):
    session.choose_rows(RowFilter((PAID,)))
    field = panel.conditions.lines[0].value
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "open")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert session.row_filter == RowFilter((PAID,))
    assert field.text() == "paid"
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert session.row_filter.conditions[0].values == ("open",)
    assert field.text() == "open"
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert session.row_filter is None


def test_a_value_that_is_typed_but_not_entered_is_taken_when_the_panel_closes(
    qtbot, session, panel
):
    session.choose_rows(RowFilter((Condition("Status", Ask.IS_ONE_OF, ("paid",)),)))
    field = panel.conditions.lines[0].values.field
    field.setFocus()
    qtbot.keyClicks(field, "ope")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert session.row_filter.conditions[0].values == ("paid",)
    qtbot.keyClicks(field, "open")
    panel.close()
    assert session.row_filter.conditions[0].values == ("paid", "open")
    panel.open_panel()
    assert field.text() == ""
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert session.row_filter.conditions[0].values == ("paid",)


def test_several_values_are_chips_that_are_added_and_taken_out(qtbot, session, panel, counted):
    session.choose_rows(RowFilter((PAID,)))
    line = panel.conditions.lines[0]
    steps = session.undo_stack.count()
    choose(qtbot, line.test, "is one of")
    assert session.undo_stack.count() == steps + 1
    assert session.row_filter.conditions[0] == Condition("Status", Ask.IS_ONE_OF, ("paid",))
    field = line.values.field
    field.setFocus()
    qtbot.keyClicks(field, "open")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert counted() == "10 of 20 rows are chosen and 10 are left out."
    assert [each.words for each in line.values.buttons] == ["paid  ✕", "open  ✕"]
    qtbot.keyClicks(field, "open")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert line.values.values == ("paid", "open")
    qtbot.mouseClick(line.values.buttons[0], Qt.MouseButton.LeftButton)
    assert session.row_filter.conditions[0].values == ("open",)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert session.row_filter.conditions[0].values == UNSAID
    assert line.fault
    choose(qtbot, line.test, "is blank")
    assert counted() == "5 of 20 rows are chosen and 15 are left out."
    assert not line.value.isVisible()


def test_a_value_is_completed_from_the_most_frequent_ones(qtbot, session, panel):
    session.choose_rows(RowFilter((Condition("Status", Ask.IS, UNSAID),)))
    field = panel.conditions.lines[0].value
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible, timeout=WAIT_MS)
    listed = [popup.model().index(at, 0).data() for at in range(popup.model().rowCount())]
    assert sorted(listed) == ["open    5 rows", "paid    5 rows", "refunded    5 rows"]
    row = next(at for at, each in enumerate(listed) if each.startswith("refunded"))
    for _ in range(row + 1):
        qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: session.row_filter.conditions[0].values == ("refunded",), timeout=WAIT_MS
    )


def test_all_or_any_and_a_condition_less(qtbot, session, panel, counted):
    session.choose_rows(RowFilter((PAID, DEAR)))
    assert panel.conditions.sentence == words.BEGINS
    # Above 100 are rows 10 to 19, of which every fourth is paid.
    assert counted() == "2 of 20 rows are chosen and 18 are left out."
    choose(qtbot, panel.conditions.match, "any")
    assert session.row_filter.is_any
    assert counted() == "13 of 20 rows are chosen and 7 are left out."
    first, _ = panel.conditions.lines
    first.remove.setFocus()
    qtbot.keyClick(first.remove, Qt.Key.Key_Space)
    assert session.row_filter == RowFilter((DEAR,))
    assert panel.conditions.lines[0].remove.hasFocus()
    qtbot.mouseClick(panel.all_rows, Qt.MouseButton.LeftButton)
    assert session.row_filter is None
    assert session.undo_stack.undoText() == "send all rows"


def test_a_column_is_changed_and_its_test_stays(qtbot, session, panel):
    session.choose_rows(RowFilter((PAID,)))
    qtbot.mouseClick(panel.conditions.lines[0].column, Qt.MouseButton.LeftButton)
    take_column(qtbot, panel, "Land")
    assert session.row_filter.conditions == (Condition("Land", Ask.IS, UNSAID),)


def test_rows_of_each_sort_are_shown_with_their_lines(session, panel, counted):
    session.choose_rows(RowFilter((PAID,)))
    counted()
    chosen, left, undecided = panel.examples.sorts
    assert chosen.told == ["Line 2: paid", "Line 6: paid", "Line 10: paid"]
    assert left.told == ["Line 3: open", "Line 4: refunded", "Line 5: (blank)"]
    assert undecided.told == ["none"]
    assert chosen.accessibleName() == ", ".join(["Chosen · 5", *chosen.told])
    session.choose_rows(RowFilter((PAID, DEAR)))
    counted()
    assert chosen.told[0] == "Line 14: Status paid · Total 120.50"


def test_how_numbers_are_read_is_asked_where_a_cell_can_mean_two_things(
    qtbot, session, empty, tmp_path
):
    rows = [(f"p{at}@shop.io", f"{at}.500") for at in range(1, 9)]
    open_path(qtbot, session, write(tmp_path, rows, ("Email", "Amount"), "two.csv"))
    session.choose_rows(RowFilter((Condition("Amount", Ask.IS_ABOVE, ("1000",)),)))
    desk = empty.choosing
    desk.open_panel()
    (line,) = desk.panel.conditions.lines
    qtbot.waitUntil(lambda: desk.counting.report is not None, timeout=WAIT_MS)
    assert desk.counting.report.undecided.count == 8
    assert "8 are held, because what they say cannot be read in one way." in (
        desk.panel.outcome.sentence
    )
    assert line.reading.words.text() == "How is “1.500” read?"
    choose(qtbot, line.reading.box, "1.234,50")
    assert session.row_filter.conditions[0].number is NumberStyle.COMMA
    qtbot.waitUntil(lambda: desk.counting.report is not None, timeout=WAIT_MS)
    assert desk.counting.report.wanted.count == 8
    assert line.reading.words.text() == "Numbers read"
    desk.close()
    empty.grouping.close()


def test_dates_are_compared_and_can_be_read_otherwise(qtbot, session, panel, counted):
    session.choose_rows(RowFilter((Condition("When", Ask.IS_AFTER, ("2024-05-10",)),)))
    assert counted() == "10 of 20 rows are chosen and 10 are left out."
    reading = panel.conditions.lines[0].reading
    assert reading.words.text() == "Dates read"
    choose(qtbot, reading.box, "day first")
    assert session.row_filter.conditions[0].date is DateStyle.DAY_FIRST
    assert session.undo_stack.undoText() == "choose rows by When"


def test_a_value_is_kept_with_the_style_in_which_it_was_typed(qtbot, session, empty, tmp_path):
    header = ("Email", "Amount", "Sent")
    rows = [(f"p{at}@shop.io", f"{at}.500.000", f"{at + 12}/01/2026") for at in range(1, 9)]
    open_path(qtbot, session, write(tmp_path, rows, header, "two.csv"))
    asked = Condition("Amount", Ask.IS_ABOVE, UNSAID), Condition("Sent", Ask.IS_BEFORE, UNSAID)
    session.choose_rows(RowFilter(asked))
    desk = empty.choosing
    desk.open_panel()
    for line, value in zip(desk.panel.conditions.lines, ("1.000", "03/04/2026"), strict=True):
        line.value.setFocus()
        qtbot.keyClicks(line.value, value)
        qtbot.keyClick(line.value, Qt.Key.Key_Return)
    number, date = session.made_preset("x").mapping.row_filter.conditions
    assert (number.number, number.values) == (NumberStyle.COMMA, ("1.000",))
    assert (date.date, date.values) == (DateStyle.DAY_FIRST, ("03/04/2026",))
    assert not any(line.fault for line in desk.panel.conditions.lines)
    desk.close()
    empty.grouping.close()


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        (Condition("Total", Ask.IS_ABOVE, ("many",)), "which is no number"),
        (Condition("When", Ask.IS_AFTER, ("soon",)), "which is no date"),
        (Condition("Nobody", Ask.IS_FILLED), "There is no column “Nobody” here."),
    ],
)
def test_a_mistake_is_told_in_its_line_and_nothing_is_sent(session, panel, condition, fault):
    session.choose_rows(RowFilter((PAID, condition)))
    first, second = panel.conditions.lines
    assert not first.fault
    assert fault in second.fault
    assert session.obstacle is not None


def test_a_condition_that_is_not_filled_in_keeps_everything_from_being_sent(session, at_map):
    session.fix(at_map.targets.kind, "metric", "Sale")
    assert session.obstacle is None
    session.choose_rows(RowFilter((Condition("Status", Ask.IS, UNSAID),)))
    assert isinstance(session.obstacle, ConditionUnusable)
    chip = at_map.choosing.chip
    button = next(each for each in at_map.steps_bar.buttons if each.words)
    assert chip.text == "Only rows in which Status is …"
    assert chip.is_asking
    assert button.words == "▲ Only rows in which Status is …"
    assert "Fill in what to compare with." in button.accessibleName()
    session.choose_rows(RowFilter((PAID,)))
    assert not chip.is_asking
    assert button.words == "Only rows in which Status is paid"


def test_what_becomes_of_orders_is_told(session, panel, counted):
    session.choose_rows(RowFilter((PAID,)))
    assert not panel.of_orders
    session.group_by(("Land",))
    assert "Status is asked of each line" in panel.of_orders
    assert (
        counted()
        == "1 of 2 orders are chosen and 1 is left out. 1 chosen order loses some of its lines."
    )
    session.tell_per_item("Status", is_per_item=False)
    assert "Status is asked of the whole order" in panel.of_orders


def test_the_chip_counts_as_the_check_does_and_opens_the_panel(qtbot, session, at_map):
    session.fix(at_map.targets.kind, "metric", "Sale")
    session.choose_rows(RowFilter((PAID,)))
    desk = at_map.choosing
    chip = desk.chip
    checked(qtbot, at_map._checker)
    assert chip.text == "Only rows in which Status is paid · 5 of 20"
    next(each for each in at_map.steps_bar.buttons if not each.isHidden()).click()
    assert desk.panel.isVisible()
    desk.panel.close_button.click()
    session.undo_stack.undo()
    assert not chip.is_shown


def test_the_live_record_is_a_chosen_one_before_the_file_is_checked(session, at_map):
    session.fix(at_map.targets.kind, "metric", "Sale")
    assert at_map.live.number == 0
    assert at_map.live._place.text() == "1 of 20"
    session.choose_rows(RowFilter((Condition("Status", Ask.IS, ("open",)),)))
    assert at_map._checker.prepared is None
    assert at_map.live.number == 0
    assert at_map.live._place.text() == "1 of 5"
    assert "p1@shop.io" in at_map.live.details
    session.choose_rows(RowFilter((Condition("Status", Ask.IS, ("nobody",)),)))
    assert "@shop.io" not in at_map.live.details


def test_the_chip_counts_orders_where_rows_are_grouped(qtbot, session, at_map):
    session.fix(at_map.targets.kind, "metric", "Sale")
    session.group(Grouping(("Email",), ("Total",)))
    session.choose_rows(RowFilter((PAID,)))
    checked(qtbot, at_map._checker)
    assert at_map.choosing.chip.text == "Only rows in which Status is paid · 5 orders"


def test_typing_is_taken_when_the_panel_closes(qtbot, session, panel):
    session.choose_rows(RowFilter((PAID,)))
    field = panel.conditions.lines[0].value
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "open")
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert session.row_filter.conditions[0].values == ("open",)


def test_nothing_is_counted_for_a_panel_that_nobody_sees(qtbot, session, at_map, panel, counted):
    counting = at_map.choosing.counting
    session.choose_rows(RowFilter((PAID,)))
    panel.close()
    assert counting.share is None
    session.choose_rows(RowFilter((DEAR,)))
    QTest.qWait(0)
    assert (counting.share, counting.report) == (None, None)
    at_map.choosing.open_panel()
    assert counted() == "10 of 20 rows are chosen and 10 are left out."


def test_a_file_that_is_another_meanwhile_is_told_of(qtbot, session, at_map, panel, tmp_path):
    session.file.path.write_bytes(session.file.path.read_bytes() + b"paid,x@y.z,1,2024-05-05,DE\n")
    session.choose_rows(RowFilter((PAID,)))
    counting = at_map.choosing.counting
    qtbot.waitUntil(lambda: counting.error is not None, timeout=WAIT_MS)
    assert "rows.csv" in panel.outcome.sentence
    assert counting.share is None


def test_everything_in_the_panel_has_a_name(session, panel):
    session.choose_rows(RowFilter((PAID, Condition("Total", Ask.IS_ONE_OF, ("1", "2")))))
    for line in panel.conditions.lines:
        for each in (line.column, line.test, line.remove):
            assert each.accessibleName()
    first, second = panel.conditions.lines
    assert first.value.accessibleName() == "Value for Status"
    assert second.values.field.accessibleName() == "Another value for Total"
    boxes = [each for each in panel.findChildren(QComboBox) if not each.isHidden()]
    assert len(boxes) > 2
    assert all(each.accessibleName() for each in boxes)


def test_without_a_file_there_is_nothing_to_choose(empty):
    empty.choosing.open_panel()
    assert not empty.choosing.panel.isVisible()
    assert not empty.choosing.chip.is_shown


@pytest.mark.parametrize(
    ("ask", "chosen"), [(Ask.IS_ABOVE, NumberStyle.COMMA), (Ask.IS_AFTER, DateStyle.DAY_FIRST)]
)
def test_a_reading_is_chosen_by_what_it_is_and_not_by_its_words(qtbot, ask, chosen):
    with made_up_language():
        reading = ReadingRow()
        qtbot.addWidget(reading)
        reading.show_reading(Condition("Amount", ask, ("1",)), KnownColumns())
        with qtbot.waitSignal(reading.chosen) as told:
            reading.box.setCurrentIndex(reading.box.findData(chosen))
            reading.box.activated.emit(reading.box.currentIndex())
    (condition,) = told.args
    assert chosen in {condition.number, condition.date}
