"""Which names the events of a file have: names that only letters tell apart, and too many of them.

Each name makes a metric of its own at Klaviyo, and none can be renamed or deleted by its API.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.findings import LINES_KEPT, TEXTS_KEPT, Finding
from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.near_names import one_form
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.row_kinds import RowKinds, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.mapping import Mapping

METRICS_MAX = 200
"""Names of events that an account may have (developers.klaviyo.com, v1-2/reference/track-post)."""

NAMES_KEPT = 1_000
"""Different names that are told apart; where there are more, a column of ids names the events."""

_NOWHERE = 2**32 - 1
"""The place of the name of an event that makes no metric."""

_NAME = re.compile(
    rb'"metric":\{"data":\{"type":"metric","attributes":\{"name":("(?:[^"\\]|\\.)*")'
)


_NO_EVENT = 0
"""The place of the name of a row that has no event; those of names begin with 1."""

_MORE = NAMES_KEPT + 1
"""The place of all names that are not told apart."""


@dataclass(slots=True)
class _Seen:
    place: int
    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, count: int, lines: Iterable[int]) -> None:
        self.count += count
        self.lines += list(lines)[: LINES_KEPT - len(self.lines)]

    def take_back(self, line: int) -> None:
        self.count -= 1
        if line in self.lines:
            self.lines.remove(line)


class MetricNames:
    """Gathers the names of events, with how often and in which lines first.

    Of one part of the file it knows the name of each row's event, so that some can be taken back;
    of the whole file the same in little room.
    """

    def __init__(self) -> None:
        self._names: dict[str, _Seen] = {}
        self._more = _Seen(_MORE)
        self._places: array[int] = array("I")
        self._rows = RowKinds()

    def add(self, line: int, body: bytes) -> None:
        """Take the event of the next row as it is sent; it is empty where there is none."""
        if not body:
            self._places.append(_NO_EVENT)
            return
        seen = self._named(name_of(body))
        seen.add(1, (line,))
        self._places.append(seen.place)

    def add_alike(self, events: Sequence[tuple[int, bytes]]) -> None:
        """Take events that all have one name, without telling their rows."""
        if events:
            lines = (line for line, _ in events[:LINES_KEPT])
            self._named(name_of(events[0][1])).add(len(events), lines)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that are told apart, in the order of the file."""
        return tuple(name for name, seen in self._names.items() if seen.count)

    @property
    def has_more(self) -> bool:
        """Tell whether there are names beyond those that are told apart."""
        return self._more.count > 0

    def without(self, rows: Iterable[int], lines: Sequence[int]) -> MetricNames:
        """Return the names of this part, of which these of the rows in all lines are not sent."""
        kept = MetricNames()
        seen = [replace(each, lines=[*each.lines]) for each in self._names.values()]
        kept._names = dict(zip(self._names, seen, strict=True))
        kept._places = self._places[:]
        for row in rows if self._places else ():
            if self._places[row] != _NO_EVENT:
                seen[self._places[row] - 1].take_back(lines[row])
                kept._places[row] = _NO_EVENT
        return kept

    def merge(self, later: MetricNames, first_row: int | None = None) -> None:
        """Take what a later part of the file tells.

        ``first_row`` is where the part begins; without it the rows cannot be told.
        """
        places = [_NO_EVENT]
        for name, seen in later._names.items():
            known = self._more
            if seen.count and (name in self._names or len(self._names) < NAMES_KEPT):
                known = self._named(name)
            known.add(seen.count, seen.lines)
            places.append(known.place)
        if first_row is not None and later._places:
            found = array("H", map(places.__getitem__, later._places))
            self._rows.add(first_row, packed(found.tobytes()))

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be known of the names, once all parts are merged."""
        for code in (Code.METRIC_ALIKE, Code.METRICS_MANY):
            names = self._meant(code)
            if names:
                seen = self._seen(code, names)
                lines = sorted(line for each in seen for line in each.lines)[:LINES_KEPT]
                count = sum(each.count for each in seen)
                texts = tuple(names[:TEXTS_KEPT])
                yield Finding(
                    Kind.EVENTS, code, Severity.WARN, "metric", count, tuple(lines), texts
                )

    def rows_of(self, finding: Finding) -> Iterator[tuple[int, bytes]]:
        """Yield the rows of a finding: where each part begins, and a bit for each of its rows."""
        seen = self._seen(finding.code, self._meant(finding.code))
        places = frozenset(each.place for each in seen)
        return self._rows.chosen(
            lambda kinds: bytes(map(places.__contains__, memoryview(kinds).cast("H")))
        )

    def alike(self) -> dict[str, str]:
        """Return the names that only letters tell apart from a more frequent one, with that one."""
        same: dict[str, list[str]] = {}
        for name, seen in self._names.items():
            if seen.count:
                same.setdefault(" ".join(one_form(name).split()), []).append(name)
        found: dict[str, str] = {}
        for names in same.values():
            most, *others = sorted(names, key=lambda name: -self._names[name].count)
            found |= dict.fromkeys(others, most)
        return found

    def _meant(self, code: Code) -> list[str]:
        """Return the names that a finding is about."""
        return [*self.alike()] if code is Code.METRIC_ALIKE else [*self._names][METRICS_MAX:]

    def _seen(self, code: Code, names: Iterable[str]) -> list[_Seen]:
        more = (self._more,) if code is Code.METRICS_MANY else ()
        return [*(self._names[name] for name in names), *more]

    def _named(self, name: str) -> _Seen:
        seen = self._names.get(name)
        if seen is None:
            seen = self._names[name] = _Seen(len(self._names) + 1)
        return seen


def name_of(body: bytes) -> str:
    """Return the name of an event as it is sent."""
    found = _NAME.search(body, max(body.rfind(b'"metric":'), 0))
    assert found is not None, "every event has a name"
    name: str = orjson.loads(found[1])
    return name


def every_name(body: bytes) -> Iterator[str]:
    """Yield the names of all events in a request, as often as they are in it."""
    for found in _NAME.finditer(body):
        yield orjson.loads(found[1])


def metric_names(mapping: Mapping, events: Iterable[tuple[int, bytes]]) -> MetricNames:
    """Return the names of the events of all rows, given by line and body.

    The body is empty where there is no event, and where Klaviyo drops it. Only one is looked at
    where all events have one name.
    """
    found = MetricNames()
    if mapping.has_several_events:
        for each in events:
            if each[1]:
                found.add_alike([each])
        return found
    pair = mapping.pair(Kind.EVENTS, "metric")
    if pair is None:
        return found
    if isinstance(pair.source, Fixed):
        found.add_alike([(line, body) for line, body in events if body])
        return found
    for line, body in events:
        found.add(line, body)
    return found
