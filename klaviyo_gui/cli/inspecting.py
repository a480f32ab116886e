"""The command inspect: how a file is read, what is doubtful, and what was found in it."""

from __future__ import annotations

from dataclasses import asdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from klaviyo_gui.cli.exits import DONE, exit_code
from klaviyo_gui.cli.inspection_words import print_inspection
from klaviyo_gui.cli.opening import opened
from klaviyo_gui.cli.output import as_valid, tell, write_json
from klaviyo_gui.cli.surveying import inspected
from klaviyo_gui.core.suggest import guess_meaning
from klaviyo_gui.source.breach import doubted, fault_of
from klaviyo_gui.source.caret import excerpt, place
from klaviyo_gui.source.line_end import line_end
from klaviyo_gui.source.profile import DISTINCT_LIMIT
from klaviyo_gui.source.raw_lines import raw_lines
from klaviyo_gui.wording import error_words, fault_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.errors import RowUnending
    from klaviyo_gui.sending.inspection import Inspected
    from klaviyo_gui.source.detection import Guess
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.source.readings import Reading
    from klaviyo_gui.source.table import CsvFile

_LOOKED_AT = 200


def inspect(arguments: argparse.Namespace) -> int:
    """Tell how a file is read, what is doubtful about that, its columns and its findings.

    Of a file that cannot be read to its end, it tells all of what lies above; then it fails.
    """
    file = opened(arguments)
    index, end = file.readable()
    if end is not None:
        file = doubted(file, index, end)
    told = _as_json(file, index, inspected(file, index), end)
    content = as_valid(told) | {"file": str(file.path)}
    if arguments.json:
        write_json(content)
    else:
        print_inspection(content)
    if end is None:
        return DONE
    tell(error_words(end).sentence)
    return exit_code(end)


def _as_json(
    file: CsvFile, index: Index, found: Inspected, end: RowUnending | None
) -> dict[str, Any]:
    dialect = file.dialect
    faults = found.faults if end is None else (fault_of(end), *found.faults)
    heads = list(zip_longest(*file.head_rows.cells[:_LOOKED_AT], fillvalue=""))
    return {
        "file": str(file.path),
        "size": file.size,
        "encoding": file.encoding,
        **_dialect_as_json(dialect),
        "line_end": None if file.sheet is not None else line_end(file.data),
        "sheets": file.sheets,
        "sheet": file.sheet,
        "member": file.member,
        "certain": file.guess.is_certain,
        "doubts": list(_doubts(file.guess)),
        "columns": [
            _column_as_json(each, heads[each.position] if each.position < len(heads) else ())
            for each in found.profiles
        ],
        "rows": found.rows,
        "complete": end is None,
        "findings": [_finding_as_json(file, index, each) for each in faults],
    }


def _dialect_as_json(dialect: Dialect) -> dict[str, Any]:
    return {
        "delimiter": dialect.delimiter,
        "quote": dialect.quote,
        "escape": dialect.escape,
        "is_wrapped": dialect.is_wrapped,
        "header_line": dialect.header_line,
    }


def _doubts(guess: Guess) -> Iterator[dict[str, Any]]:
    """Give each doubt with its candidates, the likeliest first, and how each reads some lines."""
    if "sheet" in guess.doubts:
        yield {
            "about": ["sheet"],
            "candidates": [{"sheet": each} for each in guess.sheets],
            "lines": _readings(guess.sheet_rows),
        }
    if "encoding" in guess.doubts:
        yield {
            "about": ["encoding"],
            "candidates": [asdict(each) for each in guess.charset.candidates],
            "lines": _readings(guess.texts),
            "mixed_lines": guess.charset.mixed_lines,
        }
    if parts := [each for each in ("delimiter", "quote", "escape") if each in guess.doubts]:
        yield {
            "about": parts,
            "candidates": [_dialect_as_json(each) for each in (guess.dialect, *guess.others)],
            "lines": _readings(guess.lines),
        }
    if "header_line" in guess.doubts:
        lines = (guess.dialect.header_line, guess.other_header)
        yield {
            "about": ["header_line"],
            "candidates": [{"header_line": line} for line in lines],
            "lines": _readings(guess.headers),
        }


def _readings(lines: Sequence[Reading]) -> list[dict[str, Any]]:
    return [{"line": each.line, "readings": each.readings} for each in lines]


def _column_as_json(profile: ColumnProfile, head: Sequence[str]) -> dict[str, Any]:
    meaning = guess_meaning(profile.name, head)
    return {
        "name": profile.name,
        "position": profile.position + 1,
        "samples": profile.samples,
        "filled": profile.filled,
        "fill": round(profile.filled / profile.total, 4) if profile.total else 0.0,
        "distinct": profile.distinct,
        "distinct_is_exact": profile.distinct < DISTINCT_LIMIT,
        "common": [{"value": value, "count": count} for value, count in profile.common],
        "common_missed": profile.missed,
        "shortest": profile.shortest,
        "longest": profile.longest,
        "form": profile.form,
        "smallest": profile.smallest,
        "largest": profile.largest,
        "looks": {name: round(share, 4) for name, share in asdict(profile.looks).items()},
        "meaning": meaning.key if meaning else None,
        "meaning_label": meaning.label if meaning else None,
    }


def _finding_as_json(file: CsvFile, index: Index, fault: Fault) -> dict[str, Any]:
    words = fault_words(fault)
    line = "".join(raw_lines(file, index, fault.lines[0]))
    text, caret = excerpt(line, place(line, fault, file.dialect, len(file.header)))
    return {
        "code": fault.code,
        "severity": fault.severity,
        "count": fault.count,
        "lines": fault.lines,
        "names": fault.names,
        "message": words.what,
        "advice": words.advice,
        "recovery": fault.recovery,
        "examples": [{"text": text, "mended": mended} for text, mended in fault.examples],
        "excerpt": {"line": fault.lines[0], "text": text, "caret": caret},
    }
