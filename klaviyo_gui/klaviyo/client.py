"""The requests that the program makes of Klaviyo."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo import properties, wire
from klaviyo_gui.klaviyo.account import Account, account_in
from klaviyo_gui.klaviyo.answer import Broken, Reply, understand
from klaviyo_gui.klaviyo.bodies import list_in
from klaviyo_gui.klaviyo.document import parts
from klaviyo_gui.klaviyo.flows import flows_in, is_flow
from klaviyo_gui.klaviyo.jobs import next_link
from klaviyo_gui.klaviyo.lists import KnownList, is_list, lists_in
from klaviyo_gui.klaviyo.metrics import Metric, is_metric, metrics_in
from klaviyo_gui.klaviyo.refusal import is_of_body
from klaviyo_gui.klaviyo.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from klaviyo_gui.core.flow import Flow
    from klaviyo_gui.klaviyo.properties import Types

_EMPTY: Final = b"{}"


def _at_once() -> None:
    """Start a request without waiting for anybody."""


class Client:
    """One key at one address; every method is one attempt and tells of trouble by its outcome.

    Raises AddressRefused for an address that is neither Klaviyo nor loopback. A client belongs to
    one thread.
    """

    def __init__(self, address: str, key: str, patience: wire.Patience | None = None) -> None:
        from klaviyo_gui.klaviyo.transport import Transport  # noqa: PLC0415 - HTTP takes long

        self._address = wire.checked_address(address)
        # A header can carry nothing else, and a key is never anything else.
        self._can_send = re.fullmatch(r"[!-~]+", key.strip()) is not None
        self._transport = Transport(self._address, key.strip(), patience or wire.Patience())

    def send_events(self, body: bytes, count: int) -> Outcome:
        """Send a batch of ``count`` outer entries."""
        return self._outcome(wire.EVENTS, wire.EVENTS.path, body=body, count=count)[0]

    def send_profiles(self, body: bytes, count: int) -> Outcome:
        """Send a batch of ``count`` profiles; an accepted one carries its job."""
        return self._outcome(wire.PROFILES, wire.PROFILES.path, body=body, count=count)[0]

    def look_at_job(self, job_id: str) -> Outcome:
        """Ask how far a job is; an accepted outcome carries it."""
        return self._outcome(wire.JOB, _path(wire.JOB, job_id))[0]

    def import_failures(self, job_id: str, before_page: Callable[[], None] = _at_once) -> Outcome:
        """Ask for all rows that a job could not take, page by page.

        ``before_page`` is called before each request and may wait there for the pace.
        """
        path = _path(wire.FAILURES, job_id)
        query = {"page[size]": str(wire.PAGE_SIZE)}
        outcome, pages = self._pages(wire.FAILURES, path, query, before_page)
        if outcome.verdict is not Verdict.ACCEPTED:
            return outcome
        found = tuple(failure for each, _ in pages for failure in each.failures)
        return Outcome(Verdict.ACCEPTED, outcome.status, failures=found)

    def account(self) -> tuple[Outcome, Account | None]:
        """Ask whose key this is."""
        outcome, reply = self._outcome(wire.ACCOUNT, wire.ACCOUNT.path)
        return outcome, None if reply is None else account_in(reply.document or {})

    def try_out(self, endpoint: wire.Endpoint, query: Mapping[str, str] | None = None) -> Outcome:
        """Read what need not be there, to see whether the key may."""
        return self._outcome(endpoint, endpoint.path, query)[0]

    def try_empty(self, endpoint: wire.Endpoint) -> tuple[Outcome, bool]:
        """Write a document that says nothing, which is refused, to see whether the key may.

        Returns too whether the body is what was refused.
        """
        outcome, reply = self._asked(endpoint, endpoint.path, body=_EMPTY)
        return outcome, reply is not None and is_of_body(reply.document or {})

    def metrics(self, before_page: Callable[[], None] = _at_once) -> tuple[Outcome, list[Metric]]:
        """Ask for all metrics; ``before_page`` is called as for ``import_failures``."""
        outcome, found = self._resources(wire.METRICS, wire.METRICS.path, before_page, is_metric)
        return outcome, metrics_in(found)

    def flows_of_metric(self, metric_id: str) -> tuple[Outcome, list[Flow]]:
        """Ask which flows the events of a metric start."""
        path = wire.METRIC_FLOWS.path.format(metric=quote(metric_id, safe=""))
        outcome, found = self._resources(wire.METRIC_FLOWS, path, _at_once, is_flow)
        return outcome, flows_in(found)

    def lists(self, before_page: Callable[[], None] = _at_once) -> tuple[Outcome, list[KnownList]]:
        """Ask for all lists; ``before_page`` is called as for ``import_failures``."""
        outcome, found = self._resources(wire.LISTS, wire.LISTS.path, before_page, is_list)
        return outcome, lists_in(found)

    def flows_of_list(self, list_id: str) -> tuple[Outcome, list[Flow]]:
        """Ask which flows begin when somebody is added to a list."""
        path = wire.LIST_FLOWS.path.format(list=quote(list_id, safe=""))
        outcome, found = self._resources(wire.LIST_FLOWS, path, _at_once, is_flow)
        return outcome, flows_in(found)

    def properties_of_metric(self, metric_id: str) -> tuple[Outcome, Types]:
        """Ask which properties the events of a metric have had, and of which types."""
        path = wire.METRIC_PROPERTIES.path.format(metric=quote(metric_id, safe=""))
        outcome, found = self._resources(
            wire.METRIC_PROPERTIES, path, _at_once, properties.is_property
        )
        return outcome, properties.of_metric(found)

    def properties_of_people(self) -> tuple[Outcome, Types]:
        """Ask which custom properties the people have that were changed last.

        One page of them is looked at: Klaviyo lists the properties of all people nowhere.
        """
        query = {"page[size]": "100", "sort": "-updated", "fields[profile]": "properties"}
        outcome, reply = self._outcome(wire.PEOPLE, wire.PEOPLE.path, query)
        found = parts(reply.document, "data") if reply is not None else []
        return outcome, properties.of_people(found)

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Client({self._address!r})"

    def _resources(
        self,
        endpoint: wire.Endpoint,
        path: str,
        before_page: Callable[[], None],
        is_one: Callable[[object], bool],
    ) -> tuple[Outcome, list[dict[str, Any]]]:
        """Return the resources of all pages, none unless every page was had.

        What is not one of those that were asked for makes the answer one that nobody understands:
        passed over, it would look as if there were less of it.
        """
        outcome, pages = self._pages(endpoint, path, {}, before_page)
        found = [each for _, reply in pages for each in (reply.document or {})["data"]]
        if not all(map(is_one, found)):
            return Outcome(Verdict.UNKNOWN, outcome.status, Trouble.ODD), []
        return outcome, found

    def _pages(
        self,
        endpoint: wire.Endpoint,
        path: str,
        query: Mapping[str, str],
        before_page: Callable[[], None],
    ) -> tuple[Outcome, list[tuple[Outcome, Reply]]]:
        """Return the last outcome and all pages, none unless every one was had."""
        found = []
        for _ in range(wire.MAX_PAGES):
            before_page()
            outcome, reply = self._outcome(endpoint, path, query)
            if reply is None:
                return outcome, []
            found.append((outcome, reply))
            link = next_link(reply.document or {})
            if link is None:
                return Outcome(Verdict.UNKNOWN, outcome.status, Trouble.ODD), []
            if not link:
                return outcome, found
            following = self._query_of(link)
            if following is None:
                return Outcome(Verdict.UNKNOWN, outcome.status, Trouble.FOREIGN_LINK), []
            query = following
        return Outcome(Verdict.UNKNOWN, detail=Trouble.ENDLESS), []

    def _outcome(
        self,
        endpoint: wire.Endpoint,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        count: int = 0,
    ) -> tuple[Outcome, Reply | None]:
        """Return the outcome, and the reply too where it was accepted."""
        outcome, reply = self._asked(endpoint, path, query, body=body, count=count)
        return outcome, reply if outcome.verdict is Verdict.ACCEPTED else None

    def _asked(
        self,
        endpoint: wire.Endpoint,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        count: int = 0,
    ) -> tuple[Outcome, Reply | None]:
        """Return the outcome, and the reply where there was one."""
        if not self._can_send:
            return Outcome(Verdict.STOP, detail=Trouble.KEY), None
        reply = self._transport.ask(path, query or {}, body)
        list_id = list_in(body) if body is not None else ""
        now = datetime.now(UTC)
        outcome = understand(reply, endpoint=endpoint, count=count, list_id=list_id, now=now)
        return outcome, None if isinstance(reply, Broken) else reply

    def _query_of(self, link: str) -> dict[str, str] | None:
        """Return the query of a link to our own origin; its path is ours in any case."""
        try:
            parts = urlsplit(urljoin(self._address, link))
        except ValueError:
            return None
        own = urlsplit(self._address)
        if (parts.scheme, parts.netloc.lower()) != (own.scheme, own.netloc):
            return None
        return dict(parse_qsl(parts.query))


def _path(endpoint: wire.Endpoint, job_id: str) -> str:
    return endpoint.path.format(job=quote(job_id, safe=""))
