"""The faulty sample repaired by clicks in Preview, as far as that reaches, and back."""

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
BEYOND = {
    (EVENTS, Code.ROW_TOO_SHORT),
    (PEOPLE, Code.ROW_TOO_SHORT),
    (EVENTS, Code.TIME_INVALID),
    (EVENTS, Code.IDENTIFIER_MISSING),
    (PEOPLE, Code.IDENTIFIER_MISSING),
    (EVENTS, Code.ROW_REPEATED),
}
"""What holds rows of the sample and lies in the file alone: rows to leave out, cells to edit."""


@pytest.fixture
def opened(qtbot, window):
    """The window with the sample and its preset, checked, at Preview."""
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        window.session.open_sample()
    window.session.load_preset(paths.resources() / "samples" / "orders.json")
    checked(qtbot, window.checker)
    window.show_station(Station.PREVIEW)
    return window


def holding(window):
    held = window.checker.result.findings
    return {(each.kind, each.code) for each in held if each.severity == "hold"}


def choose(window, kind, code):
    model = window.preview_station.findings
    for at in range(model.rowCount()):
        found = model.finding(model.index(at))
        if found is not None and (found.kind, found.code) == (kind, code):
            window.preview_station.causes.list.setCurrentIndex(model.index(at))
            return
    raise AssertionError(f"{code} of {kind} was not found")


def mend(qtbot, window, kind, code):
    """Choose a finding, wait until its first remedy is counted, and press it."""
    choose(window, kind, code)
    box = window.preview_station.causes.remedies
    qtbot.waitUntil(lambda: bool(box.words) and "become" in box.words[0], timeout=WAIT_MS)
    words = box.words[0]
    qtbot.mouseClick(box.buttons[0], Qt.MouseButton.LeftButton)
    checked(qtbot, window.checker)
    return words


def test_the_sample_is_repaired_by_clicks_as_far_as_remedies_reach_and_undone(qtbot, opened):
    session = opened.session
    before, found = session.mapping, opened.checker.result
    assert holding(opened) >= BEYOND | {(EVENTS, Code.EMAIL_INVALID), (EVENTS, Code.NUMBER_INVALID)}
    words = mend(qtbot, opened, EVENTS, Code.EMAIL_INVALID)
    assert words.startswith("1 of 1 row becomes ready.")
    assert "→ hannah.foster@klaviyo-demo.com" in words
    # One column says one thing of a person, in whichever record it goes.
    assert (PEOPLE, Code.EMAIL_INVALID) not in holding(opened)
    words = mend(qtbot, opened, EVENTS, Code.NUMBER_INVALID)
    assert "on request → nothing" in words
    assert holding(opened) == BEYOND
    after = opened.checker.result
    assert after.tally.events.unsent == found.tally.events.unsent + 2
    assert after.tally.profiles.unsent == found.tally.profiles.unsent + 1
    shown = [opened.preview_station.records.built(at) for at in range(60)]
    assert sum(each.is_held for each in shown) == after.tally.of(EVENTS).held
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.mapping == before
    assert checked(qtbot, opened.checker).findings == found.findings


def test_what_no_remedy_reaches_offers_none(qtbot, opened):
    box = opened.preview_station.causes.remedies
    for kind, code in sorted(BEYOND):
        if code is not Code.IDENTIFIER_MISSING:
            choose(opened, kind, code)
            assert box.buttons == []
    choose(opened, EVENTS, Code.IDENTIFIER_MISSING)
    qtbot.waitUntil(lambda: bool(box.words) and "none of 1 row" in box.words[0], timeout=WAIT_MS)
