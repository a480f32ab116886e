"""A preset that reads the file otherwise is one step: taken back, both are as they were before."""

from functools import partial

import pytest

from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.repair import Seen
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.store import recent
from klaviyo_gui.store.presets import Preset, Reading
from tests.ui.windows import HEADER, ROWS, WAIT_MS, open_path, write

EVENTS = Kind.EVENTS
SECOND = Preset(
    "Second", Mapping().with_pair(EVENTS, Pair("value", Column("Ann"))), Reading(header_line=2)
)
THIRD = Preset(
    "Third", Mapping().with_pair(EVENTS, Pair("value", Column("Ben"))), Reading(header_line=3)
)
PLAIN = Preset("Plain", Mapping().with_pair(EVENTS, Pair("value", Column("total"))))


@pytest.fixture
def opened(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path))
    session.fix(EVENTS, "metric", "Sale")
    return session


def state(session):
    """Return all that a step changes, and what follows from it."""
    return (
        session.mapping,
        session.preset,
        session.places,
        session.overrides,
        session.header,
        session.row_count,
        session.missing,
        session.suggestions,
        session.is_proposed,
    )


def turned(qtbot, session, do):
    """Do what reads the file otherwise, and return the state once its rows are counted."""
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        do()
    return state(session)


def rounds(qtbot, session):
    """Apply a preset that reads the file otherwise; return before, after, and all that follows."""
    before = state(session)
    after = turned(qtbot, session, lambda: session.use_preset(SECOND))
    stack, seen = session.undo_stack, []
    for _ in range(3):
        seen.append(turned(qtbot, session, stack.undo))
        seen.append(turned(qtbot, session, stack.redo))
    return before, after, seen


def test_undo_brings_mapping_and_reading_back_and_redo_both_three_times_round(qtbot, opened):
    before, after, seen = rounds(qtbot, opened)
    assert (before[4], after[4]) == (HEADER, ROWS[0])
    assert seen == [before, after] * 3
    assert opened.undo_stack.undoText() == "load preset Second"


def test_a_step_that_forgot_the_reading_would_be_found_out(qtbot, opened, monkeypatch):
    def forget():
        with qtbot.waitSignal(opened.index_changed, timeout=WAIT_MS):
            opened._reopen(opened.overrides, turns=True)

    monkeypatch.setattr(opened, "_read_as_due", forget)
    before = state(opened)
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    opened.undo_stack.undo()
    assert opened.mapping == before[0]
    assert state(opened) != before


def test_a_proposal_that_nobody_touched_comes_back_as_one(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path))
    before, _, seen = rounds(qtbot, session)
    assert session.undo_stack.canUndo()
    assert seen[::2] == [before] * 3
    assert before[-1]


def test_the_proposal_of_the_presets_own_reading_does_not_cut_off_redo(qtbot, opened):
    opened.clear(EVENTS)
    opened.start_anew()
    before, after, seen = rounds(qtbot, opened)
    assert seen == [before, after] * 3


def test_the_edits_after_the_preset_are_taken_back_before_it(qtbot, opened):
    before = state(opened)
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    opened.fix(EVENTS, "metric", "Refund")
    edited = state(opened)
    opened.undo_stack.undo()
    assert opened.header == ROWS[0]
    assert turned(qtbot, opened, opened.undo_stack.undo) == before
    turned(qtbot, opened, opened.undo_stack.redo)
    opened.undo_stack.redo()
    assert state(opened) == edited


def test_an_edit_while_the_file_is_read_otherwise_is_a_step_of_its_own(qtbot, opened):
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))

    def undo_and_edit():
        opened.undo_stack.undo()
        opened.fix(EVENTS, "metric", "Edited at once")

    turned(qtbot, opened, undo_and_edit)
    assert opened.header == HEADER
    assert opened.mapping.pair(EVENTS, "metric").source == Fixed("Edited at once")
    opened.undo_stack.undo()
    assert opened.mapping.pair(EVENTS, "metric").source == Fixed("Sale")


def test_steps_taken_faster_than_the_file_is_read_end_where_they_should(qtbot, opened):
    first = state(opened)
    second = turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    third = turned(qtbot, opened, lambda: opened.use_preset(THIRD))
    stack = opened.undo_stack
    for index, expected in ((1, first), (3, third), (2, second), (1, first), (2, second)):
        at = stack.count() - 3 + index
        assert turned(qtbot, opened, partial(stack.setIndex, at)) == expected

    def to_and_fro():
        stack.undo()
        stack.redo()

    assert turned(qtbot, opened, to_and_fro) == second


def test_a_reading_chosen_later_by_hand_comes_back_with_redo(qtbot, opened):
    before = state(opened)
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    chosen = turned(qtbot, opened, lambda: opened.reopen(Overrides(header_line=3)))
    assert turned(qtbot, opened, opened.undo_stack.undo) == before
    assert turned(qtbot, opened, opened.undo_stack.redo) == chosen


def test_what_was_looked_at_and_where_the_mapping_is_from_come_back_too(qtbot, opened, tmp_path):
    opened.place(("colour",), EVENTS, "value")
    header = ("who", "when", "total", "shade", "email")
    open_path(qtbot, opened, write(tmp_path, header=header, name="other.csv"))
    opened.see(Seen("blank", ("shade",), 2))
    before = (opened.mapping.seen, opened.kept_from)
    assert before == ((Seen("blank", ("shade",), 2),), "orders.csv")
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    turned(qtbot, opened, opened.undo_stack.undo)
    assert (opened.mapping.seen, opened.kept_from) == before


def test_undo_remembers_no_reading_and_sends_nothing_live(qtbot, opened):
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    opened.set_history(False)
    turned(qtbot, opened, opened.undo_stack.undo)
    assert opened.is_history
    assert recent.reading_of(recent.shape(HEADER)) == {}


def test_a_file_that_is_gone_keeps_its_reading_and_both_come_back_with_it(qtbot, opened):
    before = state(opened)
    after = turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    path = opened.file.path
    away = path.rename(path.with_suffix(".away"))
    with qtbot.waitSignal(opened.file_refused, timeout=WAIT_MS):
        opened.undo_stack.undo()
    assert (opened.mapping, opened.header) == (before[0], ROWS[0])
    opened.undo_stack.redo()
    assert state(opened) == after
    away.rename(path)
    assert turned(qtbot, opened, opened.undo_stack.undo) == before


def test_a_file_that_changed_meanwhile_is_read_as_it_is_now(qtbot, opened, tmp_path):
    mapping = opened.mapping
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    write(tmp_path, header=("who", "when", "sum", "colour", "email"))
    turned(qtbot, opened, opened.undo_stack.undo)
    assert (opened.mapping, opened.missing) == (mapping, ("total",))


def test_how_one_file_was_read_is_not_brought_to_another(qtbot, opened, tmp_path):
    before = opened.mapping
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))
    header = ("who", "when", "total", "Ann", "email")
    open_path(qtbot, opened, write(tmp_path, header=header, name="april.csv"))
    assert opened.mapping == SECOND.mapping
    opened.undo_stack.undo()
    assert (opened.mapping, opened.opening, opened.overrides) == (before, None, Overrides())


def test_a_step_taken_back_while_another_file_opens_in_vain_brings_the_reading_after_all(
    qtbot, opened, tmp_path
):
    before = state(opened)
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))

    def undo_meanwhile():
        opened.open_file(tmp_path / "nowhere.csv")
        opened.undo_stack.undo()

    assert turned(qtbot, opened, undo_meanwhile) == before


def test_the_last_of_two_presets_applied_at_once_wins(qtbot, opened):
    before = state(opened)

    def apply_both():
        opened.use_preset(SECOND)
        opened.use_preset(PLAIN)

    after = turned(qtbot, opened, apply_both)
    assert (opened.mapping, opened.preset, opened.header) == (PLAIN.mapping, "Plain", HEADER)
    opened.undo_stack.undo()
    assert state(opened) == before
    opened.undo_stack.redo()
    assert state(opened) == after


def test_a_step_taken_back_while_a_preset_waits_for_its_reading_lies_below_it(qtbot, opened):
    first = state(opened)
    turned(qtbot, opened, lambda: opened.use_preset(SECOND))

    def undo_meanwhile():
        opened.use_preset(THIRD)
        opened.undo_stack.undo()

    turned(qtbot, opened, undo_meanwhile)
    assert (opened.preset, opened.header) == ("Third", ROWS[1])
    assert turned(qtbot, opened, opened.undo_stack.undo) == first


@pytest.mark.parametrize("reading", [Reading(header_line=900), Reading(sheet="May")])
def test_a_reading_that_cannot_be_does_not_keep_the_preset_away(qtbot, opened, reading):
    preset = Preset("Odd", PLAIN.mapping, reading)
    with qtbot.waitSignals([opened.reading_kept, opened.index_changed], timeout=WAIT_MS):
        opened.use_preset(preset)
    assert (opened.mapping, opened.preset, opened.header) == (PLAIN.mapping, "Odd", HEADER)


def test_a_preset_without_a_reading_has_the_file_read_anew_only_for_missing_columns(qtbot, opened):
    opened.use_preset(PLAIN)
    assert opened.opening is None
    read = turned(qtbot, opened, lambda: opened.reopen(Overrides(header_line=2)))
    assert opened.missing == ("total",)
    opened.fix(EVENTS, "metric", "Refund")
    turned(qtbot, opened, lambda: opened.use_preset(PLAIN))
    assert (opened.missing, opened.overrides, opened.header) == ((), Overrides(), HEADER)
    turned(qtbot, opened, opened.undo_stack.undo)
    assert (opened.header, opened.overrides) == (read[4], read[3])
