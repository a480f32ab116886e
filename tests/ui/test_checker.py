"""The checker checks what an edit concerns, and nothing else."""

import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui import paths
from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.errors import FileChanged, FileMissing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.sending.earlier import CODES
from klaviyo_gui.store.history import history
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.sent_before import SentBefore
from klaviyo_gui.ui import checker as module
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def asked(monkeypatch):
    """The kinds of record that each check was asked for."""
    kinds = []
    sound = module.check

    def noting(*rest, **named):
        kinds.append(named["kinds"])
        return sound(*rest, **named)

    monkeypatch.setattr(module, "check", noting)
    return kinds


@pytest.fixture
def mapped(qtbot, session, checker, tmp_path, asked):
    """A session with events and people, checked once."""
    open_path(qtbot, session, write(tmp_path))
    for kind in Kind:
        session.clear(kind)
    session.place(("email",), EVENTS, "profile.email")
    session.fix(EVENTS, "metric", "Sale")
    session.place(("email",), PEOPLE, "email")
    checked(qtbot, checker)
    assert asked == [(EVENTS, PEOPLE)]
    return session


def test_an_edit_of_one_kind_checks_that_kind_again(qtbot, mapped, checker, asked):
    before = checker.result
    mapped.place(("total",), EVENTS, "value")
    after = checked(qtbot, checker)
    assert asked[1:] == [(EVENTS,)]
    assert after.tally.events.held == 1
    assert after.tally.profiles == before.tally.profiles
    assert after.repeats_of(PEOPLE) is before.repeats_of(PEOPLE)


def test_an_edit_that_concerns_no_record_checks_nothing(qtbot, mapped, checker, asked):
    mapped.leave_out(("colour",))
    after = checked(qtbot, checker)
    assert asked[1:] == []
    assert after.rows == 3


def test_history_and_live_check_nothing_and_keep_the_result(mapped, checker, asked):
    before = checker.result
    mapped.set_history(False)
    assert checker.result is before
    assert not checker.is_busy
    assert asked[1:] == []


def test_undo_of_an_edit_that_was_not_checked_yet_finds_what_was_known(
    qtbot, mapped, checker, asked
):
    before = checker.result
    mapped.place(("total",), EVENTS, "value")
    mapped.undo_stack.undo()
    assert checked(qtbot, checker).findings == before.findings
    assert asked[1:] == []


def test_to_check_again_keeps_nothing(qtbot, mapped, checker, asked):
    checker.check_again()
    checked(qtbot, checker)
    assert asked[1:] == [(EVENTS, PEOPLE)]


def test_another_file_is_checked_as_a_whole(qtbot, mapped, checker, asked, tmp_path):
    open_path(qtbot, mapped, write(tmp_path, name="others.csv"))
    checked(qtbot, checker)
    assert asked[1:] == [(EVENTS, PEOPLE)]


def test_findings_are_told_while_the_check_is_under_way(qtbot, mapped, checker):
    told = []
    checker.changed.connect(
        lambda: told.append(len(checker.findings)) if checker.result is None else None
    )
    mapped.place(("total",), EVENTS, "value")
    qtbot.waitUntil(lambda: checker.is_busy, timeout=WAIT_MS)
    assert checker.findings == ()
    checked(qtbot, checker)
    assert max(told) > 0


def test_what_the_first_rows_tell_is_told_before_the_check_of_all_begins(
    qtbot, mapped, checker, asked
):
    checker._timer.setInterval(2 * WAIT_MS)
    mapped.place(("total",), EVENTS, "value")
    assert checker.findings == ()
    qtbot.waitUntil(lambda: checker.findings != (), timeout=WAIT_MS)
    assert {each.kind for each in checker.findings} == {EVENTS}
    assert (checker.progress, checker.result, len(asked)) == (None, None, 1)
    mapped.unmap(EVENTS, "value")
    assert checker.findings == ()
    checker.stop()
    with qtbot.assertNotEmitted(checker.changed, wait=0):
        checker._looking.close()
    assert checker.findings == ()


def test_the_first_rows_never_replace_what_more_rows_have_told(mapped, checker):
    known = checker.findings
    checker._show_first(module.First((*known, *known)))
    assert checker.findings == known


@pytest.fixture
def sending(qtbot, window, tmp_path, asked):
    """The window with three people, checked once, and what was asked of its checks."""
    open_path(qtbot, window.session, write(tmp_path))
    window.session.clear(EVENTS)
    window.session.place(("email",), PEOPLE, "email")
    assert {each.code for each in checked(qtbot, window.checker).findings}.isdisjoint(CODES)
    asked.clear()
    return window


def send(qtbot, window):
    with qtbot.waitSignal(window.runner.finished, timeout=WAIT_MS):
        window.stations.send.start()


def told_before(window):
    """Return how many records are said to have been sent before."""
    findings = window.checker.result.findings
    return {each.code: each.count for each in findings if each.code in CODES}


def test_what_a_run_has_sent_is_told_once_it_has_ended_without_another_check(qtbot, sending, asked):
    send(qtbot, sending)
    result = checked(qtbot, sending.checker)
    assert told_before(sending) == {Code.PERSON_UNCHANGED: 3}
    assert asked == []
    place = PEOPLE, Code.PERSON_UNCHANGED, Severity.NOTE, ""
    assert list(result.found[place]) == [0, 1, 2]
    assert "3 rows sent before" in sending.strip.sentence
    (press,) = [each for each in sending.strip.buttons if "sent before" in each.text()]
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    preview = sending.stations.preview
    assert (sending.station, preview.causes.place) == (Station.PREVIEW, place)
    assert preview.rows.chip == "Showing 3 of 3 rows"
    assert preview.records.rowCount() == 3
    # Another edit is compared as well, and so is a file that is opened then.
    sending.session.place(("total",), PEOPLE, "properties.total")
    checked(qtbot, sending.checker)
    assert asked == [(PEOPLE,)]
    assert told_before(sending) == {}
    sending.session.undo_stack.undo()
    checked(qtbot, sending.checker)
    assert told_before(sending) == {Code.PERSON_UNCHANGED: 3}


def test_a_run_that_cannot_be_compared_with_is_told_and_leads_to_the_runs(qtbot, sending):
    send(qtbot, sending)
    checked(qtbot, sending.checker)
    assert "cannot be read" not in sending.strip.sentence
    (run,) = history(paths.runs())
    (paths.runs() / run.run / JOURNAL).write_bytes(b"nonsense" * 999)
    sending.checker.check_again()
    checked(qtbot, sending.checker)
    assert told_before(sending) == {}
    (press,) = [each for each in sending.strip.buttons if "earlier run" in each.text()]
    assert press.text() == "1 earlier run cannot be read"
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    assert sending.station is Station.HISTORY


def test_a_run_that_somebody_reads_is_told_of_until_it_can_be_compared_with(
    qtbot, sending, monkeypatch
):
    def impatient(before, database, begin=SentBefore.__init__):
        begin(before, database)
        database.execute("PRAGMA busy_timeout = 0")

    send(qtbot, sending)
    checked(qtbot, sending.checker)
    (run,) = history(paths.runs())
    monkeypatch.setattr(SentBefore, "__init__", impatient)
    with closing(Journal.open(paths.runs() / run.run / JOURNAL)):
        sending.checker.check_again()
        checked(qtbot, sending.checker)
    assert told_before(sending) == {}
    assert "1 earlier run cannot be looked at now" in sending.strip.sentence
    sending.checker.check_again()
    checked(qtbot, sending.checker)
    assert told_before(sending) == {Code.PERSON_UNCHANGED: 3}
    assert "earlier run" not in sending.strip.sentence


def test_a_run_that_ends_while_the_file_is_checked_is_compared_afterwards(
    qtbot, sending, asked, monkeypatch
):
    sound, checker = module.check, sending.checker
    release = threading.Event()

    def waiting(*rest, **named):
        *_, last = sound(*rest, **named)
        release.wait()
        yield last

    monkeypatch.setattr(module, "check", waiting)
    checker.check_again()
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT_MS)
    send(qtbot, sending)
    release.set()
    checked(qtbot, checker)
    qtbot.waitUntil(lambda: not checker.is_busy and checker.result is not None, timeout=WAIT_MS)
    assert told_before(sending) == {Code.PERSON_UNCHANGED: 3}


def test_an_edit_while_earlier_runs_are_looked_into_leaves_nothing_open_or_untold(
    qtbot, sending, monkeypatch
):
    sound, checker = module.compared, sending.checker
    release, begun = threading.Event(), threading.Event()

    def waiting(*rest):
        begun.set()
        release.wait()
        return sound(*rest)

    monkeypatch.setattr(module, "compared", waiting)
    send(qtbot, sending)
    qtbot.waitUntil(begun.is_set, timeout=WAIT_MS)
    drafts = checker._known[2].drafts
    checker.check_again()
    release.set()
    checked(qtbot, checker)
    assert told_before(sending) == {Code.PERSON_UNCHANGED: 3}
    for draft in drafts:
        with pytest.raises(sqlite3.ProgrammingError):
            draft.first_line(PEOPLE, 2)


def test_another_window_s_practice_is_another_place(qtbot, sending, open_window, tmp_path):
    send(qtbot, sending)
    with open_window() as other:
        open_path(qtbot, other.session, write(tmp_path))
        other.session.clear(EVENTS)
        other.session.place(("email",), PEOPLE, "email")
        checked(qtbot, other.checker)
        assert told_before(other) == {}


def test_to_choose_a_list_tells_anew_who_was_sent_and_checks_nothing(qtbot, sending, asked):
    send(qtbot, sending)
    checked(qtbot, sending.checker)
    sending.session.join_list(ContactList("Vk2mXt", "Customers", "AbC123"))
    checked(qtbot, sending.checker)
    assert told_before(sending) == {}
    sending.session.undo_stack.undo()
    checked(qtbot, sending.checker)
    assert told_before(sending) == {Code.PERSON_UNCHANGED: 3}
    assert asked == []


def test_a_list_that_is_chosen_together_with_an_edit_is_compared_as_well(qtbot, sending, asked):
    send(qtbot, sending)
    checked(qtbot, sending.checker)
    sending.session.place(("email",), EVENTS, "profile.email")
    sending.session.fix(EVENTS, "metric", "Sale")
    sending.session.join_list(ContactList("Vk2mXt", "Customers", "AbC123"))
    checked(qtbot, sending.checker)
    qtbot.waitUntil(lambda: not sending.checker.is_busy, timeout=WAIT_MS)
    assert told_before(sending) == {}
    assert asked == [(EVENTS,)]


def test_a_checker_that_does_not_know_the_list_would_fail_these_tests(
    qtbot, sending, asked, monkeypatch
):
    monkeypatch.setattr(
        type(sending.checker), "_to_compare", property(lambda each: (each._runs, ""))
    )
    with pytest.raises(AssertionError):
        test_to_choose_a_list_tells_anew_who_was_sent_and_checks_nothing(qtbot, sending, asked)


def test_a_checker_that_is_told_of_no_run_would_fail_these_tests(
    qtbot, sending, asked, monkeypatch
):
    monkeypatch.setattr(sending.checker, "_earlier", tuple)
    with pytest.raises(AssertionError):
        test_what_a_run_has_sent_is_told_once_it_has_ended_without_another_check(
            qtbot, sending, asked
        )


def change_file(session):
    path = session.file.path
    path.write_text(path.read_text().replace("ann@shop.io", "nobody here"))


def ended(qtbot, checker):
    """Wait until nothing is checked any more, and return what kept the last check from its end."""
    qtbot.waitUntil(lambda: not checker.is_busy, timeout=WAIT_MS)
    return checker.error


def test_of_a_file_that_changed_nothing_that_was_known_comes_back_with_undo(
    qtbot, mapped, checker, asked
):
    change_file(mapped)
    mapped.place(("total",), EVENTS, "value")
    assert isinstance(ended(qtbot, checker), FileChanged)
    mapped.undo_stack.undo()
    assert isinstance(ended(qtbot, checker), FileChanged)
    assert checker.result is None
    assert asked[1:] == [(EVENTS,), (EVENTS, PEOPLE)]


@pytest.mark.parametrize("is_gone", [False, True])
def test_an_edit_that_concerns_no_record_still_asks_whether_the_file_changed(
    qtbot, mapped, checker, asked, is_gone
):
    if is_gone:
        mapped.file.path.unlink()
    else:
        change_file(mapped)
    mapped.leave_out(("colour",))
    assert isinstance(ended(qtbot, checker), FileMissing if is_gone else FileChanged)
    assert (checker.result, asked[1:]) == (None, [])


def stop_once_begun(checker):
    """Stop the next check as soon as it tells how far it is."""

    def stop():
        if checker.progress is not None and checker.result is None:
            checker.stop()

    checker.changed.connect(stop)
    return stop


def test_a_check_that_is_stopped_has_no_result_and_begins_anew_when_it_is_asked_for(
    qtbot, mapped, checker, asked
):
    stop = stop_once_begun(checker)
    checker.check_again()
    qtbot.waitUntil(lambda: checker.is_stopped, timeout=WAIT_MS)
    assert not checker.is_busy
    assert checker.progress.rows < 3
    qtbot.waitUntil(lambda: not checker._is_running, timeout=WAIT_MS)
    assert (checker.result, checker.error, checker.has_faulted) == (None, None, False)
    checker.changed.disconnect(stop)
    checker.check_again()
    assert not checker.is_stopped
    assert checked(qtbot, checker).rows == 3
    assert asked[1:] == [(EVENTS, PEOPLE)] * 2


def test_a_check_that_waits_to_begin_is_stopped_too_and_an_edit_begins_another(
    qtbot, mapped, checker, asked
):
    mapped.place(("total",), EVENTS, "value")
    assert checker.is_busy
    checker.stop()
    assert (checker.is_busy, checker.is_stopped, checker.result) == (False, True, None)
    mapped.place(("who",), EVENTS, "properties.who")
    assert checker.is_busy
    assert not checker.is_stopped
    assert checked(qtbot, checker).tally.events.held == 1
    assert asked[1:] == [(EVENTS,)]


def test_a_check_that_is_done_cannot_be_stopped(mapped, checker):
    before = checker.result
    checker.stop()
    assert (checker.is_stopped, checker.result) == (False, before)
