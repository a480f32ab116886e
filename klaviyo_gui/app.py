"""The composition root of the window: everything is built once and passed down."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QMessageBox

from klaviyo_gui import wording
from klaviyo_gui.accounts import API_VARIABLE, own_accounts
from klaviyo_gui.core.errors import AddressRefused
from klaviyo_gui.klaviyo.wire import HOST
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.source.working_copy import remove_stale
from klaviyo_gui.ui.accounts.book import AccountBook
from klaviyo_gui.ui.application import Application
from klaviyo_gui.ui.archive import Archive
from klaviyo_gui.ui.calling import call_back
from klaviyo_gui.ui.checker import Checker
from klaviyo_gui.ui.crash import CrashHook
from klaviyo_gui.ui.demo import Demo
from klaviyo_gui.ui.ending import Ending
from klaviyo_gui.ui.garbage import Garbage, spare_what_stays
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.runner import Runner
from klaviyo_gui.ui.session import Session
from klaviyo_gui.ui.sight import Sight
from klaviyo_gui.ui.system_language import speak
from klaviyo_gui.ui.theme import Theme
from klaviyo_gui.ui.window import TITLE, WISHED_SIZE, Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from klaviyo_gui.accounts import Accounts


_REFUSED = 2


def build_window(theme: Theme, pool: Pool, accounts: Accounts | None = None) -> Window:
    """Return a window with its session, checked by these workers; closing it ends all else.

    ``accounts`` are those of this computer if nothing is given, which raises AddressRefused.
    """
    session = Session()
    book = AccountBook(accounts or own_accounts(), session)
    runner = Runner(session, book)
    checker = Checker(session, pool, runner.journals)
    with theme.put_on_last():
        window = Window(session, checker, runner, Archive(session), theme)
    # They keep what they have measured of widgets without a style.
    for layout in window.findChildren(QLayout):
        layout.invalidate()
    session.setParent(window)
    return window


def accounts_here() -> Accounts | None:
    """Return the accounts of this computer; where another computer is named say so and give none.

    Without a word the window would ask Klaviyo, which is not what whoever named it expects.
    """
    try:
        return own_accounts()
    except AddressRefused as error:
        words = wording.error_words(error)
        box = QMessageBox(QMessageBox.Icon.Critical, TITLE, f"{API_VARIABLE}: {words.what}")
        box.setInformativeText(words.advice)
        box.exec()
        return None


def run_window(file: Path | None, say_usable: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed, with this file open if there is one.

    Where there is one already it comes to the front instead, with the file, wherever it is. Where
    somebody wants to hear when it can be used, it is said and the window is closed.
    """
    application = make_application()
    if call_back(file and file.absolute()):
        return 0
    remove_stale()
    hook = CrashHook(application)
    hook.install()
    speak(application)
    theme = Theme(application)
    theme.use_kept()
    # A window out of sight may have a run to finish.
    application.setQuitOnLastWindowClosed(False)
    accounts = accounts_here()
    if accounts is None:
        return _REFUSED
    ending = Ending(application)
    with Pool() as pool:
        window = build_window(theme, pool, accounts)
        masking.use_kept()
        hook.caught.connect(window.support.note_fault)
        window.closed.connect(application.quit, Qt.ConnectionType.QueuedConnection)
        application.file_asked.connect(window.open_file)
        ending.asked.connect(window.leave)
        ending.session_over.connect(window.end_session)
        window.stations.completed.connect(spare_what_stays)
        window.show()
        window.background.answer()
        if say_usable is not None:
            sight = Sight(window)
            sight.usable.connect(say_usable)
            sight.usable.connect(window.close)
        if file is not None:
            window.open_file(file.absolute())
        code = application.exec()
    ending.close()
    return code


def run_demo(folder: Path) -> int:
    """Walk through the sample without a screen, as a user would; save a picture of every station.

    Returns 0 when every record of the sample is accounted for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(is_headless=True)
    with Pool() as pool:
        # It sends to practice, whatever the environment names.
        window = build_window(Theme(application), pool, own_accounts(HOST))
        # The platform without a screen makes one up that is smaller than any of today's.
        window.resize(WISHED_SIZE)
        demo = Demo(window, folder)
        window.show()
        demo.begin()
        application.exec()
        window.close()
        return demo.exit_code


_SWITCH_SECONDS = 0.001
"""How long a thread beside the window may keep the interpreter while the window waits for it."""


def make_application(*, is_headless: bool = False) -> Application:
    """Return the application, in which the window's thread comes before those beside it."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    arguments = [
        sys.argv[0] if sys.argv else "",
        *(["-platform", "offscreen"] if is_headless else []),
    ]
    application = Application(arguments)
    application.setApplicationName("klaviyo-gui")
    application.setApplicationDisplayName(TITLE)
    Garbage(application)
    return application
