"""A disk of its own that is small enough to fill up."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from klaviyo_gui.sending.verdicts import Verdicts

STEPS = ("intend", "accept", "importing", "complete")
"""What a run writes into its journal when all goes well."""


@contextmanager
def small_disk(folder, size):
    """Mount a disk of so many bytes; skips where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root on Linux can mount a disk of its own")
    folder.mkdir(parents=True)
    options = ("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("this computer mounts no disk for a test")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def ballast(folder):
    return folder / "ballast"


def fill(folder):
    """Leave no room on the disk that is mounted here."""
    with ballast(folder).open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4_096)):
                pass
        except OSError:
            return


def make_room(folder):
    ballast(folder).unlink()


def at_step(number, act, patched):
    """Do this once a run has come to its so manyth step since now, just before that is written."""
    left = [number]

    def counted(step):
        def taken(*arguments):
            left[0] -= 1
            if left[0] == 0:
                act()
            return step(*arguments)

        return taken

    for name in STEPS:
        patched.setattr(Verdicts, name, counted(getattr(Verdicts, name)))
    return lambda: left[0] <= 0
