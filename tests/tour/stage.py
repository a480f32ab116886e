"""A window with what a tour of it needs: an account that answers, files, and patience."""

import os
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from klaviyo_gui.app import build_window
from klaviyo_gui.practice.account import Account
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.ui import roomy
from klaviyo_gui.ui.map.convert import popover
from tests.doubles.keychains import Memory
from tests.ui.windows import WAIT_MS, accounts_of, settle

os.environ["QT_QPA_PLATFORM"] = "offscreen"

SHOP = Account(id="AbC123", name="Acme Ltd", time_zone="Europe/Berlin", currency="EUR")
"""Whose account the practice Klaviyo stands for."""

SIZE = (1280, 720)
"""The smallest screen on which nothing may be cut off."""

_TURNS = 20
"""Turns of the event loop until what wraps knows its height."""


class Stage:
    """The window, what it is shown with, and what shall be undone at the end."""

    def __init__(self, window, folder, server):
        self.window = window
        self.folder = folder
        self.server = server
        self.cleanups = []

    @property
    def session(self):
        return self.window.session

    def wait(self, is_so, what=""):
        """Let the window go on until something is so."""
        patience = time.monotonic() + WAIT_MS / 1_000
        while not is_so():
            QTest.qWait(1)
            assert time.monotonic() < patience, f"in vain: {what or is_so}"

    def lay_out(self):
        """Let what was just shown find its place, once the window has done what it put off."""
        self.wait(lambda: not self.session.turns._waiting, "done what was put off")
        for _ in range(_TURNS):
            QApplication.processEvents()

    def open(self, path):
        """Open a file and wait until it is counted, looked at and checked."""
        window = self.window
        self.session.open_file(path)
        self.wait(lambda: self.session.file is not None and self.session.file.path == path)
        self.wait(
            lambda: self.session.row_count is not None and not window.stations.inspector.is_busy
        )
        self.checked()

    def checked(self):
        """Wait for the check, where there is enough to be checked."""
        checker = self.window.checker
        self.wait(
            lambda: (
                not checker.is_busy
                and (checker.result is not None or self.session.obstacle is not None)
            ),
            "checked",
        )

    def close_others(self):
        """Close whatever stands beside the window."""
        for each in QApplication.topLevelWidgets():
            if each is not self.window and each.isVisible():
                each.close()
        self.lay_out()

    def later(self, undo):
        """Undo something once the scene is over."""
        self.cleanups.append(undo)

    def clear(self):
        """Undo what the scene asked to undo, and close what it opened."""
        while self.cleanups:
            self.cleanups.pop()()
        self.close_others()


@contextmanager
def stage(theme, pool, folder: Path):
    """Show a window that knows one account, which a practice Klaviyo stands for."""
    with (
        PracticeServer(Behaviour(limits=False, account=SHOP)) as server,
        pytest.MonkeyPatch.context() as patched,
    ):
        # The screen that the platform without one makes up is smaller than any of today's.
        for place in (roomy, popover):
            patched.setattr(place, "screen_room", lambda _widget: QSize(*SIZE))
        accounts = accounts_of(Memory(), server.address)
        window = build_window(theme, pool, accounts)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        at = Stage(window, folder, server)
        at.lay_out()
        try:
            yield at
        finally:
            at.clear()
            window.runner.stop()
            at.wait(lambda: not window.runner.is_running)
            window.close()
            window.deleteLater()
            settle(QApplication.instance())


def add_account(at):
    """Let the window know the account."""
    at.window.book.accounts.add("Acme Ltd", PRACTICE_KEY)
    at.window.book.refresh()
    at.wait(lambda: at.window.book.known)
