"""What tests of the choice of rows share."""

import pytest

from tests.ui.windows import WAIT_MS, open_path, write

HEADER = ("Status", "Email", "Total", "When", "Land")
ROWS = [
    (
        ("paid", "open", "refunded", "")[at % 4],
        f"p{at}@shop.io",
        f"{at * 10}.50",
        f"2024-05-{at + 1:02}",
        ("DE", "AT")[at % 2],
    )
    for at in range(20)
]


@pytest.fixture
def at_map(qtbot, session, empty, tmp_path):
    """The station with a file of twenty rows, five of each status."""
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER, "rows.csv"))
    yield empty
    empty.choosing.close()
    empty.grouping.close()


@pytest.fixture
def panel(qtbot, at_map):
    """The panel in which rows are chosen, on show."""
    at_map.choosing.open_panel()
    panel = at_map.choosing.panel
    qtbot.waitUntil(panel.isVisible, timeout=WAIT_MS)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow, timeout=WAIT_MS)
    return panel


@pytest.fixture
def counted(qtbot, at_map, panel):
    """Wait until the whole file is counted by what is asked now; return what is said of it."""

    def wait():
        counting = at_map.choosing.counting
        qtbot.waitUntil(lambda: counting.report is not None, timeout=WAIT_MS)
        return panel.outcome.sentence

    return wait
