"""F1 tells what that is which has the focus, in a popup that can be read aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMenuBar, QPushButton, QWidget

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.file.parts import Part
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.meaning import words
from klaviyo_gui.ui.meaning.asking import asked, meaning_at
from klaviyo_gui.ui.meaning.popup import MeaningPopup
from klaviyo_gui.ui.models.column_state import ColumnState
from klaviyo_gui.ui.preview.classes import HarmClass
from klaviyo_gui.ui.status import Station
from klaviyo_gui.wording.cells import mask_cells
from tests.ui.windows import WAIT_MS, checked, home, open_path, open_window, theme, window, write

__all__ = ["home", "open_window", "theme", "window"]

EVENTS = Kind.EVENTS
EITHER = b"a,b,c;d,e\n" + b"1,x,y;z,2\n" * 5
"""Its separator may be a comma as well as a semicolon."""


@pytest.fixture(autouse=True)
def _shown():
    """Leave no value masked behind."""
    yield
    mask_cells(is_on=False)


@pytest.fixture
def filled(qtbot, window, tmp_path):
    """The window with a small file that is mapped and checked."""
    session = window.session
    open_path(qtbot, session, write(tmp_path))
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("when", "time"), ("total", "value")):
        session.place((column,), EVENTS, target)
    session.place(("colour",), EVENTS, "properties.Colour")
    session.fix(EVENTS, "metric", "Sale")
    session.leave_out(("who",))
    window.show_station(Station.MAP)
    checked(qtbot, window.checker)
    return window


def ask(window, of):
    """Press F1 with the focus on a widget, and return what is told."""
    of.setFocus()
    QTest.keyClick(of, Qt.Key.Key_F1)
    return popup().meaning


def popup():
    found = QApplication.activePopupWidget()
    assert isinstance(found, MeaningPopup)
    return found


def slot(window, key):
    """Return a slot that tells the value of the record on show."""
    found = window.stations.map.targets.slots[key]
    QTest.qWait(0)
    return found


def test_of_a_property_all_is_told_that_is_known_of_it(qtbot, filled):
    place = slot(filled, "profile.email")
    qtbot.waitUntil(lambda: place.value == "ann@shop.io", timeout=WAIT_MS)
    told = ask(filled, place)
    target = catalog.find(EVENTS, "profile.email")
    assert told.title == "E-mail"
    assert told.said == (target.meaning,)
    assert dict(told.facts) == {
        "Takes": "e-mail",
        "Needed": "advised",
        "Example": target.example,
        "Klaviyo allows": "A valid address of at most 100 characters.",
        "Filled by": "email",
        "In the record on show": "ann@shop.io",
    }
    assert "F4 lists the columns" in told.keys


def test_of_an_empty_property_it_is_told_that_nothing_fills_it(filled):
    told = ask(filled, slot(filled, "value_currency"))
    assert dict(told.facts)["Filled by"] == "nothing yet"
    assert "In the record on show" not in dict(told.facts)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("email", "It fills: E-mail."),
        ("colour", "It is sent as a custom property: Colour."),
        ("who", words._STATES[ColumnState.LEFT_OUT]),
    ],
)
def test_of_a_column_it_is_told_what_becomes_of_it_and_what_it_holds(filled, name, said):
    pane = filled.stations.map.columns
    pane.show_column(name)
    told = ask(filled, pane.view)
    assert told.title == name
    assert told.said[-1] == said
    assert dict(told.facts)["Cells"].startswith("100 % filled (3 of 3) · ")


def test_of_a_column_about_which_nothing_is_decided_that_is_told(filled):
    filled.session.clear(EVENTS)
    filled.stations.map.columns.show_column("total")
    told = ask(filled, filled.stations.map.columns.view)
    assert told.said[-1] == words._STATES[ColumnState.UNDECIDED]


def test_a_column_that_only_steps_use_is_no_property_without_a_name(filled):
    assert words._becomes(ColumnState.MAPPED, "").startswith("It is used by what is done to rows")


@pytest.mark.parametrize("part", ["grid", "card"])
def test_in_file_the_column_of_the_current_cell_is_told(filled, part):
    filled.show_station(Station.FILE)
    station = filled.stations.file
    station.grid.setCurrentIndex(station.grid.model().index(1, 2))
    assert ask(filled, getattr(station, part)).title == "total"


def test_of_a_chip_it_is_told_what_that_part_of_the_reading_is(filled):
    filled.show_station(Station.FILE)
    told = ask(filled, filled.stations.file.bar.chip(Part.SEPARATOR))
    assert told.title == "Separator"
    assert told.said == (words._PARTS[Part.SEPARATOR],)
    assert told.facts == (("Now", "Comma"),)


def test_a_doubtful_chip_says_that_it_is(qtbot, window, tmp_path):
    path = tmp_path / "doubtful.csv"
    path.write_bytes(EITHER)
    open_path(qtbot, window.session, path)
    qtbot.waitUntil(window.stations.file.bar.chip(Part.SEPARATOR).isVisible, timeout=WAIT_MS)
    told = ask(window, window.stations.file.bar.chip(Part.SEPARATOR))
    assert told.said[-1] == "It is not certain: please compare it with the rows."


def test_of_a_finding_it_is_told_what_it_leads_to_and_what_to_do(filled):
    filled.show_station(Station.PREVIEW)
    causes = filled.stations.preview.causes
    model = causes.findings
    at = next(
        index
        for index in map(model.index, range(model.rowCount()))
        if model.finding(index) is not None and "number" in index.data()
    )
    causes.list.setCurrentIndex(at)
    told = ask(filled, causes.list)
    assert told.title == at.data()
    assert told.said == (f"{HarmClass.REFUSED.title}. {words._HARMS[HarmClass.REFUSED]}",)
    facts = dict(told.facts)
    assert facts["Where"] == "file line 4"
    assert facts["For example"] == "x"
    assert facts["What to do"]


def test_of_a_cell_of_preview_its_property_is_told_with_its_value_and_what_is_wrong(filled):
    filled.show_station(Station.PREVIEW)
    station = filled.stations.preview
    at = station.records.column_of("value")
    for line, value in ((0, "12.5"), (2, "x")):
        station.grid.setCurrentIndex(station.records.index(line, at))
        told = ask(filled, station.grid)
        assert told.title == "Value"
        assert dict(told.facts)["In the record on show"] == value
        popup().close()
    assert "number" in told.said[-1]


def test_of_a_cell_before_the_properties_its_heading_and_its_words_are_told(filled):
    filled.show_station(Station.PREVIEW)
    station = filled.stations.preview
    station.grid.setCurrentIndex(station.records.index(0, 1))
    told = ask(filled, station.grid)
    assert (told.title, told.said) == ("State", ("ready",))


@pytest.mark.parametrize("station", list(Station))
def test_of_a_station_on_the_rail_it_is_told_what_it_is_for(filled, station):
    told = ask(filled, filled.rail.button(station))
    assert told.title == station.title
    assert told.said == (words._STATIONS[station],)


def test_of_any_other_control_its_own_description_is_told(filled):
    filled.show_station(Station.PREVIEW)
    stop = filled.stations.preview.stop
    told = meaning_at(stop, filled.session)
    assert (told.title, told.said) == ("Stop", (stop.toolTip(),))


def test_of_a_control_that_says_nothing_the_station_is_told(filled):
    filled.show_station(Station.SEND)
    mute = QPushButton("Mute", filled.stations.send)
    told = meaning_at(mute, filled.session)
    assert told.title == "Send"
    mute.setToolTip("It speaks")
    assert meaning_at(mute, filled.session).title == "Mute"


def test_outside_of_the_window_what_says_nothing_has_no_meaning(qtbot, filled):
    box = QWidget()
    qtbot.addWidget(box)
    mute = QPushButton("Mute", box)
    assert meaning_at(mute, filled.session) is None


def test_an_entry_of_a_list_tells_its_tip_else_what_the_list_is_for(qtbot, filled):
    entries = QListWidget()
    qtbot.addWidget(entries)
    entries.addItems(["One", "Two"])
    entries.item(0).setToolTip("The first")
    entries.setCurrentRow(0)
    assert meaning_at(entries, filled.session).said == ("The first",)
    entries.setCurrentRow(1)
    assert meaning_at(entries, filled.session) is None
    entries.setAccessibleDescription("All of them")
    assert meaning_at(entries, filled.session).said == ("All of them",)


def test_a_menu_has_the_focus_only_to_be_asked_by_it(filled):
    field = filled.stations.map.columns.view
    field.setFocus()
    assert asked(filled.menuBar(), filled) is field
    assert asked(None, filled) is field
    assert asked(field, filled) is field
    assert isinstance(filled.menuBar(), QMenuBar)


def test_the_menu_opens_the_same_by_its_letters(qtbot, filled):
    filled.stations.map.columns.show_column("email")
    view = filled.stations.map.columns.view
    QTest.keyClick(view, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_W)
    assert popup().meaning.title == "email"


def test_a_screen_reader_reads_all_of_it_where_the_focus_is(filled):
    told = ask(filled, slot(filled, "value"))
    reader = QAccessible.queryAccessibleInterface(QApplication.focusWidget())
    assert popup().isAncestorOf(QApplication.focusWidget())
    assert reader.text(QAccessible.Text.Name) == "Value"
    spoken = reader.text(QAccessible.Text.Description)
    shown = [each.text() for each in popup().findChildren(QLabel)]
    assert all(each in spoken for each in (*told.said, *(words for _, words in told.facts)))
    assert set(shown) >= {told.title, *told.said, *(words for _, words in told.facts)}


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_a_key_closes_it_with_the_focus_back_where_it_was(qtbot, filled, key):
    place = slot(filled, "value")
    ask(filled, place)
    QTest.keyClick(QApplication.focusWidget(), key)
    assert QApplication.activePopupWidget() is None
    assert place.hasFocus()


def test_all_of_it_can_be_seen_without_scrolling(filled):
    ask(filled, slot(filled, "profile.email"))
    QTest.qWait(20)
    area = QApplication.focusWidget()
    assert area.verticalScrollBar().maximum() == 0
    popup().resize(popup().width(), popup().height() // 2)
    QTest.qWait(20)
    assert area.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("key", ["metric", "properties.Colour"])
def test_it_lies_within_the_window_and_beside_what_it_tells_of(filled, key):
    place = slot(filled, key)
    filled.stations.map.targets.reveal(key)
    ask(filled, place)
    frame = popup().frameGeometry()
    assert filled.geometry().contains(frame)
    corner = place.mapToGlobal(place.rect().topLeft())
    assert abs(frame.left() - corner.x()) < filled.width() // 2


def test_values_are_masked_in_it_and_it_closes_when_the_mask_is_turned(qtbot, filled):
    place = slot(filled, "profile.email")
    qtbot.waitUntil(lambda: place.value == "ann@shop.io", timeout=WAIT_MS)
    ask(filled, place)
    masking.turn(True)
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: place.value != "ann@shop.io", timeout=WAIT_MS)
    told = ask(filled, place)
    assert "ann" not in told.sentence
    filled.stations.map.columns.show_column("email")
    popup().close()
    assert "ann@" not in ask(filled, filled.stations.map.columns.view).sentence


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (words._STATES, ColumnState),
        (words._HARMS, HarmClass),
        (words._PARTS, Part),
        (words._STATIONS, Station),
    ],
)
def test_there_are_words_for_each(table, wanted):
    assert set(table) == set(wanted)
    assert all(table.values())
