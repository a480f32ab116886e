"""More of a run that may start flows goes to an account only once its name is typed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from klaviyo_gui import paths
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import EventsRenamed
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Fixed, Mapping, Pair
from klaviyo_gui.store.accounts import FILE, AccountList, KnownAccount
from klaviyo_gui.store.journal import JOURNAL
from klaviyo_gui.store.list_form import list_as_json
from klaviyo_gui.store.presets import mapping_as_json
from klaviyo_gui.ui import runner as runners
from klaviyo_gui.ui.run.resuming import Resuming
from klaviyo_gui.ui.runner import Runner
from tests.store.test_ledger import EVERY_STATE, make_run
from tests.ui.windows import WAIT_MS

LIST = {"profiles": ["email"], "list": list_as_json(ContactList("L1", "Newsletter", "AbC123"))}


def named(name):
    return Mapping((Pair("metric", Fixed(name)),))


@pytest.fixture
def resuming(qtbot, session, book, home):
    """What asks, where account Shop is known; no run is begun, what would be is noted."""
    AccountList(home / FILE).add(KnownAccount("Shop", "AbC123", "Acme Ltd"))
    with qtbot.waitSignal(book.changed, timeout=WAIT_MS):
        book.refresh()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    runner = Runner(session, book)
    begun = []
    runner.go_on = lambda run, *, sends_lost: begun.append(("on", run, sends_lost))
    runner.send_again = lambda run: begun.append(("again", run))
    resuming = Resuming(runner, window)
    resuming.noted = begun
    yield resuming
    runner.close()


def made(**facts):
    facts = {"account": "Acme Ltd (AbC123)", "is_history": True, "mapping": {}} | facts
    return make_run(paths.runs(), "run-1", EVERY_STATE, **facts)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"is_history": False}, ("Events are sent live, so that flows may", "send live events")),
        ({"mapping": LIST}, ("join the list “Newsletter”", "let them join")),
        (
            {"is_history": False, "history_before": "2026-11-01T00:00:00+00:00"},
            ("and live from then on", "send live events"),
        ),
    ],
    ids=["live", "list", "parted"],
)
@pytest.mark.parametrize("act", ["go_on", "send_again"])
def test_what_may_start_flows_begins_by_the_button_once_the_name_is_typed(
    qtbot, resuming, act, facts, words
):
    said, asked = words
    made(**facts)
    getattr(resuming, act)("run-1")
    question = resuming.question
    assert "would go to Acme Ltd (AbC123)." in question.said.text()
    assert said in question.said.text()
    assert question.asked.text() == f"To {asked}, type the account's name: Shop"
    qtbot.keyClicks(question.typed, "Acme")
    assert not question.yes.isEnabled()
    question.typed.clear()
    qtbot.keyClicks(question.typed, " shop")
    assert question.yes.isEnabled()
    assert question.stay.isDefault()
    assert resuming.noted == []
    question.yes.click()
    assert resuming.noted == [("on", "run-1", False) if act == "go_on" else ("again", "run-1")]
    assert resuming.question is None


def test_no_enter_begins_it_and_to_cancel_begins_nothing(qtbot, resuming):
    made(is_history=False)
    for _ in range(2):
        resuming.go_on("run-1", sends_lost=True)
        resuming.send_again("run-1")
        question = resuming.question
        assert question.windowTitle() == "Continue a run", "one question at a time"
        qtbot.keyClicks(question.typed, "shop")
        qtbot.keyClick(question.typed, Qt.Key.Key_Return)
        assert (resuming.noted, resuming.question) == ([], None)


@pytest.mark.parametrize(
    "facts", [{}, {"is_history": False, "is_practice": True}], ids=["history", "practice"]
)
def test_what_starts_nothing_goes_on_at_once(resuming, facts):
    made(**facts)
    resuming.go_on("run-1", sends_lost=True)
    assert (resuming.noted, resuming.question) == ([("on", "run-1", True)], None)


def test_a_run_of_which_nobody_can_tell_wants_the_name(resuming):
    (made() / JOURNAL).write_bytes(b"no journal")
    resuming.go_on("run-1")
    assert resuming.noted == []
    assert "Whether they go live cannot be told" in resuming.question.said.text()


def test_rows_of_a_live_run_are_not_sent_again_as_other_events():
    facts = {"is_history": False, "mapping": mapping_as_json(named("Placed Order"))}
    runners._check_names(facts, "run-1", named("Placed Order"))
    with pytest.raises(EventsRenamed):
        runners._check_names(facts, "run-1", named("Refunded Order"))
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
