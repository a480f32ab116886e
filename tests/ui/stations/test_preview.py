import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from klaviyo_gui.core.findings import LINES_KEPT
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Station
from tests.ui.windows import checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
ROWS = 1_000


def row(at):
    """A row whose number is none in every other line, and whose e-mail is none in some more."""
    email = f"n{at}@shop.io" if at % 400 else "nobody"
    return (f"Name {at}", "2024-03-01", "x" if at % 2 else str(at), "red", email)


@pytest.fixture
def preview(qtbot, window, tmp_path):
    """The station with 500 rows of 1,000 held as events for their value alone."""
    open_path(qtbot, window.session, write(tmp_path, [row(at) for at in range(ROWS)]))
    session = window.session
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("total", "value")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    session.place(("email",), PEOPLE, "email")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview


def states(station):
    """Return whether each listed row is held."""
    model = station.records
    return [model.built(at).is_held for at in range(model.rowCount())]


def test_held_lists_every_held_row_however_many_have_the_same_cause(preview):
    preview.show_filter(Filter.HELD)
    assert states(preview) == [True] * 503
    assert LINES_KEPT < 503


def test_ready_lists_no_row_that_is_held(preview):
    preview.show_filter(Filter.READY)
    assert states(preview) == [False] * (ROWS - 503)


def test_each_kind_has_its_own_held_rows(preview):
    preview.show_kind(PEOPLE)
    preview.show_filter(Filter.HELD)
    assert states(preview) == [True] * 3
    preview.show_filter(Filter.READY)
    assert states(preview) == [False] * (ROWS - 3)


def test_before_the_check_no_row_is_called_ready_or_held(preview):
    preview.show_filter(Filter.READY)
    preview._session.fix(EVENTS, "metric", "Visit")
    assert preview.records.rowCount() == 0
    assert preview.rows._note.isVisible()
    preview.show_filter(Filter.ALL)
    assert preview.records.rowCount() == ROWS
    assert not preview.rows._note.isVisible()


def test_e_mail_addresses_and_headings_have_room_at_once(preview):
    grid, model = preview.grid, preview.records
    for at in range(3):
        assert grid.columnWidth(at) >= grid.sizeHintForColumn(at)
        assert grid.columnWidth(at) >= grid.horizontalHeader().sectionSizeHint(at)
    name = model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert name == "E-mail"


def test_what_is_wrong_with_a_row_is_scrolled_and_never_cut(preview):
    above = preview.card.told
    while not isinstance(above, QScrollArea):
        above = above.parentWidget()
    area = above
    preview.card.told.setText("Many problems. " * 200)
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() > 0
