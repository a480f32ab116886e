"""What performs each operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from klaviyo_gui.practice.account_reads import AccountReads
from klaviyo_gui.practice.answer import Answer
from klaviyo_gui.practice.client_writes import ClientWrites
from klaviyo_gui.practice.flow_reads import FlowReads
from klaviyo_gui.practice.job_reads import JobReads
from klaviyo_gui.practice.list_reads import ListReads
from klaviyo_gui.practice.metric_reads import MetricReads
from klaviyo_gui.practice.operations import Operation
from klaviyo_gui.practice.profile_reads import ProfileReads
from klaviyo_gui.practice.request import Request
from klaviyo_gui.practice.writes import Writes

if TYPE_CHECKING:
    from datetime import datetime

    from klaviyo_gui.practice.behaviour import Behaviour
    from klaviyo_gui.practice.holdings import Holdings

Performer = Callable[[Request], Answer]
"""Answers a request that was let in, or raises QueryRefused."""


def performers(
    holdings: Holdings, behaviour: Behaviour, now: Callable[[], datetime]
) -> Mapping[Operation, Performer]:
    """Return what performs each operation; ``now`` gives the time of day."""
    jobs = JobReads(holdings.jobs, now)
    metrics = MetricReads(holdings.metrics)
    flows = FlowReads(holdings.flows, holdings.metrics, holdings.lists)
    writes = Writes(holdings.store, holdings.jobs, holdings.lists, behaviour.repeats, now)
    client = ClientWrites(holdings.store, now)
    return {
        Operation.GET_ACCOUNTS: AccountReads(behaviour.account).accounts,
        Operation.CREATE_EVENTS: writes.create_events,
        Operation.IMPORT_PROFILES: writes.import_profiles,
        Operation.GET_JOBS: jobs.jobs,
        Operation.GET_JOB: jobs.job,
        Operation.GET_IMPORT_ERRORS: jobs.import_errors,
        Operation.GET_METRICS: metrics.metrics,
        Operation.GET_METRIC_PROPERTIES: metrics.properties,
        Operation.GET_FLOWS_OF_METRIC: flows.of_metric,
        Operation.GET_LISTS: ListReads(holdings.lists).lists,
        Operation.GET_FLOWS_OF_LIST: flows.of_list,
        Operation.GET_PROFILES: ProfileReads(holdings.people).profiles,
        Operation.CREATE_EVENT: writes.create_event,
        Operation.CREATE_CLIENT_EVENT: client.create_event,
        Operation.CREATE_CLIENT_PROFILE: client.create_profile,
    }
