"""Every version of the mapping in hand that was kept by itself can be had back, as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.store.drafts import draft_versions
from tests.ui.test_window import action
from tests.ui.windows import WAIT_MS, open_path, write

EVENTS = Kind.EVENTS
LEFT = Qt.MouseButton.LeftButton


def kept(qtbot, window):
    qtbot.waitUntil(lambda: not window.desk.keeper.is_busy, timeout=WAIT_MS)


@pytest.fixture
def worked(qtbot, window, tmp_path):
    """The window after the event's name was changed twice, with a while between."""
    session = window.session
    open_path(qtbot, session, write(tmp_path))
    for name in ("One", "Two", "Three"):
        session.fix(EVENTS, "metric", name)
        kept(qtbot, window)
    return window


@pytest.fixture
def dialog(qtbot, worked):
    """The list of versions, opened by the menu."""
    earlier = worked.desk.earlier
    action(worked, "Presets", "Earlier versions").trigger()
    qtbot.waitUntil(lambda: earlier.versions.count() == 2, timeout=WAIT_MS)
    return earlier


def name_of(window):
    return window.session.mapping.pair(EVENTS, "metric").source


def by_click(qtbot, dialog):
    at = dialog.versions.visualItemRect(dialog.versions.item(1)).center()
    qtbot.mouseClick(dialog.versions.viewport(), LEFT, pos=at)
    use = next(each for each in dialog.findChildren(QAbstractButton) if each.text() == "Bring back")
    qtbot.mouseClick(use, LEFT)


def by_keys(qtbot, dialog):
    qtbot.keyClick(dialog.versions, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.versions, Qt.Key.Key_Return)


@pytest.mark.parametrize("bring_back", [by_click, by_keys])
def test_an_earlier_version_comes_back_as_one_step(qtbot, worked, dialog, bring_back):
    session = worked.session
    before, steps = session.mapping, session.undo_stack.count()
    bring_back(qtbot, dialog)
    assert name_of(worked) == Fixed("One")
    assert session.undo_stack.count() == steps + 1
    assert session.undo_stack.undoText() == "bring back an earlier mapping"
    assert not dialog.isVisible()
    assert worked.stations.map.notice.sentence.endswith(
        "is back. It is one step: Ctrl+Z takes it back."
    )
    session.undo_stack.undo()
    assert session.mapping == before


def test_what_was_in_hand_is_among_the_versions_then(qtbot, worked, dialog):
    by_keys(qtbot, dialog)
    kept(qtbot, worked)
    found = draft_versions(worked.session.kept_under)
    assert len(found) == 3
    dialog.open_list()
    qtbot.waitUntil(lambda: dialog.versions.count() == 3, timeout=WAIT_MS)
    assert row(dialog) == ("Event name (event)", "“One”", "“Three”")


def row(dialog):
    return tuple(dialog.model.index(0, at).data() for at in range(3))


def test_each_version_stands_beside_the_mapping_now(worked, dialog):
    assert row(dialog) == ("Event name (event)", "“Three”", "“Two”")
    assert dialog.sentence == "1 difference from the mapping now"
    dialog.versions.setCurrentRow(1)
    assert row(dialog) == ("Event name (event)", "“Three”", "“One”")
    worked.session.fix(EVENTS, "metric", "One")
    assert dialog.sentence == "No difference from the mapping now"
    assert not dialog.use.isEnabled()


def test_versions_of_one_minute_are_told_apart_by_what_they_fill(qtbot, worked):
    earlier = worked.desk.earlier
    filled = len(worked.session.mapping.events) + len(worked.session.mapping.profiles)
    worked.session.unmap(EVENTS, "profile.email")
    kept(qtbot, worked)
    worked.session.fix(EVENTS, "metric", "Four")
    kept(qtbot, worked)
    earlier.open_list()
    qtbot.waitUntil(lambda: earlier.versions.count() == 4, timeout=WAIT_MS)
    told = [earlier.versions.item(at).text().splitlines()[1] for at in range(2)]
    assert told == [f"{filled - 1} properties filled", f"{filled} properties filled"]


def test_without_a_file_there_is_nothing_to_choose(window):
    assert not action(window, "Presets", "Earlier versions").isEnabled()


def test_a_file_without_versions_says_what_would_be_listed(qtbot, window, tmp_path):
    header = ("a", "b", "c", "d", "mail")
    open_path(qtbot, window.session, write(tmp_path, header=header))
    earlier = window.desk.earlier
    earlier.open_list()
    qtbot.waitUntil(lambda: "No earlier versions yet." in earlier.note, timeout=WAIT_MS)
    assert not earlier.use.isEnabled()
    assert not earlier.versions.isVisible()


def test_a_version_that_is_damaged_is_told_and_the_others_are_offered(qtbot, worked):
    earlier = worked.desk.earlier
    draft_versions(worked.session.kept_under)[0].path.write_text("{")
    earlier.open_list()
    qtbot.waitUntil(lambda: earlier.versions.count() == 1, timeout=WAIT_MS)
    assert earlier.note.endswith("1 version cannot be read.")
    assert row(earlier) == ("Event name (event)", "“Three”", "“One”")


def test_another_file_has_its_own_versions(qtbot, worked, dialog, tmp_path):
    header = ("a", "b", "c", "d", "mail")
    open_path(qtbot, worked.session, write(tmp_path, header=header, name="other.csv"))
    qtbot.waitUntil(lambda: "No earlier versions yet." in dialog.note, timeout=WAIT_MS)
