"""What is withheld of a plan because earlier runs have sent it, or were refused the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.ids import occurrence_key
from klaviyo_gui.core.mapping import Kind, Repeats
from klaviyo_gui.sending.survey import with_occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.store.draft import Draft
    from klaviyo_gui.store.withheld import Crowd

SENT_ALREADY = "sent_already"
"""Code of events that an earlier run has sent."""

SENT_OTHERWISE = "sent_otherwise"
"""Code of events whose id an earlier run has sent with something else."""

SENT_PERHAPS = "sent_perhaps"
"""Code of records that an earlier run may have sent: nobody knows whether they arrived."""

SENT_IN_PART_PERHAPS = "sent_in_part_perhaps"
"""Code of records of which an earlier run may have sent some events, and not the others."""

PERSON_KNOWN = "person_known"
"""Code of people of whom an earlier run has sent exactly this."""

NOT_PUT_RIGHT = "not_put_right"
"""Code of records of which would be sent again what was refused."""

LATER_ROW_SENT = "later_row_sent"
"""Code of people of whom a later row of the file was accepted: this one would overwrite it."""

BY_CHOICE = frozenset(
    {
        SENT_ALREADY,
        SENT_OTHERWISE,
        SENT_PERHAPS,
        SENT_IN_PART_PERHAPS,
        PERSON_KNOWN,
        NOT_PUT_RIGHT,
        LATER_ROW_SENT,
    }
)
"""What is withheld because somebody asked for no more than the rest: no problem of the rows."""


@dataclass(frozen=True, slots=True)
class Vetting:
    """What a plan is compared with.

    ``earlier`` are the journals of runs to the same place. ``family`` are those of a run whose
    refused rows are sent again, and of what was sent again of it already.
    """

    earlier: tuple[Path, ...]
    family: tuple[Path, ...] = ()


def vet(vetting: Vetting, draft: Draft, mapping: Mapping) -> None:
    """Withhold what is not to be sent; RunDamaged or RunOngoing where nobody can be sure."""
    withheld = draft.withheld
    for kind in mapping.kinds:
        draft.compare(kind, vetting.earlier, joins=mapping.list_of(kind), is_strict=True)
    if vetting.family:
        withheld.note_refused(vetting.family)
        withheld.withhold_unchanged(NOT_PUT_RIGHT)
        if mapping.options.repeats is Repeats.APART and Kind.EVENTS in mapping.kinds:
            _number_anew(draft, vetting.earlier)
    for line, is_certain, places in list(draft.all_sent_in_part()):
        if is_certain:
            draft.trim(line, places)
            withheld.trim(line, places)
        else:
            withheld.withhold(line, SENT_IN_PART_PERHAPS)
    withheld.withhold_sent(SENT_ALREADY, SENT_OTHERWISE, SENT_PERHAPS)
    withheld.withhold_known(PERSON_KNOWN, SENT_PERHAPS)
    if vetting.family:
        withheld.withhold_older(vetting.family, LATER_ROW_SENT)


def _number_anew(draft: Draft, earlier: Sequence[Path]) -> None:
    """Give events that are kept apart the next numbers of their content that nobody has.

    Rows that were accepted keep theirs, wherever they stand in the file: an event with one of
    those would be taken for theirs.
    """
    waiting = [_Numbering(crowd) for crowd in draft.withheld.crowds()]
    while waiting:
        taken = draft.withheld.taken([key for each in waiting for key in each.asked()], earlier)
        for each in waiting:
            each.answer(taken)
            if each.is_done:
                draft.withheld.renumber(list(each.events()))
        waiting = [each for each in waiting if not each.is_done]


class _Numbering:
    """Looks for the first numbers of one content that are free."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._next = 1
        self._size = len(crowd.lines) + 1
        self.numbers: list[int] = []

    @property
    def is_done(self) -> bool:
        """Tell whether every event has a number."""
        return len(self.numbers) >= len(self._crowd.lines)

    def asked(self) -> list[bytes]:
        """Return the keys of the next numbers to ask about."""
        return [self._key(number) for number in self._range()]

    def answer(self, taken: set[bytes]) -> None:
        """Take those of the numbers asked about that are free; of the rest ask about more."""
        self.numbers += [each for each in self._range() if self._key(each) not in taken]
        self._next += self._size
        self._size *= 2

    def events(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Yield ``(line, key, body)`` of every event with its number."""
        for line, number in zip(self._crowd.lines, self.numbers, strict=False):
            body = self._crowd.body
            yield line, self._key(number), body if number == 1 else with_occurrence(body, number)

    def _range(self) -> range:
        return range(self._next, self._next + self._size)

    def _key(self, number: int) -> bytes:
        return self._crowd.key if number == 1 else occurrence_key(self._crowd.key, number)
