"""What was chosen before for columns of such names: counts of choices, and nothing of any file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

Choice = tuple[Kind, str, int]
"""A kind of record, the key of its property, and how often it was chosen."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Which properties columns were given before.

    ``chosen`` is asked by the words of a column's name, as ``suggest.words_of`` gives them; the
    choice made most often comes first, and among equals the latest.
    """

    chosen: Table[str, tuple[Choice, ...]] = field(default_factory=dict)


def best(memory: Memory, header_words: str, kind: Kind) -> str | None:
    """Return the property of this kind chosen most often for such a name; None where none was."""
    return next((key for of, key, _ in memory.chosen.get(header_words, ()) if of is kind), None)
