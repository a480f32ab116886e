"""All that a practice Klaviyo keeps in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.practice.finding import Finding
from klaviyo_gui.practice.flows import Flows
from klaviyo_gui.practice.jobs import Jobs
from klaviyo_gui.practice.lists import Lists
from klaviyo_gui.practice.messages import Messages
from klaviyo_gui.practice.metrics import Metrics
from klaviyo_gui.practice.people_table import People
from klaviyo_gui.practice.store import Store
from klaviyo_gui.practice.timelines import Timelines

if TYPE_CHECKING:
    from klaviyo_gui.practice.behaviour import Behaviour
    from klaviyo_gui.practice.database import Database


class Holdings:
    """One of each kind, and the ways to look at them."""

    def __init__(self, database: Database, behaviour: Behaviour) -> None:
        self.store = Store(database)
        self.people = People(database)
        self.jobs = Jobs(database, behaviour.polls_to_complete)
        self.metrics = Metrics(database, behaviour.shop.metrics)
        self.lists = Lists(database, behaviour.shop.lists)
        self.flows = Flows(database, behaviour.shop.flows)
        self.messages = Messages(database)
        self.finding = Finding(database)
        self.timelines = Timelines(database)

    def counts(self) -> dict[str, int]:
        """Return how much there is of what was sent, and of what came of it."""
        return {
            **self.store.counts(),
            "jobs": self.jobs.count(),
            "messages": self.messages.count(),
        }
