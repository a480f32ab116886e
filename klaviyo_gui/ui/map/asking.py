"""What must be asked of a pair of the open file, by what is known of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.question import Question, question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.ui.session import Session


def cells_of(profiles: Iterable[ColumnProfile]) -> dict[str, tuple[str, ...]]:
    """Return some cells of each column: its first and its frequent ones."""
    return {each.name: (*each.samples, *(value for value, _ in each.common)) for each in profiles}


def question_of(session: Session, kind: Kind, pair: Pair) -> Question | None:
    """Return what must be asked, by the whole file once it is known, else by its first rows."""
    return question(kind, pair, session.written, cells_of(session.known_profiles))


def waiting(session: Session) -> int:
    """Return how many pairs of the mapping wait for a choice."""
    cells = cells_of(session.known_profiles)
    return sum(
        question(kind, pair, session.written, cells) is not None
        for kind in session.mapping.kinds
        for pair in session.mapping.pairs(kind)
    )
