"""Earlier runs and the results of one, read from their journals beside the window."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths, wording
from klaviyo_gui.core.errors import FileUnreadable, RunDamaged
from klaviyo_gui.store import settings
from klaviyo_gui.store.export import export
from klaviyo_gui.store.forgetting import forget
from klaviyo_gui.store.history import RunSummary, history, set_kept
from klaviyo_gui.store.pasted import expire_pasted
from klaviyo_gui.store.results import (
    FoundRow,
    Results,
    exceptional_records,
    read_results,
    rows_holding,
)
from klaviyo_gui.store.retention import expire
from klaviyo_gui.ui.work import Broken, Ended, Report, WorkQueue
from klaviyo_gui.wording.cells import in_full

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from klaviyo_gui.store.journal import Exceptional

ROWS_SHOWN = 10_000
"""Rows of one run that the table of results lists; the saved files hold all."""

FOUND_SHOWN = 200
"""Rows that a search lists."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Shown:
    results: Results
    rows: tuple[Exceptional, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    runs: tuple[RunSummary, ...]


@dataclass(frozen=True, slots=True)
class _Saved:
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    rows: tuple[FoundRow, ...]


@dataclass(frozen=True, slots=True)
class _Forgotten:
    run: str


class Archive(QObject):
    """Reads what past runs left.

    ``results_changed`` fires when another run's results are there; ``history_changed`` when the
    list of runs is; ``found_changed`` when rows were looked for in the results on show;
    ``reading_changed`` when results begin or cease to be read;
    ``saved(files)`` when results were written; ``forgotten(run)`` when a run was;
    ``refused(error)`` when reading or writing failed.
    """

    results_changed = Signal()
    history_changed = Signal()
    found_changed = Signal()
    reading_changed = Signal()
    saved = Signal(object)
    forgotten = Signal(str)
    refused = Signal(object)

    def __init__(self, parent: QObject, now: Callable[[], datetime] = _now) -> None:
        super().__init__(parent)
        self._now = now
        self._text = ""
        self._found: tuple[FoundRow, ...] = ()
        self._work = WorkQueue(self)
        self._work.reported.connect(self._apply_report)
        self._results: Results | None = None
        self._rows: tuple[Exceptional, ...] = ()
        self._runs: tuple[RunSummary, ...] = ()
        self._listing = 0
        self._is_listed = False
        self._unlisted: Broken | None = None
        self._awaited = (0, "")

    @property
    def results(self) -> Results | None:
        """Return the results on show."""
        return self._results

    @property
    def rows(self) -> tuple[Exceptional, ...]:
        """Return the rows of that run that Klaviyo did not take."""
        return self._rows

    @property
    def runs(self) -> tuple[RunSummary, ...]:
        """Return all runs on this computer, the latest first."""
        return self._runs

    @property
    def is_listed(self) -> bool:
        """Tell whether the list of runs was read, or that it cannot be is known."""
        return self._is_listed

    @property
    def unlisted(self) -> Broken | None:
        """Return how the reading of the list failed; None where it is as it stands on disk."""
        return self._unlisted

    @property
    def reading(self) -> str:
        """Return the run of which the results are being read, empty for none."""
        return self._awaited[1]

    @property
    def text(self) -> str:
        """Return the text of which rows were looked for, empty for none."""
        return self._text

    @property
    def found(self) -> tuple[FoundRow, ...]:
        """Return the rows of the results on show in which it stands, the first ones."""
        return self._found

    def find(self, text: str) -> None:
        """Look for rows of the results on show in which a cell holds this text; none for none."""
        if self._results is None or not text.strip():
            self._text, self._found = "", ()
            self.found_changed.emit()
            return
        run = self._results.summary.run
        self._work.begin(partial(_finding, paths.runs(), run, text.strip()))

    def keep(self, run: str, *, is_kept: bool) -> None:
        """Keep a run with its customers' data until somebody says otherwise, or no longer."""
        self._work.begin(partial(_keeping, paths.runs(), run, is_kept=is_kept))

    def forget(self, run: str, *, even_damaged: bool = False) -> None:
        """Remove a run; what it sent stays known by its hashes, as far as these can be read."""
        work = partial(_forgetting, paths.runs(), run, paths.locks(), even_damaged=even_damaged)
        self._work.begin(work)

    def tidy(self) -> None:
        """Erase the customers' data of runs that ended, or were pasted, long enough ago."""
        self._work.begin(partial(_tidying, paths.runs(), paths.locks(), self._now()))

    def show(self, run: str) -> None:
        """Read the results of this run."""
        self._awaited = (self._work.begin(partial(_showing, paths.runs(), run)), run)
        self.reading_changed.emit()

    def refresh(self) -> None:
        """Read the list of runs."""
        self._listing = self._work.begin(partial(_listing, paths.runs()))

    def save(self, folder: Path) -> None:
        """Write the results on show as files into a folder."""
        if self._results is not None:
            self._work.begin(partial(_saving, paths.runs(), self._results.summary.run, folder))

    def close(self) -> None:
        """Wait for what is being read."""
        self._work.close()

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        self._apply(report)
        if isinstance(report.event, Ended | Broken) and report.number == self._awaited[0]:
            self._awaited = (0, "")
            self.reading_changed.emit()

    def _apply(self, report: Report) -> None:
        match report.event:
            case _Shown(results, rows):
                self._results, self._rows = results, rows
                self._text, self._found = "", ()
                self.results_changed.emit()
                self.found_changed.emit()
            case _Found(text, rows):
                self._text, self._found = text, rows
                self.found_changed.emit()
            case _Forgotten(run):
                if self._results is not None and self._results.summary.run == run:
                    self._results, self._rows = None, ()
                    self.results_changed.emit()
                self.forgotten.emit(run)
            case _Listed(runs):
                self._runs = runs
                self._is_listed, self._unlisted = True, None
                self.history_changed.emit()
            case _Saved(files):
                self.saved.emit(files)
            case Broken() if report.number == self._listing:
                self._is_listed, self._unlisted = True, report.event
                self.history_changed.emit()
            case Broken(error):
                self.refused.emit(error)
                if isinstance(error, RunDamaged):
                    self.refresh()


def _showing(runs: Path, run: str) -> Iterator[object]:
    yield _Shown(read_results(runs, run), exceptional_records(runs, run, ROWS_SHOWN))


def _listing(runs: Path) -> Iterator[object]:
    with _told(runs):
        found = history(runs)
    yield _Listed(found)


def _finding(runs: Path, run: str, text: str) -> Iterator[object]:
    yield _Found(text, rows_holding(runs, run, text, FOUND_SHOWN))


def _keeping(runs: Path, run: str, *, is_kept: bool) -> Iterator[object]:
    with _told(runs / run):
        set_kept(runs, run, is_kept=is_kept)
    yield _Listed(history(runs))


def _forgetting(runs: Path, run: str, locks: Path, *, even_damaged: bool) -> Iterator[object]:
    with _told(runs / run):
        forget(runs, run, locks, even_damaged=even_damaged)
    yield _Forgotten(run)
    yield _Listed(history(runs))


def _tidying(runs: Path, locks: Path, now: datetime) -> Iterator[object]:
    with _told(runs):
        expire(runs, locks, now, settings.days_kept())
        expire_pasted(now, settings.days_kept())
    yield _Listed(history(runs))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Let what the system refuses be told like any other error."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise FileUnreadable(path, getattr(error, "strerror", None) or str(error)) from error


def _saving(runs: Path, run: str, out: Path) -> Iterator[object]:
    # Whoever goes on working with the files needs what stands in them.
    with _told(out), in_full():
        files = export(runs, run, out, wording.exception_words, wording.report_page)
    yield _Saved(files)
