"""The sheet says what live events would start, and wants a name where they could start anything."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.core.errors import AccountUnreachable
from klaviyo_gui.core.mapping import Fixed, Kind, Mapping, Options, Pair
from klaviyo_gui.practice.behaviour import EVERY_SCOPE, PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.ui.send.effects import Effects
from klaviyo_gui.ui.send.guard import Guard
from klaviyo_gui.ui.send.last_look import LastLook
from klaviyo_gui.ui.send.looking import Looking, Question
from tests.practice.caller import Caller
from tests.ui.windows import WAIT_MS

ORDERS = Mapping((Pair("metric", Fixed("Placed Order")),))


@pytest.fixture
def account():
    """An account on loopback; where its key lacks scopes it has these only."""
    servers = []

    def start(*lacking):
        server = PracticeServer(Behaviour(limits=False, scopes=EVERY_SCOPE - {*lacking}))
        servers.append(server.__enter__())
        return lambda: Destination("Acme Ltd (AbC123)", server.address, PRACTICE_KEY)

    yield start
    for each in servers:
        each.__exit__(None, None, None)


@pytest.fixture
def looking(qtbot, qapp):
    looking = Looking(qapp)
    yield looking
    looking.close()


@pytest.fixture
def guard(qtbot, opened, checker, looking, theme):
    """The guard of a file whose events are live orders."""
    opened.fix(Kind.EVENTS, "metric", "Placed Order")
    opened.set_history(False)
    guard = Guard(opened, checker, looking)
    qtbot.addWidget(guard)
    guard.show()
    return guard


def question(*names, mapping=ORDERS):
    return Question("AbC123", mapping, names, has_more_names=False)


def asked(qtbot, looking, found, find):
    looking.ask(found, find)
    qtbot.waitUntil(lambda: not looking.is_busy, timeout=WAIT_MS)


def test_flows_are_named_and_live_events_want_the_name_of_the_account(
    qtbot, guard, looking, account
):
    asked(qtbot, looking, question("Placed Order"), account())
    guard.refresh("Acme Ltd")
    assert "Live events would start a live flow: “Order thank you”." in guard.flows.text()
    assert guard.typed.isVisible()
    assert not guard.is_satisfied
    for wrong in ("", "Acme", "y"):
        guard.typed.setText(wrong)
        assert not guard.is_satisfied
    with qtbot.waitSignal(guard.changed):
        guard.typed.setText(" acme  LTD ")
    assert guard.is_satisfied


def test_until_anything_is_known_live_events_want_the_name(guard):
    guard.refresh("Acme Ltd")
    assert not guard.is_satisfied


def test_history_and_practice_want_no_name(qtbot, guard, looking, account, opened):
    asked(qtbot, looking, question("Placed Order"), account())
    guard.refresh("")
    assert guard.is_satisfied
    opened.set_history(True)
    guard.refresh("Acme Ltd")
    assert guard.is_satisfied
    assert guard.typed.isHidden()
    assert "Order thank you" in guard.flows.text()


def test_another_account_wants_its_own_name(guard):
    guard.refresh("Acme Ltd")
    guard.typed.setText("Acme Ltd")
    assert guard.is_satisfied
    guard.refresh("Other Ltd")
    assert guard.typed.text() == ""
    assert not guard.is_satisfied


@pytest.mark.parametrize("change", ["amount", "mapping", "file"])
def test_a_name_counts_for_what_it_was_typed_for_and_nothing_else(guard, opened, change):
    guard.refresh("Acme Ltd", "one row")
    guard.typed.setText("Acme Ltd")
    guard.refresh("Acme Ltd", "one row")
    assert guard.is_satisfied, "looking again changes nothing"
    if change == "file":
        opened.file_changed.emit()
    elif change == "mapping":
        opened.fix(Kind.EVENTS, "metric", "Refunded Order")
    guard.refresh("Acme Ltd", "everything" if change == "amount" else "one row")
    assert guard.typed.text() == ""
    assert not guard.is_satisfied


def test_events_that_start_nothing_need_no_name(qtbot, guard, looking, account):
    asked(qtbot, looking, question("Viewed Product"), account())
    guard.refresh("Acme Ltd")
    assert guard.is_satisfied
    assert "No live flow starts with these events." in guard.flows.text()
    assert guard.makes.isHidden()


def test_a_name_that_the_account_lacks_is_told_with_those_near_and_confirmed_once(
    qtbot, guard, looking, account
):
    asked(qtbot, looking, question("placed order"), account())
    guard.refresh("Acme Ltd")
    assert "“placed order” is new in this account" in guard.notes.text()
    assert "The account has “Placed Order”, which may be what you mean." in guard.notes.text()
    assert guard.makes.text() == "Make the event “placed order” in this account, for good"
    assert guard.missing is guard.makes
    assert guard.bar.startswith("Say above that the new name is meant")
    guard.makes.click()
    guard.refresh("Acme Ltd")
    assert guard.is_satisfied
    # That was meant for this account and this name.
    guard.refresh("Other Ltd")
    assert guard.missing is guard.makes
    guard.makes.click()
    asked(qtbot, looking, question("placed order", "Sold & done"), account())
    guard.refresh("Other Ltd")
    assert guard.makes.text() == "Make 2 new names of events in this account, for good"
    assert not guard.is_satisfied
    guard.refresh("")
    assert (guard.is_satisfied, guard.makes.isHidden()) == (True, True), "practice keeps nothing"


def test_a_guard_that_asks_nothing_of_new_names_is_found_out(
    qtbot, guard, looking, account, monkeypatch
):
    monkeypatch.setattr(Guard, "_show_new", lambda _: None)
    with pytest.raises(AssertionError):
        test_a_name_that_the_account_lacks_is_told_with_those_near_and_confirmed_once(
            qtbot, guard, looking, account
        )


def test_a_key_that_may_not_see_flows_wants_the_name(qtbot, guard, looking, account):
    asked(qtbot, looking, question("Placed Order"), account("flows:read"))
    guard.refresh("Acme Ltd")
    assert "The key may not see flows" in guard.flows.text()
    assert not guard.is_satisfied


def test_an_account_that_cannot_be_asked_is_told_and_wants_the_name(qtbot, guard, looking):
    def nobody():
        raise AccountUnreachable("http://127.0.0.1:1", 0, "")

    asked(qtbot, looking, question("Placed Order"), nobody)
    guard.refresh("Acme Ltd")
    assert "does not say whose key it is" in guard.flows.text()
    assert not guard.is_satisfied


def test_an_answer_holds_for_its_question_only(qtbot, looking, account):
    find = account()
    asked(qtbot, looking, question("Placed Order"), find)
    first = looking.report
    looking.ask(question("Placed Order"), find)
    assert looking.report is first
    looking.ask(question("Sale"), find)
    assert (looking.report, looking.is_busy) == (None, True)
    qtbot.waitUntil(lambda: looking.report is not None, timeout=WAIT_MS)
    assert [each.name for each in looking.report.flows.effects] == ["Sale"]
    looking.forget()
    assert (looking.report, looking.is_busy) == (None, False)


def test_whose_the_key_is_is_asked_once_for_several_questions_until_all_is_forgotten(
    qtbot, looking, account
):
    find, found = account(), []

    def noted():
        found.append(find())
        return found[-1]

    asked(qtbot, looking, question("Placed Order"), noted)
    asked(qtbot, looking, question("Sale"), noted)
    assert (len(found), looking.report is None) == (1, False)
    looking.forget()
    asked(qtbot, looking, question("Sale"), noted)
    assert len(found) == 2


def test_an_answer_about_another_mapping_or_account_is_dropped(qtbot, looking, account):
    find = account()
    for place, mapping in (("XyZ789", ORDERS), ("AbC123", Mapping())):
        asked(qtbot, looking, question("Placed Order"), find)
        looking.drop_others("AbC123", ORDERS)
        assert looking.report is not None
        looking.drop_others(place, mapping)
        assert (looking.report, looking.is_busy) == (None, False)
    looking.drop_others("AbC123", ORDERS)


def test_an_old_answer_is_asked_for_again_and_holds_until_the_new_one_comes(
    qtbot, looking, account
):
    find = account()
    looking._age.setInterval(0)
    with qtbot.waitSignal(looking.aged, timeout=WAIT_MS):
        looking.ask(question("Placed Order"), find)
    first = looking.report
    with Caller(find().address) as caller:
        caller.post("/practice/flows", [{"name": "Win back", "metric": "Placed Order"}])
    looking._memories.forget()
    with qtbot.waitSignal(looking.aged, timeout=WAIT_MS):
        looking.renew()
        assert looking.report is first
    assert {flow.name for flow in looking.report.flows.flows} == {"Order thank you", "Win back"}
    second = looking.report
    looking.ask(question("Placed Order"), find)
    assert looking.report is second
    looking.drop_aged()
    assert looking.report is None, "who comes back later waits for the new one"


def test_a_last_look_asks_the_account_itself_and_tells_whether_it_is_as_it_was(
    qtbot, looking, account
):
    find = account()
    asked(qtbot, looking, question("Placed Order"), find)
    last = LastLook(looking, lambda: looking.report.flows.flows)
    with qtbot.waitSignal(last.is_same, timeout=WAIT_MS):
        last.begin(question("Placed Order"), find)
        assert looking.is_looking_again
    with Caller(find().address) as caller:
        caller.post("/practice/flows", [{"name": "Win back", "metric": "Placed Order"}])
    with qtbot.waitSignal(last.is_other, timeout=WAIT_MS):
        last.begin(question("Placed Order"), find)
    assert not looking.is_looking_again
    last.begin(question("Placed Order"), find)
    looking.drop_others("XyZ789", ORDERS)
    assert not looking.is_looking_again, "for another account it says nothing"


def test_an_answer_that_cannot_be_had_again_holds_no_more(qtbot, looking, account):
    places = [account()]

    def find():
        if not places:
            raise AccountUnreachable("http://127.0.0.1:1", 0, "")
        return places.pop()()

    looking._age.setInterval(0)
    with qtbot.waitSignal(looking.aged, timeout=WAIT_MS):
        looking.ask(question("Placed Order"), find)
    looking._memories.forget()
    looking.renew()
    qtbot.waitUntil(lambda: looking.error is not None, timeout=WAIT_MS)
    assert looking.report is None


def test_what_was_seen_of_flows_goes_with_a_run_that_may_start_them(qtbot, looking, account):
    find = account()
    assert looking.agreed(is_history=False) is None
    asked(qtbot, looking, question("Placed Order"), find)
    assert looking.agreed(is_history=True) is None, "history starts none"
    seen = looking.agreed(is_history=False).seen
    assert seen.names == ("Placed Order",)
    assert "Order thank you" in {flow.name for flow in seen.flows}
    asked(qtbot, looking, replace(question("Placed Order"), has_more_names=True), find)
    few = looking.agreed(is_history=False)
    assert (few.names, few.flows, few.seen) == (seen.names, seen.flows, None), "there are more"
    looking.forget()
    asked(qtbot, looking, question("Placed Order"), account("flows:read"))
    assert looking.agreed(is_history=False) == Agreed(("Placed Order",)), "nobody could look"


def test_an_answer_that_is_new_is_not_asked_for_again(qtbot, looking, account):
    asked(qtbot, looking, question("Placed Order"), account())
    first = looking.report
    looking.renew()
    looking.drop_aged()
    assert looking._work.wait(WAIT_MS)
    assert looking.report is first


def test_a_day_parts_history_from_live_events(qtbot, opened, theme):
    opened.fix(Kind.EVENTS, "metric", "Sale")
    effects = Effects(opened)
    qtbot.addWidget(effects)
    effects.refresh()
    assert effects.words == " as history"
    effects.parted.click()
    effects.refresh()
    assert (opened.is_history, effects.words) == (False, " partly live")
    effects.day.setDate(effects.day.date().fromString("2026-11-01", "yyyy-MM-dd"))
    assert opened.history_before == datetime(2026, 11, 1, tzinfo=UTC)
    assert opened.plan.history_before == opened.history_before
    effects.live.click()
    assert (opened.is_history, opened.history_before) == (False, None)
    assert effects.words == " live"


def test_a_day_is_that_of_the_clock_of_the_file(qtbot, opened, theme):
    opened.fix(Kind.EVENTS, "metric", "Sale")
    opened.say_zone("Europe/Berlin")
    effects = Effects(opened)
    qtbot.addWidget(effects)
    effects.parted.click()
    effects.day.setDate(effects.day.date().fromString("2026-11-01", "yyyy-MM-dd"))
    assert opened.history_before.isoformat() == "2026-11-01T00:00:00+01:00"


def test_a_day_stays_that_of_the_clock_of_the_file_when_its_zone_is_said_later(
    qtbot, opened, theme
):
    opened.fix(Kind.EVENTS, "metric", "Sale")
    effects = Effects(opened)
    qtbot.addWidget(effects)
    effects.parted.click()
    effects.day.setDate(effects.day.date().fromString("2026-11-01", "yyyy-MM-dd"))
    opened.say_zone("America/Los_Angeles")
    effects.refresh()
    assert effects.day.date().toString("yyyy-MM-dd") == "2026-11-01"
    assert opened.plan.history_before.isoformat() == "2026-11-01T00:00:00-07:00"
    # What was chosen before comes back as a moment with its distance.
    opened.set_history(False, datetime.fromisoformat("2026-11-02T00:00:00-08:00"))
    opened.say_zone("Europe/Berlin")
    assert opened.history_before.isoformat() == "2026-11-02T00:00:00+01:00"


def test_a_day_of_a_clock_that_does_not_exist_can_be_shown(opened):
    opened.set_options(Options("Mars/Base"))
    opened.set_history(False, datetime(2026, 11, 1, tzinfo=UTC))
    assert opened.history_before == datetime(2026, 11, 1, tzinfo=UTC)
