"""Another event of each row is added, edited as the first one is, and taken away again."""

from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.core.suggest.further import filled_only
from klaviyo_gui.core.templates import find_template
from klaviyo_gui.source.profile import profile
from klaviyo_gui.store.presets import Preset
from tests.ui.map.several.conftest import HEADER, ROWS, placed
from tests.ui.windows import WAIT_MS, open_path, write

EVENTS = Kind.EVENTS
FULFILLED = filled_only("Fulfilled at")
PAID = RowFilter((Condition("Note", Ask.IS, ("gift",)),))


def sources(session):
    return {pair.target: pair.source for pair in session.seen.events}


def last_step(session):
    return session.undo_stack.undoText()


def test_another_event_comes_on_show_with_all_that_is_known_of_it(orders):
    main = orders.mapping.events
    assert [each.name for each in orders.proposed_events] == ["Fulfilled Order", "Refunded Order"]
    orders.add_event("Fulfilled Order")
    assert (orders.shown_event, last_step(orders)) == (1, "add Fulfilled Order")
    assert orders.event_names == ("Placed Order", "Fulfilled Order")
    assert orders.mapping.events == main
    (event,) = orders.mapping.further
    assert event.pair("time").source == Column("Fulfilled at")
    assert event.pair("unique_id").source == Column("Order ID")
    assert event.condition == FULFILLED, "half of the rows would be held"
    assert sources(orders)["profile.email"] == Column("Email")
    assert orders.obstacle is None


def test_an_edit_concerns_the_event_on_show_and_whose_it_is_all_of_them(orders):
    main = orders.mapping.events
    orders.add_event("Fulfilled Order")
    orders.place(("Refunded on",), EVENTS, "time")
    orders.unmap(EVENTS, "value")
    orders.rename(EVENTS, "properties.Note", "Remark")
    assert orders.mapping.events == main
    assert sources(orders)["properties.Remark"] == Column("Note")
    orders.fix(EVENTS, "profile.first_name", "Ann")
    assert Pair("profile.first_name", Fixed("Ann")) in orders.mapping.events
    assert not any(pair.target == "profile.first_name" for pair in orders.mapping.further[0].pairs)


def test_undo_leads_to_the_event_that_it_changes(orders):
    orders.add_event("Fulfilled Order")
    orders.unmap(EVENTS, "value")
    orders.show_event(0)
    orders.unmap(EVENTS, "unique_id")
    orders.undo_stack.undo()
    assert orders.shown_event == 0
    orders.undo_stack.undo()
    assert (orders.shown_event, "value" in sources(orders)) == (1, True)
    orders.undo_stack.undo()
    assert (orders.shown_event, orders.mapping.further) == (0, ())
    orders.undo_stack.redo()
    assert orders.shown_event == 1


def test_the_main_event_gives_its_place_to_the_next(orders):
    before = orders.mapping
    assert not orders.can_remove_event
    orders.remove_event(0)
    assert orders.mapping == before
    orders.add_event("Fulfilled Order")
    orders.send_when(PAID)
    orders.remove_event(0)
    assert (orders.event_names, orders.shown_event) == (("Fulfilled Order",), 0)
    assert orders.mapping.condition == PAID
    assert orders.mapping.pair(EVENTS, "profile.email") is not None
    orders.undo_stack.undo()
    orders.remove_event(1)
    assert last_step(orders) == "remove Fulfilled Order"
    assert orders.mapping == before


def test_a_condition_is_proposed_where_the_time_is_blank_in_some_rows(orders):
    assert orders.proposed_condition is None
    orders.add_event("Fulfilled Order")
    assert orders.proposed_condition is None
    orders.send_when(None)
    assert last_step(orders) == "send Fulfilled Order of every row"
    assert orders.proposed_condition == FULFILLED
    orders.send_when(orders.proposed_condition)
    assert last_step(orders) == "send Fulfilled Order only where its conditions are met"
    orders.send_when(RowFilter(()))
    assert orders.mapping.further[0].condition is None
    orders.show_event(0)
    orders.place(("Refunded on",), EVENTS, "time")
    orders.send_when(orders.proposed_condition)
    assert orders.mapping.condition == filled_only("Refunded on")


def test_what_fills_a_time_with_something_to_fall_back_on_asks_for_no_condition(orders):
    orders.add_event("Fulfilled Order")
    orders.send_when(None)
    pair = orders.seen.pair(EVENTS, "time")
    orders.convert(EVENTS, Pair("time", pair.source, fallback=(Column("Placed at"),)), "blank")
    assert orders.proposed_condition is None


def test_proposals_are_those_of_the_event_on_show(orders):
    orders.add_event("Fulfilled Order")
    orders.unmap(EVENTS, "time")
    assert orders.suggestion(EVENTS, "time").pair.source == Column("Fulfilled at")
    orders.show_event(0)
    orders.unmap(EVENTS, "time")
    assert orders.suggestion(EVENTS, "time").pair.source == Column("Placed at")


def test_a_known_shape_is_given_to_the_event_for_which_it_was_chosen(qtbot, orders):
    orders.add_event("Sent Order")
    with qtbot.waitSignal(orders.mapping_changed, timeout=WAIT_MS):
        orders.use_template(find_template("Fulfilled Order"))
    assert orders.event_names == ("Placed Order", "Fulfilled Order")
    assert "time" not in sources(orders), "the time of the main event is none of its own"
    assert orders.suggestion(EVENTS, "time").pair.source == Column("Fulfilled at")
    before = orders.mapping
    orders.use_template(find_template("Refunded Order"))
    orders.show_event(0)
    with qtbot.waitSignal(orders._shaping.found, timeout=WAIT_MS):
        pass
    assert orders.mapping == before, "it was not asked for this one"


def test_another_file_is_shown_from_its_main_event(qtbot, orders, tmp_path):
    orders.add_event("Fulfilled Order")
    open_path(qtbot, orders, write(tmp_path, ROWS, HEADER, "next.csv"))
    assert orders.mapping.further, "the mapping fits the next file as well"
    assert orders.shown_event == 0
    orders.show_event(7)
    assert orders.shown_event == 0


def test_a_preset_with_fewer_events_shows_one_that_is_there(orders):
    one = orders.mapping
    orders.add_event("Fulfilled Order")
    orders.use_preset(Preset("One", one))
    assert (orders.shown_event, orders.seen) == (0, orders.mapping)


def test_without_the_column_that_decides_about_an_event_there_is_none(orders):
    orders.add_event("Fulfilled Order")
    orders.place(("Placed at",), EVENTS, "time")
    orders.do_without("Total")
    assert len(orders.mapping.further) == 1
    orders.do_without("Fulfilled at")
    assert orders.mapping.further == ()
    orders.undo_stack.undo()
    orders.show_event(1)
    orders.send_when(None)
    orders.do_without("Fulfilled at")
    assert len(orders.mapping.further) == 1, "it was sent of every row"


def test_what_the_whole_file_belies_is_taken_back_in_all_events(qtbot, session, tmp_path):
    rows = [(*row[:6], str(at % 4)) for at, row in enumerate(ROWS * 30)]
    odd = ("1", "z@shop.io", "03/04/2024", "03/04/2024", "", "1", "a few")
    open_path(qtbot, session, write(tmp_path, [*rows, odd], HEADER))
    placed(session)
    session.add_event("Fulfilled Order")
    types = [pairs_of(session, at)["properties.Note"].type for at in range(2)]
    assert types == [ValueType.NUMBER, ValueType.NUMBER]
    session.show_event(0)
    session.take_profiles(profile(HEADER, [*rows[-60:], odd]))
    assert last_step(session) == "keep Note as text"
    types = [pairs_of(session, at)["properties.Note"].type for at in range(2)]
    assert types == [ValueType.TEXT, ValueType.TEXT]
    assert session.shown_event == 0, "nobody is led to another event by what a file turns out to be"


def pairs_of(session, at):
    return {pair.target: pair for pair in session.mapping.every_event[at]}
