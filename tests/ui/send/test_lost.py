"""What is proposed of records whose answer is lost, by what their repeat may start."""

import pytest

from klaviyo_gui.ui.send.lost import LostChoice


@pytest.fixture
def lost(qtbot):
    choice = LostChoice()
    qtbot.addWidget(choice)
    choice.show()
    return choice


def test_where_flows_may_start_they_are_held_and_it_is_said_why(lost):
    assert (lost.holds, lost.care.isVisible()) == (False, False)
    lost.refresh(may_start=True)
    assert (lost.holds, lost.care.isVisible()) == (True, True)
    lost.refresh(may_start=False)
    assert (lost.holds, lost.care.isVisible()) == (False, False)


def test_what_somebody_chose_counts_while_as_much_is_at_stake(lost):
    lost.hold.click()
    lost.refresh(may_start=False)
    assert lost.holds
    lost.refresh(may_start=True)
    lost.resend.click()
    lost.refresh(may_start=True)
    assert not lost.holds
    lost.ask_again()
    assert lost.holds
    lost.resend.click()
    lost.refresh(may_start=False)
    lost.refresh(may_start=True)
    assert lost.holds, "what was chosen was meant for one stake"
