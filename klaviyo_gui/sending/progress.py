"""What a run tells while it goes on; the last event is always a terminal one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.sending.helm import SHARE

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.core.standing import Standing
    from klaviyo_gui.core.tally import Tally
    from klaviyo_gui.sending.alike import Alike


WORKER_ENDED = "a worker process ended"
"""The detail of a run that was paused by its own workers, whatever ends them."""

REFUSED_ALIKE = "refused alike"
"""The detail of a run that paused because one cause hit record after record."""

ANSWERS_LOST = "answers lost"
"""The detail of a run that is over but for records whose answer was lost, held as was wished."""

BATCH_DAMAGED = "damaged in the journal"
"""The detail of a run that is over but for batches that are no longer what was planned."""

FLOWS_CHANGED = "flows changed"
"""The detail of a run that paused because it would start by now what nobody agreed to."""

FLOWS_UNSEEN = "flows unseen"
"""The detail of a run that paused because nobody could look whether that is so."""


class RunState(StrEnum):
    """How a run ended, or stands."""

    PLANNING = "planning"
    SENDING = "sending"
    DONE = "done"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Planning:
    """The file is being frozen: bytes done and in all, rows so far, and how many are not wanted."""

    done: int
    total: int
    rows: int
    unwanted: int = 0


@dataclass(frozen=True, slots=True)
class Comparing:
    """What is to be sent is compared with what other runs sent since: records done and in all."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the run stands.

    ``rate`` is in records a second over the last minute. ``seconds_left`` is a range, None
    while nothing can be said. ``waiting`` says why nothing starts just now: "", "burst",
    "steady", "asked to wait", "jobs", "retry", "flows" or "paused"; ``wait_seconds`` for how long,
    0.0 if that is not known; ``trouble`` is the detail of the last failure that has to be retried.
    ``share`` is the part of the account's limit in use.
    """

    tally: Tally
    requests: int
    rate: float
    seconds_left: tuple[float, float] | None
    waiting: str
    wait_seconds: float = 0.0
    trouble: str = ""
    share: float = SHARE


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One record that Klaviyo refused, with Klaviyo's words."""

    line: int
    kind: Kind
    code: str
    detail: str
    field: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Records refused just now."""

    rows: tuple[RefusedRow, ...]


@dataclass(frozen=True, slots=True)
class DamagedBatch:
    """A batch that is no longer what was planned: so many records, in the lines from and to."""

    kind: Kind
    records: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a run; ``status`` is that by which Klaviyo stopped it, 0 for any other end.

    ``alike`` is what somebody should be asked about before it goes on, None for nothing.
    ``damaged`` are batches that were left out. ``events`` tell how many of each name were accepted
    of all that there are of the run, where rows may have several. ``stands`` is what speaks against
    going on without somebody who agrees, None for nothing.
    """

    run: str
    state: RunState
    tally: Tally
    requests: int
    seconds: float
    detail: str
    status: int
    alike: Alike | None = None
    damaged: tuple[DamagedBatch, ...] = ()
    events: tuple[tuple[str, int], ...] = ()
    stands: Standing | None = None


RunEvent = Planning | Comparing | Progress | Refused | Finished
