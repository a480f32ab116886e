"""The checker checks what an edit concerns, and nothing else."""

import pytest

from klaviyo_gui.core.errors import FileChanged, FileMissing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui import checker as module
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
