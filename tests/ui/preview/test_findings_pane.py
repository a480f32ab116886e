"""Findings of Preview: chosen they show their rows, and what can be done about them does it."""

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.conversion import NumberStyle
from klaviyo_gui.core.mapping import Kind, Repeats
from klaviyo_gui.core.problem import Code
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
COUNT = 300
HEADER = ("who", "when", "total", "phone", "email")


def row(at):
    """A row: doubtful numbers in every tenth, no address in every fiftieth, phones of Germany."""
    email = f"n{at} at shop.io" if at % 50 == 7 else f"n{at}@shop.io"
    total = "1.234" if at % 10 == 3 else "7"
    return f"Name {at}", "2024-03-01T10:00Z", total, f"030 9018{at:02}", email


@pytest.fixture
def preview(qtbot, window, tmp_path):
    """The station with the rows checked."""
    rows = [row(at) for at in range(COUNT)]
    open_path(qtbot, window.session, write(tmp_path, rows, HEADER))
    session = window.session
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("total", "value"), ("when", "time")):
        session.place((column,), EVENTS, target)
    session.fix(EVENTS, "metric", "Sale")
    for column, target in (("email", "email"), ("phone", "phone_number")):
        session.place((column,), PEOPLE, target)
    options = session.mapping.options
    session.set_options(type(options)())
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview


def choose(station, code, kind=EVENTS):
    """Choose a finding in the list."""
    model = station.findings
    for at in range(model.rowCount()):
        found = model.finding(model.index(at))
        if found is not None and (found.code, found.kind) == (code, kind):
            station.causes.list.setCurrentIndex(model.index(at))
            return found
    raise AssertionError(f"{code} was not found")


def lines(station):
    model = station.records
    return [model.built(at).line for at in range(model.rowCount())]


def told(qtbot, station, needle):
    """Wait until the effect of a remedy is told, and return the place of the remedy."""
    box = station.causes.remedies
    qtbot.waitUntil(lambda: any(needle in each for each in box.words), timeout=WAIT_MS)
    return next(at for at, each in enumerate(box.words) if needle in each)


def test_a_chosen_finding_shows_its_rows_and_nothing_else(preview):
    found = choose(preview, Code.NUMBER_AMBIGUOUS)
    assert lines(preview) == [at + 2 for at in range(COUNT) if at % 10 == 3]
    assert found.count == 30
    assert preview.rows.chip == "Showing 30 of 300 rows"
    assert "1.234" in preview.facts
    at = preview.records.column_of("value")
    cell = preview.grid.visualRect(preview.records.index(0, at))
    assert preview.grid.viewport().rect().contains(cell)


def test_the_chip_is_taken_off_to_show_all_rows_again(qtbot, preview):
    choose(preview, Code.NUMBER_AMBIGUOUS)
    qtbot.mouseClick(preview.rows._chip_close, Qt.MouseButton.LeftButton)
    assert preview.rows.chip == ""
    assert preview.records.rowCount() == COUNT
    assert preview.causes.place is None


def test_a_finding_and_a_tab_show_the_rows_of_both(preview):
    choose(preview, Code.NUMBER_AMBIGUOUS)
    preview.show_filter(Filter.READY)
    assert preview.records.rowCount() == 0
    preview.show_filter(Filter.HELD)
    assert preview.records.rowCount() == 30


def test_a_finding_of_people_shows_people(preview):
    choose(preview, Code.EMAIL_INVALID, PEOPLE)
    assert preview.rows.kind is PEOPLE
    assert lines(preview) == [at + 2 for at in range(COUNT) if at % 50 == 7]


def test_a_remedy_tells_its_effect_is_done_by_a_click_and_undone_as_one_step(qtbot, preview):
    session, station = preview._session, preview
    choose(station, Code.NUMBER_AMBIGUOUS)
    before = session.mapping
    at = told(qtbot, station, "30 of 30 rows become ready")
    words = station.causes.remedies.words[at]
    assert words.count("→") == 3
    assert told(qtbot, station, "Line 5: 1.234 → 1234") == 1
    qtbot.mouseClick(station.causes.remedies.buttons[1], Qt.MouseButton.LeftButton)
    assert session.mapping.pair(EVENTS, "value").conversion.number is NumberStyle.COMMA
    assert session.undo_stack.undoText() == "read numbers as 1.234,50"
    result = checked(qtbot, station._checker)
    assert Code.NUMBER_AMBIGUOUS not in {each.code for each in result.findings}
    assert station.rows.chip == ""
    assert station.causes.place is None
    session.undo_stack.undo()
    assert session.mapping == before


def test_the_effect_that_is_told_is_what_the_check_then_finds(qtbot, preview):
    choose(preview, Code.EMAIL_INVALID)
    ready = preview._checker.result.tally.events.unsent
    at = told(qtbot, preview, "6 of 6 rows become ready")
    qtbot.mouseClick(preview.causes.remedies.buttons[at], Qt.MouseButton.LeftButton)
    assert checked(qtbot, preview._checker).tally.events.unsent == ready + 6


def test_phones_offer_countries_and_none_is_assumed_unasked(qtbot, preview):
    choose(preview, Code.PHONE_INVALID, PEOPLE)
    box = preview.causes.remedies
    qtbot.waitUntil(lambda: bool(box.buttons), timeout=WAIT_MS)
    assert preview._session.mapping.pair(PEOPLE, "phone_number").conversion.country == ""
    names = [each.accessibleName() for each in box.buttons]
    german = names.index("Assume +49 (DE) for these numbers")
    qtbot.waitUntil(lambda: "mends" in box.words[german], timeout=WAIT_MS)
    qtbot.mouseClick(box.buttons[german], Qt.MouseButton.LeftButton)
    assert preview._session.mapping.pair(PEOPLE, "phone_number").conversion.country == "DE"
    assert preview._session.undo_stack.undoText() == "assume +49 (DE) for these numbers"


@pytest.fixture
def slipping(qtbot, window, tmp_path):
    """The station with rows that have slips of domains, and blank ids."""

    def row(at):
        domain = {3: "gmial.com", 5: "hotmial.com", 8: "GMIAL.com"}.get(at % 20, "gmail.com")
        return "" if at % 50 == 4 else f"A{at}", f"n{at}@{domain}", f"ref {at}"

    header = ("order id", "email", "reference")
    path = write(tmp_path, [row(at) for at in range(COUNT)], header)
    open_path(qtbot, window.session, path)
    session = window.session
    for kind in Kind:
        session.clear(kind)
    session.fix(EVENTS, "metric", "Sale")
    session.place(("order id",), EVENTS, "unique_id")
    session.place(("email",), EVENTS, "profile.email")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    qtbot.waitUntil(
        lambda: bool(session.profiles) and not window.stations.inspector.is_busy, timeout=WAIT_MS
    )
    return window.stations.preview


def test_slips_of_domains_are_mended_with_before_and_after_and_count(qtbot, slipping):
    session = slipping._session
    choose(slipping, Code.EMAIL_TYPO)
    at = told(qtbot, slipping, "mends 45 of 45 rows")
    box = slipping.causes.remedies
    name = "Mend gmial.com → gmail.com, hotmial.com → hotmail.com"
    assert box.buttons[at].accessibleName() == name
    assert "Line 5: n3@gmial.com → n3@gmail.com" in box.words[at]
    one = told(qtbot, slipping, "mends 15 of 45 rows")
    assert box.buttons[one].accessibleName() == "Mend hotmial.com → hotmail.com"
    qtbot.mouseClick(box.buttons[at], Qt.MouseButton.LeftButton)
    result = checked(qtbot, slipping._checker)
    assert Code.EMAIL_TYPO not in {each.code for each in result.findings}
    session.undo_stack.undo()
    assert session.mapping.pair(EVENTS, "profile.email").conversion.domains == ()


def test_blank_ids_are_taken_from_another_column_and_the_row_shows_it(qtbot, slipping):
    choose(slipping, Code.ID_MISSING)
    at = told(qtbot, slipping, "mends 6 of 6 rows")
    box = slipping.causes.remedies
    assert box.buttons[at].accessibleName() == "Where it is blank, take the id from reference"
    assert "Line 6: nothing → ref 4" in box.words[at]
    qtbot.mouseClick(box.buttons[at], Qt.MouseButton.LeftButton)
    result = checked(qtbot, slipping._checker)
    assert Code.ID_MISSING not in {each.code for each in result.findings}


def test_a_remedy_whose_effect_no_row_shows_by_itself_says_so(qtbot, preview):
    session = preview._session
    session.place(("who",), EVENTS, "value")
    session.unmap(EVENTS, "value")
    session.fix(EVENTS, "profile.email", "ann@shop.io")
    checked(qtbot, preview._checker)
    choose(preview, Code.CONTENT_REPEATED)
    at = told(qtbot, preview, "can be undone")
    qtbot.mouseClick(preview.causes.remedies.buttons[at], Qt.MouseButton.LeftButton)
    assert session.mapping.options.repeats is Repeats.APART
    assert Code.CONTENT_REPEATED not in {
        each.code for each in checked(qtbot, preview._checker).findings
    }


def test_a_finding_stays_chosen_while_others_are_mended(qtbot, preview):
    choose(preview, Code.NUMBER_AMBIGUOUS)
    preview._session.place(("who",), EVENTS, "properties.who")
    checked(qtbot, preview._checker)
    assert preview.rows.chip == "Showing 30 of 300 rows"
    assert preview.causes.place[1] is Code.NUMBER_AMBIGUOUS


def test_the_station_says_how_many_rows_are_checked(preview):
    assert preview.causes.checked.text() == "Checked 300 of 300 rows"


def test_another_file_has_another_list(qtbot, preview, window, tmp_path):
    choose(preview, Code.NUMBER_AMBIGUOUS)
    open_path(qtbot, window.session, write(tmp_path, [row(1)], HEADER, name="one.csv"))
    assert preview.rows.chip == ""
    assert preview.causes.place is None


def test_the_chart_tells_when_the_events_happened_that_are_sent(preview, window):
    assert preview.causes.chart.isVisible()
    words = preview.causes.chart.words
    sent = window.checker.result.tally.events.unsent
    assert words == f"{sent} events to be sent, all of them more than a year ago."
    preview._session.unmap(EVENTS, "time")
    assert not preview.causes.chart.isVisible()


def test_keys_choose_findings_and_pass_over_headings(qtbot, preview):
    view = preview.causes.list
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    first = preview.causes.place
    assert first is not None
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert preview.causes.place not in {None, first}
