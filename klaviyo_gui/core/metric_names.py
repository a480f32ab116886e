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
from klaviyo_gui.core.problem import Code, Severity

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


@dataclass(slots=True)
class _Seen:
    count: int = 0
    lines: list[int] = field(default_factory=list)
    place: int = 0

    def add(self, count: int, lines: Iterable[int]) -> None:
        self.count += count
        self.lines += list(lines)[: LINES_KEPT - len(self.lines)]

    def take_back(self, line: int) -> None:
        self.count -= 1
        if line in self.lines:
            self.lines.remove(line)


class MetricNames:
    """Gathers the names of events, with how often and in which lines first.

    Of one part of the file it knows the name of each event, so that some can be taken back.
    """

    def __init__(self) -> None:
        self._names: dict[str, _Seen] = {}
        self._more = _Seen()
        self._places: array[int] = array("I")

    def add(self, line: int, body: bytes) -> None:
        """Take the event of a line as it is sent; nothing of one that Klaviyo drops."""
        if not body:
            self._places.append(_NOWHERE)
            return
        found = _NAME.search(body, max(body.rfind(b'"metric":'), 0))
        assert found is not None, "every event has a name"
        seen = self._names.setdefault(orjson.loads(found[1]), _Seen(place=len(self._names)))
        seen.add(1, (line,))
        self._places.append(seen.place)

    def without(self, positions: Iterable[int], lines: Sequence[int]) -> MetricNames:
        """Return the names of this part, some of whose events in these lines are not sent."""
        kept = MetricNames()
        seen = [replace(each, lines=[*each.lines]) for each in self._names.values()]
        if self._places:
            for position in positions:
                place = self._places[position]
                if place != _NOWHERE:
                    seen[place].take_back(lines[position])
        kept._names = {
            name: each for name, each in zip(self._names, seen, strict=True) if each.count
        }
        return kept

    def merge(self, later: MetricNames) -> None:
        """Take what a later part of the file tells."""
        for name, seen in later._names.items():
            if name in self._names or len(self._names) < NAMES_KEPT:
                self._names.setdefault(name, _Seen()).add(seen.count, seen.lines)
            else:
                self._more.add(seen.count, seen.lines)

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be known of the names, once all parts are merged."""
        alike: dict[str, list[str]] = {}
        for name in self._names:
            alike.setdefault(" ".join(name.casefold().split()), []).append(name)
        doubtful = [
            name
            for names in alike.values()
            for name in sorted(names, key=lambda name: -self._names[name].count)[1:]
        ]
        if doubtful:
            yield self._finding(Code.METRIC_ALIKE, doubtful, _Seen())
        if len(self._names) > METRICS_MAX:
            yield self._finding(Code.METRICS_MANY, list(self._names)[METRICS_MAX:], self._more)

    def _finding(self, code: Code, names: list[str], more: _Seen) -> Finding:
        seen = [*(self._names[name] for name in names), more]
        lines = sorted(line for each in seen for line in each.lines)[:LINES_KEPT]
        count = sum(each.count for each in seen)
        texts = tuple(names[:TEXTS_KEPT])
        return Finding(Kind.EVENTS, code, Severity.WARN, "metric", count, tuple(lines), texts)


def metric_names(mapping: Mapping, events: Iterable[tuple[int, bytes]]) -> MetricNames:
    """Return the names of events given by line and body, nothing where all have one name.

    Of those that Klaviyo drops there is no body.
    """
    found = MetricNames()
    pair = mapping.pair(Kind.EVENTS, "metric")
    if pair is not None and not isinstance(pair.source, Fixed):
        for line, body in events:
            found.add(line, body)
    return found
