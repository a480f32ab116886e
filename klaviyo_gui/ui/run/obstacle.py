"""What keeps an earlier run from being continued in this window, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.accounts.book import AccountBook


def obstacle_words(run: RunSummary, book: AccountBook) -> str:
    """Return why a run cannot be continued here, and how it can; empty where it can."""
    if run.is_practice or book.of_run(run) is not None:
        return ""
    return tr(
        "To continue it, add the account {account} by its key (menu Account), or use: {command}",
        account=run.account,
        command="klaviyo-gui resume " + run.run,
    )
