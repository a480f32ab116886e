"""What the menu File adds: recent files, other settings, another header."""

import gzip

import pytest
from PySide6.QtWidgets import QFileDialog

from klaviyo_gui.source.working_copy import PREFIX
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, open_path, write


@pytest.fixture
def actions(window):
    """Return a function that tells the actions of the menu File, by their words."""

    def actions():
        menu = window.menuBar().actions()[0].menu()
        return {each.text().replace("&", ""): each for each in menu.actions()}

    return actions


def recent(actions):
    menu = actions()["Open recent"].menu()
    menu.aboutToShow.emit()
    return [each for each in menu.actions() if not each.isSeparator()]


def test_files_opened_before_are_in_the_menu(qtbot, window, actions, tmp_path):
    assert [each.text() for each in recent(actions)] == ["None yet"]
    for name in ("a & b.csv", "c.csv"):
        open_path(qtbot, window.session, write(tmp_path, name=name))
    found = recent(actions)
    assert [each.text() for each in found] == ["c.csv", "a && b.csv", "&Forget these"]
    assert found[1].toolTip() == str(tmp_path / "a & b.csv")
    window.show_station(Station.MAP)
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        found[1].trigger()
    assert window.session.file.path.name == "a & b.csv"
    assert window.station is Station.FILE
    recent(actions)[-1].trigger()
    assert [each.text() for each in recent(actions)] == ["None yet"]


def test_a_file_that_is_gone_is_told_when_it_is_opened_again(qtbot, window, actions, tmp_path):
    path = write(tmp_path)
    open_path(qtbot, window.session, path)
    path.unlink()
    with qtbot.waitSignal(window.session.file_refused, timeout=WAIT_MS):
        recent(actions)[0].trigger()
    assert "There is no file" in window.stations.file.notice.sentence


def test_other_settings_are_reached_by_key_from_any_station(qtbot, window, actions, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.show_station(Station.MAP)
    action = actions()["Reopen with other settings…"]
    assert action.shortcut().toString() == "Ctrl+Shift+O"
    action.trigger()
    assert window.station is Station.FILE
    assert window.stations.file.bar.panel.isVisible()
    window.stations.file.bar.panel.close()


def test_the_current_row_becomes_the_header_by_key(qtbot, window, actions, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.stations.file.grid.selectRow(1)
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        actions()["Use current row as header"].trigger()
    assert window.session.header[0] == "Ben"


def test_the_dialog_offers_all_that_can_be_opened(window, monkeypatch):
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *said: asked.append(said) or ("", "")
    )
    window.choose_file()
    for suffix in ("csv", "tsv", "txt", "gz", "zip", "xlsx"):
        assert f"*.{suffix}" in asked[0][3]


def test_closing_the_window_removes_the_copy_of_an_archive(qtbot, window, tmp_path):
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(write(tmp_path).read_bytes()))
    open_path(qtbot, window.session, packed)
    copy = window.session.file.data
    assert PREFIX in str(copy)
    window.close()
    assert not copy.exists()
