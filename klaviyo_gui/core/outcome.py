"""What became of one request, in the words of DESIGN's table of answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The class of an answer; each class has exactly one thing to do next."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    STOP = "stop"
    WAIT = "wait"
    UNKNOWN = "unknown"


class JobStatus(StrEnum):
    """The stations of an import job, as Klaviyo names them."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETE = "complete"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One error of an answer; ``position`` is the item's place in the request, -1 for the whole.

    ``event`` is the place of the event within its item, -1 where nothing is said of one.
    """

    position: int
    code: str
    detail: str
    field: str = ""
    event: int = -1


@dataclass(frozen=True, slots=True)
class Job:
    """An import job as last seen."""

    id: str
    status: JobStatus
    total: int = 0
    completed: int = 0
    failed: int = 0

    @property
    def is_finished(self) -> bool:
        """Tell whether Klaviyo will change nothing about this job any more."""
        return self.status in {JobStatus.COMPLETE, JobStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class ImportFailure:
    """One row that an import job could not take, known by its identifiers alone."""

    email: str
    phone_number: str
    external_id: str
    code: str
    detail: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attempt led to.

    ``status`` is the HTTP status, 0 when there was none. ``retry_after`` is in seconds.
    ``speaks_of_repeats`` tells that a refusal names repeated ids, which are no fault of the rows.
    """

    verdict: Verdict
    status: int = 0
    detail: str = ""
    refusals: tuple[Refusal, ...] = ()
    retry_after: float | None = None
    job: Job | None = None
    failures: tuple[ImportFailure, ...] = ()
    speaks_of_repeats: bool = False
