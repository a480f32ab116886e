"""A window is left in the middle of a run: nothing stays behind but a run that goes on later."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from threading import Event

import psutil
import pytest

from klaviyo_gui.core.tally import Counts
from klaviyo_gui.practice_account import PracticeAccount
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.send import resume
from klaviyo_gui.sending.unfinished import unfinished_runs
from klaviyo_gui.store.history import history
from tests.journeys.child import command
from tests.journeys.screens import LIMIT_SECONDS, ROOT, limited, mouse, needs_screen, screen

__all__ = ["screen"]

COUNT = 120
"""Records of a run, five to a request: more than a minute at the pace of the window."""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sales.csv"
    rows = "".join(f"n{at}@shop.io,note {at}\n" for at in range(COUNT))
    path.write_text(f"email,note\n{rows}", encoding="utf-8")
    return path


@contextmanager
def sending(path, tmp_path, **environment):
    """A window of its own process in the middle of a run."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "KLAVIYO_GUI_HOME": str(tmp_path / "home"),
        "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
        **environment,
    }
    with limited(command("left", path), env=environment, cwd=ROOT) as child:
        said = json.loads(child.stdout.readline())
        assert said["sending"].endswith("% — sales.csv — CSV to Klaviyo")
        assert said["sending"].startswith(f"{said['badge']} %")
        yield child, environment


@contextmanager
def leaving(child, *, code, least=3, seconds=LIMIT_SECONDS):
    """Wait, after what is done meanwhile, until the process and all that it started have ended."""
    processes = psutil.Process(child.pid).children(recursive=True)
    assert len(processes) >= least, "workers and the practice Klaviyo are at work"
    yield
    assert child.wait(LIMIT_SECONDS) == code
    limit = time.monotonic() + seconds
    while left := [each for each in processes if is_alive(each)]:
        assert time.monotonic() < limit, f"still there: {left}"
        psutil.wait_procs(left, 0.1)


def is_alive(process):
    # Where nobody asks how an orphan ended, it stays on the list.
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


PARENT = """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"])
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize(
    ("code", "said"), [(0, "still there"), (1, "assert 0 == 1")], ids=["orphan", "other end"]
)
def test_a_process_that_stays_and_another_end_are_noticed(code, said):
    """The negative control of what the end of a window is measured by."""
    with limited([sys.executable, "-c", PARENT], stdin=subprocess.PIPE) as child:
        assert child.stdout.readline() == "ready\n"
        orphans = psutil.Process(child.pid).children()
        try:
            with (
                pytest.raises(AssertionError, match=said),
                leaving(child, code=code, least=1, seconds=1),
            ):
                # The orphan shares this pipe, and goes on to wait for its end.
                print(file=child.stdin, flush=True)
        finally:
            for each in orphans:
                each.kill()


def go_on(tmp_path):
    """Continue the one run there is, to its end; return how it stood and how it ended."""
    home = tmp_path / "home"
    (run,) = unfinished_runs(home / "runs")
    account = PracticeAccount(home / "practice", home / "runs")
    try:
        where = account.destination_of(run)
        *_, end = resume(home / "runs" / run.run, where, home / "locks", Event())
    finally:
        account.close()
    return run, end


@pytest.mark.parametrize(
    ("number", "code", "state"),
    [
        (signal.SIGTERM, 0, RunState.STOPPED),
        (signal.SIGKILL, -signal.SIGKILL, RunState.SENDING),
    ],
)
def test_no_signal_leaves_a_process_behind_or_keeps_the_run_from_going_on(
    path, tmp_path, number, code, state
):
    with sending(path, tmp_path) as (child, _), leaving(child, code=code):
        child.send_signal(number)
    run, end = go_on(tmp_path)
    assert run.state == state
    assert run.tally.events.unsent > 0
    assert end.requests < COUNT / 5, "what was accepted before is not sent again"
    if number == signal.SIGTERM:
        assert run.tally.events.unknown == 0, "requests on their way were finished"
    assert (end.state, end.tally.events) == (RunState.DONE, Counts(accepted=COUNT))


def close_and_answer(child, environment, answer):
    """Close the window by its key, and click on an answer."""
    search = ["xdotool", "search", "--pid", str(child.pid), "--onlyvisible", "--name", "sales.csv"]
    found = subprocess.run(
        search, env=environment, check=True, timeout=LIMIT_SECONDS, capture_output=True, text=True
    )
    mouse(environment, "windowfocus", "--sync", found.stdout.split()[0], "key", "ctrl+q")
    x, y = json.loads(child.stdout.readline())[answer]
    mouse(environment, "mousemove", "--sync", x, y, "click", 1)
    return json.loads(child.stdout.readline())


@needs_screen
def test_a_closed_window_goes_on_in_the_background_until_it_is_brought_back(screen, path, tmp_path):
    on_screen = {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    with sending(path, tmp_path, **on_screen) as (child, environment), leaving(child, code=0):
        said = close_and_answer(child, environment, "background")
        assert said == {"is_hidden": True, "is_on": True}
        other = path.with_name("other.csv")
        other.write_text("email\nann@shop.io\n", encoding="utf-8")
        start = [sys.executable, "-m", "klaviyo_gui", "other.csv"]
        subprocess.run(start, env=environment, check=True, cwd=tmp_path, timeout=LIMIT_SECONDS)
        assert json.loads(child.stdout.readline()) == {"is_back": "other.csv", "is_on": True}
        told = f"The run is done: {COUNT} events accepted."
        assert json.loads(child.stdout.readline()) == {"told": told}
        assert json.loads(child.stdout.readline()) == {"is_back": True}
    (run,) = history(tmp_path / "home" / "runs")
    assert (run.state, run.tally.events) == (RunState.DONE, Counts(accepted=COUNT))


@needs_screen
def test_a_closed_window_pauses_the_run_and_quits(screen, path, tmp_path):
    on_screen = {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    with sending(path, tmp_path, **on_screen) as (child, environment), leaving(child, code=0):
        close_and_answer(child, environment, "pause")
    (run,) = unfinished_runs(tmp_path / "home" / "runs")
    assert run.state == RunState.STOPPED
    assert run.tally.events.unknown == 0
    assert 0 < run.tally.events.unsent < COUNT
