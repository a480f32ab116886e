"""A screen of the test's own, with a hand on its mouse."""

import ctypes.util
import os
import shutil
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_SECONDS = 300
"""Whatever hangs is ended then; no machine is so slow."""

missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
missing += [
    name for name in ("xcb-cursor", "xkbcommon-x11") if ctypes.util.find_library(name) is None
]
needs_screen = pytest.mark.skipif(
    bool(missing), reason=f"not on this computer: {', '.join(missing)}"
)


@contextmanager
def limited(command, **options):
    """Run a child whose lines are read; it is killed when it takes far too long."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options) as child:
        watch = threading.Timer(LIMIT_SECONDS, child.kill)
        watch.start()
        try:
            yield child
        finally:
            watch.cancel()
            child.terminate()


@contextmanager
def screen_in_memory():
    """A screen in memory; gives the number under which it was free."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1400x900x24",
        "-nolisten",
        "tcp",
    ]
    with limited(command, pass_fds=(writing,), stderr=subprocess.DEVNULL):
        os.close(writing)
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"


@pytest.fixture
def screen():
    """A screen of one test."""
    with screen_in_memory() as number:
        yield number


def mouse(environment, *words):
    command = ["xdotool", *map(str, words)]
    subprocess.run(command, env=environment, check=True, timeout=LIMIT_SECONDS)
