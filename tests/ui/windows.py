"""What tests of the window share: fixtures, a real drop, a file to open."""

import os
from contextlib import contextmanager
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, qVersion
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from klaviyo_gui import paths
from klaviyo_gui.accounts import Accounts
from klaviyo_gui.app import build_window
from klaviyo_gui.paths import HOME_VARIABLE
from klaviyo_gui.store.accounts import FILE, AccountList
from klaviyo_gui.store.keychain import Keychain
from klaviyo_gui.ui.accounts.book import AccountBook
from klaviyo_gui.ui.archive import Archive
from klaviyo_gui.ui.checker import Checker
from klaviyo_gui.ui.runner import Runner
from klaviyo_gui.ui.session import Session
from klaviyo_gui.ui.theme import Theme
from tests.doubles.keychains import Memory
from tests.practice.caller import Caller

os.environ["QT_QPA_PLATFORM"] = "offscreen"

HEADER = ("who", "when", "total", "colour", "email")
ROWS = (
    ("Ann", "2024-03-01 10:00:00", "12.50", "red", "ann@shop.io"),
    ("Ben", "2024-03-02 11:00:00", "7", "blue", "ben@shop.io"),
    ("Cid", "2024-03-03 12:00:00", "x", "red", "cid@shop.io"),
)
WAIT_MS = 30_000
NOBODY = "http://127.0.0.1:1"
"""A port at which no server listens."""


def write(folder, rows=ROWS, header=HEADER, name="orders.csv"):
    """Write a small CSV file and return its path."""
    path = folder / name
    path.write_text("".join(",".join(row) + "\n" for row in (header, *rows)), encoding="utf-8")
    return path


def open_path(qtbot, session, path):
    """Open a file and wait until its rows are counted."""
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.open_file(path)


def checked(qtbot, checker):
    """Wait until the check is done and return what it found."""
    qtbot.waitUntil(lambda: checker.result is not None and not checker.is_busy, timeout=WAIT_MS)
    return checker.result


def drop(widget, data, at=None, keys=Qt.KeyboardModifier.NoModifier):
    """Drag this load onto a widget and drop it there, by the events that Qt would send."""
    middle = widget.rect().center() if at is None else at
    # Drag events take whole points up to Qt 6.11 and broken ones from 6.12 on.
    takes_whole = tuple(map(int, qVersion().split(".")[:2])) < (6, 12)
    place = QPoint(middle) if takes_whole else QPointF(middle)
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    for event in (
        QDragEnterEvent(place, *rest),
        QDragMoveEvent(place, *rest),
        QDropEvent(QPointF(middle), *rest),
    ):
        QApplication.sendEvent(widget, event)


def settle(qapp):
    """Deliver what was posted, such as the deletion of widgets no longer shown."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Keep all user data in a folder of the test."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@contextmanager
def shared_home(folder):
    """Keep all user data in a folder of several tests, which one window serves."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(HOME_VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session")
def theme(qapp):
    """The one theme of the application."""
    return Theme(qapp)


@pytest.fixture
def session(qapp):
    """A session without a window."""
    session = Session()
    yield session
    session.close()


@pytest.fixture
def opened(qtbot, session, tmp_path):
    """The session with the small file open and counted."""
    open_path(qtbot, session, write(tmp_path))
    return session


@pytest.fixture
def checker(session, builders):
    """The checker of that session."""
    checker = Checker(session, builders)
    yield checker
    checker.close()


def accounts_of(place, address=NOBODY):
    """Return the accounts of this home, asked for at this address, with their keys in a place."""
    return Accounts(AccountList(paths.home() / FILE), Keychain(lambda: place), address)


@pytest.fixture
def book(session):
    """The accounts as the window knows them."""
    book = AccountBook(accounts_of(Memory()), session)
    yield book
    book.close()


@pytest.fixture
def runner(session, book):
    """The runner of that session."""
    runner = Runner(session, book)
    yield runner
    runner.close()


@pytest.fixture
def archive(session):
    """The archive of that session."""
    archive = Archive(session)
    yield archive
    archive.close()


def went_to_practice(runner):
    """Count the events that the practice Klaviyo of a window has; the sheet may have asked it."""
    if not runner.practice.address:
        return 0
    with Caller(runner.practice.address) as caller:
        return caller.counts()["events"]


@contextmanager
def shown_window(qtbot, qapp, theme, pool, accounts=None):
    """Show the whole window; at the end a run that is on is stopped, and all is closed.

    Without ``accounts`` there are none, and no place for keys but one in memory.
    """
    window = build_window(theme, pool, accounts or accounts_of(Memory()))
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    window.runner.stop()
    qtbot.waitUntil(lambda: not window.runner.is_running, timeout=WAIT_MS)
    window.close()
    window.deleteLater()
    settle(qapp)


@pytest.fixture
def open_window(qtbot, qapp, theme, builders):
    """Show a window for as long as the context lasts."""
    return partial(shown_window, qtbot, qapp, theme, builders)


@pytest.fixture
def window(open_window):
    """The whole window, on show."""
    with open_window() as window:
        yield window
