import json
import zlib
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QMessageBox

from klaviyo_gui import paths
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store import settings
from klaviyo_gui.store.accounts import FILE, AccountList, KnownAccount
from klaviyo_gui.store.history import RunSummary, history, summary
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.lock import account_lock
from klaviyo_gui.ui.archive import Archive
from klaviyo_gui.ui.stations.history import HistoryStation, forget_words
from klaviyo_gui.ui.stations.results import ResultsStation
from klaviyo_gui.ui.status import history_status
from tests.store.test_ledger import ACCOUNT, EVERY_STATE, make_run, told
from tests.ui.windows import WAIT_MS

DESTRUCTIVE = QMessageBox.ButtonRole.DestructiveRole
ENDED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def archive(session):
    """An archive that lives thirty-one days after the runs of these tests have ended."""
    archive = Archive(session, lambda: ENDED + timedelta(days=31))
    yield archive
    archive.close()


@pytest.fixture
def station(qtbot, archive, book, theme):
    station = HistoryStation(archive, book, theme)
    qtbot.addWidget(station)
    station.show()
    return station


def run(name="run-1", **facts):
    return make_run(paths.runs(), name, EVERY_STATE, ended=ENDED.isoformat(), **facts)


def unfinish(folder):
    content = json.loads((folder / "run.json").read_bytes())
    (folder / "run.json").write_text(json.dumps(content | {"state": "stopped"}))


def listed(qtbot, archive, act=None):
    """Wait until the list was read again after this."""
    with qtbot.waitSignal(archive.history_changed, timeout=WAIT_MS):
        (act or archive.refresh)()


def press(box, role):
    for button in box.buttons():
        if box.buttonRole(button) is role:
            button.click()


def test_unfinished_runs_come_first_and_can_be_continued_where_they_were_practised(
    qtbot, archive, station
):
    run("run-1", is_practice=True)
    unfinish(run("run-2", created="2025-01-01T00:00:00+00:00", is_practice=True))
    unfinish(run("run-3", created="2024-01-01T00:00:00+00:00"))
    listed(qtbot, archive)
    assert [station.runs.run(station.runs.index(at, 0)).run for at in range(3)] == [
        "run-2",
        "run-3",
        "run-1",
    ]
    assert station.chosen.run == "run-2"
    asked = []
    station.continue_requested.connect(asked.append)
    station.results_requested.connect(asked.append)
    station._continue.click()
    station._see.click()
    assert asked == ["run-2", "run-2"]
    station.choose("run-3")
    assert not station._continue.isEnabled()
    assert station.hint.startswith("To continue it, add the account ")
    assert station.hint.endswith("klaviyo-gui resume run-3")
    station.choose("run-1")
    station.choose("never")
    assert not station._continue.isEnabled()
    assert station.hint == ""


def test_a_run_of_an_account_is_continued_where_the_account_is_known(
    qtbot, archive, book, station, home
):
    unfinish(run("run-1", account="Old Acme (AbC123)"))
    unfinish(run("run-2", account="Other (Oth456)"))
    listed(qtbot, archive)
    station.choose("run-1")
    assert not station._continue.isEnabled()
    AccountList(home / FILE).add(KnownAccount("Shop", "AbC123", "Acme Ltd"))
    with qtbot.waitSignal(book.changed, timeout=WAIT_MS):
        book.refresh()
    assert station._continue.isEnabled()
    assert station.hint == ""
    station.choose("run-2")
    assert not station._continue.isEnabled()
    assert station.hint.startswith("To continue it, add the account Other (Oth456) by its key")


def test_results_offer_to_continue_what_is_not_at_its_end_and_say_what_lacks(
    qtbot, archive, book, theme, home
):
    station = ResultsStation(archive, book, theme)
    qtbot.addWidget(station)
    asked = []
    station.continue_requested.connect(asked.append)
    run("run-1")
    unfinish(run("run-2", account="Old Acme (AbC123)"))

    def shown(name):
        with qtbot.waitSignal(archive.results_changed, timeout=WAIT_MS):
            archive.show(name)
        qtbot.waitUntil(lambda: not archive.reading, timeout=WAIT_MS)
        return station._continue.isVisibleTo(station), station._continue.isEnabled()

    assert not station._continue.isVisibleTo(station)
    assert shown("run-1") == (False, True)
    assert shown("run-2") == (True, False)
    assert "To continue it, add the account Old Acme (AbC123) by its key" in station.about
    AccountList(home / FILE).add(KnownAccount("Shop", "AbC123", "Acme Ltd"))
    with qtbot.waitSignal(book.changed, timeout=WAIT_MS):
        book.refresh()
    assert "To continue" not in station.about
    station._continue.click()
    assert asked == ["run-2"]


def test_without_a_run_nothing_can_be_done(station):
    assert station.chosen is None
    for button in (station._see, station._continue, station._keep, station._forget):
        assert not button.isEnabled()
    for act in (
        station._see_results,
        station._ask_to_continue,
        station._keep_or_not,
        station.ask_to_forget,
    ):
        act()
    assert station.question is None


def test_a_run_is_kept_until_it_is_let_go(qtbot, archive, station):
    folder = run()
    listed(qtbot, archive)
    assert station._keep.text() == "Keep"
    listed(qtbot, archive, station._keep.click)
    assert summary(folder).is_kept
    assert station._keep.text() == "Keep no longer"
    listed(qtbot, archive, archive.tidy)
    assert not summary(folder).is_erased
    listed(qtbot, archive, station._keep.click)
    listed(qtbot, archive, archive.tidy)
    assert summary(folder).is_erased


def test_old_customers_data_goes_at_the_start_and_the_list_says_so(qtbot, archive, station):
    run()
    settings.set_days_kept(365)
    listed(qtbot, archive, archive.tidy)
    assert station.runs.index(0, 5).data() == "until 2027-01-01"
    settings.set_days_kept(30)
    listed(qtbot, archive, archive.tidy)
    assert station.runs.index(0, 5).data() == "erased"


def test_the_days_can_be_chosen_and_are_told_of_every_run(qtbot, archive, station):
    run()
    listed(qtbot, archive)
    assert station.days.currentData() == 30
    station.days.setCurrentIndex(station.days.findData(7))
    station.days.activated.emit(station.days.currentIndex())
    assert settings.days_kept() == 7
    assert station.runs.index(0, 5).data() == "until 2026-01-08"


def test_a_run_is_forgotten_only_after_a_question_and_what_it_sent_is_known(
    qtbot, archive, book, station, theme
):
    run()
    results = ResultsStation(archive, book, theme)
    qtbot.addWidget(results)
    with qtbot.waitSignal(archive.results_changed, timeout=WAIT_MS):
        archive.show("run-1")
    listed(qtbot, archive)
    before = told(paths.runs(), range(1, 8))
    station.ask_to_forget()
    station.ask_to_forget()
    press(station.question, QMessageBox.ButtonRole.RejectRole)
    assert station.question is None
    assert len(history(paths.runs())) == 1
    station.ask_to_forget()
    listed(
        qtbot,
        archive,
        lambda: press(station.question, QMessageBox.ButtonRole.DestructiveRole),
    )
    assert archive.runs == ()
    assert archive.results is None
    assert station.notice.sentence.startswith("The run is forgotten.")
    assert told(paths.runs(), range(1, 8)) == before


def test_a_run_that_cannot_be_read_is_shown_as_damaged_and_can_be_forgotten_all_the_same(
    qtbot, archive, station
):
    (run() / JOURNAL).write_bytes(b"nonsense" * 999)
    listed(qtbot, archive)
    station.ask_to_forget()
    assert "stays known by hashes" in station.question.informativeText()
    listed(qtbot, archive, lambda: press(station.question, DESTRUCTIVE))
    assert "cannot be trusted" in station.notice.sentence
    cells = [station.runs.index(0, at).data() for at in (0, 2, 5)]
    assert cells == ["Damaged", "x.csv", "until 2026-01-31"]
    assert not station._continue.isEnabled()
    station.ask_to_forget()
    assert "Its journal is damaged." in station.question.informativeText()
    assert "Forget it all the same" in [each.text() for each in station.question.buttons()]
    listed(qtbot, archive, lambda: press(station.question, DESTRUCTIVE))
    assert archive.runs == ()


def test_a_run_of_which_nothing_is_known_has_a_name_at_least(qtbot, archive, station):
    folder = run()
    for name in (JOURNAL, "run.json"):
        (folder / name).write_bytes(b"nonsense" * 999)
    listed(qtbot, archive)
    assert [station.runs.index(0, at).data() for at in (2, 3)] == ["not known", "not known"]
    station.ask_to_forget()
    assert station.question.text() == "Forget the run run-1?"
    press(station.question, QMessageBox.ButtonRole.RejectRole)


def test_what_is_lost_with_an_unfinished_run_is_said():
    tally = Tally(Counts(accepted=5, unsent=2), Counts(unknown=1))
    found = RunSummary("r1", "x", "Shop", "a.csv", "2024", "paused", tally, 1, 1.0, "")
    assert forget_words(found).startswith(
        "It is not finished: 2 events and 1 person row would never be sent or asked about again."
    )
    done = RunSummary("r1", "x", "Shop", "a.csv", "2024", "done", Tally(), 1, 1.0, "")
    assert forget_words(done).startswith("Its results can no longer be looked at.")


def test_a_run_that_is_busy_is_not_forgotten_and_that_is_told(qtbot, archive, station):
    folder = run()
    listed(qtbot, archive)
    with (
        account_lock(paths.locks(), ACCOUNT),
        qtbot.waitSignal(archive.refused, timeout=WAIT_MS),
    ):
        archive.forget("run-1")
    assert (folder / JOURNAL).exists()


def test_rows_are_looked_for_in_the_results_on_show(qtbot, archive, book, theme):
    folder = run()
    with closing(Journal.open(folder / JOURNAL)) as journal:
        journal.add_slice(2, zlib.compress(b'[[2,4],[["Zoe","zoe@a.io"],["Mia","mia@a.io"]]]'))
    results = ResultsStation(archive, book, theme)
    qtbot.addWidget(results)
    results.look_for("zoe")
    assert archive.found == ()
    with qtbot.waitSignal(archive.results_changed, timeout=WAIT_MS):
        archive.show("run-1")
    plain = results.rows.rowCount()
    with qtbot.waitSignal(archive.found_changed, timeout=WAIT_MS):
        results.look_for("ZOE")
    assert results.rows.rowCount() == 1
    assert results.rows.index(0, 1).data() == "Zoe · zoe@a.io"
    assert results._rows_title.text() == "1 row with “ZOE”"
    results._search.clear()
    assert results.rows.rowCount() == plain
    assert results._rows_title.text() == "Rows that were not accepted"


def test_rows_of_an_unknown_account_are_sent_again_by_the_command_line_only(
    qtbot, archive, book, theme
):
    run()
    results = ResultsStation(archive, book, theme)
    qtbot.addWidget(results)
    results.ask_to_send_again()
    with qtbot.waitSignal(archive.results_changed, timeout=WAIT_MS):
        archive.show("run-1")
    with qtbot.assertNotEmitted(results.again_requested, wait=0):
        results.ask_to_send_again()
    assert "klaviyo-gui retry run-1" in results.notice.sentence


def test_a_list_that_cannot_be_read_is_never_called_empty_and_is_read_again(
    qtbot, archive, station, monkeypatch
):
    def refuse(_runs):
        raise PermissionError(13, "Permission denied")

    run()
    with monkeypatch.context() as patched:
        patched.setattr("klaviyo_gui.ui.archive.history", refuse)
        listed(qtbot, archive)
    assert station._stack.currentWidget() is station._unread
    assert "Permission denied" in station.notice.sentence
    assert history_status(archive).words == "Cannot be read"
    listed(qtbot, archive, station.notice.acted.emit)
    assert station.chosen.run == "run-1"
    assert station.notice.isHidden()
    assert history_status(archive).words == "1 run"


def test_what_was_listed_before_stays_in_sight_when_it_cannot_be_read_again(
    qtbot, archive, station, monkeypatch
):
    run()
    listed(qtbot, archive)
    monkeypatch.setattr("klaviyo_gui.ui.archive.history", lambda _runs: 1 / 0)
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    listed(qtbot, archive)
    assert station.chosen.run == "run-1"
    assert station.notice.isVisible()


def test_nothing_is_said_of_runs_until_their_list_is_read(qtbot, archive, station):
    assert station._stack.currentWidget() is station._reading
    assert history_status(archive).words == "Being read"
    listed(qtbot, archive)
    assert station._stack.currentWidget() is station._none
    assert history_status(archive).words == "No runs yet"
