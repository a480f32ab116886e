import pytest

from klaviyo_gui.core import catalog
from klaviyo_gui.core.errors import MappingError
from klaviyo_gui.core.mapping import Column, Fixed, Kind
from klaviyo_gui.ui.map.arrivals import Arrivals
from klaviyo_gui.ui.placing import Way
from tests.tour.made_up import made_up_language

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def session(opened):
    """A session with a file of which nothing is mapped."""
    opened.undo_stack.undo()
    opened.undo_stack.clear()
    assert opened.mapping.kinds == ()
    return opened


@pytest.fixture
def arrivals(session):
    return Arrivals(session, EVENTS, session)


@pytest.fixture
def asked(arrivals):
    """All that was asked."""
    found = []
    arrivals.asked.connect(lambda *question: found.append(question))
    return found


def custom(name, *, of_person=False):
    return catalog.custom(name, of_person=of_person)


def source(session, key, kind=EVENTS):
    pair = session.mapping.pair(kind, key)
    return pair.source if pair is not None else None


def test_a_column_fills_an_empty_property_unasked(arrivals, session, asked):
    arrivals.place(("total",), "value")
    assert source(session, "value") == Column("total")
    assert asked == []


def test_where_something_fills_it_nothing_changes_until_it_is_said_how_they_join(
    arrivals, session, asked
):
    arrivals.place(("total",), "value")
    before = session.mapping
    arrivals.place(("colour",), "value")
    assert asked == [("value", ("colour",), tuple(Way), {})]
    assert session.mapping == before
    arrivals.meet("value", Way.FALLBACK)
    assert session.mapping.pair(EVENTS, "value").fallback == (Column("colour"),)


def test_an_answer_of_another_property_changes_nothing(arrivals, session):
    arrivals.place(("total",), "value")
    arrivals.place(("colour",), "value")
    before = session.mapping
    arrivals.meet("unique_id", Way.REPLACE)
    assert session.mapping == before


def test_what_leaves_a_property_for_a_filled_one_leaves_it_only_once_that_is_said(
    arrivals, session, asked
):
    arrivals.place(("total",), "value")
    arrivals.place(("colour",), "unique_id")
    arrivals.place(("colour",), "value", "unique_id")
    assert source(session, "unique_id") == Column("colour")
    arrivals.meet("value", Way.REPLACE)
    assert source(session, "unique_id") is None
    assert source(session, "value") == Column("colour")


def test_where_nothing_is_dropped_what_is_in_hand_lands(arrivals, session):
    session.take(("total",))
    arrivals.land("value", (), "")
    assert source(session, "value") == Column("total")
    assert session.hand == ()
    arrivals.take_out("value")
    assert session.hand == ("total",)
    arrivals.land("unique_id", (), "")
    assert source(session, "unique_id") == Column("total")
    assert source(session, "value") is None


def test_what_comes_back_to_where_it_was_taken_is_put_back(arrivals, session):
    arrivals.place(("total",), "value")
    arrivals.take_out("value")
    before = session.mapping
    arrivals.land("value", (), "")
    assert session.hand == ()
    assert session.mapping == before


def test_a_custom_property_whose_name_is_taken_asks_how_they_join(arrivals, session, asked):
    arrivals.land_custom(("colour",), "", of_person=False)
    assert source(session, custom("colour")) == Column("colour")
    arrivals.place_custom(("colour",))
    assert asked == []
    session.rename(EVENTS, custom("colour"), "who")
    arrivals.place_custom(("who",))
    assert [key for key, *_ in asked] == [custom("who")]


def test_several_columns_at_once_push_out_no_other_and_nothing_is_asked(arrivals, session, asked):
    arrivals.place_custom(("colour",))
    session.rename(EVENTS, custom("colour"), "who")
    arrivals.place_custom(("who", "when"))
    assert asked == []
    assert source(session, custom("who")) == Column("colour")
    assert source(session, custom("who (2)")) == Column("who")
    assert source(session, custom("when")) == Column("when")


def test_people_have_custom_properties_of_one_sort(arrivals, session):
    arrivals.place_custom(("colour",), of_person=True)
    assert source(session, custom("colour", of_person=True)) == Column("colour")
    arrivals.turn_to(PROFILES)
    arrivals.place_custom(("colour",), of_person=True)
    assert source(session, custom("colour"), PROFILES) == Column("colour")


def test_a_new_name_is_told_and_so_is_why_it_cannot_be(arrivals, session, qtbot):
    arrivals.place_custom(("colour", "who"))
    with qtbot.waitSignal(arrivals.renamed) as renamed:
        arrivals.rename(custom("colour"), " shade ")
    assert renamed.args == [custom("shade")]
    before = session.mapping
    with qtbot.waitSignal(arrivals.name_refused) as refused:
        arrivals.rename(custom("shade"), "who")
    key, error = refused.args
    assert key == custom("shade")
    assert isinstance(error, MappingError)
    assert session.mapping == before


def test_a_property_is_fixed_and_emptied(arrivals, session):
    arrivals.fix("metric", "Sale")
    assert source(session, "metric") == Fixed("Sale")
    arrivals.empty("metric")
    assert source(session, "metric") is None


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_custom_property_is_called_alike_in_every_language(arrivals, session, is_moved):
    arrivals.place(("total",), "value")
    with made_up_language():
        if is_moved:
            arrivals.place_custom((), "value")
        else:
            arrivals.copy_custom("value", of_person=False)
    assert source(session, custom("Value")) == Column("total")
