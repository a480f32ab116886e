"""What tests of the station Map share."""

import pytest

from klaviyo_gui.ui.stations.map import MapStation


@pytest.fixture
def empty(qtbot, session, checker, theme):
    """The station without a file, on show and active."""
    station = MapStation(session, checker, theme)
    qtbot.addWidget(station)
    station.resize(1070, 640)
    # Else the properties come one after the other while it is on show.
    assert station.targets.slots
    station.show()
    qtbot.waitExposed(station)
    station.activateWindow()
    return station
