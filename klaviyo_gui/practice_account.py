"""The practice Klaviyo as an account: both shells start it here, and meet it again here."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import AccountRefused, PracticeGone
from klaviyo_gui.language import mark
from klaviyo_gui.practice.account import Account
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, PRACTICE_NAME
from klaviyo_gui.practice.home import HeldStore, PracticeHome
from klaviyo_gui.practice.process import PracticeProcess
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.sending.unfinished import unfinished_runs
from klaviyo_gui.store.history import journals_to_practice

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary


@dataclass(frozen=True, slots=True)
class _Started:
    store: HeldStore
    process: PracticeProcess

    def stop(self) -> None:
        self.process.stop()
        self.store.release()


class PracticeAccount:
    """Gives out practice Klaviyos, started when first needed; safe to ask from any thread.

    ``folder`` holds their stores, ``runs`` the runs that may still need one.
    """

    def __init__(self, folder: Path, runs: Path) -> None:
        self._home = PracticeHome(folder)
        self._runs = runs
        self._lock = Lock()
        self._started: dict[str, _Started] = {}
        self._own = ""

    @property
    def address(self) -> str:
        """Return where the one for new runs listens; empty before it was needed."""
        own = self._started.get(self._own)
        return own.process.address if own is not None else ""

    def destination(self) -> Destination:
        """Return where to send new runs: one practice Klaviyo, empty at first, until ``close``."""
        with self._lock:
            if not self._own:
                self._sweep()
                self._own = self._start(self._home.begin())
            return self._destination(self._own, PRACTICE_NAME)

    def journals(self) -> tuple[Path, ...]:
        """Return the journals of the runs to the one for new runs, the latest first."""
        # It is empty at first: what was sent to any other one was not sent to it.
        return journals_to_practice(self._runs, self._own) if self._own else ()

    def destination_of(self, run: RunSummary) -> Destination:
        """Return where this run was sent to, with all that was stored; PracticeGone without it."""
        name = run.practice_store
        with self._lock:
            if name not in self._started:
                store = self._home.take(name)
                if store is None:
                    raise PracticeGone(run.run)
                self._start(store)
            return self._destination(name, run.account)

    def destination_again(self, run: RunSummary) -> Destination:
        """Return where to send rows of a practice run again: an empty one once its own is gone.

        A run that was not sent to practice is refused with AccountRefused.
        """
        if not run.is_practice:
            raise AccountRefused(run.account, 0, mark("The run was not sent to practice."))
        try:
            return self.destination_of(run)
        except PracticeGone:
            return self.destination()

    def close(self) -> None:
        """End the practice Klaviyos; what they stored goes, unless an unfinished run needs it."""
        with self._lock:
            for each in self._started.values():
                each.stop()
            self._started.clear()
            self._own = ""
            self._sweep()

    def _start(self, store: HeldStore) -> str:
        try:
            process = PracticeProcess(path=store.path)
        except BaseException:
            store.release()
            raise
        self._started[store.name] = _Started(store, process)
        return store.name

    def _destination(self, name: str, account: str) -> Destination:
        address = self._started[name].process.address
        return Destination(
            account,
            address,
            PRACTICE_KEY,
            is_practice=True,
            practice_store=name,
            currency=Account().currency,
            time_zone=Account().time_zone,
        )

    def _sweep(self) -> None:
        self._home.sweep(lambda: {run.practice_store for run in unfinished_runs(self._runs)})
