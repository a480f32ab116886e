import errno
import os
from contextlib import contextmanager

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.errors import DraftUnwritable, PresetTooNew, PresetUnreadable
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.store import drafts
from klaviyo_gui.store.drafts import draft, draft_versions, drop_draft, keep_draft
from klaviyo_gui.store.exclusive import exclusive
from klaviyo_gui.store.presets import Preset
from klaviyo_gui.store.recent import shape
from klaviyo_gui.store.versions import retire

ORDERS = shape(("ORDER_ID", "EMAIL"))
PEOPLE = shape(("EMAIL", "NAME"))


def in_hand(column, name=""):
    return Preset(name, Mapping((Pair("time", Column(column)),)))


def written():
    return {each for each in paths.drafts().rglob("*") if each.is_file()}


def full_disk(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def draft_path(digest):
    return paths.drafts() / f"{digest[:32]}.json"


def test_what_was_in_hand_comes_back_for_files_of_the_same_shape():
    assert draft(ORDERS) is None
    keep_draft(ORDERS, in_hand("a", "Spring orders"))
    keep_draft(ORDERS, in_hand("b", "Spring orders"))
    keep_draft(PEOPLE, in_hand("c"))
    assert draft(ORDERS) == in_hand("b", "Spring orders")
    assert draft(PEOPLE) == in_hand("c")
    assert len(draft_versions(ORDERS)) == 1


def test_a_mapping_that_was_cleared_stays_so():
    keep_draft(ORDERS, in_hand("a"))
    keep_draft(ORDERS, Preset("", Mapping()))
    assert draft(ORDERS) == Preset("", Mapping())


def test_a_dropped_draft_stays_among_its_versions():
    drop_draft(ORDERS)
    keep_draft(ORDERS, in_hand("a"))
    drop_draft(ORDERS)
    assert draft(ORDERS) is None
    assert len(draft_versions(ORDERS)) == 1


def test_a_damaged_draft_is_moved_aside_and_said_once():
    keep_draft(ORDERS, in_hand("a"))
    draft_path(ORDERS).write_bytes(b"{")
    with pytest.raises(PresetUnreadable) as caught:
        draft(ORDERS)
    assert ".damaged-" in caught.value.moved_to
    assert draft(ORDERS) is None


def test_a_draft_of_a_later_version_is_left_in_place():
    keep_draft(ORDERS, in_hand("a"))
    path = draft_path(ORDERS)
    path.write_text(path.read_text().replace('"version": 1', '"version": 3'))
    before = path.read_bytes()
    with pytest.raises(PresetTooNew):
        draft(ORDERS)
    assert path.read_bytes() == before


def test_the_drafts_changed_longest_ago_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(drafts, "KEPT", 2)
    digests = [shape((name,)) for name in "abc"]
    for at, digest in enumerate(digests):
        keep_draft(digest, in_hand("old"))
        keep_draft(digest, in_hand("new"))
        os.utime(draft_path(digest), (at, at))
    keep_draft(digests[2], in_hand("newest"))
    assert [draft(digest) is not None for digest in digests] == [False, True, True]
    assert draft_versions(digests[0]) == ()
    assert len(draft_versions(digests[1])) == 1


def test_a_full_disk_leaves_the_draft_before_and_nothing_else(monkeypatch):
    keep_draft(ORDERS, in_hand("a"))
    before = written()

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full_disk)
        with pytest.raises(DraftUnwritable, match="No space left"):
            keep_draft(ORDERS, in_hand("b"))
    assert written() == before
    assert draft(ORDERS) == in_hand("a")
    # The control: with room, the same is written.
    keep_draft(ORDERS, in_hand("b"))
    assert draft(ORDERS) == in_hand("b")
    assert written() > before


def test_a_place_that_cannot_be_written_is_told(home):
    home.write_text("a file stands where the folder should be")
    drop_draft(ORDERS)  # Where nothing can be, there is nothing to drop.
    with pytest.raises(DraftUnwritable):
        keep_draft(ORDERS, in_hand("a"))


def test_a_draft_that_cannot_be_dropped_is_told_and_stays(home, monkeypatch):
    keep_draft(ORDERS, in_hand("a"))
    with monkeypatch.context() as patched:
        patched.setattr(drafts, "retire", full_disk)
        with pytest.raises(DraftUnwritable, match="No space left"):
            drop_draft(ORDERS)
    assert draft(ORDERS) == in_hand("a")


def test_a_draft_that_another_window_dropped_meanwhile_is_dropped(monkeypatch):
    keep_draft(ORDERS, in_hand("a"))

    @contextmanager
    def behind_another_window(folder):
        with exclusive(folder):
            retire(draft_path(ORDERS))
            yield

    monkeypatch.setattr(drafts, "exclusive", behind_another_window)
    drop_draft(ORDERS)
    assert draft(ORDERS) is None
    assert len(draft_versions(ORDERS)) == 1, "it is kept once"
