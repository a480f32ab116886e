"""A true mouse drags a column onto a property, on a screen of the test's own."""

import json
import os

import pytest

from tests.journeys.child import command
from tests.journeys.screens import LIMIT_SECONDS, ROOT, limited, mouse, needs_screen, screen

__all__ = ["screen"]

STEPS = 12
pytestmark = needs_screen


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
    with limited(command("dragged", picture, theme), env=environment, cwd=ROOT) as child:
        drag(environment, child)
        assert json.loads(child.stdout.readline()) == {"mapped": [["value", "ORDER_TOTAL"]]}
        drag(environment, child)
        x, y = json.loads(child.stdout.readline())["combine"]
        mouse(environment, "mousemove", "--sync", x, y, "click", 1)
        both = [["value", "ORDER_TOTAL", "ORDER_ID"]]
        assert json.loads(child.stdout.readline()) == {"mapped": both}
        assert child.wait(LIMIT_SECONDS) == 0
    assert picture.stat().st_size > 0
