"""Why a run does not go on is told by what changed."""

import pytest

from klaviyo_gui.core.effect_choice import FlowChange, Turn
from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.standing import Standing
from klaviyo_gui.wording.standing import standing_words

CHANGE = FlowChange(Flow("F1", "Win back", "live"), Turn.NEW)


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (Standing(), ""),
        (
            Standing(is_known=False, is_seen=False),
            "When the run began nobody saw which flows it would start.",
        ),
        (Standing(is_seen=False), "Whether the flows are still the same cannot be seen now."),
        (
            Standing(names=("Sale",), changes=(CHANGE,)),
            (
                "Nobody has confirmed events of the name “Sale”. "
                "Since it was confirmed “Win back” was added and is live."
            ),
        ),
    ],
)
def test_what_speaks_against_going_on_is_told(stands, words):
    assert standing_words(stands) == words
