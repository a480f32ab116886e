"""The rows that records are built from: those of the file, or the orders they are put together to.

Until the whole file is arranged, the orders of its first rows are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import SourceError
from klaviyo_gui.language import counted
from klaviyo_gui.sending.arranged_head import arranged_head, plan_of_head
from klaviyo_gui.ui.models.pages import Pages

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session


@dataclass(frozen=True, slots=True)
class Material:
    """A file as records are built from it, with the plan for that, and the rows known so far.

    Without an index only the first rows can be read. Where rows are put together to these ones,
    ``originals`` are those of the user's file.
    """

    file: CsvFile
    index: Index | None
    plan: Plan
    count: int
    originals: Pages | None = None

    def pages(self) -> Pages:
        """Return its rows by pages."""
        return Pages(self.file, self.index)


class MaterialStore:
    """Gives what records are built from now; what was arranged is looked at once."""

    def __init__(self, session: Session, checker: Checker) -> None:
        self._session = session
        self._checker = checker
        self._whole: tuple[CsvFile, Index] | None = None
        self._head: tuple[CsvFile, tuple[object, ...], CsvFile | None] | None = None

    @property
    def checker(self) -> Checker:
        """Return who arranges the whole file."""
        return self._checker

    def now(self) -> Material | None:
        """Return what records are built from; None where it is not known yet."""
        session, file = self._session, self._session.file
        if file is None:
            return None
        plan = session.plan
        if not plan.mapping.has_steps:
            return Material(file, session.index, plan, session.row_count)
        if session.obstacle is not None:
            # What would be put together is not there, or nobody could build anything of it.
            return None
        prepared = self._checker.prepared
        if prepared is None:
            return self._first(file, plan)
        if self._whole is None or self._whole[0] is not prepared.file:
            try:
                self._whole = prepared.file, prepared.file.index()
            except SourceError:
                # One of the files has changed, which is told where it is watched.
                return None
        whole, index = self._whole
        originals = Pages(file, session.index)
        return Material(whole, index, prepared.plan, index.rows, originals)

    def _first(self, file: CsvFile, plan: Plan) -> Material | None:
        """Return the orders of the first rows; None where more of the file must be known."""
        self._whole = None
        mapping, judged = plan.mapping, plan.judged
        # Which columns are told for each item is no matter of how rows are put together.
        key = mapping.grouping.key if mapping.grouping is not None else ()
        asked = (key, mapping.joins, plan.amendments, judged, _chosen_by(mapping))
        if self._head is None or self._head[0] is not file or self._head[1] != asked:
            self._head = file, asked, arranged_head(file, plan)
        head = self._head[2]
        if head is None:
            return None
        originals = Pages(file, self._session.index)
        return Material(head, None, plan_of_head(head, plan), len(head.head_rows), originals)


def _chosen_by(mapping: Mapping) -> tuple[object, ...]:
    """Return all that decides which rows are wanted; nothing where all of them are."""
    if mapping.row_filter is None:
        return ()
    read = (mapping.events, mapping.profiles, mapping.options, mapping.repairs)
    return (mapping.row_filter, mapping.grouping, *read)


def rows_words(mapping: Mapping, count: int) -> str:
    """Return so many rows as they are called where they are put together, or where they are not."""
    if mapping.grouping is None:
        return counted(count, "{count} row", "{count} rows")
    return counted(count, "{count} order", "{count} orders")
