"""Leaving the open file loses nothing, and leads back to a window as it was before."""

import gzip

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.mapping import Kind, Mapping
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.store.presets import Preset
from klaviyo_gui.ui.status import Mark, Station
from tests.tour.held_back import Gate
from tests.ui.test_joined_files import JOIN, known, people, used
from tests.ui.test_window import action, statuses
from tests.ui.windows import ROWS, WAIT_MS, checked, open_path, write

EVENTS = Kind.EVENTS


@pytest.fixture
def filled(qtbot, window, tmp_path):
    """The window with a file that is mapped, changed by hand and checked."""
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(EVENTS, "metric", "Sale")
    window.session.place(("email",), EVENTS, "profile.email")
    window.session.edit_cell(2, ROWS[0], "colour", "green")
    checked(qtbot, window.checker)
    return window


def settle():
    """Let all that waits for a turn of the event loop have it."""
    for _ in range(50):
        QApplication.processEvents()


def leave(window, by="New job"):
    action(window, "File", by).trigger()
    settle()


def is_as_before(window):
    session = window.session
    empty = (session.file, session.opening, session.index, session.counted, session.job)
    assert empty == (None,) * 5
    assert (session.mapping, session.amendments, session.aside) == (Mapping(), UNCHANGED, None)
    assert (session.columns, session.row_count, session.suggestions) == ((), 0, ())
    assert (session.preset, session.kept_under, session.hand) == ("", "", ())
    assert (session.is_history, session.overrides) == (True, Overrides())
    assert not session.undo_stack.canUndo()
    assert window.checker.result is None
    assert not window.checker.is_busy
    assert window.strip.sentence == "No file open"
    assert {status.mark for status in statuses(window)} == {Mark.EMPTY}
    return True


@pytest.mark.parametrize(("by", "key"), [("New job", "Ctrl+N"), ("Close file", "Ctrl+W")])
@pytest.mark.parametrize("station", Station)
def test_the_window_is_as_it_was_before_wherever_one_stands(filled, by, key, station):
    filled.show_station(station)
    settle()
    assert action(filled, "File", by).shortcut().toString() == key
    leave(filled, by)
    assert filled.station is Station.FILE
    assert filled.stations.file.home.isVisible()
    assert is_as_before(filled)
    for each in Station:
        filled.show_station(each)
        settle()


def test_the_focus_is_on_what_opens_the_next_file(filled):
    leave(filled)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Open…"


def test_the_file_comes_back_as_it_was_left(qtbot, filled, tmp_path):
    session = filled.session
    mapping, changed = session.mapping, session.amendments
    leave(filled)
    open_path(qtbot, session, tmp_path / "orders.csv")
    assert session.is_back
    assert (session.mapping, session.amendments) == (mapping, changed)


def test_what_was_done_a_moment_ago_is_kept_too(qtbot, filled, tmp_path):
    """The draft is written some time after the step, and by then there is no file."""
    filled.session.fix(EVENTS, "metric", "Refund")
    mapping = filled.session.mapping
    leave(filled)
    qtbot.waitUntil(lambda: not filled.desk.keeper.is_busy, timeout=WAIT_MS)
    open_path(qtbot, filled.session, tmp_path / "orders.csv")
    assert filled.session.mapping == mapping


def test_nothing_is_kept_for_what_is_no_file(filled, home):
    filled.desk.keeper.close()
    before = sorted(home.rglob("*"))
    leave(filled)
    filled.desk.keeper.close()
    assert sorted(home.rglob("*")) == before


def test_a_file_that_is_being_opened_is_waited_for_no_more(qtbot, window, tmp_path, monkeypatch):
    gate = Gate(opening_of_session(), "opening")
    window.open_file(write(tmp_path))
    assert window.session.opening is not None
    assert action(window, "File", "Close file").isEnabled()
    leave(window, "Close file")
    gate.open()
    window.session._opener._pool.waitForDone()
    settle()
    assert is_as_before(window)
    open_path(qtbot, window.session, tmp_path / "orders.csv")
    assert window.session.row_count == 3


def opening_of_session():
    """Return the module by which the session opens files."""
    from klaviyo_gui.ui import opener  # noqa: PLC0415 - only to be held back

    return opener


def test_rows_are_counted_no_further(qtbot, window, tmp_path):
    gate = Gate(opening_of_session(), "opening", after=1)
    window.open_file(write(tmp_path))
    qtbot.waitUntil(lambda: window.session.file is not None, timeout=WAIT_MS)
    leave(window)
    gate.open()
    window.session._opener._pool.waitForDone()
    settle()
    assert is_as_before(window)


def test_the_copy_of_an_archive_goes(qtbot, window, tmp_path):
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(write(tmp_path).read_bytes()))
    open_path(qtbot, window.session, packed)
    window.session.fix(EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: not window.stations.inspector.is_busy, timeout=WAIT_MS)
    copy = window.session.file.data
    leave(window)
    qtbot.waitUntil(lambda: not copy.exists(), timeout=WAIT_MS)


def test_second_files_are_left_with_the_first(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    people(tmp_path)
    used(window.session, JOIN)
    known(qtbot, window.session)
    leave(window)
    assert is_as_before(window)
    open_path(
        qtbot, window.session, write(tmp_path, name="other.csv", header=("a", "b", "c", "d", "e"))
    )
    assert window.session.file.seconds == ()


def test_a_second_file_on_its_way_is_waited_for_no_more(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    people(tmp_path)
    used(window.session, JOIN)
    leave(window)
    window.session._second_work.close()
    settle()
    assert is_as_before(window)


def test_panels_that_stand_open_go_with_the_file(qtbot, filled):
    filled.amend_desk.replace()
    filled.amend_desk.list_changes()
    station = filled.stations.map
    for desk in (station.choosing, station.grouping):
        desk.open_panel()
    settle()
    leave(filled)
    assert not station.choosing.panel.isVisible()
    assert not station.grouping.panel.isVisible()
    assert not filled.amend_desk.replacing.isVisible()
    assert not filled.amend_desk.changes.isVisible()
    assert is_as_before(filled)


def test_columns_in_hand_and_a_preset_are_let_go(qtbot, filled):
    filled.session.use_preset(Preset("Spring", filled.session.mapping))
    filled.session.take(("colour",))
    leave(filled)
    assert filled.strip.hand == ""
    assert is_as_before(filled)


def test_a_live_choice_is_none_of_the_next_file(filled):
    filled.session.set_history(False)
    leave(filled)
    assert filled.session.is_history


def test_there_is_nothing_to_close_without_a_file(qtbot, window, tmp_path):
    close = action(window, "File", "Close file")
    assert not close.isEnabled()
    window.show_station(Station.HISTORY)
    leave(window)
    assert window.station is Station.FILE
    assert is_as_before(window)
    open_path(qtbot, window.session, write(tmp_path))
    assert close.isEnabled()


def test_the_keys_do_it(qtbot, filled):
    filled.activateWindow()
    qtbot.keyClick(filled, "w", Qt.KeyboardModifier.ControlModifier)
    settle()
    assert is_as_before(filled)


def test_a_run_that_is_on_goes_on_without_its_file(qtbot, window):
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        window.session.open_sample()
    ready = checked(qtbot, window.checker).tally.total.unsent
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.stations.send.start()
        assert window.runner.is_running
        leave(window)
        assert window.session.file is None
        assert window.runner.is_running
    total = window.archive.results.tally.total
    assert (total.accepted + total.refused, total.unsent) == (ready, 0)
    window.show_station(Station.RESULTS)
    settle()
