"""Drag, click and keys end in the same commands, and these in the same bytes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Pair
from klaviyo_gui.store import presets
from klaviyo_gui.ui.map.slot import meeting
from klaviyo_gui.ui.placing import Way
from tests.ui.map.hands import WAYS, Typing, choose_all, map_all
from tests.ui.windows import ROWS, open_path, write

ROUNDS = 3
MORE = ("who", "when", "total", "colour", "email", "size", "note")


@pytest.fixture
def station(qtbot, empty, session, tmp_path):
    """The Map station with a file of which nothing is mapped."""
    rows = [(*row, "L", "thanks") for row in ROWS]
    open_path(qtbot, session, write(tmp_path, rows, MORE))
    begin_anew(session, empty)
    return empty


def begin_anew(session, station):
    """Let the file stand there as if nobody had touched it, and nothing were proposed for it."""
    session.put_back()
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    session.undo_stack.clear()
    station.targets.show_kind(Kind.EVENTS)
    # The properties that came into being are shown by the next event.
    QApplication.processEvents()
    assert session.mapping.kinds == ()


def names_of_steps(session):
    return [session.undo_stack.text(at) for at in range(session.undo_stack.count())]


def saved(session, folder):
    """Return the bytes of the preset; its name is the same wherever it is saved."""
    path = folder / "story.json"
    presets.save(path, session.made_preset("story"))
    return path.read_bytes()


def test_drag_click_and_keys_make_the_same_preset_byte_for_byte(qtbot, station, session, tmp_path):
    made, steps = {}, {}
    for at, way in enumerate(WAYS):
        map_all(way(qtbot, station))
        steps[way] = names_of_steps(session)
        mapping, content = session.mapping, saved(session, tmp_path / f"{at}-0")
        for turn in range(1, ROUNDS + 1):
            while session.undo_stack.canUndo():
                session.undo_stack.undo()
            assert session.mapping.kinds == ()
            while session.undo_stack.canRedo():
                session.undo_stack.redo()
            assert session.mapping == mapping
            assert saved(session, tmp_path / f"{at}-{turn}") == content
        made[way] = content
        begin_anew(session, station)
    assert steps[WAYS[0]] == steps[WAYS[1]] == steps[WAYS[2]]
    assert len(steps[Typing]) == STEPS
    assert len(set(made.values())) == 1


STEPS = 19
"""So many things are done in the story; each is one step."""


def test_proposals_names_and_conversions_are_the_same_by_drag_click_and_keys(
    qtbot, station, session, tmp_path
):
    made, steps = [], []
    for way in WAYS:
        choose_all(way(qtbot, station))
        steps.append(names_of_steps(session))
        made.append(saved(session, tmp_path / way.__name__))
        shade = session.mapping.pair(Kind.EVENTS, "properties.shade")
        assert (shade.columns, shade.conversion.trim) == (("colour",), True)
        assert session.mapping.pair(Kind.EVENTS, "profile.email").columns == ("email",)
        begin_anew(session, station)
    assert made[0] == made[1] == made[2]
    assert steps[0] == steps[1] == steps[2]
    assert len(steps[0]) == CHOICES


CHOICES = 5


def test_the_story_holds_all_that_can_be_made(qtbot, station, session):
    map_all(WAYS[0](qtbot, station))
    mapping = session.mapping
    assert mapping.pair(Kind.EVENTS, "metric") == Pair("metric", Fixed("Sale"))
    assert mapping.pair(Kind.EVENTS, "value").fallback == (Column("colour"),)
    first = mapping.pair(Kind.EVENTS, "profile.first_name")
    assert first.source == Joined((Column("who"), Column("colour")))
    assert mapping.pair(Kind.EVENTS, "profile.last_name") is None
    assert mapping.pair(Kind.EVENTS, "unique_id") is None
    assert mapping.pair(Kind.EVENTS, "profile.external_id") is None
    assert mapping.pair(Kind.EVENTS, "profile.organization").columns == ("email",)
    assert mapping.left_out == ("when",)
    custom = [pair.target for pair in mapping.profiles if "properties." in pair.target]
    assert custom == ["properties.size", "properties.note"]
    assert mapping.pair(Kind.PROFILES, "first_name").source == Column("who")
    assert len(mapping.targets_of("email")) == 3


def test_a_key_that_means_something_else_makes_another_preset(
    qtbot, station, session, tmp_path, monkeypatch
):
    map_all(WAYS[0](qtbot, station))
    right = saved(session, tmp_path / "right")
    begin_anew(session, station)
    monkeypatch.setitem(meeting._KEYS, Qt.Key.Key_C, Way.FALLBACK)
    map_all(Typing(qtbot, station))
    assert saved(session, tmp_path / "wrong") != right
