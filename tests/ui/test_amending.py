"""Rows under edit: every change is a step, is kept with its file, and reaches no other file."""

import os
from dataclasses import asdict

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.amendments import UNCHANGED, Cause, Replacement, digest
from klaviyo_gui.core.errors import AmendmentsUnreadable, AmendmentsUnwritable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.store.amendments import kept_amendments
from klaviyo_gui.ui import keeper as keeping
from klaviyo_gui.ui.keeper import Keeper
from klaviyo_gui.ui.session import Session
from tests.ui.windows import HEADER, ROWS, WAIT_MS, checked, open_path, settle, write

CAUSE = Cause(Kind.EVENTS, Code.EMAIL_INVALID, "profile.email")
RULE = Replacement("colour", "red", "green")
OTHER = ("a", "b", "c", "d", "email")


@pytest.fixture
def path(tmp_path):
    return write(tmp_path)


@pytest.fixture
def opened(qtbot, session, path):
    open_path(qtbot, session, path)
    return session


@pytest.fixture
def keeper(opened):
    keeper = Keeper(opened)
    yield keeper
    keeper.close()


def edit(session, line=4, text="Sid"):
    session.edit_cell(line, ROWS[line - 2], "who", text)


@pytest.fixture
def another(qapp):
    """Another session, as after a crash."""
    session = Session()
    yield session
    session.close()
    session.deleteLater()
    settle(qapp)


def idle(qtbot, keeper):
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=WAIT_MS)


def test_each_change_is_one_step_with_a_name_and_can_be_undone_and_redone(opened):
    undo = opened.undo_stack
    steps = (
        (lambda: edit(opened), "edit who in line 4"),
        (lambda: opened.leave_row_out(2, ROWS[0]), "leave out line 2"),
        (lambda: opened.replace_text(RULE), "replace a text in colour"),
        (lambda: opened.leave_cause_out(CAUSE), "leave out rows of a finding"),
        (lambda: opened.take_cause_in(CAUSE), "take in rows of a finding"),
        (lambda: opened.take_replacement_back(0), "put back a text in colour"),
        (lambda: opened.take_row_in(2), "take in line 2"),
        (lambda: opened.put_cell_back(4, "who"), "put back who in line 4"),
        (lambda: edit(opened), "edit who in line 4"),
        (lambda: opened.put_row_back(4), "put back line 4"),
        (lambda: edit(opened), "edit who in line 4"),
        (opened.put_all_back, "put back all rows"),
    )
    states = [opened.amendments]
    for act, name in steps:
        count = undo.count()
        act()
        assert (undo.undoText(), undo.count()) == (name, count + 1)
        states.append(opened.amendments)
    assert states[0] == states[8] == states[10] == states[12] == UNCHANGED
    for state in reversed(states[:-1]):
        undo.undo()
        assert opened.amendments == state
    for state in states[1:]:
        undo.redo()
        assert opened.amendments == state


def test_what_changes_nothing_is_no_step(opened):
    count = opened.undo_stack.count()
    opened.edit_cell(4, ROWS[2], "who", "Cid")
    opened.put_cell_back(4, "who")
    opened.put_row_back(4)
    opened.take_row_in(4)
    opened.put_all_back()
    opened.replace_text(Replacement("who", "", "x"))
    assert opened.undo_stack.count() == count


def test_a_cell_that_reads_again_as_the_file_has_it_is_no_longer_edited(opened):
    edit(opened)
    opened.edit_cell(4, ROWS[2], "who", "Cid")
    assert opened.amendments == UNCHANGED


def test_the_plan_and_the_check_follow_every_change_and_its_undo(qtbot, opened, checker):
    opened.place(("email",), Kind.PROFILES, "email")
    opened.clear(Kind.EVENTS)
    assert checked(qtbot, checker).tally.profiles.held == 0
    opened.edit_cell(3, ROWS[1], "email", "nobody")
    assert opened.plan.amendments == opened.amendments
    assert list(checked(qtbot, checker).held[Kind.PROFILES]) == [1]
    opened.leave_row_out(3, ROWS[1])
    result = checked(qtbot, checker)
    assert (list(result.held[Kind.PROFILES]), list(result.left_out)) == ([], [1])
    opened.undo_stack.undo()
    opened.undo_stack.undo()
    assert checked(qtbot, checker).tally.profiles.held == 0


def test_a_step_of_rows_leaves_the_mapping_as_it_is(opened):
    told = []
    opened.mapping_changed.connect(lambda: told.append(1))
    before = opened.mapping
    edit(opened)
    opened.undo_stack.undo()
    assert (opened.mapping, told) == (before, [])


def test_steps_of_the_mapping_between_them_are_undone_in_their_order(opened):
    edit(opened)
    after = opened.amendments
    opened.place(("colour",), Kind.EVENTS, "value")
    placed = opened.mapping
    opened.leave_row_out(2, ROWS[0])
    for amendments, mapping in ((after, placed), (after, None), (UNCHANGED, None)):
        opened.undo_stack.undo()
        assert opened.amendments == amendments
        assert mapping in {None, opened.mapping}


def test_what_was_changed_is_kept_and_comes_back_with_the_same_file(
    qtbot, opened, keeper, path, another
):
    before = path.read_bytes()
    edit(opened)
    opened.replace_text(RULE)
    idle(qtbot, keeper)
    open_path(qtbot, another, path)
    assert another.amendments == opened.amendments
    assert another.aside is None
    assert path.read_bytes() == before


def test_what_was_all_put_back_is_kept_no_longer(qtbot, opened, keeper):
    edit(opened)
    idle(qtbot, keeper)
    assert kept_amendments(opened.job.key) is not None
    opened.undo_stack.undo()
    idle(qtbot, keeper)
    assert kept_amendments(opened.job.key) is None


def test_another_file_has_changes_of_its_own_and_undo_reaches_only_the_one_they_were_made_for(
    qtbot, opened, keeper, path, tmp_path
):
    opened.place(("colour",), Kind.EVENTS, "value")
    opened.leave_row_out(2, ROWS[0])
    edit(opened)
    made = opened.amendments
    idle(qtbot, keeper)
    open_path(qtbot, opened, write(tmp_path, name="next.csv"))
    assert opened.amendments == UNCHANGED
    assert opened.undo_stack.undoText() == "edit who in line 4"
    opened.undo_stack.undo()
    assert opened.amendments == UNCHANGED
    open_path(qtbot, opened, path)
    assert opened.amendments == made


@pytest.fixture
def rewritten(qtbot, opened, keeper, path, tmp_path):
    """The file was written anew, with another first row, after two rows were changed."""
    opened.leave_row_out(2, ROWS[0])
    edit(opened)
    idle(qtbot, keeper)
    write(tmp_path, (("Bob", *ROWS[0][1:]), *ROWS[1:]))
    os.utime(path, ns=(1, 1))
    return opened


@pytest.mark.parametrize("is_crash", [False, True])
def test_of_a_file_that_changed_nothing_is_applied_until_somebody_decides(
    qtbot, rewritten, path, another, is_crash
):
    made = rewritten.amendments
    if is_crash:
        session = another
        open_path(qtbot, session, path)
    else:
        session = rewritten
        with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
            session.read_again()
    assert (session.amendments, session.aside) == (UNCHANGED, made)
    count = session.undo_stack.count()
    edit(session)
    assert (session.amendments, session.undo_stack.count()) == (UNCHANGED, count)
    with qtbot.waitSignal(session.amendments_changed, timeout=WAIT_MS):
        session.bring_back()
    assert session.aside is None
    assert [each.line for each in session.amendments.rows] == [4]
    assert session.undo_stack.undoText() == "bring back your changes"
    session.undo_stack.undo()
    assert session.amendments == UNCHANGED


def test_while_nobody_decided_what_is_kept_stays_and_then_it_goes(qtbot, rewritten, keeper, path):
    key = rewritten.job.key
    with qtbot.waitSignal(rewritten.index_changed, timeout=WAIT_MS):
        rewritten.read_again()
    assert rewritten.kept.amendments == rewritten.aside
    rewritten.amendments_changed.emit()
    idle(qtbot, keeper)
    assert kept_amendments(key).amendments == rewritten.aside
    rewritten.drop_aside()
    assert (rewritten.aside, rewritten.amendments) == (None, UNCHANGED)
    idle(qtbot, keeper)
    assert kept_amendments(key) is None


def test_when_nothing_fits_the_decision_is_told_all_the_same(qtbot, opened, keeper, path, tmp_path):
    opened.leave_row_out(2, ROWS[0])
    write(tmp_path, (("Bob", *ROWS[0][1:]), *ROWS[1:]))
    os.utime(path, ns=(1, 1))
    with qtbot.waitSignal(opened.index_changed, timeout=WAIT_MS):
        opened.read_again()
    with qtbot.waitSignal(opened.amendments_changed, timeout=WAIT_MS):
        opened.bring_back()
    assert (opened.aside, opened.amendments) == (None, UNCHANGED)


def test_a_file_that_changes_while_it_is_compared_is_told(qtbot, rewritten, path):
    with qtbot.waitSignal(rewritten.index_changed, timeout=WAIT_MS):
        rewritten.read_again()
    path.write_bytes(path.read_bytes() + b"x,x,x,x,x\n")
    with qtbot.waitSignal(rewritten.amendments_refused, timeout=WAIT_MS):
        rewritten.bring_back()
    assert rewritten.aside is not None


def test_changes_wait_aside_while_the_file_is_read_otherwise_and_return_with_the_reading(
    qtbot, opened
):
    edit(opened)
    made = opened.amendments
    with qtbot.waitSignal(opened.index_changed, timeout=WAIT_MS):
        opened.reopen(Overrides(delimiter="|"))
    assert (opened.amendments, opened.aside) == (UNCHANGED, made)
    with qtbot.waitSignal(opened.index_changed, timeout=WAIT_MS):
        opened.reopen(Overrides())
    assert opened.header == HEADER
    assert (opened.amendments, opened.aside) == (made, None)


def test_what_cannot_be_had_back_is_told(qtbot, opened, keeper, path, another):
    edit(opened)
    idle(qtbot, keeper)
    (document,) = paths.amendments().glob("*.json")
    document.write_text("{}")
    with qtbot.waitSignal(another.amendments_refused, timeout=WAIT_MS) as told:
        another.open_file(path)
    assert isinstance(told.args[0], AmendmentsUnreadable)
    assert another.amendments == UNCHANGED


def test_a_disk_that_refuses_is_told_and_the_changes_are_written_once_it_can_be(
    qtbot, opened, keeper, home, monkeypatch
):
    monkeypatch.setattr(keeping, "TRIED_AGAIN_AFTER_MS", 20)
    home.mkdir(exist_ok=True)
    paths.amendments().write_text("a file stands where the folder should be")
    with qtbot.waitSignal(keeper.refused, timeout=WAIT_MS) as told:
        edit(opened)
    assert isinstance(told.args[0], AmendmentsUnwritable)
    paths.amendments().unlink()
    idle(qtbot, keeper)
    assert kept_amendments(opened.job.key).amendments == opened.amendments


def test_no_customer_s_text_goes_into_a_preset_or_a_step_s_name(qtbot, opened, keeper):
    opened.edit_cell(4, ROWS[2], "email", "private@shop.io")
    opened.replace_text(Replacement("email", "ann@shop.io", "secret@shop.io"))
    opened.fix(Kind.EVENTS, "metric", "Sale")
    idle(qtbot, keeper)
    texts = ("private@shop.io", "secret@shop.io", "ann@shop.io")
    undo = opened.undo_stack
    names = " ".join(undo.text(at) for at in range(undo.count()))
    preset = str(asdict(opened.made_preset("x")))
    held = {}
    for each in paths.home().rglob("*.json"):
        found = each.read_text(encoding="utf-8", errors="replace")
        held[each.parent.name] = held.get(each.parent.name, "") + found
    for text in texts:
        assert text not in names
        assert text not in preset
    assert [name for name, found in held.items() if texts[0] in found] == ["amendments"]
    assert digest(ROWS[2]) in held["amendments"]
