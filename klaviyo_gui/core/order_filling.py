"""The pairs of a grouped mapping made ready: all lines of an order become the parts of one record.

What tells of the order is taken once; what tells of a line makes an entry of a list for each line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import (
    is_alone,
    is_arranged,
    line_count,
    lists_in,
    trace_in,
    unsent_in,
)
from klaviyo_gui.core.convert.listing import ITEMS_MAX
from klaviyo_gui.core.filling import fill_of
from klaviyo_gui.core.listed import Listed, listed
from klaviyo_gui.core.order_once import Once
from klaviyo_gui.core.parts import CUSTOM, EVENT, PERSON, PROPERTIES, place_of
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.sweep import put

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

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
            for each in lists:
                each.extend(parts, (cells,), "", problems)
            return parts
        trace = cells[-1]
        count = line_count(trace)
        texts = lists_in(cells, count)
        flat = once.flat(cells, texts, problems)
        parts = fill(flat, problems)
        unsent = unsent_in(trace)
        sent = [at for at in range(count) if at not in unsent]
        if unsent:
            told = f"{len(unsent):,} of {count:,}"
            problems.append(Problem(Code.LINES_UNSENT, Severity.WARN, text=told))
        if len(sent) > 1 and _are_alike(texts, sent):
            problems.append(Problem(Code.LINES_ALIKE, Severity.WARN))
        rows = _rows(flat, texts, per_item, sent) if lists else []
        for each in lists:
            each.extend(parts, rows, trace, problems)
        return parts

    return build


class _List:
    """A list of a record: where it stands, and a property that goes into it.

    ``own`` are the names of which each object in it must have one.
    """

    __slots__ = ("own", "part", "path", "target")

    def __init__(self, part: int, path: tuple[str, ...], target: str) -> None:
        self.part = part
        self.path = path
        self.target = target
        self.own: frozenset[str] = frozenset()


class _Lists:
    """Lists of a record of which a line fills the entries together: one of objects, any of texts.

    The object of a line is filled as properties, its texts as parts of the event: so each is put
    at once where it belongs.
    """

    def __init__(self, objects: _List | None, texts: Sequence[_List], fill: Fill) -> None:
        self._objects = objects
        self._texts = [(str(at), each) for at, each in enumerate(texts)]
        self._fill = fill

    def extend(
        self, parts: Parts, rows: Sequence[Cells], trace: str, problems: list[Problem]
    ) -> None:
        """Put the entries that these lines make into the parts of their order."""
        items: list[object] = []
        entries: dict[str, list[object]] = {}
        found: list[Problem] = []
        own = self._objects.own if self._objects is not None else frozenset()
        for at, row in enumerate(rows):
            filled = self._fill(row, found)
            # What is the same for the whole order makes no entry of a line by itself.
            if not own.isdisjoint(filled[PROPERTIES]):
                items.append(filled[PROPERTIES])
            for name, value in filled[EVENT].items():
                _add_new(entries.setdefault(name, []), value)
            if found:
                _tell(problems, found, _line_of(trace, at) if trace else 0)
        if items and self._objects is not None:
            _put(parts, self._objects, items, problems)
        for name, each in self._texts:
            if name in entries:
                _put(parts, each, entries[name], problems)


def _add_new(entries: list[object], value: object) -> None:
    """Add a text, or those of a list, that is not among the entries yet."""
    for each in value if isinstance(value, list) else (value,):
        if each not in entries:
            entries.append(each)


def _put(parts: Parts, each: _List, entries: list[object], problems: list[Problem]) -> None:
    if len(entries) > ITEMS_MAX:
        problems.append(Problem(Code.LIST_TOO_LONG, Severity.HOLD, each.target))
    put(parts[each.part], each.path, entries)
    if each.part == CUSTOM:
        parts[PERSON]["properties"] = parts[CUSTOM]


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
) -> list[_Lists]:
    """Return the lists of a record, one for all pairs of the same path."""
    members: dict[tuple[int, tuple[str, ...]], list[tuple[Pair, Listed]]] = {}
    for pair, (part, _), found in _placed(pairs, kind):
        if found is not None:
            members.setdefault((part, found.path), []).append((pair, found))
    objects: list[tuple[_List, list[tuple[Pair, Place]]]] = []
    texts: list[_List] = []
    placed: list[tuple[Pair, Place]] = []
    for (part, path), those in members.items():
        each = _List(part, path, those[0][0].target)
        if those[0][1].inner:
            each.own = _telling(those, {plan.header[at] for at in per_item})
            objects.append((each, [(pair, (PROPERTIES, found.inner)) for pair, found in those]))
        else:
            placed += [(pair, (EVENT, (str(len(texts)),))) for pair, _ in those]
            texts.append(each)
    first = objects[0] if objects else (None, [])
    made = [(first[0], texts, [*first[1], *placed]), *((each, [], to) for each, to in objects[1:])]
    return [
        _Lists(of, names, fill_of(to, plan, kind, is_swift=is_swift))
        for of, names, to in made
        if to
    ]


def _telling(members: Sequence[tuple[Pair, Listed]], per_item: Collection[str]) -> frozenset[str]:
    """Return the names of which an object must have one: what lines say by themselves, if any."""
    told = [(pair.columns, found.inner[0]) for pair, found in members]
    of_lines = [name for columns, name in told if set(columns).intersection(per_item)]
    of_order = [name for columns, name in told if columns]
    return frozenset(of_lines or of_order or (name for _, name in told))


def _rows(
    flat: list[str], texts: dict[int, list[str]], per_item: Sequence[int], sent: Sequence[int]
) -> list[list[str]]:
    """Return the lines of an order, those that are sent, as their entries are made of them."""
    own = [(at, texts[at]) for at in per_item if at in texts]
    rows = []
    for number in sent:
        row = flat.copy()
        for at, each in own:
            row[at] = each[number]
        rows.append(row)
    return rows


def _are_alike(texts: dict[int, list[str]], sent: Sequence[int]) -> bool:
    """Tell whether two of these lines are the same in every cell."""
    rows = list(zip(*texts.values(), strict=True))
    return not rows or len({rows[at] for at in sent}) < len(sent)


def _line_of(trace: str, at: int) -> int:
    """Return where one of the lines that are sent stands, 0 for the first of all."""
    lines, unsent = trace_in(trace).lines, unsent_in(trace)
    number = [each for each in range(len(lines)) if each not in unsent][at]
    return lines[number] if number else 0


def _tell(problems: list[Problem], found: list[Problem], line: int) -> None:
    """Tell what was found in a line, once for an order, with the line where that is another one."""
    for each in found:
        if not any(
            (known.code, known.severity, known.target) == (each.code, each.severity, each.target)
            for known in problems
        ):
            problems.append(replace(each, other_line=line) if line else each)
    found.clear()
