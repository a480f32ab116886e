"""Cuts the power at random moments of a run, and opens what is left of its journal.

What was written is on a disk in memory, by SQLite with a file layer of the tests; what is left is
opened as the program opens it, from files.
"""

import shutil
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path
from random import Random
from unittest import mock

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.store import journal as module
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.steps import Steps
from tests.doubles.disks import in_memory
from tests.power_cuts.cut import after_cut
from tests.power_cuts.database import Database
from tests.power_cuts.disk import Counted, Disk, Said
from tests.power_cuts.vfs import MemoryVFS
from tests.power_cuts.work import Work, snapshot

CUTS_A_LIFE = 20
"""Cuts of one stretch of work; what the last of them left is worked on, and cut again."""

STEPS = 25

CHECKPOINTS = (20, 1_000)
"""Pages after which SQLite brings the log into the database: often, and as it is its custom."""

COUNTED = f"{JOURNAL}-steps"

SYNC = "PRAGMA synchronous = FULL"
FAULTS = {"normal": "NORMAL", "off": "OFF"}
"""Ways to sync too little; each must be found out."""


@dataclass(frozen=True, slots=True)
class Toll:
    """How often the power was cut, and what was wrong with the journal afterwards.

    ``lost`` did not hold all that it had acknowledged, ``damaged`` could not be opened at all.
    """

    cuts: int = 0
    lost: int = 0
    damaged: int = 0

    def __add__(self, other):
        return Toll(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    @property
    def is_clean(self):
        return not (self.lost or self.damaged)


def cut_through(cuts, seed, fault=""):
    """Cut the power so often, in one stretch of work after the other; a fault ends it early."""
    random = Random(seed)
    toll, rest = Toll(), Rest()
    with in_memory() as name, memory(random, FAULTS.get(fault, "FULL")) as vfs:
        while toll.cuts < cuts and (toll.is_clean or not fault):
            vfs.disk = Disk(rest.files)
            live(Path(name) / "live" / JOURNAL, vfs.disk, random, rest)
            before, rest = rest, Rest()
            for _ in range(min(CUTS_A_LIFE, cuts - toll.cuts)):
                moment = moment_of(vfs.disk.trace, random)
                files = after_cut(vfs.disk, moment, random)
                counted = counted_until(vfs.disk.trace[:moment], before.counted, random)
                found = look(Path(name) / "left" / JOURNAL, files | counted)
                toll += judged(found, *said_around(vfs.disk.trace, moment, before.said))
                if found is not None and found[0]:
                    rest = Rest(files, found, counted)
    return toll


@dataclass(frozen=True, slots=True)
class Rest:
    """What a power cut left of a run that can go on: its files, what they say, what is counted."""

    files: dict | None = None
    said: object = None
    counted: dict = field(default_factory=dict)


@contextmanager
def memory(random, sync):
    """Let journals be written to disks in memory, synced in this way."""
    vfs = MemoryVFS()

    def connect(path, mode, seconds):
        often = f"PRAGMA wal_autocheckpoint = {random.choice(CHECKPOINTS)}"
        return Database(path, mode, {SYNC: f"PRAGMA synchronous = {sync}; {often}"})

    def acknowledge(steps):
        count(steps)
        vfs.disk.trace.append(Counted(steps._path.read_bytes()))

    count = Steps.acknowledge
    try:
        with (
            mock.patch.object(module, "_database", connect),
            mock.patch.object(Steps, "acknowledge", acknowledge),
        ):
            yield vfs
    finally:
        vfs.unregister()


def live(path, disk, random, rest):
    path.parent.mkdir(exist_ok=True)
    for name, content in rest.counted.items():
        path.with_name(name).write_bytes(content)
    work = Work(path, disk, random)
    if rest.files:
        work.go_on()
    else:
        work.begin()
    work.live(STEPS)
    work.end()
    shutil.rmtree(path.parent)


def counted_until(trace, before, random):
    """Return what a power cut leaves of the count: as it is, an older one, nothing, or zeros."""
    every = [before, *({COUNTED: each.content} for each in trace if isinstance(each, Counted))]
    return random.choice((every[-1], random.choice(every), {}, {COUNTED: bytes(16)}))


def moment_of(trace, random):
    """Choose when the power goes; a third of the times just when something was acknowledged."""
    if random.random() < 1 / 3:
        return 1 + random.choice([at for at, step in enumerate(trace) if isinstance(step, Said)])
    return random.randint(0, len(trace))


def said_around(trace, moment, before):
    """Return what was acknowledged last before a moment, and what was next to be."""
    past = [step.what for step in trace[:moment] if isinstance(step, Said)]
    future = (step.what for step in trace[moment:] if isinstance(step, Said))
    last = past[-1] if past else before
    return last, next(future, last)


def look(path, files):
    """Return what a journal says that is found so, None for one that cannot be trusted."""
    path.parent.mkdir(exist_ok=True)
    try:
        for name, content in files.items():
            path.with_name(name).write_bytes(content)
        with mock.patch.object(module, "_database", _FROM_FILES):
            journal = Journal.open(path)
        with closing(journal):
            for batch in journal.batches(BatchState.READY, BatchState.SENT, BatchState.UNKNOWN):
                journal.body(batch.id)
            return snapshot(journal)
    except RunDamaged:
        return None
    finally:
        shutil.rmtree(path.parent)


def judged(found, last, following):
    """Compare what is found with what was acknowledged; a step under way may be done or not."""
    if last is None:
        return Toll(1)
    if found is None:
        return Toll(1, damaged=1)
    return Toll(1, lost=found not in (last, following))


_FROM_FILES = module._database
