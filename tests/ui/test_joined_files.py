"""The second files of the session: opened beside the window, kept, missed, changed."""

from dataclasses import replace

import pytest

from klaviyo_gui.core.conversion import NumberStyle
from klaviyo_gui.core.errors import (
    ConditionUnusable,
    FileEmpty,
    JoinFileAwaited,
    JoinFileMissing,
)
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.store import recent
from klaviyo_gui.store.presets import Preset
from klaviyo_gui.store.second_places import second_places
from klaviyo_gui.ui.joined_files import JoinedRows
from klaviyo_gui.ui.second_files import second_file
from tests.ui.windows import HEADER, WAIT_MS, open_path, write

JOIN = Join("people.csv", (("email", "mail"),), (Taken("city", "city"), Taken("age", "age")))
PEOPLE = (("ann@shop.io", "Ulm", "31"), ("ben@shop.io", "Bonn", "42"))
EVENTS = Kind.EVENTS


def people(folder, name="people.csv", rows=PEOPLE):
    folder.mkdir(exist_ok=True)
    return write(folder, rows, ("mail", "city", "age"), name)


def used(session, *joins):
    """Use a preset that joins these."""
    session.use_preset(Preset("joined", replace(session.mapping, joins=joins)))


def known(qtbot, session, name="people.csv"):
    """Wait until it is known of a second file whether it is there."""
    qtbot.waitUntil(lambda: name in session._seconds or name in session._refused, timeout=WAIT_MS)
    return session


def test_a_file_beside_the_first_is_opened_by_whatever_brings_the_mapping(qtbot, opened, tmp_path):
    path = people(tmp_path)
    used(opened, JOIN)
    assert isinstance(opened.obstacle, JoinFileAwaited)
    known(qtbot, opened)
    assert opened.obstacle is None or not isinstance(opened.obstacle, JoinFileAwaited)
    assert [each.path for each in opened.file.seconds] == [path]
    assert opened.columns == (*HEADER, "city", "age")
    assert opened.header == HEADER
    assert opened.joined_from("city") == "people.csv"
    assert opened.joined_from("who") == ""
    assert opened.profile_of("city").samples == ("Ulm", "Bonn")
    assert opened.written.keys() >= {"city", "age"}


def test_the_file_in_hand_is_one_and_the_same_as_long_as_nothing_else_is_joined(
    qtbot, opened, tmp_path
):
    people(tmp_path)
    used(opened, JOIN)
    known(qtbot, opened)
    before = opened.file
    opened.fix(EVENTS, "metric", "Sale")
    assert opened.file is before
    opened.undo_stack.undo()
    opened.undo_stack.undo()
    assert opened.file.seconds == ()
    opened.undo_stack.redo()
    assert opened.file.seconds[0] is before.seconds[0]


def test_a_file_that_is_not_there_can_be_chosen_and_is_known_from_then_on(qtbot, opened, tmp_path):
    used(opened, JOIN)
    known(qtbot, opened)
    assert isinstance(opened.obstacle, JoinFileMissing)
    path = people(tmp_path / "lists", "people of May.csv")
    with qtbot.waitSignal(opened.seconds_changed):
        opened.choose_second("people.csv", path)
    known(qtbot, opened)
    assert opened.file.seconds[0].path == path
    assert opened.second_name(JOIN) == "people of May.csv"
    # A preset knows its name alone, and that is the one that it was made with.
    assert opened.made_preset("x").mapping.joins == (JOIN,)
    assert second_places(opened.file.path, opened.file.stamp) == {"people.csv": path}


def test_a_place_that_was_chosen_for_one_file_is_none_for_that_of_another_month(
    qtbot, opened, tmp_path
):
    used(opened, JOIN)
    opened.choose_second("people.csv", people(tmp_path / "lists"))
    known(qtbot, opened)
    (tmp_path / "april").mkdir()
    open_path(qtbot, opened, write(tmp_path / "april"))
    assert opened.mapping.joins == (JOIN,)
    known(qtbot, opened)
    assert isinstance(opened.obstacle, JoinFileMissing)
    people(tmp_path / "april")
    opened.read_seconds_again()
    known(qtbot, opened)
    assert opened.file.seconds[0].path.parent.name == "april"


def test_a_place_that_was_chosen_is_none_for_next_months_file_of_the_same_name(
    qtbot, opened, tmp_path
):
    used(opened, JOIN)
    opened.choose_second("people.csv", people(tmp_path / "january"))
    known(qtbot, opened)
    beside = people(tmp_path)
    path = opened.file.path
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    open_path(qtbot, opened, path)
    known(qtbot, opened)
    assert [each.path for each in opened.file.seconds] == [beside]


def test_what_keeps_a_file_from_being_read_is_the_obstacle(qtbot, opened, tmp_path):
    (tmp_path / "people.csv").write_bytes(b"")
    used(opened, JOIN)
    known(qtbot, opened)
    assert isinstance(opened.obstacle, FileEmpty)


def test_of_two_files_the_first_that_lacks_is_named(qtbot, opened, tmp_path):
    people(tmp_path, "levels.csv")
    other = Join("levels.csv", JOIN.key, (Taken("age", "level"),))
    used(opened, JOIN, other)
    known(qtbot, opened)
    known(qtbot, opened, "levels.csv")
    assert isinstance(opened.obstacle, JoinFileMissing)
    # The second of them is there, and takes no place that is not its own.
    assert opened.file.seconds == ()
    people(tmp_path)
    opened.read_seconds_again()
    known(qtbot, opened)
    known(qtbot, opened, "levels.csv")
    assert [each.path.name for each in opened.file.seconds] == ["people.csv", "levels.csv"]


def test_a_file_is_read_as_somebody_chose_when_it_was_open_by_itself(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("mail,city\nann@shop.io,Ulm\n", encoding="utf-8")
    plain = second_file(path)
    recent.remember(recent.shape(plain.file.raw_header), {"header_line": 0})
    assert plain.file.header == ("mail", "city")
    assert second_file(path).file.header != plain.file.header


def test_a_join_keeps_how_its_file_is_read_and_is_read_so_on_another_computer(
    qtbot, opened, tmp_path
):
    path = tmp_path / "people.csv"
    path.write_text("about,people,\nwho,city,age\nann@shop.io,Ulm,7\n", encoding="utf-8")
    plain = second_file(path)
    digest = recent.shape(plain.file.raw_header)
    recent.remember(digest, {"header_line": 2})
    second = second_file(path)
    opened.join(Join("people.csv", (("who", "who"),), (Taken("city", "city"),)), second)
    (kept,) = opened.made_preset("x").mapping.joins
    assert kept.reading == (("header_line", 2),)
    opened.change_join(0, replace(kept, taken=(Taken("age", "age"),), reading=()))
    assert opened.mapping.joins[0].reading == kept.reading
    recent.remember(digest, {})
    opened.read_seconds_again()
    known(qtbot, opened)
    assert opened.file.seconds[0].header == ("who", "city", "age")


def test_joined_columns_are_decided_about_like_all_others(qtbot, opened, tmp_path):
    people(tmp_path)
    used(opened, JOIN)
    known(qtbot, opened)
    opened.leave_out(("age",))
    opened.send_rest_as_custom(EVENTS)
    sources = [pair.source for pair in opened.mapping.events]
    assert Column("city") in sources
    assert Column("age") not in sources
    assert opened.missing == ()


def test_a_join_that_comes_after_another_file_was_opened_closes_what_it_opened(
    qtbot, opened, tmp_path
):
    second = second_file(people(tmp_path))
    opened.close()
    opened.join(JOIN, second)
    assert opened.mapping.joins == (JOIN,)


@pytest.mark.parametrize("way", ["undo", "the next file"])
def test_what_is_awaited_for_a_mapping_that_is_gone_does_no_harm(qtbot, opened, tmp_path, way):
    people(tmp_path)
    used(opened, JOIN)
    if way == "undo":
        opened.undo_stack.undo()
        known(qtbot, opened)
    else:
        (tmp_path / "april").mkdir()
        open_path(qtbot, opened, write(tmp_path / "april", header=("a", "b", "c", "d", "e")))
    assert opened.file.seconds == ()
    assert opened.columns == opened.header


def test_a_mapping_that_joins_waits_for_its_first_file():
    mapping = Mapping(joins=(JOIN,), events=(Pair("value", Column("total")),))
    assert mapping.joined_columns == ("city", "age")


def test_a_condition_on_a_joined_column_is_looked_at_as_soon_as_its_cells_are_known(
    qtbot, opened, tmp_path
):
    people(tmp_path)
    used(opened, JOIN)
    known(qtbot, opened)
    opened.fix(EVENTS, "metric", "Sale")
    opened.place(("email",), EVENTS, "profile.email")
    opened.send_when(RowFilter((Condition("age", Ask.IS_ABOVE, ("40,5",)),)))
    assert opened.obstacle is None, "nobody knows how the ages are written"
    unknown = opened.plan.readings
    lines = opened.file.head_rows.lines
    rows = {each: ("Ulm", f"{at}1,5") for at, each in enumerate(lines, 3)}
    opened.take_joined_rows(JoinedRows((JOIN,), rows, (), ()))
    assert opened.obstacle is None
    assert dict(opened.plan.readings)["age"].number is NumberStyle.COMMA
    assert opened.plan.readings != unknown
    opened.send_when(RowFilter((Condition("age", Ask.IS_ABOVE, ("old",)),)))
    assert isinstance(opened.obstacle, ConditionUnusable)
