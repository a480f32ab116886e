"""A whole send: lock, plan, deliver, close; one terminal event at the end."""

from __future__ import annotations

import secrets
import shutil
import time
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from klaviyo_gui.core.account_name import account_key, account_name, is_same_account
from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.errors import (
    AccountRefused,
    FlowsChanged,
    KeyMissing,
    ListElsewhere,
    ListUnjoinable,
    NothingToSend,
    RunBlocked,
    RunDamaged,
    RunOngoing,
    SeveralByPublicKey,
)
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan, check_mapping
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import LIMITS
from klaviyo_gui.language import mark, told
from klaviyo_gui.sending.awake import kept_awake
from klaviyo_gui.sending.delivery import deliver_run, put_off
from klaviyo_gui.sending.facts import facts_of_order, way_of
from klaviyo_gui.sending.going_on import keep_agreed
from klaviyo_gui.sending.interruption import interruptions
from klaviyo_gui.sending.last_look import ensure_agreed
from klaviyo_gui.sending.limits import LOOKS
from klaviyo_gui.sending.meanwhile import part_from_others
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.preparing import with_readings
from klaviyo_gui.sending.progress import Finished, RunState
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.sending.vetting import BY_CHOICE, Vetting
from klaviyo_gui.store.atomic import make_private
from klaviyo_gui.store.history import (
    history,
    journals_to,
    journals_to_practice,
    write_summary,
)
from klaviyo_gui.store.journal import JOURNAL, Journal, holds_nothing
from klaviyo_gui.store.lock import account_lock, file_of_account
from klaviyo_gui.store.sent_before import READING_SECONDS, check_readable
from klaviyo_gui.store.spent import Spent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.agreed import Agreed
    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.helm import Helm
    from klaviyo_gui.sending.picked import Lines
    from klaviyo_gui.sending.progress import RunEvent
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Destination:
    """The account to which a run sends; its key is never shown.

    ``practice_store`` names what its practice Klaviyo stores in, empty for any other. ``currency``
    is an ISO 4217 code and ``time_zone`` an IANA name, empty where nobody knows. ``way`` tells what
    sort of key it is.
    ``short_name`` is what somebody called the account here, empty for one that was not added.
    """

    account: str
    address: str
    key: str = field(repr=False)
    is_practice: bool = False
    practice_store: str = ""
    currency: str = ""
    way: Way = Way.PRIVATE
    short_name: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What to send and how: the sender's visible choices.

    ``skips_problems`` sends the good records of a file in which others are held. ``limit`` is a
    number of rows for a trial, None for the whole file; ``lines`` are those of the only records
    that are sent, None for all. ``judged`` is what the whole file tells of its cells, where that is
    known already. ``amendments`` are what somebody changed of its rows.
    ``holds_lost`` keeps records whose answer was lost until somebody decides about them; otherwise
    they go out again, unchanged.
    ``history_before`` makes history of what happened before, None for of nothing but all.
    ``only_new`` leaves out what earlier runs have sent. ``planned_at`` is when the records were
    planned first, None for now. ``agreed`` is what somebody was told that it may start,
    None for nobody who was told anything, so that nothing may start.
    """

    file: CsvFile
    mapping: Mapping
    name: str
    is_history: bool
    skips_problems: bool = True
    limit: int | None = None
    judged: Judged | None = None
    amendments: Amendments = field(default=UNCHANGED, repr=False)
    holds_lost: bool = False
    only_new: bool = False
    planned_at: datetime | None = None
    history_before: datetime | None = None
    agreed: Agreed | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records of a file a run is about, None for all, and what the run tells of that."""

    lines: Lines | None = None
    vetting: Vetting | None = None
    facts: dict[str, Any] = field(default_factory=dict)


Select: TypeAlias = "Callable[[Pool, tuple[Path, ...]], Selection]"
"""Chooses, while the account is locked, by the journals of earlier runs to the same place."""


def send(  # noqa: PLR0913 - what, where to, where it is kept, and the hands on it
    order: Order,
    destination: Destination,
    runs: Path,
    locks: Path,
    stop: Event,
    *,
    helm: Helm | None = None,
    select: Select | None = None,
) -> Iterator[RunEvent]:
    """Yield the events of a new run; the last one is Finished.

    Raises RunOngoing while another run for the account is on, or somebody reads an earlier one for
    too long, LedgerBusy likewise, MappingError or SourceError when nothing can be built,
    ListElsewhere or ListUnjoinable for a list that people cannot join, SeveralByPublicKey for rows
    of several events that only a private key can send, RunUnwritable when the run cannot be kept,
    RunBlocked, NothingToSend and FlowsChanged after planning, RunDamaged or LedgerDamaged where
    earlier runs cannot be compared with; of all these nothing was sent. Raises RunInterrupted or
    RunDamaged when the journal fails later: what was sent is in it.
    """
    now = datetime.now(UTC)
    plan = Plan(
        order.mapping,
        order.file.header,
        order.planned_at or now,
        order.is_history,
        judged=order.judged,
        amendments=order.amendments,
        history_before=order.history_before,
    )
    plan = with_readings(plan, order.file)
    check_mapping(order.mapping, order.file.header, plan.readings)
    check_list(order.mapping, destination)
    check_events(order.mapping, destination)
    order.file.check_unchanged()
    with (
        interruptions() as standing,
        account_lock(locks, destination.account),
        kept_awake(),
        Pool(destination.address, destination.key, destination.way) as pool,
    ):
        # They start while the journal is made.
        pool.start()
        make_private(runs)
        _clear_unplanned(runs, destination.account)
        earlier = earlier_to(runs, destination)
        if order.only_new or select is not None:
            # Better now than after the whole file was read.
            check_readable(earlier)
        folder = runs / _name(now)
        try:
            facts = facts_of_order(order, destination, now)
            # It is there first: no run is without one, whenever the program is killed.
            write_summary(folder, facts, RunState.PLANNING, Tally())
            with (
                closing(Journal.create(folder / JOURNAL, facts)) as journal,
                _spent(locks, destination) as spent,
            ):
                choice = select(pool, earlier) if select else _selection(order, earlier)
                journal.add_facts(choice.facts)
                part = Part(order.file, plan, order.limit, lines=choice.lines)
                yield from freeze(part, pool, journal, stop, choice.vetting, earlier=earlier)
                tally = journal.tally()
                if stop.is_set():
                    yield Finished(folder.name, RunState.STOPPED, tally, 0, 0.0, "", 0)
                    return
                if not tally.total.unsent:
                    raise NothingToSend(tally)
                if not order.skips_problems and _has_problems(journal):
                    raise RunBlocked(tally)
                look = partial(ensure_agreed, order.agreed, journal, destination, stop)
                is_seen = _is_seen(look)
                standing.run = folder.name
                if not is_seen:
                    yield from put_off(journal)
                    return
                yield from deliver_run(journal, pool, stop, helm, spent, earlier=earlier, look=look)
        finally:
            if not standing.run:
                shutil.rmtree(folder, ignore_errors=True)


def resume(  # noqa: PLR0913 - as for a new run, with what was decided since
    folder: Path,
    destination: Destination,
    locks: Path,
    stop: Event,
    *,
    helm: Helm | None = None,
    sends_lost: bool = False,
    agreed: Agreed | None = None,
) -> Iterator[RunEvent]:
    """Yield the events of an unfinished run that goes on; unknown batches go first, unchanged.

    A run that was told to hold them does so unless ``sends_lost`` says otherwise. ``agreed`` is
    what somebody was told that the rest may start.
    Raises RunOngoing while a run for the account is on, or somebody reads one for too long,
    LedgerBusy likewise, RunDamaged for a bad journal or one whose
    plan was never complete, AccountRefused for another account than the run began with, KeyMissing
    without the private key that it began with, FlowsChanged before anything more was sent,
    RunInterrupted when the journal cannot be written.
    """
    with (
        interruptions() as standing,
        account_lock(locks, destination.account),
        kept_awake(),
    ):
        standing.run = folder.name
        # The account's lock is held: whoever has the journal open only reads its results.
        with closing(Journal.open(folder / JOURNAL, READING_SECONDS)) as journal:
            if not journal.is_planned:
                raise RunDamaged(folder.name, mark("the plan is incomplete"))
            account = journal.facts["account"]
            if not is_same_account(account, destination.account):
                raise AccountRefused(
                    destination.account, 0, told("The run belongs to {account}.", account=account)
                )
            destination = _as_begun(destination, way_of(journal.facts))
            with (
                Pool(destination.address, destination.key, destination.way) as pool,
                _spent(locks, destination) as spent,
            ):
                others = earlier_to(folder.parent, destination)
                earlier = tuple(each for each in others if each != journal.path)
                yield from part_from_others(journal, earlier)
                look = partial(ensure_agreed, agreed, journal, destination, stop)
                if not _is_seen(look):
                    yield from put_off(journal)
                    return
                keep_agreed(agreed, journal)
                yield from deliver_run(
                    journal,
                    pool,
                    stop,
                    helm,
                    spent,
                    earlier=earlier,
                    sends_lost=sends_lost,
                    look=look,
                )


def _is_seen(look: Callable[[], None]) -> bool:
    """Tell whether it could be seen that a run starts what was agreed to; raises FlowsChanged.

    Where that may be seen in a while, the plan must not be lost.
    """
    try:
        look()
    except FlowsChanged as error:
        if error.is_passing:
            return False
        raise
    return True


def _as_begun(destination: Destination, way: Way) -> Destination:
    """Return the account for a run whose requests were frozen for this way; raises KeyMissing."""
    if destination.way is way:
        return destination
    if way is Way.PRIVATE:
        raise KeyMissing(account_name(destination.account))
    # An account is known by its public key, and whoever has the private one may use that, too.
    return replace(destination, key=account_key(destination.account), way=way)


def check_list(mapping: Mapping, destination: Destination) -> None:
    """Make sure that people can join the list; raises ListElsewhere and ListUnjoinable."""
    joins = mapping.joined_list
    if joins is None:
        return
    if joins.account != account_key(destination.account):
        raise ListElsewhere(joins.name, account_name(destination.account))
    if destination.way is Way.PUBLIC:
        raise ListUnjoinable(joins.name, account_name(destination.account))


def check_events(mapping: Mapping, destination: Destination) -> None:
    """Make sure that all events of a row can go in one request; raises SeveralByPublicKey."""
    if destination.way is Way.PUBLIC and mapping.events and mapping.further:
        raise SeveralByPublicKey(account_name(destination.account))


def earlier_to(runs: Path, destination: Destination) -> tuple[Path, ...]:
    """Return the journals of earlier runs to the same place, the latest first."""
    if not destination.is_practice:
        return journals_to(runs, destination.account)
    store = destination.practice_store
    return journals_to_practice(runs, store) if store else ()


def _selection(order: Order, earlier: tuple[Path, ...]) -> Selection:
    return Selection(order.lines, Vetting(earlier) if order.only_new else None)


def _has_problems(journal: Journal) -> bool:
    """Tell whether records are held for what they are, and not because others need no sending."""
    return any(
        state is State.HELD and code not in BY_CHOICE for _, state, code, *_ in journal.causes()
    )


def _spent(locks: Path, destination: Destination) -> AbstractContextManager[Spent | None]:
    """Give what the account's limits were spent on; a practice Klaviyo has new ones every time."""
    if destination.is_practice:
        return nullcontext()
    if destination.way is Way.PUBLIC:
        path = file_of_account(locks, destination.account, ".lone-spent")
        requests = max(limit.steady for limit in LIMITS[Way.PUBLIC].values())
        return Spent(path, (*Kind, LOOKS), time.monotonic(), requests)
    path = file_of_account(locks, destination.account, ".spent")
    return Spent(path, (*Kind, LOOKS), time.monotonic())


def _clear_unplanned(runs: Path, account: str) -> None:
    """Remove runs of this account that ended in the middle of planning: nothing of them was sent.

    The account's lock is held, so none of them is under way. A summary may be older than its
    journal, which alone knows what was sent; of a run that sent anything it is written anew. One
    that somebody reads at this moment is left to a later start.
    """
    for run in history(runs):
        if is_same_account(run.account, account) and run.state == RunState.PLANNING:
            folder = runs / run.run
            with suppress(RunDamaged, RunOngoing, OSError):
                if not _is_begun(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_begun(folder: Path) -> bool:
    """Tell whether anything of a run was sent; its summary says so from now on."""
    if not (folder / JOURNAL).exists() or holds_nothing(folder / JOURNAL):
        return False
    with closing(Journal.open(folder / JOURNAL)) as journal:
        tally = journal.tally()
        is_begun = tally.total.read > tally.total.unsent + tally.total.held
        if is_begun:
            write_summary(folder, journal.facts, RunState.SENDING, tally)
        return is_begun


def _name(moment: datetime) -> str:
    """Return a name that sorts by time and is never used twice."""
    return f"{moment:%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}"
