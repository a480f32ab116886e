"""The support bundle is shown as a whole, and saved where somebody says."""

import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from klaviyo_gui import __version__
from klaviyo_gui.ui import support
from tests.ui.windows import open_path, write


@pytest.fixture
def dialog(window):
    """What the menu opens."""
    window.support.note_fault("at line 3\nbuiltins.ValueError")
    window.support.open()
    return window.support.dialog


def test_all_that_it_holds_is_shown_before(dialog):
    shown = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "builtins.ValueError" in shown
    assert __version__ in shown


def test_nothing_of_the_open_file_is_in_it(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path, name="secret orders.csv"))
    window.support.open()
    shown = window.support.dialog.findChild(QPlainTextEdit).toPlainText()
    assert not {"secret", "ann@shop.io", "colour"} & set(shown.split())
    assert str(tmp_path) not in shown


def save(qtbot, dialog, path, monkeypatch):
    monkeypatch.setattr(support.QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Save…")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_is_saved_as_one_file(qtbot, dialog, tmp_path, monkeypatch):
    save(qtbot, dialog, tmp_path / "a.zip", monkeypatch)
    assert dialog.notice.sentence == f"a.zip is saved. {tmp_path}"
    with zipfile.ZipFile(tmp_path / "a.zip") as bundle:
        assert bundle.namelist() == ["about.json", "runs.json", "faults/1.txt"]


def test_where_it_cannot_be_saved_that_is_said(qtbot, dialog, tmp_path, monkeypatch):
    save(qtbot, dialog, tmp_path / "none" / "a.zip" / "b.zip", monkeypatch)
    (tmp_path / "file").touch()
    save(qtbot, dialog, tmp_path / "file" / "a.zip", monkeypatch)
    assert "a.zip" in dialog.notice.sentence
    assert "saved." not in dialog.notice.sentence


def test_what_nobody_caught_is_in_the_next_one(window):
    window.support.note_fault("one")
    window.support.open()
    window.support.note_fault("two")
    window.support.open()
    assert "two" in window.support.dialog.findChild(QPlainTextEdit).toPlainText()
