"""The saved presets as the window shows them: read, ranked and changed beside the window."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths
from klaviyo_gui.core.errors import PresetTooNew
from klaviyo_gui.source.dialect import Overrides
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.ranking import Looks
from klaviyo_gui.ui.presets import shelving
from klaviyo_gui.ui.presets.shelving import (
    Copied,
    Damaged,
    Deleted,
    Exported,
    Imported,
    Renamed,
    Restored,
    Saved,
    Shown,
    Versions,
)
from klaviyo_gui.ui.work import Broken, Report, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from klaviyo_gui.core.errors import PresetError
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.presets import Preset, Reading
    from klaviyo_gui.store.ranking import Rows
    from klaviyo_gui.ui.session import Session


class PresetShelf(QObject):
    """Does what is asked of the library of presets, one thing after the other.

    ``changed`` fires when what lies on the shelf, or how it fits, is known anew; ``done(event)``
    after each thing that was asked, ``versions_listed(Versions)``; ``refused(error)`` when
    something could not be done; ``damaged(errors)`` for presets that cannot be used, once.
    """

    changed = Signal()
    done = Signal(object)
    versions_listed = Signal(object)
    refused = Signal(object)
    damaged = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._library = Library(paths.presets())
        self._shown = Shown({}, (), (), ())
        self._told: set[str] = set()
        self._looks: Looks | None = None
        self._work = WorkQueue(self)
        self._work.reported.connect(self._apply_report)
        session.file_changed.connect(self._look_anew)

    @property
    def shown(self) -> Shown:
        """Return what is on the shelf, as it was read last."""
        return self._shown

    @Slot()
    def refresh(self) -> None:
        """Read the shelf anew."""
        self._start(shelving.nothing)

    def save(self, preset: Preset) -> None:
        """Save a preset in place of any of its name, and remember what was chosen in it."""
        self._start(partial(shelving.saving, self._library, preset))

    def rename(self, name: str, to: str) -> None:
        """Give a preset another name."""
        self._start(partial(shelving.renaming, self._library, name, to))

    def duplicate(self, name: str) -> None:
        """Copy a preset under the next free name."""
        self._start(partial(shelving.copying, self._library, name))

    def delete(self, name: str) -> None:
        """Take a preset out of use."""
        self._start(partial(shelving.deleting, self._library, name))

    def restore(self, name: str, number: int | None = None) -> None:
        """Bring back an earlier version of a preset, else the latest."""
        self._start(partial(shelving.restoring, self._library, name, number))

    def export(self, name: str, path: Path) -> None:
        """Save a preset as a file of its own."""
        self._start(partial(shelving.exporting, self._library, name, path))

    def import_file(self, path: Path) -> None:
        """Take in every preset of a file."""
        self._start(partial(shelving.importing, self._library, path))

    def list_versions(self, name: str) -> None:
        """Find the earlier versions of a preset."""
        self._work.begin(partial(shelving.listing, self._library, name))

    def note_use(self, name: str) -> None:
        """Note that a preset was used just now."""
        self._start(partial(shelving.using, self._library, name))

    def close(self) -> None:
        """Wait for what is being done."""
        self._work.close()

    @Slot()
    def _look_anew(self) -> None:
        """Judge presets by the file as it is read now."""
        session, file = self._session, self._session.file
        if file is not None:
            rows = (file.header, file.head_rows.cells)
            look = partial(_look, file, session.overrides)
            self._looks = Looks(rows, session.reading, look)
        self.refresh()

    def _start(self, doing: Callable[[], Iterator[object]]) -> None:
        """Do something, and read the shelf anew whether or not it could be done."""
        self._work.begin(doing)
        self._work.begin(partial(shelving.reading, self._library, self._looks))

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        match report.event:
            case Shown() as shown:
                self._shown = shown
                self.changed.emit()
            case Versions() as versions:
                self.versions_listed.emit(versions)
            case (
                Saved()
                | Renamed()
                | Copied()
                | Deleted()
                | Restored()
                | Exported()
                | Imported() as event
            ):
                self.done.emit(event)
            case Damaged(errors):
                self._tell_new(errors)
            case Broken(error):
                self.refused.emit(error)

    def _tell_new(self, errors: tuple[PresetError, ...]) -> None:
        """Tell of presets that a later version wrote only once: they stay where they are."""
        later = {each.name for each in errors if isinstance(each, PresetTooNew)}
        told, self._told = self._told, self._told | later
        found = tuple(each for each in errors if getattr(each, "name", None) not in told)
        if found:
            self.damaged.emit(found)


def _look(file: CsvFile, now: Overrides, reading: Reading) -> Rows | None:
    from klaviyo_gui.source.glimpse import glimpse  # noqa: PLC0415 - no start needs it

    return glimpse(file, now, Overrides(**asdict(reading)))
