"""What events would start is said by name, and what nobody can tell is never said to be nothing."""

import pytest

from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.flow_guard import Effect, FlowReport
from klaviyo_gui.wording.flows import (
    UNSEEN_FLOWS,
    effect_words,
    flow_words,
    name_words,
    proposal_words,
)

OLD = TimePicture((("2024-01", 30),), older_than_day=29)
RECENT = TimePicture((("2026-11", 30),))


def report(*names, **found):
    flows = tuple(Flow(name, name, "live") for name in names)
    return FlowReport((Effect("Sale", seen=flows),), **found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (report(), "No live flow starts with these events."),
        (report("Thanks"), "Live events would start a live flow: “Thanks”."),
        (
            report("Thanks", "Review"),
            "Live events would start 2 live flows: “Thanks” and “Review”.",
        ),
        (
            report(*"abcdefg"),
            "Live events would start 7 live flows: “a”, “b”, “c”, “d”, “e” and 2 more.",
        ),
        (
            report("Thanks", is_whole=False),
            (
                "Live events would start a live flow: “Thanks”. There may be more: not everything "
                "could be looked at."
            ),
        ),
        (
            report(is_whole=False, status=403, detail="Scope."),
            (
                "The key may not see flows, so nobody can tell whether live events would send "
                "messages to these people."
            ),
        ),
        (
            report(is_whole=False, detail=Trouble.PUBLIC),
            (
                "A public key shows no flows, so nobody can tell whether live events would send "
                "messages to these people."
            ),
        ),
        (
            report(is_whole=False, status=500, detail="Oops."),
            "The flows of the account could not be looked at: Oops.",
        ),
        (report(is_whole=False), "The flows of the account could not be looked at."),
    ],
)
def test_flows_are_named(found, said):
    assert flow_words(found) == said


@pytest.mark.parametrize(
    ("found", "times", "said"),
    [
        (report("a"), OLD, "Record them as history: 29 events of 30 are older than a day."),
        (report("a"), RECENT, "Record them as history: messages would go out at once."),
        (
            report(is_whole=False),
            RECENT,
            "Record them as history: then no flow of these events starts, whatever there are.",
        ),
        (
            report(),
            OLD,
            "Record them as history: what happened before today should start nothing.",
        ),
        (report(), RECENT, "Either way no flow of these events starts."),
        (report(), NO_TIMES, "Either way no flow of these events starts."),
    ],
)
def test_history_is_proposed_unless_nothing_speaks_for_it(found, times, said):
    assert proposal_words(found, times) == said


def test_one_old_event_is_one():
    one = TimePicture((("2024-01", 30),), older_than_day=1)
    assert proposal_words(report("a"), one).endswith("1 event of 30 is older than a day.")


def test_nothing_is_promised_of_flows_that_nobody_can_see():
    """Flows of segments and of dates are told by no metric and no list."""
    for found in (report(), report("a"), report(is_whole=False)):
        for times in (OLD, RECENT, NO_TIMES):
            said = f"{flow_words(found)} {proposal_words(found, times)}"
            assert "no message" not in said
            assert "nobody" not in said or "nobody can tell" in said
    assert "segment" in UNSEEN_FLOWS
    assert "date" in UNSEEN_FLOWS
    assert effect_words(is_history=True) == "as history, without flows of these events"


def test_a_name_is_told_to_be_new_alike_or_elsewhere():
    assert name_words(Effect("Sale")) == ""
    said = name_words(Effect("Sale", is_new=True, alike=("SALE", "sale"), elsewhere=("Shopify",)))
    assert said == (
        "“Sale” is new in this account, and a name can never be changed or removed. The account "
        "has “SALE” and “sale”, which may be what you mean. Shopify has events of the same name; "
        "these will stand beside them, and reports may count them apart."
    )
