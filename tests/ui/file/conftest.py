"""What tests of the station File share."""

import pytest

from klaviyo_gui.ui.file.inspector import Inspector
from klaviyo_gui.ui.stations.file import FileStation
from tests.ui.windows import settle


@pytest.fixture
def inspector(session):
    """The inspector of the session."""
    inspector = Inspector(session)
    yield inspector
    inspector.close()


@pytest.fixture
def empty(qtbot, qapp, session, inspector, theme):
    """The station without a file, on show."""
    station = FileStation(session, inspector, theme)
    station.resize(1060, 590)
    station.show()
    qtbot.waitExposed(station)
    yield station
    station.close_work()
    station.deleteLater()
    settle(qapp)
