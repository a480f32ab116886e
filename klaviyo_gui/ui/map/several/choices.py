"""What the list of another event offers, and what is done with what was chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.suggest.further import EventProposal
from klaviyo_gui.core.templates import Template
from klaviyo_gui.core.templates.products import ORDERED_PRODUCT
from klaviyo_gui.language import tr
from klaviyo_gui.ui.chooser import Choice
from klaviyo_gui.ui.map.metric_choices import MetricName
from klaviyo_gui.ui.map.several import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.session import Session


def event_choices(session: Session, names: Sequence[Choice]) -> list[Choice]:
    """Return what the columns speak of, an event of each item, and then these names of events.

    What a row has already is none of them.
    """
    proposed = [
        Choice(each, each.name, words.proposed_below(each.column), tr(words.PROPOSED))
        for each in session.proposed_events
    ]
    listed = {each.title for each in proposed} | set(session.event_names)
    if session.can_tell_products and ORDERED_PRODUCT.metric not in session.event_names:
        listed.add(ORDERED_PRODUCT.metric)
        title = tr(words.EACH, name=ORDERED_PRODUCT.metric)
        below = tr(words.PRODUCTS_BELOW)
        proposed.append(Choice(words.EACH, title, below, tr(words.PROPOSED)))
    return [*proposed, *(each for each in names if each.title not in listed)]


def add_chosen(session: Session, chosen: object) -> None:
    """Let each row have the event that was chosen."""
    match chosen:
        case EventProposal(name) | MetricName(name):
            session.add_event(name)
        case Template():
            session.add_event(chosen.metric)
        case _:
            session.add_products()
