"""Only a flow that may act, and is not as it was confirmed, speaks against going on."""

import pytest

from klaviyo_gui.core.effect_choice import Turn
from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.seen_flows import SeenFlows

LIVE, DRAFT = Flow("F1", "Thank you", "live"), Flow("F2", "Win back", "draft")
SEEN = SeenFlows(("Sale",), (LIVE, DRAFT))


@pytest.mark.parametrize(
    ("now", "turns"),
    [
        ((LIVE, DRAFT), []),
        ((LIVE,), []),
        ((Flow("F1", "Thank you", "manual"), DRAFT), []),
        ((LIVE, DRAFT, Flow("F3", "New", "draft")), []),
        ((LIVE, DRAFT, Flow("F3", "New", "live")), [Turn.NEW]),
        ((LIVE, Flow("F2", "Win back", "live")), [Turn.AWAKE]),
        ((Flow("F1", "Thank you", "live", updated="2026-11-27"), DRAFT), [Turn.CHANGED]),
    ],
)
def test_what_may_act_and_is_another_is_told(now, turns):
    assert [each.turn for each in SEEN.awakened(now)] == turns


def test_names_that_nobody_was_asked_about_are_told_once():
    assert SEEN.unknown(("Sale", "Return", "Return")) == ("Return",)
    assert SEEN.unknown(()) == ()
