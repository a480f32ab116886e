"""Garbage is taken apart in the window's thread, whoever made it."""

import gc
import threading

import pytest

from klaviyo_gui.ui.garbage import Garbage, spare_what_stays
from tests.ui.windows import WAIT_MS

MANY = 5_000


@pytest.fixture
def made():
    """Make rings of objects in another thread; tell in which threads they were taken apart."""
    found = []

    class Ring:
        def __init__(self):
            self.other = self

        def __del__(self):
            found.append(threading.get_ident())

    def make():
        for _ in range(MANY):
            Ring()

    def make_elsewhere():
        thread = threading.Thread(target=make)
        thread.start()
        thread.join()
        return found

    yield make_elsewhere
    gc.disable()


def test_garbage_of_another_thread_is_taken_apart_in_the_window_s(qtbot, qapp, made):
    gc.enable()
    garbage = Garbage(qapp)
    try:
        found = made()
        assert not found
        qtbot.waitUntil(lambda: len(found) == MANY, timeout=WAIT_MS)
        assert set(found) == {threading.get_ident()}
    finally:
        garbage.deleteLater()


def test_without_that_it_is_taken_apart_wherever_it_was_made(made):
    gc.enable()
    assert set(made()) - {threading.get_ident()}


def test_what_stays_is_looked_at_no_more():
    before, made = gc.get_freeze_count(), [[] for _ in range(MANY)]
    spare_what_stays()
    assert gc.get_freeze_count() - before >= len(made)
