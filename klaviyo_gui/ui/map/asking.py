"""What must be asked of a pair of the open file, by what is known of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.question import Question, question

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.ui.session import Session


def question_of(session: Session, kind: Kind, pair: Pair) -> Question | None:
    """Return what must be asked, by the whole file once it is known, else by its first rows."""
    mapping = session.mapping
    return question(kind, pair, session.known, mapping.options, mapping.confirmed)


def questions(session: Session) -> tuple[Question, ...]:
    """Return what must be asked of all pairs of the mapping."""
    found = (
        question_of(session, kind, pair)
        for kind in session.mapping.kinds
        for pair in session.mapping.every_pair(kind)
    )
    return tuple(asked for asked in found if asked is not None)


def undated_events(session: Session) -> tuple[int, ...]:
    """Return the events of a row of which nothing says when they happened, and nobody chose."""
    mapping = session.mapping
    if not mapping.is_undated:
        return ()
    every = enumerate(mapping.every_event)
    return tuple(at for at, pairs in every if all(pair.target != "time" for pair in pairs))


def waiting_events(session: Session) -> frozenset[int]:
    """Return the events of a row of which a choice is to be made."""
    asking = (
        at
        for at, pairs in enumerate(session.mapping.every_event)
        if any(question_of(session, Kind.EVENTS, pair) is not None for pair in pairs)
    )
    return frozenset((*undated_events(session), *asking))


def waiting(session: Session) -> int:
    """Return how many choices the mapping waits for; when the events happened is one of them."""
    return session.mapping.is_undated + len(questions(session))
