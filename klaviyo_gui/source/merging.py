"""Orders of which several parts of a file have lines, put together partition by partition."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import (
    Trace,
    cell_of,
    first_line,
    is_rewritten,
    line_count,
    line_rows,
    texts_in,
    trace_cell,
    trace_in,
)
from klaviyo_gui.core.errors import OrderTooLong
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.arranged_form import decoded, records_in, written
from klaviyo_gui.source.gathering import ALONE, Columns, Key
from klaviyo_gui.source.pieces import Partition
from klaviyo_gui.source.row_severity import worst_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TYPE = "Q"
_SIZE = array(_TYPE).itemsize

LINES_MAX = 20_000
"""Lines of one order; five times as many as Klaviyo takes entries of a list, so that whoever groups
by a column that tells no orders learns it before memory is full."""

_FIRST_OF_CODES = (Code.EDIT_ASTRAY, Code.LEFT_OUT, Code.ORDER_DAMAGED)
"""What is told first of an order of which several things could be told."""


def merge_partition(
    folder: Path, number: int, partitions: int, firsts: Sequence[int], columns: Columns
) -> None:
    """Put together what several parts have of an order; ``firsts`` are the lines that begin them.

    Behind them stands a part of nothing but doubts, those of rows at the edges of the others. What
    the orders become is kept beside the parts, by the part in which each begins. To do it again
    changes nothing. Raises OrderTooLong for rows without end that seem to be one order.
    """
    parts = [Partition(folder, part, number, partitions) for part in range(len(firsts) + 1)]
    split = _split(parts)
    found: dict[Key, list[list[str]]] = {}
    doubts: dict[Key, int] = {}
    lines: Counter[Key] = Counter()
    has_signs = False
    for part in parts if split else ():
        entries = part.entries()
        taken = [at for at, each in enumerate(entries) if each.digest in split]
        if not taken:
            continue
        raw = part.raw()
        raw = b"".join([raw[entries[at].start : entries[at].stop] for at in taken])
        has_signs |= is_rewritten(raw)
        for at, cells in zip(taken, records_in(decoded(raw)[0]), strict=True):
            each = entries[at]
            if each.is_doubt:
                doubt = tuple(cells)
                doubts[doubt] = min(each.line, doubts.get(doubt, each.line))
                continue
            key = _key(cells, columns.key)
            found.setdefault(key, []).append(cells)
            lines[key] += line_count(cells[-1])
            if lines[key] > LINES_MAX:
                raise OrderTooLong(first_line(found[key][0][-1]), LINES_MAX)
        part.take(taken)
    merged = sorted(
        _merged(pieces, doubts.get(key, 0), columns.own, has_signs=has_signs)
        for key, pieces in found.items()
    )
    _keep(folder, number, merged, firsts)


def merged_orders(folder: Path, part: int, partitions: int) -> Iterator[tuple[int, bytes]]:
    """Yield the orders that were put together and begin in this part, with their first lines."""
    for number in range(partitions):
        with (folder / f"{number:04d}.orders").open("rb") as file:
            file.seek(2 * _SIZE * part)
            begin, first, end, stop = array(_TYPE, file.read(4 * _SIZE))
            if first == stop:
                continue
            file.seek(begin)
            raw = file.read(end - begin)
        count = stop - first
        known = array(_TYPE, raw[: 2 * _SIZE * count])
        offset = 2 * _SIZE * count
        for line, size in zip(known[::2], known[1::2], strict=True):
            yield line, raw[offset : offset + size]
            offset += size


def _split(parts: Sequence[Partition]) -> set[int]:
    """Return the digests that several parts have, and those that are doubted."""
    seen: set[int] = set()
    split: set[int] = set()
    for part in parts:
        now = set(part.digests())
        split |= seen & now
        seen |= now
        if part.doubts():
            split.update(each.digest for each in part.entries() if each.is_doubt)
    return split - {ALONE}


def _key(cells: Sequence[str], places: Sequence[int]) -> Key:
    return tuple(texts_in(cells[at], 1)[0].strip() for at in places)


def _merged(
    pieces: Sequence[list[str]], doubt: int, own: int, *, has_signs: bool
) -> tuple[int, list[str]]:
    """Return an order with its first line; the pieces come in the order of the file."""
    traces = [trace_in(cells[-1]) for cells in pieces]
    rows = [row for cells in pieces for row in line_rows(cells)]
    texts = [cell_of(column, has_signs=has_signs) for column in zip(*rows, strict=True)]
    lines = tuple(line for trace in traces for line in trace.lines)
    code, other = _worst(traces, doubt)
    widths: tuple[int, ...] = ()
    if any(trace.widths for trace in traces):
        widths = tuple(
            each for trace in traces for each in trace.widths or (own,) * len(trace.lines)
        )
    trace = Trace(lines, code, other, widths)
    return lines[0], [*texts, trace_cell(trace, is_rewritten=has_signs)]


def _worst(traces: Sequence[Trace], doubt: int) -> tuple[str, int]:
    codes = [trace.code for trace in traces if trace.code]
    if doubt:
        codes.append(Code.ORDER_DAMAGED)
    for code in _FIRST_OF_CODES:
        if code in codes:
            return code, doubt if code is Code.ORDER_DAMAGED else 0
    worst = worst_of(codes) if codes else ""
    is_found = worst == Code.JOIN_UNMATCHED and len(codes) < len(traces)
    return "" if is_found else worst, 0


def _keep(
    folder: Path, number: int, merged: Sequence[tuple[int, list[str]]], firsts: Sequence[int]
) -> None:
    """Keep orders by the part in which they begin: first lines and lengths, then the rows."""
    lines = written(cells for _, cells in merged)
    blocks: list[list[int]] = [[] for _ in firsts]
    for at, (line, _) in enumerate(merged):
        blocks[bisect_right(firsts, line) - 1].append(at)
    starts = array(_TYPE, [0, 0] * (len(firsts) + 1))
    offset, count, bodies = starts.itemsize * len(starts), 0, []
    for part, block in enumerate(blocks):
        known = array(_TYPE)
        for at in block:
            known.extend((merged[at][0], len(lines[at])))
        body = b"".join((known.tobytes(), *(lines[at] for at in block)))
        starts[2 * part], starts[2 * part + 1] = offset, count
        offset, count = offset + len(body), count + len(block)
        bodies.append(body)
    starts[-2], starts[-1] = offset, count
    (folder / f"{number:04d}.orders").write_bytes(b"".join((starts.tobytes(), *bodies)))
