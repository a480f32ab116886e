"""Mappings that come back: drafts, presets that know their file, drift, old mappings."""

import subprocess
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QToolButton

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.store.choices import memory
from klaviyo_gui.store.drafts import draft
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.presets import Preset, Reading, load
from klaviyo_gui.ui.keeper import WRITTEN_AFTER_MS
from klaviyo_gui.ui.status import Station
from tests.journeys.child import command
from tests.ui.test_accessibility import SMALLEST, controls, nameless
from tests.ui.test_window import action
from tests.ui.windows import ROWS, WAIT_MS, checked, open_path, write

EVENTS = Kind.EVENTS
RENAMED = ("who", "when", "total", "hue", "Email Address")
OLD = """
event_mapping = {'event': 'Sale', 'customer_properties': {'$email': 'email'}, 'time': 'when'}
profile_mapping = {'properties': {'$email': 'email'}}
api_key = 'pk_123'
"""


@pytest.fixture
def mapped(qtbot, window, tmp_path):
    """The window with a file that is mapped by hand."""
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(EVENTS, "metric", "Sale")
    window.session.place_custom(("colour",), EVENTS)
    window.show_station(Station.MAP)
    return window


@pytest.fixture
def library(home):
    return Library(paths.presets())


def on_shelf(qtbot, window, *names):
    qtbot.waitUntil(lambda: set(names) <= set(window.desk.shelf.shown.presets), timeout=WAIT_MS)


def save_as(qtbot, window, name):
    action(window, "Presets", "Save as").trigger()
    line = window.desk.bar.naming
    line.field.setText(name)
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    on_shelf(qtbot, window, name)
    qtbot.waitUntil(lambda: window.session.preset == name, timeout=WAIT_MS)


def press(qtbot, widget, words):
    """Press the button that is called so, by its words or its name."""
    qtbot.mouseClick(
        next(
            each
            for each in widget.findChildren(QAbstractButton)
            if words in {each.text(), each.accessibleName()} and each.isVisible()
        ),
        Qt.MouseButton.LeftButton,
    )


def fits(qtbot, window):
    """Wait until the shelf was read for the open file."""
    with qtbot.waitSignal(window.desk.shelf.changed, timeout=WAIT_MS):
        window.desk.shelf.refresh()


# What was in hand


def test_a_mapping_comes_back_when_its_file_is_opened_again(qtbot, open_window, home, tmp_path):
    path = write(tmp_path)
    with open_window() as window:
        open_path(qtbot, window.session, path)
        window.session.fix(EVENTS, "metric", "Sale")
        window.session.unmap(EVENTS, "profile.email")
        left = window.session.mapping
    with open_window() as window:
        open_path(qtbot, window.session, path)
        session = window.session
        assert session.mapping == left
        assert session.undo_stack.undoText() == "bring back your mapping"
        window.show_station(Station.MAP)
        assert window.desk.bar.offer.sentence == "Your mapping is back as you left it."
        press(qtbot, window.desk.bar.offer, "Start anew")
        assert session.mapping.pair(EVENTS, "profile.email") is not None
        assert not window.desk.bar.offer.isVisible()
        session.undo_stack.undo()
        assert session.mapping == left


def test_a_mapping_comes_back_with_another_file_of_the_same_columns(
    qtbot, open_window, home, tmp_path
):
    with open_window() as window:
        open_path(qtbot, window.session, write(tmp_path))
        window.session.fix(EVENTS, "metric", "Sale")
        left = window.session.mapping
    with open_window() as window:
        open_path(qtbot, window.session, write(tmp_path, ROWS[:2], name="april.csv"))
        assert window.session.mapping == left
        window.show_station(Station.MAP)
        press(qtbot, window.desk.bar.offer, "Keep it")
        assert window.session.mapping == left
        assert not window.desk.bar.offer.isVisible()


@pytest.mark.parametrize("header", ["who|total,x", "1|2,3"])
def test_a_file_comes_back_read_as_it_was(qtbot, open_window, tmp_path, header):
    path = tmp_path / "orders.csv"
    path.write_text(f"{header}\nAnn|1,5\nBen|2,5\n", encoding="utf-8")
    pipes = Overrides(delimiter="|", header_line=1)
    reading = Reading(delimiter="|", header_line=1)
    with open_window() as window:
        open_path(qtbot, window.session, path)
        names = tuple(header.split("|"))
        mapping = Mapping((Pair("metric", Fixed("Sale")), Pair("value", Column(names[1]))))
        with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
            window.session.use_preset(Preset("Pipes", mapping, reading))
        assert window.session.header == names
    with open_window() as window:
        open_path(qtbot, window.session, path)
        assert (window.session.header, window.session.overrides) == (names, pipes)
        assert (window.session.mapping, window.session.missing) == (mapping, ())


def test_what_nobody_changed_is_proposed_anew_and_nothing_is_said(
    qtbot, open_window, home, tmp_path
):
    for _ in range(2):
        with open_window() as window:
            open_path(qtbot, window.session, write(tmp_path))
            assert not window.session.is_back
            assert window.session.undo_stack.undoText() == "match automatically"
    assert not list(paths.drafts().glob("*.json"))


def test_each_of_two_files_gets_its_own_mapping_back(qtbot, window, tmp_path):
    session = window.session
    first = write(tmp_path)
    second = write(tmp_path, header=("a", "b", "c", "d", "mail"), name="second.csv")
    open_path(qtbot, session, first)
    session.fix(EVENTS, "metric", "First")
    one = session.mapping
    open_path(qtbot, session, second)
    session.fix(EVENTS, "metric", "Second")
    shapes = session.kept_under
    qtbot.waitUntil(lambda: draft(shapes) is not None, timeout=WAIT_MS)
    open_path(qtbot, session, first)
    assert session.mapping == one
    assert session.is_back
    open_path(qtbot, session, second)
    assert session.mapping.pair(EVENTS, "metric").source == Fixed("Second")


def test_a_change_is_written_within_half_a_second_without_any_further_one(qtbot, mapped):
    kept = mapped.session.kept_under
    qtbot.waitUntil(lambda: draft(kept) is not None, timeout=WAIT_MS)
    assert draft(kept).mapping == mapped.session.mapping
    assert WRITTEN_AFTER_MS <= 500


@pytest.mark.parametrize(("after", "is_kept"), [(WRITTEN_AFTER_MS, True), (600_000, False)])
def test_a_killed_window_loses_at_most_the_last_second(home, tmp_path, after, is_kept):
    """The second case is the control: a window that writes later does lose it."""
    with subprocess.Popen(
        command("killed", write(tmp_path), after),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        try:
            assert child.stdout.readline() == "over\n"
        finally:
            child.kill()
    kept = [load(path).mapping for path in paths.drafts().glob("*.json")]
    assert [each.pair(EVENTS, "metric").source.text for each in kept] == ["Sale"] * is_kept


def test_a_draft_that_cannot_be_written_is_told_once(qtbot, window, tmp_path, home):
    home.mkdir(exist_ok=True)
    paths.drafts().write_text("a file stands where the folder should be")
    refused = []
    window.desk.keeper.refused.connect(refused.append)
    open_path(qtbot, window.session, write(tmp_path))
    qtbot.waitUntil(lambda: not window.desk.keeper.is_busy, timeout=WAIT_MS)
    assert not refused  # What is proposed is not kept: there is nothing to write.
    with qtbot.waitSignal(window.desk.keeper.refused, timeout=WAIT_MS):
        window.session.fix(EVENTS, "metric", "Sale")
    assert "cannot be saved" in window.stations.map.notice.sentence
    assert "It stays as it is in this window." in window.stations.map.notice.sentence


def test_a_damaged_draft_is_moved_aside_and_said(qtbot, open_window, home, tmp_path):
    path = write(tmp_path)
    with open_window() as window:
        open_path(qtbot, window.session, path)
        window.session.fix(EVENTS, "metric", "Sale")
    (kept,) = paths.drafts().glob("*.json")
    kept.write_text("{")
    with open_window() as window:
        open_path(qtbot, window.session, path)
        assert window.station is Station.MAP
        assert "moved aside" in window.stations.map.notice.sentence
        assert window.session.mapping.pair(EVENTS, "profile.email") is not None


# Presets that know their file


def test_a_file_that_looks_like_a_preset_offers_it_and_applying_is_one_step(
    qtbot, mapped, tmp_path
):
    save_as(qtbot, mapped, "Spring orders")
    saved = mapped.session.mapping
    mapped.session.start_anew()
    before = mapped.session.mapping
    bar = mapped.desk.bar
    assert bar.offer.sentence == "This looks like “Spring orders” (all 5 columns)."
    press(qtbot, bar.offer, "Apply Spring orders")
    assert (mapped.session.mapping, mapped.session.preset) == (saved, "Spring orders")
    assert "“Spring orders” is applied." in mapped.stations.map.notice.sentence
    assert not bar.offer.isVisible()
    mapped.session.undo_stack.undo()
    assert mapped.session.mapping == before
    assert not mapped.stations.map.notice.isVisible()


def test_a_preset_that_reads_the_file_otherwise_is_offered_and_is_one_step_too(
    qtbot, mapped, library, tmp_path
):
    path = tmp_path / "till.csv"
    path.write_text("who|total,x\nAnn|1,5\nBen|2,5\n", encoding="utf-8")
    mapping = Mapping((Pair("metric", Fixed("Sale")), Pair("value", Column("x"))))
    library.save(Preset("Till", mapping, Reading(delimiter=",", header_line=1)))
    open_path(qtbot, mapped.session, path)
    session, offer = mapped.session, mapped.desk.bar.offer
    before = (session.mapping, session.header)
    assert session.header == ("who", "total,x")
    qtbot.waitUntil(lambda: "Till" in offer.sentence, timeout=WAIT_MS)
    assert offer.sentence == "This looks like “Till” (its only column)."
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        press(qtbot, offer, "Apply Till")
    assert (session.mapping, session.header) == (mapping, ("who|total", "x"))
    assert "“Till” is applied. It is one step" in mapped.stations.map.notice.sentence
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        action(mapped, "Edit", "Undo").trigger()
    assert (session.mapping, session.header) == before
    assert not mapped.stations.map.notice.isVisible()


def test_an_offer_that_was_declined_is_not_made_again_for_this_file(qtbot, mapped):
    save_as(qtbot, mapped, "Spring orders")
    mapped.session.start_anew()
    press(qtbot, mapped.desk.bar.offer, "Not now")
    mapped.session.fix(EVENTS, "metric", "Other")
    assert not mapped.desk.bar.offer.isVisible()


def test_a_preset_that_has_little_to_do_with_a_file_is_not_offered(qtbot, mapped, tmp_path):
    save_as(qtbot, mapped, "Spring orders")
    other = write(tmp_path, header=("a", "b", "c", "d", "email"), name="other.csv")
    open_path(qtbot, mapped.session, other)
    mapped.session.start_anew()
    fits(qtbot, mapped)
    assert mapped.desk.shelf.shown.fits[0].fit.share > 0
    assert not mapped.desk.bar.offer.sentence


def test_a_column_with_another_name_is_asked_for_accepted_and_taken_back(qtbot, mapped, tmp_path):
    save_as(qtbot, mapped, "Spring orders")
    open_path(qtbot, mapped.session, write(tmp_path, header=RENAMED, name="april.csv"))
    session, missing = mapped.session, mapped.desk.bar.missing
    session.start_anew()
    fits(qtbot, mapped)
    press(qtbot, mapped.desk.bar.offer, "Apply Spring orders")
    # Nothing was blanked: the pairs stand and wait.
    assert session.missing == ("email", "colour")
    assert session.mapping.pair(EVENTS, "profile.email").source == Column("email")
    assert session.obstacle is not None
    slot = mapped.stations.map.targets.slots["profile.email"]
    assert slot.filling.is_missing
    qtbot.waitUntil(lambda: "is now" in missing.sentence, timeout=WAIT_MS)
    assert "email is now Email Address: use it?" in missing.sentence
    assert "colour is missing." in missing.sentence
    press(qtbot, missing, "Use Email Address")
    assert session.mapping.pair(EVENTS, "profile.email").source == Column("Email Address")
    assert session.undo_stack.undoText() == "use Email Address for email"
    assert "email is now" not in missing.sentence
    press(qtbot, missing, "Do without")
    assert not missing.isVisible()
    assert session.obstacle is None
    assert "colour" not in session.mapping.left_out
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.missing == ("email", "colour")
    assert "email is now Email Address: use it?" in missing.sentence


def test_another_column_is_chosen_from_a_list(qtbot, mapped, tmp_path):
    save_as(qtbot, mapped, "Spring orders")
    open_path(qtbot, mapped.session, write(tmp_path, header=RENAMED, name="april.csv"))
    mapped.desk.apply("Spring orders")
    press(qtbot, mapped.desk.bar.missing, "Choose a column for colour")
    mapped.desk.bar.chooser.chosen.emit("hue")
    mapped.desk.bar.chooser.close()
    assert mapped.session.mapping.pair(EVENTS, "properties.colour").source == Column("hue")


def test_all_likely_names_are_taken_as_one_step(qtbot, mapped, tmp_path):
    save_as(qtbot, mapped, "Spring orders")
    header = ("who", "when", "total", "COLOUR", "E-Mail")
    open_path(qtbot, mapped.session, write(tmp_path, header=header, name="april.csv"))
    mapped.desk.apply("Spring orders")
    missing = mapped.desk.bar.missing
    qtbot.waitUntil(lambda: missing.sentence.count("use it?") == 2, timeout=WAIT_MS)
    press(qtbot, missing, "Use all 2")
    assert mapped.session.missing == ()
    mapped.session.undo_stack.undo()
    assert mapped.session.missing == ("email", "colour")


def test_a_name_that_does_not_speak_for_itself_is_not_taken_with_the_others(
    qtbot, mapped, tmp_path
):
    save_as(qtbot, mapped, "Spring orders")
    header = ("who", "when", "Total", "COLOUR", "Kontakt Email")
    open_path(qtbot, mapped.session, write(tmp_path, header=header, name="april.csv"))
    mapped.desk.apply("Spring orders")
    missing = mapped.desk.bar.missing
    asked = "email is now Kontakt Email: use it?"
    qtbot.waitUntil(lambda: asked in missing.sentence, timeout=WAIT_MS)
    press(qtbot, missing, "Use the 2 sure ones")
    assert mapped.session.missing == ("email",)


def test_a_mapping_kept_for_another_file_says_what_is_missing_and_can_be_left(
    qtbot, mapped, tmp_path
):
    header = ("who", "when", "total", "shade", "email")
    open_path(qtbot, mapped.session, write(tmp_path, header=header, name="other.csv"))
    missing = mapped.desk.bar.missing
    assert missing.sentence.startswith(
        "Your mapping of orders.csv was kept: 1 column is missing here."
    )
    press(qtbot, missing, "Start anew")
    assert not missing.isVisible()
    assert mapped.session.missing == ()


def test_what_differs_from_a_preset_is_shown_side_by_side(qtbot, mapped):
    save_as(qtbot, mapped, "Spring orders")
    mapped.session.fix(EVENTS, "metric", "Autumn")
    mapped.session.unmap(EVENTS, "properties.colour")
    changed = mapped.session.mapping
    mapped.desk.compare("Spring orders")
    dialog = mapped.desk.comparing
    model = dialog.model
    shown = {
        tuple(model.index(row, at).data() for at in range(3)) for row in range(model.rowCount())
    }
    assert shown == {
        ("Event name (event)", "“Autumn”", "“Sale”"),
        ("colour (event)", "—", "colour"),
    }
    press(qtbot, dialog, "Apply Spring orders")
    assert not dialog.isVisible()
    assert mapped.session.mapping.pair(EVENTS, "metric").source == Fixed("Sale")
    mapped.session.undo_stack.undo()
    assert mapped.session.mapping == changed


def test_alike_mappings_are_said_to_be_alike(qtbot, mapped):
    save_as(qtbot, mapped, "Spring orders")
    mapped.desk.compare("Spring orders")
    assert mapped.desk.comparing.sentence.startswith("No difference.")
    mapped.desk.comparing.close()


# The menu


def test_saving_again_keeps_the_version_before_and_remembers_what_was_chosen(
    qtbot, mapped, library
):
    save_as(qtbot, mapped, "Spring orders")
    assert memory().recall(EVENTS, "colour").target == "properties.colour"
    mapped.session.fix(EVENTS, "metric", "Autumn")
    with qtbot.waitSignal(mapped.desk.shelf.done, timeout=WAIT_MS):
        action(mapped, "Presets", "Save").trigger()
    assert library.load("Spring orders").mapping == mapped.session.mapping
    assert len(library.versions("Spring orders")) == 1
    assert "Saved as “Spring orders”." in mapped.stations.map.notice.sentence


def test_what_was_chosen_in_a_mapping_that_is_sent_is_proposed_with_that_reason(
    qtbot, mapped, tmp_path
):
    mapped.session.place(("total",), EVENTS, "unique_id")
    checked(qtbot, mapped.checker)
    with qtbot.waitSignal(mapped.archive.results_changed, timeout=2 * WAIT_MS):
        mapped.stations.send.start()
    qtbot.waitUntil(lambda: memory().recall(EVENTS, "total") is not None, timeout=WAIT_MS)
    other = write(tmp_path, header=("a", "b", "TOTAL", "c", "d"), name="other.csv")
    open_path(qtbot, mapped.session, other)
    reasons = [each.reason for each in mapped.session.suggestions if each.kind is EVENTS]
    assert any(each.startswith("you chose Event id for this name before") for each in reasons)


def test_a_name_that_is_taken_says_what_happens_and_one_that_cannot_be_is_refused(qtbot, mapped):
    save_as(qtbot, mapped, "Spring orders")
    action(mapped, "Presets", "Save as").trigger()
    line = mapped.desk.bar.naming
    line.field.setText("spring ORDERS")
    assert line.hint == "Replaces one, which stays as a version."
    line.field.setText("a/b")
    assert line.hint == "A file cannot be called so; “a-b” can."
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert line.isVisible()
    qtbot.keyClick(line.field, Qt.Key.Key_Escape)
    assert not line.isVisible()


def test_presets_are_listed_by_fit_in_the_menu_and_applied_from_there(qtbot, mapped, library):
    library.save(Preset("Other", Mapping((Pair("properties.z", Column("z")),))))
    half = Mapping((Pair("value", Column("total")), Pair("time", Column("x"))))
    library.save(Preset("Half", half))
    save_as(qtbot, mapped, "Spring orders")
    on_shelf(qtbot, mapped, "Other", "Half")
    menu = action(mapped, "Presets", "Apply").menu()
    menu.refresh()
    words = [each.text() for each in menu.actions() if each.text()]
    assert words == ["Spring orders: all 5 columns", "Half: 1 of 2 columns", "&Search…"]
    menu.actions()[1].trigger()
    assert mapped.session.preset == "Half"
    assert mapped.session.missing == ("x",)


def test_saving_after_a_preset_was_undone_asks_for_a_name_and_leaves_the_preset(
    qtbot, mapped, library
):
    save_as(qtbot, mapped, "Good")
    good = library.load("Good").mapping
    mapped.session.start_anew()
    mapped.session.fix(EVENTS, "metric", "Other work")
    mapped.desk.apply("Good")
    mapped.session.undo_stack.undo()
    assert mapped.session.mapping.pair(EVENTS, "metric").source == Fixed("Other work")
    mapped.desk.save()
    assert mapped.desk.bar.naming.isVisible()
    assert library.load("Good").mapping == good


def test_every_preset_can_be_searched_and_applied_or_compared(qtbot, mapped):
    save_as(qtbot, mapped, "Spring orders")
    mapped.session.start_anew()
    action(mapped, "Presets", "Compare").trigger()
    mapped.desk.chooser.chosen.emit("Spring orders")
    mapped.desk.chooser.close()
    assert mapped.desk.comparing.isVisible()
    mapped.desk.comparing.close()
    action(mapped, "Presets", "Apply", "Search").trigger()
    mapped.desk.chooser.chosen.emit("Spring orders")
    mapped.desk.chooser.close()
    assert mapped.session.preset == "Spring orders"


def test_an_old_config_is_imported_through_the_menu_as_several_presets(
    qtbot, mapped, tmp_path, monkeypatch
):
    (tmp_path / "config.py").write_text(OLD, encoding="utf-8")
    chosen = (str(tmp_path / "config.py"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    action(mapped, "Presets", "Import").trigger()
    on_shelf(qtbot, mapped, "config event_mapping", "config profile_mapping")
    said = mapped.stations.map.notice.sentence
    assert "2 presets imported: “config event_mapping”, “config profile_mapping”." in said
    assert "“api_key” was not taken over" in said
    assert "London in winter" in said
    assert "not understood" not in said
    odd = "".join(f"import a{at}\n" for at in range(7))
    (tmp_path / "config.py").write_text(odd + OLD, encoding="utf-8")
    with qtbot.waitSignal(mapped.desk.shelf.done, timeout=WAIT_MS):
        action(mapped, "Presets", "Import").trigger()
    said = mapped.stations.map.notice.sentence
    assert "Line 1 was not understood and is left out: “import a0” holds the command" in said
    assert "“import a4” holds the command “import”. So are 2 more lines." in said
    mapped.desk.apply("config event_mapping")
    assert mapped.session.mapping.pair(EVENTS, "metric").source == Fixed("Sale")


def test_a_file_that_holds_no_preset_is_told_and_stays(qtbot, mapped, tmp_path, monkeypatch):
    (tmp_path / "config.py").write_text("import os", encoding="utf-8")
    chosen = (str(tmp_path / "config.py"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    with qtbot.waitSignal(mapped.desk.shelf.refused, timeout=WAIT_MS):
        action(mapped, "Presets", "Import").trigger()
    assert "cannot be read" in mapped.stations.map.notice.sentence
    assert (tmp_path / "config.py").exists()


def test_a_damaged_preset_is_moved_aside_and_said_when_a_file_opens(
    qtbot, window, library, tmp_path
):
    library.save(Preset("Good", Mapping((Pair("value", Column("total")),))))
    library.path("Bad").write_text("{")
    with qtbot.waitSignal(window.desk.shelf.damaged, timeout=WAIT_MS):
        open_path(qtbot, window.session, write(tmp_path))
    on_shelf(qtbot, window, "Good")
    assert window.station is Station.FILE
    said = window.stations.map.notice.sentence
    assert "Bad.json" in said
    assert "moved aside" in said
    assert not library.path("Bad").exists()


def test_a_preset_of_a_later_version_is_told_once_and_left_as_it_is(qtbot, window, library):
    library.folder.mkdir(parents=True)
    text = '{"format": "klaviyo-gui preset", "version": 99}'
    library.path("Later").write_text(text)
    with qtbot.waitSignal(window.desk.shelf.damaged, timeout=WAIT_MS):
        window.desk.shelf.refresh()
    assert "later version" in window.stations.map.notice.sentence
    with qtbot.assertNotEmitted(window.desk.shelf.damaged):
        fits(qtbot, window)
    assert library.path("Later").read_text() == text


def test_several_damaged_presets_are_told_together(qtbot, window, library):
    library.folder.mkdir(parents=True)
    for name in ("One", "Two"):
        library.path(name).write_text("{")
    with qtbot.waitSignal(window.desk.shelf.damaged, timeout=WAIT_MS):
        window.desk.shelf.refresh()
    said = window.stations.map.notice.sentence
    assert said.startswith("2 presets cannot be used.")
    assert "One.json" in said


# Everybody reaches it, and nothing is blanked


def changed_by_applying(window, preset):
    """Return the pairs of a preset that are not in the mapping once it is applied."""
    window.session.use_preset(preset)
    after = window.session.mapping
    return [
        pair
        for kind in Kind
        for pair in preset.mapping.pairs(kind)
        if pair not in after.pairs(kind)
    ]


STRANGE = Preset(
    "Strange",
    Mapping(
        (Pair("value", Column("nowhere")),),
        (Pair("email", Column("x")), Pair("phone_number", Column("who"))),
    ),
)


def test_no_pair_is_lost_by_applying_a_preset_of_other_columns(mapped):
    assert changed_by_applying(mapped, STRANGE) == []


def test_a_pair_that_applying_would_lose_is_found(mapped, monkeypatch):
    use, session = type(mapped.session)._use_preset, mapped.session

    def blank(preset, what):
        there = tuple(each for each in preset.mapping.profiles if each.columns[0] in session.header)
        blanked = replace(preset.mapping, events=(), profiles=there)
        use(session, replace(preset, mapping=blanked), what)

    monkeypatch.setattr(session, "_use_preset", blank)
    assert len(changed_by_applying(mapped, STRANGE)) == 2


def test_all_that_is_asked_above_the_panes_has_a_name_and_room_and_is_reached_by_tab(
    qtbot, mapped, tmp_path
):
    save_as(qtbot, mapped, "Spring orders")
    mapped.desk.shelf.duplicate("Spring orders")
    on_shelf(qtbot, mapped, "Spring orders copy")
    mapped.session.start_anew()
    assert mapped.desk.bar.offer.isVisible()
    assert_reached(mapped)
    open_path(qtbot, mapped.session, write(tmp_path, header=RENAMED, name="april.csv"))
    mapped.desk.apply("Spring orders")
    mapped.desk.save_as()
    assert mapped.desk.bar.missing.isVisible()
    assert_reached(mapped)
    seeded = QLineEdit(mapped.desk.bar)
    seeded.show()
    assert nameless(mapped) == [seeded]


def assert_reached(window):
    assert nameless(window) == []
    bar = window.desk.bar
    here = [each for each in controls(window) if each.isVisible() and bar.isAncestorOf(each)]
    assert min(min(each.width(), each.height()) for each in here) >= SMALLEST
    start = window.rail.button(Station.MAP)
    start.setFocus()
    reached = set()
    for _ in range(300):
        window.focusNextChild()
        reached.add(window.focusWidget())
    assert set(here) - reached == set()


# The list of presets


@pytest.fixture
def managed(qtbot, mapped):
    save_as(qtbot, mapped, "Spring orders")
    mapped.session.fix(EVENTS, "metric", "Autumn")
    with qtbot.waitSignal(mapped.desk.shelf.done, timeout=WAIT_MS):
        mapped.desk.save()
    action(mapped, "Presets", "Manage").trigger()
    dialog = mapped.desk.managing
    qtbot.waitUntil(lambda: dialog.versions.count() == 1, timeout=WAIT_MS)
    yield dialog
    dialog.close()


def rows(dialog):
    model = dialog.model
    return [
        (model.index(at, 0).data(), model.index(at, 1).data()) for at in range(model.rowCount())
    ]


def test_the_list_tells_name_fit_and_last_use(managed):
    assert rows(managed) == [("Spring orders", "all 5 columns")]
    assert managed.model.index(0, 2).data()


def test_a_preset_is_renamed_in_its_place_and_the_window_goes_on_with_the_new_name(
    qtbot, managed, mapped
):
    press(qtbot, managed, "Rename")
    editor = QApplication.focusWidget()
    editor.setText("Autumn orders")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(managed) == [("Autumn orders", "all 5 columns")], timeout=WAIT_MS)
    assert mapped.session.preset == "Autumn orders"
    assert managed.current == "Autumn orders"


def test_a_name_that_another_preset_has_is_refused_in_the_list(qtbot, managed):
    press(qtbot, managed, "Duplicate")
    copy = ("Spring orders copy", "all 5 columns")
    qtbot.waitUntil(lambda: copy in rows(managed), timeout=WAIT_MS)
    managed.choose("Spring orders copy")
    index = managed.table.currentIndex()
    managed.model.setData(index, "Spring orders")
    qtbot.waitUntil(lambda: "already" in managed.notice.sentence, timeout=WAIT_MS)
    assert copy in rows(managed)


def test_a_deleted_preset_stays_in_the_list_and_comes_back(qtbot, managed, library, mapped):
    press(qtbot, managed, "Delete")
    deleted = [("Spring orders", "deleted")]
    qtbot.waitUntil(lambda: rows(managed) == deleted, timeout=WAIT_MS)
    assert library.names == ()
    assert mapped.session.preset == ""
    assert not managed.apply.isEnabled()
    press(qtbot, managed, "Bring it back")
    qtbot.waitUntil(lambda: library.names == ("Spring orders",), timeout=WAIT_MS)


def test_an_earlier_version_is_restored(qtbot, managed, library):
    assert library.load("Spring orders").mapping.pair(EVENTS, "metric").source == Fixed("Autumn")
    press(qtbot, managed, "Restore")
    qtbot.waitUntil(lambda: "is back" in managed.notice.sentence, timeout=WAIT_MS)
    assert library.load("Spring orders").mapping.pair(EVENTS, "metric").source == Fixed("Sale")
    qtbot.waitUntil(lambda: managed.versions.count() == 2, timeout=WAIT_MS)


def test_versions_are_listed_only_while_somebody_may_see_them(qtbot, managed, mapped, monkeypatch):
    shelf, listed = mapped.desk.shelf, []
    managed.close()
    monkeypatch.setattr(shelf, "list_versions", listed.append)
    fits(qtbot, mapped)
    managed.choose("Spring orders")
    assert listed == []
    managed.open_with("Spring orders")
    assert listed == ["Spring orders"]
    # The control: read anew while it is open, they are listed anew.
    fits(qtbot, mapped)
    assert len(listed) > 1


def test_a_preset_is_exported_and_imported_by_the_list(qtbot, managed, tmp_path, monkeypatch):
    out = tmp_path / "give.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    press(qtbot, managed, "Export…")
    qtbot.waitUntil(out.exists, timeout=WAIT_MS)
    assert load(out).name == "Spring orders"
    (tmp_path / "config.py").write_text(OLD, encoding="utf-8")
    chosen = (str(tmp_path / "config.py"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    before = memory().chosen
    press(qtbot, managed, "Import…")
    qtbot.waitUntil(lambda: len(rows(managed)) == 3, timeout=WAIT_MS)
    assert memory().chosen == before, "somebody else may have chosen what is in it"
    assert "2 presets imported" in managed.notice.sentence


def test_a_preset_is_applied_from_the_list_by_enter(qtbot, managed, mapped):
    mapped.session.start_anew()
    qtbot.keyClick(managed.table, Qt.Key.Key_Return)
    assert mapped.session.preset == "Spring orders"


def test_every_control_of_the_list_and_of_the_comparison_has_a_name(qtbot, managed, mapped):
    mapped.desk.compare("Spring orders")
    for dialog in (managed, mapped.desk.comparing):
        for each in dialog.findChildren(QAbstractButton):
            if each.isVisible() and not isinstance(each, QToolButton):
                assert each.text()
        for each in (dialog.table, *dialog.findChildren(type(managed.versions))):
            assert each.accessibleName()
    mapped.desk.comparing.close()


def test_without_presets_the_list_says_how_to_get_one(qtbot, window):
    action(window, "Presets", "Manage").trigger()
    dialog = window.desk.managing
    assert rows(dialog) == []
    assert not dialog.table.isVisible()
    assert not dialog.delete.isEnabled()
    dialog.close()
