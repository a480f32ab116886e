"""Damages bytes of journals at random, and opens what is left of them.

A journal is damaged as it lies after its run, and as a killed run leaves it, with a log beside it.
"""

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path
from random import Random

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from tests.doubles.disks import in_memory
from tests.power_cuts.disk import Disk
from tests.power_cuts.work import Work, snapshot

TRIALS_A_JOURNAL = 40
STEPS = 30

STEPS_COUNTED = f"{JOURNAL}-steps"

FRAME = 24 + 4_096
"""Bytes of one page in a log."""

LAST_FRAMES = 8
"""Pages at the end of a log, as many as a few steps write."""

_WORDS = re.compile(b"events|ready|sent|accepted|refused|unknown|invalid")
"""What a journal says of states, so that damage does not meet bodies alone."""


@dataclass(frozen=True, slots=True)
class Toll:
    """How many journals were damaged, and what became of that.

    ``told`` could not be opened or read, and said so. ``wrong`` said something else than before.
    """

    trials: int = 0
    told: int = 0
    wrong: int = 0

    def __add__(self, other):
        return Toll(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def damage_through(trials, seed, *, stops_at_wrong=False):
    """Damage so many journals, each in a place of its own."""
    random = Random(seed)
    toll = Toll()
    with in_memory() as name:
        while toll.trials < trials and not (toll.wrong and stops_at_wrong):
            files, said, bodies = a_journal(Path(name) / "whole", random)
            for _ in range(min(TRIALS_A_JOURNAL, trials - toll.trials)):
                toll += one(Path(name) / "damaged" / JOURNAL, spoilt(files, random), said, bodies)
    return toll


def a_journal(folder, random):
    """Return the files of a journal, what it may say, and the bodies that may be sent of it.

    That is what it said last. After a power cut its steps may be uncounted: at the end of its log
    damage looks like the cut then, and the last step may be gone, or the last two if the end of
    the former was hit as well.
    """
    notes = Disk()
    work = Work(folder / JOURNAL, notes, random)
    work.begin()
    work.live(random.randint(1, STEPS))
    is_killed = random.random() < 2 / 3
    bodies = work.bodies()
    files = contents(folder)
    work.end()
    said = [step.what for step in notes.trace]
    if not is_killed:
        files = contents(folder)
    shutil.rmtree(folder)
    if is_killed and random.random() < 1 / 3:
        del files[STEPS_COUNTED]
        return files, said[-3:], bodies
    return files, said[-1:], bodies


def contents(folder):
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def spoilt(files, random):
    """Damage a few bytes of one of the files, or a stretch of it.

    Where steps are counted a log also loses its end, or is gone.
    """
    names = [name for name in files if files[name] and name != STEPS_COUNTED]
    is_count = STEPS_COUNTED in files and random.random() < 1 / 20
    name = STEPS_COUNTED if is_count else random.choice(names)
    content = bytearray(files[name])
    is_log = name.endswith("-wal")
    if is_log and STEPS_COUNTED in files and random.random() < 1 / 4:
        return cut_off(files, name, random)
    words = [each.start() for each in _WORDS.finditer(content)]
    is_word = words and random.random() < 1 / 3
    at = random.choice(words) if is_word else random.randrange(len(content))
    if is_log and random.random() < 1 / 3:
        at = max(0, len(content) - random.randint(1, LAST_FRAMES * FRAME))
    match 0 if is_word else random.randrange(4):
        case 0:
            content[at] ^= 1 << random.randrange(8)
        case 1:
            content[at] = random.randrange(256)
        case 2:
            content[at : at + 512] = bytes(len(content[at : at + 512]))
        case _:
            content[at : at + 64] = random.randbytes(len(content[at : at + 64]))
    return files | {name: bytes(content)}


def cut_off(files, name, random):
    """Leave a file without its end, or do away with it."""
    if random.random() < 1 / 4:
        return {each: content for each, content in files.items() if each != name}
    return files | {name: files[name][: -random.randint(1, LAST_FRAMES * FRAME)]}


def one(path, files, said, bodies):
    path.parent.mkdir()
    try:
        for name, content in files.items():
            path.with_name(name).write_bytes(content)
        # What was called damaged once is not trusted when somebody tries again.
        found = [look(path, bodies) for _ in range(2)]
    finally:
        shutil.rmtree(path.parent)
    is_right = found[0] is None or found[0] in said
    return Toll(1, told=found[0] is None, wrong=not is_right or found[0] != found[1])


def look(path, bodies):
    """Return what a journal says, None where it says that it is damaged.

    Whatever else it raises would be called a fault of the program, and is wrong.
    """
    try:
        with closing(Journal.open(path)) as journal:
            for batch in journal.batches(BatchState.READY, BatchState.SENT, BatchState.UNKNOWN):
                body = journal.body(batch.id)
                assert body == bodies.get(batch.id, body)
            return snapshot(journal)
    except RunDamaged:
        return None
    except (ValueError, sqlite3.Error) as error:
        return f"a fault of the program: {error}"
