"""A window that would send to an account of real customers, which a practice Klaviyo stands for."""

from contextlib import contextmanager

import pytest

from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from tests.doubles.keychains import Memory
from tests.tour.stage import SHOP
from tests.ui.windows import WAIT_MS, accounts_of


@pytest.fixture
def server():
    with PracticeServer(Behaviour(limits=False, account=SHOP)) as server:
        yield server


@contextmanager
def account_chosen(qtbot, open_window, server):
    """Show a window whose only account is chosen."""
    with open_window(accounts_of(Memory(), server.address)) as window:
        window.book.accounts.add("Acme Ltd", PRACTICE_KEY)
        window.book.refresh()
        qtbot.waitUntil(lambda: bool(window.book.known), timeout=WAIT_MS)
        window.book.choose(window.book.known[0].id)
        yield window
