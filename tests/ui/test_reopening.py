"""The same file read otherwise: what was mapped stays, what was chosen is remembered."""

import gzip

from klaviyo_gui.core.errors import FileUndecodable
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.store import recent
from klaviyo_gui.store.drafts import keep_draft
from klaviyo_gui.store.presets import Preset, Reading
from klaviyo_gui.ui import opening
from tests.ui.windows import HEADER, ROWS, WAIT_MS, open_path, write

EVENTS = Kind.EVENTS


def reopen(qtbot, session, **chosen):
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.reopen(Overrides(**chosen))


def test_another_reading_keeps_the_mapping_and_its_steps(qtbot, opened):
    opened.place(("colour",), EVENTS, "value")
    before, steps = opened.mapping, opened.undo_stack.count()
    reopen(qtbot, opened, delimiter="|")
    assert opened.header == ("who,when,total,colour,email",)
    assert opened.mapping == before
    assert set(opened.missing) >= {"colour", "email"}
    assert opened.undo_stack.count() == steps
    reopen(qtbot, opened)
    assert (opened.header, opened.mapping, opened.missing) == (HEADER, before, ())
    opened.undo_stack.undo()
    assert opened.mapping.pair(EVENTS, "value") != before.pair(EVENTS, "value")


def test_a_mapping_that_nobody_touched_is_proposed_anew_and_can_be_undone(qtbot, opened):
    first = opened.mapping
    reopen(qtbot, opened, header_line=2)
    assert opened.mapping != first
    assert opened.missing == ()
    opened.undo_stack.undo()
    assert opened.mapping == first


def test_a_reading_that_cannot_be_leaves_all_as_it_is(qtbot, session, tmp_path):
    path = write(tmp_path, [("Änn", "2024-03-01", "1", "red", "ann@shop.io")])
    open_path(qtbot, session, path)
    with qtbot.waitSignal(session.file_refused, timeout=WAIT_MS) as refused:
        session.reopen(Overrides(encoding="ascii"))
    assert isinstance(refused.args[0], FileUndecodable)
    assert (session.header, session.overrides) == (HEADER, Overrides())


def test_what_was_chosen_holds_for_the_next_file_of_the_same_shape(qtbot, opened, tmp_path):
    reopen(qtbot, opened, header_line=0)
    open_path(qtbot, opened, write(tmp_path, name="april.csv"))
    assert opened.overrides == Overrides(header_line=0)
    assert opened.is_remembered
    assert opened.row_count == 4
    open_path(qtbot, opened, write(tmp_path, header=("a", "b", "c", "d", "e"), name="other.csv"))
    assert opened.overrides == Overrides()
    assert not opened.is_remembered
    open_path(qtbot, opened, write(tmp_path, name="may.csv"))
    reopen(qtbot, opened)
    open_path(qtbot, opened, write(tmp_path, name="june.csv"))
    assert opened.overrides == Overrides()


def test_what_was_remembered_but_cannot_be_is_left_aside(qtbot, opened, tmp_path):
    recent.remember(recent.shape(HEADER), {"header_line": 900})
    open_path(qtbot, opened, write(tmp_path, name="april.csv"))
    assert (opened.header, opened.overrides) == (HEADER, Overrides())


def test_a_remembered_header_line_never_makes_a_customer_the_header(qtbot, session, tmp_path):
    titled = write(tmp_path, name="titled.csv")
    titled.write_text(f"Report,,,,\nmade today,,,,\n{titled.read_text(encoding='utf-8')}")
    open_path(qtbot, session, titled)
    reopen(qtbot, session, header_line=3)
    open_path(qtbot, session, write(tmp_path, name="plain.csv"))
    assert (session.header, session.row_count) == (HEADER, 3)
    assert session.overrides == Overrides()
    open_path(qtbot, session, titled)
    assert (session.header, session.row_count) == (HEADER, 3)


def test_a_header_line_chosen_in_place_of_a_wrong_one_is_still_remembered(qtbot, session, tmp_path):
    header = ("mail", "at", "sum", "hue", "whose")
    path = write(tmp_path, (header, *ROWS))
    open_path(qtbot, session, path)
    reopen(qtbot, session, header_line=2)
    assert session.header == header
    open_path(qtbot, session, write(tmp_path, (header, *ROWS), name="april.csv"))
    assert (session.header, session.is_remembered) == (header, True)


def test_nor_does_the_reading_that_is_kept_with_the_mapping_in_hand(qtbot, session, tmp_path):
    path = write(tmp_path)
    mapping = Mapping().with_pair(EVENTS, Pair("value", Column("total")))
    kept = Preset("", mapping, Reading(header_line=2))
    keep_draft(recent.shape(HEADER), kept)
    open_path(qtbot, session, path)
    assert (session.header, session.mapping, session.is_back) == (HEADER, mapping, True)


def test_files_opened_are_listed_but_not_the_sample(qtbot, opened, tmp_path):
    open_path(qtbot, opened, write(tmp_path, name="second.csv"))
    with qtbot.waitSignal(opened.index_changed, timeout=WAIT_MS):
        opened.open_sample()
    assert [each.name for each in recent.files()] == ["second.csv", "orders.csv"]
    assert recent.files()[1].parent == tmp_path


def test_rows_are_told_while_they_are_counted(qtbot, session, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "TELL_SECONDS", 0)
    seen = []
    session.count_changed.connect(
        lambda: seen.append((session.row_count, session.share_counted, session.index))
    )
    rows = [(f"Name {at}", "2024-03-01", "1", "red", f"n{at}@shop.io") for at in range(20_000)]
    open_path(qtbot, session, write(tmp_path, rows))
    counts = [count for count, _, _ in seen]
    assert len(counts) > 3
    assert counts == sorted(counts)
    assert all(1_000 < count < 20_000 and 0 < share < 1 for count, share, _ in seen)
    assert {index for *_, index in seen} == {None}
    assert (session.row_count, session.share_counted) == (20_000, 1.0)


def test_the_copy_of_an_archive_goes_when_another_file_is_open(qtbot, session, tmp_path):
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(gzip.compress(write(tmp_path).read_bytes()))
    open_path(qtbot, session, packed)
    kept = session.file.shared()
    copy = session.file.data
    open_path(qtbot, session, write(tmp_path))
    assert copy.exists()
    kept.close()
    assert not copy.exists()
