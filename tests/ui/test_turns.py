"""What can wait is done piece by piece, and the window answers in between."""

import pytest
from PySide6.QtCore import QObject, QTimer

from klaviyo_gui.ui.turns import Turns


@pytest.fixture
def turns(qapp):
    owner = QObject()
    yield Turns(owner)
    owner.deleteLater()


@pytest.fixture
def done():
    """What was done, in its order."""
    return []


def test_the_window_answers_between_two_pieces(qtbot, turns, done):
    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: done.append("answered"))
    for name in ("first", "second", "third"):
        turns.later(lambda name=name: done.append(name))
    assert done == []
    beat.start()
    qtbot.waitUntil(lambda: "third" in done)
    beat.stop()
    assert [each for each in done if each != "answered"] == ["first", "second", "third"]
    first, second, third = map(done.index, ("first", "second", "third"))
    assert "answered" in done[first:second]
    assert "answered" in done[second:third]


def test_a_piece_that_is_asked_for_again_is_done_once(qtbot, turns, done):
    piece, last = (lambda: done.append("piece")), (lambda: done.append("last"))
    for each in (piece, last, piece, piece):
        turns.later(each)
    qtbot.waitUntil(lambda: "last" in done)
    assert done == ["piece", "last"]
    turns.later(piece)
    qtbot.waitUntil(lambda: done == ["piece", "last", "piece"])


def test_a_piece_can_ask_for_another_one(qtbot, turns, done):
    turns.later(lambda: turns.later(lambda: done.append("inner")))
    qtbot.waitUntil(lambda: done == ["inner"])


def test_what_is_forgotten_is_not_done_and_nothing_is_after_the_end(qtbot, turns, done):
    gone, kept = (lambda: done.append("gone")), (lambda: done.append("kept"))
    turns.later(gone)
    turns.later(kept)
    turns.forget(gone)
    qtbot.waitUntil(lambda: done == ["kept"])
    turns.later(gone)
    turns.close()
    turns.later(kept)
    others = Turns(turns)
    others.later(lambda: others.later(lambda: done.append("later")))
    qtbot.waitUntil(lambda: "later" in done)
    assert done == ["kept", "later"]
