"""The accounts that the window knows, and the one that it would send to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths
from klaviyo_gui.accounts import is_of_account
from klaviyo_gui.store.history import journals_to
from klaviyo_gui.ui.accounts.errands import Done, adding, checking, forgetting, replacing, settling
from klaviyo_gui.ui.work import Broken, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.accounts import Accounts
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.accounts.errand import Errand
    from klaviyo_gui.ui.accounts.errands import Given


class AccountBook(QObject):
    """Does everything with accounts beside the window, one thing at a time.

    ``changed`` fires when other accounts are known, ``chosen_changed`` when another one would be
    sent to, ``busy_changed`` when something begins or ends; ``done(Done)`` and ``refused(error)``
    tell how it ended, unless it was given up; ``unread(error)`` that the list cannot be read;
    ``left(LeftKey)`` what became of a key that was given up before the program last ended.
    """

    changed = Signal()
    chosen_changed = Signal()
    busy_changed = Signal()
    done = Signal(object)
    refused = Signal(object)
    unread = Signal(object)
    left = Signal(object)

    def __init__(self, accounts: Accounts, parent: QObject) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._known: tuple[KnownAccount, ...] = ()
        self._chosen: KnownAccount | None = None
        self._errand: Errand | None = None
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)
        self._reading = WorkQueue(self)
        self._reading.told.connect(self._take_list)
        self._settling: Errand | None = None
        self._late = WorkQueue(self)
        self._late.told.connect(self._tell_left)

    @property
    def accounts(self) -> Accounts:
        """Return what a run asks for its destination."""
        return self._accounts

    @property
    def known(self) -> tuple[KnownAccount, ...]:
        """Return all accounts, as they were last read."""
        return self._known

    @property
    def chosen(self) -> KnownAccount | None:
        """Return the account that would be sent to, None for practice."""
        return self._chosen

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being asked."""
        return self._errand is not None

    def of_run(self, run: RunSummary) -> KnownAccount | None:
        """Return the account to which a run was sent, None where it is not known."""
        return next((each for each in self._known if is_of_account(run, each)), None)

    def journals(self) -> tuple[Path, ...]:
        """Return the journals of earlier runs to the account that would be sent to."""
        chosen = self._chosen
        if chosen is None:
            return ()
        return journals_to(paths.runs(), chosen.label)

    @Slot()
    def refresh(self) -> None:
        """Read the list anew, which other windows and commands may have changed."""
        self._reading.begin(partial(_listing, self._accounts))

    def choose(self, account_id: str) -> None:
        """Send to the account of this id from now on, to practice where there is none."""
        self._choose(next((each for each in self._known if each.id == account_id), None))

    def add(self, name: str, given: Given) -> None:
        """Add an account."""
        self._begin(adding(self._accounts, name, given))

    def replace_key(self, name: str, given: Given) -> None:
        """Use another key for an account."""
        self._begin(replacing(self._accounts, name, given))

    def check(self, name: str) -> None:
        """Ask Klaviyo again."""
        self._begin(checking(self._accounts, name))

    def forget(self, name: str) -> None:
        """Remove an account with its key."""
        self._begin(forgetting(self._accounts, name))

    def settle_keys(self) -> None:
        """See to keys that the place for keys may have taken too late, as nobody waits for."""
        if self._settling is None:
            self._settling = settling(self._accounts)
            self._late.begin(self._settling.events)

    @Slot()
    def give_up(self) -> None:
        """Wait no longer for what is being asked."""
        if self._errand is not None:
            self._errand.give_up()
            self._work.forget()
            self._end()
            self.refresh()

    def close(self) -> None:
        """Wait for nothing that may never come, and for the list."""
        self.give_up()
        if self._settling is not None:
            self._settling.give_up()
        self._work.close()
        self._reading.close()
        self._late.close()

    def _begin(self, errand: Errand) -> None:
        if self._errand is not None:
            self._errand.give_up()
        self._errand = errand
        self._work.begin(errand.events)
        self.busy_changed.emit()

    def _end(self) -> None:
        self._errand = None
        self.busy_changed.emit()

    def _choose(self, account: KnownAccount | None) -> None:
        is_other = account != self._chosen
        self._chosen = account
        if is_other:
            self.chosen_changed.emit()

    def _use(self, known: tuple[KnownAccount, ...]) -> None:
        is_other = known != self._known
        self._known = known
        if self._chosen is not None:
            self.choose(self._chosen.id)
        if is_other:
            self.changed.emit()

    @Slot(object)
    def _apply(self, event: object) -> None:
        self._end()
        match event:
            case Done() as done:
                self._use(done.known)
                self.done.emit(done)
            case Broken(error):
                self.refused.emit(error)

    @Slot(object)
    def _tell_left(self, event: object) -> None:
        # A list that cannot be read is told by whoever reads it.
        if isinstance(event, tuple):
            for each in event:
                self.left.emit(each)

    @Slot(object)
    def _take_list(self, event: object) -> None:
        match event:
            case tuple() as known:
                self._use(known)
            case Broken(error):
                self.unread.emit(error)


def _listing(accounts: Accounts) -> Iterator[object]:
    yield accounts.all()
