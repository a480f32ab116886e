"""Private keys, in the place that the system has for them and nowhere else."""

from __future__ import annotations

import threading
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from klaviyo_gui.core.errors import (
    ExpectedError,
    KeychainError,
    KeychainLocked,
    KeychainMissing,
    KeychainSlow,
)
from klaviyo_gui.language import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keyring.backend import KeyringBackend

    from klaviyo_gui.store.pending_keys import PendingKey, PendingKeys

Result = TypeVar("Result")

SERVICE: Final = "CSV to Klaviyo"

SECONDS: Final = 60.0
"""How long it may take: a locked place asks somebody for a password first."""

_TRUSTED: Final = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
"""Those of the systems. Any other that is installed may write keys into a plain file."""


def trusted_backend() -> KeyringBackend:
    """Return the system's place for keys; raises KeychainMissing.

    No setting is asked, since one could name a place that keeps keys as they are.
    """
    from keyring import backend  # noqa: PLC0415 - it takes 0.15 s, and hardly any start needs it

    usable = [
        each
        for each in backend.get_all_keyring()
        if type(each).__module__.startswith(_TRUSTED) and each.priority > 0
    ]
    if not usable:
        raise KeychainMissing
    return max(usable, key=lambda each: each.priority)


class Keychain:
    """Keeps one key for each account, by the account's id; safe to ask from any thread.

    Every method may wait ``seconds`` and raises KeychainMissing, KeychainLocked, KeychainSlow, or
    KeychainError with the system's word. ``pending`` is where it is noted which keys are on their
    way.
    """

    def __init__(
        self,
        find: Callable[[], KeyringBackend] = trusted_backend,
        seconds: float = SECONDS,
        pending: PendingKeys | None = None,
    ) -> None:
        self._find = find
        self._seconds = seconds
        self._pending = pending
        self._changing = threading.Lock()

    def save(self, account_id: str, key: str) -> None:
        """Keep a key in place of an earlier one, and read it back.

        Of which nobody waits any longer, as KeychainSlow says, is not kept: as soon as the place
        lets go the earlier one is put back, or none. Where the program ends before, that it was on
        its way stays noted. Raises AccountsUnwritable where that cannot be noted.
        """
        earlier: list[str | None] = []
        pending: list[PendingKey] = []

        def settle() -> None:
            while pending:
                pending.pop().settle()

        def work(place: KeyringBackend) -> bool:
            earlier.append(place.get_password(SERVICE, account_id))
            if self._pending is not None:
                pending.append(self._pending.begin(account_id))
            try:
                place.set_password(SERVICE, account_id, key)
            except BaseException:
                # It says itself that it has not taken the key.
                settle()
                raise
            return place.get_password(SERVICE, account_id) == key

        def undo(place: KeyringBackend) -> None:
            for each in earlier:
                _put_back(place, account_id, each)
            settle()

        if not self._asked(work, undo):
            for each in pending:
                each.release()
            raise KeychainError(mark("it gave back something else than it was given"))
        settle()

    def read(self, account_id: str) -> str | None:
        """Return the key of an account, None where there is none."""
        return self._asked(lambda place: place.get_password(SERVICE, account_id))

    def forget(self, account_id: str) -> bool:
        """Remove the key of an account, and tell whether there was one."""
        return self._asked(lambda place: _put_back(place, account_id, None))

    def left(self) -> Iterator[PendingKey]:
        """Yield the keys that were on their way when a process ended, as ``PendingKeys.left``."""
        if self._pending is not None:
            yield from self._pending.left()

    def _asked(
        self,
        work: Callable[[KeyringBackend], Result],
        undo: Callable[[KeyringBackend], None] | None = None,
    ) -> Result:
        """Do it in a thread that nobody waits for when it hangs, and then have it undone there."""
        done: Future[Result] = Future()

        def ask() -> None:
            place: KeyringBackend | None = None
            try:
                place = self._find()
                done.set_result(work(place))
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                with suppress(InvalidStateError):
                    done.set_exception(error)
            if done.cancelled() and undo is not None and place is not None:
                with suppress(Exception):
                    undo(place)

        def change() -> None:
            # One after the other: what comes late must not undo what was kept since.
            with self._changing:
                if not done.cancelled():
                    ask()

        target = ask if undo is None else change
        threading.Thread(target=target, name="keychain", daemon=True).start()
        wait([done], self._seconds)
        if done.cancel():
            raise KeychainSlow
        try:
            return done.result()
        except ExpectedError:
            raise
        except Exception as error:  # noqa: BLE001 - a place for keys raises whatever it likes
            raise _told(error) from None


def _put_back(place: KeyringBackend, account_id: str, earlier: str | None) -> bool:
    """Leave an account with the key that it had earlier, or with none; tell whether that changed.

    To put back one that is there changes something, as far as anybody knows.
    """
    if earlier is not None:
        place.set_password(SERVICE, account_id, earlier)
    elif place.get_password(SERVICE, account_id) is not None:
        place.delete_password(SERVICE, account_id)
    else:
        return False
    return True


def _told(error: Exception) -> KeychainError:
    """Return what a place for keys raised without its words, which may quote what it was given."""
    from keyring import errors  # noqa: PLC0415 - as above

    if isinstance(error, errors.KeyringLocked):
        return KeychainLocked()
    if isinstance(error, errors.NoKeyringError):
        return KeychainMissing()
    return KeychainError(type(error).__name__)
