"""The results of a run as files: two tables of its rows, and two reports without any."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import orjson

from klaviyo_gui.core.csv_form import MARK, formula_safe, free_names
from klaviyo_gui.store.atomic import write_bytes, writing
from klaviyo_gui.store.results import counts_as_json, every_row, opened_run, results_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from klaviyo_gui.store.journal import Exceptional, Journal
    from klaviyo_gui.store.results import Results

ACCEPTED, REFUSED, REPORT, PAGE = "accepted.csv", "refused.csv", "report.json", "report.html"

Explain: TypeAlias = "Callable[[Exceptional], tuple[str, str]]"
"""Turns an exception into (reason, advice) in words."""

Print: TypeAlias = "Callable[[Results], bytes]"
"""Turns results into one page to print."""


def export(
    runs: Path, run: str, out: Path, explain: Explain, page: Print | None = None
) -> tuple[Path, ...]:
    """Write accepted.csv, refused.csv, report.json and a page to print; return their paths.

    Every row of the file stands in exactly one of the two tables: in the first when all its
    records were accepted, in the second with the reasons otherwise. Cells beyond the header stand
    behind our columns. Of a run whose rows were erased there are the reports only. Raises
    RunMissing, RunDamaged, RunOngoing or OSError.
    """
    with opened_run(runs, run) as (short, journal):
        paths: list[Path] = []
        if not short.is_erased:
            paths += (out / ACCEPTED, out / REFUSED)
            with writing(paths[0]) as accepted, writing(paths[1]) as refused:
                _write_tables(journal, explain, accepted, refused)
        results = results_in(runs, short, journal)
        paths.append(out / REPORT)
        write_bytes(paths[-1], orjson.dumps(_as_json(results), option=orjson.OPT_INDENT_2))
        if page is not None:
            paths.append(out / PAGE)
            write_bytes(paths[-1], page(results))
        return tuple(paths)


def _as_json(results: Results) -> dict[str, Any]:
    run = results.summary
    return {
        "run": run.run,
        "name": run.name,
        "account": run.account,
        "file": run.file,
        "sha256": results.fingerprint,
        "is_history": results.is_history,
        "history_before": results.history_before,
        "list": results.joined,
        "created": run.created,
        "ended": run.ended,
        "state": run.state,
        "requests": run.requests,
        "seconds": run.seconds,
        "records": counts_as_json(results.tally),
        **({"events": dict(results.events)} if results.events else {}),
        "causes": results.causes,
        "retry_of": run.retry_of,
        "sent_again_in": results.again,
        "is_erased": run.is_erased,
    }


class _Table:
    """A CSV file that is written row by row, so that memory stays flat."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.write(MARK)
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
    ours = free_names(("line", "state", "reason", "advice"), header)
    good.add([*header, *ours[:2]])
    bad.add([*header, *ours])
    width = len(header)
    for found in every_row(journal):
        words = [formula_safe(cell) for cell in found.cells]
        row = [*words[:width], *[""] * (width - len(words)), str(found.line), found.state]
        if found.is_accepted:
            good.add([*row, *words[width:]])
            continue
        reasons = list(dict.fromkeys(explain(trouble) for trouble in found.troubles))
        row += [
            formula_safe(" · ".join(reason for reason, _ in reasons)),
            formula_safe(" · ".join(dict.fromkeys(advice for _, advice in reasons if advice))),
        ]
        bad.add([*row, *words[width:]])
