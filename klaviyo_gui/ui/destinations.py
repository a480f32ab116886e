"""Where runs of the window go: to a practice Klaviyo, or to an account that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.account_name import account_key
from klaviyo_gui.core.errors import NameOfAnother

if TYPE_CHECKING:
    from klaviyo_gui.accounts import Accounts
    from klaviyo_gui.practice_account import PracticeAccount
    from klaviyo_gui.sending.send import Destination
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.store.history import RunSummary


@dataclass(frozen=True, slots=True)
class Bound:
    """The first event of a run: the account that it goes to, and of an earlier run its file."""

    account: str
    file: str = ""


class Destinations:
    """Asks for them in the thread that drives the run; raises what each of the two does."""

    def __init__(self, practice: PracticeAccount, accounts: Accounts) -> None:
        self._practice = practice
        self._accounts = accounts

    def chosen(self, account: KnownAccount | None) -> Destination:
        """Return where a new run goes: to this account, to practice for None.

        Raises NameOfAnother where its name is that of another account by now.
        """
        if account is None:
            return self._practice.destination()
        found = self._accounts.destination(account.name)
        if account_key(found.account) != account.id:
            # Its name may have been given to another one since it was chosen.
            raise NameOfAnother(account.name, account.label, found.account)
        return found

    def of_run(self, run: RunSummary) -> Destination:
        """Return where a run goes on."""
        if run.is_practice:
            return self._practice.destination_of(run)
        return self._accounts.destination_of(run)

    def again(self, run: RunSummary) -> Destination:
        """Return where refused rows of a run go once more."""
        if run.is_practice:
            return self._practice.destination_again(run)
        return self._accounts.destination_of(run)
