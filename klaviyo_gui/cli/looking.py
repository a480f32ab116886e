"""The commands that read a file and judge nothing of it: rows, suggest."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from klaviyo_gui.cli.exits import DONE
from klaviyo_gui.cli.opening import opened, reading_of, with_options
from klaviyo_gui.cli.output import as_valid, tell, write_json, write_text
from klaviyo_gui.cli.proposing import proposed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.region import phone_country
from klaviyo_gui.core.suggest import (
    PLAIN,
    GroupingProposal,
    Suggestion,
    as_mapping,
    propose_grouping,
    suggest,
    suggest_grouped,
    with_conversions,
    with_types,
)
from klaviyo_gui.language import counted
from klaviyo_gui.source.places import Places
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.store import presets
from klaviyo_gui.store.choices import memory
from klaviyo_gui.store.grouping_form import grouping_as_json
from klaviyo_gui.store.join_form import join_as_json
from klaviyo_gui.store.pair_form import pair_as_json
from klaviyo_gui.wording import key_words, source_words, target_label

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile

_LINES = 10
"""Lines that are named."""


def rows(arguments: argparse.Namespace) -> int:
    """Print the rows as read, the header first if there is one; of a broken file those above."""
    file = opened(arguments)
    index, end = file.readable()
    damaged = Places()
    for line, cells in _lines_of(file, index):
        valid = cells if _is_text(cells) else as_valid(cells)
        if valid is not cells:
            damaged.add(line)
        write_text(json.dumps(valid, ensure_ascii=True))
    if damaged.count:
        tell(_damage_words(damaged))
    if end is not None:
        raise end
    return DONE


def _lines_of(file: CsvFile, index: Index) -> Iterator[tuple[int, Sequence[str]]]:
    """Give the header, if there is one, and the rows, each with the line in which it begins."""
    if file.dialect.header_line:
        # The names of columns without a header are ours, and not in the file.
        yield file.dialect.header_line, file.raw_header
    for part in index.ranges():
        found = read_range(file.data, file.dialect, part)
        yield from zip(found.lines, found.cells, strict=True)


def _is_text(cells: Sequence[str]) -> bool:
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return False
    return True


def _damage_words(damaged: Places) -> str:
    named = ", ".join(map(str, damaged.lines[:_LINES]))
    more = ", …" if damaged.count > _LINES else ""
    lines = counted(damaged.count, "{count} line", "{count} lines")
    return (
        f"{lines} held bytes that are no letters in the file's encoding, "
        f"written as \N{REPLACEMENT CHARACTER}: line {named}{more}."
    )


def suggest_mapping(arguments: argparse.Namespace) -> int:
    """Propose a mapping; save it as a preset when asked to."""
    given = proposed(opened(arguments), arguments.join)
    file, header, cells_of_head = given.file, given.header, given.rows
    kinds = tuple(Kind) if arguments.kind == "both" else (Kind(arguments.kind),)
    # People alone are put together by who they are, whatever they bought.
    grouped = propose_grouping(header, cells_of_head) if Kind.EVENTS in kinds else None
    if grouped is None:
        proposals = suggest(header, cells_of_head, kinds, memory())
    else:
        proposals = suggest_grouped(grouped.grouping, header, cells_of_head, kinds, memory())
    written = {each.name: each.written for each in given.profiles}
    cells = {each.name: each.cells for each in given.profiles}
    found = with_conversions(with_types(proposals, cells, written), written)
    country = phone_country(file.header, file.head_rows.cells)
    mapping = replace(
        as_mapping(found).guessing(country),
        joins=given.joins,
        grouping=grouped.grouping if grouped is not None else None,
    )
    mapping = with_options(arguments, mapping)
    used = (*mapping.columns(), *mapping.step_columns)
    left_out = [name for name in header if name not in used]
    if arguments.save is not None:
        reading = reading_of(arguments, presets.Reading())
        preset = presets.made(arguments.save.stem, mapping, file.header, reading)
        presets.save(arguments.save, preset)
        tell(f"Saved as {arguments.save}.")
    if arguments.json:
        content: dict[str, Any] = {
            kind.value: [_as_json(each) for each in found if each.kind is kind] for kind in kinds
        }
        joins = {"joins": [*map(_join_as_json, given.joins, given.keys)]} if given.joins else {}
        told = joins | (_grouping_as_json(grouped) if grouped is not None else {})
        write_json(content | told | {"left_out": left_out, "options": asdict(mapping.options)})
        return DONE
    for join, key in zip(given.joins, given.keys, strict=True):
        doubt = "" if key.is_sure else "  (please confirm)"
        write_text(f"joined    {join.file} by {key_words(key)}{doubt}")
    if grouped is not None:
        write_text(_grouping_words(grouped))
    for each in found:
        doubt = "" if each.is_certain else "  (please confirm)"
        label = target_label(each.kind, each.pair.target)
        is_plain = each.type_reason in {"", PLAIN}
        kept_as = "" if is_plain else f"; as {each.pair.type}: {each.type_reason}"
        write_text(
            f"{each.kind:9} {source_words(each.pair):28} → {label:24} {each.reason}{kept_as}{doubt}"
        )
    if left_out:
        write_text(f"left out: {', '.join(left_out)}")
    return DONE


def _grouping_words(proposal: GroupingProposal) -> str:
    grouping = proposal.grouping
    lines = counted(proposal.rows, "{count} line", "{count} lines")
    orders = counted(proposal.orders, "{count} order", "{count} orders")
    return (
        f"grouped by {', '.join(grouping.key)}, as the first rows are {lines} of {orders}; "
        f"of each item: {', '.join(grouping.per_item)}"
    )


def _grouping_as_json(proposal: GroupingProposal) -> dict[str, Any]:
    levels = {each.column: each.reason for each in proposal.levels}
    return {"grouping": {**grouping_as_json(proposal.grouping), "reasons": levels}}


def _join_as_json(join: Join, key: KeyProposal) -> dict[str, Any]:
    return {
        **join_as_json(join),
        "found": key.found,
        "looked_for": key.looked_for,
        "certain": key.is_sure,
    }


def _as_json(suggestion: Suggestion) -> dict[str, Any]:
    kept_as = {"type_reason": suggestion.type_reason} if suggestion.type_reason else {}
    return {
        **pair_as_json(suggestion.pair),
        "reason": suggestion.reason,
        "certain": suggestion.is_certain,
        **kept_as,
    }
