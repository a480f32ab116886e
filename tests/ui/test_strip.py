"""The strip: every part of it leads to what explains it, by click and by keys."""

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Station
from tests.ui.windows import checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def filled(qtbot, window, tmp_path):
    """The window with three rows, one of them held as an event."""
    open_path(qtbot, window.session, write(tmp_path))
    session = window.session
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("total", "value")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    session.place(("email",), PEOPLE, "email")
    checked(qtbot, window.checker)
    return window


def part(window, words):
    """Return the part of the strip that says this."""
    found = [each for each in window.strip.buttons if each.isVisible() and words in each.text()]
    assert len(found) == 1
    return found[0]


def test_the_strip_says_in_one_line_what_would_be_sent_and_how_long_it_takes(filled):
    said = "3 rows → 2 events · 3 people · 1 row held · Practice · history, no flows · about 2 s"
    assert filled.strip.sentence == said
    filled.session.set_history(False)
    assert "live, may start flows" in filled.strip.sentence


def test_the_strip_names_the_list_that_people_join(filled):
    filled.session.join_list(ContactList("Y6nRLr", "Newsletter", "AbC123"))
    assert " · onto “Newsletter”" in filled.strip.sentence
    filled.session.clear(PEOPLE)
    assert "Newsletter" not in filled.strip.sentence


@pytest.mark.parametrize(
    ("words", "station"),
    [
        ("rows", Station.FILE),
        ("Practice", Station.SEND),
        ("history", Station.SEND),
        ("about", Station.SEND),
    ],
)
def test_parts_lead_to_the_stations_that_explain_them(qtbot, filled, words, station):
    filled.show_station(Station.MAP)
    qtbot.mouseClick(
        part(filled, words if words != "rows" else "3 rows"), Qt.MouseButton.LeftButton
    )
    assert filled.station is station


def test_counts_lead_to_the_records_that_they_count_by_click_and_by_keys(qtbot, filled):
    preview = filled.stations.preview
    for words, kind, wanted, rows in (
        ("1 row held", EVENTS, Filter.HELD, 1),
        ("3 people", PEOPLE, Filter.READY, 3),
        ("2 events", EVENTS, Filter.READY, 2),
    ):
        filled.show_station(Station.MAP)
        press = part(filled, words)
        press.setFocus()
        assert press.hasFocus()
        assert press.accessibleName().startswith(words)
        qtbot.keyClick(press, Qt.Key.Key_Space)
        assert filled.station is Station.PREVIEW
        assert (preview.rows.kind, preview.rows.filter) == (kind, wanted)
        assert preview.records.rowCount() == rows


def test_a_mapping_that_lacks_something_leads_to_map(qtbot, filled):
    filled.session.unmap(EVENTS, "metric")
    filled.show_station(Station.FILE)
    qtbot.mouseClick(part(filled, "nothing ready"), Qt.MouseButton.LeftButton)
    assert filled.station is Station.MAP


def place(widget, within):
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def test_no_part_is_cut_in_a_small_window_even_with_long_numbers(qapp, filled, monkeypatch):
    filled.resize(1000, 700)
    strip = filled.strip
    numbers = ("1,000,000 rows", "824,310 events", "644,204 people", "175,690 rows held")
    for press, words in zip(strip.buttons, numbers, strict=False):
        press.setText(words)
    strip.buttons[5].setText("live, may start flows")
    strip.buttons[6].setText("about 2 min 30 s")
    for _ in range(3):
        # One turn for each layout within another.
        qapp.processEvents()
    shown = [each for each in strip.buttons if each.isVisible()]
    assert len(shown) == 7
    for each in shown:
        assert each.width() >= each.minimumSizeHint().width()
        assert place(each, strip).right() <= strip.width()
    for before, after in itertools.pairwise(shown):
        first, second = place(before, strip), place(after, strip)
        assert first.right() < second.left() or first.bottom() < second.top()


def test_what_is_in_hand_stands_in_the_place_of_the_rest(qapp, filled):
    qapp.processEvents()
    before = filled.strip.geometry()
    shown = [each.isVisible() for each in filled.strip.buttons]
    filled.session.take(("colour",))
    qapp.processEvents()
    assert filled.strip.geometry() == before
    assert not any(each.isVisible() for each in filled.strip.buttons)
    filled.session.put_back()
    assert [each.isVisible() for each in filled.strip.buttons] == shown
    assert sum(shown) == filled.strip.sentence.replace("→", "·").count("·") + 1
