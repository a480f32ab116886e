"""Earlier runs and the results of one, read from their journals beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths, wording
from klaviyo_gui.core.errors import FileUnreadable
from klaviyo_gui.store.export import export
from klaviyo_gui.store.history import RunSummary, history
from klaviyo_gui.store.results import Results, exceptional_records, read_results
from klaviyo_gui.ui.work import Broken, Report, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.store.journal import Exceptional

ROWS_SHOWN = 10_000
"""Rows of one run that the table of results lists; the saved files hold all."""


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


class Archive(QObject):
    """Reads what past runs left.

    ``results_changed`` fires when another run's results are there; ``history_changed`` when the
    list of runs is; ``saved(files)`` when results were written; ``refused(error)`` when reading or
    writing failed.
    """

    results_changed = Signal()
    history_changed = Signal()
    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work = WorkQueue(self)
        self._work.reported.connect(self._apply_report)
        self._results: Results | None = None
        self._rows: tuple[Exceptional, ...] = ()
        self._runs: tuple[RunSummary, ...] = ()

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

    def show(self, run: str) -> None:
        """Read the results of this run."""
        self._work.begin(partial(_showing, paths.runs(), run))

    def refresh(self) -> None:
        """Read the list of runs."""
        self._work.begin(partial(_listing, paths.runs()))

    def save(self, folder: Path) -> None:
        """Write the results on show as files into a folder."""
        if self._results is not None:
            self._work.begin(partial(_saving, paths.runs(), self._results.summary.run, folder))

    def close(self) -> None:
        """Wait for what is being read."""
        self._work.close()

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        match report.event:
            case _Shown(results, rows):
                self._results, self._rows = results, rows
                self.results_changed.emit()
            case _Listed(runs):
                self._runs = runs
                self.history_changed.emit()
            case _Saved(files):
                self.saved.emit(files)
            case Broken(error):
                self.refused.emit(error)


def _showing(runs: Path, run: str) -> Iterator[object]:
    yield _Shown(read_results(runs, run), exceptional_records(runs, run, ROWS_SHOWN))


def _listing(runs: Path) -> Iterator[object]:
    yield _Listed(history(runs))


def _saving(runs: Path, run: str, out: Path) -> Iterator[object]:
    try:
        yield _Saved(export(runs, run, out, wording.exception_words, wording.report_page))
    except OSError as error:
        raise FileUnreadable(out, error.strerror or str(error)) from error
