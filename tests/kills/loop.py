"""Kills senders at random moments, lets others go on, and compares the end with what was stored.

``python -m tests.kills.loop [KILLS] [SEED] [WAY]`` prints what became of the records under every
reading of a repeated id; by the way ``public`` there is but one. Exits with 1 when
one was lost, doubled, or is not what its state says.
"""

import itertools
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import orjson

from klaviyo_gui.core.way import Way
from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.unfinished import unfinished_runs
from klaviyo_gui.store.results import read_results
from tests.doubles.accounts import Account
from tests.doubles.files import csv_bytes, orders

READINGS = ("ignore", "refuse-stored", "refuse-blind", "drop")
"""What Klaviyo may do with an id that comes again: pass over it, or refuse the request, pointing
at the id or not, or drop the request without a word."""

ROWS = 60
LATEST_KILL_SECONDS = 0.4
LATEST_MOMENT = 60
_BY_CLOCK = 0.3
AT_ONCE = 3

LOOKED_AT = 0.5
"""How many of the killed runs somebody looks at before they go on, which opens their journals;
those of wrong senders all."""

LIVES_MAX = 60
"""After so many lives a run that has no end is wrong."""

SURROUNDINGS = {
    **{name: value for name, value in os.environ.items() if not name.startswith("COV")},
    # The one who clears up after a killed process says that there was something to clear up.
    "PYTHONWARNINGS": "ignore:resource_tracker:UserWarning",
}

_SERIAL = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Toll:
    """How often senders were killed, and how many records are not where they should be.

    ``misstated`` are those of which the journal says something else than what was stored.
    """

    kills: int = 0
    lost: int = 0
    doubled: int = 0
    misstated: int = 0

    def __add__(self, other):
        return Toll(
            self.kills + other.kills,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.misstated + other.misstated,
        )

    @property
    def is_clean(self):
        return not (self.lost or self.doubled or self.misstated)


def kill_through(nurseries, kills, repeats, seed, sort=(Way.PRIVATE, "")):
    """Kill senders so often, one file after the other, under one reading of repeated ids.

    Several are at it beside one another, from a nursery each and with a practice Klaviyo of its
    own: a sender waits for most of its life. ``sort`` are the way by which they send, and their
    fault, blank for none: wrong ones live until they are found out.
    """
    is_found_out = threading.Event()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        tolls = [
            threads.submit(
                _kill,
                senders,
                kills // AT_ONCE + (at < kills % AT_ONCE),
                Behaviour(
                    limits=False, repeats=repeats, bad_day=seed * AT_ONCE + at, polls_to_complete=1
                ),
                sort,
                is_found_out,
            )
            for at, senders in enumerate(nurseries)
        ]
        return sum((each.result() for each in tolls), Toll())


def _kill(senders, kills, behaviour, sort, is_found_out):
    _, fault = sort
    random = Random(behaviour.bad_day)
    toll = Toll()
    with PracticeServer(behaviour) as server:
        account = Account(server.address, None)
        while toll.kills < kills and not is_found_out.is_set():
            with tempfile.TemporaryDirectory() as name:
                toll += one_file(Path(name), account, senders, random, kills - toll.kills, sort)
            if fault and not toll.is_clean:
                is_found_out.set()
    return toll


def one_file(folder, account, senders, random, kills, sort):  # noqa: PLR0913, PLR0917 - all that lives
    """Send one file, killed at most so often, and count what went wrong with it.

    ``sort`` are the way by which it is sent, and the fault of the sender, blank for none.
    """
    _, fault = sort
    mark = f"k{next(_SERIAL)}-{os.getpid()}"
    metric = f"M{mark}"
    (folder / "orders.csv").write_bytes(csv_bytes(orders(ROWS, mark=mark)))
    account.begin()
    killed = 0
    for _ in range(LIVES_MAX):
        delay, moment = death(random) if killed < kills else (None, 0)
        end = live(senders, delay, str(folder), account.address, metric, moment, *sort)
        if end is None:
            killed += 1
            is_looked_at = random.random() < LOOKED_AT or fault
            if is_looked_at and (sent := unsent_yet_stored(folder, account, metric)):
                return Toll(killed, misstated=sent)
        elif end[0] == "done":
            break
    else:
        raise AssertionError("the run has no end")
    events = [each["unique_id"] for each in account.stored("events") if each["metric"] == metric]
    people = {each.get("email") for each in account.stored("people")}
    counts = Counter(events)
    lost = sum(f"o{mark}-{at}" not in counts for at in range(ROWS))
    lost += sum(f"p{at}{mark}@shop.io" not in people for at in range(ROWS))
    misstated = sum(ROWS - end[1][kind] for kind in ("events", "profiles"))
    return Toll(killed, lost, max(0, len(events) - ROWS), misstated)


def unsent_yet_stored(folder, account, metric):
    """Count the events that were stored though a killed run says that it has not sent them."""
    unsent = sum(
        read_results(folder / "runs", run.run).tally.events.unsent
        for run in unfinished_runs(folder / "runs")
    )
    stored = sum(each["metric"] == metric for each in account.stored("events"))
    return max(0, unsent + stored - ROWS)


def death(random):
    """Choose how a sender dies: after some seconds, or at the n-th moment between two steps."""
    if random.random() < _BY_CLOCK:
        return random.uniform(0, LATEST_KILL_SECONDS), 0
    return None, random.randint(1, LATEST_MOMENT)


@contextmanager
def nurseries_at_once():
    """Give as many nurseries as senders are killed at once; they serve any number of files."""
    with ExitStack() as stack:
        yield [stack.enter_context(nursery()) for _ in range(AT_ONCE)]


@contextmanager
def nursery():
    """Give the process that starts senders."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.kills.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=SURROUNDINGS,
    ) as process:
        yield process


def live(senders, delay, *arguments):
    """Let a sender live, and kill it so long after its first request may go out, None for never.

    Returns how its run ended, None if it was killed before.
    """
    senders.stdin.write(orjson.dumps((delay, *arguments)) + b"\n")
    senders.stdin.flush()
    code, told = orjson.loads(senders.stdout.readline())
    if code not in {0, -signal.SIGKILL}:
        raise AssertionError(f"the sender ended with {code}")
    ends = [each for each in told if each[0] != "on"]
    return ends[-1] if ends else None


def main():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    way = Way(sys.argv[3]) if len(sys.argv) > 3 else Way.PRIVATE
    readings = READINGS if way is Way.PRIVATE else READINGS[:1]
    total = Toll()
    with nurseries_at_once() as nurseries:
        for at, repeats in enumerate(readings):
            share = kills // len(readings) + (at < kills % len(readings))
            toll = kill_through(nurseries, share, repeats, seed + at, (way, ""))
            total += toll
            print(repeats, toll)
    print(total)
    sys.exit(not total.is_clean)


if __name__ == "__main__":
    main()
