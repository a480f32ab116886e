import sys
import threading

import pytest

from klaviyo_gui.ui.crash import CrashDialog, CrashHook, report

SECRET = "sarah@shop.io"


def fault():
    """Return a fault whose message holds a cell of the file."""
    try:
        int(SECRET)
    except ValueError:
        return sys.exc_info()


@pytest.fixture
def hook(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return CrashHook()


def test_the_report_names_the_place_and_no_value():
    kind, _, trace = fault()
    text = report(kind, trace)
    assert "builtins.ValueError" in text
    assert "test_crash.py" in text
    assert SECRET not in text


def test_a_fault_in_any_thread_reaches_the_dialog(qtbot, qapp, hook, capsys):
    hook.install()

    def fail():
        raise ValueError(SECRET)

    with qtbot.waitSignal(hook.caught):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    dialogs = [each for each in qapp.topLevelWidgets() if isinstance(each, CrashDialog)]
    assert [each.isVisible() for each in dialogs] == [True]
    dialogs[0].close()
    assert SECRET not in capsys.readouterr().err


def test_one_dialog_at_a_time(qapp, hook, capsys):
    hook.catch(*fault())
    hook.catch(*fault())
    dialogs = [
        each
        for each in qapp.topLevelWidgets()
        if isinstance(each, CrashDialog) and each.isVisible()
    ]
    assert len(dialogs) == 1
    dialogs[0].close()


def test_ctrl_c_on_the_terminal_is_no_fault(qtbot, hook, capsys):
    with qtbot.assertNotEmitted(hook.caught):
        hook.catch(KeyboardInterrupt, KeyboardInterrupt(), None)


def test_the_report_can_be_copied(qtbot, qapp):
    dialog = CrashDialog("report")
    qtbot.addWidget(dialog)
    dialog.copy()
    assert qapp.clipboard().text() == "report"
