"""What was answered to the findings in a file: mended, seen, or nothing yet."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Severity
from klaviyo_gui.core.repair import Seen
from klaviyo_gui.language import mark, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.repair import Repair
    from klaviyo_gui.source.faults import Fault


class Answer(Enum):
    """How a finding stands."""

    OPEN = ""
    MENDED = mark("mended")
    SEEN = mark("ignored")

    @property
    def words(self) -> str:
        """Return it in a word, of what is open in none."""
        return tr(self.value)


def seen_of(fault: Fault) -> Seen:
    """Return what is noted of a finding that somebody leaves as it is."""
    return Seen(fault.code, fault.names, fault.count)


def repair_in(mapping: Mapping, fault: Fault) -> Repair | None:
    """Return the repair of a finding that a mapping has."""
    places = [(name, fault.code) for name in fault.names]
    return next((each for each in mapping.repairs if each.place in places), None)


def answer_to(fault: Fault, mapping: Mapping) -> Answer:
    """Tell how a finding stands."""
    if repair_in(mapping, fault) is not None:
        return Answer.MENDED
    return Answer.SEEN if seen_of(fault) in mapping.seen else Answer.OPEN


def unanswered(faults: Iterable[Fault], mapping: Mapping) -> tuple[Fault, ...]:
    """Return the findings that harm rows or cells and that nobody has answered."""
    return tuple(
        each
        for each in faults
        if each.severity is not Severity.NOTE and answer_to(each, mapping) is Answer.OPEN
    )
