"""The pairs of a grouped mapping made ready: all lines of an order become the parts of one record.

What tells of the order is taken once; what tells of a line makes an entry of a list for each line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import is_alone, is_arranged, is_list, texts_in, trace_in
from klaviyo_gui.core.convert.listing import ITEMS_MAX
from klaviyo_gui.core.filling import fill_of
from klaviyo_gui.core.listed import Listed, listed
from klaviyo_gui.core.order_once import Once
from klaviyo_gui.core.parts import CUSTOM, PERSON, PROPERTIES, place_of
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.sweep import put

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.core.parts import Parts, Place
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.sources import Cells
    from klaviyo_gui.core.sweep import Fill


def order_filling(plan: Plan, kind: Kind, *, is_swift: bool) -> Fill:
    """Return what fills the parts of a record from an arranged row, or from a row by itself."""
    pairs = plan.mapping.pairs(kind)
    once, per_item = _columns(plan, pairs, kind)
    of_order = [(pair, place) for pair, place, found in _placed(pairs, kind) if found is None]
    fill = fill_of(of_order, plan, kind, is_swift=is_swift)
    lists = _lists(plan, kind, pairs, per_item, is_swift=is_swift)
    has_trace = is_arranged(plan.header)

    def build(cells: Cells, problems: list[Problem]) -> Parts:
        if not has_trace or is_alone(cells[-1]):
            parts = fill(cells, problems)
            if lists:
                _extend(parts, lists, (cells,), (0,), problems)
            return parts
        trace = trace_in(cells[-1])
        count = len(trace.lines)
        flat = once.flat(cells, trace.lines, problems)
        parts = fill(flat, problems)
        if count > 1 and _has_repeats(cells, count):
            problems.append(Problem(Code.LINES_ALIKE, Severity.WARN))
        if lists:
            _extend(parts, lists, _rows(cells, flat, per_item, count), trace.lines, problems)
        return parts

    return build


class _List:
    """A list of a record, with what makes an entry of a line."""

    __slots__ = ("fill", "is_flat", "own", "part", "path", "target")

    def __init__(self, part: int, path: tuple[str, ...], target: str, fill: Fill) -> None:
        self.part = part
        self.path = path
        self.target = target
        self.fill = fill
        self.own: frozenset[str] = frozenset()
        self.is_flat = False

    def add(self, row: Cells, problems: list[Problem], entries: list[object]) -> None:
        """Add what a line makes: an object, or texts that are not among the entries yet."""
        content = self.fill(row, problems)[PROPERTIES]
        if not self.is_flat:
            # What is the same for the whole order makes no entry of a line by itself.
            if not self.own.isdisjoint(content):
                entries.append(content)
            return
        for value in content.values():
            for each in value if isinstance(value, list) else (value,):
                if each not in entries:
                    entries.append(each)


def _placed(pairs: Sequence[Pair], kind: Kind) -> Iterator[tuple[Pair, Place, Listed | None]]:
    """Yield each pair with its place, and with that of its list where it makes one."""
    for pair in pairs:
        part, path = place_of(kind, pair.target)
        yield pair, (part, path), listed(path) if part in {PROPERTIES, CUSTOM} else None


def _columns(plan: Plan, pairs: Sequence[Pair], kind: Kind) -> tuple[Once, tuple[int, ...]]:
    """Return the columns that have one text for an order, and the places of those of its lines."""
    assert plan.mapping.grouping is not None, "only grouped mappings are filled so"
    per_item = frozenset(plan.mapping.grouping.per_item)
    once: dict[int, str] = {}
    of_lines: set[int] = set()
    for pair, _, found in _placed(pairs, kind):
        for name in pair.columns:
            at = plan.header.index(name)
            if found is not None and name in per_item:
                of_lines.add(at)
            else:
                once.setdefault(at, pair.target)
    return Once(once), tuple(sorted(of_lines))


def _lists(
    plan: Plan, kind: Kind, pairs: Sequence[Pair], per_item: Sequence[int], *, is_swift: bool
) -> list[_List]:
    """Return the lists of a record: one for all pairs of the same path."""
    members: dict[tuple[int, tuple[str, ...]], list[tuple[Pair, Listed]]] = {}
    for pair, (part, _), found in _placed(pairs, kind):
        if found is not None:
            members.setdefault((part, found.path), []).append((pair, found))
    made = []
    for (part, path), those in members.items():
        is_flat = not those[0][1].inner
        placed = [(pair, (PROPERTIES, found.inner or path[-1:])) for pair, found in those]
        each = _List(part, path, those[0][0].target, fill_of(placed, plan, kind, is_swift=is_swift))
        each.is_flat = is_flat
        names = {plan.header[at] for at in per_item}
        telling = [name for pair, (_, name) in placed if not names.isdisjoint(pair.columns)]
        telling = telling or [name for pair, (_, name) in placed if pair.columns]
        each.own = frozenset(name[0] for name in telling)
        made.append(each)
    return made


def _rows(cells: Cells, flat: list[str], per_item: Sequence[int], count: int) -> list[list[str]]:
    """Return the lines of an order as their entries are made of them."""
    texts = [(at, texts_in(cells[at], count)) for at in per_item if is_list(cells[at])]
    rows = []
    for number in range(count):
        row = flat.copy()
        for at, each in texts:
            row[at] = each[number]
        rows.append(row)
    return rows


def _extend(
    parts: Parts,
    lists: Sequence[_List],
    rows: Sequence[Cells],
    lines: Sequence[int],
    problems: list[Problem],
) -> None:
    """Put the lists of an order into its parts."""
    found: list[Problem] = []
    for each in lists:
        entries: list[object] = []
        for row, line in zip(rows, lines, strict=True):
            each.add(row, found, entries)
            if found:
                _tell(problems, found, 0 if line == lines[0] else line)
        if len(entries) > ITEMS_MAX:
            problems.append(Problem(Code.LIST_TOO_LONG, Severity.HOLD, each.target))
        if entries:
            put(parts[each.part], each.path, entries)
            if each.part == CUSTOM:
                parts[PERSON]["properties"] = parts[CUSTOM]


def _tell(problems: list[Problem], found: list[Problem], line: int) -> None:
    """Tell what was found in a line, once for an order, with the line where that is another one."""
    for each in found:
        if not any(
            (known.code, known.severity, known.target) == (each.code, each.severity, each.target)
            for known in problems
        ):
            problems.append(replace(each, other_line=line) if line else each)
    found.clear()


def _has_repeats(cells: Cells, count: int) -> bool:
    """Tell whether two lines of an order are the same in every cell."""
    lists = [texts_in(cell, count) for cell in cells[:-1] if is_list(cell)]
    return len(set(zip(*lists, strict=True))) < count
