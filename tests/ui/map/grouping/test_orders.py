"""Orders are what Map and Preview show while rows are put together."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Kind, Options
from klaviyo_gui.sending.total_count import TotalsCounted
from klaviyo_gui.ui.map.grouping.totals import UNCHECKED, totals_words
from klaviyo_gui.ui.models.material import MaterialStore
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.stations.preview import PreviewStation
from klaviyo_gui.ui.status import Station
from tests.core.order_files import GERMAN, lines
from tests.ui.map.grouping.conftest import HEADER, ROWS
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
LINES = [line for line, row in enumerate(ROWS, 2) if row[0] == "1001"]
"""The lines of the file that are those of the second order."""


@pytest.fixture
def grouped(checker, of_lines):
    """The session with the rows put together and nothing left to be chosen."""
    of_lines.set_options(Options("UTC"))
    of_lines.group_as_proposed()
    return of_lines


def test_the_live_record_is_an_order_with_its_items_at_once_and_once_all_is_checked(
    qtbot, session, checker, empty, orders
):
    open_path(qtbot, session, orders)
    session.set_options(Options("UTC"))
    live = empty.live
    qtbot.waitUntil(lambda: live._place.text() == f"1 of {len(ROWS)}")
    session.group_as_proposed()
    assert checker.prepared is None
    assert live.number == 0
    assert live._place.text() == "1 of 20"
    live.step_on()
    first = live.details
    assert first.count('"SKU"') == len(LINES)
    shown = [each.text() for each in live._card._values.findChildren(QLabel)]
    assert [each for each in shown if each.startswith("Items ")] == [
        f"Items {at + 1}" for at in range(len(LINES))
    ]
    checked(qtbot, checker)
    assert checker.prepared is not None
    qtbot.waitUntil(lambda: live._place.text() == "2 of 20", timeout=WAIT_MS)
    assert live.details == first
    slot = empty.targets.slots["properties.Items[].SKU"]
    assert slot.value.count("Cup") == len(LINES)
    empty.grouping.close()


def test_what_was_arranged_is_kept_while_it_serves_and_gone_afterwards(qtbot, grouped, checker):
    checked(qtbot, checker)
    first = checker.prepared.file.data
    grouped.tell_per_item("Menge", False)
    checked(qtbot, checker)
    assert checker.prepared.file.data == first
    assert first.exists()
    grouped.undo_stack.undo()
    grouped.group_by(("E-Mail",))
    assert checker.prepared is None
    checked(qtbot, checker)
    second = checker.prepared.file.data
    assert second != first
    assert not first.exists()
    grouped.ungroup()
    assert checker.prepared is None
    checked(qtbot, checker)
    assert checker.prepared is None
    assert not second.exists()


def test_what_is_arranged_for_a_file_goes_with_it(qtbot, grouped, checker, tmp_path):
    checked(qtbot, checker)
    data = checker.prepared.file.data
    open_path(qtbot, grouped, write(tmp_path))
    qtbot.waitUntil(lambda: not data.exists(), timeout=WAIT_MS)


def test_a_first_look_is_taken_again_only_where_it_is_another_one(grouped, checker):
    store = MaterialStore(grouped, checker)
    first = store.now()
    assert first.count == 20
    assert store.now().file is first.file
    grouped.tell_per_item("Menge", False)
    assert store.now().file is first.file
    grouped.group_by(("E-Mail",))
    assert store.now().file is not first.file
    grouped.clear(EVENTS)
    grouped.clear(PEOPLE)
    assert store.now() is None


def test_lines_that_tell_nothing_by_themselves_are_not_told_of(qtbot, session, checker, tmp_path):
    told = set()
    checker.changed.connect(lambda: told.update(each.code for each in checker.findings))
    rows = [tuple(row) for row in lines(GERMAN, 20, at_first=True)]
    open_path(qtbot, session, write(tmp_path, rows, HEADER))
    session.set_options(Options("UTC"))
    session.group_as_proposed()
    told.clear()
    checked(qtbot, checker)
    assert checker.result.tally.events.held == 0
    assert "identifier_missing" not in told


def whole(qtbot, panel, words):
    qtbot.waitUntil(lambda: words in panel.totals, timeout=WAIT_MS)
    return panel.totals


def test_totals_are_compared_at_once_and_by_the_whole_file(qtbot, grouped, checker, theme, empty):
    panel = empty.grouping.panel
    panel.open_panel()
    whole(qtbot, panel, " of 20 orders of the first rows, what the items add up to is far")
    assert panel.totals.startswith("In ")
    checked(qtbot, checker)
    whole(qtbot, panel, " of 20 orders, what the items add up to is far")
    grouped.unmap(EVENTS, "value")
    assert panel.totals == UNCHECKED
    grouped.place(("Menge",), EVENTS, "value")
    grouped.ungroup()
    assert panel.totals == ""
    panel.close()
    empty.grouping.close()


SOLD = ("Order ID", "Order date", "Email", "Order total", "SKU", "Quantity", "Price", "Status")


def sold(values, status=lambda at: "paid"):
    """Return two lines for each of these values of an order."""
    return [
        (
            str(at),
            "2024-03-01",
            f"p{at}@shop.io",
            value,
            f"S{at}{line}",
            "2",
            "6.50",
            "late" if line and status(at) == "both" else "paid",
        )
        for at, value in enumerate(values)
        for line in range(2)
    ]


@pytest.fixture
def opened_panel(qtbot, session, empty, tmp_path):
    """Open such orders grouped and checked; the panel stands beside them."""

    def make(rows, checker):
        open_path(qtbot, session, write(tmp_path, rows, SOLD))
        session.group_as_proposed()
        session.set_options(Options("UTC"))
        empty.grouping.open_panel()
        checked(qtbot, checker)
        return empty.grouping.panel

    yield make
    empty.grouping.close()


def test_totals_that_fit_are_told_so(qtbot, opened_panel, checker):
    panel = opened_panel(sold(["30.90"] * 4), checker)
    told = whole(qtbot, panel, "Totals fit: in 4 orders, ")
    assert told.endswith("with room for tax, shipping and discounts.")


def test_an_order_of_unknown_value_is_not_said_to_fit(qtbot, opened_panel, checker):
    panel = opened_panel(sold(["30.90", "", "30.90", ""]), checker)
    told = whole(qtbot, panel, "Totals fit: in 2 orders, ")
    assert told.endswith("2 have no value, or items without a price, and could not be compared.")


NOT_COMPARED = "no value, or items without a price, and could not be compared."
FAR = "what the items add up to is far from the value"


@pytest.mark.parametrize(
    ("found", "words", "is_wrong"),
    [
        (TotalsCounted(), "No totals could be compared.", False),
        (
            TotalsCounted(unknown=1),
            f"No totals could be compared. 1 has {NOT_COMPARED}",
            False,
        ),
        (
            TotalsCounted(near=2, far=1, line=1234),
            f"In 1 of 3 orders, {FAR}, as in line 1,234: are the right columns used?",
            True,
        ),
    ],
)
def test_totals_are_told_by_what_could_be_compared(found, words, is_wrong):
    assert totals_words(found) == (words, is_wrong)


def test_orders_that_say_two_things_are_listed_with_their_lines_and_lead_to_their_rows(
    qtbot, window, tmp_path
):
    rows = sold(["30.90"] * 30, lambda at: "both" if at in {3, 7, 29} else "")
    session = window.session
    open_path(qtbot, session, write(tmp_path, rows, SOLD))
    session.set_options(Options("UTC"))
    session.group(Grouping(("Order ID",), ("SKU", "Quantity", "Price")))
    if session.mapping.pair(EVENTS, "properties.Status") is None:
        session.place(("Status",), EVENTS, "properties.Status")
    session.fix(EVENTS, "metric", "Placed Order")
    panel = window.stations.map.grouping.panel
    window.stations.map.grouping.open_panel()
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: panel.contradictions.told != [], timeout=WAIT_MS)
    assert panel.contradictions.told == [
        "Status: 3 orders have two texts and are held, such as 3: paid ≠ late (lines 8 and 9)."
    ]
    assert panel.levels.index(1, 0).data() == "Status"
    (show,) = panel.contradictions.findChildren(QToolButton)
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert window.station is Station.PREVIEW
    preview = window.stations.preview
    qtbot.waitUntil(lambda: preview.records.rowCount() == 3, timeout=WAIT_MS)
    assert preview.records.built(0).of_order == (8, 9)
    session.tell_per_item("Status", is_per_item=True)
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: panel.contradictions.told == [], timeout=WAIT_MS)


@pytest.fixture
def preview(qtbot, grouped, checker, theme):
    """The station Preview with the orders checked."""
    station = PreviewStation(grouped, checker, theme)
    qtbot.addWidget(station)
    station.resize(1100, 700)
    station.show()
    qtbot.waitExposed(station)
    checked(qtbot, checker)
    yield station
    station.close_work()


def test_preview_lists_orders_by_their_lines_finds_and_sorts_them(qtbot, preview):
    records = preview.records
    assert records.rowCount() == 20
    assert preview.verdict.endswith("20 orders.") or "20 orders" in preview.verdict
    preview.show_line(LINES[0])
    at = preview.grid.currentIndex().row()
    built = records.built(at)
    assert built.of_order == tuple(LINES)
    assert built.cells == tuple(ROWS[LINES[0] - 2])
    said = ", ".join(f"{line:,}" for line in LINES)
    assert preview.card.line.text() == f"Order of file lines {said}: ready"

    pane = preview.rows
    pane.search.setText("person7@")
    qtbot.waitUntil(lambda: preview.records.rowCount() == 1, timeout=WAIT_MS)
    assert preview.records.built(0).cells[0] == "1007"
    pane.search.setText("")
    qtbot.waitUntil(lambda: preview.records.rowCount() == 20, timeout=WAIT_MS)
    at = preview.records.column_of("value")
    pane.order.sort_by(at)
    pane.order.sort_by(at)
    qtbot.waitUntil(lambda: pane.order.rows is not None, timeout=WAIT_MS)
    assert preview.records.built(0).cells[0] == "1019"


def test_a_line_that_is_edited_or_left_out_changes_its_order(qtbot, preview, checker):
    session, line = preview._session, LINES[0]
    session.edit_cell(line, ROWS[line - 2], "Gesamtbetrag", "77.50")
    checked(qtbot, checker)
    preview.show_line(line)
    built = preview.records.built(preview.grid.currentIndex().row())
    assert built.cells == tuple(ROWS[line - 2])
    held = [each.code for each in built.problems if not built.body]
    assert held == (["lines_differ"] if len(LINES) > 1 else [])
    session.put_cell_back(line, "Gesamtbetrag")
    checked(qtbot, checker)
    assert checker.result.tally.events.held == 0

    session.leave_row_out(line, ROWS[line - 2])
    result = checked(qtbot, checker)
    assert len(result.left_out) == 1
    preview.show_part(EVENTS, Filter.LEFT_OUT)
    assert preview.records.rowCount() == 1
    assert preview.records.built(0).cells[0] == "1001"


def test_the_lines_of_the_test_are_of_one_order():
    assert len(LINES) > 1
    assert HEADER[0] == "Bestellnummer"
