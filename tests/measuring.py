"""Coverage is measured where a test means the lines that it runs, and costs nothing elsewhere."""

import os
from contextlib import contextmanager
from multiprocessing import spawn
from pathlib import Path

from coverage import Coverage

ENGINE = ("core", "source", "klaviyo", "store", "sending")
"""Folders of tests that must cover the folders of the program of the same names."""

IS_WHOLE = "KLAVIYO_GUI_MEASURED" in os.environ
"""Whether somebody asks for the coverage of the whole program by all of its tests."""

TESTS = Path(__file__).parent


def is_measured(path):
    """Tell whether the tests of a file are measured."""
    return IS_WHOLE or (path.is_relative_to(TESTS) and path.relative_to(TESTS).parts[0] in ENGINE)


_PREPARED = spawn.get_preparation_data
"""Gives to each new process what it needs, and by way of coverage what makes it measured."""


def warm(pool):
    """Start the workers of a pool measured, if anything is."""
    if Coverage.current() is not None:
        with _preparing(_PREPARED):
            pool.warm()


@contextmanager
def unmeasured():
    """Measure nothing in this process; tracing takes up to as long as what it traces."""
    measuring = Coverage.current()
    if measuring is None:
        yield
        return
    measuring.stop()
    try:
        yield
    finally:
        measuring.start()


@contextmanager
def workers_unmeasured():
    """Measure no workers but those that are warmed: starting and ending takes twice as long."""
    with _preparing(_PREPARED if IS_WHOLE else _prepare_unmeasured):
        yield


@contextmanager
def _preparing(prepare):
    before, spawn.get_preparation_data = spawn.get_preparation_data, prepare
    try:
        yield
    finally:
        spawn.get_preparation_data = before


def _prepare_unmeasured(name):
    data = _PREPARED(name)
    data.pop("stowaway", None)
    return data
