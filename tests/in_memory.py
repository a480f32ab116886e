"""Files of tests lie in memory, where there is room: a disk syncs longer than all tests take.

What a disk does to files that were not synced is tried with one in memory (``power_cuts/disk.py``).
"""

import os
import shutil
import tempfile
from multiprocessing.util import Finalize

FOLDER = "/dev/shm"
"""Where Linux keeps files in memory; elsewhere nothing has this name."""

ROOM = 2 * 1024**3
"""Several times what all tests together leave there."""

_made = []

_BEHIND_ALL = -1_000
"""What multiprocessing keeps there goes first: it takes away its own folder at its end."""


def enter():
    """Keep temporary files of this process and its children in memory, unless they have a place."""
    if "TMPDIR" not in os.environ and has_room(FOLDER):
        _made.append(tempfile.mkdtemp(prefix="klaviyo-gui-tests-", dir=FOLDER))
        os.environ["TMPDIR"] = tempfile.tempdir = _made[0]
        Finalize(None, leave, exitpriority=_BEHIND_ALL)


def stay():
    """Leave all there, for whoever looks why a test failed."""
    _made.clear()


def leave():
    """Give the memory back, in the process that took it."""
    for folder in _made:
        shutil.rmtree(folder, ignore_errors=True)


def has_room(folder):
    """Tell whether there is room in a folder, for programs as well."""
    try:
        found = os.statvfs(folder)
    except (AttributeError, OSError):
        return False
    return found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC
