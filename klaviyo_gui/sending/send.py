"""A whole send: lock, plan, deliver, close; one terminal event at the end."""

from __future__ import annotations

import secrets
import shutil
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.errors import AccountRefused, NothingToSend, RunBlocked, RunDamaged
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.sending.interruption import interruptions
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.progress import Finished, Progress, RunState
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.atomic import make_private
from klaviyo_gui.store.history import history, summary, write_summary
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.lock import account_lock
from klaviyo_gui.store.presets import mapping_as_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.progress import RunEvent
    from klaviyo_gui.source.table import CsvFile

SUMMARY_SECONDS = 1.0
"""So often the summary follows the run, so that a crash leaves it a second old at most."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The account to which a run sends; its key is never shown.

    ``practice_store`` names what its practice Klaviyo stores in, empty for any other.
    """

    account: str
    address: str
    key: str = field(repr=False)
    is_practice: bool = False
    practice_store: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What to send and how: the sender's visible choices.

    ``skips_problems`` sends the good records of a file in which others are held. ``limit`` is a
    number of rows for a trial, None for the whole file. ``judged`` is what the whole file tells of
    its cells, where that is known already. ``amendments`` are what somebody changed of its rows.
    """

    file: CsvFile
    mapping: Mapping
    name: str
    is_history: bool
    skips_problems: bool = True
    limit: int | None = None
    judged: Judged | None = None
    amendments: Amendments = field(default=UNCHANGED, repr=False)


def send(
    order: Order, destination: Destination, runs: Path, locks: Path, stop: Event
) -> Iterator[RunEvent]:
    """Yield the events of a new run; the last one is Finished.

    Raises RunOngoing while another run for the account is on, MappingError or SourceError when
    nothing can be built, RunUnwritable when the run cannot be kept, RunBlocked and NothingToSend
    after planning; of all these nothing was sent. Raises RunInterrupted or RunDamaged when the
    journal fails later: what was sent is in it.
    """
    planned_at = datetime.now(UTC)
    plan = Plan(
        order.mapping,
        order.file.header,
        planned_at,
        order.is_history,
        judged=order.judged,
        amendments=order.amendments,
    )
    check_mapping(order.mapping, order.file.header)
    order.file.check_unchanged()
    with interruptions() as standing, account_lock(locks, destination.account):
        make_private(runs)
        _clear_unplanned(runs, destination.account)
        folder = runs / _name(planned_at)
        try:
            facts = _facts(order, destination, plan)
            with closing(Journal.create(folder / JOURNAL, facts)) as journal:
                write_summary(folder, facts, RunState.PLANNING, journal.tally())
                with Pool(destination.address, destination.key) as pool:
                    part = Part(order.file, plan, order.limit)
                    yield from freeze(part, pool, journal, stop)
                    tally = journal.tally()
                    if stop.is_set():
                        yield Finished(folder.name, RunState.STOPPED, tally, 0, 0.0, "", 0)
                        return
                    if not tally.total.unsent:
                        raise NothingToSend(tally)
                    if tally.total.held and not order.skips_problems:
                        raise RunBlocked(tally)
                    standing.run = folder.name
                    yield from _deliver(journal, pool, stop)
        finally:
            if not standing.run:
                shutil.rmtree(folder, ignore_errors=True)


def resume(folder: Path, destination: Destination, locks: Path, stop: Event) -> Iterator[RunEvent]:
    """Yield the events of an unfinished run that goes on; unknown batches go first, unchanged.

    Raises RunOngoing while a run for the account is on, RunDamaged for a bad journal or one whose
    plan was never complete, AccountRefused for another account than the run began with,
    RunInterrupted when the journal cannot be written.
    """
    with interruptions() as standing, account_lock(locks, destination.account):
        standing.run = folder.name
        with closing(Journal.open(folder / JOURNAL)) as journal:
            if not journal.is_planned:
                raise RunDamaged(folder.name, "the plan is incomplete")
            account = journal.facts["account"]
            if account != destination.account:
                raise AccountRefused(destination.account, 0, f"The run belongs to {account}.")
            with Pool(destination.address, destination.key) as pool:
                yield from _deliver(journal, pool, stop)


def _deliver(journal: Journal, pool: Pool, stop: Event) -> Iterator[RunEvent]:
    folder = journal.path.parent
    facts = journal.facts
    before = summary(folder)
    requests, seconds = (before.requests, before.seconds) if before else (0, 0.0)
    facts |= {"requests": requests, "seconds": seconds}
    write_summary(folder, facts, RunState.SENDING, journal.tally())
    start = told = time.monotonic()
    for event in Run(journal, pool, stop).events():
        now = time.monotonic()
        if isinstance(event, Finished):
            if event.state is RunState.DONE:
                journal.erase_bodies()
            told, state, facts["detail"] = now, event.state, event.detail
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


def _clear_unplanned(runs: Path, account: str) -> None:
    """Remove runs of this account that ended in the middle of planning: nothing of them was sent.

    The account's lock is held, so none of them is under way.
    """
    for run in history(runs):
        if run.account == account and run.state == RunState.PLANNING:
            shutil.rmtree(runs / run.run, ignore_errors=True)


def _name(moment: datetime) -> str:
    """Return a name that sorts by time and is never used twice."""
    return f"{moment:%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}"


def _facts(order: Order, destination: Destination, plan: Plan) -> dict[str, Any]:
    return {
        "name": order.name,
        "account": destination.account,
        "is_practice": destination.is_practice,
        "practice_store": destination.practice_store,
        "file": _clean(order.file.path.name),
        "size": order.file.size,
        "header": [_clean(name) for name in order.file.raw_header],
        "dialect": {
            "encoding": order.file.dialect.encoding,
            "delimiter": order.file.dialect.delimiter,
            "quote": order.file.dialect.quote,
        },
        "mapping": mapping_as_json(order.mapping),
        "is_history": order.is_history,
        "limit": order.limit,
        "created": plan.planned_at.isoformat(timespec="seconds"),
    }


def _clean(name: str) -> str:
    """Return a name in which bytes that are no text are shown as question marks."""
    return name.encode("utf-8", "replace").decode()
