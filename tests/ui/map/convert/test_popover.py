from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableWidget,
)

from klaviyo_gui.core.conversion import (
    CallingCode,
    Conversion,
    DateStyle,
    LetterCase,
    MissingHour,
    Others,
    Percent,
    Unread,
)
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Pair, ValueType
from klaviyo_gui.core.otherwise import Confirmed
from klaviyo_gui.core.trial import Trial
from klaviyo_gui.source.profile import profile
from klaviyo_gui.ui.map.asking import waiting
from klaviyo_gui.ui.map.convert import trying
from klaviyo_gui.ui.map.convert.places import CountrySection, ZoneSection
from klaviyo_gui.ui.map.convert.sources import BlankSection, JoinedSection
from klaviyo_gui.ui.map.convert.styles import DatesSection, NumbersSection, PercentSection
from klaviyo_gui.ui.map.convert.table import TableSection
from klaviyo_gui.ui.map.convert.texts import TextSection
from klaviyo_gui.ui.map.convert.types import EmailSection, TypeSection
from klaviyo_gui.ui.map.convert.unread import UnreadSection
from klaviyo_gui.ui.map.convert.whose_clock import ClockSection
from klaviyo_gui.ui.map.convert.words import ListSection, YesNoSection
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS = Kind.EVENTS
HEADER = ("when", "share", "tier", "phone", "first", "last", "ok", "tags", "email")
ROWS = tuple(
    (
        f"0{1 + n % 9}/0{1 + n % 7}/2024",
        f"{n}.5 %",
        ("VIP", "Basic", "vip")[n % 3],
        f"0171 234560{n % 10}",
        "Ann",
        "Li",
        ("jein", "nein")[n % 2],
        "red; blue",
        f"ann{n}@shop.io",
    )
    for n in range(40)
)


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """Let a slice be as long as a busy machine needs for all of these rows."""
    monkeypatch.setattr(trying, "SLICE_SECONDS", 60.0)


@pytest.fixture
def station(qtbot, empty, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER))
    session.clear(Kind.EVENTS)
    session.clear(Kind.PROFILES)
    session.say_zone("UTC")
    session.undo_stack.clear()
    return empty


def opened(station, session, column, to=None, key=""):
    """Place a column and open its conversion."""
    if key:
        session.place((column,), EVENTS, key)
    else:
        key = f"properties.{column}"
        session.place_custom((column,), EVENTS)
        session.set_type(EVENTS, key, to or ValueType.TEXT)
    station.targets.slots[key].pill.click()
    return station.popover


def part(popover, kind):
    return next(each for each in popover.sections if isinstance(each, kind))


def conversion(session):
    return session.mapping.events[0].conversion


def shown(popover):
    view = popover.outcome.view
    return [(view.item(at, 0).text(), view.item(at, 1).text()) for at in range(view.rowCount())]


def test_the_cells_of_the_file_have_the_room_that_they_need_up_to_half(station, session):
    view = opened(station, session, "tier").outcome.view
    view.item(0, 0).setText("x" * 18)
    station.popover.outcome.resize(500, 400)
    assert view.columnWidth(0) >= min(view.sizeHintForColumn(0), view.viewport().width() // 2)

    view.item(0, 0).setText("x" * 500)
    for width in (510, 320):
        station.popover.outcome.resize(width, 400)
        QApplication.processEvents()
        assert view.columnWidth(0) <= view.viewport().width() // 2


@pytest.mark.parametrize(
    ("to", "sections"),
    [
        (ValueType.TEXT, (TypeSection, TextSection, TableSection, BlankSection)),
        (
            ValueType.NUMBER,
            (TypeSection, NumbersSection, PercentSection, UnreadSection, BlankSection),
        ),
        (ValueType.YES_NO, (TypeSection, YesNoSection, UnreadSection, BlankSection)),
        (
            ValueType.TIME,
            (TypeSection, DatesSection, ClockSection, ZoneSection, UnreadSection, BlankSection),
        ),
        (ValueType.LIST, (TypeSection, ListSection, UnreadSection, BlankSection)),
    ],
)
def test_every_type_has_the_controls_that_fit_it(station, session, to, sections):
    popover = opened(station, session, "tier", to)
    assert tuple(type(each) for each in popover.sections) == sections


def test_klaviyos_own_properties_have_no_type_to_choose(station, session):
    popover = opened(station, session, "email", key="profile.email")
    assert [type(each) for each in popover.sections] == [EmailSection, BlankSection]
    popover.close()
    popover = opened(station, session, "phone", key="profile.phone_number")
    assert [type(each) for each in popover.sections] == [CountrySection, BlankSection]


def test_the_keys_begin_at_the_first_control(station, session):
    popover = opened(station, session, "tier", ValueType.NUMBER)
    assert QApplication.focusWidget() is part(popover, TypeSection).box
    popover.close()
    popover = opened(station, session, "tier", key="value")
    assert QApplication.focusWidget() in part(popover, NumbersSection).ways.buttons


def test_tab_goes_as_the_eye_does(station, session):
    pair = Pair("profile.first_name", Joined((Column("first"), Column("last"))))
    session.convert(EVENTS, replace(pair, fallback=(Fixed("friend"),)), "join")
    station.targets.slots[pair.target].pill.click()
    popover = station.popover
    part(popover, TextSection).add.click()
    part(popover, JoinedSection).parts.adding.setFocus()
    start, places = QApplication.focusWidget(), []
    for _ in range(40):
        focused = QApplication.focusWidget()
        if any(each.isAncestorOf(focused) for each in popover.sections):
            at = focused.mapTo(popover, focused.rect().center())
            places.append((at.y() // 20, at.x()))
        popover.focusNextChild()
        if QApplication.focusWidget() is start:
            break
    first = places.index(min(places))
    assert places[first:] + places[:first] == sorted(places)
    assert len(places) > 10


def test_it_opens_within_the_window_where_there_is_room(station, session):
    popover = opened(station, session, "tier")
    assert station.window().geometry().contains(popover.geometry())


def test_escape_closes_and_changes_nothing(qtbot, station, session):
    popover = opened(station, session, "tier")
    before = session.mapping
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert session.mapping == before


def test_undecided_dates_are_asked_with_both_readings_and_chosen_by_keys(qtbot, station, session):
    session.place(("when",), EVENTS, "time")
    slot = station.targets.slots["time"]
    assert slot.pill.words == "▲ date · day or month first?"
    assert slot.pill.property("tone") == "warn"
    assert "needs a choice" in slot.accessibleName()
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_C)
    popover = station.popover
    assert "begins with the day or the month" in popover.question
    focused = QApplication.focusWidget()
    buttons = part(popover, DatesSection).ways.buttons
    readings = [each.text() for each in buttons if each.isVisible()]
    assert readings == ["day first → 1 February 2024, 00:00", "month first → 2 January 2024, 00:00"]
    assert focused.text() == readings[0]
    assert not any(each.isChecked() for each in buttons)
    assert {after for _, after in shown(popover)} == {"■ waits for a choice"}
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert conversion(session).date is DateStyle.DAY_FIRST
    assert session.undo_stack.undoText() == "day first: Time"
    assert popover.question == ""
    assert slot.pill.words == "date · day first · London in winter"
    assert not any(after.startswith("■") for _, after in shown(popover))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert conversion(session).date is DateStyle.MONTH_FIRST
    qtbot.keyClick(popover, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert conversion(session).date is DateStyle.DAY_FIRST
    qtbot.keyClick(popover, Qt.Key.Key_Z, Qt.KeyboardModifier(0x06000000))
    assert conversion(session).date is DateStyle.MONTH_FIRST


def test_percentages_are_asked_for_and_chosen(qtbot, station, session):
    popover = opened(station, session, "share", ValueType.NUMBER)
    assert station.targets.slots["properties.share"].pill.words == "▲ number · 12 % as 12?"
    ways = part(popover, PercentSection).ways
    assert QApplication.focusWidget() is ways.buttons[0]
    ways.buttons[1].click()
    assert conversion(session).percent is Percent.FRACTION
    assert ("0.5 %", "0.005") in shown(popover)


def test_the_whole_file_turns_a_pill_amber_where_it_says_otherwise(station, session):
    session.place(("when",), EVENTS, "time")
    pair = Pair("time", Column("when"), conversion=Conversion(date=DateStyle.MONTH_FIRST))
    session.convert(EVENTS, pair, "month first")
    slot = station.targets.slots["time"]
    assert slot.pill.words == "date · month first · London in winter"
    before = session.mapping
    session.take_profiles(whole(("31/01/2024",), session))
    assert slot.pill.words == "▲ date · month first · London in winter?"
    assert "31/01/2024" in slot.pill.toolTip()
    assert session.mapping == before


def contradicted(station, session):
    """Read the column day first, and let the whole file say month first; return the popover."""
    pair = Pair("time", Column("when"), conversion=Conversion(date=DateStyle.DAY_FIRST))
    session.convert(EVENTS, pair, "day first")
    session.take_profiles(whole(("01/31/2024",), session))
    station.targets.slots["time"].pill.click()
    return station.popover


CONFIRMED = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST


def test_a_style_that_the_whole_file_contradicts_is_confirmed_as_a_step(station, session):
    popover = contradicted(station, session)
    assert "“01/31/2024”: month first, not as it is read." in popover.question
    ways = part(popover, DatesSection).ways
    assert not any(radio.isChecked() for radio in ways.buttons)
    assert waiting(session) == 1
    by_day = next(radio for radio in ways.buttons if radio.text().startswith("day first"))
    by_day.click()
    size = session.file.data_size
    assert session.mapping.confirmed == (Confirmed("when", *CONFIRMED, size),)
    assert (popover.question, waiting(session)) == ("", 0)
    session.undo_stack.undo()
    assert session.mapping.confirmed == ()
    assert waiting(session) == 1


def test_another_choice_than_that_of_a_style_confirms_nothing(station, session):
    popover = contradicted(station, session)
    section = part(popover, ZoneSection)
    section.zone.lineEdit().setText("Asia/Tokyo")
    section.zone.lineEdit().editingFinished.emit()
    assert conversion(session).zone == "Asia/Tokyo"
    assert session.mapping.confirmed == ()
    ways = part(popover, DatesSection).ways
    next(radio for radio in ways.buttons if radio.text().startswith("month first")).click()
    assert session.mapping.confirmed == ()
    assert waiting(session) == 0


def test_a_joined_date_is_asked_about_with_both_readings(station, session):
    joined = Joined((Column("when"), Fixed("10:00")))
    session.convert(EVENTS, Pair("time", joined), "join")
    slot = station.targets.slots["time"]
    assert slot.pill.words == "▲ date · day or month first?"
    slot.pill.click()
    popover = station.popover
    assert "“02/02/2024 10:00”" not in popover.question
    assert "10:00” begins with the day or the month" in popover.question
    shown_now = [radio.text() for radio in part(popover, DatesSection).ways.buttons]
    assert {each.partition(" →")[0] for each in shown_now if "10:00" in each} == {
        "day first",
        "month first",
    }


def whole(cells, session):
    return profile(session.header, [*session.file.head_rows.cells, [*cells, *[""] * 8]])


def test_texts_are_trimmed_written_in_another_case_and_replaced(qtbot, station, session):
    popover = opened(station, session, "tier")
    texts = part(popover, TextSection)
    texts.trim.click()
    choose(qtbot, texts.case, "all lower case")
    assert conversion(session) == Conversion(trim=True, case=LetterCase.LOWER)
    texts.add.click()
    qtbot.keyClicks(QApplication.focusWidget(), "vip")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "gold")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert conversion(session).replace == (("vip", "gold"),)
    assert station.targets.slots["properties.tier"].pill.words == (
        "text · trimmed · 1 replaced · lower"
    )
    texts.lines[0].old.setText("")
    texts.lines[0].old.editingFinished.emit()
    assert conversion(session).replace == ()
    assert texts.lines[0].isHidden()


def test_a_domain_that_was_mended_is_listed_and_taken_back(qtbot, station, session):
    opened(station, session, "tier").close()
    pair = session.mapping.pair(EVENTS, "properties.tier")
    slips = (("gmial.com", "gmail.com"), ("hotmial.com", "hotmail.com"))
    chosen = replace(pair, conversion=replace(pair.conversion, domains=slips))
    session.convert(EVENTS, chosen, "domains mended")
    texts = part(opened(station, session, "tier"), TextSection)
    assert [each.accessibleName() for each in texts.domains] == [
        "Send gmial.com as it is written",
        "Send hotmial.com as it is written",
    ]
    qtbot.mouseClick(texts.domains[0], Qt.MouseButton.LeftButton)
    assert conversion(session).domains == slips[1:]
    session.undo_stack.undo()
    assert conversion(session).domains == slips


def choose(qtbot, box, words):
    box.setFocus()
    at = box.findText(words)
    assert at >= 0
    while box.currentIndex() != at:
        qtbot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < at else Qt.Key.Key_Up)


def test_the_table_lists_every_value_with_its_rows(qtbot, station, session):
    popover = opened(station, session, "tier")
    section = part(popover, TableSection)
    section.open.click()
    view = section.view
    assert [(view.item(at, 0).text(), view.item(at, 1).text()) for at in range(3)] == [
        ("VIP", "14"),
        ("Basic", "13"),
        ("vip", "13"),
    ]
    assert section.heading.text() == "3 values in the first 40 cells"
    view.item(0, 2).setText("gold")
    assert conversion(session).table == (("VIP", "gold"),)
    assert session.undo_stack.undoText() == "value “VIP”: tier"
    choose(qtbot, section.others, "hold their row")
    assert conversion(session).others is Others.HOLD
    assert popover.outcome.counts.text() == "■ 26 of the first 40 rows cannot be sent so."
    view.item(0, 2).setText("")
    assert conversion(session).table == ()


def test_the_zone_is_found_by_a_part_of_its_name(qtbot, station, session):
    section = part(opened(station, session, "when", key="time"), ZoneSection)
    line = section.zone.lineEdit()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Europe/Berlin")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert conversion(session).zone == "Europe/Berlin"
    line.setText("Atlantis")
    line.editingFinished.emit()
    assert conversion(session).zone == "Europe/Berlin"
    assert section.zone.currentText() == "Europe/Berlin"
    choose(qtbot, section.hour, "noon")
    assert str(conversion(session).hour) == "noon"
    assert section.hour.findText("the date alone") < 0


@pytest.mark.parametrize("key", ["properties.since", "properties.visit.since"])
def test_a_custom_property_can_be_the_date_alone(station, session, key):
    session.convert(EVENTS, Pair(key, Column("when"), ValueType.TIME), "read")
    station.targets.slots[key].pill.click()
    assert part(station.popover, ZoneSection).hour.findText("the date alone") >= 0


def test_the_country_of_phones_is_chosen(qtbot, station, session):
    popover = opened(station, session, "phone", key="profile.phone_number")
    assert "■" in popover.outcome.counts.text()
    line = part(popover, CountrySection).country.lineEdit()
    line.setText("Germany (DE)")
    line.editingFinished.emit()
    assert conversion(session).country == "DE"
    assert popover.outcome.counts.text() == "All of the first 40 rows can be sent so."
    assert shown(popover)[0][1].startswith("+49171")


def test_whether_phones_begin_with_their_code_is_chosen(qtbot, station, session):
    popover = opened(station, session, "phone", key="profile.phone_number")
    box = part(popover, CountrySection).calling_code
    box.setCurrentIndex(box.findData("written"))
    box.activated.emit(box.currentIndex())
    assert conversion(session).calling_code is CallingCode.WRITTEN
    assert session.undo_stack.undoText().startswith("phones: code written")
    assert "code written" in station.targets.slots["profile.phone_number"].pill.words
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert conversion(session).calling_code is None


def test_words_for_yes_and_no_are_added(qtbot, station, session):
    popover = opened(station, session, "ok", ValueType.YES_NO)
    section = part(popover, YesNoSection)
    section.yes.setText("jein, ja klar,")
    section.yes.editingFinished.emit()
    assert conversion(session).yes == ("jein", "ja klar")
    assert ("jein", "yes") in shown(popover)


def test_what_cannot_be_read_is_left_out_where_somebody_chooses_that(qtbot, station, session):
    popover = opened(station, session, "tier", ValueType.NUMBER)
    held = popover.outcome.counts.text()
    box = part(popover, UnreadSection).box
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert conversion(session).unread is Unread.LEAVE_OUT
    assert session.undo_stack.undoText() == "what cannot be read left out: tier"
    qtbot.waitUntil(lambda: popover.outcome.counts.text() != held, timeout=WAIT_MS)
    session.undo_stack.undo()
    assert not box.isChecked()
    popover.close()
    popover = opened(station, session, "tier", key="time")
    assert UnreadSection not in [type(each) for each in popover.sections]


def test_lists_are_cut_by_a_sign(qtbot, station, session):
    popover = opened(station, session, "tags", ValueType.LIST)
    section = part(popover, ListSection)
    choose(qtbot, section.separator, "semicolon  ;")
    assert conversion(session).separator == ";"
    assert shown(popover) == [("red; blue", "red, blue")]
    section.own.setText("::")
    section.own.editingFinished.emit()
    assert conversion(session).separator == "::"
    assert station.targets.slots["properties.tags"].pill.words == "list · ::"


def test_joined_columns_are_moved_removed_and_added(qtbot, station, session):
    pair = Pair("profile.first_name", Joined((Column("first"), Column("last"))))
    session.convert(EVENTS, pair, "join")
    station.targets.slots[pair.target].pill.click()
    popover = station.popover
    section = part(popover, JoinedSection)
    assert shown(popover) == [("Ann · Li", "Ann Li")]
    press(section, "Move last up")
    assert shown(popover) == [("Li · Ann", "Li Ann")]
    section.joiner.setText(", ")
    section.joiner.editingFinished.emit()
    assert shown(popover) == [("Li · Ann", "Li, Ann")]
    section.parts.adding.activated.emit(section.parts.adding.findText("tier"))
    assert session.mapping.events[0].columns == ("last", "first", "tier")
    press(section, "Remove tier")
    press(section, "Remove first")
    assert session.mapping.events[0].source == Column("last")


def press(section, name):
    found = [
        each
        for each in section.findChildren(QAbstractButton)
        if each.accessibleName() == name and not each.isHidden()
    ]
    found[-1].click()


def test_a_text_or_column_stands_in_for_blanks(qtbot, station, session):
    popover = opened(station, session, "tier")
    parts = part(popover, BlankSection).parts
    parts.adding.activated.emit(parts.adding.findText("first"))
    parts.adding.activated.emit(1)
    qtbot.keyClicks(parts.typed, "friend")
    qtbot.keyClick(parts.typed, Qt.Key.Key_Return)
    assert session.mapping.events[0].fallback == (Column("first"), Fixed("friend"))
    assert session.undo_stack.undoText() == "use instead of blanks: tier"


def test_the_failures_of_the_whole_file_are_told_once_it_is_checked(
    qtbot, station, session, checker
):
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    popover = opened(station, session, "ok", ValueType.YES_NO)
    checked(qtbot, checker)
    qtbot.waitUntil(lambda: popover.outcome.whole.text().startswith("Whole file"))
    assert popover.outcome.whole.text() == "Whole file: 20 of 40 rows fail."


def test_lists_objects_and_dates_are_shown_in_words_on_the_record(qtbot, station, session):
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    for pair in (
        Pair("properties.tags", Column("tags"), ValueType.LIST, Conversion(separator=";")),
        Pair("properties.home.city", Column("first")),
        Pair(
            "properties.day",
            Column("when"),
            ValueType.TIME,
            Conversion(date=DateStyle.MONTH_FIRST, hour=MissingHour.DATE),
        ),
    ):
        session.convert(EVENTS, pair, "read")
    assert station.live.number == 0
    card = [each.text() for each in station.live.findChildren(QLabel)]
    assert {"red, blue", "Ann", "1 January 2024", "home.city"} <= set(card)
    assert station.targets.slots["properties.tags"].value == "red, blue"


def test_a_property_that_is_emptied_has_no_conversion(station, session):
    popover = opened(station, session, "tier")
    session.unmap(EVENTS, "properties.tier")
    assert not popover.isVisible()


def test_a_long_trial_leaves_the_window_alive(qtbot, station, session, monkeypatch):
    monkeypatch.setattr(trying, "SLICE_SECONDS", 0.0)
    popover = opened(station, session, "tier")
    assert popover.is_trying
    qtbot.waitUntil(lambda: not popover.is_trying)
    assert len(shown(popover)) == 3


def test_the_trial_tells_what_it_is_given(station, session, monkeypatch):
    monkeypatch.setattr(Trial, "failed", property(lambda _self: 7))
    popover = opened(station, session, "tier")
    assert popover.outcome.counts.text() == "■ 7 of the first 40 rows cannot be sent so."


@pytest.mark.parametrize("to", [*list(ValueType)[:4], ValueType.LIST])
def test_every_control_has_a_name_and_tab_reaches_it(qtbot, station, session, to):
    popover = opened(station, session, "tier", to)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QTableWidget)
    controls = [
        each
        for kind in kinds
        for each in popover.findChildren(kind)
        if each.isVisible()
        and each.isEnabled()
        and not isinstance(each.parentWidget(), QComboBox | QTableWidget)
        and not each.objectName().startswith("qt_")
    ]
    nameless = [
        each
        for each in controls
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]
    assert nameless == []
    reached = set()
    for _ in range(40):
        popover.focusNextChild()
        reached.add(QApplication.focusWidget())
    radios = {each for each in controls if each.inherits("QRadioButton")}
    wanted = {each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus} - radios
    assert {each for each in wanted if each not in reached} == set()


def test_a_control_without_a_name_would_be_found(station, session):
    popover = opened(station, session, "tier")
    seeded = QLineEdit(popover)
    assert not QAccessible.queryAccessibleInterface(seeded).text(QAccessible.Text.Name)
