"""The tick below the panes stands for records that can be sent."""

from dataclasses import replace

import pytest

from klaviyo_gui.core.catalog import custom
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.store.presets import Preset
from klaviyo_gui.ui.map.summary import summary
from klaviyo_gui.ui.placing import Way
from tests.ui.windows import open_path, write

EVENTS = Kind.EVENTS
HEADER = ("Order ID", "Order date", "Email", "Total", "Note", "Tier")
ROWS = tuple(
    (str(at), f"2024-03-{at:02d} 10:00:00Z", f"p{at}@shop.io", "12.50", "free", "VIP")
    for at in range(1, 20)
)


@pytest.fixture
def orders(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER))
    assert summary(session)[0], "without an edit all rows can be sent"
    return session


def words_as_value(session):
    session.meet(("Note",), EVENTS, "value", Way.REPLACE)


def words_as_email(session):
    session.meet(("Note",), EVENTS, "profile.email", Way.REPLACE)


def tier_as_yes_or_no(session):
    session.set_type(EVENTS, custom("Tier"), ValueType.YES_NO)


@pytest.mark.parametrize("edit", [words_as_value, words_as_email, tier_as_yes_or_no])
def test_there_is_no_tick_where_every_record_would_be_held(orders, edit):
    edit(orders)
    is_done, words = summary(orders)
    assert not is_done
    assert words.startswith("1 choice needed")
    orders.undo_stack.undo()
    assert summary(orders)[0]


def test_a_row_has_one_event_again_by_a_step_and_none_without_its_own(orders):
    where = RowFilter((Condition("Note", Ask.IS_FILLED),))
    further = FurtherEvent((Pair("metric", Fixed("Fulfilled Order")),), where)
    mapping = replace(orders.mapping, further=(further,), condition=where)
    orders.use_preset(Preset("Two events", mapping))
    orders.have_one_event()
    assert not orders.mapping.has_several_events
    orders.undo_stack.undo()
    orders.clear(EVENTS)
    assert orders.mapping.further == ()
    orders.undo_stack.undo()
    assert orders.mapping == mapping
