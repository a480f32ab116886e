"""What of a file would be sent, and what is held of it, as files for whoever works on with them.

They come from the same pass as the check and the plan, so that they tell what a send would do.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core.csv_form import MARK, csv_bytes, formula_safe, free_names
from klaviyo_gui.core.errors import ExportOverSource, ExportUnwritable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import check_mapping
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.preparing import Preparing, with_readings
from klaviyo_gui.sending.row_texts import RowsTask, row_texts
from klaviyo_gui.sending.stretch import Stretch
from klaviyo_gui.sending.survey import Part, survey
from klaviyo_gui.store.atomic import writing
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.journal import Exceptional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from threading import Event
    from typing import IO

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.preparing import Prepared
    from klaviyo_gui.sending.survey import Surveyed
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.export import Explain

NOTES = ("line", "reason", "advice")
"""The columns behind those of the file that tell of rows that are held."""


class Content(StrEnum):
    """What is written."""

    CHECKED = "checked"
    """The rows of which all records would be sent, with the changes and repairs made in them."""

    HELD = "held"
    """The rows of which a record is held for a problem, with the reason and what to do."""

    RECORDS = "records"
    """Every record as it would be sent, one JSON document a line, as ``preview`` prints them."""


@dataclass(frozen=True, slots=True)
class Exporting:
    """How far it is: bytes done and in all, and the rows read so far."""

    done: int
    total: int
    rows: int


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows or records are in the file, and of checked rows how many are not.

    Where it would hold none there is no file.
    """

    path: Path
    count: int
    others: int


class _Abandoned(Exception):
    """Nothing is to be written after all."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file with the plan by which it would be sent, and who builds it until when."""

    file: CsvFile
    plan: Plan
    pool: Pool
    stop: Event


def export_rows(
    source: Source, content: Content, out: Path, explain: Explain
) -> Iterator[Exporting | Exported]:
    """Yield the progress, at last what was written; nothing is, when asked to stop.

    What is at ``out`` is replaced only by the whole of it. Raises MappingError when nothing can be
    built, SourceError for the file, ExportError where it cannot be written.
    """
    file = source.file
    if any(_is_same(out, each.path) for each in (file, *file.seconds)):
        raise ExportOverSource(out)
    plan = with_readings(source.plan, file)
    check_mapping(plan.mapping, file.header, plan.readings)
    draft = Draft()
    prepared: Prepared | None = None
    try:
        preparing = Preparing(file, plan, source.pool, source.stop)
        for done in preparing:
            yield Exporting(done, preparing.total, 0)
        prepared = preparing.prepared
        if prepared is None:
            return
        writer = _Writer(source, prepared, draft, explain)
        with suppress(_Abandoned), writing(out) as to:
            for done in writer.write(content, to):
                yield Exporting(preparing.share(done), preparing.total, writer.rows)
            file.check_unchanged()
            if source.stop.is_set() or not writer.count:
                raise _Abandoned
        if not source.stop.is_set():
            yield Exported(out, writer.count, writer.others)
    except OSError as error:
        raise ExportUnwritable(out, error.strerror or str(error)) from error
    finally:
        draft.close()
        if prepared is not None:
            prepared.close()


class _Writer:
    """Writes what is asked for, giving the bytes that are done; it counts meanwhile."""

    def __init__(self, source: Source, prepared: Prepared, draft: Draft, explain: Explain) -> None:
        self._source = source
        self._part = Part(prepared.file, prepared.plan)
        self._draft = draft
        self._explain = explain
        self._done = 0
        self.rows = self.count = self.others = 0

    def write(self, content: Content, to: IO[bytes]) -> Iterator[int]:
        """Write into this file."""
        if content is Content.RECORDS:
            yield from self._write_records(to)
            return
        header = self._source.file.header
        names = [formula_safe(name) for name in header]
        to.write(MARK)
        to.write(csv_bytes([names + (free_names(NOTES, names) if content is Content.HELD else [])]))
        for found in self._source.pool.in_order(row_texts, self._tasks(content)):
            to.write(found.text)
            self.count += found.rows
            self.others += found.others if content is Content.CHECKED else 0
            yield self._done

    def _write_records(self, to: IO[bytes]) -> Iterator[int]:
        """Write the events as they come; of people it is known at the end what is sent of them."""
        for found in self._surveyed(replace(self._part, is_for_sending=True)):
            events = found.records.get(Kind.EVENTS)
            if events is not None:
                self._add(to, b"event", zip(events.lines, events.bodies, strict=True))
            yield self._done
        self._add(to, b"profile", self._draft.people())

    def _add(self, to: IO[bytes], kind: bytes, records: Iterable[tuple[int, bytes]]) -> None:
        for line, item in records:
            to.write(b'{"line":%d,"kind":"%b","item":%b}\n' % (line, kind, item))
            self.count += 1

    def _surveyed(self, part: Part) -> Iterator[Surveyed]:
        for found in survey(part, self._source.pool, self._draft, self._source.stop):
            self.rows += found.built.rows
            self._done = found.built.range.stop
            yield found

    def _tasks(self, content: Content) -> Iterator[RowsTask]:
        file, plan = self._part.file, self._part.plan
        assert plan.judged is not None, "what is prepared is judged"
        own = self._source.file.header
        for found in self._surveyed(self._part):
            part = file.data, file.dialect, found.built.range, file.header, plan.amendments
            task = RowsTask(Stretch(*part), own, plan.judged.spare)
            if content is Content.CHECKED:
                yield replace(task, repairs=plan.mapping.repairs, without=_held(found))
            elif notes := self._notes(found):
                yield replace(task, notes=notes)

    def _notes(self, found: Surveyed) -> dict[int, tuple[str, str]]:
        """Return the reason and the advice for each line of which a record is held."""
        said: dict[int, list[tuple[str, str]]] = {}
        for kind, records in found.records.items():
            for line, code, text, target in records.held:
                if code != Code.LEFT_OUT:
                    held = Exceptional(kind, line, State.HELD, code, text, target)
                    said.setdefault(line, []).append(self._explain(held))
        return {
            line: (
                formula_safe(" · ".join(dict.fromkeys(reason for reason, _ in words))),
                formula_safe(" · ".join(dict.fromkeys(advice for _, advice in words if advice))),
            )
            for line, words in said.items()
        }


def _held(found: Surveyed) -> frozenset[int]:
    """Return the lines of which a record is not sent."""
    return frozenset(line for records in found.records.values() for line, *_ in records.held)


def _is_same(out: Path, path: Path) -> bool:
    """Tell whether two names are of one file."""
    with suppress(OSError):
        return out.samefile(path)
    return False
