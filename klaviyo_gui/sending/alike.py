"""The same refusal again and again: a reason to ask before the rest of a file meets it too."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.sending.progress import RefusedRow

ALIKE_RECORDS: Final = 200
"""So many records refused for one cause, and none accepted meanwhile, are worth a question."""

ALIKE_SHARE: Final = 0.9
"""The part of all records of the refused requests that the cause must have hit by then.

What a refused request leaves over goes out again in another one, and counts as not hit until that
is answered: a file in which every third row is bad raises no question.
"""

_CAUSES_MAX: Final = 100
"""So many causes are told apart at a time; whatever comes after them counts as another one."""


@dataclass(frozen=True, slots=True)
class Alike:
    """One cause for which so many records were refused, one after the other.

    ``detail`` are Klaviyo's words of the last of them.
    """

    kind: Kind
    code: str
    field: str
    detail: str
    records: int

    @property
    def cause(self) -> tuple[str, ...]:
        """Return what makes it the same cause as another."""
        return _cause(self.kind, self.code, self.field, self.detail)


class AlikeRefusals:
    """Counts the refusals of a run since Klaviyo last accepted anything.

    ``answered`` are the causes after which somebody let the run go on: of these nobody is asked
    again.
    """

    def __init__(self, answered: Iterable[Iterable[str]] = ()) -> None:
        self._answered = {tuple(each) for each in answered}
        self._latest: dict[tuple[str, ...], RefusedRow] = {}
        self._causes: Counter[tuple[str, ...]] = Counter()
        self._refused = 0
        self._open: dict[int, int] = {}

    def accept(self) -> None:
        """Begin anew: Klaviyo accepts records."""
        self._latest.clear()
        self._causes.clear()
        self._refused = 0
        self._open.clear()

    def refuse(self, batch: int, rows: Iterable[RefusedRow], left: Mapping[int, int]) -> None:
        """Count an answer that refused these rows of a batch; ``left`` of it goes out again.

        That are the items of each batch in which the rest lives on, by its number.
        """
        self._open.pop(batch, None)
        self._open.update(left)
        for row in rows:
            self._refused += 1
            cause = _cause(row.kind, row.code, row.field, row.detail)
            if cause in self._causes or len(self._causes) < _CAUSES_MAX:
                self._causes[cause] += 1
                self._latest[cause] = row

    def question(self) -> Alike | None:
        """Return what somebody should be asked about, None for nothing."""
        for cause, records in self._causes.most_common(1):
            hit = self._refused + sum(self._open.values())
            if records < ALIKE_RECORDS or records < ALIKE_SHARE * hit or cause in self._answered:
                break
            row = self._latest[cause]
            return Alike(row.kind, row.code, row.field, row.detail, records)
        return None


def _cause(kind: Kind, code: str, field: str, detail: str) -> tuple[str, ...]:
    # Where a property is named, Klaviyo's words may quote the value of each row.
    return (kind.value, code, field or detail)
