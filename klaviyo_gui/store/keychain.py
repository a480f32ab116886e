"""Private keys, in the place that the system has for them and nowhere else."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, TypeVar

from klaviyo_gui.core.errors import KeychainError, KeychainLocked, KeychainMissing, KeychainSlow

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

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
    KeychainError with the system's word.
    """

    def __init__(
        self, find: Callable[[], KeyringBackend] = trusted_backend, seconds: float = SECONDS
    ) -> None:
        self._find = find
        self._seconds = seconds

    def save(self, account_id: str, key: str) -> None:
        """Keep a key in place of an earlier one, and read it back."""

        def work(place: KeyringBackend) -> bool:
            place.set_password(SERVICE, account_id, key)
            return place.get_password(SERVICE, account_id) == key

        if not self._asked(work):
            raise KeychainError("it gave back something else than it was given")

    def read(self, account_id: str) -> str | None:
        """Return the key of an account, None where there is none."""
        return self._asked(lambda place: place.get_password(SERVICE, account_id))

    def forget(self, account_id: str) -> None:
        """Remove the key of an account; there need not be one."""

        def work(place: KeyringBackend) -> None:
            if place.get_password(SERVICE, account_id) is not None:
                place.delete_password(SERVICE, account_id)

        self._asked(work)

    def _asked(self, work: Callable[[KeyringBackend], Result]) -> Result:
        """Do it in a thread that nobody waits for when it hangs."""
        done: Future[Result] = Future()

        def ask() -> None:
            try:
                done.set_result(work(self._find()))
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                done.set_exception(error)

        threading.Thread(target=ask, name="keychain", daemon=True).start()
        try:
            return done.result(self._seconds)
        except TimeoutError as error:
            raise KeychainSlow from error
        except KeychainError:
            raise
        except Exception as error:  # noqa: BLE001 - a place for keys raises whatever it likes
            raise _told(error) from None


def _told(error: Exception) -> KeychainError:
    """Return what a place for keys raised without its words, which may quote what it was given."""
    from keyring import errors  # noqa: PLC0415 - as above

    if isinstance(error, errors.KeyringLocked):
        return KeychainLocked()
    if isinstance(error, errors.NoKeyringError):
        return KeychainMissing()
    return KeychainError(type(error).__name__)
