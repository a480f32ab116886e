import os
import signal
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QSessionManager

from klaviyo_gui.ui.ending import Ending


@pytest.fixture
def ending(qapp):
    ending = Ending(qapp)
    yield ending
    ending.close()


@pytest.mark.skipif(os.name == "nt", reason="there a process is ended without being asked")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_heard_while_the_loop_of_the_window_runs(qtbot, ending, number):
    with qtbot.waitSignal(ending.asked, timeout=30_000):
        os.kill(os.getpid(), number)


def test_whoever_had_the_signals_before_has_them_again(qapp):
    before = signal.getsignal(signal.SIGTERM)
    ending = Ending(qapp)
    assert signal.getsignal(signal.SIGTERM) is not before
    ending.close()
    assert signal.getsignal(signal.SIGTERM) is before


def test_at_a_logout_the_program_ends_and_is_not_started_again(qtbot, ending):
    hints = []
    with qtbot.waitSignal(ending.session_over):
        # Only Qt can make the manager of a session.
        ending._take_logout(SimpleNamespace(setRestartHint=hints.append))
    assert hints == [QSessionManager.RestartHint.RestartNever]
