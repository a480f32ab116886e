"""Which saved presets belong to a file: the best first, with what drifted since they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.fit import Ranked, fit, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.store.library import Library, Shelf


def rank(
    library: Library, shelf: Shelf, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Ranked, ...]:
    """Return the presets that have to do with a file of this header and these first rows.

    What is in the shelf is ranked by the share of its columns, then by the last use, then by name.
    """
    uses = library.last_uses()
    return ranked(
        Ranked(
            preset.name,
            fit(preset.mapping, header, rows, preset.places),
            uses.get(preset.name, ""),
        )
        for preset in shelf.presets
    )
