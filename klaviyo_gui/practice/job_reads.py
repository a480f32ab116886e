"""The operations that show import jobs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.practice import job_documents
from klaviyo_gui.practice.answer import Answer, document, not_found
from klaviyo_gui.practice.jobs import STATIONS
from klaviyo_gui.practice.request import QueryRefused, Request
from klaviyo_gui.practice.resource import following_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from klaviyo_gui.practice.jobs import Jobs

_STATUS_FILTER = re.compile(
    r"""(?:equals\(status,(?P<one>["'\w]+)\)|any\(status,\[(?P<many>["'\w, ]+)\]\))"""
)
_JOB = "profile-bulk-import-job"
_LAST_NUMBER = 2**62


class JobReads:
    """Shows the import jobs and what failed in them."""

    def __init__(self, jobs: Jobs, now: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._now = now

    def job(self, request: Request) -> Answer:
        """Show a job, and move it on by one look."""
        job_id = request.segments[2]
        job = self._jobs.look(job_id, self._now().isoformat(timespec="seconds"))
        if job is None:
            return not_found(_JOB, job_id)
        return document(200, job_documents.job_document(job, request.origin, request.path))

    def jobs(self, request: Request) -> Answer:
        """Show a page of jobs, or raise QueryRefused."""
        sort = request.query.get("sort", "created_at")
        if sort not in {"created_at", "-created_at"}:
            raise QueryRefused("sort")
        newest_first = sort.startswith("-")
        start, size = request.page_start(), request.page_size()
        if start is None:
            start = _LAST_NUMBER if newest_first else 0
        jobs = self._jobs.listed(
            _statuses(request.query.get("filter")), start, size + 1, newest_first=newest_first
        )
        following = following_page(request, [each.number for each in jobs], size)
        return document(200, job_documents.job_page(jobs[:size], request.address, following))

    def import_errors(self, request: Request) -> Answer:
        """Show a page of what failed in a job, or raise QueryRefused."""
        job_id = request.segments[2]
        start, size = request.page_start(), request.page_size()
        failures = self._jobs.errors(job_id, start or 0, size + 1)
        if failures is None:
            return not_found(_JOB, job_id)
        following = following_page(request, [each.number for each in failures], size)
        return document(
            200, job_documents.failure_page(failures[:size], request.address, following)
        )


def _statuses(text: str | None) -> list[str]:
    """Return the stations that a filter lets through, all without one; or raise QueryRefused."""
    if text is None:
        return list(STATIONS)
    match = _STATUS_FILTER.fullmatch(text)
    if match is None:
        raise QueryRefused("filter")
    words = (match["one"] or match["many"]).split(",")
    return [word.strip(" '\"") for word in words]
