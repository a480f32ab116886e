from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.source import causes
from klaviyo_gui.source.damage import damage
from klaviyo_gui.source.faults import Fault
from klaviyo_gui.wording import fault_words


@pytest.mark.parametrize("code", causes.MEANINGS)
def test_every_cause_is_said_in_a_sentence_with_advice(code):
    words = fault_words(Fault(code, 1, (2,), names=("EAN",)))
    assert words.what.endswith(": EAN.")
    assert words.advice.endswith(".")


def test_every_code_has_a_meaning():
    told = {each for name, each in vars(causes).items() if name.isupper() and name != "MEANINGS"}
    assert told | {damage(["1"], 2), damage(["1", "2"], 1)} <= set(causes.MEANINGS)
    assert told.isdisjoint(Code)
    assert set(causes.MEANINGS) - told <= set(Code)


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("recovery", causes.Recovery)
def test_only_a_held_row_that_was_no_record_is_told_less_badly_than_it_is_held(severity, recovery):
    """The lines of a header or a total are held, and nobody loses anything."""
    told = causes.told_severity(severity, recovery)
    if (severity, recovery) == (Severity.HOLD, causes.Recovery.EXACT):
        assert told is Severity.WARN
    else:
        assert told is severity
