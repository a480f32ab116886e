"""The operations of a shop's own pages: anybody who knows the public key may use them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.practice.answer import Answer, invalid
from klaviyo_gui.practice.body import content_of
from klaviyo_gui.practice.event_rules import one_event_problems
from klaviyo_gui.practice.profile_rules import client_profile_problems
from klaviyo_gui.practice.received import received_event, received_profile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from klaviyo_gui.practice.request import Request
    from klaviyo_gui.practice.store import Store


class ClientWrites:
    """Takes one event or profile at a time, and no change of what identifies somebody known."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def create_event(self, request: Request) -> Answer:
        """Take one event."""
        content = content_of(request)
        if isinstance(content, Answer):
            return content
        now = self._now()
        problems = one_event_problems(content, now)
        if problems:
            return invalid(problems)
        self._store.take_events(replace(received_event(content, now), by_client=True))
        return Answer(202)

    def create_profile(self, request: Request) -> Answer:
        """Take one profile."""
        content = content_of(request)
        if isinstance(content, Answer):
            return content
        problems = client_profile_problems(content)
        if problems:
            return invalid(problems)
        at = self._now().isoformat(timespec="seconds")
        self._store.take_profiles(received_profile(content), at, by_client=True)
        return Answer(202)
