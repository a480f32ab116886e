"""Autosave where the disk refuses: it is said, and nothing is lost once it can be written."""

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.errors import DraftUnwritable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store.drafts import draft
from klaviyo_gui.ui import keeper as keeping
from klaviyo_gui.ui.keeper import Keeper
from tests.ui.windows import WAIT_MS, open_path, write

EVENTS = Kind.EVENTS
OTHER = ("a", "b", "c", "d", "who")


@pytest.fixture
def disk(home):
    """Take the place of the drafts away, and give it back."""

    def refuse(*, is_refusing):
        home.mkdir(exist_ok=True)
        if is_refusing:
            paths.drafts().write_text("a file stands where the folder should be")
        else:
            paths.drafts().unlink()

    refuse(is_refusing=True)
    return refuse


@pytest.fixture
def keeper(qtbot, session, tmp_path):
    """Keep a session with an open file."""
    keeper = Keeper(session)
    open_path(qtbot, session, write(tmp_path))
    yield keeper
    keeper.close()


@pytest.fixture
def refused(qtbot, disk, keeper, session, monkeypatch):
    """Map something that could not be written, and will not be tried again by itself."""
    monkeypatch.setattr(keeping, "TRIED_AGAIN_AFTER_MS", 600_000)
    with qtbot.waitSignal(keeper.refused, timeout=WAIT_MS) as told:
        session.fix(EVENTS, "metric", "Sale")
    assert isinstance(told.args[0], DraftUnwritable)
    disk(is_refusing=False)
    return session.kept_under, session.mapping


def idle(qtbot, keeper):
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=WAIT_MS)


def test_what_could_not_be_written_is_written_by_itself_once_it_can_be(
    qtbot, disk, keeper, session, monkeypatch
):
    monkeypatch.setattr(keeping, "TRIED_AGAIN_AFTER_MS", 20)
    with qtbot.waitSignal(keeper.refused, timeout=WAIT_MS):
        session.fix(EVENTS, "metric", "Sale")
    disk(is_refusing=False)
    idle(qtbot, keeper)
    assert draft(session.kept_under).mapping == session.mapping


def test_it_is_written_with_the_next_change_of_whatever_file(
    qtbot, keeper, refused, session, tmp_path
):
    shape, mapping = refused
    open_path(qtbot, session, write(tmp_path, header=OTHER, name="other.csv"))
    session.fix(EVENTS, "metric", "Another")
    idle(qtbot, keeper)
    assert draft(shape).mapping == mapping
    assert draft(session.kept_under).mapping == session.mapping


def test_it_is_written_when_the_window_closes(keeper, refused):
    shape, mapping = refused
    assert draft(shape) is None
    keeper.close()
    assert draft(shape).mapping == mapping


def test_what_is_newer_is_not_replaced_by_what_could_not_be_written(
    qtbot, keeper, refused, session
):
    shape, mapping = refused
    session.fix(EVENTS, "metric", "Newer")
    idle(qtbot, keeper)
    assert draft(shape).mapping == session.mapping != mapping


def test_a_change_while_the_one_before_is_refused_counts(qtbot, disk, keeper, session, monkeypatch):
    monkeypatch.setattr(keeping, "TRIED_AGAIN_AFTER_MS", 20)
    keeper.refused.connect(lambda: session.fix(EVENTS, "metric", "Newer"))
    session.fix(EVENTS, "metric", "Sale")
    with qtbot.waitSignal(keeper.refused, timeout=WAIT_MS):
        pass
    disk(is_refusing=False)
    idle(qtbot, keeper)
    assert draft(session.kept_under).mapping == session.mapping
    assert session.mapping.pair(EVENTS, "metric").source.text == "Newer"


def test_a_refusal_is_told_once_until_something_could_be_written(
    qtbot, disk, keeper, session, monkeypatch
):
    monkeypatch.setattr(keeping, "TRIED_AGAIN_AFTER_MS", 10)
    told, tried = [], []
    keeper.refused.connect(told.append)
    keeper._work.reported.connect(tried.append)
    session.fix(EVENTS, "metric", "Sale")
    qtbot.waitUntil(lambda: len(tried) > 3, timeout=WAIT_MS)
    assert len(told) == 1
    disk(is_refusing=False)
    idle(qtbot, keeper)
    for each in sorted(paths.drafts().rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    paths.drafts().rmdir()
    disk(is_refusing=True)
    session.fix(EVENTS, "metric", "Refund")
    qtbot.waitUntil(lambda: len(told) == 2, timeout=WAIT_MS)
    disk(is_refusing=False)
