"""Help ▸ About: the version, what leaves this computer, and the licences of all parts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit

from klaviyo_gui import __version__, licences
from klaviyo_gui.ui.about import About


def filled(qtbot, about):
    names = about.findChild(QListWidget)
    qtbot.waitUntil(lambda: names.count() > 0)
    return names


@pytest.fixture
def about(qtbot, window):
    window.show_about()
    (found,) = window.findChildren(About)
    filled(qtbot, found)
    yield found
    found.accept()


def test_it_tells_the_version_and_what_leaves_this_computer(about):
    words = [label.text() for label in about.findChildren(QLabel)]
    assert f"CSV to Klaviyo {__version__}" in words
    assert any(each.startswith("Until you press Send, nothing of your files.") for each in words)


def test_every_part_shows_the_text_of_its_licence_by_keys_alone(qtbot, about):
    names, text = about.findChild(QListWidget), about.findChild(QPlainTextEdit)
    parts = licences.parts()
    assert names.count() == len(parts)
    names.setFocus()
    for part in parts:
        assert part.name in names.currentItem().text()
        assert text.toPlainText() == part.text.replace("\r\n", "\n").replace("\f", "\n")
        assert text.accessibleName() == f"Licence of {part.name}"
        qtbot.keyClick(names, Qt.Key.Key_Down)


def test_a_part_without_a_text_says_so(qtbot, window, monkeypatch):
    monkeypatch.setattr(licences, "parts", lambda: (licences.Part("alone", "1", "MIT", ""),))
    about = About("Title", window)
    qtbot.addWidget(about)
    filled(qtbot, about)
    assert "without the text" in about.findChild(QPlainTextEdit).toPlainText()


def test_it_may_be_closed_before_the_licences_are_there(qtbot, window):
    about = About("Title", window)
    about.open()
    about.accept()
    assert about.findChild(QListWidget).count() == 0
