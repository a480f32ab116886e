"""What can be done about a finding: its effect is shown before, and every answer can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.source.faults import Fault
from klaviyo_gui.source.mending import repair_of
from klaviyo_gui.ui.edits import repair, see, take_back
from klaviyo_gui.ui.file.answering import Answering
from klaviyo_gui.ui.file.answers import Answer, answer_to, seen_of, unanswered
from klaviyo_gui.ui.models.rows import CellRole, HeadingRole
from klaviyo_gui.ui.status import Mark, file_status
from klaviyo_gui.wording import repair_words
from tests.ui.windows import WAIT_MS, open_path, write

LETTERS = Fault("mojibake", 2, (2, 4), ("name",), (0,), (("MÃ¼ller", "Müller"),))
ERRORS = Fault("excel_error", 1, (3,), ("name",), (0,), (("#N/A", ""),))
SHORT = Fault("row_too_short", 1, (5,))
LOST = Fault("letters_lost", 1, (3,), ("name",), (0,), (("M\ufffdller", ""),))
HEADER = ("name", "zip", "email")
ROWS = (
    ("MÃ¼ller", "97205", "a@shop.io"),
    ("Ann", "7102", "b@shop.io"),
    ("#N/A", "97207", "c@shop.io"),
    ("short",),
    ("Zo\u00c3\u00ab", "97208", "d@shop.io"),
)


@pytest.fixture
def answering(qtbot):
    answering = Answering()
    qtbot.addWidget(answering)
    return answering


@pytest.fixture
def station(qtbot, empty, session, inspector, tmp_path):
    """The station with a damaged file, looked at to its end."""
    empty.resize(1060, 700)
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER))
    qtbot.waitUntil(lambda: inspector.found is not None and not inspector.is_busy, timeout=WAIT_MS)
    return empty


def shown(answering):
    buttons = (answering.mend, answering.take_back, answering.ignore)
    return [each.text() for each in buttons if not each.isHidden()]


def choose(station, code):
    found = station.findings
    at = [found.finding(found.index(row)).code for row in range(found.rowCount())].index(code)
    station.list.setCurrentIndex(found.index(at))
    return found.index(at)


def tone(station, row, column):
    return station.grid.model().index(row, column).data(CellRole.TONE)


@pytest.mark.parametrize(
    ("fault", "effect", "buttons"),
    [
        (LETTERS, "2 cells: “MÃ¼ller” → “Müller”.", ["Turn the letters back", "Ignore"]),
        (ERRORS, "1 cell: “#N/A” → blank.", ["Leave these cells blank", "Ignore"]),
        (SHORT, "", ["Ignore"]),
        (LOST, "", ["Ignore"]),
    ],
)
def test_only_what_can_be_had_back_is_offered_with_its_effect(answering, fault, effect, buttons):
    answering.show_fault(fault, Mapping(), None)
    assert (answering.effect, shown(answering)) == (effect, buttons)


def test_a_likely_repair_asks_to_look(answering):
    dates = Fault("date_made", 1, (2,), ("sku",), (0,), (("2-Jan", "1-2"),))
    answering.show_fault(dates, Mapping(), None)
    assert answering.effect == "1 cell: “2-Jan” → “1-2”; look whether that is right."


def test_what_cannot_be_seen_is_shown_as_a_box(answering):
    fault = Fault("invisible_characters", 1, (2,), ("id",), (0,), (("A\u200b1", "A1"),))
    answering.show_fault(fault, Mapping(), None)
    assert answering.effect == "1 cell: “A▯1” → “A1”."


def test_a_mended_finding_offers_the_way_back_and_an_ignored_one_nothing(answering):
    mended = repair(Mapping(), Repair("name", Code.MOJIBAKE)).after
    answering.show_fault(LETTERS, mended, None)
    assert answering.effect == "Mended: “MÃ¼ller” → “Müller”"
    assert shown(answering) == ["Take the repair back"]
    answering.show_fault(SHORT, see(Mapping(), seen_of(SHORT)).after, None)
    assert answering.effect == "Ignored; its rows stay held back."
    assert shown(answering) == []
    answering.show_fault(None, Mapping(), None)
    assert answering.isHidden()


def test_no_repair_is_offered_where_nobody_can_tell_what_stood_there():
    assert repair_of(LOST, None) is None
    lost = Fault("formula", 1, (2,), ("name",), (0,), (("=SUM(A1)", ""),))
    assert repair_of(lost, None) is None
    zeros = Fault("zeros_lost", 1, (2,), ("zip",), (0,), (("7102", "07102"),))
    assert repair_of(zeros, None) is None


def test_each_answer_is_an_edit_with_a_name():
    mending = repair(Mapping(), Repair("name", Code.MOJIBAKE))
    assert mending.text == "turn the letters back in name"
    back = take_back(mending.after, Repair("name", Code.MOJIBAKE))
    assert (back.text, back.after) == ("leave name as it is", Mapping())
    assert see(Mapping(), seen_of(LETTERS)).text == "ignore a finding in name"
    assert see(Mapping(), seen_of(SHORT)).text == "ignore a finding"
    assert repair_words(Code.EXCEL_ERROR) == "Leave these cells blank"


def test_a_finding_of_another_count_was_not_seen_yet():
    mapping = see(Mapping(), seen_of(LETTERS)).after
    more = Fault("mojibake", 3, (2, 4, 9), ("name",), (0,))
    assert answer_to(LETTERS, mapping) is Answer.SEEN
    assert answer_to(more, mapping) is Answer.OPEN
    note = Fault("blank_line", 1, (2,))
    assert unanswered((LETTERS, more, note), mapping) == (more,)


def test_damaged_cells_and_rows_are_marked_with_their_words(station):
    assert (tone(station, 0, 0), tone(station, 1, 1), tone(station, 1, 0)) == ("warn", "warn", None)
    assert [tone(station, 3, at) for at in range(3)] == ["bad"] * 3
    index = station.grid.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("A cell holds letters read in the")
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("MÃ¼ller: A cell holds letters")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    picture = station.grid.grab().toImage()
    assert not picture.isNull()


def test_a_repair_by_click_marks_its_cells_as_mended_until_it_is_undone(qtbot, station, session):
    choose(station, "mojibake")
    qtbot.mouseClick(station.answering.mend, Qt.MouseButton.LeftButton)
    assert session.mapping.repairs == (Repair("name", Code.MOJIBAKE),)
    assert tone(station, 0, 0) == "good"
    words = station.grid.model().index(4, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert words == "Mended: “Zoë” is sent instead."
    heading = station.grid.model().headerData
    assert heading(0, Qt.Orientation.Horizontal, HeadingRole.FAULTS) == 1
    assert "mended" in choose(station, "mojibake").data(Qt.ItemDataRole.AccessibleTextRole)
    session.undo_stack.undo()
    assert tone(station, 0, 0) == "warn"
    assert session.undo_stack.redoText() == "turn the letters back in name"
    session.undo_stack.redo()
    qtbot.mouseClick(station.answering.take_back, Qt.MouseButton.LeftButton)
    assert session.mapping.repairs == ()


def test_zeros_are_put_back_from_the_card_of_the_column(qtbot, station, session):
    station.grid.setCurrentIndex(station.grid.model().index(1, 1))
    (offer,) = (each for each in station.card.findChildren(Answering) if each.isVisible())
    assert "“7102” → “07102”" in station.card.sentence
    qtbot.mouseClick(offer.mend, Qt.MouseButton.LeftButton)
    assert session.mapping.repairs == (
        Repair("zip", Code.ZEROS_LOST, LostZeros(((4, 5),), "", in_unknown=True)),
    )
    assert tone(station, 1, 1) == "good"


def test_a_repair_without_damage_is_told_by_the_card_and_can_be_taken_back(station, session):
    session.repair(Repair("email", Code.MOJIBAKE))
    station.grid.setCurrentIndex(station.grid.model().index(0, 2))
    assert "A repair waits for damage: Turn the letters back." in station.card.sentence
    station.card.take_back_requested.emit(Repair("email", Code.MOJIBAKE))
    assert "waits" not in station.card.sentence


def test_the_keyboard_reaches_the_repair_from_the_list(qtbot, station, session):
    station.activateWindow()
    station.list.setFocus()
    choose(station, "mojibake")
    qtbot.keyClick(station.list, Qt.Key.Key_Return)
    assert station.answering.mend.hasFocus()
    qtbot.keyClick(station.answering.mend, Qt.Key.Key_Space)
    assert session.mapping.repairs
    assert station.answering.take_back.hasFocus()


def test_the_tick_of_the_file_waits_for_an_answer_to_every_finding(station, session, inspector):
    assert file_status(session, inspector).mark is Mark.LOOK
    found = station.findings
    for at in range(found.rowCount()):
        waiting = found.rowCount() - at
        assert file_status(session, inspector).words == f"{waiting} to look at"
        session.see(seen_of(found.finding(found.index(at))))
    status = file_status(session, inspector)
    assert (status.mark, status.words) == (Mark.DONE, "5 rows")
    session.undo_stack.undo()
    assert file_status(session, inspector).mark is Mark.LOOK


def test_what_was_seen_in_one_file_says_nothing_of_another(
    qtbot, station, session, inspector, tmp_path
):
    for fault in inspector.found.faults:
        session.see(seen_of(fault))
    session.place(["email"], Kind.PROFILES, "email")
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER, "others.csv"))
    qtbot.waitUntil(lambda: inspector.found is not None and not inspector.is_busy, timeout=WAIT_MS)
    assert session.mapping.pair(Kind.PROFILES, "email") == Pair("email", Column("email"))
    assert file_status(session, inspector).mark is Mark.LOOK
