"""What holds for every test."""

import gc
import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.garbage import collect_due
from tests import in_memory, measuring

in_memory.enter()

# No test is timed: how long an example takes says something of the machine, not of the program.
# The suite tries the same examples in every run, so that only a change can turn it red; whoever
# asks for another number of them gets new ones.
settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=not any(name.endswith("_EXAMPLES") for name in os.environ),
)
settings.load_profile("suite")


_BEGUN_FIRST = (
    "frozen/",
    "kills/",
    "source/test_encoding_matrix.py",
    "source/test_detected_round_trip.py",
    "source/test_round_trip.py",
    "journeys/",
    "cli/",
    "sending/",
    "ui/",
    "tour/",
)
"""What takes long: were it begun last, one core would wait for the other at the end.

What follows has no windows: those that a tour leaves behind slow down whoever shows others.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    here = Path(__file__).parent

    def rank(item):
        place = item.path.relative_to(here).as_posix() if item.path.is_relative_to(here) else ""
        found = (at for at, each in enumerate(_BEGUN_FIRST) if place.startswith(each))
        return next(found, len(_BEGUN_FIRST))

    items.sort(key=rank)


def pytest_sessionfinish(exitstatus):
    if exitstatus == pytest.ExitCode.TESTS_FAILED:
        in_memory.stay()


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Look for no garbage while tests are found, and at none of them later: they all stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _garbage_in_this_thread():
    """Let no thread of a window take apart what another window left behind: it may wait forever."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown():
    # Whoever leaves it on lets any thread take windows apart, and the next test may wait for ever.
    was_left_on = gc.isenabled()
    gc.disable()
    collect_due()
    assert not was_left_on, "the test leaves the look for garbage switched on"


@pytest.fixture(scope="session", autouse=True)
def _nothing_leaves_this_computer():
    """Lead all that is meant for Klaviyo itself to a place of this computer where nobody is.

    Processes that tests start inherit it. What goes to loopback asks no proxy.
    """
    with socket.socket() as nobody, pytest.MonkeyPatch.context() as patched:
        nobody.bind(("127.0.0.1", 0))
        for name in ("https_proxy", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
            patched.delenv(name, raising=False)
        patched.setenv("HTTPS_PROXY", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        yield


@pytest.fixture(scope="session", autouse=True)
def _measured_from_within():
    """Let no process that tests start be measured but workers that a test process keeps.

    It takes as long as the start itself, and what other processes run is covered by tests that
    call it.
    """
    with pytest.MonkeyPatch.context() as patched, measuring.workers_unmeasured():
        patched.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="session")
def builders():
    """A pool of workers that build and have no account; it serves every test that has a use.

    Where coverage is measured its workers are, even if a test that is not is the first to ask.
    """
    with Pool() as pool:
        measuring.warm(pool)
        yield pool


@pytest.fixture(scope="module", autouse=True)
def _measured_where_it_is_meant(request):
    """Measure the coverage of the engine by its own tests, and no other."""
    if measuring.is_measured(request.path):
        yield
    else:
        with measuring.unmeasured():
            yield


@pytest.fixture(scope="module")
def unmeasured():
    """Measure no coverage where thousands of examples take the same lines again and again.

    It takes as long as the examples themselves; what they take must be covered on purpose.
    """
    with measuring.unmeasured():
        yield
