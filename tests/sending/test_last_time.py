"""What was chosen last time is held against what is seen now; what nobody saw, nobody trusts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.effect_choice import EffectChoice, Turn
from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture
from klaviyo_gui.sending.account_look import AccountReport
from klaviyo_gui.sending.flow_guard import Effect, FlowReport
from klaviyo_gui.sending.last_time import choice_now, last_time
from klaviyo_gui.sending.list_guard import ListReport

AT = datetime(2026, 11, 12, tzinfo=UTC)
THANKS, WELCOME = Flow("F1", "Thank you", "live"), Flow("F2", "Welcome", "live")


def report(*flows, joined=(), **found):
    return AccountReport(
        FlowReport((Effect("Sale", seen=flows),), **found), ListReport(seen=joined)
    )


def test_a_choice_stands_while_the_flows_of_events_and_of_the_list_are_the_same():
    seen = report(THANKS, joined=(WELCOME,))
    choice = choice_now(seen, NO_TIMES, AT, is_history=False, history_before=None)
    assert choice == EffectChoice(False, AT, None, (THANKS, WELCOME))
    assert last_time(choice, seen, NO_TIMES).stands
    (change,) = last_time(choice, report(THANKS), NO_TIMES).changes
    assert (change.flow, change.turn) == (WELCOME, Turn.GONE)
    (change,) = last_time(EffectChoice(False, AT, None, (THANKS,)), seen, NO_TIMES).changes
    assert (change.flow, change.turn) == (WELCOME, Turn.NEW)


def test_a_choice_for_young_events_does_not_stand_for_older_ones():
    week = TimePicture((("2026-11", 9),), older_than_day=9)
    seen = report(THANKS)
    live = choice_now(seen, week, AT, is_history=False, history_before=None)
    assert last_time(live, seen, week).stands
    assert last_time(live, seen, NO_TIMES).stands
    old = replace(week, older_than_month=1)
    last = last_time(live, seen, old)
    assert (last.is_as_young, last.stands, last.changes) == (False, False, ())
    assert not last_time(live, None, old).is_as_young
    # History starts nothing, however old the events are.
    assert last_time(replace(live, is_history=True), seen, old).stands


@pytest.mark.parametrize(
    "seen",
    [
        None,
        report(THANKS, is_whole=False),
        AccountReport(FlowReport((Effect("Sale", seen=(THANKS,)),)), ListReport(is_whole=False)),
    ],
)
def test_where_not_everything_can_be_seen_nothing_stands_and_nothing_is_remembered(seen):
    last = last_time(EffectChoice(False, AT, None, (THANKS,)), seen, NO_TIMES)
    assert (last.stands, last.is_seen, last.changes) == (False, False, ())
    assert choice_now(seen, NO_TIMES, AT, is_history=True, history_before=None) is None
