"""Several events of one row become one item, in which Klaviyo takes them as one person's.

They are accepted or refused together, so that a row stays one record: where one of them is held the
row is, and where one is history all of them are, for that starts no flow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.batch import EVENTS_MAX, ITEM_MAX_BYTES
from klaviyo_gui.core.built import Build, Record, finished, held
from klaviyo_gui.core.cell_reading import condition_readings
from klaviyo_gui.core.event_item import PAST, around_parts, event_builder, is_past
from klaviyo_gui.core.event_target import of_event
from klaviyo_gui.core.filling import filling
from klaviyo_gui.core.item_ids import ItemIds, derives_ids
from klaviyo_gui.core.item_rows import item_rows
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.order_filling import order_filling
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.row_condition import row_condition

if TYPE_CHECKING:
    from klaviyo_gui.core.event_item import Around
    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.row_filter import RowFilter
    from klaviyo_gui.core.sources import Cells
    from klaviyo_gui.core.sweep import Fill

_BETWEEN = b'},{"type":"event","attributes":'
"""What stands between two events of an item."""

_PLACE = b"\0"
"""Stands between the person and an event that is built apart; never part of JSON."""

_IS_PAST, _IS_NOW = b"p", b"n"

_FLAG = b"," + orjson.dumps(PAST)[1:]
"""How an event ends that flows do not see."""

_LIMIT = ITEM_MAX_BYTES[Kind.EVENTS]

_OF_NOBODY = frozenset({Code.IDENTIFIER_MISSING, Code.PHONE_ALONE})

_Made = tuple[Record, int]
"""The record of one event by itself, and the line that it is of; 0 for the first of the row."""

_Make = Callable[["Cells", list[Problem]], Iterator[_Made]]
"""Makes the events of a row that are wanted, and tells of conditions that cannot be read."""


def several_builder(plan: Plan) -> Build:
    """Return what builds the item of all events of a row that are wanted."""
    mapping = plan.mapping
    alone = replace(mapping, condition=None, further=())
    if plan.readings is None:
        # What the other events and the profiles say of a column counts for each condition.
        plan = replace(plan, readings=condition_readings(mapping, plan.header))
    makers = [("", _order_events(replace(plan, mapping=alone), mapping.condition))]
    who = tuple(pair for pair in mapping.events if pair.target.startswith(catalog.PERSON))
    for each in mapping.further:
        part = replace(plan, mapping=replace(alone, events=(*who, *each.pairs)))
        name = part.mapping.fixed_metric.strip()
        make = _item_events(part, each) if each.is_per_item else _order_events(part, each.condition)
        makers.append((name, make))
    join = _joining(plan)

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        records: list[Record] = []
        for name, make in makers:
            found: list[Problem] = []
            for record, line in make(cells, found):
                _tell(problems, record.problems, name, line, is_first=not records)
                records.append(record)
            _tell(problems, found, name, 0, is_first=False)
        if records:
            return join(records, problems)
        return Record(b"", b"", tuple(problems)) if problems else held(Code.NOT_WANTED)

    return build


def _order_events(plan: Plan, condition: RowFilter | None) -> _Make:
    """Return what makes the event of a row, or of a whole order."""
    fills = order_filling if plan.mapping.grouping is not None else filling
    build = _apart(plan, lambda *, is_swift: fills(plan, Kind.EVENTS, is_swift=is_swift))
    meets = row_condition(plan, condition, dict(plan.readings or ()))

    def make(cells: Cells, problems: list[Problem]) -> Iterator[_Made]:
        if meets(cells, problems):
            yield build(cells), 0

    return make


def _item_events(plan: Plan, event: FurtherEvent) -> _Make:
    """Return what makes an event of each line of an order."""
    ids = ItemIds(plan, event) if derives_ids(event) else None

    def fills(*, is_swift: bool) -> Fill:
        fill = filling(plan, Kind.EVENTS, is_swift=is_swift)
        return fill if ids is None else ids.filling(fill)

    build = _apart(plan, fills)
    rows_of = item_rows(plan, event)
    meets = row_condition(plan, event.condition, dict(plan.readings or ()))

    def make(cells: Cells, problems: list[Problem]) -> Iterator[_Made]:
        rows = rows_of(cells, problems)
        made = ids.ids(cells, rows) if ids is not None else []
        for number, row in enumerate(rows):
            if row.is_wanted and meets(row.cells, problems):
                if ids is not None:
                    ids.turn_to(made[number])
                yield build(row.cells), row.line

    return make


def _apart(plan: Plan, fills: Callable[..., Fill]) -> Build:
    """Return what builds an event so that it can be taken out of its item again."""
    around = _marking(plan)
    careful = event_builder(plan, fills(is_swift=False), None, around)
    return event_builder(plan, fills(is_swift=True), careful, around)


def _marking(plan: Plan) -> Around:
    """Return what marks an event that is built apart, by whether it is history."""
    past, now = ((dict[str, Any](), b"", _PLACE + mark, b"") for mark in (_IS_PAST, _IS_NOW))
    return lambda event: past if is_past(plan, event) else now


def _joining(plan: Plan) -> Callable[[list[Record], list[Problem]], Record]:
    """Return what puts the events of a row, and what was found of them, into one record."""
    _, *past = around_parts(PAST)
    _, *now = around_parts({})
    turns = plan.history_before is not None and not plan.is_history

    def join(records: list[Record], problems: list[Problem]) -> Record:
        if not all(record.body for record in records):
            return Record(b"", b"", tuple(problems))
        split = [record.body.partition(_PLACE) for record in records]
        whose = split[0][0]
        marks = [rest[:1] for _, _, rest in split]
        is_history = _IS_PAST in marks
        before, between, behind = past if is_history else now
        events = [rest[1:-1] + _FLAG if is_history else rest[1:] for _, _, rest in split]
        if turns and is_history and _IS_NOW in marks:
            problems.append(Problem(Code.ALL_HISTORY, Severity.WARN, "time"))
        keys = [record.key for record in records]
        if len({*keys}) < len(keys):
            problems.append(Problem(Code.EVENTS_ALIKE, Severity.HOLD, "unique_id"))
        if len(records) > EVENTS_MAX:
            problems.append(Problem(Code.EVENTS_TOO_MANY, Severity.HOLD))
        body = b"".join((before, whose, between, _BETWEEN.join(events), behind))
        if len(body) > _LIMIT and not any(each.code is Code.ITEM_TOO_LARGE for each in problems):
            problems.append(Problem(Code.ITEM_TOO_LARGE, Severity.HOLD))
        first = records[0]._replace(body=body, problems=())
        if len(records) > 1:
            items = (b"".join((before, whose, between, each, behind)) for each in events)
            first = first._replace(
                has_made_id=False,
                moment=b"".join(record.moment for record in records),
                act=None,
                acts=tuple(record.act for record in records if record.act is not None),
                events=tuple(zip(keys, items, strict=True)),
            )
        return finished(first, problems)

    return join


def _tell(
    problems: list[Problem],
    found: list[Problem] | tuple[Problem, ...],
    name: str,
    line: int,
    *,
    is_first: bool,
) -> None:
    """Add what was found of an event, with its name; what is told of the person only once.

    Of the lines of an order each is told once, with the line where that is another than the first.
    """
    for each in found:
        is_of_person = each.target.startswith(catalog.PERSON) or each.code in _OF_NOBODY
        if is_of_person and not is_first:
            continue
        target = of_event(name, each.target) if name and not is_of_person else each.target
        if any(
            (known.code, known.severity, known.target) == (each.code, each.severity, target)
            for known in problems
        ):
            continue
        problems.append(replace(each, target=target, other_line=each.other_line or line))
