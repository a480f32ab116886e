"""A wrong file put right in the window: cells typed anew, rows left out, the file untouched."""

import csv
import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from klaviyo_gui import paths
from klaviyo_gui.core.amendments import UNCHANGED, Typed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.store.export import export
from klaviyo_gui.ui.amend.cells import Part
from klaviyo_gui.ui.keeper import WRITTEN_AFTER_MS
from klaviyo_gui.ui.status import Mark, Station
from klaviyo_gui.wording import exception_words
from tests.journeys.child import command
from tests.journeys.test_whole_road import send, stored
from tests.ui.windows import WAIT_MS, checked, open_path, write

PEOPLE = Kind.PROFILES
HEADER = ("email", "name", "city")
LARGE = 40_000
"""Rows of a file that is read by worker processes."""


def row(at):
    """A person; the e-mail address of some is none."""
    email = {3: "ann@shop", 6: "nobody", 7: "nothing"}.get(at, f"p{at}@shop.io")
    return (email, f"Name {at}", "Berlin")


def table_in(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def opened(qtbot, window, path):
    open_path(qtbot, window.session, path)
    session = window.session
    session.clear(Kind.EVENTS)
    session.place(("email",), PEOPLE, "email")
    session.place(("name",), PEOPLE, "first_name")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return path


@pytest.fixture
def path(qtbot, window, tmp_path):
    return opened(qtbot, window, write(tmp_path, [row(at) for at in range(12)], HEADER))


def problems(qtbot, window):
    found = checked(qtbot, window.checker).findings
    return sum(each.count for each in found if each.severity is not Severity.NOTE)


def test_a_faulty_file_is_put_right_by_keys_alone_sent_so_and_never_touched(
    qtbot, window, path, tmp_path
):
    before = path.read_bytes(), path.stat().st_mtime_ns
    station, session = window.stations.preview, window.session
    assert problems(qtbot, window) == 3
    # The finding leads to its first row; its cell is typed anew.
    station.causes.list.setFocus()
    # The first entry is the heading of the worst ones.
    station.causes.list.setCurrentIndex(station.findings.index(1))
    qtbot.keyClick(station.causes.list, Qt.Key.Key_Return)
    assert station.row_panel.model.row.line == 5
    view = station.row_panel.view
    view.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "ann@shop.io")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editing = QAbstractItemView.State.EditingState
    qtbot.waitUntil(lambda: view.state() != editing, timeout=WAIT_MS)
    assert problems(qtbot, window) == 2
    session.undo_stack.undo()
    assert problems(qtbot, window) == 3
    session.undo_stack.redo()
    assert problems(qtbot, window) == 2
    # The others are left out: one by itself, the rest by their finding.
    station.show_line(8)
    station.row_panel.leave.setFocus()
    qtbot.keyClick(station.row_panel.leave, Qt.Key.Key_Space)
    assert problems(qtbot, window) == 1
    station.causes.list.setCurrentIndex(station.findings.index(1))
    station.leaving.setFocus()
    qtbot.keyClick(station.leaving, Qt.Key.Key_Space)
    assert problems(qtbot, window) == 0
    assert window.rail.button(Station.PREVIEW).status.mark is Mark.DONE
    send(qtbot, window)
    people = {each["email"]: each for each in stored(window.runner.practice.address, "people")}
    assert len(people) == 10
    assert people["ann@shop.io"]["first_name"] == "Name 3"
    tally = window.runner.result.tally.profiles
    assert (tally.accepted, tally.held, tally.read) == (10, 2, 12)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    # The results tell the rows as they were sent, and those that were not with the reason.
    runs = window.archive.results.summary.run
    accepted, refused, _ = export(paths.runs(), runs, tmp_path / "out", exception_words)
    sent, held = table_in(accepted), table_in(refused)
    assert [each["email"] for each in sent if each["line"] == "5"] == ["ann@shop.io"]
    assert [(each["line"], each["reason"]) for each in held] == [
        ("8", "The row was left out by hand."),
        ("9", "The row was left out by hand."),
    ]


def test_a_text_is_replaced_in_a_large_column_and_the_preview_shows_it(qtbot, window, tmp_path):
    rows = [(f"p{at}@shop;io", f"Name {at}", "Berlin") for at in range(LARGE)]
    path = opened(qtbot, window, write(tmp_path, rows, HEADER))
    before = path.read_bytes()
    result = checked(qtbot, window.checker)
    assert len(result.held[PEOPLE]) == LARGE
    window.amend_desk.replace_in("email")
    dialog = window.amend_desk.replacing
    dialog.find_text.setText(";")
    dialog.other_text.setText(".")
    counting = dialog.counting
    qtbot.waitUntil(
        lambda: counting.found is not None and counting.found.is_complete, timeout=WAIT_MS
    )
    assert counting.found.cells == LARGE
    qtbot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    dialog.close()
    assert len(checked(qtbot, window.checker).held[PEOPLE]) == 0
    station = window.stations.preview
    station.show_line(LARGE + 1)
    assert f'"p{LARGE - 1}@shop.io"' in station.request
    at = station.row_panel.model.index(0, Part.USED)
    assert at.data() == f"p{LARGE - 1}@shop.io"
    assert path.read_bytes() == before
    window.session.undo_stack.undo()
    assert len(checked(qtbot, window.checker).held[PEOPLE]) == LARGE


@pytest.mark.parametrize(("after", "is_kept"), [(WRITTEN_AFTER_MS, True), (600_000, False)])
def test_a_killed_window_comes_back_with_its_edits(qtbot, window, tmp_path, after, is_kept):
    """The second case is the control: a window that writes later does lose them."""
    path = write(tmp_path, [row(at) for at in range(12)], HEADER)
    with subprocess.Popen(
        command("killed_amending", path, after),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        try:
            assert child.stdout.readline() == "over\n"
        finally:
            child.kill()
    opened(qtbot, window, path)
    amendments = window.session.amendments
    if not is_kept:
        assert amendments == UNCHANGED
        return
    assert amendments.row(2).cells == (Typed("email", "typed"),)
    assert list(checked(qtbot, window.checker).left_out) == [1]
    assert window.stations.preview.amended.sentence == "1 cell edited · 1 row left out"
