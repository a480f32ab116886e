"""What was chosen before for columns of such names: counts of choices, and nothing of any file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

Choice = tuple[Kind, str, int]
"""A kind of record, the key of its property, and how often it was chosen."""

LEFT_OUT = ""
"""The key for a column that was not sent at all."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was chosen for one header: how often, and whether never anything else."""

    target: str
    times: int
    is_unanimous: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """Which properties columns were given before, or that they were left out.

    ``chosen`` is asked by the words of a column's name, as ``folded`` gives them; the choice made
    most often comes first, and among equals the latest. ``zone`` is the time zone that was said
    last for times that name none; it is offered first, and never taken unasked.
    """

    chosen: Table[str, tuple[Choice, ...]] = field(default_factory=dict)
    zone: str = ""

    def recall(self, kind: Kind, header: str) -> Remembered | None:
        """Return what was chosen most for such a header, None where nothing ever was."""
        of_kind = [each for each in self.chosen.get(folded(header), ()) if each[0] is kind]
        if not of_kind:
            return None
        _, target, times = of_kind[0]
        return Remembered(target, times, len(of_kind) == 1)
