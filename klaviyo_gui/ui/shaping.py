"""Finds beside the window what an event of known shape takes from the file's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.suggest import suggest_template, with_conversions
from klaviyo_gui.ui.work import WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.suggest import Suggestion
    from klaviyo_gui.core.templates import Template
    from klaviyo_gui.source.profile import ColumnProfile


class Shaping(QObject):
    """Looks for one shape at a time; what was asked for before is not waited for.

    ``found(metric, suggestions)`` fires with the proposals for the shape that was asked for last.
    """

    found = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._metric = ""
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)

    def find(
        self,
        template: Template,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        profiles: tuple[ColumnProfile, ...],
    ) -> None:
        """Ask for the proposals of a shape."""
        self._metric = template.metric

        def work() -> Iterator[tuple[Suggestion, ...]]:
            found = suggest_template(template, columns, rows)
            yield with_conversions(found, {each.name: each.written for each in profiles})

        self._work.begin(work)

    def forget(self) -> None:
        """Wait for nothing any more: another file is open."""
        self._work.forget()

    def close(self) -> None:
        """End the work under way."""
        self.forget()
        self._work.close()

    @Slot(object)
    def _apply(self, event: object) -> None:
        if isinstance(event, tuple):
            self.found.emit(self._metric, event)
