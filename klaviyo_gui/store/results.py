"""The results of a run, read from its journal and never from the screen or the file."""

from __future__ import annotations

import codecs
import csv
import re
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, TypeAlias

import orjson

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.store.atomic import write_bytes, writing
from klaviyo_gui.store.history import RunSummary, known_run
from klaviyo_gui.store.journal import JOURNAL, Exceptional, Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

ACCEPTED, REFUSED, REPORT = "accepted.csv", "refused.csv", "report.json"

Explain: TypeAlias = "Callable[[Exceptional], tuple[str, str]]"
"""Turns an exception into (reason, advice) in words."""

_FORMULA = re.compile(r"[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]")
_NUMBER_LIKE = re.compile(r"[+-][\d\s.,()/-]*\d[\d\s.,()/-]*%?", re.ASCII)
"""A signed number or a phone number begins like a formula and is none."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why records were not accepted: how many, with an example of Klaviyo's own words."""

    kind: Kind
    state: State
    code: str
    detail: str
    records: int


@dataclass(frozen=True, slots=True)
class Results:
    """A run as its journal tells it."""

    summary: RunSummary
    tally: Tally
    causes: tuple[Cause, ...]


def read_results(runs: Path, run: str) -> Results:
    """Return the results of a run; raises RunMissing, RunDamaged, RunOngoing."""
    with _opened(runs, run) as (short, journal):
        causes = tuple(Cause(*each) for each in journal.causes())
        return Results(short, journal.tally(), causes)


def exceptional_records(runs: Path, run: str, limit: int = -1) -> tuple[Exceptional, ...]:
    """Return the records that were refused, held or lost, by line; at most so many."""
    with _opened(runs, run) as (_, journal):
        return tuple(journal.exceptions(limit=limit))


def export(runs: Path, run: str, out: Path, explain: Explain) -> tuple[Path, ...]:
    """Write accepted.csv, refused.csv and report.json; return their paths.

    Every row of the file stands in exactly one of the two tables: in the first when all its
    records were accepted, in the second with the reasons otherwise. Cells beyond the header stand
    behind our columns. Raises RunMissing, RunDamaged, RunOngoing or OSError.
    """
    with _opened(runs, run) as (short, journal):
        paths = tuple(out / name for name in (ACCEPTED, REFUSED, REPORT))
        with writing(paths[0]) as accepted, writing(paths[1]) as refused:
            _write_tables(journal, explain, accepted, refused)
        causes = [Cause(*each) for each in journal.causes()]
        report = {
            "run": short.run,
            "name": short.name,
            "account": short.account,
            "file": short.file,
            "created": short.created,
            "state": short.state,
            "requests": short.requests,
            "seconds": short.seconds,
            "records": counts_as_json(journal.tally()),
            "causes": causes,
        }
        write_bytes(paths[2], orjson.dumps(report, option=orjson.OPT_INDENT_2))
        return paths


def counts_as_json(tally: Tally) -> dict[str, dict[str, int]]:
    """Return the counts of both kinds; "read" is the sum of the others, always."""
    return {
        kind.value: {
            "read": tally.of(kind).read,
            **{state.value: getattr(tally.of(kind), state) for state in State},
        }
        for kind in Kind
    }


def formula_safe(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it (owasp.org, CSV injection)."""
    if _FORMULA.match(cell) and not _NUMBER_LIKE.fullmatch(cell):
        return "'" + cell
    return cell


@contextmanager
def _opened(runs: Path, run: str) -> Iterator[tuple[RunSummary, Journal]]:
    short = known_run(runs, run)
    with closing(Journal.open(runs / run / JOURNAL)) as journal:
        if not journal.is_planned:
            raise RunDamaged(run, "it ended before anything was sent")
        yield short, journal


class _Table:
    """A CSV file that is written row by row, so that memory stays flat."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.write(codecs.BOM_UTF8)
        self._writer = csv.writer(self)

    def add(self, cells: Iterable[str]) -> None:
        """Write one row."""
        self._writer.writerow(cells)

    def write(self, text: str) -> None:
        """Take what the csv module has written."""
        self._file.write(text.encode())


def _write_tables(
    journal: Journal, explain: Explain, accepted: IO[bytes], refused: IO[bytes]
) -> None:
    header = [formula_safe(name) for name in journal.facts["header"]]
    good, bad = _Table(accepted), _Table(refused)
    extra = _free(("line", "event", "profile", "reason", "advice"), header)
    good.add([*header, *extra[:3]])
    bad.add([*header, *extra])
    width = len(header)
    for line, cells, states, troubles in _rows(journal):
        words = [formula_safe(cell) for cell in cells]
        row = [*words[:width], *[""] * (width - len(words)), str(line)]
        row += [states.get(kind, "") for kind in Kind]
        if states and all(state is State.ACCEPTED for state in states.values()):
            good.add([*row, *words[width:]])
            continue
        reasons = list(dict.fromkeys(explain(trouble) for trouble in troubles))
        row += [
            formula_safe(" · ".join(reason for reason, _ in reasons)),
            formula_safe(" · ".join(dict.fromkeys(advice for _, advice in reasons if advice))),
        ]
        bad.add([*row, *words[width:]])


def _rows(
    journal: Journal,
) -> Iterator[tuple[int, list[str], dict[Kind, State], list[Exceptional]]]:
    """Yield ``(line, cells, state per kind, exceptions)`` of every row in the order of the file."""
    for lines, cells in journal.slices():
        if not lines:
            continue
        first, last = lines[0], lines[-1]
        by_kind = {kind: journal.states(kind, first, last) for kind in Kind}
        troubles: dict[int, list[Exceptional]] = {}
        for trouble in journal.exceptions(first, last):
            troubles.setdefault(trouble.line, []).append(trouble)
        for line, row in zip(lines, cells, strict=True):
            states = {kind: found[line] for kind, found in by_kind.items() if line in found}
            yield line, row, states, troubles.get(line, [])


def _free(names: Sequence[str], header: Sequence[str]) -> list[str]:
    """Return our column names, changed where the file has columns of the same name."""
    free = []
    for name in names:
        mine = name
        while mine in header:
            mine += " (result)"
        free.append(mine)
    return free
