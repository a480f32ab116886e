"""Every word on show has the room that it needs, in the smallest window and in the usual one."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QToolButton,
)

from klaviyo_gui import language, paths
from klaviyo_gui.core.mapping import Column, Kind, Pair
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.record_card import RecordCard
from klaviyo_gui.ui.models.built import Built
from klaviyo_gui.ui.placing import Way
from klaviyo_gui.ui.status import Station
from tests.tour.spoken import spoken
from tests.ui.measures import boxes, cut
from tests.ui.windows import checked, open_path, write

SIZES = [(1000, 700), (1280, 720)]

SHORT = {"Event name", "Time", "E-mail", "Ereignisname", "Zeit", "E-Mail"}


HEADER = ("event name", "email", "second mail", "total", "when")
ROWS = [("Sale", f"n{at}@a.io", f"m{at}@a.io", f"{at}", f"2024-03-{at}") for at in range(1, 20)]


def proposed(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)


def undecided(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.session.undo_stack.undo()
    window.session.fix(Kind.EVENTS, "metric", "Sale")


def unnamed(qtbot, window, tmp_path):
    """The event's name is empty, and a column waits for it."""
    open_path(qtbot, window.session, write(tmp_path, ROWS, HEADER))
    window.session.undo_stack.undo()
    slots = window.stations.map.targets.slots
    assert slots["metric"].filling.suggestion is not None
    slots["metric"].setFocus()


def undated(qtbot, window, tmp_path):
    """Nothing says when it happened, and a column waits for it; what fills a blank is there."""
    session = window.session
    unnamed(qtbot, window, tmp_path)
    session.fix(Kind.EVENTS, "metric", "Sale")
    session.place(("email",), Kind.EVENTS, "profile.email")
    session.meet(("second mail",), Kind.EVENTS, "profile.email", Way.FALLBACK)
    slots = window.stations.map.targets.slots
    assert slots["time"].filling.suggestion is not None
    checked(qtbot, window.checker)
    slots["value"].setFocus()


@pytest.fixture(params=language.languages(paths.languages()))
def each_language(request, qapp):
    """Speak each language of the window."""
    with spoken(request.param):
        yield


@pytest.fixture(params=[proposed, undecided, unnamed, undated], ids=lambda each: each.__name__)
def filled(request, each_language, qtbot, window, tmp_path):
    """The window with a file of which the proposal stands, or of which much is to be decided."""
    window.show_station(Station.MAP)
    request.param(qtbot, window, tmp_path)
    return window


def shown(window, size, qapp, station):
    window.resize(*size)
    window.show_station(station)
    for _ in range(5):
        # What wraps knows its height only once it has its width.
        qapp.processEvents()
    assert (window.width(), window.height()) == size


def small_names(window):
    """Return the names of properties that are cut although they are short."""
    return [
        each.text()
        for slot in window.stations.map.targets.slots.values()
        for each in slot.findChildren(ElidedLabel)
        if each.isVisible() and each.is_cut and each.text() in SHORT
    ]


@pytest.mark.parametrize("size", SIZES)
def test_no_words_are_cut(qapp, filled, size):
    for station in Station:
        shown(filled, size, qapp, station)
        assert cut(filled) == [], station
        assert small_names(filled) == []
        assert boxes(filled) == []


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QToolButton])
def test_words_without_room_are_found(qapp, window, kind):
    shown(window, SIZES[0], qapp, Station.SEND)
    seeded = kind(window.stations.send)
    seeded.setText("Rest: leave out")
    seeded.show()
    qapp.processEvents()
    seeded.setFixedWidth(seeded.sizeHint().width())
    assert cut(window) == []
    seeded.setFixedWidth(seeded.sizeHint().width() - 10)
    assert [words for words, *_ in cut(window)] == ["Rest: leave out"]


@pytest.mark.parametrize("is_editable", [True, False])
def test_a_box_without_room_is_found(qapp, window, is_editable):
    shown(window, SIZES[0], qapp, Station.SEND)
    seeded = QComboBox(window.stations.send)
    seeded.setEditable(is_editable)
    seeded.addItem("not said (London in winter)")
    seeded.resize(300, 30)
    seeded.show()
    qapp.processEvents()
    assert boxes(window) == []
    seeded.resize(150, 30)
    qapp.processEvents()
    assert [words for words, _ in boxes(window)] == ["not said (London in winter)"]


def test_a_long_value_of_the_record_stands_below_its_name_and_is_not_cut(qapp, qtbot, window):
    """An e-mail address is wider than what is beside its name in the narrowest card."""
    window.show_station(Station.MAP)
    card = RecordCard()
    qtbot.addWidget(card)
    card.resize(237, 400)
    card.show()
    long = "amelia.ellis@klaviyo-demo.com"
    pairs = (Pair("email", Column("a")), Pair("first_name", Column("b")))
    body = b'{"type":"profile","attributes":{"email":"%s","first_name":"Amelia"}}' % long.encode()
    for _ in range(3):
        card.show_record(Kind.PROFILES, Built(2, (long, "Amelia"), body, ()), pairs)
    qapp.processEvents()
    labels = {each.text(): each for each in card.findChildren(QLabel) if each.isVisible()}
    assert len([each for each in labels if each == "E-mail"]) == 1
    at = {words: each.mapTo(card, QPoint(0, 0)) for words, each in labels.items()}
    assert at[long].y() > at["E-mail"].y()
    assert at[long].x() == at["E-mail"].x()
    assert at["Amelia"].x() > at["First name"].x()
    assert at["Amelia"].y() == at["First name"].y()
    longest = labels[long].fontMetrics().horizontalAdvance("amelia.ellis@klaviyo-")
    assert longest <= labels[long].width()


def test_the_search_shows_all_of_its_hint(qapp, window):
    shown(window, SIZES[0], qapp, Station.PREVIEW)
    field = window.stations.preview.rows.search
    hint = field.fontMetrics().horizontalAdvance(field.placeholderText())
    assert hint < field.width() - 20
