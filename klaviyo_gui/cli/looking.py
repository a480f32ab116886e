"""The commands about the file alone: inspect, rows, suggest."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from klaviyo_gui.cli.exits import DONE
from klaviyo_gui.cli.opening import opened, with_options
from klaviyo_gui.cli.output import tell, write_json, write_text
from klaviyo_gui.core.mapping import Column, Kind, Options
from klaviyo_gui.core.region import phone_country
from klaviyo_gui.core.suggest import Suggestion, as_mapping, guess_meaning, suggest
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.profile import profile
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.store import presets
from klaviyo_gui.wording import fault_words, target_label

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.source.table import CsvFile


def inspect(arguments: argparse.Namespace) -> int:
    """Show the dialect, the columns and the findings of a file."""
    file = opened(arguments)
    faults = Faults(file.raw_header, file.dialect.header_line)
    count = 0

    def cells() -> Iterator[list[str]]:
        nonlocal count
        for rows in _parts(file):
            faults.add(rows)
            count += len(rows)
            yield from rows.cells

    profiles = profile(file.header, cells())
    samples = list(zip(*file.head_rows.cells, strict=False))
    columns = []
    for each in profiles:
        column = samples[each.position] if each.position < len(samples) else ()
        meaning = guess_meaning(each.name, column[:200])
        columns.append(
            {
                "name": each.name,
                "position": each.position + 1,
                "samples": each.samples,
                "filled": each.filled,
                "fill": round(each.filled / each.total, 4) if each.total else 0.0,
                "distinct": each.distinct,
                "meaning": meaning.key if meaning else None,
                "meaning_label": meaning.label if meaning else None,
            }
        )
    findings = [
        {
            "code": fault.code,
            "count": fault.count,
            "lines": fault.lines,
            "message": fault_words(fault).what,
            "advice": fault_words(fault).advice,
        }
        for fault in faults.all()
    ]
    content = {
        "file": str(file.path),
        "size": file.size,
        "encoding": file.dialect.encoding,
        "delimiter": file.dialect.delimiter,
        "quote": file.dialect.quote,
        "header_line": file.dialect.header_line,
        "columns": columns,
        "rows": count,
        "findings": findings,
    }
    if arguments.json:
        write_json(content)
    else:
        _print_inspection(content)
    return DONE


def rows(arguments: argparse.Namespace) -> int:
    """Print the rows as read, the header first."""
    file = opened(arguments)
    # The standard library's writer keeps bytes that are no text apart, as lone surrogates.
    write_text(json.dumps(file.raw_header, ensure_ascii=True))
    for part in _parts(file):
        for cells in part.cells:
            write_text(json.dumps(cells, ensure_ascii=True))
    return DONE


def suggest_mapping(arguments: argparse.Namespace) -> int:
    """Propose a mapping; save it as a preset when asked to."""
    file = opened(arguments)
    kinds = tuple(Kind) if arguments.kind == "both" else (Kind(arguments.kind),)
    found = suggest(file.header, file.head_rows.cells, kinds)
    country = phone_country(file.header, file.head_rows.cells)
    proposed = as_mapping(found).with_options(Options(phone_country=country))
    mapping = with_options(arguments, proposed)
    used = mapping.columns()
    left_out = [name for name in file.header if name not in used]
    if arguments.save is not None:
        reading = presets.Reading(arguments.delimiter, arguments.encoding, arguments.header_line)
        presets.save(arguments.save, presets.Preset(arguments.save.stem, mapping, reading))
        tell(f"Saved as {arguments.save}.")
    if arguments.json:
        content: dict[str, Any] = {
            kind.value: [_as_json(each) for each in found if each.kind is kind] for kind in kinds
        }
        write_json(content | {"left_out": left_out, "options": asdict(mapping.options)})
        return DONE
    for each in found:
        doubt = "" if each.is_certain else "  (please confirm)"
        label = target_label(each.kind, each.pair.target)
        write_text(f"{each.kind:9} {_source(each):28} → {label:24} {each.reason}{doubt}")
    if left_out:
        write_text(f"left out: {', '.join(left_out)}")
    return DONE


def _parts(file: CsvFile) -> Iterator[Rows]:
    for part in file.index().ranges():
        yield read_range(file.data, file.dialect, part)


def _source(suggestion: Suggestion) -> str:
    source = suggestion.pair.source
    return source.name if isinstance(source, Column) else f"“{source.text}”"


def _as_json(suggestion: Suggestion) -> dict[str, Any]:
    source = suggestion.pair.source
    where = {"column": source.name} if isinstance(source, Column) else {"text": source.text}
    return {
        "target": suggestion.pair.target,
        **where,
        "reason": suggestion.reason,
        "certain": suggestion.is_certain,
    }


def _print_inspection(content: dict[str, Any]) -> None:
    delimiter = {"\t": "tab"}.get(content["delimiter"], content["delimiter"])
    write_text(
        f"{content['file']}: {content['rows']:,} rows, {len(content['columns'])} columns, "
        f"separator {delimiter}, {content['encoding']}, header in line {content['header_line']}"
    )
    for column in content["columns"]:
        samples = " · ".join(column["samples"])
        meaning = f" [{column['meaning_label']}]" if column["meaning_label"] else ""
        write_text(f"  {column['name']}{meaning}: {column['fill']:.0%} filled; {samples}")
    for finding in content["findings"]:
        lines = ", ".join(map(str, finding["lines"][:10]))
        write_text(f"! {finding['count']:,} times: {finding['message']} (line {lines})")
