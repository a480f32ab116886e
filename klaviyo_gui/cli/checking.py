"""The commands about a file with its mapping: check, preview."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import DONE, WITH_EXCEPTIONS
from klaviyo_gui.cli.opening import opened_with_preset
from klaviyo_gui.cli.output import ProgressLine, ReaderGone, tell, write_json, write_text
from klaviyo_gui.core.account_name import account_key
from klaviyo_gui.core.arranged import trace_in
from klaviyo_gui.core.consequence import consequence_of
from klaviyo_gui.core.contradictions import contradictions
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.language import counted
from klaviyo_gui.sending.check import Checked, Checking, check
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.preview import Previewed, preview_rows
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.store.confirmed_form import confirmed_as_json
from klaviyo_gui.store.history import history, journals_to
from klaviyo_gui.store.match_form import report_as_json
from klaviyo_gui.store.results import counts_as_json
from klaviyo_gui.wording import (
    amount,
    count,
    event_count_words,
    filter_words,
    finding_words,
    in_use_words,
    match_words,
    problem_words,
    unread_words,
    unwanted_words,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.wording import Words

_BY_OPTION = {Code.ZONE_UNSAID: "Here --time-zone says it too, such as Europe/Berlin."}
_KIND_SHOWN = {Kind.EVENTS: "event", Kind.PROFILES: "profile"}


def check_file(arguments: argparse.Namespace) -> int:
    """Check every row and tell the counts and the findings by cause."""
    file, preset = opened_with_preset(arguments)
    checked = _checked(file, Plan(preset.mapping, file.header))
    checked.close()
    # What was found does not depend on who reads it.
    with suppress(ReaderGone):
        if arguments.json:
            write_json(_as_json(file, preset.mapping, checked))
        else:
            _print(file, preset.mapping, checked)
    return WITH_EXCEPTIONS if checked.tally.total.held else DONE


def preview(arguments: argparse.Namespace) -> int:
    """Print every record as it would be sent."""
    file, preset = opened_with_preset(arguments)
    plan = Plan(preset.mapping, file.header, is_history=not arguments.live)
    checked = _checked(file, plan)
    prepared = checked.prepared
    assert prepared is not None, "what is checked was prepared"
    for line in _step_words(file, preset.mapping, checked):
        tell(line)
    file, plan = prepared.file, prepared.plan
    try:
        left = arguments.limit if arguments.limit is not None else -1
        for part in file.index().ranges():
            rows = read_range(file.data, file.dialect, part)
            lines = dict(_lines_of(rows)) if plan.mapping.grouping is not None else {}
            for record in preview_rows(plan, rows, checked.repeats, checked.found, part.first_row):
                if left == 0:
                    return DONE
                left -= 1
                write_json(_record_as_json(record, lines.get(record.line)))
        return DONE
    finally:
        checked.close()


def _lines_of(rows: Rows) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the first line of each order with all of its lines."""
    for line, cells in zip(rows.lines, rows.cells, strict=True):
        yield line, trace_in(cells[-1]).lines


def _checked(file: CsvFile, plan: Plan) -> Checked:
    with Pool() as pool:
        *_, last = _shown(check(file, plan, pool, threading.Event(), earlier=_earlier()))
    assert isinstance(last, Checked), "a check that nobody stops ends with its result"
    if last.repeats.unread:
        tell(unread_words(last.repeats.unread).sentence)
    if last.repeats.in_use:
        tell(in_use_words(last.repeats.in_use).sentence)
    return last


def _earlier() -> tuple[Path, ...]:
    """Return the journals of earlier runs, where all of them were to one account.

    Nobody says to which account the file is to be sent; what another one has had tells nothing.
    """
    runs = paths.runs()
    found = [run.account for run in history(runs) if run.account and not run.is_practice]
    return journals_to(runs, found[0]) if len(set(map(account_key, found))) == 1 else ()


def _shown(events: Iterator[Checking | Checked]) -> Iterator[Checking | Checked]:
    line = ProgressLine(is_logged=False)
    for event in events:
        if isinstance(event, Checking):
            rows = counted(event.rows, "{count} row", "{count} rows")
            line.show("Checking", event.done / max(event.total, 1), rows)
        yield event
    line.end()


def _as_json(file: CsvFile, mapping: Mapping, checked: Checked) -> dict[str, Any]:
    return {
        "file": str(file.path),
        **_rows_as_json(checked),
        **_joined_as_json(file, mapping, checked),
        "records": {
            kind: {"read": counts["read"], "ready": counts["unsent"], "held": counts["held"]}
            for kind, counts in counts_as_json(checked.tally).items()
        },
        **({"events": dict(checked.event_counts)} if checked.event_counts else {}),
        "people": checked.people,
        "findings": [_finding_as_json(finding) for finding in checked.findings],
        "to_confirm": _to_confirm(mapping, checked),
    }


def _rows_as_json(checked: Checked) -> dict[str, int]:
    """Return how many rows the file has, and how many of them are left once it is arranged."""
    prepared = checked.prepared
    if prepared is None or prepared.rows is None or prepared.unwanted is None:
        return {"rows": checked.rows}
    return {"rows": prepared.rows, "unwanted": prepared.unwanted, "arranged": checked.rows}


def _rows_words(checked: Checked) -> str:
    counts = _rows_as_json(checked)
    words = [counted(counts["rows"], "{count} row", "{count} rows")]
    wanted = counts["rows"] - counts.get("unwanted", 0)
    if counts.get("arranged", wanted) != wanted:
        words.append(f"put together into {counts['arranged']:,}")
    return ", ".join(words)


def _to_confirm(mapping: Mapping, checked: Checked) -> list[dict[str, Any]]:
    """Return what the preset would have to say, to be sent by its styles all the same."""
    return [confirmed_as_json(each) for each in contradictions(mapping, checked.judged)]


def _print(file: CsvFile, mapping: Mapping, checked: Checked) -> None:
    held = len(checked.held[Kind.EVENTS] | checked.held[Kind.PROFILES])
    write_text(
        f"{_rows_words(checked)} → {count(checked.tally.events.unsent, Kind.EVENTS)}"
        f" · {count(checked.people, Kind.PROFILES)}"
        f" · {counted(held, '{count} row', '{count} rows')} held"
    )
    if checked.event_counts:
        write_text(f"events: {event_count_words(checked.event_counts)}")
    for line in _step_words(file, mapping, checked):
        write_text(line)
    for finding in checked.findings:
        words = finding_words(finding)
        told = f"{words.what} {_advice(finding.code, words)}".strip()
        lines = ", ".join(map(str, finding.lines[:10]))
        records = amount(finding.kind, finding.count)
        write_text(f"{finding.severity}: {records}: {told} (line {lines})")
    if to_confirm := _to_confirm(mapping, checked):
        write_text("Where the style of the preset is right for this file all the same, let it say:")
        write_text(f'"confirmed": {orjson.dumps(to_confirm).decode()}')


def _joined_as_json(file: CsvFile, mapping: Mapping, checked: Checked) -> dict[str, Any]:
    """Return what was found in the files that the mapping joins; nothing where it joins none."""
    if checked.prepared is None or not mapping.joins:
        return {}
    joins = zip(mapping.joins, file.seconds, checked.prepared.reports, strict=True)
    return {
        "joined": [
            {"file": join.file, "read": str(second.path), **report_as_json(report)}
            for join, second, report in joins
        ]
    }


def _step_words(file: CsvFile, mapping: Mapping, checked: Checked) -> Iterator[str]:
    """Yield in words what the steps of the mapping did with the rows."""
    prepared = checked.prepared
    if prepared is None:
        return
    if prepared.unwanted:
        yield f"{unwanted_words(prepared.unwanted)} It takes {filter_words(mapping.row_filter)}."
    for join, second, report in zip(mapping.joins, file.seconds, prepared.reports, strict=True):
        # What was found is told of the file that was read, whatever the preset calls it.
        yield from match_words(replace(join, file=second.path.name), report, has_keys=False)


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    words = finding_words(finding)
    return {
        "kind": _KIND_SHOWN[finding.kind],
        "code": finding.code,
        "severity": finding.severity,
        "consequence": finding.consequence,
        "target": finding.target,
        "count": finding.count,
        "lines": finding.lines,
        "related": finding.related,
        "message": words.what,
        "advice": _advice(finding.code, words),
    }


def _advice(code: Code, words: Words) -> str:
    """Return what to do, with the option of the command line that does it too."""
    return " ".join(filter(None, (words.advice, _BY_OPTION.get(code))))


def _record_as_json(record: Previewed, lines: tuple[int, ...] | None) -> dict[str, Any]:
    return {
        "line": record.line,
        **({"lines": lines} if lines is not None else {}),
        "kind": _KIND_SHOWN[record.kind],
        "item": orjson.Fragment(record.body) if record.body else None,
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "consequence": consequence_of(problem.code, problem.target),
                "target": problem.target,
                "message": problem_words(problem).what,
                "advice": _advice(problem.code, problem_words(problem)),
            }
            for problem in record.problems
        ],
    }
