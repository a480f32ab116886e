"""A true mouse drags a column onto a property, on a screen of the test's own."""

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_SECONDS = 40
STEPS = 12

missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
missing += [
    name for name in ("xcb-cursor", "xkbcommon-x11") if ctypes.util.find_library(name) is None
]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not on this computer: {', '.join(missing)}")


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


@pytest.fixture
def screen():
    """A screen in memory, under a number that is free."""
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


def mouse(environment, *words):
    command = ["xdotool", *map(str, words)]
    subprocess.run(command, env=environment, check=True, timeout=LIMIT_SECONDS)


def drag(environment, child):
    """Drag from where the child says its column lies onto the property, and let go there."""
    places = json.loads(child.stdout.readline())
    (left, top), (right, bottom) = places["column"], places["target"]
    mouse(environment, "mousemove", "--sync", left, top, "mousedown", 1)
    for step in range(1, STEPS + 1):
        x = left + (right - left) * step // STEPS
        y = top + (bottom - top) * step // STEPS
        mouse(environment, "mousemove", "--sync", x, y)
    assert json.loads(child.stdout.readline()) == {"over": "value"}
    mouse(environment, "mouseup", 1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_column_dragged_by_the_mouse_is_mapped_and_a_second_one_asks_how_it_joins(
    screen, tmp_path, theme
):
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "KLAVIYO_GUI_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    picture = tmp_path / "window.png"
    command = [sys.executable, "-m", "tests.journeys.dragged", str(picture), theme]
    with limited(command, env=environment, cwd=ROOT) as child:
        drag(environment, child)
        assert json.loads(child.stdout.readline()) == {"mapped": [["value", "ORDER_TOTAL"]]}
        drag(environment, child)
        x, y = json.loads(child.stdout.readline())["combine"]
        mouse(environment, "mousemove", "--sync", x, y, "click", 1)
        both = [["value", "ORDER_TOTAL", "ORDER_ID"]]
        assert json.loads(child.stdout.readline()) == {"mapped": both}
        assert child.wait(LIMIT_SECONDS) == 0
    assert picture.stat().st_size > 0
