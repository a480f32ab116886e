"""Problems of many records gathered by cause, in memory that does not grow with the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.mapping import Kind

LINES_KEPT = 100
"""Lines listed per cause; the count goes on."""

TEXTS_KEPT = 3
"""Different offending texts kept as examples per cause."""

Place = tuple["Kind", Code, Severity, str]
"""What makes a cause: the kind of record, the problem, how bad it is, and the property."""

_ORDER = {Severity.HOLD: 0, Severity.WARN: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause: how often, in which lines first, with which texts."""

    kind: Kind
    code: Code
    severity: Severity
    target: str
    count: int
    lines: tuple[int, ...]
    texts: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Return what makes it this cause and no other."""
        return self.kind, self.code, self.severity, self.target


def is_zone_unsaid(findings: Iterable[Finding]) -> bool:
    """Tell whether times would be sent in a zone that nobody has said."""
    return any(each.code is Code.ZONE_UNSAID for each in findings)


class Findings:
    """Gathers problems by kind, cause and property; ``lines_kept`` of each are listed."""

    def __init__(self, lines_kept: int = LINES_KEPT) -> None:
        self._lines_kept = lines_kept
        self._found: dict[tuple[Kind, Code, Severity, str], tuple[list[int], list[int], list[str]]]
        self._found = {}

    def add(self, kind: Kind, line: int, problems: Iterable[Problem]) -> None:
        """Count the problems of one record."""
        for problem in problems:
            text = (problem.text,) if problem.text else ()
            key = (kind, problem.code, problem.severity, problem.target)
            self._gather(key, 1, (line,), text)

    def merge(self, others: Iterable[Finding]) -> None:
        """Count what was found elsewhere, such as in a later part of the file."""
        for other in others:
            key = (other.kind, other.code, other.severity, other.target)
            self._gather(key, other.count, other.lines, other.texts)

    def all(self) -> tuple[Finding, ...]:
        """Return the findings, worst first, then the most frequent."""
        findings = (
            Finding(*key, count[0], tuple(lines), tuple(texts))
            for key, (count, lines, texts) in self._found.items()
        )
        return tuple(
            sorted(
                findings,
                key=lambda each: (
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
    ) -> None:
        total, kept_lines, kept_texts = self._found.setdefault(key, ([0], [], []))
        total[0] += count
        kept_lines.extend(lines[: self._lines_kept - len(kept_lines)])
        for text in texts:
            if len(kept_texts) < TEXTS_KEPT and text not in kept_texts:
                kept_texts.append(text)
