"""Try one pair on rows, with the readers that build the records, so that it cannot lie."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from klaviyo_gui.core.companion import companion
from klaviyo_gui.core.conversion import Others
from klaviyo_gui.core.filling import filling, type_of
from klaviyo_gui.core.mapping import Fixed, Kind, Mapping, Pair, Part, ValueType
from klaviyo_gui.core.nesting import value_at
from klaviyo_gui.core.parts import place_of
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.repair import mender

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from klaviyo_gui.core.convert import Value
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.sources import Cells

SHOWN = 10
"""Cells that are shown: as many as the eye takes in at once."""

_FAILING_SHOWN = 5
"""Failing ones come first, but leave room for those that go well."""

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_CELLS = "properties.cells"
"""Any custom property; what it is called does not change a value."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Cells with what is sent for them, None for nothing; ``count`` rows hold the same."""

    before: tuple[str, ...]
    after: Value
    problems: tuple[Problem, ...] = ()
    count: int = 1

    @property
    def is_failing(self) -> bool:
        """Tell whether something is there that cannot be sent."""
        return bool(self.problems) and any(
            fails(each.code, each.severity) for each in self.problems
        )

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is there and nothing becomes of it."""
        return (
            self.after is None
            and not self.problems
            and not any(each.strip() for each in self.before)
        )


_LEFT_OUT = frozenset({Code.PHONE_INVALID, Code.PHONE_AMBIGUOUS, Code.PHONE_COUNTRY_UNKNOWN})


def fails(code: Code, severity: Severity) -> bool:
    """Tell whether a problem keeps a value from being sent, alone or with all of its record."""
    return severity is Severity.HOLD or code in _LEFT_OUT


class Trial:
    """Tries a pair on rows as they come, each different set of its cells once.

    Of the mapping only the repairs, the options, what was confirmed and the companion of the pair
    count. ``judged`` is what the whole file tells of its cells, None as long as it is not known.
    Raises OptionError for a time zone or a country that does not exist.
    """

    def __init__(  # noqa: PLR0913 - all that a pair is read by
        self,
        mapping: Mapping,
        header: Sequence[str],
        kind: Kind,
        pair: Pair,
        now: datetime,
        *,
        judged: Judged | None = None,
    ) -> None:
        self._mend = mender(mapping.repairs, header) if mapping.repairs else None
        other = companion(mapping, kind, pair.target, type_of(kind, pair))
        pairs = (pair,) if other is None else (pair, other)
        plan = Plan(mapping.with_pairs(kind, pairs), tuple(header), now, judged=judged)
        self._fill = filling(plan, kind, is_swift=False)
        self._part, self._path = place_of(kind, pair.target)
        self._needed = _NEEDED.get(pair.target) if kind is Kind.EVENTS else None
        self._target = pair.target
        self._at = tuple(header.index(name) for name in pair.columns)
        self._read = tuple(header.index(name) for each in pairs for name in each.columns)
        self._fixed = pair.source.text if isinstance(pair.source, Fixed) else ""
        self._found: dict[tuple[str, ...], tuple[Value, tuple[Problem, ...]]] = {}
        self._counts: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
        self._width = len(header)
        self._all: list[Tried] = []

    def add(self, rows: Iterable[Cells]) -> None:
        """Try more rows; one that lacks cells or has too many is held as a whole, and left out."""
        self._all = []
        for cells in rows:
            if len(cells) != self._width:
                continue
            mended = self._mend(cells) if self._mend is not None else cells
            key = tuple([mended[at] for at in self._read])
            if key not in self._found:
                self._found[key] = self._tried(mended)
            self._counts[tuple([cells[at] for at in self._at]), key] += 1

    @property
    def rows(self) -> int:
        """Return how many rows were tried."""
        return self._counts.total()

    @property
    def failed(self) -> int:
        """Return how many of them hold something that cannot be sent."""
        return sum(each.count for each in self.everything() if each.is_failing)

    def varied(self) -> tuple[Tried, ...]:
        """Return some cells of as many forms as can be, failing ones first but not alone."""
        tried = [each for each in self.everything() if not each.is_idle]
        failing = _by_form([each for each in tried if each.is_failing])
        others = _by_form([each for each in tried if not each.is_failing])
        room = max(_FAILING_SHOWN, SHOWN - len(others))
        failing = failing[:room]
        return (*failing, *others[: SHOWN - len(failing)])

    def everything(self) -> list[Tried]:
        """Return all that was tried, each set of cells once."""
        if not self._all:
            found = self._found
            self._all = [
                Tried((self._fixed,) if self._fixed else raw, *found[key], count)
                for (raw, key), count in self._counts.items()
            ]
        return self._all

    def _tried(self, cells: Cells) -> tuple[Value, tuple[Problem, ...]]:
        problems: list[Problem] = []
        content = self._fill(cells, problems)[self._part]
        value: Value = value_at(self._path, content)
        problems = [each for each in problems if each.target == self._target]
        if value is None and not problems and self._needed is not None:
            problems.append(Problem(self._needed, Severity.HOLD, self._target))
        return value, tuple(problems)


_NEEDED = {"time": Code.TIME_MISSING, "metric": Code.METRIC_MISSING}
"""What an event cannot be without, once it is mapped."""


def texts_before_table(
    mapping: Mapping, header: Sequence[str], pair: Pair, rows: Iterable[Cells], now: datetime
) -> Counter[str]:
    """Count the texts that the table of a pair is asked for: changed, but not looked up yet."""
    plain = replace(pair.conversion, table=(), others=Others.KEEP)
    # A text to fall back on is not looked up.
    columns: tuple[Part, ...] = tuple(each for each in pair.fallback if not isinstance(each, Fixed))
    bare = Pair(_CELLS, pair.source, ValueType.TEXT, plain, columns)
    trial = Trial(mapping, header, Kind.PROFILES, bare, now)
    trial.add(rows)
    counts: Counter[str] = Counter()
    for each in trial.everything():
        if isinstance(each.after, str):
            counts[each.after.strip()] += each.count
    return counts


def _form(each: Tried) -> tuple[object, ...]:
    """Return what cells look like: the same for 3.5.24 and 11.12.23, another for 2024-05-03."""
    text = "\n".join(each.before)
    codes = tuple(problem.code for problem in each.problems)
    return codes, _LETTERS.sub("a", _DIGITS.sub("9", text))


def _by_form(tried: list[Tried]) -> list[Tried]:
    """Put one of each form first, the frequent forms before the rare ones, then the rest."""
    forms: dict[tuple[object, ...], list[Tried]] = {}
    for each in tried:
        forms.setdefault(_form(each), []).append(each)
    ordered = sorted(forms.values(), key=lambda group: -sum(each.count for each in group))
    longest = max(map(len, ordered), default=0)
    turns = (
        [group[at] for group in ordered if at < len(group)] for at in range(min(longest, SHOWN))
    )
    return reduce(list.__add__, turns, [])
