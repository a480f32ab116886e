"""What becomes of the mapping in hand when a file arrives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.presets import Preset
    from klaviyo_gui.ui.opening import Opened


class Fate(Enum):
    """What becomes of it."""

    BROUGHT_BACK = auto()
    """The mapping that was in hand when such a file was left takes its place."""
    KEPT = auto()
    """It holds for this file, too."""
    PROPOSED = auto()
    """It was nobody's work: what is proposed for this file takes its place."""
    ANEW = auto()
    """It fits nothing here: the same, as a step that can be undone."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What becomes of the mapping, and where the one that is in hand then comes from.

    A ``fresh`` start has nothing to undo. ``kept_from`` is the file for which a kept mapping was
    made, empty where it is this one; a mapping ``is_back`` as long as such files follow.
    """

    fate: Fate
    is_fresh: bool = False
    kept_from: str = ""
    is_alike: bool = False


@dataclass(frozen=True, slots=True)
class InHand:
    """The mapping as it stands when the file arrives.

    Nobody has ``touched`` what was only proposed. A preset ``is_due`` where one waits for the file.
    """

    mapping: Mapping
    is_touched: bool
    is_due: bool


def arrival(previous: CsvFile | None, opened: Opened, hand: InHand, proposed: Mapping) -> Arrival:
    """Decide what becomes of the mapping in hand when a file takes the place of another one."""
    asked = opened.asked
    is_alike = asked.keeps or _is_alike(previous, opened.file)
    is_fresh = not hand.is_touched and not is_alike
    is_chosen = is_alike or (previous is None and hand.is_touched)
    if not (is_chosen or hand.is_due) and _draft(opened, proposed) is not None:
        return Arrival(Fate.BROUGHT_BACK, is_fresh=True)
    fits = is_alike or _fits(hand.mapping, opened.file)
    if asked.turns or (hand.is_touched and fits):
        is_other = previous is not None and not is_alike
        kept_from = previous.path.name if is_other and previous is not None else ""
        return Arrival(Fate.KEPT, is_fresh, kept_from, is_alike)
    fate = Fate.ANEW if hand.is_touched else Fate.PROPOSED
    return Arrival(fate, is_fresh, is_alike=is_alike)


def _draft(opened: Opened, proposed: Mapping) -> Preset | None:
    """Return the mapping to bring back, if there is one that is not proposed anyhow."""
    kept = opened.draft
    is_other = kept is not None and kept.mapping.guessing(opened.country) != proposed
    return kept if is_other else None


def _is_alike(before: CsvFile | None, after: CsvFile) -> bool:
    """Tell whether a mapping of one file holds for the other as it stands."""
    return before is not None and (
        before.path == after.path or tuple(before.header) == tuple(after.header)
    )


def _fits(mapping: Mapping, file: CsvFile) -> bool:
    """Tell whether at least one pair can be read from a file."""
    return not set(file.header).isdisjoint(mapping.columns())
