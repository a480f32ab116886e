"""Find and replace in a column: counted over the whole file before, one step, reversible."""

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.amendments import UNCHANGED, Replacement
from klaviyo_gui.ui.amend.replacing import ReplaceDialog
from tests.ui.amend.conftest import ROWS
from tests.ui.windows import WAIT_MS, open_path, write


@pytest.fixture
def dialog(preview, window):
    window.amend_desk.replace_in("colour")
    dialog = window.amend_desk.replacing
    yield dialog
    dialog.close()


def ask(qtbot, dialog, find, other="", is_whole=False, **how):
    has_case = how.get("has_case", False)
    dialog.find_text.setText(find)
    dialog.other_text.setText(other)
    dialog.whole.setChecked(is_whole)
    dialog.case.setChecked(has_case)
    counting = dialog.counting
    qtbot.waitUntil(lambda: not counting.is_busy, timeout=WAIT_MS)
    return counting.found.cells if counting.found is not None else None


def shown(dialog):
    model = dialog.examples.model()
    return [
        tuple(model.index(at, column).data() for column in range(3))
        for at in range(model.rowCount())
    ]


def test_what_changes_is_counted_and_shown_before_anything_does(qtbot, dialog, window):
    assert ask(qtbot, dialog, "red", "rose") == 20
    assert dialog.said == "20 of 20 cells change. The file stays as it is."
    assert shown(dialog) == [("2", "Red wine", "rose wine"), ("3", "red", "rose")]
    assert ask(qtbot, dialog, "red", "rose", has_case=True) == 10
    assert ask(qtbot, dialog, "red", "rose", is_whole=True) == 10
    assert window.session.amendments == UNCHANGED
    assert dialog.apply.text() == "Replace in 10 cells"


def test_one_press_is_one_step_that_is_counted_anew_and_undone(qtbot, dialog, window):
    ask(qtbot, dialog, "red", "rose")
    count = window.session.undo_stack.count()
    qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert window.session.amendments.replacements == (Replacement("colour", "red", "rose"),)
    assert window.session.undo_stack.count() == count + 1
    qtbot.waitUntil(lambda: not dialog.counting.is_busy, timeout=WAIT_MS)
    assert dialog.counting.found.cells == 0
    assert not dialog.apply.isEnabled()
    window.session.undo_stack.undo()
    qtbot.waitUntil(lambda: not dialog.counting.is_busy, timeout=WAIT_MS)
    assert dialog.counting.found.cells == 20


def test_it_says_why_nothing_can_be_replaced(qtbot, dialog, window):
    assert ask(qtbot, dialog, "") is None
    assert dialog.said == "Type what is to be found."
    assert ask(qtbot, dialog, "x", "x") is None
    assert dialog.said == "Both texts are the same."
    assert ask(qtbot, dialog, "violet", "x") == 0
    assert dialog.said == "No cell of 20 rows holds it."
    assert not dialog.apply.isEnabled()


def test_blank_cells_can_be_filled(qtbot, dialog, window, tmp_path):
    rows = [(*row[:3], "" if at < 3 else row[3], row[4]) for at, row in enumerate(ROWS)]
    open_path(qtbot, window.session, write(tmp_path, rows, name="other.csv"))
    assert ask(qtbot, dialog, "", "none", is_whole=True) == 3


def test_the_columns_are_those_of_the_open_file_and_the_chosen_one_is_asked_for(
    qtbot, preview, window, tmp_path
):
    panel = preview.row_panel
    panel.view.setCurrentIndex(panel.model.index(3, 0))
    qtbot.mouseClick(panel.other, Qt.MouseButton.LeftButton)
    dialog = window.amend_desk.replacing
    assert dialog.isVisible()
    assert dialog.columns.currentText() == "colour"
    assert dialog.focusWidget() is dialog.find_text
    open_path(
        qtbot, window.session, write(tmp_path, [("1", "a@b.io")], ("n", "mail"), name="o.csv")
    )
    assert [dialog.columns.itemText(at) for at in range(dialog.columns.count())] == ["n", "mail"]
    dialog.close()


def test_a_file_that_changed_is_told_instead_of_a_count(qtbot, dialog, window, path):
    path.write_bytes(path.read_bytes() + b"x,x,x,red,x\n")
    assert ask(qtbot, dialog, "red", "rose") is None
    assert "changed" in dialog.said
    assert not dialog.apply.isEnabled()


def test_without_a_file_it_is_not_asked(window):
    window.amend_desk.replace()
    assert not window.amend_desk.replacing.isVisible()


def test_nothing_is_counted_once_it_is_closed(qtbot, session, window):
    dialog = ReplaceDialog(session, window)
    dialog.close_work()
    dialog.counting.count(Replacement("colour", "red", "rose"))
    assert not dialog.counting.is_busy
