"""The import jobs and their errors, in the shapes recorded from the real API."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice.resource import links, related

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.practice.jobs import FailedProfile, ImportJob

JOBS_PATH = "/api/profile-bulk-import-jobs"

_JOB_LIFETIME = timedelta(days=7)
"""How long the real API keeps a job (recorded)."""


def job_document(job: ImportJob, origin: str, path: str) -> dict[str, Any]:
    """Return the document of one import job."""
    return {"data": _job(job, origin), "links": {"self": f"{origin}{path}"}}


def job_page(jobs: Sequence[ImportJob], here: str, following: str | None) -> dict[str, Any]:
    """Return a page of import jobs; ``here`` is the address asked for."""
    origin = here.partition("/api/")[0]
    return {"data": [_job(job, origin) for job in jobs], "links": links(here, following)}


def failure_page(
    failures: Sequence[FailedProfile], here: str, following: str | None
) -> dict[str, Any]:
    """Return a page of a job's import errors."""
    data = [
        {
            "type": "import-error",
            "id": failure.id,
            "attributes": {
                "code": "invalid",
                "title": "Invalid input.",
                "detail": "The profile could not be imported.",
                "source": {"pointer": "/data"},
                "original_payload": failure.payload,
            },
        }
        for failure in failures
    ]
    return {"data": data, "links": links(here, following)}


def _job(job: ImportJob, origin: str) -> dict[str, Any]:
    address = f"{origin}{JOBS_PATH}/{job.id}"
    is_complete = job.status == "complete"
    expires = datetime.fromisoformat(job.created) + _JOB_LIFETIME
    return {
        "type": "profile-bulk-import-job",
        "id": job.id,
        "attributes": {
            "status": job.status,
            "created_at": job.created,
            "total_count": job.total,
            "completed_count": job.total - job.failed if is_complete else 0,
            "failed_count": job.failed if is_complete else 0,
            "completed_at": job.completed,
            "expires_at": expires.isoformat(),
            "started_at": job.started,
        },
        "relationships": {
            "lists": {
                "data": [{"type": "list", "id": each} for each in job.lists],
                **related(address, "lists")["lists"],
            },
            **related(address, "profiles"),
            "import-errors": {"links": {"related": f"{address}/import-errors/"}},
        },
        "links": {"self": f"{address}/"},
    }
