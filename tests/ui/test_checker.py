"""The checker checks what an edit concerns, and nothing else."""

import pytest

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
