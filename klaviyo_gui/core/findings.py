"""Problems of many records gathered by cause, in memory that does not grow with the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

from klaviyo_gui.core.consequence import Consequence, consequence_of
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from klaviyo_gui.core.mapping import Kind

LINES_KEPT = 100
"""Lines listed per cause; the count goes on."""

TEXTS_KEPT = 3
"""Different offending texts kept as examples per cause."""

_CLASSES = tuple(Consequence)

Place = tuple["Kind", Code, Severity, str]
"""What makes a cause: the kind of record, the problem, how bad it is, and the property."""

_ORDER = {Severity.HOLD: 0, Severity.WARN: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause: how often, in which lines first, with which texts.

    ``related`` holds for each of the lines the line of the row it has to do with, else 0; it is
    empty where none of them has such a row.
    """

    kind: Kind
    code: Code
    severity: Severity
    target: str
    count: int
    lines: tuple[int, ...]
    texts: tuple[str, ...]
    related: tuple[int, ...] = ()

    @property
    def consequence(self) -> Consequence:
        """Return what it would lead to at Klaviyo, or does to what is sent."""
        return consequence_of(self.code, self.target)

    @property
    def place(self) -> Place:
        """Return what makes it this cause and no other."""
        return self.kind, self.code, self.severity, self.target


@dataclass(slots=True)
class _Gathered:
    count: int = 0
    lines: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    related: list[int] = field(default_factory=list)


def is_zone_unsaid(findings: Iterable[Finding]) -> bool:
    """Tell whether times would be sent in a zone that nobody has said."""
    return any(each.code is Code.ZONE_UNSAID for each in findings)


def is_undated(findings: Iterable[Finding]) -> bool:
    """Tell whether events would get the time of sending, and nobody has chosen that."""
    return any(
        each.code is Code.TIME_PLANNED and each.severity is Severity.WARN for each in findings
    )


class Findings:
    """Gathers problems by kind, cause and property; ``lines_kept`` of each are listed."""

    def __init__(self, lines_kept: int = LINES_KEPT) -> None:
        self._lines_kept = lines_kept
        self._found: dict[Place, _Gathered] = {}

    def add(self, kind: Kind, line: int, problems: Iterable[Problem]) -> None:
        """Count the problems of one record."""
        for problem in problems:
            text = (problem.text,) if problem.text else ()
            key = (kind, problem.code, problem.severity, problem.target)
            self._gather(key, 1, (line,), text, (problem.other_line,))

    def count(self, kind: Kind, problem: Problem, places: Sequence[tuple[int, int]]) -> None:
        """Count one problem of many records, each with its line and the related one."""
        if places:
            kept = places[: self._lines_kept]
            key = (kind, problem.code, problem.severity, problem.target)
            lines, related = tuple(at for at, _ in kept), tuple(other for _, other in kept)
            self._gather(key, len(places), lines, (), related)

    def take_back(self, place: Place, lines: Collection[int]) -> None:
        """Let a problem not have been found in these lines, in each of which it was once."""
        found = self._found[place]
        found.count -= len(lines)
        if not found.count:
            del self._found[place]
            return
        keep = [line not in lines for line in found.lines]
        found.lines = [*compress(found.lines, keep)]
        found.related = [*compress(found.related, keep)]

    def merge(self, others: Iterable[Finding]) -> None:
        """Count what was found elsewhere, such as in a later part of the file."""
        for other in others:
            key = (other.kind, other.code, other.severity, other.target)
            related = other.related or (0,) * len(other.lines)
            self._gather(key, other.count, other.lines, other.texts, related)

    def all(self) -> tuple[Finding, ...]:
        """Return the findings, the worst consequence first, then the most frequent."""
        findings = (
            Finding(
                *key,
                each.count,
                tuple(each.lines),
                tuple(each.texts),
                tuple(each.related) if any(each.related) else (),
            )
            for key, each in self._found.items()
        )
        return tuple(
            sorted(
                findings,
                key=lambda each: (
                    _CLASSES.index(each.consequence),
                    _ORDER[each.severity],
                    -each.count,
                    each.code,
                    each.kind,
                    each.target,
                ),
            )
        )

    def _gather(
        self,
        key: tuple[Kind, Code, Severity, str],
        count: int,
        lines: tuple[int, ...],
        texts: tuple[str, ...],
        related: tuple[int, ...],
    ) -> None:
        found = self._found.setdefault(key, _Gathered())
        found.count += count
        room = self._lines_kept - len(found.lines)
        found.lines.extend(lines[:room])
        found.related.extend(related[:room])
        for text in texts:
            if len(found.texts) < TEXTS_KEPT and text not in found.texts:
                found.texts.append(text)
