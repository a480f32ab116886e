"""What must be asked of a pair of the open file, by what is known of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.question import Question, question

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.ui.session import Session


def question_of(session: Session, kind: Kind, pair: Pair) -> Question | None:
    """Return what must be asked, by the whole file once it is known, else by its first rows."""
    return question(kind, pair, session.written, session.cells, session.mapping.options)


def waiting(session: Session) -> int:
    """Return how many choices the mapping waits for; when the events happened is one of them."""
    return session.mapping.is_undated + sum(
        question_of(session, kind, pair) is not None
        for kind in session.mapping.kinds
        for pair in session.mapping.pairs(kind)
    )
