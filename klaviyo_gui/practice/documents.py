"""The resources that the practice Klaviyo shows, in the shapes recorded from the real API."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from klaviyo_gui.practice.request import QueryRefused, cursor_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.practice.account import Account
    from klaviyo_gui.practice.jobs import FailedProfile, ImportJob
    from klaviyo_gui.practice.request import Request

JOBS_PATH = "/api/profile-bulk-import-jobs"

_JOB_LIFETIME = timedelta(days=7)
"""How long the real API keeps a job (recorded)."""


def account_page(account: Account, origin: str) -> dict[str, Any]:
    """Return the accounts that the key belongs to: one."""
    resource = {
        "type": "account",
        "id": account.id,
        "attributes": {
            "test_account": account.is_test,
            "contact_information": {
                "default_sender_name": account.name,
                "default_sender_email": account.sender_email,
                "website_url": None,
                "organization_name": account.name,
                "street_address": dict.fromkeys(
                    ("address1", "address2", "city", "region", "country", "zip")
                ),
            },
            "industry": None,
            "timezone": account.time_zone,
            "preferred_currency": account.currency,
            "public_api_key": account.id,
            "locale": account.locale,
        },
        "links": {"self": f"{origin}/api/accounts/{account.id}/"},
    }
    return {
        "data": [resource],
        "links": {"self": f"{origin}/api/accounts", "next": None, "prev": None},
    }


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


def following_page(request: Request, numbers: Sequence[int], size: int) -> str | None:
    """Return the address of the next page, with all else that was asked for; None at the end.

    ``numbers`` are those of the things found, one more than a page holds unless it is the last.
    """
    if len(numbers) <= size:
        return None
    query = {**request.query, "page[cursor]": cursor_after(numbers[size - 1])}
    return f"{request.address.partition('?')[0]}?{urlencode(query)}"


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


def chosen(attributes: dict[str, Any], request: Request, kind: str) -> dict[str, Any]:
    """Return the attributes that were asked for, all unless told otherwise; or QueryRefused."""
    parameter = f"fields[{kind}]"
    asked = request.query.get(parameter)
    if asked is None:
        return attributes
    try:
        return {name: attributes[name] for name in asked.split(",")}
    except KeyError as unknown:
        raise QueryRefused(parameter) from unknown


def related(address: str, *parts: str) -> dict[str, Any]:
    """Return the relationships of the resource at the address, of which only links are shown."""
    return {
        part: {
            "links": {
                "self": f"{address}/relationships/{part}/",
                "related": f"{address}/{part}/",
            }
        }
        for part in parts
    }


def links(here: str, following: str | None) -> dict[str, str | None]:
    """Return the links of a page that was asked for at the address ``here``."""
    return {"self": here, "next": following, "prev": None}
