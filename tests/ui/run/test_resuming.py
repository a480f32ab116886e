"""More of a run that may start flows goes to an account only once somebody has seen them."""

import threading
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from klaviyo_gui import paths
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import AccountMissing, EventsRenamed, RunMissing
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.core.tally import State
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, Behaviour
from klaviyo_gui.practice.server import PracticeServer
from klaviyo_gui.sending.account_look import flows_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.again import order_again
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.store.history import write_summary
from klaviyo_gui.store.journal import JOURNAL, SEEN, BatchState, Journal
from klaviyo_gui.store.list_form import list_as_json
from klaviyo_gui.store.presets import mapping_as_json
from klaviyo_gui.store.seen_form import seen_as_json
from klaviyo_gui.ui import runner as runners
from klaviyo_gui.ui.accounts.book import AccountBook
from klaviyo_gui.ui.run import stake as stakes
from klaviyo_gui.ui.run.asking import READING
from klaviyo_gui.ui.run.resuming import Resuming
from klaviyo_gui.ui.runner import Phase, Runner
from tests.doubles.keychains import Memory
from tests.practice.caller import Caller
from tests.tour.held_back import Gate
from tests.ui.test_accessibility import nameless
from tests.ui.test_room import cut
from tests.ui.windows import WAIT_MS, accounts_of

BODY = b'{"metric":{"data":{"type":"metric","attributes":{"name":"Placed Order"}}}}'
NEWS = ContactList("Y6nRLr", "Newsletter", "PRACTI")
PEOPLE = {"profiles": [{"target": "email", "column": "email"}], "list": list_as_json(NEWS)}
ACCOUNT = "Practice Klaviyo (PRACTI)"
ACTS = ["go_on", "send_again"]


def named(name):
    return Mapping((Pair("metric", Fixed(name)),))


@pytest.fixture
def klaviyo():
    with PracticeServer(Behaviour(limits=False)) as server, Caller(server.address) as caller:
        caller.address = server.address
        yield caller


@pytest.fixture
def place():
    return Memory()


@pytest.fixture
def resuming(qtbot, session, klaviyo, place):
    """What asks, where account Shop is known; no run is begun, what would be is noted."""
    accounts = accounts_of(place, klaviyo.address)
    accounts.add("Shop", PRACTICE_KEY)
    book = AccountBook(accounts, session)
    with qtbot.waitSignal(book.changed, timeout=WAIT_MS):
        book.refresh()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    runner = Runner(session, book)
    begun = []
    runner.go_on = lambda run, *, sends_lost, agreed: begun.append((run, sends_lost, agreed))
    runner.send_again = lambda run, agreed: begun.append((run, agreed))
    resuming = Resuming(runner, window)
    resuming.noted = begun
    resuming.runner = runner
    yield resuming
    resuming.close()
    runner.close()
    book.close()


def made(**facts):
    """Write a run of events with one that is left and one that was refused."""
    facts = {
        "name": "x",
        "account": ACCOUNT,
        "file": "x.csv",
        "header": ["email"],
        "created": "2026-01-01T00:00:00+00:00",
        "is_history": True,
        "mapping": mapping_as_json(named("Placed Order")),
    } | facts
    folder = paths.runs() / "run-1"
    with closing(Journal.create(folder / JOURNAL, facts)) as journal:
        journal.set_state(journal.add_batch(Kind.EVENTS, [2], BODY), BatchState.READY)
        refused = journal.add_batch(Kind.EVENTS, [3], BODY)
        journal.set_state(refused, BatchState.UNKNOWN)
        journal.add_exceptions(refused, State.REFUSED, [(0, "invalid", "Bad", "email")])
        journal.finish_planning({})
        write_summary(folder, facts, "stopped", journal.tally())
    return folder


def live(**facts):
    return made(is_history=False, **facts)


def as_seen(address, joins=None):
    """Return as a fact what somebody saw who looked at this moment."""
    names = () if joins else ("Placed Order",)
    there = Destination(ACCOUNT, address, PRACTICE_KEY)
    report = flows_seen(there, names, joins, threading.Event(), AccountMemory())
    return {SEEN: seen_as_json(SeenFlows(names, report.seen))}


def asked(qtbot, resuming, act="go_on"):
    """Wish it, and return the question once the account was looked at."""
    getattr(resuming, act)("run-1")
    question = resuming.question
    assert question.is_waiting
    assert not question.yes.isEnabled()
    qtbot.waitUntil(lambda: not question.is_waiting, timeout=WAIT_MS)
    assert question.isVisible()
    return question


@pytest.mark.parametrize("act", ACTS)
def test_what_starts_the_flows_that_were_confirmed_goes_on_by_the_button_alone(
    qtbot, resuming, klaviyo, act
):
    live(**as_seen(klaviyo.address))
    question = asked(qtbot, resuming, act)
    assert "Live events would start a live flow: “Order thank you”." in question.flows.text()
    assert question.flows.text().endswith("That is what was confirmed when the run began.")
    assert question.typed.isHidden()
    assert question.why.text() == ""
    assert question.stay.isDefault()
    assert question.stay.hasFocus()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert (resuming.noted, resuming.question) == ([], None)
    question = asked(qtbot, resuming, act)
    question.yes.click()
    run, *_, agreed = resuming.noted.pop()
    assert (run, agreed.names, agreed.is_whole) == ("run-1", ("Placed Order",), True)
    assert "Order thank you" in {each.name for each in agreed.flows}
    assert resuming.question is None


@pytest.mark.parametrize("act", ACTS)
def test_flows_that_are_others_by_now_are_told_and_want_the_name(qtbot, resuming, klaviyo, act):
    live(**as_seen(klaviyo.address))
    klaviyo.post("/practice/flows", [{"name": "Win back", "metric": "Placed Order"}])
    question = asked(qtbot, resuming, act)
    assert "2 live flows: “Order thank you” and “Win back”" in question.flows.text()
    assert question.why.text() == "Since it was confirmed “Win back” was added and is live."
    assert question.wanted.text() == "To send live events, type the account's name: Shop"
    assert (nameless(question), cut(question)) == ([], [])
    qtbot.keyClicks(question.typed, "Sho")
    assert not question.yes.isEnabled()
    qtbot.keyClicks(question.typed, "p")
    assert question.yes.isEnabled()
    qtbot.keyClick(question.typed, Qt.Key.Key_Return)
    assert (resuming.noted, resuming.question) == ([], None)
    question = asked(qtbot, resuming, act)
    qtbot.keyClicks(question.typed, " shop")
    question.yes.click()
    *_, agreed = resuming.noted.pop()
    assert "Win back" in {each.name for each in agreed.flows}


@pytest.mark.parametrize("act", ACTS)
def test_a_run_of_which_nobody_saw_the_flows_wants_the_name(qtbot, resuming, act):
    live()
    question = asked(qtbot, resuming, act)
    assert question.why.text() == "When the run began nobody saw which flows it would start."
    assert question.typed.isVisible()


@pytest.mark.parametrize("is_open", [False, True])
def test_rows_are_sent_again_by_the_names_of_the_file_as_it_is_now(
    qtbot, resuming, klaviyo, tmp_path, is_open
):
    path = tmp_path / "x.csv"
    pairs = (Pair("metric", Column("what")), Pair("profile.email", Column("email")))
    live(
        header=["email", "what"],
        path=str(path),
        reading={},
        mapping=mapping_as_json(Mapping(pairs)),
        **as_seen(klaviyo.address),
    )
    # What was put right is called otherwise than anybody has confirmed.
    path.write_text("email,what\nann@shop.io,Sale\nbob@shop.io,Placed Order\n")
    if is_open:
        resuming.runner.open_order = lambda: order_again(paths.runs(), "run-1")
    klaviyo.post("/practice/flows", [{"name": "Sale again", "metric": "Sale"}])
    question = asked(qtbot, resuming, "send_again")
    assert "Nobody has confirmed events of the name “Sale”." in question.why.text()
    assert question.typed.isVisible()
    qtbot.keyClicks(question.typed, "shop")
    question.yes.click()
    _, agreed = resuming.noted.pop()
    assert set(agreed.names) == {"Sale", "Placed Order"}


def test_rows_whose_file_is_gone_begin_nothing(qtbot, resuming, tmp_path):
    mapped = mapping_as_json(Mapping((Pair("metric", Column("what")),)))
    live(path=str(tmp_path / "gone.csv"), reading={}, mapping=mapped)
    question = asked(qtbot, resuming, "send_again")
    assert "gone.csv" in question.why.text()
    assert not question.yes.isEnabled()


def test_joining_a_list_is_looked_at_history_or_not(qtbot, resuming, klaviyo):
    made(mapping=PEOPLE, **as_seen(klaviyo.address, NEWS))
    question = asked(qtbot, resuming)
    assert "People join the list “Newsletter”, and that is always live." in question.words.text()
    assert "Joining “Newsletter” would start a live flow: “Welcome”." in question.flows.text()
    assert question.yes.isEnabled()
    klaviyo.post("/practice/flows", [{"name": "Hello", "list_id": NEWS.id}])
    question.reject()
    question = asked(qtbot, resuming)
    assert question.wanted.text() == "To let them join, type the account's name: Shop"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "live, so that flows may start."),
        ({"history_before": "2026-11-01T00:00:00+00:00"}, "and live from then on"),
    ],
    ids=["live", "parted"],
)
def test_it_is_said_what_goes_where_and_how(qtbot, resuming, facts, words):
    live(**facts)
    question = asked(qtbot, resuming)
    assert question.asked.text() == f"Send the rest to {ACCOUNT}: 1 event?"
    assert words in question.words.text()
    question.reject()
    question = asked(qtbot, resuming, "send_again")
    assert question.asked.text() == "Send again what was put right of 1 event?"
    assert "They are read from x.csv as it is now" in question.words.text()
    assert f"and go to {ACCOUNT} " in question.words.text()
    assert words.removesuffix(".") in question.words.text()


def test_one_question_stands_at_a_time_and_a_look_that_is_given_up_tells_nothing(qtbot, resuming):
    live()
    resuming.go_on("run-1", sends_lost=True)
    resuming.send_again("run-1")
    question = resuming.question
    assert question.windowTitle() == "Continue a run"
    question.reject()
    assert (resuming.noted, resuming.question) == ([], None)
    resuming.close()
    assert resuming.question is None


@pytest.mark.parametrize(
    "facts", [{}, {"is_history": False, "is_practice": True}], ids=["history", "practice"]
)
def test_what_starts_nothing_goes_on_unasked_and_is_asked_once_before_it_is_sent_again(
    qtbot, resuming, facts
):
    made(**facts)
    resuming.go_on("run-1", sends_lost=True)
    qtbot.waitUntil(lambda: bool(resuming.noted), timeout=WAIT_MS)
    assert (resuming.noted.pop(), resuming.question) == (("run-1", True, None), None)
    question = asked(qtbot, resuming, "send_again")
    assert (question.yes.isEnabled(), question.flows.text()) == (True, "")
    assert question.stay.isDefault()
    question.yes.click()
    assert (resuming.noted, resuming.question) == ([("run-1", None)], None)


@pytest.fixture
def held():
    """Open no journal for its facts until that is let through."""
    gate = Gate(stakes, "facts_of")
    yield gate
    gate.open()


@pytest.mark.parametrize("act", ACTS)
def test_while_the_journal_is_opened_the_window_goes_on_and_says_so_before_long(
    qtbot, resuming, held, act
):
    live()
    getattr(resuming, act)("run-1")
    question = resuming.question
    # Nobody is told of what takes no time.
    assert not question.isVisible()
    qtbot.waitUntil(question.isVisible, timeout=WAIT_MS)
    assert question.flows.text() == READING
    assert not question.yes.isEnabled()
    held.open()
    qtbot.waitUntil(lambda: not question.is_waiting, timeout=WAIT_MS)
    assert question.typed.isVisible()


def test_what_starts_nothing_goes_on_however_long_it_took_to_know_that(qtbot, resuming, held):
    made()
    resuming.go_on("run-1")
    qtbot.waitUntil(resuming.question.isVisible, timeout=WAIT_MS)
    held.open()
    qtbot.waitUntil(lambda: bool(resuming.noted), timeout=WAIT_MS)
    assert (resuming.noted, resuming.question) == ([("run-1", False, None)], None)


def test_what_is_given_up_while_the_journal_is_opened_begins_nothing(qtbot, resuming, held):
    made()
    resuming.go_on("run-1")
    qtbot.waitUntil(resuming.question.isVisible, timeout=WAIT_MS)
    qtbot.keyClick(resuming.question, Qt.Key.Key_Escape)
    held.open()
    resuming.close()
    QApplication.processEvents()
    assert (resuming.noted, resuming.question) == ([], None)


@pytest.mark.parametrize("act", ACTS)
def test_where_nobody_can_look_it_is_said_and_nothing_begins(qtbot, resuming, place, act):
    live()
    place.kept.clear()
    question = asked(qtbot, resuming, act)
    assert "No key is kept for account “Shop”" in question.why.text()
    assert not question.yes.isEnabled()


def test_a_run_that_cannot_be_read_begins_nothing(qtbot, resuming):
    (live() / JOURNAL).write_bytes(b"no journal")
    question = asked(qtbot, resuming)
    assert "cannot be trusted" in question.why.text()
    assert not question.yes.isEnabled()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("run", "error"), [("run-1", AccountMissing), ("run-2", RunMissing)], ids=["account", "run"]
)
def test_a_run_that_is_not_known_or_whose_account_is_not_begins_nothing(
    qtbot, resuming, act, run, error
):
    live(account="Other Ltd (AbC123)")
    with qtbot.waitSignal(resuming.runner.start_refused) as refused:
        getattr(resuming, act)(run)
    assert type(refused.args[0]) is error
    assert (resuming.noted, resuming.question) == ([], None)


def test_an_account_that_a_command_added_meanwhile_is_looked_at_first(qtbot, resuming, klaviyo):
    """The list of the window is older than the account: that is no reason not to look."""
    live(**as_seen(klaviyo.address))
    klaviyo.post("/practice/flows", [{"name": "Win back", "metric": "Placed Order"}])
    resuming.runner.book._known = ()
    question = asked(qtbot, resuming)
    assert question.why.text() == "Since it was confirmed “Win back” was added and is live."
    assert question.wanted.text() == "To send live events, type the account's name: Shop"
    assert resuming.noted == []


def test_while_a_run_is_on_the_runner_refuses(resuming):
    live()
    resuming.runner._phase = Phase.SENDING
    resuming.go_on("run-1")
    assert ([run for run, *_ in resuming.noted], resuming.question) == (["run-1"], None)
    resuming.runner._phase = Phase.NONE


def test_rows_of_a_live_run_are_not_sent_again_as_other_events():
    facts = {"is_history": False, "mapping": mapping_as_json(named("Placed Order"))}
    runners._check_names(facts, "run-1", named("Placed Order"))
    more = FurtherEvent((Pair("metric", Fixed("Refunded Order")),))
    further = Mapping(named("Placed Order").events, further=(more,))
    for other in (named("Refunded Order"), further):
        with pytest.raises(EventsRenamed):
            runners._check_names(facts, "run-1", other)
    runners._check_names(facts | {"is_history": True}, "run-1", named("Refunded Order"))


def test_the_names_of_all_events_of_a_row_were_agreed_to():
    shipped = FurtherEvent((Pair("metric", Fixed("Fulfilled Order")),))
    several = replace(named("Placed Order"), further=(shipped,))
    facts = {"is_history": False, "mapping": mapping_as_json(several)}
    runners._check_names(facts, "run-1", several)
    other = FurtherEvent((Pair("metric", Fixed("Canceled Order")),))
    for changed in ((other,), (), (shipped, other)):
        with pytest.raises(EventsRenamed):
            runners._check_names(facts, "run-1", replace(several, further=changed))
