"""Children begin without anything of the window, and as their parent is now."""

import os
import signal
import sys

import psutil
import pytest

from klaviyo_gui import processes
from klaviyo_gui.sending.pool import Pool

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only there are children copies")


def modules(_nothing):
    return set(sys.modules)


def variable(name):
    return os.environ.get(name)


def parent(_nothing):
    return os.getppid()


@pytest.fixture
def pool():
    with Pool() as pool:
        yield pool


def test_a_worker_has_nothing_of_the_window_in_it(pool):
    loaded = pool.submit(modules, None).result()
    assert "klaviyo_gui.sending.worker" in loaded
    assert not [name for name in loaded if name.startswith(("PySide6", "klaviyo_gui.ui"))]


def test_a_worker_has_the_variables_that_its_parent_has_now(monkeypatch, pool):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert pool.submit(variable, "HTTPS_PROXY").result() == "http://127.0.0.1:9"
    monkeypatch.delenv("HTTPS_PROXY")
    with Pool() as later:
        assert later.submit(variable, "HTTPS_PROXY").result() is None


@ON_LINUX
def test_children_are_copies_of_one_process_that_has_imported_what_they_need(pool):
    with Pool() as other:
        origin = pool.submit(parent, None).result()
        assert origin == other.submit(parent, None).result()
    process = psutil.Process(origin)
    assert process.ppid() == os.getpid()
    # A copy has but one of the threads, and whatever the others held stays held.
    assert process.num_threads() == 1


@ON_LINUX
def test_a_copy_speaks_http_without_importing_it_anew(pool):
    assert "klaviyo_gui.klaviyo.transport" in pool.submit(modules, None).result()


def kill_origin(pool):
    """Kill the process of which the workers of a pool are copies; return its id."""
    origin = psutil.Process(pool.submit(parent, None).result())
    origin.send_signal(signal.SIGKILL)
    # Waited for without taking its end from the one who started it.
    os.waitid(os.P_PID, origin.pid, os.WEXITED | os.WNOWAIT)
    return origin.pid


@ON_LINUX
def test_the_process_that_is_copied_may_be_killed(pool):
    origin = kill_origin(pool)
    with Pool() as later:
        assert later.submit(parent, None).result() != origin


@ON_LINUX
def test_a_pool_goes_on_when_the_process_that_is_copied_is_killed(pool):
    origin = kill_origin(pool)
    (found,) = pool.in_order(parent, [""])
    assert found != origin


def test_other_systems_start_each_child_anew(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert processes.context().get_start_method() == "spawn"
