"""A choice stands only as long as every flow is as it was seen, and everything could be seen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.effect_choice import (
    EffectChoice,
    FlowChange,
    LastTime,
    Turn,
    flow_changes,
)
from klaviyo_gui.core.flow import Flow

THANKS = Flow("F1", "Thank you", "live", updated="2026-01-01")
DRAFT = Flow("F2", "Some day", "draft")
CHOICE = EffectChoice(is_history=False, chosen_at=datetime(2026, 11, 12, tzinfo=UTC))
FLOWS = st.lists(
    st.builds(
        Flow,
        st.sampled_from("ABC"),
        st.sampled_from(["Welcome", "Thanks"]),
        st.sampled_from(["live", "draft", "manual", "new"]),
        st.booleans(),
        st.sampled_from(["", "2026"]),
    ),
    unique_by=lambda each: each.id,
)


@pytest.mark.parametrize(
    ("before", "now", "turn"),
    [
        (None, THANKS, Turn.NEW),
        (None, DRAFT, Turn.NEW),
        (DRAFT, replace(DRAFT, status="live"), Turn.AWAKE),
        (DRAFT, replace(DRAFT, status="something new"), Turn.AWAKE),
        (replace(THANKS, is_archived=True), THANKS, Turn.AWAKE),
        (THANKS, replace(THANKS, updated="2026-02-01"), Turn.CHANGED),
        (THANKS, replace(THANKS, name="Thanks"), Turn.CHANGED),
        (DRAFT, replace(DRAFT, status="manual"), Turn.CHANGED),
        (THANKS, replace(THANKS, status="draft"), Turn.RESTING),
        (THANKS, replace(THANKS, is_archived=True), Turn.RESTING),
    ],
)
def test_what_became_of_a_flow_is_told(before, now, turn):
    known = [before] if before is not None else []
    assert flow_changes(known, [now]) == (FlowChange(now, turn),)


def test_a_flow_that_is_gone_is_told_as_it_was_behind_those_that_are_there():
    changes = flow_changes([DRAFT], [THANKS])
    assert changes == (FlowChange(THANKS, Turn.NEW), FlowChange(DRAFT, Turn.GONE))


@given(before=FLOWS, now=FLOWS)
def test_nothing_is_told_exactly_where_every_flow_is_as_it_was(before, now):
    by_id = sorted(before, key=lambda each: each.id), sorted(now, key=lambda each: each.id)
    assert (flow_changes(before, now) == ()) is (by_id[0] == by_id[1])


def test_a_choice_stands_where_all_was_seen_and_nothing_changed():
    assert LastTime(CHOICE).stands
    assert not LastTime(CHOICE, is_seen=False).stands
    assert not LastTime(CHOICE, flow_changes([], [THANKS])).stands
