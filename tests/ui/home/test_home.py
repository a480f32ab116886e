"""Home tells what one may go on with, and each of it is one press away."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from klaviyo_gui import paths
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store import recent, settings
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.store.library import Library
from klaviyo_gui.ui.home.desk import MOST
from klaviyo_gui.ui.home.entry import Entry
from klaviyo_gui.ui.home.samples import SAMPLES
from klaviyo_gui.ui.home.section import Section
from klaviyo_gui.ui.status import Station
from tests.ui import measures
from tests.ui.windows import WAIT_MS, open_path, write

SECTIONS = ("unfinished", "recent", "presets", "samples")


def run(name, state="paused", accepted=30, **more):
    tally = Tally(Counts(accepted=accepted, unsent=10), Counts())
    return replace(
        RunSummary(name, "Spring", "Acme", "orders.csv", "2026-11-27T09:00:00+00:00", state, tally,
                   1, 1.0, ""),
        **more,
    )  # fmt: skip


@pytest.fixture
def shown(window):
    """Home of a window that is seen."""
    window.show()
    return SimpleNamespace(
        page=window.stations.file.home, window=window, refresh=window.home_desk._refresh
    )


def titles(section):
    return [entry.title for _, entry in section.shown]


def runs_are(shown, *runs):
    shown.window.archive._runs = runs
    shown.window.archive.history_changed.emit()
    shown.refresh()


def test_at_the_first_start_there_are_two_cards_and_the_samples(shown):
    assert shown.page.welcome.isVisible()
    assert [name for name in SECTIONS if getattr(shown.page, name).isVisible()] == ["samples"]
    assert len(shown.page.samples.buttons) == len(SAMPLES)


def test_the_cards_can_be_passed_over_for_good(qtbot, shown):
    qtbot.mouseClick(shown.page.welcome.skip, Qt.MouseButton.LeftButton)
    assert not shown.page.welcome.isVisible()
    assert settings.is_welcomed()
    shown.refresh()
    assert not shown.page.welcome.isVisible()


@pytest.mark.parametrize("known", ["run", "file"])
def test_who_has_worked_here_is_not_welcomed_again(shown, tmp_path, known):
    if known == "run":
        runs_are(shown, run("a", "done"))
    else:
        recent.add_file(tmp_path / "a.csv")
        shown.refresh()
    assert not shown.page.welcome.isVisible()
    assert not settings.is_welcomed()


def test_the_card_connects_an_account(qtbot, shown):
    qtbot.mouseClick(shown.page.welcome.connect_, Qt.MouseButton.LeftButton)
    assert shown.window.account_desk.connecting is not None


def test_the_card_tries_with_sample_orders(qtbot, shown):
    with qtbot.waitSignal(shown.window.session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(shown.page.welcome.try_, Qt.MouseButton.LeftButton)
    assert shown.window.session.file.path.name == "orders.csv"
    assert not shown.page.isVisible()


def test_unfinished_runs_can_be_gone_on_with(qtbot, shown, monkeypatch):
    runs_are(shown, run("a", "done"), run("b"), run("c", "stopped", accepted=0))
    assert [value for value, _ in shown.page.unfinished.shown] == ["b", "c"]
    (_, first), (_, second) = shown.page.unfinished.shown
    assert (first.title, first.below) == ("orders.csv", "Paused at 30 of 40 · Acme")
    assert (first.share, second.share) == (0.75, 0.0)
    asked = []
    monkeypatch.setattr(shown.window.stations.send.page.resuming, "go_on", asked.append)
    qtbot.mouseClick(shown.page.unfinished.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked == ["b"], timeout=WAIT_MS)


def test_a_file_that_was_opened_before_opens_again(qtbot, shown, tmp_path):
    path = write(tmp_path)
    recent.add_file(path)
    shown.refresh()
    assert titles(shown.page.recent) == ["orders.csv"]
    with qtbot.waitSignal(shown.window.session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(shown.page.recent.buttons[0], Qt.MouseButton.LeftButton)
    assert shown.window.session.file.path == path


def test_only_the_latest_of_each_sort_are_listed(shown, tmp_path):
    for at in range(MOST + 3):
        recent.add_file(tmp_path / f"{at}.csv")
    shown.refresh()
    assert titles(shown.page.recent) == [f"{at}.csv" for at in range(MOST + 2, 2, -1)]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_opens_and_something_is_proposed_for_it(qtbot, shown, name):
    at = list(SAMPLES).index(name)
    with qtbot.waitSignal(shown.window.session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(shown.page.samples.buttons[at], Qt.MouseButton.LeftButton)
    session = shown.window.session
    assert session.file.path == paths.resources() / "samples" / name
    assert session.mapping.kinds
    assert session.obstacle is None


def test_a_preset_is_used_for_the_file_that_is_chosen_then(qtbot, shown, monkeypatch):
    library = Library(paths.presets())
    sample = library.load_at(paths.resources() / "samples" / "orders.json")
    library.save(replace(sample, name="Spring orders"))
    shown.window.desk.shelf.refresh()
    qtbot.waitUntil(lambda: bool(shown.page.presets.shown), timeout=WAIT_MS)
    assert titles(shown.page.presets) == ["Spring orders"]
    path = paths.resources() / "samples" / "orders.csv"
    monkeypatch.setattr(
        "klaviyo_gui.ui.window.QFileDialog.getOpenFileName", lambda *_: (str(path), "")
    )
    with qtbot.waitSignal(shown.window.session.index_changed, timeout=WAIT_MS):
        qtbot.mouseClick(shown.page.presets.buttons[0], Qt.MouseButton.LeftButton)
    assert shown.window.session.preset == "Spring orders"
    assert shown.window.session.file.path == path
    assert shown.window.station is Station.FILE


def test_entries_are_reached_and_pressed_by_keys_and_speak(qtbot, shown):
    runs_are(shown, run("b"))
    button = shown.page.unfinished.buttons[0]
    assert button.accessibleName() == "Continue: orders.csv"
    assert button.accessibleDescription() == "Paused at 30 of 40 · Acme"
    button.setFocus()
    with qtbot.waitSignal(shown.page.continue_requested) as asked:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == ["b"]


@pytest.mark.parametrize("width", [500, 330, 225, 210])
def test_what_the_program_says_of_an_entry_is_never_cut(qtbot, theme, width):
    told = "Paused at 30 of 40 · Acme Limited of Berlin and Vienna"
    entries = [
        Entry("Connect your Klaviyo account", told, "Connect", is_called=True, is_told=True),
        Entry("customers_of_the_spring_2026.csv", told, "Continue", 0.4, is_told=True),
    ]
    section = Section("Continue", theme)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(section)
    section.show_entries(list(enumerate(entries)))
    area.resize(width, 400)
    area.show()
    qtbot.waitUntil(lambda: not measures.low(area))
    assert not measures.cut(area)
    assert area.widget().width() <= max(area.viewport().width(), section.minimumSizeHint().width())


def test_home_is_gone_once_a_file_is_open(qtbot, shown, tmp_path):
    open_path(qtbot, shown.window.session, write(tmp_path))
    assert not shown.page.isVisible()


def test_a_file_that_is_gone_is_said_to_be_and_can_be_forgotten(qtbot, shown, tmp_path):
    there = write(tmp_path)
    for path in (there, tmp_path / "last year.csv"):
        recent.add_file(path)
    shown.refresh()
    with qtbot.waitSignal(shown.window.session.file_refused, timeout=WAIT_MS):
        qtbot.mouseClick(shown.page.recent.buttons[0], Qt.MouseButton.LeftButton)
    shown.refresh()
    entry = shown.page.recent.shown[0][1]
    assert (entry.title, entry.verb) == ("last year.csv", "Forget")
    assert entry.below == f"no longer in {tmp_path}"
    qtbot.mouseClick(shown.page.recent.buttons[0], Qt.MouseButton.LeftButton)
    assert titles(shown.page.recent) == [there.name]
    assert recent.files() == (there,)
