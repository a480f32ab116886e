"""What was chosen last time is proposed while its flows are the same, and never over a choice."""

import threading
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QDate, QLocale

from klaviyo_gui.core.effect_choice import EffectChoice, LastTime
from klaviyo_gui.core.errors import AccountUnreachable
from klaviyo_gui.core.mapping import Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture
from klaviyo_gui.sending.last_time import choice_now
from klaviyo_gui.store.chosen_effects import chosen_effect, keep_effect
from klaviyo_gui.ui.send import before as lines
from klaviyo_gui.ui.send.before import Before
from klaviyo_gui.ui.send.effects import Effects
from klaviyo_gui.ui.send.looking import Question
from tests.practice.caller import Caller
from tests.tour.spoken import spoken
from tests.ui.send.test_guard import account, asked, looking
from tests.ui.windows import WAIT_MS

__all__ = ["account", "looking"]

SHOP = "AbC123"
AT = datetime(2026, 11, 12, 10, tzinfo=UTC)
TURN = datetime(2026, 11, 1, tzinfo=UTC)
ORDERS = Mapping((Pair("metric", Fixed("Placed Order")),))


@pytest.fixture
def before(qtbot, opened, looking):
    """The line of a file whose events are orders, looked at again with every answer."""
    opened.fix(Kind.EVENTS, "metric", "Placed Order")
    opened.call_preset("Orders")
    before = Before(opened, looking)
    qtbot.addWidget(before)
    looking.changed.connect(partial(before.refresh, NO_TIMES))
    return before


def question(place=SHOP):
    return Question(place, ORDERS, ("Placed Order",), has_more_names=False)


def chosen(qtbot, looking, find, *, is_history=False, history_before=None):
    """Choose for what is seen now, as somebody who sends does."""
    asked(qtbot, looking, question(), find)
    choice = choice_now(
        looking.report, NO_TIMES, AT, is_history=is_history, history_before=history_before
    )
    keep_effect(ORDERS, SHOP, choice)
    looking.forget()


@pytest.mark.parametrize("turn", [None, TURN])
def test_a_choice_is_proposed_again_while_the_flows_are_the_same(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, before, looking, account, opened, turn
):
    find = account()
    chosen(qtbot, looking, find, history_before=turn)
    asked(qtbot, looking, question(), find)
    assert (opened.is_history, opened.history_before) == (False, turn)
    assert before.said.text().startswith("As last time, 12 November 2026: ")
    effects = Effects(opened)
    qtbot.addWidget(effects)
    effects.refresh()
    assert (effects.parted if turn else effects.live).isChecked()
    if turn:
        assert effects.day.date().toPython() == turn.date()


@pytest.mark.parametrize(
    ("tongue", "system", "day"),
    [("en", "de_DE", "5 March 2026"), ("de", "en_US", "5. März 2026")],
)
def test_the_day_between_history_and_live_has_its_month_in_the_language(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, opened, monkeypatch, tongue, system, day
):
    there = QLocale(system)
    monkeypatch.setattr(QLocale, "system", lambda: there)
    with spoken(tongue):
        effects = Effects(opened)
        qtbot.addWidget(effects)
        effects.day.setDate(QDate(2026, 3, 5))
        assert effects.day.text() == day


OLD = TimePicture((("2021-05", 9),), older_than_day=9, older_than_month=9, older_than_year=9)


def test_a_live_choice_is_no_choice_for_events_of_years_ago(
    qtbot, before, looking, account, opened
):
    find = account()
    chosen(qtbot, looking, find)
    asked(qtbot, looking, question(), find)
    assert not opened.is_history
    before.refresh(OLD)
    assert opened.is_history
    assert before.said.text() == (
        "Last time, 12 November 2026, it was: live. These events are older than those of then. "
        "Choose again; history is proposed."
    )
    before.refresh(None)
    assert (opened.is_history, before.said.text()) == (True, "")


def test_history_is_proposed_again_too(qtbot, before, looking, account, opened):
    find = account()
    chosen(qtbot, looking, find, is_history=True)
    asked(qtbot, looking, question(), find)
    assert opened.is_history
    assert "As last time, 12 November 2026: as history." in before.said.text()


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        ({"name": "Second order", "status": "live"}, "“Second order” is live now"),
        ({"name": "Win back"}, "“Win back” was added and is live"),
        ({"name": "Order thank you", "status": "draft"}, "“Order thank you” is not live any more"),
    ],
)
def test_other_flows_are_named_and_history_is_proposed(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, before, looking, account, opened, flow, said
):
    find = account()
    chosen(qtbot, looking, find)
    with Caller(find().address) as caller:
        assert caller.post("/practice/flows", [{"metric": "Placed Order", **flow}]).status == 200
    asked(qtbot, looking, question(), find)
    assert opened.is_history
    assert said in before.said.text()
    assert before.said.text().endswith("Choose again; history is proposed.")


def test_a_choice_that_stands_whatever_the_flows_are_is_found_out(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, before, looking, account, opened, monkeypatch
):
    monkeypatch.setattr(lines, "last_time", lambda choice, _report, _times: LastTime(choice))
    with pytest.raises(AssertionError):
        test_other_flows_are_named_and_history_is_proposed(
            qtbot, before, looking, account, opened, {"name": "Win back"}, "added"
        )


def test_where_flows_cannot_be_seen_history_is_proposed(qtbot, before, looking, account, opened):
    chosen(qtbot, looking, account())
    asked(qtbot, looking, question(), account("flows:read"))
    assert opened.is_history
    assert "cannot be seen now. Choose again" in before.said.text()


def test_an_account_that_cannot_be_asked_proposes_history(qtbot, before, looking, account, opened):
    def nobody():
        raise AccountUnreachable("http://127.0.0.1:1", 0, "")

    chosen(qtbot, looking, account())
    asked(qtbot, looking, question(), nobody)
    assert opened.is_history
    assert "cannot be seen now" in before.said.text()


@pytest.mark.parametrize(
    ("other", "preset"),
    [(question("XyZ789"), "Orders"), (question(""), "Orders"), (question(), "")],
)
def test_another_account_practice_and_a_mapping_without_a_preset_propose_nothing(  # noqa: PLR0913, PLR0917 - fixtures
    qtbot, before, looking, account, opened, other, preset
):
    find = account()
    chosen(qtbot, looking, find)
    opened.call_preset(preset)
    asked(qtbot, looking, other, find)
    assert opened.is_history
    assert before.said.text() == ""


def test_what_somebody_chooses_stays_until_there_is_something_else_to_choose_for(
    qtbot, before, looking, account, opened
):
    find = account()
    chosen(qtbot, looking, find)
    before.decide()
    asked(qtbot, looking, question(), find)
    assert opened.is_history
    assert before.said.text() == ""
    before.ask_again()
    before.refresh(NO_TIMES)
    assert not opened.is_history


def test_a_proposal_goes_with_what_it_was_made_for(qtbot, before, looking, account, opened):
    find = account()
    chosen(qtbot, looking, find)
    asked(qtbot, looking, question(), find)
    assert not opened.is_history
    looking.ask(question("XyZ789"), find)
    assert opened.is_history
    qtbot.waitUntil(lambda: not looking.is_busy, timeout=WAIT_MS)
    opened.set_history(False)
    before.refresh(NO_TIMES)
    assert not opened.is_history, "what somebody chose is not taken back"


def test_until_it_is_known_whether_a_live_choice_stands_it_is_awaited(
    qtbot, before, looking, account
):
    find = account()
    chosen(qtbot, looking, find)
    gate = threading.Event()

    def late():
        gate.wait(WAIT_MS / 1000)
        return find()

    looking.ask(question(), late)
    try:
        qtbot.waitUntil(lambda: before.is_awaited, timeout=WAIT_MS)
        before.decide()
        assert not before.is_awaited
        before.ask_again()
        assert before.is_awaited
    finally:
        gate.set()
    qtbot.waitUntil(lambda: not looking.is_busy, timeout=WAIT_MS)
    assert not before.is_awaited


def test_what_is_chosen_is_kept_for_the_question_alone(qtbot, looking, account):
    choice = EffectChoice(False, AT)
    find = account()
    for asked_now, kept in ((question(""), None), (question(), choice)):
        asked(qtbot, looking, asked_now, find)
        looking.keep(choice)
        looking.forget()
        asked(qtbot, looking, question("XyZ789"), find)
        assert chosen_effect(ORDERS, SHOP) == kept
    looking.keep(None)
    assert chosen_effect(ORDERS, SHOP) == choice
