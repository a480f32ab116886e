import json
import os
import stat
import sys
from dataclasses import replace

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.amendments import UNCHANGED, Cause, Replacement, digest
from klaviyo_gui.core.errors import AmendmentsUnreadable, AmendmentsUnwritable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.store import amendments
from klaviyo_gui.store.amendments import (
    Bound,
    Kept,
    drop_amendments,
    has_amendments,
    keep_amendments,
)
from klaviyo_gui.store.amendments import kept_amendments as kept_of

BOUND = Bound(120, 1_700_000_000_000_000_000, "ab", "cd")
READS = digest(["ann", "1"])
MADE = (
    UNCHANGED.with_cell(3, READS, "E-MAIL", "ann@shop.io")
    .with_cell(3, READS, "na\udce9me", "Zoë")
    .leaving_out(9, READS)
    .with_replacement(Replacement("E-MAIL", ".con", ".com", has_case=True))
    .with_cell(9, READS, "E-MAIL", "bob@shop.con")
    .with_cause(Cause(Kind.PROFILES, Code.EMAIL_INVALID, "email"))
    .with_cause(Cause(Kind.EVENTS, Code.METRIC_ALIKE, "metric", ("sale", "SALE")))
)
KEY = "a1b2"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setenv("KLAVIYO_GUI_HOME", str(folder))
    return folder


def path_of(key=KEY):
    return paths.amendments() / f"{key}.json"


def changed(change):
    """Keep the changes and spoil what is kept of them."""
    keep_amendments(KEY, Kept(BOUND, MADE))
    content = json.loads(path_of().read_bytes())
    change(content)
    path_of().write_text(json.dumps(content))


def test_what_was_changed_comes_back_as_it_was_with_what_it_was_made_for():
    assert kept_of(KEY) is None
    keep_amendments(KEY, Kept(BOUND, MADE))
    assert kept_of(KEY) == Kept(BOUND, MADE)
    assert kept_of("other") is None
    drop_amendments(KEY)
    assert kept_of(KEY) is None
    drop_amendments(KEY)


def test_whether_anything_is_kept_is_known_without_reading_it():
    assert not has_amendments(KEY)
    keep_amendments(KEY, Kept(BOUND, MADE))
    assert has_amendments(KEY)
    assert not has_amendments("other")
    path_of().write_bytes(b"\x00")
    assert has_amendments(KEY), "what cannot be read is not nothing"
    drop_amendments(KEY)
    assert not has_amendments(KEY)


def test_what_the_first_version_kept_is_read():
    def forget_texts(content):
        content["version"] = 1
        content["causes"] = [each[:3] for each in content["causes"]]

    changed(forget_texts)
    causes = tuple(replace(each, texts=()) for each in MADE.causes)
    assert kept_of(KEY).amendments == replace(MADE, causes=causes)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such modes")
def test_nobody_else_on_the_computer_can_read_it():
    keep_amendments(KEY, Kept(BOUND, MADE))
    assert stat.S_IMODE(path_of().stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.amendments().stat().st_mode) == 0o700


def test_of_many_files_those_changed_last_are_kept(monkeypatch):
    monkeypatch.setattr(amendments, "KEPT", 2)
    for at, key in enumerate(("first", "second", "third")):
        keep_amendments(key, Kept(BOUND, MADE))
        if path_of(key).exists():
            os.utime(path_of(key), ns=(at, at))
    keep_amendments("third", Kept(BOUND, MADE))
    assert [key for key in ("first", "second", "third") if kept_of(key)] == ["second", "third"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.pop("version"),
        lambda content: content.update(version="1"),
        lambda content: content.pop("rows"),
        lambda content: content["file"].update(more=1),
        lambda content: content["rows"].append(content["rows"][0]),
        lambda content: content["rows"][0].pop(),
        lambda content: content["rows"][0][2].update(name=7),
        lambda content: content["rows"][0][2].update(name="as it was typed"),
        lambda content: content["rows"][0][2].update(name=["typed", -1]),
        lambda content: content["rows"][0][2].update(name=["typed", 2]),
        lambda content: content["rows"][0][2].update(name=["typed", None]),
        lambda content: content["replacements"][0].update(find=None),
        lambda content: content["causes"][0].__setitem__(1, "nothing_known"),
    ],
)
def test_what_is_damaged_is_told_and_moved_aside_and_never_taken_for_nothing_changed(spoil):
    changed(spoil)
    with pytest.raises(AmendmentsUnreadable) as told:
        kept_of(KEY)
    assert told.value.path.name.startswith("a1b2.json.damaged-")
    assert told.value.path.exists()
    assert kept_of(KEY) is None


def test_what_is_no_document_at_all_is_damaged_and_can_be_replaced():
    keep_amendments(KEY, Kept(BOUND, MADE))
    path_of().write_bytes(b"\x00")
    keep_amendments(KEY, Kept(BOUND, MADE))
    path_of().write_bytes(b"\x00")
    with pytest.raises(AmendmentsUnreadable):
        kept_of(KEY)


def test_what_a_later_version_wrote_is_told_left_alone_and_never_replaced():
    changed(lambda content: content.update(version=99))
    before = path_of().read_bytes()
    with pytest.raises(AmendmentsUnreadable) as told:
        kept_of(KEY)
    assert told.value.path == path_of()
    with pytest.raises(AmendmentsUnwritable):
        keep_amendments(KEY, Kept(BOUND, UNCHANGED))
    assert path_of().read_bytes() == before


def test_a_disk_that_refuses_is_told_and_what_it_holds_stays(home):
    home.mkdir()
    paths.amendments().write_text("a file stands where the folder should be")
    with pytest.raises(AmendmentsUnwritable):
        keep_amendments(KEY, Kept(BOUND, MADE))
    with pytest.raises(AmendmentsUnwritable):
        drop_amendments(KEY)
    with pytest.raises(AmendmentsUnreadable) as told:
        kept_of(KEY)
    assert told.value.path == path_of()


def test_what_cannot_be_moved_aside_is_told_where_it_lies(monkeypatch):
    def refuse(path):
        raise PermissionError

    changed(lambda content: content.pop("rows"))
    monkeypatch.setattr(amendments, "move_aside", refuse)
    with pytest.raises(AmendmentsUnreadable) as told:
        kept_of(KEY)
    assert told.value.path == path_of()
