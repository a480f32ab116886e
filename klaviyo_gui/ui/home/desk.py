"""What Home shows of runs, files, presets and samples, kept as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui import paths
from klaviyo_gui.core.errors import FileMissing
from klaviyo_gui.sending.unfinished import UNFINISHED
from klaviyo_gui.store import recent, settings
from klaviyo_gui.ui.home.samples import sample_entries
from klaviyo_gui.ui.home.words import file_entry, gone_entry, preset_entry, run_entry
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.fit import Ranked
    from klaviyo_gui.ui.accounts.desk import AccountDesk
    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.home.page import HomePage
    from klaviyo_gui.ui.presets.desk import PresetDesk
    from klaviyo_gui.ui.session import Session

MOST = 4
"""Entries of each sort; the menus and History have all of them."""


class HomeDesk(QObject):
    """Fills Home and answers its entries, but for those that lead to another station."""

    def __init__(
        self,
        page: HomePage,
        session: Session,
        archive: Archive,
        presets: PresetDesk,
        accounts: AccountDesk,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._archive = archive
        self._presets = presets
        self._accounts = accounts
        self._gone: set[Path] = set()
        self._seen = RefreshWhenSeen(page, self._refresh, session.turns)
        for signal in (
            archive.history_changed,
            presets.shelf.changed,
            accounts.book.changed,
            session.file_changed,
        ):
            signal.connect(self._seen.ask)
        page.sample_requested.connect(self._open_sample)
        page.recent_requested.connect(self._open_or_forget)
        session.file_refused.connect(self._mark_gone)
        page.welcome.try_requested.connect(session.open_sample)
        page.welcome.connect_requested.connect(accounts.add)
        page.welcome.skipped.connect(self._skip)
        page.samples.show_entries(sample_entries())
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        page = self._page
        unfinished = [each for each in self._archive.runs if each.state in UNFINISHED]
        page.unfinished.show_entries([(each.run, run_entry(each)) for each in unfinished[:MOST]])
        files = recent.files()
        page.recent.show_entries(
            [
                (each, gone_entry(each) if each in self._gone else file_entry(each))
                for each in files[:MOST]
            ]
        )
        known = sorted(self._presets.shelf.shown.all, key=_latest, reverse=True)
        page.presets.show_entries(
            [(each.name, preset_entry(each.name, each.last_use)) for each in known[:MOST]]
        )
        is_known = bool(self._archive.runs or files or known or self._accounts.book.known)
        page.welcome.setVisible(not is_known and not settings.is_welcomed())

    @Slot(object)
    def _open_or_forget(self, path: Path) -> None:
        """Open a file again; one that was looked for in vain is listed no longer."""
        if path in self._gone:
            recent.forget_file(path)
            self._gone.discard(path)
            self._refresh()
        else:
            self._session.open_file(path)

    @Slot(object)
    def _mark_gone(self, error: ExpectedError) -> None:
        """Tell of a file that is no longer there: whoever looks in vain need not look again.

        Looking for all of them beforehand would wait for drives that are not connected.
        """
        if isinstance(error, FileMissing):
            self._gone.add(error.path)
            self._seen.ask()

    @Slot(object)
    def _open_sample(self, name: str) -> None:
        self._session.open_file(paths.resources() / "samples" / name)

    @Slot()
    def _skip(self) -> None:
        settings.set_welcomed()
        self._page.welcome.hide()
        self._page.drop.focus_first()


def _latest(ranked: Ranked) -> str:
    return ranked.last_use
