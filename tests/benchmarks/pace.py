"""Prints how long runs take under the real limits, against the least time that those allow.

``python -m tests.benchmarks.pace [REQUESTS …]``. Each run sends small requests to a practice
Klaviyo of its own, whose windows begin elsewhere in each; with the usual share of the limits and
with all of them. The least time is that of somebody who knew when the windows begin at the run's
start and whose requests took no time: the burst in every second until the minute's are spent, and
on with the next minute.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import orjson

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.bodies import wrap
from klaviyo_gui.klaviyo.pace import BURST_SECONDS, EVENTS_LIMIT, STEADY_SECONDS
from klaviyo_gui.practice.behaviour import PRACTICE_KEY
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.helm import Helm
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.progress import Finished
from klaviyo_gui.sending.run import Run
from klaviyo_gui.store.journal import JOURNAL, Journal
from tests.practice.caller import Caller

SHARES = (0.8, 1.0)
"""What is ours unless somebody chooses otherwise, and all of it."""

OFFSETS = (0.0, 0.37, 17.5, 44.71)
"""Seconds by which the server's windows begin earlier than the run."""

WARM_SECONDS = 120.0
"""How long all processes of all runs may take to start before the first run begins."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One run: what was asked for, its seconds from the start to the last answer, answers 429."""

    requests: int
    share: float
    offset: float
    seconds: float
    throttled: int

    @property
    def ratio(self) -> float:
        """Return the time against the least."""
        return self.seconds / least_seconds(self.requests, self.share)


def least_seconds(requests: int, share: float) -> float:
    """Return when the last of so many requests may start, at the earliest."""
    burst, steady = int(EVENTS_LIMIT.burst * share), int(EVENTS_LIMIT.steady * share)
    minutes, rest = divmod(requests - 1, steady)
    return minutes * STEADY_SECONDS + rest // burst * BURST_SECONDS


def timed(
    requests: int, share: float, offset: float, folder: Path, ready: threading.Barrier
) -> Timed:
    """Send so many requests of one event each, as soon as all others are ready for it too."""
    folder.mkdir()
    start = time.monotonic()
    with PracticeServer(clock=lambda: time.monotonic() - start + offset) as server:
        journal = Journal.create(folder / JOURNAL, {})
        for line in range(requests):
            journal.add_batch(Kind.EVENTS, [line], wrap(Kind.EVENTS, [_event(line)]))
        journal.finish_planning({})
        with Pool(server.address, PRACTICE_KEY) as pool:
            pool.warm()
            ready.wait(WARM_SECONDS)
            begun = time.monotonic()
            *_, last = Run(journal, pool, threading.Event(), Helm(share)).events()
            seconds = time.monotonic() - begun
        journal.close()
        with Caller(server.address) as caller:
            throttled = caller.counts()["throttled"]
    assert isinstance(last, Finished)
    assert last.tally.total.accepted == requests, last
    return Timed(requests, share, offset, seconds, throttled)


def _event(number: int) -> bytes:
    metric = {"data": {"type": "metric", "attributes": {"name": "Visited"}}}
    event = {"metric": metric, "properties": {}, "unique_id": str(number)}
    attributes = {
        "profile": {"data": {"type": "profile", "attributes": {"email": f"p{number}@shop.io"}}},
        "events": {"data": [{"type": "event", "attributes": event}]},
    }
    return orjson.dumps({"type": "event-bulk-create", "attributes": attributes})


def main() -> None:
    """Run those of a kind side by side, and print the longest of each kind."""
    asked = [int(each) for each in sys.argv[1:]] or [100, 600]
    for requests, share in ((requests, share) for requests in asked for share in SHARES):
        ready = threading.Barrier(len(OFFSETS))
        with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(len(OFFSETS)) as threads:
            found = [
                threads.submit(timed, requests, share, offset, Path(name) / str(offset), ready)
                for offset in OFFSETS
            ]
            runs = [each.result() for each in found]
        slowest = max(runs, key=lambda each: each.seconds)
        print(
            f"{requests} requests, share {share:.0%}: least {least_seconds(requests, share):.1f} s"
            f" · slowest {slowest.seconds:.2f} s (ratio {slowest.ratio:.3f}) · "
            f"429: {sum(each.throttled for each in runs)} of {len(runs)} runs",
            flush=True,
        )


if __name__ == "__main__":
    main()
