"""It is said what was chosen last time, when, and which flow is another one since."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.effect_choice import EffectChoice, FlowChange, LastTime, Turn
from klaviyo_gui.core.flow import Flow
from klaviyo_gui.wording.last_time import last_time_words

AT = datetime(2026, 11, 12, 23, 59, tzinfo=UTC)
THANKS = Flow("F1", "Thank you", "live")
LIVE = EffectChoice(False, AT, None, (THANKS,))
PARTED = replace(LIVE, history_before=datetime(2026, 11, 1, tzinfo=UTC))


def changed(*changes):
    return LastTime(LIVE, tuple(FlowChange(flow, turn) for flow, turn in changes))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (
            LastTime(LIVE),
            "As last time, 12 November 2026: live. Its flows are the same.",
        ),
        (
            LastTime(EffectChoice(True, AT)),
            "As last time, 12 November 2026: as history. There is still no flow for it.",
        ),
        (
            LastTime(PARTED),
            (
                "As last time, 12 November 2026: history before 1 November 2026 and live from then "
                "on. Its flows are the same."
            ),
        ),
        (
            LastTime(LIVE, is_seen=False),
            (
                "Last time, 12 November 2026, it was: live. Whether the flows are still the same "
                "cannot be seen now."
            ),
        ),
        (
            LastTime(LIVE, is_as_young=False),
            (
                "Last time, 12 November 2026, it was: live. These events are older than those of "
                "then."
            ),
        ),
        (
            changed((Flow("F2", "Welcome", "live"), Turn.NEW), (THANKS, Turn.GONE)),
            (
                "Last time, 12 November 2026, it was: live. Since then “Welcome” was added and is "
                "live, “Thank you” is gone."
            ),
        ),
        (
            changed((Flow("F2", "Welcome", "draft"), Turn.NEW), (THANKS, Turn.AWAKE)),
            (
                "Last time, 12 November 2026, it was: live. Since then “Welcome” was added and is "
                "off, “Thank you” is live now."
            ),
        ),
        (
            changed((THANKS, Turn.CHANGED), (THANKS, Turn.RESTING)),
            (
                "Last time, 12 November 2026, it was: live. Since then “Thank you” was changed, "
                "“Thank you” is not live any more."
            ),
        ),
        (
            changed(*((replace(THANKS, name=name), Turn.GONE) for name in "abcdefg")),
            (
                "Last time, 12 November 2026, it was: live. Since then “a” is gone, “b” is gone, "
                "“c” is gone, “d” is gone, “e” is gone, 2 more flows changed."
            ),
        ),
    ],
)
def test_what_was_chosen_is_said_with_what_speaks_against_it(last, said):
    assert last_time_words(last) == said
