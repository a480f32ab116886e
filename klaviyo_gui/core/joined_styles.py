"""The joined texts of a mapping of which the whole file must tell how they are written.

Day, month and year in a column each prove nothing by themselves: 13 is no date. What they make
together is looked at as a column is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Joined, Kind
from klaviyo_gui.core.otherwise import chosen_style

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping


def joined_styles(mapping: Mapping) -> tuple[Joined, ...]:
    """Return the joined sources that are read in a chosen style, each once."""
    return tuple(
        dict.fromkeys(
            pair.source
            for kind in Kind
            for pair in mapping.every_pair(kind)
            if isinstance(pair.source, Joined)
            and chosen_style(type_of(kind, pair), pair.conversion) is not None
        )
    )
