"""What is checked, held or sent of the open file is saved beside the window, on one's own terms."""

import csv
import gzip
import io
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.exporting import Content
from klaviyo_gui.store.pasted import keep_pasted
from klaviyo_gui.ui.exporting import desk
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.status import Station
from tests.tour.held_back import Gate
from tests.ui.test_window import action
from tests.ui.windows import ROWS, WAIT_MS, checked, open_path, write

ACTIONS = {
    Content.CHECKED: "Checked rows",
    Content.HELD: "Held rows",
    Content.RECORDS: "What would be sent",
}


@pytest.fixture
def filled(qtbot, window, tmp_path):
    """The window with a small file of which one row is held, as its total is no number."""
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    window.session.place(("email",), Kind.EVENTS, "profile.email")
    window.session.place(("total",), Kind.EVENTS, "value")
    checked(qtbot, window.checker)
    return window


@pytest.fixture
def asked(monkeypatch):
    """What the system's dialog was asked, which answers with the last place that is put there."""
    found = {"answer": ""}

    def answer(_parent, title, suggested, kinds):
        found.update(title=title, suggested=suggested, kinds=kinds)
        return str(found["answer"]), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return found


def save(qtbot, window, content, out):
    """Save, and return the dialog once all is done."""
    window.export_desk.save_as(content, out)
    dialog = window.export_desk.dialog
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    return dialog


def read(out):
    return list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))


def test_checked_rows_are_saved_where_somebody_says(qtbot, filled, asked, tmp_path):
    out = asked["answer"] = tmp_path / "clean.csv"
    action(filled, "File", "Export", "Checked rows").trigger()
    dialog = filled.export_desk.dialog
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    assert read(out)[1:] == [list(row) for row in ROWS[:2]]
    assert dialog.said == "2 rows are saved. 1 row is held or left out, and is not in it."


def test_held_rows_are_saved_with_their_reason_in_words(qtbot, filled, tmp_path):
    out = tmp_path / "held.csv"
    dialog = save(qtbot, filled, Content.HELD, out)
    header, row = read(out)
    assert header[-3:] == ["line", "reason", "advice"]
    assert row[:6] == [*ROWS[2], "4"]
    assert row[6] == "Value: This is no number that can be read in one way: “x”."
    assert row[7]
    assert dialog.said == "1 row is saved."


def test_what_would_be_sent_is_saved_as_it_is_on_show(qtbot, filled, tmp_path):
    out = tmp_path / "sent.ndjson"
    filled.session.clear(Kind.PROFILES)
    checked(qtbot, filled.checker)
    dialog = save(qtbot, filled, Content.RECORDS, out)
    filled.show_station(Station.PREVIEW)
    bodies = [filled.stations.preview.records.built(at).body for at in range(2)]
    events = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [each["item"] for each in events] == [json.loads(body) for body in bodies]
    assert dialog.said == "2 records are saved."


@pytest.mark.parametrize("content", Content)
def test_a_name_beside_the_file_is_suggested(filled, asked, tmp_path, content):
    action(filled, "File", "Export", ACTIONS[content]).trigger()
    ending = {Content.RECORDS: "orders, what would be sent.ndjson"}
    name = ending.get(content, f"orders, {content} rows.csv")
    assert asked["suggested"] == str(tmp_path / name)
    assert filled.export_desk.dialog is None, "nobody chose a place"


def test_what_was_pasted_is_not_saved_among_the_program_s_own(qtbot, window, asked):
    kept = keep_pasted("email,total\nann@shop.io,1\nbo@shop.io,2\n", "Pasted")
    open_path(qtbot, window.session, kept)
    window.export_desk.choose(Content.CHECKED)
    assert not asked["suggested"].startswith(str(kept.parent))
    assert asked["suggested"].endswith("Pasted, checked rows.csv")


def test_nothing_can_be_saved_before_something_can_be_built(qtbot, window, asked, tmp_path):
    actions = [action(window, "File", "Export", words) for words in ACTIONS.values()]
    assert not any(each.isEnabled() for each in actions)
    window.export_desk.choose(Content.CHECKED)
    open_path(qtbot, window.session, write(tmp_path, header=("a", "b", "c", "d", "e")))
    window.session.clear(Kind.EVENTS)
    window.session.clear(Kind.PROFILES)
    assert not any(each.isEnabled() for each in actions)
    window.export_desk.save_as(Content.CHECKED, tmp_path / "out.csv")
    assert window.export_desk.dialog is None
    assert "title" not in asked


def test_that_no_row_is_held_is_good_news(qtbot, filled, tmp_path):
    filled.session.unmap(Kind.EVENTS, "value")
    dialog = save(qtbot, filled, Content.HELD, tmp_path / "held.csv")
    assert dialog.said == "No row is held. No file was written."
    assert dialog.notice.property("tone") == "good"
    assert not dialog.show_folder.isVisible()
    assert not (tmp_path / "held.csv").exists()


def test_values_are_written_in_full_while_others_look_on(qtbot, filled, tmp_path):
    masking.turn(is_on=True)
    try:
        dialog = save(qtbot, filled, Content.HELD, tmp_path / "held.csv")
    finally:
        masking.turn(is_on=False)
    assert "“x”" in read(tmp_path / "held.csv")[1][6]
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert any(words.endswith("It holds true values.") for words in said)
    dialog = save(qtbot, filled, Content.HELD, tmp_path / "held.csv")
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert not any("true values" in words for words in said), "nobody wonders"


def test_the_open_file_itself_is_refused_in_words(qtbot, filled):
    path = filled.session.file.path
    before = path.read_bytes()
    dialog = save(qtbot, filled, Content.CHECKED, path)
    assert dialog.said == (
        "orders.csv is the file that the rows come from. Nothing was changed. Choose another name."
    )
    assert path.read_bytes() == before
    assert dialog.close_.text() == "Close"


def test_it_can_be_cancelled_and_begun_anew(qtbot, filled, tmp_path):
    out = tmp_path / "clean.csv"
    filled.export_desk.save_as(Content.CHECKED, out)
    first = filled.export_desk.dialog
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert not first.isVisible()
    dialog = save(qtbot, filled, Content.CHECKED, out)
    assert dialog is not first
    assert len(read(out)) == 3


def test_one_that_was_cancelled_leaves_nothing(filled, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    filled.export_desk.save_as(Content.CHECKED, folder / "clean.csv")
    filled.export_desk.close()
    assert list(folder.iterdir()) == []


def test_while_one_is_on_its_dialog_comes_to_the_front(qtbot, filled, asked, tmp_path):
    filled.export_desk.save_as(Content.CHECKED, tmp_path / "clean.csv")
    first = filled.export_desk.dialog
    filled.export_desk.choose(Content.HELD)
    assert "title" not in asked
    assert filled.export_desk.dialog is first
    qtbot.waitUntil(first.notice.isVisible, timeout=WAIT_MS)
    filled.export_desk.choose(Content.HELD)
    assert asked["title"] == "Save held rows as CSV"


def test_what_is_edited_or_opened_meanwhile_changes_nothing_of_it(qtbot, filled, tmp_path):
    out = tmp_path / "clean.csv"
    filled.export_desk.save_as(Content.CHECKED, out)
    dialog = filled.export_desk.dialog
    filled.session.unmap(Kind.EVENTS, "value")
    open_path(qtbot, filled.session, write(tmp_path, name="other.csv"))
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT_MS)
    assert read(out)[1:] == [list(row) for row in ROWS[:2]]


def test_the_copy_of_an_archive_stays_until_it_is_saved(qtbot, filled, tmp_path):
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress((tmp_path / "orders.csv").read_bytes()))
    open_path(qtbot, filled.session, packed)
    checked(qtbot, filled.checker)
    qtbot.waitUntil(lambda: not filled.stations.inspector.is_busy, timeout=WAIT_MS)
    copy = filled.session.file.data
    gate = Gate(desk, "export_rows")
    filled.export_desk.save_as(Content.CHECKED, tmp_path / "clean.csv")
    filled.leave_file()
    gate.open()
    qtbot.waitUntil(filled.export_desk.dialog.notice.isVisible, timeout=WAIT_MS)
    assert len(read(tmp_path / "clean.csv")) == 3
    qtbot.waitUntil(lambda: not copy.exists(), timeout=WAIT_MS)


def test_the_folder_can_be_opened(qtbot, filled, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = save(qtbot, filled, Content.CHECKED, tmp_path / "clean.csv")
    qtbot.mouseClick(dialog.show_folder, Qt.MouseButton.LeftButton)
    assert [each.toLocalFile() for each in opened] == [str(tmp_path)]
