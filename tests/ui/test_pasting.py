"""Rows that were copied elsewhere open as a file, by menu, button and key."""

import os
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QPushButton

from klaviyo_gui import paths
from klaviyo_gui.store import pasted, recent
from klaviyo_gui.ui.status import Station
from klaviyo_gui.wording.pasting import pasted_name
from tests.ui.test_window import action
from tests.ui.windows import WAIT_MS, open_path, write

ROWS = "email\ttotal\nann@shop.io\t12.50\nben@shop.io\t7\n"


@pytest.fixture(autouse=True)
def clipboard(qapp):
    """The clipboard, empty at the begin and at the end."""
    board = qapp.clipboard()
    board.clear()
    yield board
    board.clear()


def opened_by(qtbot, window, press):
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        press()
    return window.session.file


def refused_by(qtbot, window, press):
    with qtbot.waitSignal(window.paste_desk.refused, timeout=WAIT_MS):
        press()
    return window.stations.file.notice.sentence


def paste(window):
    action(window, "File", "Paste data").trigger()


def test_copied_rows_open_from_the_menu(qtbot, window, clipboard):
    clipboard.setText(ROWS)
    file = opened_by(qtbot, window, lambda: paste(window))
    assert file.header == ("email", "total")
    assert window.session.row_count == 2
    assert file.path.parent == paths.pasted()
    assert action(window, "File", "Paste data").shortcut().toString() == "Ctrl+Shift+V"


def test_they_open_from_the_button_of_home(qtbot, window, clipboard):
    clipboard.setText(ROWS)
    buttons = window.stations.file.home.drop.findChildren(QPushButton)
    button = next(each for each in buttons if each.text() == "Paste rows")
    file = opened_by(qtbot, window, lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton))
    assert file.header == ("email", "total")


def test_they_open_by_the_usual_key_while_nothing_is_open(qtbot, window, clipboard):
    clipboard.setText(ROWS)
    rail = window.rail.button(Station.FILE)
    file = opened_by(
        qtbot, window, lambda: qtbot.keyClick(rail, "v", Qt.KeyboardModifier.ControlModifier)
    )
    assert file.header == ("email", "total")


@pytest.mark.parametrize("station", [Station.PREVIEW, Station.FILE])
def test_that_key_replaces_no_open_file(qtbot, window, clipboard, tmp_path, station):
    path = write(tmp_path)
    open_path(qtbot, window.session, path)
    window.show_station(station)
    clipboard.setText(ROWS)
    qtbot.keyClick(window.rail.button(station), "v", Qt.KeyboardModifier.ControlModifier)
    window.paste_desk.close()
    assert not paths.pasted().exists()
    assert window.session.file.path == path


def test_a_copied_file_is_opened_itself(qtbot, window, clipboard, tmp_path):
    path = write(tmp_path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(str(path))
    clipboard.setMimeData(data)
    assert opened_by(qtbot, window, lambda: paste(window)).path == path
    assert not paths.pasted().exists()


def test_an_empty_clipboard_is_told_and_the_open_file_stays(qtbot, window, tmp_path):
    path = write(tmp_path)
    open_path(qtbot, window.session, path)
    window.show_station(Station.PREVIEW)
    said = refused_by(qtbot, window, lambda: paste(window))
    assert said.startswith("There is nothing to paste: the clipboard holds no text. Copy rows")
    assert window.station is Station.FILE
    assert window.session.file.path == path


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ann@shop.io", "Only one line was copied. Copy the line of titles"),
        ("a\n" + "1" * 30, "More than 20 characters were copied. Save them as a CSV"),
    ],
)
def test_what_is_no_table_is_told_and_not_kept(qtbot, window, monkeypatch, text, what):
    monkeypatch.setattr(pasted, "CHARACTERS_MOST", 20)
    QApplication.clipboard().setText(text)
    assert refused_by(qtbot, window, lambda: paste(window)).startswith(what)
    assert not paths.pasted().exists()


def test_it_can_be_tried_again_after_a_refusal(qtbot, window, clipboard):
    refused_by(qtbot, window, lambda: paste(window))
    clipboard.setText(ROWS)
    assert opened_by(qtbot, window, lambda: paste(window)).header == ("email", "total")
    assert not window.stations.file.notice.isVisible()


def test_what_cannot_be_opened_is_not_kept(qtbot, window, clipboard):
    clipboard.setText("<!DOCTYPE html>\n<html><body><p>No rows</p></body></html>")
    with qtbot.waitSignal(window.session.file_refused, timeout=WAIT_MS):
        paste(window)
    assert list(paths.pasted().iterdir()) == []


def test_a_file_that_cannot_be_opened_later_takes_no_pasted_one_along(
    qtbot, window, clipboard, tmp_path
):
    clipboard.setText(ROWS)
    kept = opened_by(qtbot, window, lambda: paste(window)).path
    open_path(qtbot, window.session, write(tmp_path))
    with qtbot.waitSignal(window.session.file_refused, timeout=WAIT_MS):
        window.open_file(tmp_path / "not there.csv")
    assert kept.exists()


def test_it_is_among_the_recent_files_and_opens_again(qtbot, window, clipboard, tmp_path):
    clipboard.setText(ROWS)
    kept = opened_by(qtbot, window, lambda: paste(window)).path
    open_path(qtbot, window.session, write(tmp_path))
    assert kept in recent.files()
    open_path(qtbot, window.session, kept)
    assert window.session.row_count == 2


def test_to_forget_what_was_opened_forgets_what_was_pasted(qtbot, window, clipboard):
    clipboard.setText(ROWS)
    first = opened_by(qtbot, window, lambda: paste(window)).path
    second = opened_by(qtbot, window, lambda: paste(window)).path
    menu = action(window, "File", "Open recent").menu()
    menu.refresh()
    forget = next(each for each in menu.actions() if each.text() == "&Forget these")
    assert forget.toolTip() == "Forget this list; rows that were pasted are removed"
    forget.trigger()
    assert not first.exists()
    assert second.exists()


def test_a_start_removes_what_was_pasted_long_ago(qtbot, open_window):
    kept = pasted.keep_pasted(ROWS, "Pasted")
    os.utime(kept, (0, 0))
    with open_window():
        qtbot.waitUntil(lambda: not kept.exists(), timeout=WAIT_MS)


def test_it_is_called_by_the_day_and_minute():
    moment = datetime(2026, 11, 27, 7, 5, tzinfo=UTC)
    assert pasted_name(moment) == "Pasted 27 November 2026, 07.05"
