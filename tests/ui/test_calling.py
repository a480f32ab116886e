"""The next start of the program finds a window that is out of sight."""

import os
import socket
import uuid
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer

from klaviyo_gui import paths
from klaviyo_gui.store.away import announce, announced
from klaviyo_gui.ui import calling
from klaviyo_gui.ui.calling import Answering, call_back
from tests.ui.calls import calls
from tests.ui.windows import WAIT_MS


@pytest.fixture
def answering(qapp):
    answering = Answering(qapp)
    answering.listen()
    yield answering
    answering.close()
    answering.deleteLater()


@pytest.fixture
def heard(answering):
    heard = []
    answering.called.connect(heard.append)
    return heard


def test_a_window_out_of_sight_hears_the_next_start_with_its_file(qtbot, heard):
    files = [None, Path("/a/ordérs.csv"), Path(os.fsdecode(b"/a/\xff.csv"))]
    assert calls(qtbot, *files) == [True, True, True]
    assert heard == files


def test_a_window_that_is_back_is_called_no_more(answering):
    assert answering.is_listening
    assert announced(paths.away())
    answering.close()
    assert announced(paths.away()) == {}
    assert not call_back(None)


def test_where_no_window_was_ever_away_a_start_shows_its_own():
    assert not call_back(None)
    assert not paths.away().exists()


def test_windows_that_are_gone_or_stand_still_are_passed_over(qapp, tmp_path):
    silent = QLocalServer(qapp)
    assert silent.listen(f"klaviyo-gui-test-{uuid.uuid4().hex}")
    kept = announce(paths.away(), silent.fullServerName())
    announce(paths.away(), str(tmp_path / "gone"))
    assert not call_back(None, patience=1)
    assert list(announced(paths.away())) == [kept], "what a killed window left is removed"
    silent.close()


def test_half_of_a_call_is_waited_for(qtbot, answering):
    (address,) = announced(paths.away()).values()
    caller = calling.QLocalSocket()
    caller.connectToServer(address)
    with qtbot.waitSignal(answering._server.newConnection, timeout=WAIT_MS):
        caller.write(b'"/a/b')
        caller.flush()
    with qtbot.waitSignal(answering.called, timeout=WAIT_MS) as heard:
        caller.write(b'.csv"\n')
        caller.flush()
    assert heard.args == [Path("/a/b.csv")]


def test_where_nothing_can_be_written_down_the_window_does_not_listen(answering, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    answering.close()
    monkeypatch.setattr(calling, "announce", refuse)
    answering.listen()
    assert not answering.is_listening


def test_a_window_that_leaves_lets_the_next_start_show_its_own(qtbot, answering, heard):
    answering.leave()
    assert announced(paths.away()) == {}
    answering.listen()
    assert not answering.is_listening
    assert calls(qtbot, None) == [False]
    assert heard == []


def test_a_call_that_is_not_answered_when_the_window_leaves_is_turned_away(qtbot, answering, heard):
    (address,) = announced(paths.away()).values()
    caller = calling.QLocalSocket()
    caller.connectToServer(address)
    with qtbot.waitSignal(answering._server.newConnection, timeout=WAIT_MS):
        caller.write(b'"/a/b')
        caller.flush()
    with qtbot.waitSignal(caller.disconnected, timeout=WAIT_MS):
        answering.leave()
    assert caller.readAll().isEmpty()
    assert heard == []


@pytest.mark.skipif(os.name == "nt", reason="Windows leaves no sockets behind")
def test_the_socket_of_a_killed_window_is_removed_and_no_other_file(tmp_path):
    left, foreign = tmp_path / "klaviyo-gui-0123", tmp_path / "klaviyo-gui-notes.txt"
    with socket.socket(socket.AF_UNIX) as dead:
        # As the name of one may be too long where the tests lie.
        before = Path.cwd()
        os.chdir(tmp_path)
        try:
            dead.bind(left.name)
        finally:
            os.chdir(before)
    foreign.touch()
    for path in (left, foreign):
        announce(paths.away(), str(path))
    assert not call_back(None, patience=1)
    assert (left.exists(), foreign.exists()) == (False, True)
    assert announced(paths.away()) == {}
