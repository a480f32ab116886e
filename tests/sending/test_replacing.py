from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED, Replacement, digest
from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.sending import replacing
from klaviyo_gui.sending.amended import amended
from klaviyo_gui.sending.replacing import EXAMPLES, Wanted, count_replacements
from klaviyo_gui.source.reader import Rows
from tests.doubles.files import csv_bytes, csv_file, orders

ROWS = orders(30_000)
RULE = Replacement("note", "note 1", "NOTE 1", has_case=True)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return csv_file(tmp_path_factory.mktemp("large"), ROWS)


def counted(file, builders, rule=RULE, made=UNCHANGED, stop=None):
    about = 200_000
    ranges = file.index().ranges(about)
    wanted = Wanted(rule, made)
    return list(count_replacements(file, ranges, wanted, builders, stop or Event()))


def test_what_is_counted_beside_the_window_is_what_is_changed_cell_by_cell(file, builders):
    *_, last = counted(file, builders)
    rows = [list(row) for row in ROWS]
    after = amended(
        Rows(list(range(2, 2 + len(rows))), rows), file.header, UNCHANGED.with_replacement(RULE)
    )
    changed = sum(now != before for now, before in zip(after.rows.cells, rows, strict=True))
    assert (last.cells, last.rows, last.share) == (changed, len(ROWS), 1.0)
    assert last.is_complete
    assert len(last.examples) == EXAMPLES
    assert last.examples[0] == (3, "note 1", "NOTE 1")
    assert changed == sum(row[2].startswith("note 1") for row in ROWS)


def test_it_is_counted_as_earlier_changes_left_the_rows(file, builders):
    made = UNCHANGED.with_cell(3, digest(ROWS[1]), "note", "typed")
    *_, before = counted(file, builders)
    *_, after = counted(file, builders, made=made)
    assert after.cells == before.cells - 1
    *_, none = counted(file, builders, made=UNCHANGED.with_replacement(RULE))
    assert (none.cells, none.examples) == (0, ())


def test_on_the_way_it_is_told_how_far_it_is(file, builders, monkeypatch):
    monkeypatch.setattr(replacing, "PAUSE", 0.0)
    *parts, last = counted(file, builders)
    assert len(parts) > 1
    shares = [each.share for each in parts]
    assert shares == sorted(shares)
    assert not any(each.is_complete for each in parts)
    assert parts[-1].cells == last.cells


def test_it_ends_when_asked_to(file, builders):
    stop = Event()
    stop.set()
    assert counted(file, builders, stop=stop) == []


def test_rows_that_lack_the_column_are_passed_over(tmp_path, builders):
    rows = [ROWS[1], ROWS[1][:2], ROWS[2]]
    *_, last = counted(csv_file(tmp_path, rows), builders)
    assert (last.cells, last.rows) == (1, 3)


def test_a_file_that_changes_meanwhile_is_told(tmp_path, builders):
    file = csv_file(tmp_path, ROWS[:50])
    ranges = list(file.index().ranges())
    file.path.write_bytes(csv_bytes(ROWS[:50]) + b"a@shop.io,o,n,f\r\n")
    with pytest.raises(FileChanged):
        list(count_replacements(file, ranges, Wanted(RULE, UNCHANGED), builders, Event()))


def test_no_customer_s_text_stands_in_what_a_program_shows_of_a_count(file, builders):
    assert "NOTE" not in repr(counted(file, builders))
