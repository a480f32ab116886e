"""Settle what the steps of a mapping need before rows are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.cell_reading import cell_readings
from klaviyo_gui.core.errors import ColumnsMissing, JoinFileMissing
from klaviyo_gui.core.joined_names import check_join, joined_header
from klaviyo_gui.core.wanted import wanted
from klaviyo_gui.sending.indexing import Indexed, Indexing
from klaviyo_gui.sending.stepping import JoinStep, Steps, stepped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from threading import Event

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile


def check_steps(file: CsvFile, plan: Plan) -> tuple[str, ...]:
    """Return the names of all columns that the steps of a plan make of a file, joined ones last.

    Raises the MappingError that keeps its files from being joined so, or its rows from being
    filtered.
    """
    mapping, names = plan.mapping, file.header
    for join in mapping.joins[len(file.seconds) :]:
        raise JoinFileMissing(join.file, file.path)
    for join, second in zip(mapping.joins, file.seconds, strict=False):
        check_join(join, names, second.header, second.path.name)
        names = joined_header(names, (join,))
    if mapping.row_filter is not None:
        missing = tuple(each for each in mapping.row_filter.columns if each not in names)
        if missing:
            raise ColumnsMissing(missing, names)
        # Nothing is read yet, so that only the values of the filter are looked at.
        readings = cell_readings(mapping, mapping.row_filter.columns, file.header, _head(file))
        wanted(mapping.row_filter, names, readings, plan.planned_at.date())
    return names


class Readying:
    """Makes the indices that are not there yet, giving the bytes that are done; then ``steps``.

    ``known`` are indices made before, which serve again where they can; ``indexed`` are those in
    use, one for each join, which the receiver closes, and ``head`` the first rows with all columns,
    or as they are where they are too short for that. ``steps`` stays None when asked to stop.
    Raises what ``check_steps`` does, and a SourceError of a second file.
    """

    def __init__(
        self, file: CsvFile, plan: Plan, pool: Pool, stop: Event, known: Sequence[Indexed] = ()
    ) -> None:
        self._header = check_steps(file, plan)
        self._file, self._plan, self._stop = file, plan, stop
        self._known: list[Indexed | None] = []
        self._missing: list[Indexing] = []
        for join, second in zip(plan.mapping.joins, file.seconds, strict=False):
            found = next((each for each in known if each.serves(join, second)), None)
            self._known.append(found)
            if found is None:
                self._missing.append(Indexing(second, join, pool, stop))
        self.total = sum(each.total for each in self._missing)
        self.indexed: tuple[Indexed, ...] = ()
        self.steps: Steps | None = None
        self.head: list[list[str]] = []

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part."""
        before = 0
        made: list[Indexed] = []
        try:
            for indexing in self._missing:
                for done in indexing:
                    yield before + done
                before += indexing.total
                if indexing.indexed is None:
                    return
                made.append(indexing.indexed)
            new = iter(made)
            found = (each.shared() if each is not None else next(new) for each in self._known)
            self.indexed = tuple(found)
            self.steps = self._steps()
        finally:
            if self.steps is None:
                for each in made:
                    each.close()

    def _steps(self) -> Steps:
        file, mapping = self._file, self._plan.mapping
        places = {name: at for at, name in reversed(list(enumerate(self._header)))}
        joins = tuple(
            JoinStep(
                index.path,
                tuple(places[first] for first, _ in join.key),
                len(join.taken),
                join.doubles,
            )
            for join, index in zip(mapping.joins, self.indexed, strict=True)
        )
        steps = Steps(
            self._header,
            len(file.header),
            joins,
            None,
            {},
            self._plan.planned_at.date(),
            mapping.repairs,
        )
        rows = joined_head(file, steps)
        width = len(file.header)
        self.head = [*rows, *(row for row in file.head_rows.cells if len(row) < width)]
        if mapping.row_filter is None:
            return steps
        asked = mapping.row_filter.columns
        return steps.filtering(
            mapping.row_filter, cell_readings(mapping, asked, self._header, rows)
        )


def joined_head(file: CsvFile, steps: Steps) -> list[list[str]]:
    """Return the first rows of a file with what is joined to them, but for those too short."""
    head, width = file.head_rows, len(file.header)
    short = {at for at, row in enumerate(head.cells) if len(row) < width}
    found = stepped(head.cells, head.lines, short, steps)
    return [
        [*head.cells[at][:width], *added]
        for at, added in zip(found.kept, found.added, strict=True)
        if at not in short
    ]


def _head(file: CsvFile) -> list[list[str]]:
    return file.head_rows.cells
