"""The condition of an event reads a column as all of the window says, and breaks no view."""

from PySide6.QtCore import Qt

from klaviyo_gui.core.errors import ConditionUnusable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.ui.map.choosing.line import ConditionLine
from klaviyo_gui.ui.models.built import BuiltRecords
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.ui.models.records import RecordsModel
from klaviyo_gui.ui.status import Station
from tests.ui.windows import checked, open_path

EVENTS = Kind.EVENTS

GERMAN = "Bestellnummer;E-Mail;Bestelldatum;Versanddatum;Gesamtbetrag\n" + "".join(
    f"A{at};a{at}@shop.io;{at + 1:02d}.03.2026;{at + 2:02d}.03.2026;1.{at:02d}0,50\n"
    for at in range(1, 28)
)


def test_a_condition_reads_a_column_as_the_rest_of_the_mapping_does(qtbot, window, tmp_path):
    session, station = window.session, window.stations.map
    path = tmp_path / "bestellungen.csv"
    path.write_text(GERMAN)
    open_path(qtbot, session, path)
    window.show_station(Station.MAP)
    session.fix(EVENTS, "metric", "Placed Order")
    session.add_event("Fulfilled Order")
    assert "Bestelldatum" not in session.mapping.further[0].columns
    late = RowFilter((Condition("Bestelldatum", Ask.IS_AFTER, ("05.03.2026",)),))
    session.send_when(late)
    assert session.obstacle is None
    station.several.open_conditions()
    assert window.grab().size().width() > 0
    assert [each.fault for each in station.several.panel.findChildren(ConditionLine)] == [""]
    result = checked(qtbot, window.checker)
    station.several.close()
    assert dict(result.event_counts) == {"Placed Order": 27, "Fulfilled Order": 23}
    assert session.plan.readings == result.prepared.plan.readings


def test_a_value_that_cannot_be_compared_is_said_in_words_and_breaks_no_view(
    qtbot, window, tmp_path
):
    session = window.session
    path = tmp_path / "bestellungen.csv"
    path.write_text(GERMAN)
    open_path(qtbot, session, path)
    session.fix(EVENTS, "metric", "Placed Order")
    session.add_event("Fulfilled Order")
    session.send_when(RowFilter((Condition("Bestelldatum", Ask.IS_AFTER, ("bald",)),)))
    assert isinstance(session.obstacle, ConditionUnusable)
    for station in (Station.MAP, Station.PREVIEW):
        window.show_station(station)
        window.grab()
    records = BuiltRecords(Pages(session.file, session.index), session.plan, EVENTS, None)
    assert records.record(0) is None


def test_a_view_that_has_not_heard_yet_of_an_event_taken_away_tells_nothing_of_it(
    qtbot, orders, theme
):
    orders.add_event("Fulfilled Order")
    records = BuiltRecords(Pages(orders.file, orders.index), orders.plan, EVENTS, None)
    model = RecordsModel(orders, theme)
    model.show(EVENTS, records, range(2))
    tip = Qt.ItemDataRole.ToolTipRole

    def tips():
        return [model.index(1, at).data(tip) for at in range(model.columnCount())]

    assert any("Fulfilled Order" in each for each in tips() if each)
    orders.remove_event(1)
    assert not any("Fulfilled Order" in each for each in tips() if each)
