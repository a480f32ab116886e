"""What a worker process does: build records of a byte range, deliver one request.

It imports neither Qt nor the store, and returns values only.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
import zlib
from array import array
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, compress, repeat
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import orjson

from klaviyo_gui.core.built import items_of
from klaviyo_gui.core.findings import Finding, Findings, Place
from klaviyo_gui.core.found_rows import FoundRows
from klaviyo_gui.core.ids import act_digest, actor, claims, event_digest, row_digest
from klaviyo_gui.core.mapping import Kind, has_times
from klaviyo_gui.core.metric_names import MetricNames, metric_names, name_of
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.said import saying
from klaviyo_gui.core.same_person import identifiers
from klaviyo_gui.core.text_columns import cells_sent, text_columns
from klaviyo_gui.core.time_picture import dated
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import FAILURES_LIMIT, Pace
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.picked import picked
from klaviyo_gui.sending.rows import build_changed
from klaviyo_gui.source.reader import Rows, read_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from klaviyo_gui.core.ids import Act, Claim
    from klaviyo_gui.core.outcome import Outcome
    from klaviyo_gui.core.record import Plan, Record
    from klaviyo_gui.core.said import Say
    from klaviyo_gui.core.text_columns import TextColumn
    from klaviyo_gui.klaviyo.client import Client
    from klaviyo_gui.klaviyo.public_client import PublicClient
    from klaviyo_gui.sending.picked import Lines
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range

_client: Client | PublicClient | None = None
_everybody: Barrier | None = None

_GARBAGE = (100_000, 50, 50)
"""How seldom circles are looked for; as often as usual takes a tenth of the time of a task."""

_pages = Pace(FAILURES_LIMIT, share=0.2)
"""Each of the four workers that may read failures at once takes a part of the limit."""


@dataclass(frozen=True, slots=True)
class BuildTask:
    """A byte range to build; ``rows_max`` cuts it short, -1 for all of it.

    ``kinds`` are the kinds of record to build, None for every mapped one. ``lines`` are those of
    which records are built, None for all.
    """

    path: Path
    dialect: Dialect
    range: Range
    plan: Plan
    rows_max: int = -1
    is_for_sending: bool = False
    kinds: tuple[Kind, ...] | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class DeliverTask:
    """One request with its number of items, or a question about a job."""

    kind: Kind
    body: bytes = field(repr=False)
    items: int


class Others(NamedTuple):
    """A record of several events, by its position, with the keys and what each of them says."""

    position: int
    keys: tuple[bytes, ...]
    rows: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class BuiltRecords:
    """The records of one kind in the order of the file.

    The lists and bytes of the ready ones run in parallel; ``rows`` are the digests of their cells
    and, behind them, of what they say, for events alone, and ``times`` when these happened. What is
    not asked for or never the case is empty: ``bodies``, ``moments``, ``times``, ``said``.
    ``claims`` and ``acts`` come with the position of their record.
    ``others`` are the records of several events; their moments stand one behind another, and the
    times of all their events one after the other; ``names`` are those of the events of each record,
    where rows may have several. Held ones come as ``(line, code, offending text,
    property)``.
    """

    lines: list[int]
    keys: list[bytes]
    bodies: list[bytes] = field(repr=False)
    has_made_id: bytes
    held: list[tuple[int, str, str, str]] = field(repr=False)
    rows: list[bytes] = field(default_factory=list)
    moments: list[bytes] = field(default_factory=list)
    claims: list[tuple[int, Claim]] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    times: array[int] = field(default_factory=partial(array, "I"), repr=False)
    said: list[bytes] = field(default_factory=list, repr=False)
    others: list[Others] = field(default_factory=list, repr=False)
    names: list[tuple[str, ...]] = field(default_factory=list)

    def keep(self, kept: Sequence[bool]) -> BuiltRecords:
        """Return what is left where these records are held; those are not listed anew here."""
        positions = list(compress(range(len(kept)), kept))
        places = {old: new for new, old in enumerate(positions)}
        counts = {each.position: len(each.keys) for each in self.others}
        flags = chain.from_iterable(repeat(flag, counts.get(at, 1)) for at, flag in enumerate(kept))
        return replace(
            self,
            lines=list(compress(self.lines, kept)),
            bodies=list(compress(self.bodies, kept)),
            times=array("I", compress(self.times, flags)),
            has_made_id=bytes(compress(self.has_made_id, kept)),
            names=list(compress(self.names, kept)),
            others=[
                each._replace(position=places[each.position])
                for each in self.others
                if each.position in places
            ],
        )

    def every_line(self) -> list[int]:
        """Return the lines of all records, ready or held, in the order of the file."""
        return sorted([*self.lines, *(line for line, *_ in self.held)])


@dataclass(frozen=True, slots=True)
class BuiltRange:
    """One byte range built; ``frozen`` holds its rows, compressed, when asked for.

    They are as they were read and then changed by hand: the results tell what was sent, and a row
    that was not accepted as it would be sent again. ``found`` tells the rows of each finding, from
    0 in this range, one bit for each. ``has_odd_rows`` tells that some may be in another encoding.
    """

    range: Range
    rows: int
    records: dict[Kind, BuiltRecords]
    findings: tuple[Finding, ...]
    frozen: bytes = field(repr=False)
    found: dict[Place, bytes] = field(default_factory=dict, repr=False)
    has_odd_rows: bool = False
    columns: tuple[TextColumn, ...] = ()
    metrics: MetricNames = field(default_factory=MetricNames)


def start(
    address: str,
    key: str,
    way: Way = Way.PRIVATE,
    everybody: Barrier | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Make this process ready; it ends when its parent does, and leaves Ctrl+C to the parent.

    ``everybody`` are the workers of its pool, ``environment`` the variables of its parent, which
    may name a proxy or certificates.
    """
    global _client, _everybody  # noqa: PLW0603 - one worker process serves one pool for all its life
    _everybody = everybody
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is loaded stays, and what a task makes goes with it: hardly anything is left in circles.
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _client = _client_of(address, key, way) if address else None


def meet(seconds: float) -> None:
    """Wait so long for all other workers to do the same."""
    assert _everybody is not None, "the pool names its workers"
    with suppress(threading.BrokenBarrierError):
        _everybody.wait(seconds)


def build(task: BuildTask) -> BuiltRange:
    """Read and build one byte range."""
    rows = read_range(task.path, task.dialect, task.range)
    if task.rows_max >= 0:
        rows = rows.part(0, task.rows_max)
    findings = Findings()
    changed = amended(rows, task.plan.header, task.plan.amendments)
    if task.lines is not None:
        changed = picked(changed, task.lines)
    every, sent = build_changed(task.plan, changed, task.kinds), changed.rows
    of_rows = dict.fromkeys(every, sent.cells)
    if task.lines is not None:
        for kind, built in every.items():
            meant = frozenset(task.lines.get(kind, ()))
            of_rows[kind] = [
                cells for (line, _), cells in zip(built, sent.cells, strict=True) if line in meant
            ]
            every[kind] = [each for each in built if each[0] in meant]
    several = task.plan.mapping.has_several_events
    # Of what people are told only a check makes anything.
    say = _nothing if task.is_for_sending else saying(task.plan.mapping)
    records = {
        kind: _gather(
            kind,
            built,
            of_rows[kind],
            findings,
            filled=_filled(task.plan),
            keeps_bodies=task.is_for_sending or kind is Kind.PROFILES,
            say=say,
            is_named=kind is Kind.EVENTS and several,
        )
        for kind, built in every.items()
    }
    columns = tuple(
        each
        for kind, built in every.items()
        for each in _columns(task.plan, kind, built, of_rows[kind])
    )
    own = every.get(Kind.EVENTS, ())
    events = _each_event(own) if several else ((line, record.kept) for line, record in own)
    metrics = metric_names(task.plan.mapping, events)
    if task.is_for_sending:
        frozen = _freeze(sent, task.dialect.encoding)
        return BuiltRange(
            task.range,
            len(sent.lines),
            records,
            findings.all(),
            frozen,
            _rows_of(every),
            columns=columns,
            metrics=metrics,
        )
    if Kind.EVENTS in records and has_times(task.plan.mapping):
        ready = (record for _, record in every[Kind.EVENTS] if record.body)
        bodies = chain.from_iterable(map(items_of, ready))
        times = dated(bodies, task.plan.planned_at)
        records[Kind.EVENTS] = replace(records[Kind.EVENTS], times=times)
    return BuiltRange(
        task.range,
        len(sent.lines),
        records,
        findings.all(),
        b"",
        _rows_of(every),
        Code.OTHER_ENCODING in sent.suspects.values(),
        columns,
        metrics,
    )


def deliver(task: DeliverTask) -> Outcome:
    """Send one request and say what became of it."""
    assert _client is not None, "this pool was made for building only"
    if task.kind is Kind.EVENTS:
        return _client.send_events(task.body, task.items)
    return _client.send_profiles(task.body, task.items)


def look(job: str) -> Outcome:
    """Look at an import job; a finished one with failures brings them along."""
    assert _client is not None, "this pool was made for building only"
    # What goes out by a public key makes no jobs.
    client = cast("Client", _client)
    outcome = client.look_at_job(job)
    if outcome.job is not None and outcome.job.is_finished and outcome.job.failed:
        failures = client.import_failures(job, _wait_for_page)
        _pages.settle(time.monotonic())
        if failures.verdict is Verdict.ACCEPTED:
            return replace(outcome, failures=failures.failures)
        return failures
    return outcome


def _wait_for_page() -> None:
    # One page is asked for after the other.
    _pages.settle(time.monotonic())
    threading.Event().wait(_pages.wait(time.monotonic()))
    _pages.take()


def _columns(
    plan: Plan, kind: Kind, built: list[tuple[int, Record]], cells: list[list[str]]
) -> Iterable[TextColumn]:
    """Look at the columns that go out as text, in the rows of which Klaviyo keeps something."""
    mapping, header = plan.mapping, plan.header
    rows = cells_sent(mapping, header, cells, (record.kept for _, record in built))
    lines = [line for line, _ in built]
    return text_columns(mapping, header, kind, lines, rows)


def _gather(  # noqa: PLR0913 - records and the rows they are of, with what is wanted of them
    kind: Kind,
    built: list[tuple[int, Record]],
    cells: list[list[str]],
    findings: Findings,
    *,
    filled: bytes,
    keeps_bodies: bool,
    say: Say,
    is_named: bool,
) -> BuiltRecords:
    held: list[tuple[int, str, str, str]] = []
    lines: list[int] = []
    ready: list[Record] = []
    rows: list[bytes] = []
    others: list[Others] = []
    is_of_events = kind is Kind.EVENTS
    for (line, record), row in zip(built, cells, strict=True):
        if record.problems:
            findings.add(kind, line, record.told)
        if record.body:
            lines.append(line)
            ready.append(record)
            if record.events:
                cells_digest = row_digest(row)
                keys, items = zip(*record.events, strict=True)
                says = tuple(cells_digest + event_digest(item, filled) for item in items)
                others.append(Others(len(lines) - 1, keys, says))
                rows.append(says[0])
            elif is_of_events:
                rows.append(row_digest(row) + event_digest(record.body, filled))
        else:
            worst = next(each for each in record.problems if each.severity is Severity.HOLD)
            held.append((line, worst.code, worst.text, worst.target))
    moments = [record.moment for record in ready]
    said = [say(*record.about) if record.about else b"" for record in ready]
    return BuiltRecords(
        lines,
        [record.key for record in ready],
        [record.body for record in ready] if keeps_bodies else [],
        bytes([record.has_made_id for record in ready]),
        held,
        rows,
        moments if any(moments) else [],
        *_of_people(kind, ready),
        said=said if any(said) else [],
        others=others,
        names=[tuple(map(name_of, items_of(record))) for record in ready] if is_named else [],
    )


def _each_event(built: Iterable[tuple[int, Record]]) -> Iterator[tuple[int, bytes]]:
    """Yield every event that Klaviyo keeps, by its line; an empty one for a row without any."""
    for line, record in built:
        if record.kept and record.events:
            for item in items_of(record):
                yield line, item
        else:
            yield line, record.kept


def _nothing(_identifier: str, _who: str, _attributes: dict[str, Any]) -> bytes:
    return b""


def _filled(plan: Plan) -> bytes:
    """Return the time that is sent where the file has none, as it stands in an event."""
    if has_times(plan.mapping):
        return b""
    return b'"time":"%s",' % plan.planned_at.isoformat(timespec="seconds").encode()


def _of_people(kind: Kind, records: Iterable[Record]) -> tuple[list[tuple[int, Claim]], list[Act]]:
    """Return what people claim that others may have too, and what they do by ids of their own."""
    claimed: list[tuple[int, Claim]] = []
    acts: list[Act] = []
    for at, record in enumerate(records):
        if record.person is None:
            continue
        best, attributes = record.person
        named = identifiers(attributes)
        person = record.key if kind is Kind.PROFILES else b""
        claimed += [(at, claim) for claim in claims(named, best, person)]
        done = record.acts if record.act is None else (record.act,)
        if done and (who := actor(named)) is not None:
            acts += [(at, act_digest(*each), *who) for each in done]
    return claimed, acts


def _rows_of(every: dict[Kind, list[tuple[int, Record]]]) -> dict[Place, bytes]:
    """Tell in which rows each finding was made."""
    found = FoundRows()
    for kind, built in every.items():
        for row, (_, record) in enumerate(built):
            if record.problems:
                found.add(kind, row, record.told)
    return found.parts()


def shown_cells(rows: Rows, encoding: str) -> list[list[str]]:
    """Return the cells as results show them: bytes that are no text as those of Windows-1252."""
    if not rows.undecodable:
        return rows.cells
    return [
        [cell.encode(encoding, "surrogateescape").decode("cp1252", "replace") for cell in row]
        if at in rows.undecodable
        else row
        for at, row in enumerate(rows.cells)
    ]


def _freeze(rows: Rows, encoding: str) -> bytes:
    """Return the rows for the journal."""
    return zlib.compress(orjson.dumps((rows.lines, shown_cells(rows, encoding))), 1)


def _client_of(address: str, key: str, way: Way) -> Client | PublicClient:
    # Where workers are no copies, what only builds starts sooner without all that speaks HTTP.
    from klaviyo_gui.klaviyo.client import Client  # noqa: PLC0415 - as said above
    from klaviyo_gui.klaviyo.public_client import PublicClient  # noqa: PLC0415 - as said above

    return PublicClient(address, key) if way is Way.PUBLIC else Client(address, key)


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
