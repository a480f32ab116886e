"""What is changed is always in sight, with the way to each change and back."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui import paths
from klaviyo_gui.core.amendments import UNCHANGED, Cause, Replacement
from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.amend import changes
from klaviyo_gui.ui.amend.words import can_be_left_out, cause_words, replacement_words
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Station
from tests.ui.amend.conftest import ROWS
from tests.ui.windows import WAIT_MS, checked, open_path, write

PEOPLE = Kind.PROFILES
CAUSE = Cause(PEOPLE, Code.EMAIL_INVALID, "email")


def press(qtbot, button):
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def change(session):
    session.edit_cell(5, ROWS[3], "email", "p3@shop.io")
    session.leave_row_out(9, ROWS[7])
    session.replace_text(Replacement("colour", "red", "rose"))


def listed(dialog):
    model = dialog.model
    return [
        tuple(model.index(at, column).data() for column in range(3))
        for at in range(model.rowCount())
    ]


def test_how_much_is_changed_is_said_and_put_back_in_one_step(qtbot, preview, window):
    assert not preview.amended.isVisible()
    change(window.session)
    assert preview.amended.sentence == "1 cell edited · 1 text replaced · 1 row left out"
    press(qtbot, preview.amended.put_back)
    assert window.session.amendments == UNCHANGED
    assert not preview.amended.isVisible()
    window.session.undo_stack.undo()
    assert preview.amended.isVisible()


def test_every_change_is_listed_leads_to_its_row_and_is_put_back_alone(qtbot, preview, window):
    session, desk = window.session, window.amend_desk
    change(session)
    session.leave_cause_out(CAUSE)
    press(qtbot, preview.amended.show_all)
    dialog = desk.changes
    assert listed(dialog) == [
        ("", "Every row", "Replaced “red” by “rose” in colour"),
        ("", "Rows left out", "E-mail: This is not an e-mail address."),
        ("5", "email", "Edited to “p3@shop.io”"),
        ("9", "The row", "Left out"),
    ]
    assert not dialog.go.isEnabled()
    preview.show_filter(Filter.HELD)
    window.show_station(Station.FILE)
    dialog.view.selectRow(3)
    press(qtbot, dialog.go)
    assert window.station is Station.PREVIEW
    assert preview.row_panel.model.row.line == 9
    for left in (3, 2, 1, 0):
        dialog.view.selectRow(0)
        press(qtbot, dialog.back)
        assert dialog.model.rowCount() == left
    assert session.amendments == UNCHANGED
    assert not dialog.back.isEnabled()
    assert not dialog.all_back.isEnabled()
    dialog.close()


def test_two_equal_replacements_are_listed_and_put_back_one_by_one(qtbot, preview, window):
    session, dialog = window.session, window.amend_desk.changes
    rule = Replacement("colour", "ee", "e")
    session.replace_text(rule)
    session.replace_text(rule)
    window.amend_desk.list_changes()
    assert len(listed(dialog)) == 2
    dialog.view.selectRow(0)
    press(qtbot, dialog.back)
    assert session.amendments.replacements == (rule,)
    assert len(listed(dialog)) == 1


def test_the_list_follows_undo_and_another_file_and_says_where_it_ends(
    qtbot, preview, window, tmp_path, monkeypatch
):
    monkeypatch.setattr(changes, "LISTED", 1)
    session, dialog = window.session, window.amend_desk.changes
    window.amend_desk.list_changes()
    assert listed(dialog) == []
    session.leave_row_out(2, ROWS[0])
    session.leave_row_out(3, ROWS[1])
    assert len(listed(dialog)) == 1
    assert "first 1 of 2 changed rows" in dialog._told.text()
    session.undo_stack.undo()
    assert "file stays as it is" in dialog._told.text()
    open_path(qtbot, session, write(tmp_path, name="other.csv"))
    assert listed(dialog) == []
    dialog.close()


def test_the_rows_of_a_finding_are_left_out_by_a_button_with_their_count(qtbot, preview, window):
    assert not preview.leaving.isVisible()
    # The first entry is the heading of the worst ones.
    worst = preview.findings.index(1)
    assert preview.findings.finding(worst).code is Code.EMAIL_INVALID
    preview.causes.list.setCurrentIndex(worst)
    assert preview.leaving.text() == "Leave these 2 rows out"
    press(qtbot, preview.leaving)
    assert window.session.amendments.causes == (CAUSE,)
    result = checked(qtbot, window.checker)
    assert list(result.left_out) == [3, 7]
    assert [each for each in result.findings if each.severity is not Severity.NOTE] == []
    assert not preview.leaving.isVisible()
    assert "2 rows left out" in window.strip.sentence
    window.session.undo_stack.undo()
    assert len(checked(qtbot, window.checker).held[PEOPLE]) == 2


@pytest.mark.parametrize(
    ("code", "severity", "is_offered"),
    [
        (Code.EMAIL_INVALID, Severity.HOLD, True),
        (Code.EMAIL_TYPO, Severity.WARN, True),
        (Code.TIME_PLANNED, Severity.NOTE, False),
        (Code.REPEATED, Severity.HOLD, False),
        (Code.MERGED, Severity.WARN, False),
        (Code.EDIT_ASTRAY, Severity.HOLD, False),
        (Code.DATE_AS_TEXT, Severity.WARN, True),
        (Code.TYPES_MIXED, Severity.NOTE, False),
        (Code.METRIC_ALIKE, Severity.WARN, True),
        (Code.METRICS_MANY, Severity.WARN, False),
    ],
)
def test_rows_can_be_left_out_for_what_each_of_them_tells_by_itself(code, severity, is_offered):
    finding = Finding(PEOPLE, code, severity, "email", 2, (2, 3), ())
    assert can_be_left_out(finding) is is_offered


def test_rows_left_out_for_the_names_of_their_events_are_told_with_the_first_of_them():
    cause = Cause(Kind.EVENTS, Code.METRIC_ALIKE, "metric", ("sale", "SALE"))
    assert cause_words(cause).endswith("in capital letters or blanks alone: “sale”, “SALE”.")
    more = replace(cause, texts=(*"abcde",))
    assert cause_words(more).endswith(": “a”, “b”, “c”, 2 more.")


def test_a_replacement_says_what_becomes_of_what_and_how():
    whole = Replacement("a", "", "x\ny", is_whole=True)
    assert replacement_words(whole) == "blank cells by “x y” in a"
    part = Replacement("a", "x" * 50, "", is_whole=True, has_case=True)
    assert replacement_words(part) == f"“{'x' * 40}…” by nothing in a (whole cell, case)"


@pytest.fixture
def aside(qtbot, preview, window, tmp_path, path):
    """The file was written anew, with another first row, after rows were changed."""
    session = window.session
    change(session)
    session.edit_cell(2, ROWS[0], "who", "Bob")
    write(tmp_path, [("Eve", *ROWS[0][1:]), *ROWS[1:]])
    os.utime(path, ns=(1, 1))
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.read_again()
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return preview


def test_of_a_file_that_changed_it_is_asked_and_nothing_can_be_sent_before(qtbot, aside, window):
    assert "written anew" in aside.amended.sentence
    assert "2 cells edited · 1 text replaced · 1 row left out" in aside.amended.sentence
    assert not aside.row_panel.leave.isEnabled()
    assert not aside.row_panel.edit.isEnabled()
    assert not aside.leaving.isVisible()
    assert not window.stations.send.is_ready
    assert "Decide in Preview" in window.stations.send.sheet.obstacle.text()
    press(qtbot, aside.amended.bring)
    qtbot.waitUntil(lambda: window.session.aside is None, timeout=WAIT_MS)
    assert aside.amended.sentence == "1 cell edited · 1 text replaced · 1 row left out"
    checked(qtbot, window.checker)
    assert window.stations.send.is_ready
    assert "1 row that you left out stays here too." in window.stations.send.sheet.care.text()
    assert "as you edited them" in window.stations.send.sheet.care.text()


def test_changes_that_are_not_wanted_any_more_can_be_dropped(qtbot, aside, window):
    press(qtbot, aside.amended.drop)
    assert window.session.aside is None
    assert not aside.amended.isVisible()
    checked(qtbot, window.checker)
    assert window.stations.send.is_ready
    assert "you" not in window.stations.send.sheet.care.text()


def test_changes_that_cannot_be_had_back_are_told_where_rows_are_looked_at(
    qtbot, preview, window, tmp_path, path
):
    window.session.edit_cell(5, ROWS[3], "email", "x@shop.io")
    keeper = window.desk.keeper
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=WAIT_MS)
    open_path(qtbot, window.session, write(tmp_path, name="other.csv"))
    (document,) = paths.amendments().glob("*.json")
    document.write_text("{}")
    window.show_station(Station.FILE)
    open_path(qtbot, window.session, path)
    assert window.station is Station.PREVIEW
    checked(qtbot, window.checker)
    assert preview.kept_notice.isVisible()
    assert "no row is left out" in preview.kept_notice.sentence


def test_changes_that_cannot_be_written_are_told_where_rows_are_looked_at(
    qtbot, preview, window, home
):
    paths.amendments().write_text("a file stands where the folder should be")
    with qtbot.waitSignal(window.desk.keeper.refused, timeout=WAIT_MS):
        window.session.leave_row_out(9, ROWS[7])
    checked(qtbot, window.checker)
    assert preview.kept_notice.isVisible()
    assert "Your changes of rows cannot be saved" in preview.kept_notice.sentence
    assert not window.stations.map.notice.sentence
