"""Keeps the mapping in hand and what is changed of rows, beside the window and unasked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from klaviyo_gui.store.amendments import drop_amendments, keep_amendments
from klaviyo_gui.store.choices import learn
from klaviyo_gui.store.drafts import drop_draft, keep_draft
from klaviyo_gui.ui.work import Broken, Ended, Report, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.ui.session import Session

    Writing = Callable[[], None]
    """Writes one thing, or takes it away where there is nothing to keep any more."""

WRITTEN_AFTER_MS = 400
"""From a change until it is written, with all that came meanwhile: a crash loses no more."""

TRIED_AGAIN_AFTER_MS = 5_000
"""From a refusal of the system until the same is written again: a full disk may have room then."""


class Keeper(QObject):
    """Writes every change of the mapping or of rows, so that the file comes back as it was left.

    ``refused(error)`` fires when something cannot be written, once until it could be again.
    What could not be written is kept and tried again.
    """

    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pending: dict[str, Writing] = {}
        self._in_work: dict[int, dict[str, Writing]] = {}
        self._has_refused = False
        self._work = WorkQueue(self)
        self._work.reported.connect(self._apply_report)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)
        session.mapping_changed.connect(self._note)
        session.preset_changed.connect(self._note)
        session.amendments_changed.connect(self._note_amendments)
        session.write_first(self.hasten)

    @property
    def is_busy(self) -> bool:
        """Tell whether anything is to be written yet."""
        return bool(self._pending or self._in_work)

    def learn(self, mapping: Mapping) -> None:
        """Remember what was chosen in a mapping that is sent."""
        self._work.begin(partial(_learning, mapping))

    def hasten(self) -> Callable[[], None]:
        """Begin to write what is not written yet; return what waits for it, in any thread."""
        self._timer.stop()
        self._write()
        return self._work.close

    def close(self) -> None:
        """Write what is not written yet, and wait until it is."""
        self._timer.stop()
        self._write()
        self._work.close()

    @Slot()
    def _note(self) -> None:
        """Take the change as a value: by the time it is written another file may be open."""
        session = self._session
        if session.kept_under:
            is_work = not session.is_proposed
            draft = session.made_preset(session.preset) if is_work else None
            shape = session.kept_under
            self._keep(
                f"mapping {shape}",
                partial(keep_draft, shape, draft)
                if draft is not None
                else partial(drop_draft, shape),
            )

    @Slot()
    def _note_amendments(self) -> None:
        """Take what is changed of the open file's rows, as a value too."""
        job, kept = self._session.job, self._session.kept
        if job is not None:
            self._keep(
                f"rows {job.key}",
                partial(keep_amendments, job.key, kept)
                if kept is not None
                else partial(drop_amendments, job.key),
            )

    def _keep(self, name: str, write: Writing) -> None:
        self._pending[name] = write
        # Not begun anew by every change: who never pauses would never be saved.
        if not self._timer.isActive() or self._timer.interval() > WRITTEN_AFTER_MS:
            self._timer.start(WRITTEN_AFTER_MS)

    @Slot()
    def _write(self) -> None:
        pending, self._pending = self._pending, {}
        if pending:
            self._in_work[self._work.begin(partial(_writing, pending))] = pending

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        match report.event:
            case Broken(error):
                self._try_again(self._in_work.pop(report.number, {}))
                if not self._has_refused:
                    self._has_refused = True
                    self.refused.emit(error)
            case Ended() if self._in_work.pop(report.number, {}):
                self._has_refused = False

    def _try_again(self, refused: dict[str, Writing]) -> None:
        """Keep what could not be written, unless something newer is to be written."""
        newer = set(self._pending).union(*self._in_work.values())
        again = {name: write for name, write in refused.items() if name not in newer}
        self._pending |= again
        if again and not self._timer.isActive():
            self._timer.start(TRIED_AGAIN_AFTER_MS)


def _writing(pending: dict[str, Writing]) -> Iterator[object]:
    for write in pending.values():
        write()
    yield from ()


def _learning(mapping: Mapping) -> Iterator[object]:
    learn(mapping)
    yield from ()
