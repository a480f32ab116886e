"""A planned run is delivered, and its summary beside the journal follows it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.sending.progress import FLOWS_UNSEEN, Finished, Progress, RunState
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.vigil import Vigil
from klaviyo_gui.store.event_counts import accepted_events
from klaviyo_gui.store.history import summary, write_summary
from klaviyo_gui.store.journal import ACCEPTED_EVENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.sending.helm import Helm
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.progress import RunEvent
    from klaviyo_gui.store.journal import Journal
    from klaviyo_gui.store.spent import Spent

SUMMARY_SECONDS = 1.0
"""So often the summary follows the run, so that a crash leaves it a second old at most."""


def put_off(journal: Journal) -> Iterator[RunEvent]:
    """Let a planned run wait, of which nobody could look what it starts; yield how it stands."""
    folder, tally = journal.path.parent, journal.tally()
    before = summary(folder)
    facts = journal.facts | {
        "requests": before.requests if before else 0,
        "seconds": before.seconds if before else 0.0,
        "detail": FLOWS_UNSEEN,
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_summary(folder, facts, RunState.PAUSED, tally)
    # It is a run that goes on, as its plan is kept.
    yield Progress(tally, 0, 0.0, None, "")
    yield Finished(folder.name, RunState.PAUSED, tally, 0, 0.0, FLOWS_UNSEEN, 0)


def deliver_run(  # noqa: PLR0913 - a run with all that it needs, and one choice
    journal: Journal,
    pool: Pool,
    stop: Event,
    helm: Helm | None,
    spent: Spent | None,
    *,
    earlier: tuple[Path, ...],
    sends_lost: bool = False,
    look: Callable[[], None] | None = None,
) -> Iterator[RunEvent]:
    """Yield the events of a planned run, each once the summary has what it changes.

    ``look`` raises FlowsChanged where it would start by now what nobody agreed to; it is called
    before more is sent after a pause, for somebody has looked right before this begins.
    """
    folder = journal.path.parent
    facts = journal.facts
    before = summary(folder)
    requests, seconds = (before.requests, before.seconds) if before else (0, 0.0)
    facts |= {"requests": requests, "seconds": seconds}
    write_summary(folder, facts, RunState.SENDING, journal.tally())
    start = told = time.monotonic()
    holds_lost = facts.get("holds_lost", False) and not sends_lost
    run = Run(
        journal,
        pool,
        stop,
        helm,
        spent,
        holds_lost=holds_lost,
        earlier=earlier,
        vigil=Vigil(look),
    )
    for event in run.events():
        now = time.monotonic()
        if isinstance(event, Finished):
            counted = accepted_events(journal)
            if counted:
                journal.add_facts({ACCEPTED_EVENTS: counted})
                event = replace(event, events=tuple(counted.items()))  # noqa: PLW2901 - told more
            if event.state is RunState.DONE:
                journal.erase_bodies()
            told, state, facts["detail"] = now, event.state, event.detail
            facts["ended"] = datetime.now(UTC).isoformat(timespec="seconds")
        elif isinstance(event, Progress) and now - told >= SUMMARY_SECONDS:
            told, state = now, RunState.SENDING
        else:
            yield event
            continue
        facts |= {
            "requests": requests + event.requests,
            "seconds": round(seconds + now - start, 3),
        }
        write_summary(folder, facts, state, event.tally)
        yield event
