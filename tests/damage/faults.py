"""Ways to look less closely at a journal: with each of them something wrong is said."""

import sqlite3
from contextlib import contextmanager
from unittest import mock

from klaviyo_gui.store import journal, lost


class Hasty(sqlite3.Connection):
    """A connection that looks at the structure alone and not at what is kept twice."""

    def execute(self, statement, *values):
        return super().execute(statement.replace("integrity_check", "quick_check"), *values)


@contextmanager
def structure_alone():
    connect = sqlite3.connect

    def hasty(*arguments, **named):
        return connect(*arguments, factory=Hasty, **named)

    with mock.patch.object(journal.sqlite3, "connect", hasty):
        yield


@contextmanager
def log_as_it_comes():
    with mock.patch.object(lost, "has_lost_steps", return_value=False):
        yield


@contextmanager
def steps_uncounted():
    with mock.patch.object(lost, "acknowledged_steps", return_value=0):
        yield


FAULTS = {each.__name__: each for each in (structure_alone, log_as_it_comes, steps_uncounted)}
