"""A second file is joined, joined otherwise, and taken away by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog

from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.join import Doubles
from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.amend.leading import EditCell
from klaviyo_gui.ui.map.joining import words
from tests.ui.map.joining.conftest import ORDERS
from tests.ui.windows import WAIT_MS, checked, write

LEFT = Qt.MouseButton.LeftButton
EVENTS = Kind.EVENTS


def names_of(join):
    return [each.name for each in join.taken]


def choose(qtbot, box, words_):
    """Choose in a box as somebody does who types and presses Enter."""
    at = box.findText(words_)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)


def tick(qtbot, view, column):
    model = view.model()
    row = next(at for at in range(model.rowCount()) if model.index(at, 0).data() == column)
    box = view.visualRect(model.index(row, 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(box.left() + 20, box.center().y()))


def test_the_key_is_proposed_with_its_reason_and_the_names_are_free(session, panel):
    assert panel.key.pairs == (("customer", "number"),)
    assert panel.sentence == (
        "95% of the texts of customer that were looked for are found in number (19 of 20)."
    )
    listed = [(each.column, each.name, each.is_taken) for each in panel.taken.offered]
    assert listed == [
        ("number", "number", False),
        ("mail", "mail", True),
        ("city", "city (customers)", True),
    ]
    assert session.mapping.joins == ()
    assert panel.join.text() == "Join 2 columns"


def test_what_is_found_is_told_of_all_rows_before_anything_is_joined(panel):
    assert panel.matches.sentence.splitlines() == [
        "customers.csv: 19 rows of 20 found there by customer = number.",
        "1 row not found there, so nothing is joined to it: “K-20”.",
    ]


def test_a_joined_file_has_its_columns_in_the_list_with_a_mark(qtbot, joined, at_map):
    assert joined.columns == (*ORDERS, "mail", "city (customers)")
    model = at_map.columns.model
    last = model.index(model.rowCount() - 1)
    assert last.data() == "city (customers)"
    assert "from customers.csv" in last.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Ulm" in last.data(Qt.ItemDataRole.ToolTipRole)
    assert "from" not in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    found = at_map.columns.found
    qtbot.mouseClick(at_map.columns.joined, LEFT)
    assert [found.index(at, 0).data() for at in range(found.rowCount())] == [
        "mail",
        "city (customers)",
    ]
    qtbot.mouseClick(at_map.columns.joined, LEFT)
    assert found.rowCount() == len(joined.columns)


def test_what_the_joined_rows_hold_is_proposed_as_of_any_column(qtbot, joined):
    qtbot.waitUntil(lambda: joined.suggestion(EVENTS, "profile.email") is not None, timeout=WAIT_MS)
    assert joined.suggestion(EVENTS, "profile.email").pair.source == Column("mail")
    rows = joined.first_rows
    assert rows.cells[0] == ["A1", "K-1", "1.50", "Bonn", "k1@shop.io", "Ulm"]
    assert rows.cells[-1][-2:] == ["", ""]
    assert joined.profile_of("mail").filled == 19


def test_columns_are_taken_and_left_by_ticks_and_each_is_a_step(qtbot, joined, panel):
    joined.fix(EVENTS, "metric", "Sale")
    joined.place(("mail",), EVENTS, "profile.email")
    panel.open_panel()
    tick(qtbot, panel.columns, "mail")
    assert names_of(joined.mapping.joins[0]) == ["city (customers)"]
    assert joined.undo_stack.undoText() == "leave out mail of customers.csv"
    # What it filled is empty, and nothing speaks of a column that is not there.
    assert joined.mapping.pair(EVENTS, "profile.email") is None
    assert joined.missing == ()
    joined.undo_stack.undo()
    assert joined.mapping.pair(EVENTS, "profile.email").source == Column("mail")
    assert names_of(joined.mapping.joins[0]) == ["mail", "city (customers)"]
    tick(qtbot, panel.columns, "number")
    assert names_of(joined.mapping.joins[0]) == ["number", "mail", "city (customers)"]


def test_a_join_always_takes_a_column(qtbot, joined, panel):
    panel.open_panel()
    tick(qtbot, panel.columns, "mail")
    tick(qtbot, panel.columns, "city")
    assert names_of(joined.mapping.joins[0]) == ["city (customers)"]
    qtbot.mouseClick(panel.every, LEFT)
    assert names_of(joined.mapping.joins[0]) == ["mail", "city (customers)"]


def test_a_file_can_be_joined_by_other_columns_and_by_several(qtbot, session, panel):
    qtbot.mouseClick(panel.key.add, LEFT)
    first, second = panel.key.boxes[1]
    choose(qtbot, first, "city")
    assert panel.key.pairs == (("customer", "number"),)
    choose(qtbot, second, "city")
    look = panel.matches
    qtbot.waitUntil(lambda: "0 rows of 20" in look.sentence, timeout=WAIT_MS)
    assert "“K-1 + Bonn”" in look.sentence
    panel.key.boxes[1][1].parentWidget().findChildren(type(panel.every))[0].click()
    assert panel.key.pairs == (("customer", "number"),)
    qtbot.waitUntil(lambda: "19 rows of 20" in look.sentence, timeout=WAIT_MS)
    assert session.mapping.joins == ()


def test_the_rule_for_doubles_says_what_it_means_and_is_a_step(qtbot, joined, panel):
    panel.open_panel()
    choose(qtbot, panel.doubles, "Take the last of them")
    assert joined.mapping.joins[0].doubles is Doubles.LAST
    assert joined.undo_stack.undoText() == "take the last of them where customers.csv has several"
    assert panel._meaning.text() == words.DOUBLES[Doubles.LAST][1]
    joined.undo_stack.undo()
    assert panel.doubles.currentText() == "Hold the row"


def test_nothing_in_common_is_said_and_columns_can_be_chosen_all_the_same(
    qtbot, session, at_map, tmp_path
):
    other = write(tmp_path, [("x", "y")], ("p", "q"), "other.csv")
    panel = at_map.joining.panel
    at_map.joining.join_file(other)
    qtbot.waitUntil(lambda: at_map.joining.in_hand.proposals is not None, timeout=WAIT_MS)
    assert panel.sentence.startswith("No column of other.csv holds the texts of one of orders.csv.")
    assert not panel.join.isEnabled()
    first, second = panel.key.boxes[0]
    choose(qtbot, first, "city")
    choose(qtbot, second, "p")
    assert panel.join.isEnabled()
    qtbot.waitUntil(lambda: "0 rows of 20" in panel.matches.sentence, timeout=WAIT_MS)


@pytest.mark.parametrize("what", ["the open file", "a folder", "no file", "an empty file"])
def test_what_cannot_be_joined_is_said_with_the_reason(qtbot, session, at_map, orders, what):
    path = {
        "the open file": orders,
        "a folder": orders.parent,
        "no file": orders.with_name("gone.csv"),
        "an empty file": orders.with_name("empty.csv"),
    }[what]
    orders.with_name("empty.csv").write_bytes(b"")
    panel = at_map.joining.panel
    at_map.joining.join_file(path)
    qtbot.waitUntil(lambda: path.name in panel.sentence, timeout=WAIT_MS)
    assert not panel.join.isEnabled()
    assert panel.another.isVisible()
    assert session.mapping.joins == ()


def test_another_file_of_the_same_name_is_not_taken_for_the_first(qtbot, joined, panel, tmp_path):
    other = write(tmp_path, [("K-1", "x@y.de")], ("number", "mail"), "customers.csv")
    panel.parent().joining.join_file(other)
    assert panel.sentence.startswith("Another file of the name customers.csv is joined already.")
    assert len(joined.mapping.joins) == 1


def test_two_files_are_joined_and_the_panel_goes_from_one_to_the_other(
    qtbot, joined, panel, at_map, tmp_path
):
    more = write(tmp_path, [("k1@shop.io", "gold")], ("mail", "level"), "levels.csv")
    at_map.joining.join_file(more)
    qtbot.waitUntil(lambda: at_map.joining.in_hand.proposals is not None, timeout=WAIT_MS)
    # A column of the file before can be the key of the next one.
    for box in panel.key.boxes[0]:
        choose(qtbot, box, "mail")
    qtbot.mouseClick(panel.join, LEFT)
    assert joined.columns[-1] == "level"
    assert at_map.joining.chip.text == "customers.csv, levels.csv joined: 3 columns"
    qtbot.waitUntil(lambda: joined.first_rows.cells[0][-1] == "gold", timeout=WAIT_MS)
    choose(qtbot, panel.files, "customers.csv")
    assert panel.key.pairs == (("customer", "number"),)
    assert "19 rows of 20" in panel.matches.sentence


def test_the_panel_is_left_by_undo_and_offers_to_join_again(qtbot, joined, panel):
    panel.open_panel()
    joined.undo_stack.undo()
    assert panel.join.isVisible()
    assert panel.join.isEnabled()
    assert panel.key.pairs == (("customer", "number"),)
    qtbot.mouseClick(panel.join, LEFT)
    assert len(joined.mapping.joins) == 1


def test_by_keys_alone_a_file_is_joined_and_taken_away(qtbot, session, panel):
    panel.open_panel()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is panel, timeout=WAIT_MS)
    assert QApplication.focusWidget() is panel.join
    qtbot.keyClick(panel.join, Qt.Key.Key_Space)
    assert len(session.mapping.joins) == 1
    for _ in range(30):
        if QApplication.focusWidget() is panel.part:
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is panel.part
    qtbot.keyClick(panel.part, Qt.Key.Key_Space)
    assert session.mapping.joins == ()


def test_a_look_that_is_stopped_says_so_and_can_be_begun_again(qtbot, at_map, panel):
    look = at_map.joining.look
    look.look_again()
    assert look.share is not None
    qtbot.mouseClick(panel.matches.stop, LEFT)
    assert panel.matches.sentence == words.STOPPED
    qtbot.mouseClick(panel.matches.again, LEFT)
    qtbot.waitUntil(lambda: "19 rows of 20" in panel.matches.sentence, timeout=WAIT_MS)


def test_every_control_has_a_name(panel):
    assert isinstance(panel, QDialog)
    for each in (*panel.key.boxes[0], panel.files, panel.doubles, panel.proposals, panel.columns):
        assert each.accessibleName()


def test_what_is_found_is_what_the_check_finds(qtbot, joined, at_map, checker):
    told = at_map.joining.look.report(0)
    joined.fix(EVENTS, "metric", "Sale")
    joined.place(("customer",), EVENTS, "profile.external_id")
    joined.place(("mail",), EVENTS, "profile.email")
    joined.clear(Kind.PROFILES)
    result = checked(qtbot, checker)
    assert result.prepared.reports == (told,)
    # Whoever opens the file with that mapping is told by the check alone, and the same.
    joined.read_seconds_again()
    qtbot.waitUntil(lambda: at_map.joining.look.report(0) is not None, timeout=WAIT_MS)
    assert at_map.joining.look.report(0) == told
    assert not at_map.joining.look.is_stopped


def test_no_cell_of_a_second_file_is_offered_to_be_typed_anew(joined):
    joined.place(("mail",), EVENTS, "profile.email")
    joined.place(("city",), EVENTS, "profile.first_name")
    edit = EditCell(joined)
    for target, is_offered in (("profile.email", False), ("profile.first_name", True)):
        edit.show_finding(Finding(EVENTS, Code.VALUE_BLANK, Severity.NOTE, target, 1, (2,), ("",)))
        assert edit.isHidden() is not is_offered
