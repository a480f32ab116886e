"""Another event of the same row: what it says, and when it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Fixed

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.core.row_filter import RowFilter


@dataclass(frozen=True, slots=True)
class FurtherEvent:
    """An event beside the main one of a row, of the same person.

    It is built where the row meets its ``condition``, None for always. ``is_per_item`` makes one
    of each line of an order, from the cells of that line.
    """

    pairs: tuple[Pair, ...]
    condition: RowFilter | None = None
    is_per_item: bool = False

    @property
    def name(self) -> str:
        """Return the text that names it, empty where none does."""
        sources = [pair.source for pair in self.pairs if pair.target == "metric"]
        return next((each.text.strip() for each in sources if isinstance(each, Fixed)), "")

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of all columns that it looks at, each once."""
        names = [name for pair in self.pairs for name in pair.columns]
        names += self.condition.columns if self.condition is not None else ()
        return tuple(dict.fromkeys(names))

    def pair(self, target: str) -> Pair | None:
        """Return the pair that fills this property, if there is one."""
        return next((pair for pair in self.pairs if pair.target == target), None)
