from dataclasses import replace

import pytest

from klaviyo_gui.core.conversion import Conversion, DateStyle, MissingHour
from klaviyo_gui.core.errors import (
    ConditionUnusable,
    FileMissing,
    IdentifierMissing,
    JoinFileAwaited,
    JoinFileMissing,
    MappingEmpty,
    OptionError,
    PresetUnreadable,
)
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.mapping import Column, Joined, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.otherwise import Confirmed
from klaviyo_gui.core.question import Asks
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.core.styles import Written, see_dates
from klaviyo_gui.source.profile import profile
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.store.presets import Preset, Reading, load, save
from klaviyo_gui.ui.map.asking import question_of
from tests.ui.windows import HEADER, ROWS, WAIT_MS, open_path, write

EVENTS = Kind.EVENTS


def test_opening_a_file_tells_its_columns_and_rows(opened):
    assert opened.header == HEADER
    assert opened.row_count == 3
    assert [each.samples[0] for each in opened.profiles][:2] == ["Ann", "2024-03-01 10:00:00"]


def test_opening_places_what_is_certain_as_a_step_that_can_be_undone(opened):
    assert opened.mapping.pair(EVENTS, "profile.email").source.name == "email"
    assert opened.undo_stack.undoText() == "match automatically"
    opened.undo_stack.undo()
    assert opened.mapping.kinds == ()
    assert isinstance(opened.obstacle, MappingEmpty)


def test_a_file_that_cannot_be_opened_leaves_the_one_before(qtbot, opened, tmp_path):
    before = opened.mapping
    with qtbot.waitSignal(opened.file_refused, timeout=WAIT_MS) as refused:
        opened.open_file(tmp_path / "nowhere.csv")
    assert isinstance(refused.args[0], FileMissing)
    assert (opened.header, opened.mapping) == (HEADER, before)


def test_the_last_of_two_files_opened_at_once_wins(qtbot, session, tmp_path):
    first = write(tmp_path, name="first.csv")
    second = write(tmp_path, name="second.csv")
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.open_file(first)
        session.open_file(second)
    session.close()
    assert session.file.path == second


def test_every_edit_is_undone_and_redone_by_name(opened):
    stack = opened.undo_stack
    edits = (
        (lambda: opened.place(("colour",), EVENTS, "value"), "map colour → Value"),
        (lambda: opened.fix(EVENTS, "metric", "Sale"), "fixed text for Event name"),
        (lambda: opened.place_custom(("who",), Kind.PROFILES), "send who as custom property"),
        (
            lambda: opened.set_type(EVENTS, "properties.colour", ValueType.YES_NO),
            "colour as yes/no",
        ),
        (lambda: opened.unmap(EVENTS, "value"), "unmap Value"),
        (lambda: opened.leave_out(("email",)), "leave out email"),
        (lambda: opened.set_options(Options("Europe/Berlin")), "change options"),
        (lambda: opened.clear(EVENTS), "clear events"),
    )
    states = [opened.mapping]
    for edit, name in edits:
        edit()
        assert stack.undoText() == name
        states.append(opened.mapping)
    for state in reversed(states[:-1]):
        stack.undo()
        assert opened.mapping == state
    for state in states[1:]:
        stack.redo()
        assert opened.mapping == state


def test_an_edit_that_changes_nothing_is_no_step(opened):
    count = opened.undo_stack.count()
    opened.unmap(EVENTS, "profile.last_name")
    opened.match_automatically()
    assert opened.undo_stack.count() == count


def test_what_is_in_hand_is_put_down_when_it_is_placed(qtbot, opened):
    opened.take(("colour",))
    assert opened.hand == ("colour",)
    with qtbot.waitSignal(opened.hand_changed):
        opened.place(opened.hand, EVENTS, "value")
    assert opened.hand == ()


def test_a_proposal_is_offered_only_while_its_property_is_empty(opened):
    assert opened.suggestion(EVENTS, "profile.email") is None
    opened.unmap(EVENTS, "profile.email")
    proposal = opened.suggestion(EVENTS, "profile.email")
    opened.accept(EVENTS, proposal.pair)
    assert opened.suggestion(EVENTS, "profile.email") is None


def test_without_anybody_named_nothing_can_be_built(opened):
    opened.fix(EVENTS, "metric", "Sale")
    opened.unmap(EVENTS, "profile.email")
    assert isinstance(opened.obstacle, IdentifierMissing)


def test_history_and_live_change_the_plan_and_not_the_mapping(qtbot, opened):
    before = opened.mapping
    assert opened.plan.is_history
    with qtbot.waitSignal(opened.plan_changed):
        opened.set_history(False)
    assert not opened.plan.is_history
    assert opened.mapping == before


def test_a_preset_comes_back_as_it_was_saved(opened, tmp_path):
    opened.set_options(Options("Europe/Berlin", "DE"))
    saved = opened.mapping
    save(tmp_path / "spring.json", opened.made_preset("spring"))
    opened.clear(EVENTS)
    opened.load_preset(tmp_path / "spring.json")
    assert (opened.mapping, opened.preset) == (saved, "spring")
    assert opened.undo_stack.undoText() == "load preset spring"


def test_undoing_a_preset_takes_its_name_back_too_and_redo_brings_it(qtbot, opened):
    good = Preset(
        "Good", Mapping().with_pair(EVENTS, Pair("value", Column("total"))), places=(("total", 3),)
    )
    opened.fix(EVENTS, "metric", "Other work")
    opened.use_preset(good)
    assert (opened.preset, opened.places) == ("Good", (("total", 3),))
    with qtbot.waitSignal(opened.preset_changed):
        opened.undo_stack.undo()
    assert (opened.preset, opened.places) == ("", ())
    with qtbot.waitSignal(opened.preset_changed):
        opened.undo_stack.redo()
    assert (opened.mapping, opened.preset, opened.places) == (good.mapping, "Good", good.places)


def test_a_preset_that_changes_no_pair_is_a_step_too_since_it_gives_a_name(opened):
    opened.use_preset(Preset("Same", opened.mapping))
    assert opened.undo_stack.undoText() == "load preset Same"
    opened.undo_stack.undo()
    assert opened.preset == ""


def test_undoing_the_start_anew_gives_the_name_of_the_preset_back(opened):
    good = Preset("Good", Mapping().with_pair(EVENTS, Pair("value", Column("total"))))
    opened.use_preset(good)
    opened.start_anew()
    assert opened.preset == ""
    opened.undo_stack.undo()
    assert (opened.mapping, opened.preset) == (good.mapping, "Good")


def test_a_name_saved_after_a_step_outlives_undo_and_redo_of_the_preset_before(opened):
    opened.use_preset(Preset("Good", Mapping().with_pair(EVENTS, Pair("value", Column("total")))))
    opened.fix(EVENTS, "metric", "Sale")
    opened.call_preset("Better")
    opened.undo_stack.undo()
    assert opened.preset == "Better"
    opened.undo_stack.undo()
    assert opened.preset == ""
    opened.undo_stack.redo()
    opened.undo_stack.redo()
    assert opened.preset == "Better"


def test_a_saved_preset_knows_how_its_file_is_read(opened, tmp_path):
    save(tmp_path / "spring.json", opened.made_preset("spring"))
    assert load(tmp_path / "spring.json").reading == Reading()


def test_a_preset_that_reads_the_file_otherwise_opens_it_again(qtbot, opened, tmp_path):
    mapping = Mapping().with_pair(EVENTS, Pair("properties.a", Column("Ann")))
    save(tmp_path / "second.json", Preset("second", mapping, Reading(header_line=2)))
    with qtbot.waitSignal(opened.index_changed, timeout=WAIT_MS):
        opened.load_preset(tmp_path / "second.json")
    assert opened.header == ROWS[0]
    assert (opened.missing, opened.preset) == ((), "second")
    assert opened.overrides == Overrides(header_line=2)


@pytest.mark.parametrize("reading", [Reading(header_line=2), Reading(delimiter="|")])
def test_a_reading_by_which_the_presets_columns_would_be_gone_is_not_taken(qtbot, opened, reading):
    preset = Preset("odd", Mapping().with_pair(EVENTS, Pair("value", Column("total"))), reading)
    with qtbot.waitSignals([opened.reading_kept, opened.index_changed], timeout=WAIT_MS):
        opened.use_preset(preset)
    assert (opened.header, opened.row_count, opened.missing) == (HEADER, 3, ())
    assert (opened.overrides, opened.is_remembered) == (Overrides(), False)
    assert (opened.mapping, opened.preset) == (preset.mapping, "odd")


def test_nor_is_it_taken_for_a_file_that_is_opened_after_the_preset(qtbot, session, tmp_path):
    mapping = Mapping().with_pair(EVENTS, Pair("value", Column("total")))
    session.use_preset(Preset("early", mapping, Reading(header_line=2)))
    open_path(qtbot, session, write(tmp_path))
    assert (session.header, session.missing, session.mapping) == (HEADER, (), mapping)


def test_a_preset_of_other_columns_is_loaded_and_names_what_is_missing(qtbot, opened, tmp_path):
    save(tmp_path / "shop.json", opened.made_preset("shop"))
    other = write(tmp_path, header=("who", "when", "total", "colour", "mail to"), name="other.csv")
    open_path(qtbot, opened, other)
    opened.load_preset(tmp_path / "shop.json")
    assert opened.missing == ("email",)
    assert opened.obstacle.missing == ("email",)


def test_a_damaged_preset_changes_nothing(qtbot, opened, tmp_path):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    before = opened.mapping
    with qtbot.waitSignal(opened.preset_refused) as refused:
        opened.load_preset(tmp_path / "bad.json")
    assert isinstance(refused.args[0], PresetUnreadable)
    assert opened.mapping == before


@pytest.mark.parametrize("options", [Options("Mars/Olympus"), Options("UTC", "XX")])
def test_a_preset_with_an_option_that_cannot_be_is_refused(qtbot, opened, tmp_path, options):
    save(tmp_path / "odd.json", Preset("odd", opened.mapping.with_options(options)))
    before = opened.mapping
    with qtbot.waitSignal(opened.preset_refused):
        opened.load_preset(tmp_path / "odd.json")
    assert opened.mapping == before


def test_a_file_that_is_to_be_joined_and_is_not_there_is_an_obstacle(qtbot, opened):
    opened.fix(EVENTS, "metric", "Sale")
    join = Join("people.csv", (("email", "email"),), (Taken("city", "city"),))
    opened.use_preset(Preset("joined", replace(opened.mapping, joins=(join,))))
    assert isinstance(opened.obstacle, JoinFileAwaited)
    qtbot.waitUntil(lambda: not opened.is_awaited("people.csv"), timeout=WAIT_MS)
    assert isinstance(opened.obstacle, JoinFileMissing)
    rows = RowFilter((Condition("total", Ask.IS_ABOVE, ("many",)),))
    opened.use_preset(Preset("some", replace(opened.mapping, joins=(), row_filter=rows)))
    assert isinstance(opened.obstacle, ConditionUnusable)


@pytest.mark.parametrize("options", [Options("Mars/Olympus"), Options("UTC", "XX")])
def test_an_option_that_cannot_be_is_an_obstacle(opened, options):
    opened.fix(EVENTS, "metric", "Sale")
    assert opened.obstacle is None
    opened.set_options(options)
    assert isinstance(opened.obstacle, OptionError)


def test_another_file_is_never_sent_live_unasked(qtbot, opened, tmp_path):
    opened.set_history(False)
    opened.reopen(Overrides())
    with qtbot.waitSignal(opened.index_changed, timeout=WAIT_MS):
        pass
    assert not opened.is_history
    open_path(qtbot, opened, write(tmp_path, name="other.csv"))
    assert opened.is_history


@pytest.mark.parametrize("name", ["orders.csv", "other.csv"])
def test_the_same_file_or_one_with_the_same_columns_keeps_the_work(qtbot, opened, tmp_path, name):
    opened.place(("colour",), EVENTS, "value")
    before = opened.mapping
    open_path(qtbot, opened, write(tmp_path, name=name))
    assert (opened.mapping, opened.kept_from) == (before, "")
    assert opened.undo_stack.undoText() == "map colour → Value"


def test_a_mapping_made_by_hand_is_kept_for_other_columns(qtbot, opened, tmp_path):
    opened.place(("colour",), EVENTS, "value")
    before = opened.mapping
    other = write(tmp_path, header=("who", "when", "total", "shade", "email"), name="other.csv")
    open_path(qtbot, opened, other)
    assert (opened.mapping, opened.missing) == (before, ("colour",))
    assert opened.kept_from == "orders.csv"
    opened.start_anew()
    assert (opened.missing, opened.kept_from) == ((), "")
    assert opened.undo_stack.undoText() == "start anew"
    opened.undo_stack.undo()
    assert (opened.mapping, opened.kept_from) == (before, "orders.csv")


def test_a_mapping_of_which_nothing_fits_gives_way_in_a_step_that_can_be_undone(
    qtbot, opened, tmp_path
):
    opened.place(("colour",), EVENTS, "value")
    before = opened.mapping
    open_path(qtbot, opened, write(tmp_path, header=("a", "b", "c", "d", "e"), name="other.csv"))
    assert opened.missing == ()
    opened.undo_stack.undo()
    assert opened.mapping == before


def test_a_mapping_that_nobody_touched_is_no_work_to_keep(qtbot, opened, tmp_path):
    header = ("who", "when", "total", "shade", "mail")
    open_path(qtbot, opened, write(tmp_path, header=header, name="other.csv"))
    assert (opened.missing, opened.kept_from) == ((), "")
    assert opened.mapping.pair(EVENTS, "profile.email").source.name == "mail"


def test_a_preset_loaded_before_a_file_is_applied_when_it_opens(qtbot, session, tmp_path):
    mapping = Mapping().with_pair(EVENTS, Pair("value", Column("colour")))
    save(tmp_path / "early.json", Preset("early", mapping, Reading(header_line=1, delimiter=",")))
    session.load_preset(tmp_path / "early.json")
    assert (session.missing, session.preset) == ((), "early")
    open_path(qtbot, session, write(tmp_path))
    assert (session.mapping, session.preset, session.kept_from) == (mapping, "early", "")
    assert session.overrides == Overrides(delimiter=",", header_line=1)


def test_a_reading_of_an_early_preset_that_fails_is_not_tried_again(qtbot, session, tmp_path):
    save(tmp_path / "early.json", Preset("early", Mapping(), Reading(header_line=900)))
    session.load_preset(tmp_path / "early.json")
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS):
        session.open_file(write(tmp_path))
    open_path(qtbot, session, write(tmp_path))
    assert session.header == HEADER


def test_all_proposals_are_accepted_in_one_step(opened):
    opened.clear(EVENTS)
    opened.accept_all(EVENTS)
    assert {"metric", "value", "profile.email"} <= {each.target for each in opened.mapping.events}
    assert opened.undo_stack.undoText() == f"accept {len(opened.mapping.events)} proposals"
    opened.unmap(EVENTS, "value")
    opened.accept_all(EVENTS)
    assert opened.undo_stack.undoText() == "accept 1 proposal"


POINTS = "properties.points"
POINTED = ("who", "when", "points", "colour", "email")
MIXED = (
    *(("n", "12/31/2024 10:00", "7", "red", f"n{at}@shop.io") for at in range(3)),
    ("m", "01/02/2024 10:00", "8", "red", "m@shop.io"),
)


def whole(session, *cells):
    """What the whole file tells where one more row holds these cells."""
    return profile(session.header, [*session.file.head_rows.cells, list(cells)])


def test_a_proposed_style_that_the_whole_file_disproves_is_asked_anew(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, MIXED))
    assert session.mapping.pair(EVENTS, "time").conversion.date is DateStyle.MONTH_FIRST
    session.take_profiles(whole(session, "l", "31/12/2024 10:00", "9", "blue", "l@shop.io"))
    assert session.mapping.pair(EVENTS, "time").conversion.date is None
    assert session.is_proposed
    assert session.undo_stack.undoText() == "ask again how Time is written"
    session.undo_stack.undo()
    assert session.mapping.pair(EVENTS, "time").conversion.date is DateStyle.MONTH_FIRST


def test_a_proposed_number_that_the_whole_file_belies_is_text_again(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, MIXED, POINTED))
    assert session.mapping.pair(EVENTS, POINTS).type is ValueType.NUMBER
    session.take_profiles(whole(session, "l", "12/31/2024 10:00", "12/24", "blue", "l@shop.io"))
    assert session.mapping.pair(EVENTS, POINTS).type is ValueType.TEXT
    assert session.is_proposed
    proposed = {each.pair.target: each for each in session.suggestions if each.kind is EVENTS}
    assert proposed[POINTS].pair.type is ValueType.TEXT
    assert session.undo_stack.undoText() == "keep points as text"


def test_a_number_that_somebody_chose_stays_one_whatever_the_whole_file_says(
    qtbot, session, tmp_path
):
    open_path(qtbot, session, write(tmp_path, MIXED, POINTED))
    session.set_type(EVENTS, POINTS, ValueType.TEXT)
    session.set_type(EVENTS, POINTS, ValueType.NUMBER)
    chosen = session.mapping.pair(EVENTS, POINTS)
    session.convert(EVENTS, replace(chosen, conversion=Conversion(trim=True)), "trim")
    before = session.mapping
    session.take_profiles(whole(session, "l", "12/31/2024 10:00", "many", "blue", "l@shop.io"))
    assert session.mapping == before


def test_a_chosen_style_that_the_whole_file_contradicts_stays_and_is_asked_about(
    qtbot, session, tmp_path
):
    open_path(qtbot, session, write(tmp_path, MIXED))
    pair = session.mapping.pair(EVENTS, "time")
    chosen = replace(pair, conversion=replace(pair.conversion, hour=MissingHour.NOON))
    session.convert(EVENTS, chosen, "noon")
    before = session.mapping
    session.take_profiles(whole(session, "l", "31/12/2024 10:00", "9", "blue", "l@shop.io"))
    assert session.mapping == before
    asked = question_of(session, EVENTS, chosen)
    assert (asked.asks, asked.cell) == (Asks.DATE_OTHERWISE, "31/12/2024 10:00")


def test_joined_dates_are_asked_about_and_confirmed_by_the_whole_file(qtbot, session, tmp_path):
    rows = [(f"{at}", "3", "2024", "red", f"n{at}@shop.io") for at in range(1, 13)]
    open_path(qtbot, session, write(tmp_path, rows, ("day", "month", "year", "c", "email")))
    source = Joined(tuple(map(Column, ("day", "month", "year"))), "/")
    pair = Pair("time", source, conversion=Conversion(date=DateStyle.MONTH_FIRST, zone="UTC"))
    session.convert(EVENTS, pair, "joined")
    assert question_of(session, EVENTS, pair) is None
    late = Written(see_dates([("13/3/2024", 1)]))
    size = session.file.data_size
    with qtbot.waitSignals([session.plan_changed, session.written_changed]):
        session.end_judging(Judged(size=size, joined=((source, late),)))
    asked = question_of(session, EVENTS, pair)
    assert (asked.asks, asked.cell, asked.column) == (Asks.DATE_OTHERWISE, "13/3/2024", "day")
    # Who looks at single columns later knows nothing of joined ones.
    session.end_judging(Judged(size=size, spare=1))
    assert (session.judged.spare, dict(session.judged.joined)) == (1, {source: late})
    session.choose_style(EVENTS, pair, "month first", asked.column)
    assert question_of(session, EVENTS, pair) is None
    despite = Confirmed("day", DateStyle.MONTH_FIRST, DateStyle.DAY_FIRST, size)
    assert session.mapping.confirmed == (despite,)


def test_what_was_confirmed_for_one_file_is_not_for_the_next(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, MIXED))
    pair = session.mapping.pair(EVENTS, "time")
    by_day = replace(pair, conversion=replace(pair.conversion, date=DateStyle.DAY_FIRST))
    session.choose_style(EVENTS, by_day, "day first", "when")
    assert [each.despite for each in session.mapping.confirmed] == [DateStyle.MONTH_FIRST]
    assert question_of(session, EVENTS, by_day) is None or (
        question_of(session, EVENTS, by_day).asks is Asks.ZONE
    )
    open_path(qtbot, session, write(tmp_path, MIXED[1:], name="next.csv"))
    assert session.mapping.confirmed == ()
    assert session.mapping.pair(EVENTS, "time") == by_day
    assert question_of(session, EVENTS, by_day).asks is Asks.DATE_OTHERWISE
