"""The rail leaves its room to the stations once type is large, and still names each of them."""

import pytest
from PySide6.QtGui import QFontMetrics

from klaviyo_gui.ui.cards import bold, small
from klaviyo_gui.ui.rail import SLIM_FROM, WIDTH, Rail
from klaviyo_gui.ui.status import Mark, Station, Status
from klaviyo_gui.ui.tokens import ZOOMS
from tests.ui.windows import WAIT_MS


@pytest.fixture
def rail(qtbot, theme):
    made = Rail(theme)
    qtbot.addWidget(made)
    made.resize(made.width(), 600)
    made.show()
    yield made
    theme.choose_zoom(ZOOMS[0])


def test_it_is_slim_from_a_size_of_type_on(qtbot, rail, theme):
    widths = []
    for zoom in ZOOMS:
        theme.choose_zoom(zoom)
        rail.adjustSize()
        widths.append(rail.width())
    assert widths[0] == WIDTH
    slim = [width for zoom, width in zip(ZOOMS, widths, strict=True) if zoom >= SLIM_FROM]
    assert slim
    assert max(slim) < WIDTH


def test_every_title_has_its_room_and_the_state_is_told_when_it_is_slim(rail, theme):
    theme.choose_zoom(ZOOMS[-1])
    rail.adjustSize()
    for station in Station:
        button = rail.button(station)
        words = QFontMetrics(bold(small(button.font()))).horizontalAdvance(station.title)
        assert words <= button.width()
    rail.show_status(Station.MAP, Status(Mark.LOOK, "1 needed"))
    assert rail.button(Station.MAP).accessibleName() == "Map, needs a look, 1 needed"
    assert "1 needed" in rail.button(Station.MAP).toolTip()


def test_all_stations_fit_into_the_smallest_screen_at_the_largest_type(rail, theme):
    theme.choose_zoom(ZOOMS[-1])
    assert rail.minimumSizeHint().height() <= 550


def test_a_question_about_a_dropped_file_takes_no_room_from_it(qtbot, window, tmp_path):
    window.resize(960, 660)
    window.theme.choose_zoom(ZOOMS[-1])
    try:
        window.dropped.ask(tmp_path / "customers of the second quarter.csv", "orders.csv", ())
        qtbot.waitUntil(window.dropped.isVisible, timeout=WAIT_MS)
        qtbot.wait(50)
        buttons = [window.rail.button(each) for each in Station]
        assert min(each.height() - each.sizeHint().height() for each in buttons) >= 0
    finally:
        window.theme.choose_zoom(ZOOMS[0])
