"""Names of an account's events are listed beside what is ready; a new one is told to stay."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt

from klaviyo_gui.core.errors import AccountUnreachable
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.practice.behaviour import EVERY_SCOPE, PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.account_reader import Memories
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.store.accounts import KnownAccount
from klaviyo_gui.ui.map.account_metrics import AccountMetrics
from klaviyo_gui.ui.map.metric_choices import MetricName
from klaviyo_gui.ui.stations.map import MapStation
from tests.ui.windows import WAIT_MS

EVENTS = Kind.EVENTS
SHOP = KnownAccount("Shop", "PRACTI", "Acme Ltd")
DISCOUNT = "properties.DiscountValue"


@pytest.fixture(scope="module")
def servers():
    """Practice Klaviyos by what their keys lack."""
    started = {}

    def serve(*lacking):
        if lacking not in started:
            scopes = EVERY_SCOPE - {*lacking}
            started[lacking] = PracticeServer(Behaviour(limits=False, scopes=scopes)).__enter__()
        return Destination("Acme Ltd (PRACTI)", started[lacking].address, PRACTICE_KEY)

    yield serve
    for each in started.values():
        each.__exit__(None, None, None)


@pytest.fixture
def metrics(book, servers, qapp):
    """What the account knows; ``find`` may be given another meaning."""

    def find(_chosen):
        return metrics.found()

    metrics = AccountMetrics(book, find, Memories(), qapp)
    metrics.found = servers
    yield metrics
    metrics.close()


@pytest.fixture
def station(qtbot, opened, checker, theme, metrics):
    """The station Map of a small file, on show."""
    station = MapStation(opened, checker, theme, metrics)
    qtbot.addWidget(station)
    station.resize(1070, 640)
    station.show()
    qtbot.waitExposed(station)
    return station


@pytest.fixture
def chosen(book, metrics):
    """Send to the account from now on."""
    book._use((SHOP,))
    book.choose(SHOP.id)
    return metrics


def ready(qtbot, metrics):
    qtbot.waitUntil(lambda: not metrics.is_busy, timeout=WAIT_MS)


def opened_list(qtbot, station):
    station.lists.list_columns("metric", QPoint(0, 0))
    return station.lists.chooser


def entries(chooser):
    """Return what is listed before the columns: title, below and side."""
    model = chooser._model
    shown = [model.choice(row) for row in range(model.rowCount())]
    return {each.title: (each.below, each.side) for each in shown}


def found(chooser):
    """Return the titles that the search leaves."""
    return [chooser._found.index(row, 0).data() for row in range(chooser._found.rowCount())]


def test_without_an_account_ready_events_and_columns_are_listed_and_nobody_is_asked(
    qtbot, station, metrics, opened
):
    metrics.found = None
    chooser = opened_list(qtbot, station)
    listed = entries(chooser)
    assert listed["Placed Order"][1] == "ready event"
    assert "who" in listed
    assert (chooser.note, metrics.is_busy) == ("", False)
    qtbot.keyClicks(chooser._search, "Webinar joined")
    assert found(chooser) == ["“Webinar joined”"]
    assert entries(chooser)["“Webinar joined”"] == ("The name of every event", "")
    qtbot.keyClick(chooser._search, Qt.Key.Key_Return)
    assert opened.mapping.pair(EVENTS, "metric") == Pair("metric", Fixed("Webinar joined"))
    opened.undo_stack.undo()
    assert opened.mapping.fixed_metric != "Webinar joined"


def test_the_events_of_the_account_come_beside_the_list_that_is_open_already(
    qtbot, station, chosen, servers
):
    gate = threading.Event()

    def late():
        gate.wait(WAIT_MS / 1000)
        return servers()

    chosen.found = late
    chooser = opened_list(qtbot, station)
    try:
        assert chooser.isVisible()
        assert chooser.note == "Looking which events the account has …"
        assert entries(chooser)["Placed Order"][1] == "ready event"
    finally:
        gate.set()
    ready(qtbot, chosen)
    listed = entries(chooser)
    assert listed["Placed Order"][0].startswith("Starts 1 live flow · last updated on 1 January")
    assert listed["Placed Order"][1] == "API, Shopify"
    assert listed["Viewed Product"][0].startswith("Starts no flow")
    assert listed["Checkout Started"][0].endswith("yours would be a new one beside it")
    assert listed["Ordered Product"][1] == "ready event"
    assert chooser.note == ""


def test_a_name_is_chosen_by_keys_as_one_step(qtbot, station, chosen, opened):
    chooser = opened_list(qtbot, station)
    ready(qtbot, chosen)
    qtbot.keyClicks(chooser._search, "checkout started")
    qtbot.keyClick(chooser._search, Qt.Key.Key_Return)
    assert opened.mapping.fixed_metric == "Checkout Started"
    count = opened.undo_stack.index()
    opened.undo_stack.undo()
    assert opened.undo_stack.index() == count - 1
    assert opened.mapping.fixed_metric != "Checkout Started"


def test_a_new_name_is_told_to_be_permanent_with_those_that_are_near(
    qtbot, station, chosen, opened
):
    chooser = opened_list(qtbot, station)
    ready(qtbot, chosen)
    qtbot.keyClicks(chooser._search, "Placed Orders")
    (title,) = found(chooser)
    below, side = entries(chooser)[title]
    assert below == (
        "New in Shop, and permanent: it can never be renamed or removed. It has “Placed Order”."
    )
    assert side == "new name"
    spoken = chooser._found.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "permanent" in spoken
    qtbot.keyClick(chooser._search, Qt.Key.Key_Backspace)
    assert found(chooser)[0] == "Placed Order", "what is there comes first"
    chooser.chosen.emit(MetricName("placed order"))
    assert opened.mapping.fixed_metric == "placed order"


def test_what_is_typed_and_in_hand_stays_while_more_comes(qtbot, station, chosen):
    chooser = opened_list(qtbot, station)
    qtbot.keyClicks(chooser._search, "order")
    qtbot.keyClick(chooser._search, Qt.Key.Key_Down)
    before = chooser._view.currentIndex().data()
    ready(qtbot, chosen)
    assert chooser._search.text() == "order"
    assert before in found(chooser)
    assert chooser._view.currentIndex().isValid()


@pytest.mark.parametrize(
    ("lacking", "note", "is_listed"),
    [
        ("metrics:read", "The key may not see which events the account has", False),
        ("flows:read", "The key may not see flows, so it is not told what they start.", True),
    ],
)
def test_what_a_key_may_not_see_is_said_calmly(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, station, chosen, servers, lacking, note, is_listed
):
    chosen.found = lambda: servers(lacking)
    chooser = opened_list(qtbot, station)
    ready(qtbot, chosen)
    assert chooser.note.startswith(note)
    assert chooser._search.accessibleDescription() == chooser.note
    assert ("Viewed Product" in [each.name for each in chosen.names]) is is_listed
    assert "flow" not in entries(chooser)["Placed Order"][0]


def test_an_account_that_cannot_be_asked_is_said_and_the_list_stays(qtbot, station, chosen):
    def nobody():
        raise AccountUnreachable("http://127.0.0.1:1", 0, "")

    chosen.found = nobody
    chooser = opened_list(qtbot, station)
    ready(qtbot, chosen)
    assert "does not say whose key it is" in chooser.note
    assert entries(chooser)["Placed Order"][1] == "ready event"


def test_a_list_that_is_closed_is_not_filled_any_more(qtbot, station, chosen):
    chooser = opened_list(qtbot, station)
    chooser.close()
    ready(qtbot, chosen)
    assert chosen.names


def test_another_account_knows_nothing_of_what_the_first_one_told(qtbot, station, chosen, book):
    opened_list(qtbot, station)
    ready(qtbot, chosen)
    assert chosen.names
    book.choose("")
    assert (chosen.names, chosen.account, chosen.is_busy) == ((), "", False)


def test_the_properties_of_the_chosen_events_are_places_to_fill_with_their_types(
    qtbot, station, chosen, opened
):
    opened.unmap(EVENTS, DISCOUNT)
    opened.fix(EVENTS, "metric", "Placed Order")
    qtbot.waitUntil(lambda: DISCOUNT in station.targets.slots, timeout=WAIT_MS)
    keys = [key for key in station.targets.slots if key.startswith("properties.")]
    assert keys[:3] == [DISCOUNT, "properties.ItemNames", "properties.OrderId"]
    assert station.targets.slots[DISCOUNT].filling.type is ValueType.NUMBER
    assert station.targets.slots["properties.ItemNames"].filling.type is ValueType.LIST
    assert "number, empty" in station.targets.slots[DISCOUNT].accessibleName()
    station.targets.place(("total",), DISCOUNT)
    placed = opened.mapping.pair(EVENTS, DISCOUNT)
    assert (placed.source, placed.type) == (Column("total"), ValueType.NUMBER)
    opened.undo_stack.undo()
    assert opened.mapping.pair(EVENTS, DISCOUNT) is None
    opened.fix(EVENTS, "metric", "Viewed Product")
    qtbot.waitUntil(lambda: DISCOUNT not in station.targets.slots, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "properties.Price" in station.targets.slots, timeout=WAIT_MS)


def test_a_station_that_nobody_sees_asks_nothing(qtbot, station, chosen, opened):
    station.hide()
    opened.fix(EVENTS, "metric", "Placed Order")
    assert not chosen.is_busy
    station.show()
    qtbot.waitUntil(lambda: DISCOUNT in station.targets.slots, timeout=WAIT_MS)
