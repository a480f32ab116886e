"""Import jobs, read from Klaviyo's answers."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.outcome import ImportFailure, Job, JobStatus
from klaviyo_gui.klaviyo.document import part, pointed_field, sentence, text


def job_in(document: dict[str, Any]) -> Job | None:
    """Return the job of an answer, or None when it names none or an unheard-of status."""
    found = part(document, "data")
    attributes = part(found, "attributes")
    id_, status = text(found.get("id")), text(attributes.get("status"))
    if found.get("type") != "profile-bulk-import-job" or not id_ or status not in set(JobStatus):
        return None
    return Job(
        id=id_,
        status=JobStatus(status),
        total=_number(attributes.get("total_count")),
        completed=_number(attributes.get("completed_count")),
        failed=_number(attributes.get("failed_count")),
    )


def failures_in(document: dict[str, Any]) -> tuple[ImportFailure, ...] | None:
    """Return the failures of one page, or None when it is no page of failures."""
    found = document.get("data")
    if not isinstance(found, list):
        return None
    # Whatever its shape, each stands for a row that was not taken.
    return tuple(_failure(part(item, "attributes")) for item in found)


def next_link(document: dict[str, Any]) -> str | None:
    """Return the link to the next page, "" at the last one, None where nobody can tell.

    JSON:API allows a text, or an object with a text ``href`` (version 1.1, document links). Taken
    for the last page, a link of another shape would make what follows look as if it were not there.
    """
    links = document.get("links")
    if links is None:
        return ""
    if not isinstance(links, dict):
        return None
    link = links.get("next")
    if link is None or isinstance(link, str):
        return link or ""
    return text(part(link).get("href")) or None


def _failure(attributes: dict[str, Any]) -> ImportFailure:
    payload = attributes.get("original_payload")
    # The specification says no more than "object": all three shapes occur.
    person = part(payload, "data", "attributes") or part(payload, "attributes") or part(payload)
    return ImportFailure(
        email=text(person.get("email")),
        phone_number=text(person.get("phone_number")),
        external_id=text(person.get("external_id")),
        code=sentence(attributes.get("code")),
        detail=sentence(attributes.get("detail")) or sentence(attributes.get("title")),
        field=pointed_field(attributes.get("source")),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
