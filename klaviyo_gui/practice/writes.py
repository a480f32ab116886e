"""The operations that store something: a request is taken as a whole, or nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.practice.answer import Answer, document, invalid, refusal
from klaviyo_gui.practice.body import content_of
from klaviyo_gui.practice.event_rules import event_problems, one_event_problems
from klaviyo_gui.practice.job_documents import job_document
from klaviyo_gui.practice.profile_rules import import_problems
from klaviyo_gui.practice.received import (
    list_ids,
    received_event,
    received_events,
    received_profiles,
)
from klaviyo_gui.practice.shape import Problem
from klaviyo_gui.practice.store import RepeatsRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from klaviyo_gui.practice.behaviour import Repeats
    from klaviyo_gui.practice.jobs import Jobs
    from klaviyo_gui.practice.lists import Lists
    from klaviyo_gui.practice.request import Request
    from klaviyo_gui.practice.store import Store

REPEAT_DETAIL = "The unique_id is repeated for the same profile and metric."
"""What is said of an event that repeats an id; the real words are not recorded."""

LIST_DETAIL = "There is no list with the id"
"""What is said of a list that there is not; where it is said is recorded, the words are not."""


class Writes:
    """Takes events and profiles."""

    def __init__(
        self, store: Store, jobs: Jobs, lists: Lists, repeats: Repeats, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._lists = lists
        self._repeats = repeats
        self._now = now

    def create_events(self, request: Request) -> Answer:
        """Take a bulk event request."""
        content = content_of(request)
        if isinstance(content, Answer):
            return content
        now = self._now()
        problems = event_problems(content, now)
        if problems:
            return invalid(problems)
        try:
            self._store.take_events(received_events(content, now), self._repeats)
        except RepeatsRefused as refused:
            if self._repeats == "drop":
                return Answer(202)
            if self._repeats == "refuse-blind":
                return refusal(400, "invalid", "Invalid input.", REPEAT_DETAIL)
            return invalid([Problem(event.pointer, REPEAT_DETAIL) for event in refused.events])
        return Answer(202)

    def create_event(self, request: Request) -> Answer:
        """Take one event; a repeat is always passed over without a word."""
        content = content_of(request)
        if isinstance(content, Answer):
            return content
        now = self._now()
        problems = one_event_problems(content, now)
        if problems:
            return invalid(problems)
        self._store.take_events(received_event(content, now))
        return Answer(202)

    def import_profiles(self, request: Request) -> Answer:
        """Take a profile import and answer with its job."""
        content = content_of(request)
        if isinstance(content, Answer):
            return content
        problems = import_problems(content)
        if problems:
            return invalid(problems)
        lists = list_ids(content)
        if unknown := self._lists.unknown(lists):
            return invalid([Problem("/data", f"{LIST_DETAIL} {each}.") for each in unknown])
        received = received_profiles(content)
        at = self._now().isoformat(timespec="seconds")
        self._store.take_profiles(received.people, at, lists)
        job = self._jobs.add(
            len(received.people) + len(received.failed) + received.dropped,
            received.failed,
            lists,
            at,
        )
        return document(202, job_document(job, request.origin, request.path))
