"""What is only worth knowing is taken off the list, undone, and told again once it is another."""

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.consequence import Consequence
from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.preview.noting import can_be_noted
from klaviyo_gui.ui.status import Station
from tests.ui.windows import checked, open_path, write

PEOPLE = Kind.PROFILES
HEADER = ("email", "city", "name")
ROWS = [(f"p{at % 8}@shop.io", "Bonn", f"Name {at % 8}") for at in range(10)]
MERGED = PEOPLE, Code.MERGED, Severity.NOTE, ""


@pytest.fixture
def noted(qtbot, window, tmp_path):
    """The station with two rows of people who came before, of which somebody took note."""
    open_path(qtbot, window.session, write(tmp_path, ROWS, HEADER))
    session = window.session
    for kind in Kind:
        session.clear(kind)
    session.place(("email",), PEOPLE, "email")
    session.place(("city",), PEOPLE, "location.city")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    station = window.stations.preview
    assert "1 cause worth a look" in station.verdict
    station.choose_finding(MERGED)
    qtbot.mouseClick(station.causes.noting, Qt.MouseButton.LeftButton)
    checked(qtbot, window.checker)
    return station


def headings(station):
    model = station.findings
    every = [model.index(at) for at in range(model.rowCount())]
    return [each.data() for each in every if model.finding(each) is None]


def test_a_finding_is_taken_off_the_list_and_stays_to_be_looked_up(qtbot, noted):
    assert headings(noted) == ["Taken note of"]
    said = "Nothing else found in 10 rows: 1 cause you have taken note of."
    assert noted.verdict == said
    assert noted.records.rowCount() == 2
    session = noted._session
    assert session.undo_stack.undoText() == "ignore a finding"
    session.undo_stack.undo()
    checked(qtbot, noted._checker)
    assert headings(noted) == ["Worth knowing"]


def test_it_is_put_back_on_the_list_by_the_same_button(qtbot, noted):
    assert noted.causes.noting.text() == "Put it back on the list"
    qtbot.mouseClick(noted.causes.noting, Qt.MouseButton.LeftButton)
    checked(qtbot, noted._checker)
    assert headings(noted) == ["Worth knowing"]
    assert noted._session.undo_stack.undoText() == "put a finding back on the list"
    assert noted.causes.noting.text() == "I know: off the list"


def test_it_is_told_again_when_there_is_more_of_it(qtbot, noted):
    session = noted._session
    session.edit_cell(4, ROWS[2], "email", "p0@shop.io")
    checked(qtbot, noted._checker)
    assert headings(noted) == ["Worth knowing"]


def test_another_file_is_told_all(qtbot, noted, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path, ROWS, HEADER, name="next.csv"))
    checked(qtbot, window.checker)
    assert window.session.mapping.seen == ()


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("severity", list(Severity))
def test_nothing_that_holds_a_row_or_changes_what_is_sent_can_be_taken_off_the_list(code, severity):
    told = Finding(PEOPLE, code, severity, "", 1, (2,), ())
    is_harmless = severity is Severity.NOTE and told.consequence is Consequence.KNOWN
    assert can_be_noted(told) is is_harmless
