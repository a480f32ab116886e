"""What a reply means; the only place that decides it.

The table of answers, in the order in which it is asked:

    before the first body byte left, or 429      wait      nothing was processed
    401, 403, 404, 410 in JSON                   stop      the key, the account or the address
    a refusal of the query of a lone item        stop      the public key, which stands there
    400 and the like that name the list to join  stop      the list
    400, 409, 413, 415, 422 with JSON:API errors refused   nothing was processed
    the endpoint's success, readable             accepted
    everything else                              unknown   the same bytes may be sent again
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo.account import account_in
from klaviyo_gui.klaviyo.document import document_in
from klaviyo_gui.klaviyo.jobs import failures_in, job_in
from klaviyo_gui.klaviyo.refusal import is_of_list, is_of_repeat, refusals_in
from klaviyo_gui.klaviyo.retry_after import seconds_to_wait
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.klaviyo.wire import Content, Endpoint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from klaviyo_gui.core.outcome import Refusal

_REFUSING: Final = frozenset({400, 409, 413, 415, 422})
_STOPPING: Final = frozenset({401, 403, 404, 410})
_THROTTLED: Final = 429
_REDIRECTING: Final = range(300, 400)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came; the names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    content_type: str
    body: bytes
    truncated: bool = False

    @property
    def document(self) -> dict[str, Any] | None:
        """Return the whole JSON object of the answer, or None."""
        return None if self.truncated else document_in(self.content_type, self.body)


@dataclass(frozen=True, slots=True)
class Broken:
    """An attempt that ended without an answer; a request without a body never sent a byte of it."""

    after_first_byte: bool
    cause: str


def understand(
    reply: Reply | Broken,
    *,
    endpoint: Endpoint,
    count: int = 0,
    list_id: str = "",
    now: datetime | None = None,
) -> Outcome:
    """Return what became of a request with ``count`` items, which join the list of this id.

    ``now`` serves a Retry-After that is written as a date.
    """
    if isinstance(reply, Broken):
        verdict = Verdict.UNKNOWN if reply.after_first_byte else Verdict.WAIT
        return Outcome(verdict, detail=reply.cause)
    status, document = reply.status, reply.document
    refusals = refusals_in(document or {}, endpoint, count)
    detail = next((refusal.detail for refusal in refusals), "")
    pause = seconds_to_wait(reply.headers, now)
    if status == _THROTTLED:
        return Outcome(Verdict.WAIT, status, detail, retry_after=pause)
    is_of_query = endpoint.is_lone and any(each.position < 0 for each in refusals)
    if document is not None and (status in _STOPPING or (status in _REFUSING and is_of_query)):
        return Outcome(Verdict.STOP, status, detail, refusals)
    if status in _REFUSING and refusals:
        return _refused(status, detail, refusals, list_id)
    accepted = _accepted(reply, document, endpoint) if status == endpoint.success else None
    if accepted is not None:
        return accepted
    asked = pause if "retry-after" in reply.headers else None
    return Outcome(Verdict.UNKNOWN, status, detail or _oddity(reply, document), retry_after=asked)


def _refused(status: int, detail: str, refusals: tuple[Refusal, ...], list_id: str) -> Outcome:
    if any(is_of_list(each, list_id) for each in refusals):
        return Outcome(Verdict.STOP, status, detail, refusals)
    repeats = all(map(is_of_repeat, refusals))
    return Outcome(Verdict.REFUSED, status, detail, refusals, speaks_of_repeats=repeats)


def _accepted(reply: Reply, document: dict[str, Any] | None, endpoint: Endpoint) -> Outcome | None:
    status = reply.status
    if endpoint.content is Content.NOTHING and not reply.body and not reply.truncated:
        return Outcome(Verdict.ACCEPTED, status)
    if document is None or "errors" in document or not document.keys() & {"data", "meta"}:
        return None
    if endpoint.content is Content.JOB:
        job = job_in(document)
        return None if job is None else Outcome(Verdict.ACCEPTED, status, job=job)
    if endpoint.content is Content.FAILURES:
        failures = failures_in(document)
        return None if failures is None else Outcome(Verdict.ACCEPTED, status, failures=failures)
    return Outcome(Verdict.ACCEPTED, status) if _is_as_asked(document, endpoint.content) else None


def _is_as_asked(document: dict[str, Any], content: Content) -> bool:
    if content is Content.RESOURCES:
        return isinstance(document.get("data"), list)
    return content is not Content.ACCOUNT or account_in(document) is not None


def _oddity(reply: Reply, document: dict[str, Any] | None) -> Trouble:
    if reply.truncated:
        return Trouble.CUT
    if reply.status in _REDIRECTING:
        return Trouble.REDIRECT
    return Trouble.NOT_JSON if document is None else Trouble.ODD
