"""What was chosen before for a header of the same words; a value that others keep."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klaviyo_gui.core.mapping import Mapping as Pairs

Choice = tuple[Kind, str]
"""A kind of record, with the key of the property that was filled."""

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
    """How often each choice was made for each header, by its words; it holds no cell."""

    counts: Mapping[str, Mapping[Choice, int]] = field(default_factory=dict)

    def with_mapping(self, mapping: Pairs, header: Sequence[str]) -> Memory:
        """Return a memory that knows this mapping of a file, too."""
        counts = {words: Counter(choices) for words, choices in self.counts.items()}
        for name in header:
            left_out = tuple((kind, LEFT_OUT) for kind in mapping.kinds)
            for choice in mapping.targets_of(name) or left_out:
                counts.setdefault(folded(name), Counter())[choice] += 1
        return Memory(counts)

    def recall(self, kind: Kind, header: str) -> Remembered | None:
        """Return what was chosen most for such a header, None where nothing ever was."""
        choices = {
            key: times
            for (each, key), times in self.counts.get(folded(header), {}).items()
            if each is kind
        }
        if not choices:
            return None
        target = max(choices, key=lambda key: (choices[key], key))
        return Remembered(target, choices[target], len(choices) == 1)
